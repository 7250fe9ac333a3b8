"""Bảng điểm tự chấm: criteria with maximum, own score and evidence, subtotals computed from the rows."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from accounts.numbers import format_decimal
from campaigns.enums import CriterionKind
from dossiers.papers.base import Paper, Signature
from dossiers.papers.codec import said


@dataclass(frozen=True, kw_only=True)
class ScoreRow:
    """One criterion, or the name of a group inside a group; `score` None prints `answer`, or an empty cell."""

    code: str = said("mã tiêu chí", default="")
    name: str = said("tên tiêu chí")
    maximum: Decimal = said("điểm tối đa")
    kind: str = said("loại tiêu chí", default=CriterionKind.POINTS)
    score: Decimal | None = said("điểm tự chấm", default=None)
    answer: str = said("câu trả lời thay cho điểm", default="")
    evidence: tuple[str, ...] = said("tài liệu kiểm chứng", default=())
    note: str = said("ghi chú", default="")

    @property
    def is_group(self) -> bool:
        return self.kind == CriterionKind.GROUP

    @property
    def maximum_text(self) -> str:
        return "" if self.kind == CriterionKind.GATE else format_decimal(self.maximum)

    @property
    def score_text(self) -> str:
        return self.answer if self.score is None else format_decimal(self.score)


@dataclass(frozen=True, kw_only=True)
class ScoreGroup:
    """A group of criteria with its subtotals."""

    code: str = said("mã nhóm tiêu chí", default="")
    name: str = said("tên nhóm tiêu chí")
    rows: tuple[ScoreRow, ...] = said("tiêu chí")

    @property
    def maximum(self) -> Decimal:
        return sum((row.maximum for row in self.rows if row.kind == CriterionKind.POINTS), Decimal(0))

    @property
    def score(self) -> Decimal | None:
        """The sum of what was scored; None when nothing in the group has a score yet."""
        scores = [row.score for row in self.rows if row.score is not None]
        return sum(scores, Decimal(0)) if scores else None

    @property
    def name_upper(self) -> str:
        return self.name.upper()

    @property
    def maximum_text(self) -> str:
        return format_decimal(self.maximum)

    @property
    def score_text(self) -> str:
        return "" if self.score is None else format_decimal(self.score)


@dataclass(frozen=True, kw_only=True)
class BangDiem(Paper):
    """`unit` scored itself on `criteria_set` (with `criteria_basis`, its decision); `preparer` is người lập."""

    kind: ClassVar[str] = "bang_diem"
    name: ClassVar[str] = "Bảng điểm tự chấm"

    unit: str = said("đơn vị tự chấm")
    criteria_set: str = said("bộ tiêu chí", default="")
    criteria_basis: str = said("căn cứ bộ tiêu chí", default="")
    groups: tuple[ScoreGroup, ...] = said("nhóm tiêu chí")
    # What counts when criteria that do not apply are left out of the maximum; None: the sum of the groups.
    total: Decimal | None = said("tổng điểm", default=None)
    preparer: Signature = said("người lập")

    @property
    def maximum_text(self) -> str:
        return format_decimal(sum((group.maximum for group in self.groups), Decimal(0)))

    @property
    def score_text(self) -> str:
        if self.total is not None:
            return format_decimal(self.total)
        scores = [group.score for group in self.groups if group.score is not None]
        return format_decimal(sum(scores, Decimal(0))) if scores else ""

    @property
    def unscored(self) -> int:
        """How many criteria have no score yet."""
        rows = [row for group in self.groups for row in group.rows]
        return sum(row.score is None and not row.answer and not row.is_group for row in rows)
