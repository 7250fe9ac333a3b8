"""The threshold rules against a slow count that shares nothing with them, and where their lines lie."""

from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.enums import Outcome
from scoring.rules import AwardLaw, ConditionSpec, Facts, OtherAward, Suspended, TaskCount, TopLine, judge
from scoring.rules.campaign_grounds import whole_years
from scoring.rules.words import percent_beside

ON = date(2026, 1, 12)
PERCENTS = st.decimals(min_value=0, max_value=100, places=2)
WINDOWS = st.lists(st.integers(2020, 2026), unique=True, min_size=1, max_size=4)


def answer(code, params, **facts):
    (found,) = judge([ConditionSpec(code, params)], Facts(**facts), ON).findings
    return found


def slow_outcome(window, percents, line, needed):
    """Tries every way in which the missing years may yet turn out; certain only if all ways agree."""
    missing = [year for year in window if year not in percents]
    ways = set()
    for filled in product([False, True], repeat=len(missing)):
        later = dict(zip(missing, filled, strict=True))
        count = 0
        for year in window:
            reaches = later[year] if year in later else percents[year] >= line
            count += 1 if reaches else 0
        ways.add(count >= needed)
    if ways == {True}:
        return Outcome.MET
    return Outcome.NOT_MET if ways == {False} else Outcome.NO_DATA


@settings(max_examples=2000, derandomize=True, deadline=None, database=None)
@given(window=WINDOWS, data=st.data(), line=PERCENTS, needed=st.integers(1, 5))
def test_the_count_of_years_agrees_with_a_slow_one(window, data, line, needed):
    # Results close to the line matter most, so half of the years lie on it or a hundredth beside it.
    near = st.sampled_from([Decimal("-0.01"), Decimal(0), Decimal("0.01")]).map(lambda step: line + step)
    percents = data.draw(st.dictionaries(st.integers(2020, 2026), st.one_of(PERCENTS, near)))
    params = {"min_percent": str(line), "years": needed}
    expected = slow_outcome(window, percents, line, needed)
    for code, name in (
        ("index_threshold", "percent_by_year"),
        ("field_threshold", "field_percent_by_year"),
    ):
        found = answer(code, params, years=tuple(window), **{name: percents})
        assert found.outcome == expected
        said = [*found.numbers["reached"], *found.numbers["below"], *found.numbers["missing"]]
        assert sorted(int(one[:4]) for one in said) == sorted(window)
        back = answer(code, params, years=tuple(reversed(window)), **{name: percents})
        assert back == found


@settings(max_examples=500, derandomize=True, deadline=None, database=None)
@given(value=st.decimals(min_value=0, max_value=100, places=6), line=PERCENTS)
def test_a_shown_percent_never_contradicts_the_verdict(value, line):
    shown = Decimal(percent_beside(value, line).removesuffix("%").replace(",", "."))
    assert (shown < line) == (value < line)
    assert abs(shown - value) <= Decimal("0.005")


@settings(max_examples=500, derandomize=True, deadline=None, database=None)
@given(size=st.integers(1, 200), percent=st.integers(1, 100), rank=st.integers(1, 200))
def test_a_top_percent_is_a_floor_of_at_least_one(size, percent, rank):
    places = max(1, len([place for place in range(1, size + 1) if place * 100 <= percent * size]))
    found = answer("within_top", {"percent": str(percent)}, group_size=size, rank=rank)
    assert found.numbers["n"] == places
    assert (found.outcome == Outcome.MET) == (rank <= places)


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        (date(2023, 1, 1), date(2025, 12, 31), 3),
        (date(2023, 1, 1), date(2025, 12, 30), 2),
        (date(2022, 6, 7), date(2025, 6, 6), 3),
        (date(2022, 6, 7), date(2025, 6, 5), 2),
        (date(2024, 2, 29), date(2025, 2, 28), 1),
        (date(2024, 2, 29), date(2025, 2, 27), 0),
        (date(2023, 6, 30), date(2023, 6, 30), 0),
    ],
)
def test_whole_years(start, end, years):
    assert whole_years(start, end) == years


def test_a_window_of_one_year_cannot_hold_two():
    found = answer(
        "index_threshold",
        {"min_percent": "90", "years": 2},
        years=(2024,),
        percent_by_year={2024: Decimal(95)},
    )
    assert found.outcome == Outcome.NOT_MET
    assert found.reason == (
        "Kết quả chỉ số của đơn vị có 1 năm đạt từ 90% trở lên (2024: 95%); không đủ 02 năm theo yêu cầu."
    )


def test_years_outside_the_window_do_not_count():
    counts = {2022: TaskCount(9, 1), 2023: TaskCount(9, 9)}
    assert answer("tasks_on_time", {"min_percent": "100"}, years=(2023,), tasks_by_year=counts).outcome == (
        Outcome.MET
    )
    percents = {2022: Decimal(99), 2023: Decimal(80)}
    below = answer("index_threshold", {"min_percent": "90"}, years=(2023,), percent_by_year=percents)
    assert below.outcome == Outcome.NOT_MET


def test_a_year_under_the_line_outweighs_one_without_data():
    counts = {2022: TaskCount(10, 9), 2023: TaskCount(5, 6)}
    found = answer("tasks_on_time", {"min_percent": "95"}, years=(2022, 2023, 2024), tasks_by_year=counts)
    assert found.outcome == Outcome.NOT_MET
    assert found.reason == (
        "Nhiệm vụ hoàn thành đúng hạn: năm 2022 chỉ đạt 9/10 (90%); năm 2023 ghi 6/5 là số liệu không khớp; "
        "năm 2024 chưa có số liệu. Yêu cầu từ 95% trở lên trong từng năm."
    )


def test_own_plan_by_a_day_and_every_year():
    plans = {2023: date(2023, 8, 1), 2024: date(2024, 2, 1)}
    both = {"last_day": "2023-09-30", "every_year": True}
    assert answer("own_plan", both, years=(2023, 2024), own_plans=plans).outcome == Outcome.MET
    missing = answer("own_plan", both, years=(2023, 2024, 2025), own_plans=plans)
    assert missing.outcome == Outcome.NO_DATA
    assert missing.reason == (
        "Đơn vị ban hành kế hoạch thi đua ngày 01/08/2023, trong hạn (hết ngày 30/09/2023). "
        "Có 2/3 năm có kế hoạch thi đua của đơn vị: năm 2023 (01/08/2023); năm 2024 (01/02/2024). "
        "Chưa ghi nhận: năm 2025."
    )
    assert answer("own_plan", {}, years=(2023, 2025), own_plans=plans).outcome == Outcome.NO_DATA
    assert answer("own_plan", {"every_year": False}, years=(2025,), own_plans=plans).outcome == Outcome.MET
    assert answer("own_plan", {"every_year": False}).outcome == Outcome.NO_DATA


def test_a_line_drawn_by_a_person_takes_the_published_rank():
    line = TopLine(3, "bà Trần Thị Lan", ON)
    assert answer("top_band", {}, rank=4, shut_out_ahead=1, top_line=line).outcome == Outcome.NOT_MET
    out = answer("top_band", {}, rank=1, top_line=line, excluded=True, excluded_reason="xin rút")
    assert (out.outcome, out.reason) == (
        Outcome.NOT_MET,
        "Đơn vị bị loại khỏi danh sách xét: xin rút.",
    )


def test_rounds_bar_only_what_they_name():
    yearly = OtherAward("Bằng khen", "nam", "Xét năm 2024", 2024)
    same = OtherAward("Bằng khen", "so_ket", "Sơ kết", 2025, same_round=True)
    for params, award, outcome in [
        ({}, yearly, Outcome.MET),
        ({}, same, Outcome.NOT_MET),
        ({"rounds": ["nam"]}, yearly, Outcome.NOT_MET),
        ({"rounds": ["nam"]}, same, Outcome.MET),
        ({"rounds": ["nam", "so_ket"]}, same, Outcome.NOT_MET),
    ]:
        assert answer("not_already_awarded", params, other_awards=(award,)).outcome == outcome


def test_the_share_of_a_council_is_shown_on_its_side_of_the_line():
    votes = {"council_met_on": ON, "council_total": 3, "council_present": 3, "council_agree": 2}
    found = answer("council_reviewed", {"min_share": "66,67"}, **votes)
    assert found.outcome == Outcome.NOT_MET
    assert "đạt 66,667% tổng số thành viên, dưới mức 66,67%" in found.reason


@pytest.mark.parametrize(("since", "outcome"), [(ON, Outcome.NEEDS_PERSON), (date(2026, 1, 13), Outcome.MET)])
def test_a_suspension_holds_from_its_first_day(since, outcome):
    assert answer("not_suspended", {}, suspended=Suspended("tố cáo", since)).outcome == outcome


@pytest.mark.parametrize(
    ("level", "outcome"),
    [("tinh", Outcome.MET), ("thu_tuong", Outcome.NEEDS_PERSON), ("xa", Outcome.NOT_MET)],
)
def test_a_level_of_which_the_law_was_not_read_is_left_to_a_person(level, outcome):
    law = AwardLaw({"tinh": 0}, "Luật", True, ("thu_tuong",))
    assert answer("campaign_grounds", {}, award_law=law, launch_level=level).outcome == outcome
