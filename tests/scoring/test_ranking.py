import csv
from decimal import Decimal as D
from pathlib import Path

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from accounts.errors import DomainError
from scoring.ranking import Difference, Entry, Status, cut, merge_groups, rank, what_if

DTI_2022 = Path(__file__).parents[1] / "data" / "dti_2022.csv"


def entries(text):
    """ "A 9,B 8,C -,D 7!" -> entries; "-" has no result, "!" is excluded."""
    made = []
    for word in text.split(","):
        key, value = word.split()
        number = value.rstrip("!")
        made.append(Entry(key, None if number == "-" else D(number), value.endswith("!")))
    return made


def ranks(text):
    return {one.key: one.rank for one in rank(entries(text))}


def drawn(text, places, eligible=None, chosen=(), **how):
    """ "A:proposed B:next1" for a cut in which everyone not named in `eligible` is eligible."""
    return words(cut_of(rank(entries(text)), places, eligible, chosen, **how))


def cut_of(placed, places, eligible=None, chosen=(), **how):
    verdicts = {one.key: True for one in placed} | (eligible or {})
    return cut(placed, places, verdicts, chosen, **how)


def words(result):
    return " ".join(f"{line.key}:{line.status}{line.order or ''}" for line in result.lines)


def test_equal_scores_share_a_rank_and_the_next_is_skipped():
    assert ranks("A 9,B 8,C 8.0,D 7") == {"A": 1, "B": 2, "C": 2, "D": 4}
    assert [one.tied for one in rank(entries("A 9,B 8,C 8.0,D 7"))] == [False, True, True, False]


def test_those_without_a_result_come_last_and_have_no_rank():
    placed = rank(entries("A -,B 0,C -,D 5"))
    assert [(one.key, one.rank) for one in placed] == [("D", 1), ("B", 2), ("A", None), ("C", None)]
    assert not any(one.tied for one in placed)


def test_an_excluded_one_keeps_its_rank():
    assert ranks("A 9,B 8!,C 7") == {"A": 1, "B": 2, "C": 3}


def test_a_candidate_twice_or_a_score_that_is_no_number_is_refused():
    with pytest.raises(DomainError, match="hai lần"):
        rank(entries("A 9,A 8"))
    with pytest.raises(DomainError, match="không phải là một số"):
        rank([Entry("A", D("NaN"))])


def test_the_national_table_of_2022_gets_its_printed_ranks():
    with DTI_2022.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    placed = rank(Entry(row["unit"], D(row["total"])) for row in rows)
    assert len(rows) == 63
    assert {one.key: one.rank for one in placed} == {row["unit"]: int(row["rank"]) for row in rows}
    assert [one.rank for one in placed][13:18] == [14, 15, 15, 17, 18]


def test_the_first_are_proposed_and_the_others_stand_in_line():
    assert drawn("A 9,B 8,C 7,D 6", 2) == "A:proposed B:proposed C:next1 D:next2"


def test_the_next_in_line_moves_up_for_an_excluded_or_ineligible_one():
    assert drawn("A 9,B 8!,C 7,D 6", 2) == "A:proposed B:excluded C:proposed D:next1"
    assert drawn("A 9,B 8,C 7,D 6", 2, {"A": False}) == "A:ineligible B:proposed C:proposed D:next1"


def test_one_not_judged_yet_holds_its_place():
    assert drawn("A 9,B 8,C 7", 2, {"B": None}) == "A:proposed B:pending C:next1"
    result = cut(rank(entries("A 9,B 8,C 7")), 1, {})
    assert [line.pending for line in result.lines] == [True, True, True]


def test_a_tie_at_the_line_stops_and_asks():
    assert drawn("A 9,B 8,C 8,D 7", 2) == "A:proposed B:tie_at_line C:tie_at_line D:next2"
    result = cut(rank(entries("A 9,B 8,C 8,D 7")), 2, dict.fromkeys("ABCD", True))
    assert result.needs_choice
    assert result.free == 1
    assert result.keys(Status.TIE_AT_LINE) == ("B", "C")


def test_a_tie_that_fits_or_stands_below_the_line_asks_nobody():
    assert drawn("A 9,B 8,C 8,D 7", 3) == "A:proposed B:proposed C:proposed D:next1"
    assert drawn("A 9,B 8,C 8,D 7", 1) == "A:proposed B:next1 C:next1 D:next3"
    assert drawn("A 9,B 8,C 8,D 7", 2, {"C": False}) == "A:proposed B:proposed C:ineligible D:next1"
    assert drawn("A 9,B 8!,C 8,D 7", 2) == "A:proposed B:excluded C:proposed D:next1"


def test_a_person_settles_a_tie():
    assert drawn("A 9,B 8,C 8,D 7", 2, chosen=["C"]) == "A:proposed B:next1 C:proposed D:next2"
    assert drawn("A 9,B 8,C 8,D 8", 3, chosen=["C"]) == "A:proposed B:tie_at_line C:proposed D:tie_at_line"
    with pytest.raises(DomainError, match="chỉ còn 1 chỉ tiêu nhưng đã chọn 2"):
        drawn("A 9,B 8,C 8,D 7", 2, chosen=["B", "C"])


def test_a_choice_outside_the_tie_changes_nothing():
    assert drawn("A 9,B 8,C 7", 1, chosen=["C"]) == "A:proposed B:next1 C:next2"
    assert drawn("A 9,B 8,C 8", 2, {"B": False}, chosen=["B"]) == "A:proposed B:ineligible C:proposed"


def test_those_without_a_result_are_never_proposed():
    result = cut(rank(entries("A 9,B -")), 3, {"A": True, "B": True})
    assert result.keys(Status.UNRANKED) == ("B",)
    assert result.free == 2


def test_places_may_be_none_but_not_fewer():
    assert drawn("A 9,B 8", 0) == "A:next1 B:next2"
    with pytest.raises(DomainError, match="không được âm"):
        drawn("A 9", -1)


def with_breaks(**breaks):
    """Candidates of one score, parted by their breaks; None stands for no figure."""
    return [
        Entry(key, D(8), breaks=tuple(b if b is None else D(b) for b in of)) for key, of in breaks.items()
    ]


def test_equal_scores_are_parted_by_the_breaks_in_their_order():
    made = [*with_breaks(A=[1, 9], B=[2, 0], C=[2, 5]), Entry("D", D(9), breaks=(D(0), D(0)))]
    assert [(one.key, one.rank, one.tied) for one in rank(made)] == [
        ("D", 1, False),
        ("C", 2, False),
        ("B", 3, False),
        ("A", 4, False),
    ]


def test_equal_in_score_and_breaks_share_a_rank():
    placed = rank(with_breaks(A=[1], B=["1.0"], C=[0], D=[2]))
    assert [(one.key, one.rank, one.tied) for one in placed] == [
        ("D", 1, False),
        ("A", 2, True),
        ("B", 2, True),
        ("C", 4, False),
    ]


def test_a_missing_break_stands_behind_any_number_and_equals_a_missing_one():
    placed = rank(with_breaks(A=[None], B=[-5], C=[], D=[0, None], E=[0]))
    assert {one.key: one.rank for one in placed} == {"D": 1, "E": 1, "B": 3, "A": 4, "C": 4}


def test_breaks_give_no_rank_without_a_score_and_must_be_numbers():
    assert rank([Entry("A", None, breaks=(D(9),))])[0].rank is None
    with pytest.raises(DomainError, match="«A» không phải là một số"):
        rank([Entry("A", D(9), breaks=(D("Infinity"),))])


def test_without_a_fixed_number_all_the_eligible_are_proposed():
    assert drawn("A 9,B 8!,C 8,D -,E 7", None, {"C": None}) == (
        "A:proposed B:excluded C:pending E:proposed D:unranked"
    )
    result = cut_of(rank(entries("A 9,B 8")), None)
    assert (result.places, result.free, result.needs_choice) == (None, None, False)


def test_the_unranked_stand_as_one_tie_behind_the_others():
    assert drawn("A -,B 9,C -", 2, unranked_stand=True) == "B:proposed A:tie_at_line C:tie_at_line"
    assert drawn("A -,B 9,C -", 3, unranked_stand=True) == "B:proposed A:proposed C:proposed"
    assert drawn("A -,B 9,C -", 1, unranked_stand=True) == "B:proposed A:next1 C:next1"
    assert drawn("A -,B 9,C -", 2, chosen="C", unranked_stand=True) == "B:proposed A:next1 C:proposed"
    assert drawn("A -,B -!,C -,D -", 1, {"C": False, "D": None}, unranked_stand=True) == (
        "A:tie_at_line B:excluded C:ineligible D:tie_at_line"
    )
    assert drawn("A -,B -", None, unranked_stand=True) == "A:proposed B:proposed"
    result = cut_of(rank(entries("A 9,B -,C -")), 2, unranked_stand=True)
    assert [(line.rank, line.tied) for line in result.lines] == [(1, False), (None, True), (None, True)]


def test_the_order_in_which_the_placed_come_is_of_no_weight():
    placed = rank(entries("A 9,B 8,C 7,D -"))
    assert words(cut_of(placed[::-1], 2)) == "A:proposed B:proposed C:next1 D:unranked"


def merged(**groups):
    return merge_groups({name: rank(entries(text)) for name, text in groups.items()})


def test_groups_are_merged_by_the_rank_in_the_own_group_never_by_scores():
    placed = merged(so="A 40,B 30,C -", xa="X 99,Y 98,Z 97")
    assert [(one.key, one.rank, one.tied) for one in placed] == [
        ("A", 1, True),
        ("X", 1, True),
        ("B", 2, True),
        ("Y", 2, True),
        ("Z", 3, False),
        ("C", None, False),
    ]
    assert words(cut_of(placed, 3)) == (
        "A:proposed X:proposed B:tie_at_line Y:tie_at_line Z:next2 C:unranked"
    )


def test_an_excluded_one_keeps_its_rank_in_its_group_when_groups_are_merged():
    placed = merged(so="A 40!,B 30", xa="X 99,Y 98")
    assert words(cut_of(placed, 1)) == "A:excluded X:proposed B:next1 Y:next1"


def test_collectives_and_individuals_share_a_joint_number():
    placed = merged(tap_the="A 9,B 8", ca_nhan="Lan -,Mai -")
    assert words(cut_of(placed, 3, unranked_stand=True)) == (
        "A:proposed B:proposed Lan:tie_at_line Mai:tie_at_line"
    )
    assert words(cut_of(placed, 3, {"B": False}, unranked_stand=True)) == (
        "A:proposed B:ineligible Lan:proposed Mai:proposed"
    )


def test_one_candidate_in_two_groups_is_refused():
    with pytest.raises(DomainError, match="«A» có mặt ở hai nhóm"):
        merged(so="A 9", xa="B 9,A 8")


def test_what_if_a_threshold_shuts_one_out():
    placed = rank(entries("A 9,B 8,C 7,D 6"))
    before, after = cut_of(placed, 2), cut_of(placed, 2, {"A": False})
    assert what_if(before, after) == Difference(entered=("C",), left=("A",), stayed=("B",), waiting=())
    assert what_if(before, before) == Difference((), (), ("A", "B"), ())


def test_what_if_there_are_fewer_places_and_a_tie_comes_to_the_line():
    placed = rank(entries("A 9,B 8,C 8,D 7"))
    assert what_if(cut_of(placed, 4), cut_of(placed, 2)) == Difference((), ("D",), ("A",), ("B", "C"))
    settled = cut_of(placed, 2, chosen="C")
    assert what_if(cut_of(placed, 2), settled) == Difference(("C",), (), ("A",), ())


def test_what_if_a_place_held_for_one_not_judged_counts_and_one_gone_has_left():
    before = cut(rank(entries("A 9,B 8")), 2, {})
    after = cut_of(rank(entries("B 8,C 7")), None)
    assert what_if(before, after) == Difference(entered=("C",), left=("A",), stayed=("B",), waiting=())


scores = st.one_of(st.none(), st.integers(0, 6).map(lambda n: D(n) / 2))
candidates = st.lists(
    st.tuples(scores, st.booleans(), st.sampled_from([True, True, False, None])), max_size=9
)


def slow_status(number, listed, places):
    """By the definition: a group is inside if all who stand at or above it fit, outside if those above fill up."""
    value, excluded, verdict = listed[number]
    if value is None:
        return "unranked"
    if excluded:
        return "excluded"
    if verdict is False:
        return "ineligible"
    claims = [v for v, shut, ok in listed if v is not None and not shut and ok is not False]
    above = sum(1 for other in claims if other > value)
    level = sum(1 for other in claims if other == value)
    if above + level <= places:
        return "pending" if verdict is None else "proposed"
    return "tie_at_line" if above < places else f"next{above - places + 1}"


@seed(20231210)
@settings(max_examples=2000, deadline=None, database=None)
@given(listed=candidates, places=st.integers(0, 6))
def test_ranks_and_cut_are_those_of_the_definition(listed, places):
    made = [Entry(i, value, excluded) for i, (value, excluded, _) in enumerate(listed)]
    placed = rank(made)
    for one in placed:
        value = listed[one.key][0]
        others = [v for v, _, _ in listed if v is not None]
        assert one.rank == (None if value is None else 1 + sum(1 for v in others if v > value))
        assert one.tied == (value is not None and others.count(value) > 1)
    result = cut(placed, places, {i: ok for i, (_, _, ok) in enumerate(listed)})
    assert [line.key for line in result.lines] == [one.key for one in placed]
    for line in result.lines:
        assert f"{line.status}{line.order or ''}" == slow_status(line.key, listed, places)
    assert len(result.keys(Status.PROPOSED)) + len(result.keys(Status.PENDING)) + result.free == places
