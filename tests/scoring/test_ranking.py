import csv
from decimal import Decimal as D
from pathlib import Path

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from accounts.errors import DomainError
from scoring.ranking import Entry, Status, cut, rank

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


def drawn(text, places, eligible=None, chosen=()):
    """ "A:proposed B:next1" for a cut in which everyone not named in `eligible` is eligible."""
    placed = rank(entries(text))
    verdicts = {one.key: True for one in placed} | (eligible or {})
    result = cut(placed, places, verdicts, chosen)
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
