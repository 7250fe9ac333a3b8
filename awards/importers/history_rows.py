"""A list of old awards, workbook or CSV, to rows of texts with their cells: columns by header, every fitting sheet."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from accounts.errors import DomainError
from accounts.excel.cells import Cell, CellFault, Row, Sheet, Workbook, cell_text, place
from accounts.text import fold, tidy
from awards.history import subject_of

# The header as it is written, folded -> the field it fills.
HEADERS = MappingProxyType(
    {
        "so quyet dinh": "number", "so qd": "number", "quyet dinh so": "number", "quyet dinh": "number",
        "so ky hieu": "number", "so ky hieu quyet dinh": "number", "so quyet dinh khen thuong": "number",
        "quyet dinh khen thuong": "number", "decision": "number", "decision or date": "number",
        "ngay quyet dinh": "signed_on", "ngay ky": "signed_on", "ngay ban hanh": "signed_on",
        "ngay qd": "signed_on", "ngay ky quyet dinh": "signed_on", "ngay thang nam": "signed_on",
        "co quan ban hanh": "issuer_name", "co quan quyet dinh": "issuer_name", "noi ban hanh": "issuer_name",
        "nguoi quyet dinh": "issuer_name", "cap quyet dinh": "issuer_name", "co quan khen thuong": "issuer_name",
        "cap khen thuong": "issuer_name",
        "trich yeu": "summary", "noi dung quyet dinh": "summary", "ve viec": "summary",
        "hinh thuc khen thuong": "award_name", "hinh thuc": "award_name", "danh hieu": "award_name",
        "danh hieu thi dua hinh thuc khen thuong": "award_name", "danh hieu hinh thuc": "award_name",
        "danh hieu hinh thuc khen thuong": "award_name", "award": "award_name",
        "doi tuong": "subject", "phan loai doi tuong": "subject", "loai doi tuong": "subject",
        "kind": "subject", "loai": "subject", "tap the ca nhan": "subject",
        "ten tap the ca nhan ho gia dinh": "name", "ten tap the ca nhan": "name", "ho va ten": "name",
        "ho ten": "name", "ho va ten ca nhan": "name", "ten ca nhan tap the": "name", "ten tap the": "name",
        "ten don vi tap the": "name", "tap the ca nhan duoc khen": "name", "nguoi tap the duoc khen": "name",
        "ten ca nhan": "name", "ten": "name", "name": "name", "tap the ca nhan ho gia dinh": "name",
        "ong ba": "honorific", "ten goi ong ba chuc danh": "honorific", "danh xung": "honorific",
        "ten goi": "honorific",
        "chuc vu": "position_title", "chuc vu khi duoc khen": "position_title", "chuc danh": "position_title",
        "chuc vu chuc danh": "position_title", "chuc vu khi do": "position_title",
        "ma don vi": "unit_code",
        "don vi cong tac": "unit_name", "don vi": "unit_name", "co quan don vi": "unit_name",
        "ten don vi": "unit_name", "don vi khi duoc khen": "unit_name", "unit": "unit_name",
        "noi cong tac": "unit_name", "chuc vu don vi cong tac": "unit_name",
        "thanh tich": "achievement", "phong trao": "achievement", "noi dung khen": "achievement",
        "noi dung thanh tich": "achievement", "thanh tich phong trao": "achievement", "field": "achievement",
        "linh vuc": "achievement", "linh vuc hoat dong": "achievement", "noi dung khen thuong": "achievement",
        "nam": "years", "nam khen thuong": "years", "giai doan": "years", "nam thanh tich": "years",
        "thoi gian thanh tich": "years", "nam thanh tich hoac giai doan": "years", "period": "years",
        "tien thuong": "money", "so tien": "money", "muc thuong": "money", "muc tien thuong": "money",
        "tien thuong dong": "money",
    }
)  # fmt: skip
SERIALS = frozenset({"stt", "tt", "so tt", "so thu tu"})
SUMS = re.compile(r"(tong|cong)( cong| so)?\b.*|nguoi lap.*|thu truong.*|noi nhan.*|ghi chu.*")
SEARCHED_ROWS = 25
MOST_ROWS = 5_000


@dataclass(frozen=True)
class HistoryRow:
    """One award as the list has it: a text for each field, and in which cell it stood."""

    sheet: str
    line: int
    texts: dict[str, str]
    cells: dict[str, str] = field(default_factory=dict)
    faults: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """The row's place in a sentence."""
        return f"Trang «{self.sheet}», hàng {self.line}"

    @property
    def key(self) -> str:
        """By which a person's choice for the row is kept."""
        return f"{self.sheet}!{self.line}"


def read_history_rows(book: Workbook) -> list[HistoryRow]:
    """The rows of every visible sheet with a header; DomainError when none has one."""
    found, headed = [], False
    for sheet in book.visible:
        at, columns = _header(sheet)
        if columns:
            headed = True
            found += list(_rows(sheet, at, columns))
    if not headed:
        raise DomainError(
            f"Tệp «{book.filename}» không có hàng tiêu đề cần tìm. Cần ít nhất cột «Tên tập thể, cá nhân» và một cột "
            "như «Hình thức khen thưởng» hoặc «Số quyết định»; hãy tải tệp mẫu để xem các cột."
        )
    if len(found) > MOST_ROWS:
        raise DomainError(
            f"Tệp có {len(found)} hàng; mỗi lần nhập nhiều nhất {MOST_ROWS} hàng. Hãy chia tệp."
        )
    return found


def _header(sheet: Sheet) -> tuple[int, dict[str, int]]:
    """The row that names most columns, among the first ones; ({}: the sheet holds no such table)."""
    best: tuple[int, dict[str, int]] = (0, {})
    for at, row in enumerate(sheet.rows[:SEARCHED_ROWS]):
        columns = _columns(row.cells)
        if {"name", "unit_name"} & set(columns) and len(columns) > max(1, len(best[1])):
            best = (at, columns)
    return best


def _columns(cells: Sequence[Cell]) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, cell in enumerate(cells):
        name = HEADERS.get(fold(cell_text(cell))) if isinstance(cell, str) else None
        if name and name not in found:
            found[name] = index
    return found


def _rows(sheet: Sheet, at: int, columns: dict[str, int]) -> Iterator[HistoryRow]:
    """The rows below the header; a line such as «II. Cá nhân» says what the rows after it are."""
    section = ""
    serials = [index for index, cell in enumerate(sheet.rows[at].cells) if fold(cell_text(cell)) in SERIALS]
    for row in sheet.rows[at + 1 :]:
        filled = [
            cell_text(cell) for i, cell in enumerate(row.cells) if cell_text(cell) and i in columns.values()
        ]
        alone = [cell_text(cell) for cell in row.cells if cell_text(cell)]
        if not filled and not alone or all(re.fullmatch(r"\(?\d+\)?", text) for text in alone):
            continue
        if len(alone) <= 2 and (kind := _section_of(alone, serials, row)):
            section = kind
            continue
        name_at = columns.get("name", columns.get("unit_name", 0))
        if not cell_text(_cell(row, name_at)) or (len(filled) <= 1 and SUMS.fullmatch(fold(filled[0]))):
            continue
        yield _row(sheet.name, row, columns, section)


def _section_of(alone: Sequence[str], serials: Sequence[int], row: Row) -> str:
    """The subject that a heading inside the table names."""
    words = re.sub(r"^[ivx\d]+[.)]?\s+", "", fold(alone[-1]))
    short = len(words.split()) <= 6
    return subject_of(words) if short else ""


def _row(sheet: str, row: Row, columns: dict[str, int], section: str) -> HistoryRow:
    cells = {name: _cell(row, index) for name, index in columns.items()}
    texts = {name: _text(cell) for name, cell in cells.items()}
    places = {name: place(row.number, columns[name]) for name, text in texts.items() if text}
    if section and not texts.get("subject"):
        texts["subject"] = section
    faults = tuple(
        cell.sentence(place(row.number, columns[name]))
        for name, cell in cells.items()
        if isinstance(cell, CellFault)
    )
    return HistoryRow(sheet, row.number, texts, places, faults)


def _cell(row: Row, index: int) -> Cell:
    return row.cells[index] if index < len(row.cells) else None


def _text(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return cell.strftime("%d/%m/%Y")
    return "" if isinstance(cell, CellFault) else tidy(cell_text(cell))
