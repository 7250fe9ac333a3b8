"""Tells the rows of a printed table that are not results: group headings, totals, notes, repeated headers."""

import re

from accounts.excel.cells import Cell, CellFault, Row, cell_text
from accounts.text import fold
from scoring.importers.headers import ColumnMapping

_ROMAN = re.compile(r"(?=[IVX])(X{0,3})(IX|IV|V?I{0,3})\.?")
_WORD = re.compile(r"[^\W\d_]{2}")
_LETTER = re.compile(r"[A-ZĐ]\.?")
_NUMBERING = re.compile(r"\(?(\d{1,3}|[A-Z])\)?(\s*=.*)?")
_TOTAL = re.compile(
    r"(tong|cong|tong (cong|so|diem))( (\d|diem|chung|toan|don vi|cac)\b.*)?"
    r"|(diem )?(trung binh|binh quan|cao nhat|thap nhat)\b.*"
)
_NOTE = re.compile(
    r"(ghi chu|nguon|luu y|noi nhan|nguoi lap|thu truong|tm|kt|chu tich)\b.*|(.* )?ngay (\d+ )?thang\b.*"
)
_WEIGHTS = re.compile(r"((tong )?diem (toi da|chuan)|trong so|he so|thang diem)\b.*")
_GROUP = re.compile(r"(nhom|khoi|cum|bang|phan|cap)\b.*")

REPEATED_HEADER = "hàng tiêu đề lặp lại"
NUMBERING = "hàng đánh số cột"
TOTAL = "hàng tổng cộng hoặc trung bình"
WEIGHTS = "hàng điểm tối đa, trọng số"
NOTE = "ghi chú, chữ ký ngoài bảng"
GROUP = "hàng tên nhóm"
EMPTY = "hàng không có tên đơn vị và không có điểm"


def at(row: Row, index: int | None) -> Cell:
    """The cell in a column, None where the row is shorter or the table has no such column."""
    return row.cells[index] if index is not None and index < len(row.cells) else None


def is_blank(cell: Cell) -> bool:
    """Nothing, or only spaces and dashes as printed for "no figure"."""
    return cell is None or (isinstance(cell, str) and not cell.strip(" \t\n\xa0-–—"))


def layout_reason(row: Row, mapping: ColumnMapping) -> str:
    """Why the row is no result whatever it is named: a repeated header or column numbers; else ""."""
    name = cell_text(at(row, mapping.name))
    if not name or _is_header_word(name, mapping, mapping.name):
        filled = [index for index, cell in enumerate(row.cells) if not is_blank(cell)]
        if filled and all(_is_header_word(cell_text(row.cells[index]), mapping, index) for index in filled):
            return REPEATED_HEADER
    if not _NUMBERING.fullmatch(name):
        return ""
    texts = [cell_text(cell) for cell in row.cells if not is_blank(cell)]
    return NUMBERING if len(texts) > 1 and all(map(_NUMBERING.fullmatch, texts)) else ""


def unmatched_reason(row: Row, mapping: ColumnMapping) -> str:
    """Why a row without a known unit is no result; "" when it looks like a unit that nobody knows."""
    texts = [cell_text(cell) for cell in row.cells if not is_blank(cell) and not isinstance(cell, CellFault)]
    label = next((text for text in texts if _WORD.search(text) and not _ROMAN.fullmatch(text)), "")
    first = texts[0] if texts else ""
    if _TOTAL.fullmatch(fold(label)):
        return TOTAL
    if _WEIGHTS.fullmatch(fold(label)):
        return WEIGHTS
    if _ROMAN.fullmatch(first) and label:
        return GROUP
    if has_figures(row, mapping):
        return ""
    if not label:
        return EMPTY
    if _NOTE.fullmatch(fold(label)) or first.startswith("*"):
        return NOTE
    if _GROUP.fullmatch(fold(label)) or _LETTER.fullmatch(first):
        return GROUP
    return NOTE if len(texts) == 1 or is_blank(at(row, mapping.name)) else ""


def has_figures(row: Row, mapping: ColumnMapping) -> bool:
    """Whether the row holds a value, a rank or a component score (errors count as figures, words do not)."""
    indexes = [mapping.value, mapping.rank, *(index for _, index in mapping.parts)]
    return any(_is_figure(at(row, index)) for index in indexes)


def _is_figure(cell: Cell) -> bool:
    if isinstance(cell, str):
        return any(char.isdigit() for char in cell) and not _WORD.search(cell)
    return cell is not None


def is_word(cell: Cell) -> bool:
    """A cell of text with at least one word in it."""
    return isinstance(cell, str) and bool(_WORD.search(cell))


def _is_header_word(text: str, mapping: ColumnMapping, index: int | None) -> bool:
    """Whether the text stands in the column's header, or in the upper row of a header of several rows."""
    if index is None:
        return False
    header = mapping.header(index)
    return fold(text) in (fold(header), *map(fold, header.split(" / ")))
