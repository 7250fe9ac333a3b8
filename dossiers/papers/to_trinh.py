"""Tờ trình đề nghị khen thưởng with its danh sách (Mẫu số 01; Nghị định 30/2020, Phụ lục I and III)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from dossiers.papers.base import (
    COLLECTIVE,
    HOUSEHOLD,
    INDIVIDUAL,
    Paper,
    Section,
    based_on,
    count_words,
    ended,
    percent_words,
    period_words,
    two_digits,
)
from dossiers.papers.codec import said

GROUP_HEADS = ((COLLECTIVE, "TẬP THỂ"), (INDIVIDUAL, "CÁ NHÂN"), (HOUSEHOLD, "HỘ GIA ĐÌNH"))
ROMAN = ("I", "II", "III")


@dataclass(frozen=True, kw_only=True)
class Nominee:
    """One row of the danh sách; `subject` is tap_the, ca_nhan or ho_gia_dinh; votes out of all members."""

    subject: str = said("loại đối tượng")
    honorific: str = said("Ông/Bà", default="")
    name: str = said("họ tên hoặc tên tập thể")
    post: str = said("chức vụ, đơn vị", default="")
    summary: str = said("tóm tắt thành tích", default="")
    award: str = said("hình thức đề nghị", default="")
    agreed: int | None = said("số phiếu đồng ý", default=None)
    members: int | None = said("tổng số thành viên Hội đồng", default=None)
    note: str = said("ghi chú", default="")

    @property
    def votes_text(self) -> str:
        """ "7/7" with the share of the total membership, or "" when there was no vote."""
        if self.agreed is None or not self.members:
            return ""
        return f"{two_digits(self.agreed)}/{two_digits(self.members)}"

    @property
    def share_text(self) -> str:
        return percent_words(self.agreed, self.members) if self.agreed is not None and self.members else ""


@dataclass(frozen=True)
class NomineeGroup:
    """A part of the danh sách: "I. TẬP THỂ" with its count and rows in the order of priority."""

    head: str
    nominees: tuple[Nominee, ...]


def grouped(nominees: tuple[Nominee, ...]) -> tuple[NomineeGroup, ...]:
    """The rows split into tập thể, cá nhân, hộ gia đình; empty parts are left out."""
    found: list[NomineeGroup] = []
    for subject, word in GROUP_HEADS:
        rows = tuple(one for one in nominees if one.subject == subject)
        if rows:
            found.append(NomineeGroup(f"{ROMAN[len(found)]}. {word} ({two_digits(len(rows))})", rows))
    return tuple(found)


@dataclass(frozen=True, kw_only=True)
class ToTrinh(Paper):
    """`proposer` is the issuing body in full, `authority` who decides; `award` as named in the sentence."""

    kind: ClassVar[str] = "to_trinh"
    name: ClassVar[str] = "Tờ trình"

    addressees: tuple[str, ...] = said("kính gửi")
    bases: tuple[str, ...] = said("căn cứ", default=())
    proposer: str = said("cơ quan trình")
    authority: str = said("người có thẩm quyền")
    award: str = said("hình thức khen thưởng")
    campaign: str = said("tên phong trào thi đua")
    begins: date | None = said("ngày bắt đầu lập thành tích", default=None)
    ends: date | None = said("ngày kết thúc lập thành tích", default=None)
    summary: str = said("tóm tắt thành tích chung", default="")
    grounds: str = said("điều kiện, tiêu chuẩn áp dụng", default="")
    opinions: str = said("ý kiến của cơ quan, địa phương liên quan", default="")
    appraisal: str = said("ý kiến thẩm định", default="")
    attachments: tuple[str, ...] = said("tài liệu kèm theo", default=())
    list_title: str = said("tên danh sách", default="Danh sách đề nghị khen thưởng")
    list_subject: str = said("trích yếu danh sách", default="")
    nominees: tuple[Nominee, ...] = said("danh sách đề nghị", default=())

    @property
    def base_lines(self) -> tuple[str, ...]:
        return based_on(self.bases)

    @property
    def addressee_lines(self) -> tuple[str, ...]:
        return ended(self.addressees)

    @property
    def counts(self) -> str:
        """ "01 tập thể và 02 cá nhân", counted from the list itself."""
        return count_words(tuple(one.subject for one in self.nominees))

    @property
    def period(self) -> str:
        return period_words(self.begins, self.ends)

    @property
    def parts(self) -> tuple[Section, ...]:
        """The numbered parts that were filled in, in the order of the form."""
        pairs = (
            ("Tóm tắt thành tích", self.summary),
            ("Điều kiện, tiêu chuẩn áp dụng", self.grounds),
            ("Ý kiến của cơ quan, địa phương liên quan", self.opinions),
            ("Ý kiến thẩm định", self.appraisal),
        )
        return tuple(Section(title=title, text=text) for title, text in pairs if text.strip())

    @property
    def attachment_text(self) -> str:
        return "; ".join(one.strip().rstrip(";.") for one in self.attachments if one.strip())

    @property
    def list_title_upper(self) -> str:
        return self.list_title.upper()

    @property
    def groups(self) -> tuple[NomineeGroup, ...]:
        """The list split into tập thể, cá nhân, hộ gia đình; empty parts are left out."""
        return grouped(self.nominees)
