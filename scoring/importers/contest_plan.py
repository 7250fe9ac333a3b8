"""What a contest import would write and what stands against it, for the preview, the commit and the command alike."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from campaigns.importers.matching import UnitKey
from scoring.importers.plan import SkippedRow
from scoring.importers.problems import Problem, folded


@dataclass(frozen=True, slots=True)
class PlannedAttempt:
    """One attempt with the cell that its score stood in."""

    number: int
    score: Decimal
    seconds: int | None
    started_at: datetime | None
    cell: str


@dataclass(frozen=True, slots=True)
class PlannedPerson:
    """One registered person. `how` says how the unit was told: name, alias, decision, resident, outside."""

    account: str
    full_name: str
    unit_text: str
    unit_key: UnitKey | None
    how: str
    is_resident: bool
    under_campaign: bool | None
    recognised: bool | None
    honorific: str
    position_title: str
    row: int
    attempts: tuple[PlannedAttempt, ...]


@dataclass(frozen=True, slots=True)
class UnknownUnit:
    """A typed unit that nobody knows: its key for the person's answer, how many people, their first rows."""

    raw_name: str
    key: str
    people: int
    rows: tuple[int, ...]
    suggestions: tuple[tuple[UnitKey, str, int], ...]


@dataclass(frozen=True, slots=True)
class RegisteredPlace:
    """Where accounts are registered, as typed, and whether that was read as under the campaign."""

    text: str
    under: bool
    people: int


@dataclass
class ContestPlan:
    """All that an import would write, and all that stands against it; nothing may be written unless can_write."""

    sheet: str
    people: list[PlannedPerson] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    skipped: list[SkippedRow] = field(default_factory=list)
    unknown: list[UnknownUnit] = field(default_factory=list)
    places: list[RegisteredPlace] = field(default_factory=list)

    @property
    def can_write(self) -> bool:
        """True when there is something to write and no problem at all."""
        return bool(self.people) and not self.problems

    @property
    def messages(self) -> list[str]:
        """The problems as sentences, equal ones folded."""
        return folded(self.problems)

    @property
    def took_part(self) -> int:
        """People with an attempt; the others are registered only."""
        return sum(bool(person.attempts) for person in self.people)

    @property
    def attempts(self) -> int:
        return sum(len(person.attempts) for person in self.people)

    @property
    def residents(self) -> int:
        return sum(person.is_resident for person in self.people)

    @property
    def units(self) -> int:
        """How many units of the campaign have people here."""
        return len({person.unit_key for person in self.people if person.unit_key is not None})
