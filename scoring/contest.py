"""What counts of a contest: one attempt of each person by the plan's rule, the ranking, the totals of units.

Pure functions; scores are points on the contest's own scale, times are seconds.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from accounts.errors import DomainError
from scoring.ranking import Entry, rank

Key = Hashable
BEST, FIRST, LAST = "best", "first", "last"
_MICRO = Decimal("0.000001")


@dataclass(frozen=True)
class Try:
    """One attempt: its number (the order in which attempts were made), points, seconds (None: not recorded)."""

    number: int
    score: Decimal
    seconds: int | None = None


@dataclass(frozen=True)
class Entrant:
    """A registered person with all attempts (none: did not take part); `unit` is what totals are made over."""

    key: Key
    unit: Key
    tries: tuple[Try, ...] = ()


@dataclass(frozen=True)
class Result:
    """A person's counted attempt with the place it gives; all None for whoever did not take part."""

    key: Key
    unit: Key
    attempts: int
    counted: Try | None
    rank: int | None
    tied: bool


@dataclass(frozen=True)
class UnitTotal:
    """Registered, people who took part and attempts are three different counts.

    `average` is that of the counted scores, `full` how many of them are the maximum, `best` the person ranked
    first; both None where nobody took part.
    """

    unit: Key
    registered: int
    people: int
    attempts: int
    average: Decimal | None
    full: int
    best: Key | None

    @property
    def full_share(self) -> Decimal | None:
        """Share of full scores among the people who took part, in percent."""
        return Decimal(100 * self.full) / self.people if self.people else None


def counted_attempt(tries: Sequence[Try], rule: str) -> Try | None:
    """The attempt that counts: "best" (highest score, then least time, then earliest), "first" or "last".

    None without attempts. DomainError when the plan has not said which attempt counts.
    """
    if rule not in (BEST, FIRST, LAST):
        raise DomainError(
            "Kế hoạch chưa nêu lượt thi nào được tính (cao nhất, đầu tiên hay cuối cùng). "
            "Hãy chọn ở phần «Cách xét» của trang soạn kế hoạch rồi làm lại."
        )
    if not tries:
        return None
    if rule == FIRST:
        return min(tries, key=lambda one: one.number)
    if rule == LAST:
        return max(tries, key=lambda one: one.number)
    return min(tries, key=_strength)


def rank_people(people: Iterable[Entrant], rule: str) -> list[Result]:
    """Everybody by the counted score, then by the least time; equals in both share a rank, the next are skipped.

    Whoever did not take part comes last, without a rank; order within a tie is that of the people.
    """
    found = {one.key: (one, counted_attempt(one.tries, rule)) for one in people}
    entries = [
        Entry(key, counted.score if counted else None, breaks=_breaks(counted))
        for key, (_, counted) in found.items()
    ]
    results = []
    for placed in rank(entries):
        one, counted = found[placed.key]
        results.append(Result(one.key, one.unit, len(one.tries), counted, placed.rank, placed.tied))
    return results


def unit_totals(results: Iterable[Result], maximum: Decimal) -> list[UnitTotal]:
    """One line for each unit, in the order in which units first appear among the ranked results."""
    by_unit: dict[Key, list[Result]] = defaultdict(list)
    for result in results:
        by_unit[result.unit].append(result)
    return [_total(unit, rows, maximum) for unit, rows in by_unit.items()]


def _total(unit: Key, rows: Sequence[Result], maximum: Decimal) -> UnitTotal:
    counted = [row for row in rows if row.counted is not None]
    scores = [row.counted.score for row in counted if row.counted is not None]
    average = (sum(scores, Decimal(0)) / len(scores)).quantize(_MICRO, ROUND_HALF_UP) if scores else None
    return UnitTotal(
        unit=unit,
        registered=len(rows),
        people=len(counted),
        attempts=sum(row.attempts for row in rows),
        average=average,
        full=sum(score == maximum for score in scores),
        best=min(counted, key=lambda row: row.rank or 0).key if counted else None,
    )


def _strength(one: Try) -> tuple[Decimal, bool, int, int]:
    """Smaller is better; an attempt without a time stands behind those with one."""
    return -one.score, one.seconds is None, one.seconds or 0, one.number


def _breaks(counted: Try | None) -> tuple[Decimal | None, ...]:
    return (None if counted is None or counted.seconds is None else Decimal(-counted.seconds),)
