import pytest

from accounts.errors import DomainError
from awards.ceilings import Ceiling, Claim, fit, use_of


def claims(*kinds, award="bk", round=1, group="so", outside=False):
    """Claims numbered from 1, one for each subject named."""
    return [Claim(number, award, round, group, kind, outside) for number, kind in enumerate(kinds, start=1)]


def ceiling(key, maximum, subject="", *, mode="ceiling", award="bk", round=1, group=None, outside=False):
    return Ceiling(key, award, round, group, subject, mode, maximum, outside)


def asked(subject, given=(), ceilings=(), **more):
    return fit(
        Claim("new", **{"award": "bk", "round": 1, "group": "so", "subject": subject} | more), given, ceilings
    )


def stops(found):
    return [(usage.ceiling.key, usage.taken, usage.maximum) for usage in found.stopped_by]


def test_a_joint_ceiling_counts_collectives_and_individuals_together():
    joint = [ceiling("joint", 5)]
    given = claims("tap_the", "ca_nhan", "tap_the", "ca_nhan")
    assert asked("tap_the", given, joint).accepted
    full = asked("ca_nhan", [*given, Claim(5, "bk", 1, "xa", "tap_the")], joint)
    assert not full.accepted
    assert stops(full) == [("joint", 5, 5)]


def test_a_claim_counts_against_every_ceiling_that_covers_it():
    ceilings = [
        ceiling("collectives", 2, "tap_the"),
        ceiling("joint", 3),
        ceiling("communes", 1, group="xa"),
        ceiling("next year", 0, round=2),
        ceiling("another award", 0, award="gk"),
    ]
    found = asked("tap_the", claims("tap_the", "tap_the", "ca_nhan"), ceilings)
    assert [usage.ceiling.key for usage in found.covering] == ["collectives", "joint"]
    assert stops(found) == [("collectives", 2, 2), ("joint", 3, 3)]
    assert stops(asked("ca_nhan", claims("tap_the", "tap_the"), ceilings)) == []


def test_one_ceiling_over_all_rounds_counts_them_together():
    given = [*claims("tap_the"), Claim(7, "bk", 2, "xa", "tap_the")]
    assert stops(asked("tap_the", given, [ceiling("all", 2, round=None), ceiling("year", 2)])) == [
        ("all", 2, 2)
    ]


def test_outsiders_come_on_top():
    inside, outside = ceiling("inside", 1), ceiling("outside", 1, outside=True)
    ours, theirs = claims("tap_the"), claims("ca_nhan", outside=True)
    assert asked("ca_nhan", ours, [inside, outside], outside=True).accepted
    assert asked("ca_nhan", theirs, [inside, outside]).accepted
    both = [*ours, Claim(2, "bk", 1, None, "ca_nhan", True)]
    assert stops(asked("ca_nhan", both, [inside, outside], outside=True)) == [("outside", 1, 1)]
    assert stops(asked("ca_nhan", both, [inside, outside])) == [("inside", 1, 1)]


def test_without_a_number_nobody_is_stopped_but_other_ceilings_hold():
    free = ceiling("free", None, mode="none")
    assert asked("tap_the", claims(*["tap_the"] * 50), [free]).accepted
    assert stops(asked("tap_the", claims("tap_the"), [free, ceiling("one", 1, "tap_the")])) == [("one", 1, 1)]


def test_a_claim_that_no_quota_foresees_has_no_place():
    found = asked("tap_the", [], [ceiling("people", 5, "ca_nhan"), ceiling("outside", 5, outside=True)])
    assert (found.foreseen, found.accepted, found.stopped_by) == (False, False, ())


def test_one_in_no_group_counts_only_where_all_groups_do():
    ceilings = [ceiling("so", 0, group="so"), ceiling("all", 1)]
    assert [usage.ceiling.key for usage in asked("ca_nhan", [], ceilings, group=None).covering] == ["all"]


def test_the_same_claim_asked_again_or_moved_is_not_counted_twice():
    given = claims("tap_the")
    assert fit(given[0], given, [ceiling("one", 1)]).accepted
    moved = Claim(1, "bk", 1, "xa", "ca_nhan")
    assert fit(moved, given, [ceiling("one", 1)]).accepted


def test_use_says_what_is_left_missing_and_over():
    given = claims("tap_the", "tap_the", "ca_nhan")
    exact, lowered, free = use_of(
        [
            ceiling("exact", 5, mode="exact"),
            ceiling("lowered", 1, "tap_the"),
            ceiling("free", None, mode="none"),
        ],
        given,
    )
    assert (exact.taken, exact.left, exact.missing, exact.over) == (3, 2, 2, 0)
    assert (lowered.taken, lowered.left, lowered.missing, lowered.over) == (2, 0, 0, 1)
    assert (free.taken, free.left, free.missing, free.over, free.full) == (3, None, 0, 0, False)


@pytest.mark.parametrize(
    ("mode", "maximum", "said"),
    [
        ("ceiling", None, "phải ghi số lượng"),
        ("none", 5, "phải ghi số lượng"),
        ("exact", -1, "không được âm"),
        ("about", 5, "không có cách tính «about»"),
    ],
)
def test_a_ceiling_has_a_number_unless_none_is_fixed(mode, maximum, said):
    with pytest.raises(DomainError, match=said):
        ceiling("x", maximum, mode=mode)


def test_households_count_among_individuals_only_where_the_plan_says_so():
    people = Ceiling("people", "bk", 1, None, "ca_nhan", "ceiling", 2, with_households=True)
    given = claims("ca_nhan", "ho_gia_dinh")
    assert stops(asked("ca_nhan", given, [people])) == [("people", 2, 2)]
    assert stops(asked("ho_gia_dinh", given, [people])) == [("people", 2, 2)]
    assert not asked("ho_gia_dinh", [], [ceiling("people", 2, "ca_nhan")]).foreseen
