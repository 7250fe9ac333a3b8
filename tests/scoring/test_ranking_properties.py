"""Ranks, lines and ceilings against the slow version, over more than a hundred thousand random cases.

Each run counts the cases it compared and what was in them, so that it cannot pass by comparing nothing.
"""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from accounts.errors import DomainError
from awards.ceilings import Ceiling, Claim, fit, use_of
from scoring.ranking import Cut, Entry, Placed, Status, cut, merge_groups, rank, what_if
from tests.scoring.slow_ranking import (
    REFUSED,
    ahead_in_one_list,
    ahead_over_groups,
    disguised,
    random_case,
    random_cell,
    random_limits,
    random_rows,
    slow_cut,
    slow_fit,
    slow_ranks,
)

LISTS, JOINT_LISTS, CLAIMS, CHANGES = 30_000, 10_000, 15_000, 5_000
SEEDS = (20231210, 20260731)
INSIDE = (Status.PROPOSED, Status.PENDING)


def placed_of(rows) -> list[Placed]:
    return rank(Entry(row.key, row.value, row.excluded, breaks=row.breaks) for row in rows)


def drawn(case, placed=None) -> Cut | None:
    """The cut of a case, or None when more were chosen than there are places."""
    verdicts = {row.key: row.verdict for row in case.rows}
    placed = placed_of(case.rows) if placed is None else placed
    try:
        return cut(placed, case.places, verdicts, case.chosen, unranked_stand=case.unranked_stand)
    except DomainError as error:
        assert "đã chọn" in error.message
        return None


def as_words(result: Cut | None) -> dict[object, str] | str:
    """A cut in the words of the slow version."""
    if result is None:
        return REFUSED
    words = {line.key: f"{line.status}{line.order or ''}" for line in result.lines}
    assert len(words) == len(result.lines)
    return words | {"free": "none" if result.free is None else str(result.free)}


def tally_of(case, result: Cut | None) -> set[str]:
    """What a case has in it."""
    if result is None:
        return {"refused"}
    seen = {line.status.value for line in result.lines}
    facts = {
        "tied": any(line.tied for line in result.lines),
        "parted": any(row.breaks for row in case.rows),
        "undecided": any(row.verdict is None for row in case.rows),
        "named": bool(case.chosen) and any(row.key in case.chosen for row in case.rows),
        "no number": case.places is None,
        "unranked inside": any(line.rank is None and line.status in INSIDE for line in result.lines),
    }
    return seen | {name for name, there in facts.items() if there}


def check_line(case, result: Cut, ahead) -> None:
    """What must hold of any list, whatever the slow version says."""
    rows = {row.key: row for row in case.rows}
    inside = {line.key for line in result.lines if line.status in INSIDE}
    tied = result.keys(Status.TIE_AT_LINE)
    assert result.places is None or len(inside) <= result.places
    assert result.places is None or not tied or len(inside) < result.places < len(inside) + len(tied)
    assert not any(rows[key].excluded or rows[key].verdict is False for key in inside)
    assert all(rows[key].verdict for key in result.keys(Status.PROPOSED))
    behind = [line.key for line in result.lines if line.status in (Status.NEXT, Status.TIE_AT_LINE)]
    assert not any(ahead(rows[out], rows[taken]) for out in behind for taken in inside)
    waiting = result.keys(Status.NEXT)
    assert not any(ahead(rows[out], rows[one]) for out in waiting for one in tied)
    assert not waiting or len(inside) + len(tied) >= result.places


def check_removal(rng, case, words, ranks) -> None:
    """Gone from its list, an excluded candidate leaves every other one's status and order in line as they were.

    The ranks behind it move up by one. (Over several groups it must stay listed: it holds its rank in its group.)
    """
    shut_out = [row for row in case.rows if row.excluded]
    if not shut_out:
        return
    row = rng.choice(shut_out)
    others = tuple(one for one in case.rows if one.key != row.key)
    assert as_words(drawn(replace(case, rows=others))) == {k: w for k, w in words.items() if k != row.key}
    for key, (place, _) in slow_ranks(others).items():
        before = ranks[key].rank
        moved = before is not None and row.value is not None and ranks[row.key].rank < before
        assert place == (before - 1 if moved else before)


def check_exclusion(rng, case, words, placed) -> None:
    """Excluded, a candidate sets no other one back.

    Inside stays inside, at the line goes inside or stays, in line comes no later; unless the places that come
    free make the person's choice one too many, which is refused.
    """
    out = rng.choice(placed).key
    after = as_words(drawn(case, [replace(one, excluded=one.excluded or one.key == out) for one in placed]))
    if after != REFUSED:
        assert all(distance(after[one.key]) <= distance(words[one.key]) for one in placed if one.key != out)


def distance(word: str) -> int:
    """How far from a place: 0 inside (and for those who do not stand), 1 at the line, 2 and more in line."""
    return 1 + int(word[4:]) if word.startswith("next") else int(word == "tie_at_line")


@pytest.mark.parametrize("seed", SEEDS)
def test_lists(seed):
    rng, compared, seen = Random(seed), 0, Counter()
    while compared < LISTS:
        case = random_case(rng, random_rows(rng))
        placed = placed_of(case.rows)
        ranks = {one.key: one for one in placed}
        assert {key: (one.rank, one.tied) for key, one in ranks.items()} == slow_ranks(case.rows), case
        result = drawn(case, placed)
        words = as_words(result)
        assert words == slow_cut(case), case
        twin, names = disguised(rng, case)
        other = as_words(drawn(twin))
        assert other == (REFUSED if result is None else {names.get(k, k): w for k, w in words.items()}), case
        if result is not None:
            check_line(case, result, ahead_in_one_list)
            if case.rows:
                check_removal(rng, case, words, ranks)
                check_exclusion(rng, case, words, placed)
        seen.update(tally_of(case, result))
        compared += 1
    assert compared == LISTS
    assert {*map(str, Status), "refused", "tied", "parted", "undecided", "named", "no number"} <= seen.keys()
    assert min(seen.values()) > 100, seen


@pytest.mark.parametrize("seed", SEEDS)
def test_joint_lists(seed):
    """Groups, or collectives and individuals, under one number: by the rank in the own group, never by scores."""
    rng, compared, seen = Random(seed), 0, Counter()
    while compared < JOINT_LISTS:
        groups = [random_rows(rng, start=10 * number, most=3) for number in range(rng.randint(1, 3))]
        case = random_case(rng, sum(groups, ()))
        own = {number: placed_of(rows) for number, rows in enumerate(groups)}
        merged = merge_groups(own)
        shown = {one.key: one.rank for placed in own.values() for one in placed}
        assert {one.key: one.rank for one in merged} == shown
        times = Counter(shown.values())
        assert all(one.tied == (one.rank is not None and times[one.rank] > 1) for one in merged)
        ahead = ahead_over_groups(groups)
        result = drawn(case, merged)
        words = as_words(result)
        assert words == slow_cut(case, ahead), case
        # One group alone is scaled and shuffled, and the groups change places: scores are not asked across them.
        twin, names = disguised(rng, replace(case, rows=groups[0], chosen=frozenset()))
        back = {name: key for key, name in names.items()}
        scaled = placed_of([row._replace(key=back[row.key]) for row in twin.rows])
        turned = merge_groups({number: own[number] for number in reversed(own)} | {0: scaled})
        assert as_words(drawn(case, turned)) == words, case
        if result is not None:
            check_line(case, result, ahead)
            if merged:
                check_exclusion(rng, case, words, merged)
        seen.update(tally_of(case, result))
        compared += 1
    assert compared == JOINT_LISTS
    assert min(seen[name] for name in ("tied", "tie_at_line", "excluded", "unranked inside", "named")) > 100


def ceiling_of(limit) -> Ceiling:
    mode = "none" if limit.maximum is None else ("exact", "ceiling")[limit.key % 2]
    return Ceiling(
        limit.key, limit.award, limit.round, limit.group, limit.subject, mode, limit.maximum, limit.outside
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_claims(seed):
    """Claims come one after the other; each is one case."""
    rng, compared, seen = Random(seed), 0, Counter()
    while compared < CLAIMS:
        limits = random_limits(rng)
        ceilings = [ceiling_of(limit) for limit in limits]
        given, claims = [], []
        for number in range(rng.randint(1, 12)):
            cell = random_cell(rng)
            claim = Claim(number, *cell)
            found = fit(claim, claims, rng.sample(ceilings, len(ceilings)))
            accepted, stops = slow_fit(cell, given, limits)
            stopped = {usage.ceiling.key: (usage.taken, usage.maximum) for usage in found.stopped_by}
            assert (found.accepted, stopped) == (accepted, stops), (limits, given, cell)
            seen.update(
                [f"{cell.outside} {accepted}", f"stopped by {len(stops)}", f"foreseen {found.foreseen}"]
            )
            # Those on the other side of the border are not counted, however many they are.
            strangers = [Claim(f"s{n}", *cell._replace(outside=not cell.outside)) for n in range(3)]
            assert fit(claim, claims + strangers, ceilings).accepted == accepted
            if accepted:
                given.append(cell)
                claims.append(claim)
                rng.shuffle(claims)
                assert fit(claim, claims, ceilings).accepted, "asked again, it is the same place"
            compared += 1
            assert not any(usage.over for usage in use_of(ceilings, claims)), (limits, given)
    assert compared >= CLAIMS
    names = {"True True", "True False", "False True", "False False", "stopped by 1", "stopped by 2"}
    assert min(seen[name] for name in names | {"foreseen False"}) > 100, seen


@pytest.mark.parametrize("seed", SEEDS)
def test_changes(seed):
    """What-if: the places, the choices and some rows of a list change."""
    rng, compared, seen = Random(seed), 0, Counter()
    while compared < CHANGES:
        rows = random_rows(rng)
        changed = tuple(row._replace(verdict=False) if rng.random() < 0.3 else row for row in rows)
        one = drawn(random_case(rng, rows))
        two = drawn(random_case(rng, changed[rng.randint(0, 1) :]))
        if one is None or two is None:
            continue
        before, after = as_words(one), as_words(two)
        fate: dict[str, set] = {"entered": set(), "left": set(), "stayed": set(), "waiting": set(), "": set()}
        for row in rows:
            was, now = (words.get(row.key, "gone") in INSIDE for words in (before, after))
            waits = after.get(row.key) == "tie_at_line"
            stays = {(True, True): "stayed", (False, True): "entered", (True, False): "left"}.get(
                (was, now), ""
            )
            fate["waiting" if waits else stays].add(row.key)
        found = what_if(one, two)
        for name in ("entered", "left", "stayed", "waiting"):
            keys = getattr(found, name)
            assert set(keys) == fate[name] and len(set(keys)) == len(keys)
            seen[name] += bool(keys)
        compared += 1
    assert compared == CHANGES
    assert min(seen[name] for name in ("entered", "left", "stayed", "waiting")) > 100, seen


def test_these_are_more_than_a_hundred_thousand_cases():
    """Every test above asserts that it compared its number; here is their sum."""
    assert (LISTS + JOINT_LISTS + CLAIMS + CHANGES) * len(set(SEEDS)) >= 100_000
