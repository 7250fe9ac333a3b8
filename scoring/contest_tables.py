"""The table of units of a contest: ordered by one of the counts, ties sharing a rank, cut into pages."""

from dataclasses import dataclass
from decimal import Decimal

from accounts.paging import PAGE_SIZE, Page
from accounts.text import fold
from scoring.models import ContestUnitTotal
from scoring.ranking import Entry, rank

RESIDENTS, OTHERS = "Người dân", "Đơn vị khác, ngoài phong trào"
# By what units are put in order; the plan fixes no rank of units, so a person chooses.
ORDERS = {
    "nguoi": "Số người dự thi",
    "dang-ky": "Số người đăng ký",
    "luot": "Số lượt thi",
    "diem": "Điểm trung bình",
    "toi-da": "Tỷ lệ đạt điểm tối đa",
}


@dataclass(frozen=True)
class UnitRow:
    """A unit's totals with its rank by the chosen count; residents and other bodies stand there without a rank."""

    total: ContestUnitTotal
    name: str
    key: str
    rank: int | None
    tied: bool

    @property
    def full_share(self) -> Decimal | None:
        """Share of full scores among the people who took part, in percent."""
        return Decimal(100 * self.total.full) / self.total.people if self.total.people else None


@dataclass(frozen=True)
class Counts:
    """The three counts of a contest, and how many people have the full score."""

    registered: int
    people: int
    attempts: int
    full: int


def counts_of(totals: list[ContestUnitTotal]) -> Counts:
    """The sums over all units, residents and others."""
    return Counts(
        sum(one.registered for one in totals),
        sum(one.people for one in totals),
        sum(one.attempts for one in totals),
        sum(one.full for one in totals),
    )


def unit_rows(totals: list[ContestUnitTotal], *, order: str = "", text: str = "") -> list[UnitRow]:
    """The units by the chosen count (else by people who took part), then those of no unit; filtered by name.

    Ranks are those among all units, whatever the filter leaves.
    """
    measure = order if order in ORDERS else "nguoi"
    by_pk = {one.pk: one for one in totals}
    placed = rank(Entry(one.pk, _measured(one, measure)) for one in totals if one.unit_id)
    rows = [_row(by_pk[one.key], one.rank, one.tied) for one in placed]
    rows += [_row(one, None, False) for one in totals if not one.unit_id]
    words = fold(text).split()
    return [row for row in rows if all(word in fold(row.name) for word in words)]


def unit_choices(totals: list[ContestUnitTotal]) -> list[tuple[str, str]]:
    """Key and name of each line for the filter, in the order of the totals."""
    return [(key_of(one), name_of(one)) for one in totals]


def key_of(total: ContestUnitTotal) -> str:
    """What the filter of people calls the line."""
    return str(total.unit_id) if total.unit_id else "nguoi-dan" if total.is_resident else "khac"


def name_of(total: ContestUnitTotal) -> str:
    """The unit's name, or what the line without a unit stands for."""
    return str(total.unit) if total.unit else RESIDENTS if total.is_resident else OTHERS


def page_of_rows(rows: list[UnitRow], number: int) -> Page:
    """One page of a list that is already here."""
    pages = max(1, -(-len(rows) // PAGE_SIZE))
    wanted = min(max(1, number), pages)
    start = (wanted - 1) * PAGE_SIZE
    return Page(rows[start : start + PAGE_SIZE], wanted, len(rows), False, wanted < pages)


def _row(total: ContestUnitTotal, place: int | None, tied: bool) -> UnitRow:
    return UnitRow(total, name_of(total), key_of(total), place, tied)


def _measured(one: ContestUnitTotal, measure: str) -> Decimal | None:
    if measure == "diem":
        return one.average
    if measure == "toi-da":
        return Decimal(one.full) / one.people if one.people else None
    counts = {"nguoi": one.people, "dang-ky": one.registered, "luot": one.attempts}
    return Decimal(counts[measure])
