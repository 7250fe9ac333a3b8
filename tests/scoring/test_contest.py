import random
from decimal import Decimal

import pytest

from accounts.errors import DomainError
from scoring.contest import Entrant, Try, counted_attempt, rank_people, unit_totals

MANY = (
    Try(1, Decimal("17"), 300),
    Try(2, Decimal("19"), 500),
    Try(3, Decimal("19"), 420),
    Try(4, Decimal("19"), 420),
    Try(5, Decimal("12"), 60),
)


@pytest.mark.parametrize(("rule", "number"), [("best", 3), ("first", 1), ("last", 5)])
def test_the_counted_attempt_follows_the_rule_of_the_plan(rule, number):
    assert counted_attempt(MANY, rule).number == number
    assert counted_attempt(MANY[::-1], rule).number == number, "the order of the rows decides nothing"


def test_an_attempt_without_a_time_stands_behind_one_with_a_time():
    tries = (Try(1, Decimal(19)), Try(2, Decimal(19), 900))
    assert counted_attempt(tries, "best").number == 2


def test_without_attempts_nothing_counts():
    assert counted_attempt((), "best") is None


def test_a_plan_that_does_not_say_which_attempt_counts_is_told_so():
    with pytest.raises(DomainError, match="lượt thi nào được tính"):
        counted_attempt(MANY, "")


def person(key, unit, *tries):
    return Entrant(key, unit, tuple(Try(n, Decimal(s), t) for n, (s, t) in enumerate(tries, start=1)))


PEOPLE = [
    person("an", "A", (18, 400)),
    person("binh", "A", (20, 600), (20, 500)),
    person("chi", "B", (20, 500)),
    person("dung", "B"),
    person("em", "B", (18, None)),
]


def test_people_are_ranked_by_score_then_time_and_share_a_rank_in_a_tie():
    found = {one.key: (one.rank, one.tied) for one in rank_people(PEOPLE, "best")}
    assert found == {
        "binh": (1, True),
        "chi": (1, True),
        "an": (3, False),
        "em": (4, False),
        "dung": (None, False),
    }


def test_totals_count_registered_people_and_attempts_apart():
    first, second = unit_totals(rank_people(PEOPLE, "best"), Decimal(20))
    assert (first.unit, first.registered, first.people, first.attempts, first.full) == ("A", 2, 2, 3, 1)
    assert (first.average, first.full_share, first.best) == (Decimal(19), Decimal(50), "binh")
    assert (second.registered, second.people, second.attempts, second.average) == (3, 2, 2, Decimal(19))


def test_a_unit_in_which_nobody_took_part_has_no_average_and_no_best():
    (total,) = unit_totals(rank_people([person("x", "A")], "best"), Decimal(20))
    assert (total.registered, total.people, total.average, total.best, total.full_share) == (
        1,
        0,
        None,
        None,
        None,
    )


@pytest.mark.parametrize("rule", ["best", "first", "last"])
def test_random_contests_agree_with_counting_by_hand(rule):
    dice = random.Random(20230730)
    for _ in range(200):
        people = [
            person(
                n,
                dice.choice("ABC"),
                *[(dice.randint(0, 4), dice.choice([None, 5, 6])) for _ in range(dice.randint(0, 3))],
            )
            for n in range(dice.randint(1, 9))
        ]
        results = rank_people(people, rule)
        for one in results:
            better = [other for other in results if beats(other, one)]
            assert one.rank == (None if one.counted is None else 1 + len(better))
        totals = unit_totals(results, Decimal(4))
        assert sum(total.registered for total in totals) == len(people)
        assert sum(total.attempts for total in totals) == sum(len(one.tries) for one in people)
        shuffled = dice.sample(people, len(people))
        assert {one.key: one.rank for one in rank_people(shuffled, rule)} == {
            one.key: one.rank for one in results
        }


def beats(other, one) -> bool:
    if other.counted is None or one.counted is None:
        return False
    mine, theirs = one.counted, other.counted
    if theirs.score != mine.score:
        return theirs.score > mine.score
    return theirs.seconds is not None and (mine.seconds is None or theirs.seconds < mine.seconds)
