"""The shapes that a read workbook has, and how its places are named."""

from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

ERROR_VALUE = "error"
NO_CACHED_VALUE = "formula"


class CellFault(NamedTuple):
    """Stands in a row where the cell has no usable value: an Excel error, or a formula never calculated."""

    kind: str
    text: str

    def sentence(self, place: str) -> str:
        """What is wrong in the cell at `place`, and what to do."""
        if self.kind == NO_CACHED_VALUE:
            return f"ô {place} là công thức chưa có giá trị: mở tệp bằng Excel, lưu lại rồi nạp lại"
        return f"ô {place} có giá trị lỗi {self.text}: sửa công thức hoặc gõ giá trị vào ô"


Cell = str | int | float | bool | datetime | CellFault | None


class Row(NamedTuple):
    """One row that holds something: its number in the sheet (from 1) and its cells from column A on."""

    number: int
    cells: list[Cell]


class Sheet(NamedTuple):
    """A sheet's rows in order; wholly empty rows are left out, so read `Row.number`, never the index.

    Hidden rows and columns (0 for A) are read like the others and named, so that a person is told of them.
    """

    name: str
    hidden: bool
    rows: list[Row]
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    merged: tuple[str, ...] = ()


class Workbook(NamedTuple):
    """All worksheets of a file, hidden ones too; `encoding` is set where a text file was not in Unicode."""

    filename: str
    sheets: list[Sheet]
    encoding: str = ""

    @property
    def visible(self) -> list[Sheet]:
        """The sheets a person sees, in order."""
        return [sheet for sheet in self.sheets if not sheet.hidden]

    @property
    def hidden_names(self) -> list[str]:
        """Names of the sheets that are there but not shown in Excel."""
        return [sheet.name for sheet in self.sheets if sheet.hidden]


def column_letter(index: int) -> str:
    """ "A" for 0, "F" for 5, "AA" for 26."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def place(row_number: int, column: int) -> str:
    """The cell's name as Excel shows it: place(18, 5) is "F18"."""
    return f"{column_letter(column)}{row_number}"


def cell_text(cell: Cell) -> str:
    """The cell as a person reads it, on one line; whole numbers without ".0", dates as dd/mm/yyyy."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return " ".join(cell.split())
    if isinstance(cell, CellFault):
        return cell.text
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y")
    return str(cell)


def exact_number(cell: int | float) -> Decimal:
    """The figure Excel shows in its formula bar: the shortest decimal that gives the stored binary value."""
    return Decimal(repr(cell))
