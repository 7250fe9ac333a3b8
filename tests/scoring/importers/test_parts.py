"""Component scores become decimal text, or a located problem."""

import pytest

from accounts.excel.cells import CellFault, Row
from scoring.importers.parts import read_parts


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (0.8002, "0.8002"),
        (0.1 + 0.2, "0.3"),
        (0.00001, "0.00001"),
        (12, "12"),
        (-2, "-2"),
        (-0.5, "-0.5"),
        ("8,5", "8.5"),
    ],
)
def test_figures_are_kept_as_excel_shows_them(cell, text):
    assert read_parts(Row(7, ["Xã", cell]), [("Thể chế số", 1)]) == ({"Thể chế số": text}, [])


@pytest.mark.parametrize("cell", [None, "", "-", " – "])
def test_blanks_and_dashes_are_no_figure(cell):
    assert read_parts(Row(7, ["Xã", cell]), [("Thể chế số", 1), ("ngoài bảng", 9)]) == ({}, [])


@pytest.mark.parametrize("cell", ["tốt", True, float("nan"), float("inf"), CellFault("error", "#N/A")])
def test_anything_else_is_a_problem_at_its_cell(cell):
    parts, problems = read_parts(Row(7, ["Xã", cell]), [("Thể chế số", 1)])
    assert parts == {}
    ((kind, what, about),) = problems
    assert kind == "part" and what.startswith("cột «Thể chế số», ô B7")
    assert about == "có điểm thành phần không đọc được; sửa ô đó hoặc bỏ cột đó"
