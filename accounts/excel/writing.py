"""Tables out to Excel: real numbers and dates, ready to print on A4, and no text that Excel would run."""

import io
import re
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal
from zoneinfo import ZoneInfo

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
HEADER_ROW = 3
LONGEST_TEXT = 32_767
FACE = "Times New Roman"
RISKY_STARTS = ("=", "+", "-", "@", "\t", "\r")
_THIN = Side(style="thin", color="808080")
GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
HEADER_FILL = PatternFill("solid", fgColor="E8EDF3")
Styles = dict[tuple[str, bool], StyleArray]
Kind = Literal["text", "number", "money", "date", "percent"]


@dataclass(frozen=True)
class Column:
    """A column of a list: money is whole đồng, percent a share of 1; `places` fixes the decimals of a number."""

    header: str
    kind: Kind = "text"
    width: float = 16
    places: int | None = None


def write_table(
    *,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Any]],
    sheet_name: str = "Danh sách",
    notes: Sequence[str] = (),
    landscape: bool = False,
) -> bytes:
    """One sheet: title, header (repeated on each printed page), rows, then notes; returns the .xlsx file.

    A value that does not fit its column's kind (a dash for a missing score) is written as text.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = safe_sheet_name(sheet_name)
    rows = [list(row) for row in rows]
    _write_head(sheet, title=title, columns=columns)
    formats = [_number_format(column, [row[at] for row in rows]) for at, column in enumerate(columns)]
    styles: Styles = {}
    for offset, row in enumerate(rows, start=1):
        for at, (value, number_format) in enumerate(zip(row, formats, strict=True), start=1):
            _write_value(
                sheet.cell(HEADER_ROW + offset, at), value, number_format=number_format, styles=styles
            )
    last = HEADER_ROW + len(rows)
    for offset, note in enumerate(notes, start=2):
        _write_text(sheet.cell(last + offset, 1), note)
        sheet.cell(last + offset, 1).font = Font(name=FACE, size=11, italic=True)
    _set_up_page(sheet, columns=columns, last=last, landscape=landscape)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def safe_sheet_name(name: str) -> str:
    """A name Excel accepts: at most 31 characters, none of []:*?/\\ and no quote at the ends."""
    return re.sub(r"[\[\]:*?/\\]", " ", name).strip(" '")[:31].strip(" '") or "Danh sách"


def _write_head(sheet: Worksheet, *, title: str, columns: Sequence[Column]) -> None:
    _write_text(sheet.cell(1, 1), title)
    sheet.cell(1, 1).font = Font(name=FACE, size=14, bold=True)
    sheet.cell(1, 1).alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.row_dimensions[1].height = 36
    if len(columns) > 1:
        sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(columns))
    for at, column in enumerate(columns, start=1):
        cell = sheet.cell(HEADER_ROW, at)
        _write_text(cell, column.header)
        cell.font = Font(name=FACE, size=12, bold=True)
        cell.fill = HEADER_FILL
        cell.border = GRID
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(at)].width = column.width


def _number_format(column: Column, values: Sequence[Any]) -> str:
    """Separators follow the reader's Excel; a number column shows as many decimals as its longest value."""
    if column.kind == "date":
        has_time = any(isinstance(value, datetime) for value in values)
        return "dd/mm/yyyy hh:mm" if has_time else "dd/mm/yyyy"
    if column.kind == "text":
        return "@"
    places = column.places
    if places is None:
        places = {"money": 0, "percent": 2}.get(column.kind, max(map(_places, values), default=0))
    whole = "0" if column.kind == "percent" else "#,##0"
    return whole + ("." + "0" * places if places else "") + ("%" if column.kind == "percent" else "")


def _places(value: Any) -> int:
    if isinstance(value, float):
        value = Decimal(repr(value))
    if not isinstance(value, Decimal) or not value.is_finite():
        return 0
    return max(0, -int(value.normalize().as_tuple().exponent))


def _write_value(cell: Cell, value: Any, *, number_format: str, styles: Styles) -> None:
    quoted = False
    if value is not None and value != "":
        if number_format == "@" or isinstance(value, str | bool) or not _is_plain(value):
            quoted = _write_text(cell, value)
            number_format = "@"
        else:
            is_aware = isinstance(value, datetime) and value.tzinfo is not None
            cell.value = value.astimezone(LOCAL).replace(tzinfo=None) if is_aware else value
    _apply_style(cell, (number_format, quoted), styles)


def _apply_style(cell: Cell, key: tuple[str, bool], styles: Styles) -> None:
    """Builds each combination once: long lists have few styles and many cells."""
    if key not in styles:
        cell.font = Font(name=FACE, size=12)
        cell.border = GRID
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        cell.number_format = key[0]
        styles[key] = copy(cell._style)
    cell._style = copy(styles[key])


def _is_plain(value: Any) -> bool:
    if isinstance(value, int | float | Decimal):
        return Decimal(value).is_finite()
    return isinstance(value, date)


def _write_text(cell: Cell, value: Any) -> bool:
    """Writes it as text whatever it looks like; True when Excel must be told so by a quote prefix."""
    text = ILLEGAL_CHARACTERS_RE.sub("", str(value))[:LONGEST_TEXT]
    cell.value = text
    cell.data_type = "s"
    cell.number_format = "@"
    if not text.startswith(RISKY_STARTS):
        return False
    cell.quotePrefix = True
    return True


def _set_up_page(sheet: Worksheet, *, columns: Sequence[Column], last: int, landscape: bool) -> None:
    end = get_column_letter(len(columns))
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{end}{max(last, HEADER_ROW)}"
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left, sheet.page_margins.right = 0.79, 0.59
    sheet.page_margins.top = sheet.page_margins.bottom = 0.79
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = "Trang &P/&N"
