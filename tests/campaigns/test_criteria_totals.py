"""Adding up: depth, bonus, minus, what does not apply, bands and their edges; what a set's paper gets wrong."""

from decimal import Decimal as D

import pytest

from campaigns.criteria_totals import Mark, Total, band_of, total_of_set
from campaigns.criteria_tree import oddities, tree_of, walk
from campaigns.models import Band, Criterion


def rows(*lines: tuple[str, str, str, str | None]) -> list[Criterion]:
    """(code, parent's code, kind, maximum) as rows that were never stored."""
    made: dict[str, Criterion] = {}
    for place, (code, parent, kind, maximum) in enumerate(lines, start=1):
        made[code] = Criterion(
            pk=place,
            code=code,
            name=f"Dòng {code}",
            kind=kind,
            maximum=None if maximum is None else D(maximum),
            parent_id=made[parent].pk if parent else None,
            position=place,
        )
    return list(made.values())


SET = (
    ("1", "", "group", "40"),
    ("1.1", "1", "points", "20"),
    ("1.2", "1", "group", None),
    ("1.2.1", "1.2", "points", "10"),
    ("1.2.2", "1.2", "points", "10"),
    ("2", "", "group", "60"),
    ("2.1", "2", "points", "40"),
    ("2.2", "2", "points", "20"),
    ("2.3", "2", "gate", None),
    ("2.4", "2", "bonus", "5"),
    ("2.5", "2", "minus", "10"),
)


def total(marks: dict[str, Mark], rescale: str) -> Total:
    found = rows(*SET)
    keys = {row.code: row.pk for row in found}
    return total_of_set(tree_of(found), {keys[code]: mark for code, mark in marks.items()}, rescale)


FULL = {code: Mark(D(points)) for code, points in [("1.1", 20), ("1.2.1", 8), ("2.1", 32), ("2.2", 20)]}


@pytest.mark.parametrize(
    ("changes", "rescale", "points", "applicable"),
    [
        ({}, "whole", "80", "100"),
        ({"2.4": Mark(D(5))}, "whole", "85", "100"),
        ({"2.5": Mark(D(3))}, "whole", "77", "100"),
        ({"1.2.2": Mark(None, applies=False)}, "none", "80", "90"),
        ({"1.2.2": Mark(None, applies=False)}, "whole", "88.89", "90"),  # 80 × 100 / 90
        ({"1.2.2": Mark(None, applies=False)}, "group", "89.33", "90"),  # 28 × 40 / 30 + 52
        ({"1.2.2": Mark(None, applies=False), "2.4": Mark(D(5))}, "whole", "93.89", "90"),
        ({"2.4": Mark(None, applies=False)}, "whole", "80", "100"),
        (
            {code: Mark(None, applies=False) for code in FULL} | {"1.2.2": Mark(None, False)},
            "whole",
            "0",
            "0",
        ),
    ],
)
def test_totals(changes, rescale, points, applicable):
    found = total({**FULL, **changes}, rescale)
    assert (found.points, found.applicable, found.maximum) == (D(points), D(applicable), 100)


def test_groups_of_any_depth_keep_their_order_and_sums():
    nodes = walk(tree_of(reversed(rows(*SET))))
    assert [(node.row.code, node.depth) for node in nodes][:5] == [
        ("1", 0), ("1.1", 1), ("1.2", 1), ("1.2.1", 2), ("1.2.2", 2),
    ]  # fmt: skip
    sums = {node.row.code: (node.total, node.maximum, node.below) for node in nodes if node.row.is_group}
    assert sums == {"1": (40, 40, 4), "1.2": (20, 20, 2), "2": (60, 60, 5)}
    assert [row.code for row in nodes[0].leaves] == ["1.1", "1.2.1", "1.2.2"]


def test_nothing_odd_about_a_sound_set():
    assert oddities(tree_of(rows(*SET)), stated=D(100)) == []


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (("2.6", "2", "points", "10"), "Nhóm 2: văn bản ghi 60 điểm, cộng các tiêu chí được 70"),
        (("2.6", "2", "points", None), "Tiêu chí 2.6 chưa có điểm tối đa"),
        (("2.6", "2", "points", "0"), "Tiêu chí 2.6 có điểm tối đa 0"),
        (("2.6", "2", "gate", "5"), "Điều kiện 2.6 không chấm điểm nhưng văn bản ghi 5"),
        (("2.6", "2", "group", None), "Nhóm 2.6 chưa có tiêu chí nào"),
    ],
)
def test_oddities_are_said_and_kept(line, says):
    found = oddities(tree_of(rows(*SET, line)), stated=D(100))
    assert any(says in one for one in found), found


def test_a_total_that_differs_is_said_with_the_difference():
    assert oddities(tree_of(rows(*SET)), stated=D(120))[0] == (
        "Văn bản ghi tổng 120 điểm, cộng các tiêu chí được 100 điểm (chênh -20)."
    )


def band(name: str, lower: str | None, upper: str | None, *, low: bool = True, high: bool = False) -> Band:
    edges = {"lower": lower and D(lower), "upper": upper and D(upper)}
    return Band(name=name, measure="percent", lower_belongs=low, upper_belongs=high, **edges)


SCHOOL = [  # Mức 1 < 50; mức 2: 50-75; mức 3: > 75 (QĐ 4725/QĐ-BGDĐT)
    band("Mức 3", "75", None, low=False),
    band("Mức 2", "50", "75", high=True),
    band("Mức 1", None, "50"),
]


@pytest.mark.parametrize(
    ("points", "name"),
    [
        ("49.99", "Mức 1"),
        ("50", "Mức 2"),
        ("75", "Mức 2"),
        ("75.01", "Mức 3"),
        ("100", "Mức 3"),
        ("0", "Mức 1"),
    ],
)
def test_an_edge_belongs_where_the_band_says_so(points, name):
    found = band_of(SCHOOL, Total(rescaled=D(points), maximum=D(100)))
    assert found is not None and found.name == name


@pytest.mark.parametrize(
    ("bands", "says"),
    [
        (SCHOOL, ""),
        ([band("A", "50", None), band("B", None, "50", high=True)], "Đúng 50 thuộc cả mức «B» và «A»"),
        ([band("A", "50", None, low=False), band("B", None, "50")], "Đúng 50 không thuộc mức «B»"),
        ([band("A", "60", None), band("B", None, "50")], "có khoảng 50 đến 60 không thuộc mức nào"),
        ([band("A", "40", None), band("B", None, "50")], "chồng lên nhau"),
    ],
)
def test_bands_that_overlap_or_leave_a_gap_are_said(bands, says):
    found = oddities(tree_of(rows(*SET)), stated=D(100), bands=bands)
    assert (says in " ".join(found)) and bool(found) == bool(says)


def test_between_bands_there_is_none():
    assert band_of([band("A", "60", None)], Total(rescaled=D(50), maximum=D(100))) is None
