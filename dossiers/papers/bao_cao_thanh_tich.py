"""Báo cáo thành tích theo đợt, chuyên đề, one per nominee, for a collective or an individual."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from dossiers.papers.base import (
    COLLECTIVE,
    TITLE_WIDTH,
    Paper,
    Section,
    Signature,
    paragraphs,
    period_words,
)
from dossiers.papers.codec import said
from dossiers.papers.lines import balanced

# The guided fields of the form, by key, in the order of printing; the form and the builder share them.
COLLECTIVE_FACTS = (
    ("name", "Tên tập thể"),
    ("address", "Địa điểm trụ sở chính"),
    ("phone", "Điện thoại, fax"),
    ("website", "Địa chỉ trang tin điện tử"),
    ("structure", "Cơ cấu tổ chức, tổng số cán bộ, công chức, viên chức"),
    ("duties", "Chức năng, nhiệm vụ được giao"),
)
INDIVIDUAL_FACTS = (
    ("name", "Họ và tên"),
    ("alias", "Bí danh"),
    ("born", "Ngày, tháng, năm sinh"),
    ("gender", "Giới tính"),
    ("native_place", "Quê quán"),
    ("residence", "Nơi thường trú"),
    ("qualification", "Trình độ chuyên môn, nghiệp vụ"),
    ("post", "Chức vụ, đơn vị công tác"),
)
SECTION_TITLES = (
    ("results", "Thành tích đạt được trong phong trào thi đua"),
    ("measures", "Biện pháp, giải pháp đạt được thành tích"),
    ("effects", "Hiệu quả kinh tế, xã hội"),
    ("lessons", "Bài học kinh nghiệm"),
)


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One line of part I, such as "Quê quán: xã Châu Phong"; without a value it is not printed."""

    label: str = said("tên mục thông tin")
    value: str = said("thông tin chung", default="")

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return paragraphs(self.value)


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One row of the comparison table; numbers come as they are printed (decimal comma)."""

    name: str = said("chỉ tiêu")
    before: str = said("số liệu kỳ trước", default="")
    after: str = said("số liệu kỳ báo cáo", default="")


@dataclass(frozen=True, kw_only=True)
class PastAward:
    """A title or award received before: the year, what, and the decision (số, ngày, cơ quan ban hành)."""

    year: str = said("năm")
    award: str = said("danh hiệu, hình thức")
    decision: str = said("quyết định khen thưởng", default="")


@dataclass(frozen=True, kw_only=True)
class BaoCaoThanhTich(Paper):
    """`subject_kind` is tap_the or ca_nhan; `subject` the award asked for ("Đề nghị tặng Giấy khen...").

    `signature` is the unit's head or the person reporting, `confirmation` who confirms.
    `form_label` ("Mẫu số 08") is printed only when given: its number depends on the regime in force.
    """

    kind: ClassVar[str] = "bao_cao_thanh_tich"
    name: ClassVar[str] = "Báo cáo thành tích"

    form_label: str = said("số mẫu", default="")
    subject_kind: str = said("loại đối tượng")
    nominee: str = said("tên tập thể hoặc cá nhân")
    honorific: str = said("Ông/Bà", default="")
    post: str = said("chức vụ, đơn vị", default="")
    campaign: str = said("tên phong trào thi đua")
    begins: date | None = said("ngày bắt đầu lập thành tích", default=None)
    ends: date | None = said("ngày kết thúc lập thành tích", default=None)
    facts: tuple[Fact, ...] = said("thông tin chung", default=())
    sections: tuple[Section, ...] = said("thành tích đạt được", default=())
    figures: tuple[Figure, ...] = said("bảng số liệu so sánh", default=())
    before_label: str = said("tên cột kỳ trước", default="Kỳ trước")
    after_label: str = said("tên cột kỳ báo cáo", default="Kỳ báo cáo")
    titles: tuple[PastAward, ...] = said("danh hiệu thi đua đã đạt", default=())
    awards: tuple[PastAward, ...] = said("hình thức khen thưởng đã nhận", default=())
    confirmation: Signature = said("người xác nhận")

    @property
    def title(self) -> str:
        return f"{self.name}: {self.nominee}"

    @property
    def is_collective(self) -> bool:
        return self.subject_kind == COLLECTIVE

    @property
    def subject_upper(self) -> tuple[str, ...]:
        # Capitals are about a quarter wider than the letters that the width is meant for.
        return tuple(line.upper() for line in balanced(self.subject, TITLE_WIDTH * 3 // 4))

    @property
    def who(self) -> str:
        return f"{self.honorific} {self.nominee}".strip()

    @property
    def about_lines(self) -> tuple[str, ...]:
        """The line in brackets under the title: which campaign, and the period of the achievement."""
        period = period_words(self.begins, self.ends)
        campaign = " ".join(f"(Về thành tích xuất sắc trong {self.campaign}".split())
        return balanced(f"{campaign},\n{period})" if period else f"{campaign})", TITLE_WIDTH)

    @property
    def first_heading(self) -> str:
        return "SƠ LƯỢC ĐẶC ĐIỂM, TÌNH HÌNH" if self.is_collective else "SƠ LƯỢC LÝ LỊCH"

    @property
    def shown_facts(self) -> tuple[Fact, ...]:
        return tuple(fact for fact in self.facts if fact.value.strip())

    @property
    def shown_sections(self) -> tuple[Section, ...]:
        return tuple(section for section in self.sections if section.text.strip())
