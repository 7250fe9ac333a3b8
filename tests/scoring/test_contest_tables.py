"""The order of units by a chosen count; rows without a database."""

from decimal import Decimal

import pytest

from campaigns.models import Unit
from scoring.contest_tables import counts_of, page_of_rows, unit_choices, unit_rows
from scoring.models import ContestUnitTotal


def total(pk, name="", *, registered, people, attempts, average=None, full=0, resident=False):
    unit = Unit(pk=pk, name=name, short_name=name) if name else None
    return ContestUnitTotal(
        pk=pk,
        unit=unit,
        is_resident=resident,
        registered=registered,
        people=people,
        attempts=attempts,
        average=None if average is None else Decimal(average),
        full=full,
    )


TOTALS = [
    total(1, "Xã Tân An", registered=9, people=4, attempts=9, average="17.5", full=1),
    total(2, "Xã Châu Phong", registered=5, people=4, attempts=12, average="18", full=2),
    total(3, "Phòng Nội vụ", registered=3, people=0, attempts=0),
    total(4, registered=50, people=40, attempts=90, average="19", full=9, resident=True),
]


@pytest.mark.parametrize(
    ("order", "ranks"),
    [
        ("", {"Xã Tân An": 1, "Xã Châu Phong": 1, "Phòng Nội vụ": 3}),
        ("dang-ky", {"Xã Tân An": 1, "Xã Châu Phong": 2, "Phòng Nội vụ": 3}),
        ("luot", {"Xã Châu Phong": 1, "Xã Tân An": 2, "Phòng Nội vụ": 3}),
        ("diem", {"Xã Châu Phong": 1, "Xã Tân An": 2, "Phòng Nội vụ": None}),
        ("toi-da", {"Xã Châu Phong": 1, "Xã Tân An": 2, "Phòng Nội vụ": None}),
        ("la", {"Xã Tân An": 1, "Xã Châu Phong": 1, "Phòng Nội vụ": 3}),
    ],
)
def test_units_are_ranked_by_the_chosen_count_and_residents_stand_apart(order, ranks):
    rows = unit_rows(TOTALS, order=order)
    assert {row.name: row.rank for row in rows if row.total.unit_id} == ranks
    assert (rows[-1].name, rows[-1].rank, rows[-1].key) == ("Người dân", None, "nguoi-dan")


def test_a_filter_leaves_the_rank_as_it_is():
    (row,) = unit_rows(TOTALS, order="luot", text="tan AN")
    assert (row.name, row.rank, row.full_share) == ("Xã Tân An", 2, Decimal(25))


def test_counts_are_the_sums_and_choices_follow_the_order():
    counts = counts_of(TOTALS)
    assert (counts.registered, counts.people, counts.attempts, counts.full) == (67, 48, 111, 12)
    assert [key for key, _ in unit_choices(TOTALS)] == ["1", "2", "3", "nguoi-dan"]


def test_pages_of_a_list_end_with_the_last():
    rows = [unit_rows(TOTALS)[0]] * 120
    page = page_of_rows(rows, 99)
    assert (page.number, len(page.rows), page.has_next, page.total) == (3, 20, False, 120)
    assert page_of_rows([], 1).rows == []
