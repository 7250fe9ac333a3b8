"""Chỉ tiêu số: comparisons, their words, the status on a day, the bars."""

from datetime import date
from decimal import Decimal as D

import pytest

from campaigns.enums import Comparison
from campaigns.targets import TargetStatus, in_words, is_share, reaches, status_of, trend

BEFORE, LAST, AFTER = date(2024, 6, 1), date(2025, 12, 31), date(2026, 1, 1)


@pytest.mark.parametrize(
    ("comparison", "below", "equal", "above"),
    [
        ("ge", False, True, True),
        ("gt", False, False, True),
        ("eq", False, True, False),
        ("le", True, True, False),
        ("lt", True, False, False),
    ],
)
def test_every_comparison_around_its_number(comparison, below, equal, above):
    found = [reaches(comparison, D("40"), D(value)) for value in ("39.99", "40.00", "40.01")]
    assert found == [below, equal, above]
    assert comparison in Comparison.values


@pytest.mark.parametrize(
    ("comparison", "value", "measure", "said"),
    [
        ("gt", "40.00", "% hộ gia đình", "trên 40% hộ gia đình"),
        ("ge", "50", "%", "từ 50% trở lên"),
        ("eq", "100", "%", "đúng 100%"),
        ("ge", "2", "chuyên trách", "từ 2 chuyên trách trở lên"),
        ("le", "0", "hộ nghèo về thông tin", "không quá 0 hộ nghèo về thông tin"),
        ("lt", "1234.5", "", "dưới 1.234,5"),
    ],
)
def test_the_comparison_is_said_as_a_plan_says_it(comparison, value, measure, said):
    assert in_words(comparison, D(value), measure) == said


@pytest.mark.parametrize(
    ("values", "today", "status"),
    [
        ({}, BEFORE, TargetStatus.NOT_DUE),
        ({}, LAST, TargetStatus.NOT_DUE),
        ({}, AFTER, TargetStatus.NO_DATA),
        ({2025: "41"}, BEFORE, TargetStatus.REACHED),
        ({2025: "40"}, LAST, TargetStatus.NOT_DUE),
        ({2025: "40"}, AFTER, TargetStatus.MISSED),
        ({2025: "41"}, AFTER, TargetStatus.REACHED),
        ({2024: "90"}, AFTER, TargetStatus.NO_DATA),
        ({2024: "90"}, BEFORE, TargetStatus.NOT_DUE),
        ({2024: "90", 2025: "10"}, AFTER, TargetStatus.MISSED),
        ({2026: "90"}, AFTER, TargetStatus.NO_DATA),
    ],
)
def test_only_the_number_of_the_targets_own_year_decides(values, today, status):
    numbers = {year: D(value) for year, value in values.items()}
    assert status_of(comparison="gt", wanted=D("40"), year=2025, values=numbers, today=today) == status


def test_bars_share_one_length_and_name_the_years_without_a_number():
    bars = trend(
        comparison="gt", wanted=D("40"), values={2023: D("22.5"), 2024: D("55")}, years=(2023, 2024, 2025)
    )
    assert [(bar.year, bar.value, bar.reached) for bar in bars] == [
        (2023, D("22.5"), False),
        (2024, D("55"), True),
        (2025, None, False),
    ]
    assert {bar.maximum for bar in bars} == {D("55")}
    nothing = trend(comparison="le", wanted=D("0"), values={2023: D("0")}, years=(2023,))
    assert nothing[0].maximum == 1 and nothing[0].reached


@pytest.mark.parametrize(
    ("measure", "text", "share"),
    [
        ("%", "Tỷ lệ hộ có cáp quang", True),
        ("%", "Năng suất tăng bình quân", False),
        ("người", "Số cán bộ", False),
    ],
)
def test_growth_may_be_above_one_hundred(measure, text, share):
    assert is_share(measure, text) is share
