"""A self-scored sheet as a picture: groups, lines, totals. Only arithmetic, no reads."""

from dataclasses import dataclass, replace
from decimal import Decimal

from accounts.numbers import format_decimal
from campaigns.models import Criterion
from scoring.models import Evidence, SheetItem


@dataclass(frozen=True)
class Document:
    """A piece of evidence; `outside` when its date lies outside the campaign's period."""

    row: Evidence
    outside: bool


@dataclass(frozen=True)
class Line:
    """One criterion with the unit's score; `typed` holds what was typed and could not be saved, `problem` why."""

    criterion: Criterion
    item: SheetItem | None
    documents: tuple[Document, ...] = ()
    typed: tuple[str, str] | None = None
    problem: str = ""
    stale: bool = False

    @property
    def points(self) -> Decimal | None:
        return self.item.self_points if self.item else None

    @property
    def points_text(self) -> str:
        """What the field shows: the typing when it was refused, else the stored score."""
        if self.typed is not None:
            return self.typed[0]
        return "" if self.points is None else format_decimal(self.points)

    @property
    def note(self) -> str:
        return self.typed[1] if self.typed is not None else self.stored_note

    @property
    def stored_note(self) -> str:
        return self.item.note if self.item else ""

    @property
    def version(self) -> int:
        return self.item.version if self.item else 0

    def refused(self, *, points: str, note: str, problem: str, stale: bool = False) -> "Line":
        """The line with the typing that was not saved and the sentence that says why."""
        return replace(self, typed=(points, note), problem=problem, stale=stale)


@dataclass(frozen=True)
class SheetGroup:
    """A group of criteria with its lines and sums."""

    criterion: Criterion
    lines: tuple[Line, ...]

    @property
    def scored(self) -> int:
        return sum(line.points is not None for line in self.lines)

    @property
    def total(self) -> Decimal:
        return sum((line.points for line in self.lines if line.points is not None), Decimal(0))

    @property
    def percent(self) -> int:
        """The share of the group's maximum, rounded to whole percent, for bars."""
        return round(self.total / self.criterion.maximum * 100) if self.criterion.maximum else 0


@dataclass(frozen=True)
class SheetPicture:
    """The whole sheet; `maximum` is what the criteria set states."""

    groups: tuple[SheetGroup, ...]
    maximum: Decimal

    @property
    def lines(self) -> list[Line]:
        return [line for group in self.groups for line in group.lines]

    @property
    def total(self) -> Decimal:
        return sum((group.total for group in self.groups), Decimal(0))

    @property
    def count(self) -> int:
        return len(self.lines)

    @property
    def unscored(self) -> list[Line]:
        return [line for line in self.lines if line.points is None]

    @property
    def scored(self) -> int:
        return self.count - len(self.unscored)

    @property
    def documents(self) -> int:
        return sum(len(line.documents) for line in self.lines)

    @property
    def chart(self) -> dict:
        """Labels and shares of the maximum, for the bar chart beside the table of groups."""
        return {
            "labels": [group.criterion.code for group in self.groups],
            "names": [group.criterion.name for group in self.groups],
            "values": [group.percent for group in self.groups],
            "unit": "%",
            "maximum": 100,
        }

    def with_line(self, line: Line) -> "SheetPicture":
        """The picture with one line put in the place of the stored one."""
        groups = tuple(
            replace(
                group,
                lines=tuple(line if row.criterion.pk == line.criterion.pk else row for row in group.lines),
            )
            for group in self.groups
        )
        return replace(self, groups=groups)

    def line(self, criterion_id: int) -> Line | None:
        """The line of a criterion."""
        return next((row for row in self.lines if row.criterion.pk == criterion_id), None)
