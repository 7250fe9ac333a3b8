"""Biên bản họp Hội đồng Thi đua - Khen thưởng (Nghị định 30/2020, Phụ lục III, Mẫu 1.9)."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from accounts.errors import DomainError
from dossiers.papers.base import (
    Paper,
    Signature,
    count_words,
    moment_words,
    paragraphs,
    percent_words,
    two_digits,
)
from dossiers.papers.codec import said


@dataclass(frozen=True, kw_only=True)
class CouncilMember:
    """One member of the council; an absent one carries the reason."""

    honorific: str = said("Ông/Bà", default="")
    name: str = said("họ tên thành viên")
    post: str = said("chức vụ", default="")
    role: str = said("vai trò trong Hội đồng", default="Ủy viên")
    present: bool = said("có mặt", default=True)
    reason: str = said("lý do vắng", default="")

    @property
    def attendance(self) -> str:
        if self.present:
            return "Có mặt"
        return f"Vắng ({self.reason.strip()})" if self.reason.strip() else "Vắng"

    @property
    def line(self) -> str:
        """ "Ông Nguyễn Văn A, Chủ tịch UBND xã, Chủ tịch Hội đồng"."""
        who = f"{self.honorific} {self.name}".strip()
        return ", ".join(part for part in (who, self.post, self.role) if part)


@dataclass(frozen=True, kw_only=True)
class VoteRow:
    """The result for one nominee; `proposed` tells whether the council proposes it."""

    subject: str = said("loại đối tượng")
    honorific: str = said("Ông/Bà", default="")
    name: str = said("tên được biểu quyết")
    post: str = said("chức vụ, đơn vị", default="")
    award: str = said("hình thức khen thưởng", default="")
    agreed: int = said("số phiếu đồng ý")
    refused: int = said("số phiếu không đồng ý")
    proposed: bool = said("được đề nghị", default=True)

    @property
    def who(self) -> str:
        return f"{self.honorific} {self.name}".strip()


@dataclass(frozen=True)
class VoteLine:
    """A printed row: the vote with its share of the council's total membership."""

    vote: VoteRow
    share: str

    @property
    def agreed_text(self) -> str:
        return two_digits(self.vote.agreed)

    @property
    def refused_text(self) -> str:
        return two_digits(self.vote.refused)


@dataclass(frozen=True, kw_only=True)
class BienBan(Paper):
    """`signature` is the chair's (chủ tọa), `secretary_signature` the secretary's; times are aware."""

    kind: ClassVar[str] = "bien_ban"
    name: ClassVar[str] = "Biên bản"

    council: str = said("tên Hội đồng")
    started: datetime | None = said("thời gian bắt đầu", default=None)
    ended: datetime | None = said("thời gian kết thúc", default=None)
    venue: str = said("địa điểm họp", default="")
    chair: str = said("chủ trì")
    secretary: str = said("thư ký")
    members: tuple[CouncilMember, ...] = said("thành viên Hội đồng")
    guests: tuple[str, ...] = said("khách mời", default=())
    purpose: str = said("nội dung họp")
    proceedings: str = said("diễn biến cuộc họp", default="")
    method: str = said("hình thức biểu quyết", default="biểu quyết")
    rule: str = said("tỷ lệ phải đạt", default="")
    votes: tuple[VoteRow, ...] = said("kết quả biểu quyết", default=())
    conclusion: str = said("kết luận", default="")
    secretary_signature: Signature = said("thư ký ký tên")

    def __post_init__(self) -> None:
        for row in self.votes:
            if row.agreed + row.refused > len(self.members):
                raise DomainError(
                    f"Số phiếu của «{row.name}» ({row.agreed + row.refused}) nhiều hơn số thành viên "
                    f"Hội đồng ({len(self.members)}). Sửa số phiếu hoặc danh sách thành viên."
                )

    @property
    def started_text(self) -> str:
        return moment_words(self.started) if self.started else ""

    @property
    def ended_text(self) -> str:
        return moment_words(self.ended) if self.ended else ""

    @property
    def total_text(self) -> str:
        return two_digits(len(self.members))

    @property
    def present_text(self) -> str:
        return two_digits(sum(member.present for member in self.members))

    @property
    def absent_text(self) -> str:
        return two_digits(sum(not member.present for member in self.members))

    @property
    def proceeding_lines(self) -> tuple[str, ...]:
        return paragraphs(self.proceedings)

    @property
    def conclusion_lines(self) -> tuple[str, ...]:
        return paragraphs(self.conclusion)

    @property
    def vote_lines(self) -> tuple[VoteLine, ...]:
        """The votes with their shares of the TOTAL membership, not of those present."""
        return tuple(VoteLine(row, percent_words(row.agreed, len(self.members))) for row in self.votes)

    @property
    def proposed_counts(self) -> str:
        """ "01 tập thể và 02 cá nhân" among the rows that the council proposes."""
        return count_words(tuple(row.subject for row in self.votes if row.proposed))

    @property
    def proposed_names(self) -> str:
        return ", ".join(row.who for row in self.votes if row.proposed)

    @property
    def not_proposed(self) -> str:
        """The names that were voted on and are not proposed, or ""."""
        return ", ".join(row.who for row in self.votes if not row.proposed)
