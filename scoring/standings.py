"""A ranking as people look at it: groups with the line of the quota, the year before, bands of scores."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from accounts.numbers import format_decimal
from campaigns.models import UnitGroup
from scoring.models import Standing, TopLine
from scoring.ranking import Line, Placed, Status, cut

INSIDE = {Status.PROPOSED, Status.PENDING, Status.TIE_AT_LINE}
BANDS = 20


@dataclass(frozen=True)
class StandingRow:
    """One unit in its group: its standing, where it lies towards the quota, and the year before."""

    standing: Standing
    line: Line
    before: Decimal | None
    last_inside: bool = False

    @property
    def value(self) -> Decimal | None:
        return self.line.value

    @property
    def difference(self) -> Decimal | None:
        return None if self.value is None or self.before is None else self.value - self.before

    @property
    def status(self) -> str:
        return self.line.status.value

    @property
    def css(self) -> str:
        """The class of the table row: inside the quota, tied at its line, without a result."""
        if self.line.status is Status.TIE_AT_LINE:
            return "tie"
        if self.line.status in INSIDE:
            return "in"
        return "out" if self.line.status is Status.UNRANKED else ""


@dataclass(frozen=True)
class GroupTable:
    """A group with its rows, its number of places and the clauses that give them (none: no line is drawn).

    `asks_top`: the plan wants the top band without a number; `top` is where a person drew its line.
    """

    group: UnitGroup
    rows: tuple[StandingRow, ...]
    places: int
    clauses: tuple[str, ...]
    top: TopLine | None = None
    asks_top: bool = False

    @property
    def in_top(self) -> int:
        """How many units the top band holds, those that share its last rank included."""
        last = self.top.last_rank if self.top else 0
        return sum(row.line.rank is not None and row.line.rank <= last for row in self.rows)

    @property
    def ranked(self) -> int:
        return sum(row.line.rank is not None for row in self.rows)

    @property
    def has_before(self) -> bool:
        return any(row.before is not None for row in self.rows)


@dataclass(frozen=True)
class Band:
    """How many units have a score from `start` up to, not including, `end` (the top band includes its end)."""

    start: Decimal
    end: Decimal
    count: int
    inside: bool

    @property
    def label(self) -> str:
        return f"{format_decimal(self.start)} đến {format_decimal(self.end)}"


def group_table(
    group: UnitGroup,
    standings: Sequence[Standing],
    *,
    places: int,
    clauses: Sequence[str],
    before: Mapping[int, Decimal],
    chosen: Sequence[int] = (),
    top: TopLine | None = None,
    asks_top: bool = False,
) -> GroupTable:
    """The group's rows with the line under the last place; nobody is judged here, so places are only held."""
    placed = [
        Placed(row.unit_id, row.result.value if row.result else None, row.rank, row.tied) for row in standings
    ]
    lines = cut(placed, places, {}, chosen).lines
    inside = [at for at, line in enumerate(lines) if places and line.status in INSIDE]
    rows = tuple(
        StandingRow(standing, line, before.get(standing.unit_id), bool(inside) and at == inside[-1])
        for at, (standing, line) in enumerate(zip(standings, lines, strict=True))
    )
    return GroupTable(group, rows, places, tuple(clauses), top, asks_top)


def bands_of(table: GroupTable, maximum: Decimal) -> list[Band]:
    """The distribution of a group's scores over equal bands of a twentieth of the scale, from lowest to highest."""
    values = [(row.value, row.css in ("in", "tie")) for row in table.rows if row.value is not None]
    if not values or maximum <= 0:
        return []
    width = maximum / BANDS
    index = {
        value: min(int((value / width).to_integral_value(ROUND_FLOOR)), BANDS - 1) for value, _ in values
    }
    first, last = min(index.values()), max(index.values())
    return [
        Band(
            at * width,
            (at + 1) * width,
            sum(index[value] == at for value, _ in values),
            any(inside and index[value] == at for value, inside in values),
        )
        for at in range(first, last + 1)
    ]


def band_chart(bands: Sequence[Band]) -> dict:
    """The bands as data for a bar chart; bands that reach into the quota are marked."""
    return {
        "labels": [format_decimal(band.start) for band in bands],
        "names": [band.label for band in bands],
        "values": [band.count for band in bands],
        "marked": [at for at, band in enumerate(bands) if band.inside],
    }
