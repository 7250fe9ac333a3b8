"""What the verbs of an import take: lines of a plan as they need them, whichever importer made them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol


class NamedLine(Protocol):
    """A typed name with the unit that it means, and how that is known."""

    raw_name: str
    unit_key: int
    how: str


class PlannedLine(NamedLine, Protocol):
    """One unit's result as the plan of the import holds it."""

    row: int
    cell: str
    raw_value: str
    value: Decimal
    rank: int | None
    parts: dict[str, str]


@dataclass(frozen=True)
class PreparedImport:
    """The plan's lines and problems (located sentences), and the mark of the choices they were made with."""

    lines: Sequence[PlannedLine]
    problems: Sequence[str]
    mark: str
