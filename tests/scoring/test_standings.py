from decimal import Decimal

import pytest

from campaigns.models import Unit, UnitGroup
from scoring.models import IndexResult, Standing
from scoring.standings import band_chart, bands_of, group_table


def table(values: list[str | None], places: int, before: dict | None = None, chosen: tuple = ()):
    """A group with units 1, 2, 3 ... in the order of their ranking."""
    standings = []
    for at, value in enumerate(values, start=1):
        result = IndexResult(value=Decimal(value)) if value is not None else None
        rank = (
            None
            if value is None
            else 1 + sum(other is not None and Decimal(other) > Decimal(value) for other in values)
        )
        tied = value is not None and values.count(value) > 1
        standings.append(
            Standing(unit=Unit(pk=at, name=f"Xã {at}"), result=result, rank=rank, tied=tied, position=at)
        )
    group = UnitGroup(name="Xã", code="xa")
    return group_table(group, standings, places=places, clauses=["III.2"], before=before or {}, chosen=chosen)


def test_the_line_stands_under_the_last_place():
    rows = table(["9", "8", "7", "6", None], 3).rows
    assert [row.css for row in rows] == ["in", "in", "in", "", "out"]
    assert [row.last_inside for row in rows] == [False, False, True, False, False]


def test_a_tie_at_the_line_waits_and_the_line_stands_below_it():
    rows = table(["9", "8", "7", "7", "6"], 3).rows
    assert [row.css for row in rows] == ["in", "in", "tie", "tie", ""]
    assert [row.last_inside for row in rows].index(True) == 3


def test_a_chosen_one_of_a_tie_is_inside():
    rows = table(["9", "8", "7", "7", "6"], 3, chosen=(4,)).rows
    assert [row.css for row in rows] == ["in", "in", "", "in", ""]


def test_without_a_quota_there_is_no_line():
    rows = table(["9", "8"], 0).rows
    assert not any(row.last_inside or row.css for row in rows)


def test_differences_are_exact():
    found = table(["91.25", "90.80"], 1, before={1: Decimal("91.35")})
    assert [row.difference for row in found.rows] == [Decimal("-0.10"), None]
    assert found.has_before and not table(["1"], 1).has_before


def test_every_score_falls_into_one_band():
    found = table(["100", "96.4", "95", "94.99", "80", None], 2)
    bands = bands_of(found, Decimal(100))
    assert [(int(band.start), int(band.end), band.count) for band in bands] == [
        (80, 85, 1),
        (85, 90, 0),
        (90, 95, 1),
        (95, 100, 3),
    ]
    assert sum(band.count for band in bands) == found.ranked
    assert band_chart(bands) == {
        "labels": ["80", "85", "90", "95"],
        "names": ["80 đến 85", "85 đến 90", "90 đến 95", "95 đến 100"],
        "values": [1, 0, 1, 3],
        "marked": [3],
    }


@pytest.mark.parametrize("maximum", [1, 1000])
def test_bands_follow_the_scale(maximum):
    found = table([str(Decimal("0.5") * maximum), "0"], 1)
    assert [band.count for band in bands_of(found, Decimal(maximum))] == [1] + [0] * 9 + [1]


def test_nothing_to_draw():
    assert bands_of(table([None], 1), Decimal(1)) == []
