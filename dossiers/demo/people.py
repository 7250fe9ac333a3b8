"""Invented people and texts of the demo, the same on every run."""

from dataclasses import dataclass
from typing import Any

from accounts.numbers import format_decimal
from awards.enums import Honorific
from campaigns.models import Unit
from dossiers.demo.results import COMMUNES, DEPARTMENTS
from dossiers.papers.build_parts import COMMUNES as COMMUNE_KINDS
from dossiers.papers.build_parts import place_of, short

FAMILIES = [
    "Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Phan", "Trương", "Bùi", "Đặng", "Đỗ", "Ngô", "Hồ",
    "Dương", "Lý", "Lâm", "Mai", "Châu", "Đinh", "Tô",
]  # fmt: skip
MEN = [
    "Văn Hòa", "Minh Khoa", "Quốc Bảo", "Hữu Phước", "Thanh Tùng", "Đức Thịnh", "Hoàng Nam", "Công Danh",
    "Tấn Lộc", "Chí Dũng", "Nhật Quang", "Trọng Nghĩa", "Phước Hậu", "Gia Huy", "Thành Đạt", "Anh Kiệt",
    "Văn Lâm",
]  # fmt: skip
WOMEN = [
    "Thị Ngọc Ánh", "Thị Thu Hương", "Thị Kim Loan", "Thị Mỹ Duyên", "Thị Cẩm Tú", "Thị Bích Trâm",
    "Ngọc Hân", "Thị Hồng Nhung", "Thị Yến Nhi", "Thùy Dương", "Thị Lan Anh", "Thị Thanh Thảo",
    "Thị Diễm My",
]  # fmt: skip
COMMUNE_OFFICES = [
    "Chủ tịch {unit}",
    "Phó Chủ tịch {unit}",
    "Chủ tịch Ủy ban Mặt trận Tổ quốc Việt Nam {place}",
    "Chủ tịch Hội Liên hiệp Phụ nữ {place}",
    "Bí thư Đoàn Thanh niên {place}",
    "Chủ tịch Hội Nông dân {place}",
    "Công chức Văn phòng - Thống kê",
]
OFFICE_OFFICES = ["{head}", "Phó {head}", "Chuyên viên", "Chủ tịch Công đoàn", "Chuyên viên tổng hợp"]
COMMUNE_POSTS = ["Công chức Văn hóa - Xã hội", "Công chức Văn phòng - Thống kê"]
OFFICE_POSTS = ["Chuyên viên phụ trách công nghệ thông tin", "Chuyên viên"]


@dataclass(frozen=True)
class Person:
    """A made-up person."""

    honorific: str
    name: str
    office: str


def person(number: int, office: str) -> Person:
    """The person of that number; even ones are men."""
    family = FAMILIES[(number * 7 + 3) % len(FAMILIES)]
    if number % 2:
        return Person(Honorific.BA, f"{family} {WOMEN[(number // 2) % len(WOMEN)]}", office)
    return Person(Honorific.ONG, f"{family} {MEN[(number // 2) % len(MEN)]}", office)


def seed_number(unit: Unit) -> int:
    """The unit's place among the demo's units, the same on every run."""
    return [*COMMUNES, *DEPARTMENTS].index(unit.code)


def heads_of(unit: Unit) -> list[Person]:
    """The unit's council: the head first, the secretary last."""
    offices = COMMUNE_OFFICES if unit.kind in COMMUNE_KINDS else OFFICE_OFFICES
    head = unit.head_title or "Thủ trưởng"
    return [
        person(
            seed_number(unit) * 11 + place,
            office.format(unit=short(unit), place=place_of(unit), head=head),
        )
        for place, office in enumerate(offices)
    ]


def nominees_of(unit: Unit, how_many: int) -> list[Person]:
    """Who the unit puts forward beside itself."""
    if unit.code == "30397":
        named = [(Honorific.ONG, "Trần Minh Khoa"), (Honorific.BA, "Lê Thị Ngọc Ánh")]
        return [Person(*one, post) for one, post in zip(named, COMMUNE_POSTS, strict=True)][:how_many]
    posts = COMMUNE_POSTS if unit.kind in COMMUNE_KINDS else OFFICE_POSTS
    number = seed_number(unit) * 11 + 8
    return [person(number + place, post) for place, post in enumerate(posts[:how_many])]


def report_texts(unit: Unit, who: Person | None) -> dict[str, Any]:
    """The guided fields and the summary; the figures are made up, the DTI result is the demo's own."""
    now, before = ({**COMMUNES, **DEPARTMENTS}[unit.code][i].replace(".", ",") for i in (0, 1))
    turn = seed_number(unit)
    helped = format_decimal(900 + 70 * turn)
    if who is None:
        return {
            "summary": f"Hoàn thành {34 + turn % 5} trên {34 + turn % 5} nhiệm vụ chuyển đổi số; điểm DTI {now}.",
            "general": f"{short(unit)} có {18 + turn % 9} cán bộ, công chức, đều được trang bị máy tính và chữ ký số.",
            "duties": "Tham mưu, tổ chức thực hiện chương trình chuyển đổi số của thị xã trong phạm vi được giao.",
            "results": f"Hoàn thành {34 + turn % 5} trên {34 + turn % 5} nhiệm vụ chuyển đổi số năm 2023, đạt 100%.\n"
            f"Điểm DTI được công bố là {now} (năm 2022 là {before}).\n"
            f"Tỷ lệ văn bản điện tử được ký số đạt {95 + turn % 5}%; hồ sơ trực tuyến đạt {78 + turn % 20}%.",
            "measures": "Giao chỉ tiêu cho từng bộ phận, kiểm tra hằng tuần; tập huấn kỹ năng số tại chỗ mỗi quý.",
            "effects": f"Giảm khoảng {10 + turn % 15}% thời gian xử lý hồ sơ; người dân ít phải đi lại hơn.",
            "lessons": "Người đứng đầu trực tiếp chỉ đạo, công khai kết quả hằng tuần.",
            "address": f"{place_of(unit)[:1].upper()}{place_of(unit)[1:]}, thị xã Tân Châu, tỉnh An Giang",
            "phone": "",
            "staff_count": 18 + turn % 9,
        }
    return {
        "summary": f"Tham mưu {8 + turn % 6} văn bản về chuyển đổi số; hướng dẫn {helped} lượt người dân.",
        "general": "Công tác tại đơn vị từ năm 2015; phụ trách công nghệ thông tin từ năm 2019.",
        "duties": "Tham mưu, theo dõi công tác chuyển đổi số của đơn vị.",
        "results": f"Trực tiếp tham mưu {8 + turn % 6} văn bản về chuyển đổi số được ban hành trong năm 2023.\n"
        f"Hướng dẫn {helped} lượt người dân sử dụng dịch vụ công trực tuyến.",
        "measures": "Biên soạn tài liệu hướng dẫn ngắn, tổ chức hướng dẫn buổi tối tại các tổ dân cư.",
        "effects": "Tỷ lệ hồ sơ nộp trực tuyến của đơn vị tăng đều từng quý.",
        "lessons": "Làm cùng người dân từng bước, ghi lại thắc mắc thường gặp để trả lời chung.",
        "home_town": "thị xã Tân Châu, tỉnh An Giang",
        "residence": "thị xã Tân Châu, tỉnh An Giang",
        "education": "Đại học",
    }
