from decimal import Decimal

import pytest

from scoring.importers.plan import ImportLine
from scoring.importers.printed_ranks import rank_warnings


def lines(*pairs):
    """Lines from (value, printed rank) in the rows 2, 4, 6 ..."""
    return [
        ImportLine("KQ", row, f"C{row}", f"Xã {row}", "", row, "name", Decimal(str(value)), rank, {})
        for row, (value, rank) in zip(range(2, 9_999, 2), pairs, strict=False)
    ]


@pytest.mark.parametrize(
    "pairs",
    [
        [(9, 1), (8, 2), (8, 2), (7, 4)],
        [(9, 1), (8, 2), (8, 3), (7, 4)],
        [(9, None), (8, 1), (7, None)],
        [(9, 15), (8, 16)],
        [(0.1, None)],
    ],
)
def test_ranks_that_scores_can_have_are_believed(pairs):
    assert rank_warnings(lines(*pairs), group_rows=[]) == []


@pytest.mark.parametrize(
    ("pairs", "groups", "words"),
    [
        ([(9, 2), (8, 1)], [], "hàng 4 «Xã 4» in hạng 1, theo điểm là hạng 2."),
        (
            [(9, 1), (9, 1), (7, 2), (6, 3)],
            [],
            "hàng 6 «Xã 6» in hạng 2, theo điểm là hạng 3 (và 1 hàng nữa).",
        ),
        ([(9, 1), (8, 1)], [], "hàng 4 «Xã 4» in hạng 1, theo điểm là hạng 2."),
        ([(9, 1), (8, 2), (7, 1), (9.5, 2)], [5], "hàng 6 «Xã 6» in hạng 1, theo điểm là hạng 2."),
    ],
)
def test_contradictions_name_the_first_row(pairs, groups, words):
    (told,) = rank_warnings(lines(*pairs), group_rows=groups)
    assert words in told


def test_holes_are_told():
    assert "nhảy bậc (từ 1 sang 3)" in rank_warnings(lines((9, 1), (8, 3)), group_rows=[])[0]
    assert rank_warnings(lines((9, 1), (9, 1), (8, 3)), group_rows=[]) == []
    assert rank_warnings(lines((9, 1), (8, 2), (9, 1), (7, 2)), group_rows=[5]) == []


def test_thousands_of_rows_in_hundreds_of_groups():
    many = lines(*((10_000 - at, at + 1) for at in range(3_321)))
    assert rank_warnings(many, group_rows=list(range(0, 3_321, 10))) == []
