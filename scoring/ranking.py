"""Ranks and the line under the last place: pure functions over scores, with no view of the database.

`rank` orders one group, `merge_groups` makes one list of several (groups, or collectives and individuals under
a joint number), `cut` draws the line, `what_if` compares two lines. How many may be given: `awards.ceilings`.
"""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from itertools import groupby

from accounts.errors import DomainError

Key = Hashable


@dataclass(frozen=True)
class Entry:
    """One candidate: its score (None: no result), and whether it is shut out of the awards.

    `breaks` part equal scores, one after the other, the higher first; a missing one (None, or a shorter list)
    stands behind any number.
    """

    key: Key
    value: Decimal | None
    excluded: bool = False
    remark: str = ""
    breaks: tuple[Decimal | None, ...] = ()


@dataclass(frozen=True)
class Placed:
    """A candidate with its rank in its own group (None: no result); `tied` if another one has the same rank."""

    key: Key
    value: Decimal | None
    rank: int | None
    tied: bool
    excluded: bool = False
    remark: str = ""


class Status(StrEnum):
    """Where a candidate stands towards the places."""

    PROPOSED = "proposed"
    PENDING = "pending"
    TIE_AT_LINE = "tie_at_line"
    NEXT = "next"
    EXCLUDED = "excluded"
    INELIGIBLE = "ineligible"
    UNRANKED = "unranked"


@dataclass(frozen=True)
class Line:
    """A candidate at the cut; `order` says which NEXT one is first in line, `pending` that it is not judged yet."""

    key: Key
    status: Status
    rank: int | None
    value: Decimal | None
    tied: bool
    order: int | None = None
    pending: bool = False
    remark: str = ""


@dataclass(frozen=True)
class Cut:
    """The list with its line; `free` counts the places for which nobody has been named yet.

    Both numbers are None when no number of places is fixed.
    """

    places: int | None
    lines: tuple[Line, ...]
    free: int | None

    @property
    def needs_choice(self) -> bool:
        """Whether a tie straddles the last place and a person must choose."""
        return any(line.status is Status.TIE_AT_LINE for line in self.lines)

    def keys(self, status: Status) -> tuple[Key, ...]:
        """The candidates of one status, in their order."""
        return tuple(line.key for line in self.lines if line.status is status)


@dataclass(frozen=True)
class Difference:
    """Who comes in, falls out or stays when a rule changes, and who waits for a person's choice after it."""

    entered: tuple[Key, ...]
    left: tuple[Key, ...]
    stayed: tuple[Key, ...]
    waiting: tuple[Key, ...]


HOLDS_A_PLACE = (Status.PROPOSED, Status.PENDING)


def rank(entries: Iterable[Entry]) -> list[Placed]:
    """Ranks by the higher score, then by the breaks; equals in all share a rank, the next are skipped (15, 15, 17).

    An excluded candidate keeps its rank; those without a result come last, unranked. Order within a tie is
    that of the entries. Raises DomainError for a candidate given twice or a score that is no number.
    """
    listed = list(entries)
    _check(listed)
    depth = max((len(entry.breaks) for entry in listed), default=0)
    placed: list[Placed] = []
    scored = [(_strength(entry, depth), entry) for entry in listed if entry.value is not None]
    scored.sort(key=lambda pair: pair[0], reverse=True)
    for _, tie in groupby(scored, key=lambda pair: pair[0]):
        group = [entry for _, entry in tie]
        place = len(placed) + 1
        tied = len(group) > 1
        placed += [Placed(e.key, e.value, place, tied, e.excluded, e.remark) for e in group]
    without = [Placed(e.key, None, None, False, e.excluded, e.remark) for e in listed if e.value is None]
    return placed + without


def merge_groups(placed_by_group: Mapping[Key, Sequence[Placed]]) -> list[Placed]:
    """One list for a number of places that several groups share: by the rank in the own group, never by scores.

    The first of each group stand together, then the second ones: equal ranks of different groups are a tie, for
    a person to choose. The rank stays that of the own group, as its table shows it; those without one come
    last. Collectives and individuals under a joint number are two such groups. DomainError for one in two groups.
    """
    merged = sorted((one for placed in placed_by_group.values() for one in placed), key=_by_rank)
    if twice := [key for key, times in Counter(one.key for one in merged).items() if times > 1]:
        raise DomainError(
            f"Gộp nhóm: «{twice[0]}» có mặt ở hai nhóm. Mỗi trường hợp chỉ được xếp trong một nhóm."
        )
    at_rank = Counter(one.rank for one in merged)
    return [replace(one, tied=one.rank is not None and at_rank[one.rank] > 1) for one in merged]


def cut(
    placed: Sequence[Placed],
    places: int | None,
    eligible: Mapping[Key, bool | None],
    chosen: Collection[Key] = (),
    *,
    unranked_stand: bool = False,
) -> Cut:
    """Draws the line under the last place (None: no number is fixed); only eligible candidates use a place up.

    `eligible` leaves the rank out of account; None (or not in it) means not judged yet: it holds its place,
    PENDING. In a tie that straddles the line nobody is proposed but the `chosen`, whom a person named;
    DomainError if more of them were chosen than there are places. With `unranked_stand` (a person assesses)
    those without a rank are one tie behind all others; else they are not considered.
    """
    if places is not None and places < 0:
        raise DomainError("Số lượng khen thưởng không được âm.")
    drawn: list[Line] = []
    free = len(placed) if places is None else places
    unnamed, waiting = 0, 0
    for _, tie in groupby(sorted(placed, key=_by_rank), key=lambda one: one.rank):
        group = _as_if_all_fit(list(tie), eligible, unranked_stand)
        standing = [line.key for line in group if line.status is Status.PROPOSED]
        inside = set(standing)
        if len(standing) > free:
            inside = _named(standing, chosen, free)
            unnamed = free - len(inside) if free else unnamed
        at_the_line = 0 < free < len(standing) and unnamed > 0
        drawn += [_settle(line, inside, at_the_line=at_the_line, order=waiting + 1) for line in group]
        waiting += max(0, len(standing) - free)
        free = max(0, free - len(standing))
    return Cut(places, tuple(drawn), None if places is None else free + unnamed)


def what_if(before: Cut, after: Cut) -> Difference:
    """Compares two lines: a place is held by one who is proposed or not judged yet, not by one tied at the line.

    Whoever waits at the line after the change has neither come in nor fallen out; one who only waited before
    it and stands behind the line now has lost no place. In the order of `after`, those who left in that of `before`.
    """
    had = {line.key for line in before.lines if line.status in HOLDS_A_PLACE}
    waiting = after.keys(Status.TIE_AT_LINE)
    holders = [line.key for line in after.lines if line.status in HOLDS_A_PLACE]
    kept = {*holders, *waiting}
    return Difference(
        entered=tuple(key for key in holders if key not in had),
        left=tuple(line.key for line in before.lines if line.key in had and line.key not in kept),
        stayed=tuple(key for key in holders if key in had),
        waiting=waiting,
    )


def _check(entries: Sequence[Entry]) -> None:
    seen: set[Key] = set()
    for entry in entries:
        if entry.key in seen:
            raise DomainError(f"Xếp hạng: «{entry.key}» có mặt hai lần. Mỗi đơn vị chỉ được có một kết quả.")
        seen.add(entry.key)
        if any(number is not None and not number.is_finite() for number in (entry.value, *entry.breaks)):
            raise DomainError(f"Xếp hạng: kết quả của «{entry.key}» không phải là một số. Xin kiểm tra lại.")


def _strength(entry: Entry, depth: int) -> tuple[tuple[bool, Decimal], ...]:
    """What candidates are compared by, the greater the better; missing breaks count as the least."""
    numbers = (entry.value, *entry.breaks, *(None,) * (depth - len(entry.breaks)))
    return tuple((number is not None, number or Decimal(0)) for number in numbers)


def _by_rank(one: Placed) -> tuple[bool, int]:
    return one.rank is None, one.rank or 0


def _as_if_all_fit(
    tie: Sequence[Placed], eligible: Mapping[Key, bool | None], unranked_stand: bool
) -> list[Line]:
    """The candidates of one rank as if there were places for all."""
    without = tie[0].rank is None
    if without and not unranked_stand:
        return [Line(one.key, Status.UNRANKED, None, one.value, one.tied, remark=one.remark) for one in tie]
    return [_line(one, eligible, tied=one.tied or (without and len(tie) > 1)) for one in tie]


def _line(one: Placed, eligible: Mapping[Key, bool | None], *, tied: bool) -> Line:
    verdict = eligible.get(one.key)
    status = Status.INELIGIBLE if verdict is False else Status.PROPOSED
    status = Status.EXCLUDED if one.excluded else status
    pending = status is Status.PROPOSED and verdict is None
    return Line(one.key, status, one.rank, one.value, tied, pending=pending, remark=one.remark)


def _named(standing: Sequence[Key], chosen: Collection[Key], free: int) -> set[Key]:
    """Those of a straddling tie whom a person has named; none once the places are used up."""
    named = {key for key in standing if key in chosen} if free else set()
    if len(named) > free:
        raise DomainError(
            f"Nhóm đồng hạng chỉ còn {free} chỉ tiêu nhưng đã chọn {len(named)}. Xin bỏ bớt lựa chọn."
        )
    return named


def _settle(line: Line, inside: Collection[Key], *, at_the_line: bool, order: int) -> Line:
    if line.status is not Status.PROPOSED:
        return line
    if line.key in inside:
        return replace(line, status=Status.PENDING) if line.pending else line
    if at_the_line:
        return replace(line, status=Status.TIE_AT_LINE)
    return replace(line, status=Status.NEXT, order=order)
