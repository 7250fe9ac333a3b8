"""Ranks and the line under the last place: pure functions over scores, with no view of the database."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from itertools import groupby

from accounts.errors import DomainError

Key = Hashable


@dataclass(frozen=True)
class Entry:
    """One candidate: its score (None: no result), and whether it is shut out of the awards."""

    key: Key
    value: Decimal | None
    excluded: bool = False
    remark: str = ""


@dataclass(frozen=True)
class Placed:
    """A candidate with its rank (None: no result); `tied` if another one has the same score."""

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
    """The list with its line; `free` counts the places for which nobody has been named yet."""

    places: int
    lines: tuple[Line, ...]
    free: int

    @property
    def needs_choice(self) -> bool:
        """Whether a tie straddles the last place and a person must choose."""
        return any(line.status is Status.TIE_AT_LINE for line in self.lines)

    def keys(self, status: Status) -> tuple[Key, ...]:
        """The candidates of one status, in their order."""
        return tuple(line.key for line in self.lines if line.status is status)


def rank(entries: Iterable[Entry]) -> list[Placed]:
    """Ranks by the higher score: equal scores share a rank and the next ones are skipped (15, 15, 17).

    An excluded candidate keeps its rank; those without a result come last, unranked. Order within a tie is
    that of the entries. Raises DomainError for a candidate given twice or a score that is no number.
    """
    listed = list(entries)
    _check(listed)
    placed: list[Placed] = []
    scored = [(entry.value, entry) for entry in listed if entry.value is not None]
    scored.sort(key=lambda pair: pair[0], reverse=True)
    for value, tie in groupby(scored, key=lambda pair: pair[0]):
        group = [entry for _, entry in tie]
        place = len(placed) + 1
        tied = len(group) > 1
        placed += [Placed(e.key, value, place, tied, e.excluded, e.remark) for e in group]
    without = [Placed(e.key, None, None, False, e.excluded, e.remark) for e in listed if e.value is None]
    return placed + without


def cut(
    placed: Sequence[Placed],
    places: int,
    eligible: Mapping[Key, bool | None],
    chosen: Collection[Key] = (),
) -> Cut:
    """Draws the line under the last place; only eligible candidates use a place up.

    `eligible` leaves the rank out of account; None (or not in it) means not judged yet: it holds its place,
    PENDING. In a tie that straddles the line nobody is proposed but the `chosen`, whom a person named;
    DomainError if more of them were chosen than there are places.
    """
    if places < 0:
        raise DomainError("Số lượng khen thưởng không được âm.")
    drawn: list[Line] = []
    free, unnamed, waiting = places, 0, 0
    for _, tie in groupby(placed, key=lambda one: one.rank):
        group = [_line(one, eligible) for one in tie]
        standing = [line.key for line in group if line.status is Status.PROPOSED]
        inside = set(standing)
        if len(standing) > free:
            inside = _named(standing, chosen, free)
            unnamed = free - len(inside) if free else unnamed
        at_the_line = 0 < free < len(standing) and unnamed > 0
        drawn += [_settle(line, inside, at_the_line=at_the_line, order=waiting + 1) for line in group]
        waiting += max(0, len(standing) - free)
        free = max(0, free - len(standing))
    return Cut(places, tuple(drawn), free + unnamed)


def _check(entries: Sequence[Entry]) -> None:
    seen: set[Key] = set()
    for entry in entries:
        if entry.key in seen:
            raise DomainError(f"Xếp hạng: «{entry.key}» có mặt hai lần. Mỗi đơn vị chỉ được có một kết quả.")
        seen.add(entry.key)
        if entry.value is not None and not entry.value.is_finite():
            raise DomainError(f"Xếp hạng: kết quả của «{entry.key}» không phải là một số. Xin kiểm tra lại.")


def _line(one: Placed, eligible: Mapping[Key, bool | None]) -> Line:
    """The candidate as if there were places for all."""
    verdict = eligible.get(one.key)
    if one.rank is None:
        status = Status.UNRANKED
    elif one.excluded:
        status = Status.EXCLUDED
    else:
        status = Status.INELIGIBLE if verdict is False else Status.PROPOSED
    pending = status is Status.PROPOSED and verdict is None
    return Line(one.key, status, one.rank, one.value, one.tied, pending=pending, remark=one.remark)


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
