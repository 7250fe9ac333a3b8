"""Sentences of our own in Unicode, and the same as the fonts of before Unicode stored them; seeded."""

import random

from accounts.legacy_text import TABLES, VNI

PLACES = (
    "Tân Châu", "Long Thạnh", "Vĩnh Xương", "Phú Lộc", "Châu Phong", "Đồng Tháp", "Điện Biên", "Bắc Sơn", "Tuần Giáo",
    "Thừa Thiên Huế", "Quảng Ngãi", "Bà Rịa - Vũng Tàu", "Lạng Sơn", "Vĩnh Hòa", "Nghĩa Lộ", "Mỹ Đức", "Ba Vì",
    "Gò Quao", "Đông Hưng", "Kỳ Anh", "Quỳnh Lưu", "Thủy Nguyên", "Yên Mỹ", "Cần Giuộc", "Hướng Hóa",
    "Nhuận Phú Tân", "Ngũ Hành Sơn",
)  # fmt: skip
KINDS = ("xã", "phường", "thị trấn", "huyện", "thị xã", "thành phố", "tỉnh")
BODIES = (
    "Ủy ban nhân dân", "Phòng Văn hóa và Thông tin", "Sở Nông nghiệp và Phát triển nông thôn", "Hội Liên hiệp Phụ nữ",
    "Ban Quản lý dự án", "Trường Trung học cơ sở", "Trạm Y tế", "Công an", "Thanh tra", "Văn phòng",
    "Trung tâm Chính trị",
)  # fmt: skip
PHRASES = (
    "đạt {n} điểm, xếp thứ {m} trong nhóm",
    "được đề nghị tặng Giấy khen vì đã hoàn thành xuất sắc nhiệm vụ năm {y}",
    "chưa gửi báo cáo kết quả thực hiện chuyển đổi số quý {m}",
    "đăng ký thi đua theo Kế hoạch số {n}/KH-UBND",
    "tỷ lệ hồ sơ trực tuyến toàn trình đạt {n}%",
    "phối hợp tổ chức cuộc thi trắc nghiệm tìm hiểu pháp luật",
    "có sáng kiến được Hội đồng công nhận và áp dụng hiệu quả",
    "đề nghị bổ sung tài liệu kiểm chứng tiêu chí {m}",
    "không thuộc đối tượng xét khen thưởng đợt này",
    "những điển hình tiên tiến trong phong trào người tốt, việc tốt",
)


def sentences(count: int, *, seed: int) -> list[str]:
    """Names of units with a place, half of them with something said about them."""
    dice = random.Random(seed)
    found = []
    for _ in range(count):
        name = f"{dice.choice(BODIES)} {dice.choice(KINDS)} {dice.choice(PLACES)}"
        said = dice.choice(PHRASES).format(
            n=dice.randint(1, 99), m=dice.randint(1, 12), y=dice.randint(2021, 2026)
        )
        found.append(dice.choice([name, f"{name} {said}", f"{said.capitalize()}.", name.title()]))
    return found


def as_stored(text: str, kind: str) -> str:
    """The text as such a font stores it; capitals with tones, which TCVN3 lacks, are its small letters."""
    pairs = {letter: typed for typed, letter in reversed(TABLES[kind].items())}
    if kind != VNI:
        pairs |= {letter.upper(): typed for letter, typed in pairs.items() if letter.upper() not in pairs}
    return "".join(pairs.get(letter, letter) for letter in text)
