"""Bảng điểm tự chấm: criteria with maximum, own score and evidence, subtotals computed from the rows."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from accounts.numbers import format_decimal
from dossiers.papers.base import Paper, Signature
from dossiers.papers.codec import said


@dataclass(frozen=True, kw_only=True)
class ScoreRow:
    """One criterion; `score` None prints an empty cell."""

    code: str = said("mã tiêu chí", default="")
    name: str = said("tên tiêu chí")
    maximum: Decimal = said("điểm tối đa")
    score: Decimal | None = said("điểm tự chấm", default=None)
    evidence: tuple[str, ...] = said("tài liệu kiểm chứng", default=())
    note: str = said("ghi chú", default="")

    @property
    def maximum_text(self) -> str:
        return format_decimal(self.maximum)

    @property
    def score_text(self) -> str:
        return "" if self.score is None else format_decimal(self.score)


@dataclass(frozen=True, kw_only=True)
class ScoreGroup:
    """A group of criteria with its subtotals."""

    code: str = said("mã nhóm tiêu chí", default="")
    name: str = said("tên nhóm tiêu chí")
    rows: tuple[ScoreRow, ...] = said("tiêu chí")

    @property
    def maximum(self) -> Decimal:
        return sum((row.maximum for row in self.rows), Decimal(0))

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
    preparer: Signature = said("người lập")

    @property
    def maximum_text(self) -> str:
        return format_decimal(sum((group.maximum for group in self.groups), Decimal(0)))

    @property
    def score_text(self) -> str:
        scores = [group.score for group in self.groups if group.score is not None]
        return format_decimal(sum(scores, Decimal(0))) if scores else ""

    @property
    def unscored(self) -> int:
        """How many criteria have no score yet."""
        return sum(row.score is None for group in self.groups for row in group.rows)
