"""The guided fields of a báo cáo thành tích: what to write where, and how long is usual."""

from dataclasses import dataclass

from campaigns.enums import SubjectKind
from dossiers.models import AchievementReport


@dataclass(frozen=True)
class GuidedField:
    """One field: `soft` is the usual length in characters, shown but never enforced; 0 for a single line."""

    name: str
    label: str
    help: str
    soft: int = 0
    section: bool = False

    @property
    def long(self) -> bool:
        return self.soft > 0


ACHIEVEMENTS = (
    GuidedField(
        "results",
        "Thành tích đạt được trong phong trào",
        "Nêu việc đã làm với số liệu: nhiệm vụ hoàn thành trên tổng số, tỷ lệ, điểm DTI, so với năm trước.",
        2500,
        True,
    ),
    GuidedField(
        "measures",
        "Biện pháp, giải pháp",
        "Cách làm, mô hình, sáng kiến đã áp dụng để đạt thành tích.",
        2000,
        True,
    ),
    GuidedField(
        "effects",
        "Hiệu quả kinh tế, xã hội",
        "Lợi ích cho người dân, cơ quan: thời gian, chi phí tiết kiệm, mức độ hài lòng. Để trống nếu không có.",
        1500,
        True,
    ),
    GuidedField(
        "lessons", "Bài học kinh nghiệm", "Điều gì làm nên kết quả, có thể nhân rộng ở đâu.", 1000, True
    ),
)
COLLECTIVE = (
    GuidedField(
        "address", "Địa điểm trụ sở chính", "Ví dụ: số nhà, đường (ấp, khóm), xã (phường), huyện (thị xã)."
    ),
    GuidedField("phone", "Điện thoại", "Số điện thoại cơ quan."),
    GuidedField("staff_count", "Tổng số cán bộ, công chức, viên chức", "Một con số, ví dụ 21."),
    GuidedField(
        "general",
        "Đặc điểm, tình hình",
        "Địa bàn, tổ chức bộ máy, thuận lợi, khó khăn khi thực hiện chuyển đổi số.",
        1000,
        True,
    ),
    GuidedField(
        "duties", "Chức năng, nhiệm vụ được giao", "Nhiệm vụ chuyển đổi số được giao trong năm.", 800, True
    ),
)
PERSON = (
    GuidedField("birth_date", "Ngày sinh", "Ví dụ 05/02/1988."),
    GuidedField("home_town", "Quê quán", "Xã, huyện, tỉnh."),
    GuidedField("residence", "Nơi thường trú", "Xã, huyện, tỉnh."),
    GuidedField("education", "Trình độ chuyên môn, nghiệp vụ", "Ví dụ: Đại học, ngành Công nghệ thông tin."),
    GuidedField("general", "Quá trình công tác", "Các mốc chính từ khi vào ngành.", 800, True),
    GuidedField("duties", "Nhiệm vụ được giao", "Lĩnh vực phụ trách trong năm xét khen thưởng.", 600, True),
)


def guided_fields(subject: str) -> tuple[GuidedField, ...]:
    """The fields of a collective's or a person's report, in the order of the form."""
    return (COLLECTIVE if subject == SubjectKind.TAP_THE else PERSON) + ACHIEVEMENTS


def sections_filled(report: AchievementReport | None, subject: str) -> tuple[int, int]:
    """(how many of the long parts hold text, how many there are)."""
    parts = [one.name for one in guided_fields(subject) if one.section]
    filled = sum(bool(report and getattr(report, name).strip()) for name in parts)
    return filled, len(parts)
