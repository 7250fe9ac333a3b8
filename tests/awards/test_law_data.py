"""The files of the law, and how a value lies to a day."""

import tomllib
from datetime import date, timedelta
from decimal import Decimal as D

import pytest

from awards import lawbook
from awards.law_data import ends_soon, stale, time_of
from awards.lawbook import base_salary, coefficient

KEYS = ("award", "code", "rule", "mode")


def _rows_by_key():
    for path in sorted(lawbook.LAW_FOLDER.glob("*.toml")):
        for table, rows in tomllib.loads(path.read_text(encoding="utf-8")).items():
            groups: dict = {}
            for row in rows:
                key = next((row[name] for name in KEYS if name in row), "") + row.get("subject", "")
                groups.setdefault("" if table in {"law", "regime"} else key, []).append(row)
            yield from ((f"{path.name}:{table}:{key}", group) for key, group in groups.items())


@pytest.mark.parametrize(
    ("place", "rows"), list(_rows_by_key()), ids=lambda x: x if isinstance(x, str) else ""
)
def test_the_law_files_are_whole_and_their_dates_join(place, rows):
    for row in rows:
        assert {"start", "reference", "confirmed", "checked_on"} <= set(row), place
        assert row["checked_on"] == date(2026, 11, 1)
        assert row["reference"].strip()
        assert row.get("end", row["start"]) >= row["start"], place
    for earlier, later in zip(rows, rows[1:], strict=False):
        assert earlier["end"] + timedelta(days=1) == later["start"], place


@pytest.mark.parametrize(
    ("checked", "today", "old"),
    [
        (date(2026, 11, 1), date(2026, 11, 1), False),
        (date(2026, 11, 1), date(2027, 11, 1), False),
        (date(2026, 11, 1), date(2027, 11, 2), True),
        (date(2026, 11, 1), date(2023, 7, 28), False),
        (date(2024, 2, 29), date(2025, 2, 28), False),
        (date(2024, 2, 29), date(2025, 3, 1), True),
    ],
)
def test_what_was_checked_more_than_a_year_ago_is_stale(checked, today, old):
    value = lawbook.LawValue(D(1), date(2020, 1, 1), "x", True, checked)
    assert stale(value, today) is old


def test_a_value_that_ends_within_half_a_year_is_named():
    value = coefficient("giay_khen_xa", date(2026, 8, 1))
    assert value.end == date(2027, 2, 28)
    assert not ends_soon(value, date(2026, 8, 31))
    assert ends_soon(value, date(2026, 9, 1)) and ends_soon(value, date(2027, 2, 28))
    assert not ends_soon(value, date(2027, 3, 1))
    assert not ends_soon(base_salary(date(2026, 8, 1)), date(2026, 8, 1))


def test_a_value_of_the_future_does_not_act_before_its_day():
    assert [time_of(value, date(2025, 1, 1)) for value in lawbook.salaries()] == [
        "past",
        "past",
        "past",
        "now",
        "future",
    ]
    assert base_salary(date(2025, 1, 1)).value == 2_340_000
