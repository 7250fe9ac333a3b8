from decimal import Decimal

import pytest

from scoring.percents import percent_of


@pytest.mark.parametrize(
    ("value", "scale", "maximum"),
    [
        ("0.7955", "one", None),
        ("79.55", "percent", None),
        ("795.5", "points", "1000"),
        ("15.91", "points", "20"),
    ],
)
def test_the_same_result_on_every_scale(value, scale, maximum):
    assert percent_of(Decimal(value), scale, maximum and Decimal(maximum)) == Decimal("79.55")


def test_points_without_a_maximum_stay_as_they_are():
    assert percent_of(Decimal("12"), "points", None) == 12
