"""What an import would write and what stands against it, for the preview, the commit and the command alike."""

from dataclasses import dataclass, field
from decimal import Decimal

from campaigns.importers.matching import How, KnownUnit, UnitKey
from scoring.importers.problems import Problem, folded


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One unit's result: where it stood, what was printed, and what it means."""

    sheet: str
    row: int
    cell: str
    raw_name: str
    raw_value: str
    unit_key: UnitKey
    how: How
    value: Decimal
    rank: int | None
    parts: dict[str, str]


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that is left out, and why."""

    row: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class UnmatchedName:
    """A printed name nobody knows: its key for the person's decision, its rows and the near names."""

    raw_name: str
    key: str
    rows: tuple[int, ...]
    suggestions: tuple[tuple[UnitKey, str, int], ...]


@dataclass
class ImportPlan:
    """All that an import would write, and all that stands against it; nothing may be written unless can_write."""

    sheet: str
    lines: list[ImportLine] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    skipped: list[SkippedRow] = field(default_factory=list)
    unmatched: list[UnmatchedName] = field(default_factory=list)
    missing_units: list[KnownUnit] = field(default_factory=list)

    @property
    def can_write(self) -> bool:
        """True when there is something to write and no problem at all."""
        return bool(self.lines) and not self.problems

    @property
    def messages(self) -> list[str]:
        """The problems as sentences, equal ones folded."""
        return folded(self.problems)
