"""The ranking, the line and the ceilings once more, by their definitions and with no thought of speed.

Nothing here imports the code under test. A rank is one more than the number of those who are better. The line is
found by trying every selection: one is fair when nobody left out is ahead of anybody taken. Whoever is in every fair
selection is proposed, whoever is in some waits for a person, whoever is in none is next. A ceiling is the list of
all the kinds of claim it covers, and a claim fits when no sum comes out too high after it was simply added.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product
from random import Random
from typing import NamedTuple

REFUSED = "refused"
SCORES = [Decimal(text) for text in ("7", "7.0", "7.5", "7.50", "8", "8.00", "8.25", "9.0")]
METRICS = [Decimal(text) for text in ("0", "1", "1.0", "2")]


class Row(NamedTuple):
    """A candidate as the world sees it; the verdict leaves the rank out of account (None: not judged yet)."""

    key: object
    value: Decimal | None
    breaks: tuple[Decimal | None, ...]
    excluded: bool
    verdict: bool | None


@dataclass(frozen=True)
class Case:
    """A list and what a person and the plan say about it; `places` None: no number is fixed."""

    rows: tuple[Row, ...]
    places: int | None
    chosen: frozenset
    unranked_stand: bool


def better(one: Row, other: Row) -> bool:
    """Whether both have a result and the first one's is the better, metric by metric."""
    if one.value is None or other.value is None:
        return False
    if one.value != other.value:
        return one.value > other.value
    for at in range(max(len(one.breaks), len(other.breaks))):
        mine = one.breaks[at] if at < len(one.breaks) else None
        theirs = other.breaks[at] if at < len(other.breaks) else None
        if mine != theirs:
            return mine is not None and (theirs is None or mine > theirs)
    return False


def slow_ranks(rows: Sequence[Row]) -> dict[object, tuple[int | None, bool]]:
    """(rank, tied) by counting; no rank without a result."""
    found: dict[object, tuple[int | None, bool]] = {}
    for row in rows:
        if row.value is None:
            found[row.key] = (None, False)
            continue
        others = [other for other in rows if other.key != row.key and other.value is not None]
        equal = [other for other in others if not better(row, other) and not better(other, row)]
        found[row.key] = (1 + sum(better(other, row) for other in others), bool(equal))
    return found


def ahead_in_one_list(one: Row, other: Row) -> bool:
    """Before the other in a single group: the better result, and any result before none."""
    return better(one, other) or (one.value is not None and other.value is None)


def ahead_over_groups(groups: Iterable[Sequence[Row]]) -> Callable[[Row, Row], bool]:
    """Before the other in a list over groups: fewer better ones in the own group, and any result before none."""
    count = {row.key: sum(better(other, row) for other in rows) for rows in groups for row in rows}

    def ahead(one: Row, other: Row) -> bool:
        if one.value is None or other.value is None:
            return one.value is not None and other.value is None
        return count[one.key] < count[other.key]

    return ahead


def slow_cut(case: Case, ahead: Callable[[Row, Row], bool] = ahead_in_one_list) -> dict[object, str] | str:
    """Each one's status with its order in line, and the places left under "free"; or REFUSED: too many chosen."""
    out, standing = {}, []
    for row in case.rows:
        if row.value is None and not case.unranked_stand:
            out[row.key] = "unranked"
        elif row.excluded:
            out[row.key] = "excluded"
        elif row.verdict is False:
            out[row.key] = "ineligible"
        else:
            standing.append(row)
    fair = _fair_selections(standing, ahead)
    size = len(standing) if case.places is None else min(case.places, len(standing))
    contested = _union(fair[size]) - _common(fair[size])
    wanted = {at for at in contested if standing[at].key in case.chosen}
    left = [taken for taken in fair[size] if wanted <= taken]
    if not left:
        return REFUSED
    for at, row in enumerate(standing):
        if at in _common(left):
            out[row.key] = "pending" if row.verdict is None else "proposed"
        elif at in _union(left):
            out[row.key] = "tie_at_line"
        else:
            # In line: how many places more until some fair selection has it.
            more = next(n for n in range(1, len(standing) + 1) if at in _union(fair[size + n]))
            out[row.key] = f"next{more}"
    out["free"] = "none" if case.places is None else str(case.places - len(_common(left)))
    return out


def _fair_selections(standing: Sequence[Row], ahead: Callable[[Row, Row], bool]) -> list[list[set[int]]]:
    """All fair selections, by their size."""
    count = len(standing)
    first = [sum(1 << a for a in range(count) if ahead(standing[a], standing[b])) for b in range(count)]
    found: list[list[set[int]]] = [[] for _ in range(count + 1)]
    for mask in range(1 << count):
        taken = [at for at in range(count) if mask >> at & 1]
        if all(first[at] & ~mask == 0 for at in taken):
            found[len(taken)].append(set(taken))
    return found


def _union(sets: Sequence[set[int]]) -> set[int]:
    return set().union(*sets)


def _common(sets: Sequence[set[int]]) -> set[int]:
    return set.intersection(*sets) if sets else set()


def random_rows(rng: Random, start: int = 0, most: int = 7) -> tuple[Row, ...]:
    """A group with many ties; now and then a group that no result orders."""
    nobody_measured = rng.random() < 0.1
    depth = rng.choice((0, 0, 0, 1, 2))
    scores = SCORES[: rng.randint(2, len(SCORES))]
    rows = []
    for key in range(start, start + rng.randint(0, most)):
        value = None if nobody_measured or rng.random() < 0.12 else rng.choice(scores)
        given = rng.randint(0, depth) if depth and rng.random() < 0.2 else depth
        breaks = tuple(None if rng.random() < 0.2 else rng.choice(METRICS) for _ in range(given))
        verdict = rng.choice((True, True, True, True, False, None))
        rows.append(Row(key, value, breaks, rng.random() < 0.15, verdict))
    return tuple(rows)


def random_case(rng: Random, rows: tuple[Row, ...]) -> Case:
    """Places, choices of a person and the treatment of the unranked for the rows."""
    places = None if rng.random() < 0.08 else rng.randint(0, 5)
    chosen = frozenset(row.key for row in rows if rng.random() < 0.3) if rng.random() < 0.4 else frozenset()
    return Case(rows, places, chosen, rng.random() < 0.4)


def disguised(rng: Random, case: Case) -> tuple[Case, dict[object, object]]:
    """The same case with the rows shuffled, the units renamed and every score and metric scaled; and the names."""
    numbers = rng.sample(range(100), len(case.rows))
    names = {row.key: f"u{number}" for row, number in zip(case.rows, numbers, strict=True)}
    factors = [rng.choice((Decimal("0.25"), Decimal("3"), Decimal("1000"))) for _ in range(3)]
    rows = [
        row._replace(
            key=names[row.key],
            value=None if row.value is None else row.value * factors[0],
            breaks=tuple(m if m is None else m * factors[1 + at] for at, m in enumerate(row.breaks)),
        )
        for row in case.rows
    ]
    rng.shuffle(rows)
    return replace(case, rows=tuple(rows), chosen=frozenset(names[key] for key in case.chosen)), names


ROUNDS, GROUPS, SUBJECTS = (1, 2), ("so", "xa", None), ("tap_the", "ca_nhan", "ho_gia_dinh")


class Cell(NamedTuple):
    """A kind of claim, all that a ceiling can see of it."""

    award: str
    round: int
    group: str | None
    subject: str
    outside: bool


class Limit(NamedTuple):
    """A ceiling as a plan words it: None or "" for "all of them"; `maximum` None for no number."""

    key: int
    award: str
    round: int | None
    group: str | None
    subject: str
    outside: bool
    maximum: int | None


def cells_under(limit: Limit) -> list[Cell]:
    """Every kind of claim that the limit covers, written out."""
    rounds = ROUNDS if limit.round is None else (limit.round,)
    groups = GROUPS if limit.group is None else (limit.group,)
    subjects = SUBJECTS if limit.subject == "" else (limit.subject,)
    return [Cell(limit.award, *rest, limit.outside) for rest in product(rounds, groups, subjects)]


def slow_fit(cell: Cell, given: Sequence[Cell], limits: Sequence[Limit]) -> tuple[bool, dict[int, tuple]]:
    """(accepted, {limit that stops it: (taken, maximum)}): the claim is added, and everything is counted again."""
    tally = Counter([*given, cell])
    covering = [limit for limit in limits if cell in cells_under(limit)]
    stops = {}
    for limit in covering:
        taken = sum(tally[kind] for kind in cells_under(limit))
        if limit.maximum is not None and taken > limit.maximum:
            stops[limit.key] = (taken - 1, limit.maximum)
    return bool(covering) and not stops, stops


def random_limits(rng: Random) -> list[Limit]:
    """A wide ceiling and up to five more that overlap with it and with each other, some of them for outsiders."""
    wide = Limit(0, "bk", rng.choice((None, 1)), None, "", rng.random() < 0.2, rng.choice((None, 2, 3, 4, 5)))
    return [wide] + [
        Limit(
            key,
            rng.choice(("bk", "bk", "bk", "bk", "gk")),
            rng.choice((None, 1, 1, 2)),
            rng.choice((None, None, "so", "xa")),
            rng.choice(("", "", "tap_the", "ca_nhan")),
            rng.random() < 0.25,
            None if rng.random() < 0.1 else rng.randint(0, 4),
        )
        for key in range(1, rng.randint(1, 6))
    ]


def random_cell(rng: Random) -> Cell:
    """A claim, mostly of the award and the round that the ceilings are about."""
    award, round_ = ("gk" if rng.random() < 0.1 else "bk"), rng.choice((1, 1, 1, 2))
    subject = rng.choice(("tap_the", "tap_the", "ca_nhan", "ca_nhan", "ho_gia_dinh"))
    return Cell(award, round_, rng.choice(("so", "so", "xa", None)), subject, rng.random() < 0.25)
