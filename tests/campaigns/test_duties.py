"""Due days of each year, and in time, late, missing, not due."""

import random
from datetime import date, timedelta

import pytest

from campaigns.duties import Timing, due_days, is_near, is_own_plan_year, last_day_of, standing_of


@pytest.mark.parametrize(
    ("year", "month", "day", "meaning", "last"),
    [
        (2023, 11, 5, "before_day", date(2023, 11, 4)),
        (2023, 11, 5, "on_day", date(2023, 11, 5)),
        (2023, 1, 1, "before_day", date(2022, 12, 31)),
        (2024, 2, 29, "on_day", date(2024, 2, 29)),
        (2023, 2, 29, "on_day", date(2023, 2, 28)),
        (2024, 2, 29, "before_day", date(2024, 2, 28)),
        (2023, 2, 29, "before_day", date(2023, 2, 28)),
        (2023, 2, 30, "before_day", date(2023, 2, 28)),
        (2023, 4, 31, "on_day", date(2023, 4, 30)),
        (2023, 4, 31, "before_day", date(2023, 4, 30)),
        (2023, 12, 31, "before_day", date(2023, 12, 30)),
    ],
)
def test_the_last_valid_day(year, month, day, meaning, last):
    assert last_day_of(year=year, month=month, day=day, meaning=meaning) == last


def test_a_day_that_exists_is_never_moved():
    seeded = random.Random(20231105)
    for _ in range(2000):
        day = date(2020, 1, 1) + timedelta(days=seeded.randrange(4000))
        parts = {"year": day.year, "month": day.month, "day": day.day}
        assert last_day_of(**parts, meaning="on_day") == day
        assert last_day_of(**parts, meaning="before_day") == day - timedelta(days=1)


def test_each_year_of_the_campaign_has_its_due_day_but_none_before_it_began():
    days = due_days(month=6, day=10, meaning="on_day", start=date(2022, 6, 11), end=date(2025, 12, 31))
    assert [day.year for day in days] == [2023, 2024, 2025]
    days = due_days(month=6, day=10, meaning="on_day", start=date(2022, 6, 10), end=date(2025, 1, 1))
    assert [day.year for day in days] == [2022, 2023, 2024, 2025]


LAST = date(2023, 11, 4)


@pytest.mark.parametrize(
    ("came", "today", "timing", "text"),
    [
        (date(2023, 11, 4), date(2023, 12, 1), Timing.ON_TIME, "Đúng hạn"),
        (date(2023, 11, 5), date(2023, 12, 1), Timing.LATE, "Chậm 1 ngày"),
        (date(2023, 12, 4), date(2023, 12, 5), Timing.LATE, "Chậm 30 ngày"),
        (None, date(2023, 11, 4), Timing.NOT_DUE, "Chưa đến hạn"),
        (None, date(2023, 11, 5), Timing.MISSING, "Chưa gửi, quá hạn 1 ngày"),
    ],
)
def test_in_time_late_missing_not_due(came, today, timing, text):
    found = standing_of(LAST, came, today)
    assert (found.timing, found.text) == (timing, text)


def test_without_a_last_day_nothing_is_late():
    assert standing_of(None, date(2024, 1, 1), date(2030, 1, 1)).timing == Timing.ON_TIME
    assert standing_of(None, None, date(2030, 1, 1)).timing == Timing.NOT_DUE


def test_near_is_today_and_thirty_days():
    assert [is_near(LAST, LAST - timedelta(days=days)) for days in (-1, 0, 30, 31)] == [
        False,
        True,
        True,
        False,
    ]


def test_a_plan_may_come_the_year_before_but_not_earlier():
    days = (date(2022, 12, 31), date(2023, 1, 1), date(2024, 12, 1), date(2025, 5, 1))
    assert [is_own_plan_year(day, 2024) for day in days] == [False, True, True, True]
