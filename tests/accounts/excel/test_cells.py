"""Places are named as Excel names them, and cells read as a person reads them."""

from datetime import datetime

import pytest

from accounts.excel.cells import CellFault, cell_text, column_letter, place


@pytest.mark.parametrize(("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (16383, "XFD")])
def test_columns_are_lettered_like_excel(index, letters):
    assert column_letter(index) == letters


def test_a_place_is_column_and_row():
    assert place(18, 5) == "F18"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (" Xã \n Tân An ", "Xã Tân An"),
        (15.0, "15"),
        (0.8002, "0.8002"),
        (True, "TRUE"),
        (datetime.fromisoformat("2023-12-09"), "09/12/2023"),
        (CellFault("error", "#N/A"), "#N/A"),
    ],
)
def test_a_cell_reads_on_one_line(cell, text):
    assert cell_text(cell) == text
