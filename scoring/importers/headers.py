"""Finds the header of a printed result table and guesses what each column holds; a person has the last word."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from accounts.excel.cells import Row, Sheet, cell_text, column_letter
from accounts.text import fold

SEARCHED_ROWS = 40
SAMPLED_ROWS = 60
MOST_HEADER_ROWS = 4
WHOLE_HEADER = 4

_SERIAL = re.compile(r"(tt|stt|so tt|so thu tu|so)")
_NOT_DATA = re.compile(r"(ghi chu|nhan xet|dia chi|xep loai|muc do|nguoi|ngay)\b.*")
_CODE = re.compile(r"(ma( (don vi|co quan|so|dinh danh|dvhc|hanh chinh|xa|huyen|tinh|dia phuong))*|code)")
_RANK = re.compile(r"(xep hang|thu hang|xep thu|vi thu|hang|xh)\b.*|.*\b(xep hang|thu hang)")
_LEVELS = "tinh|thanh pho|thanh|huyen|thi xa|quan|xa|phuong|thi tran|ubnd"
_NAMES = (
    (90, re.compile(r"ten (don vi|co quan|dia phuong|xa|phuong|huyen|tinh).*")),
    (80, re.compile(r"(cac )?(don vi|co quan|dia phuong)( |$)(?!tinh$|phoi hop|do$).*")),
    (70, re.compile(rf"(cac )?({_LEVELS})( ({_LEVELS}|truc thuoc|va)\b.*)?")),
    (60, re.compile(r"(ten|name|unit)")),
)
_NO_VALUE = re.compile(r".*\b(toi da|chuan|he so|trong so|tu cham|tu danh gia|cong tru|chenh lech)\b.*")
_VALUES = (
    (90, re.compile(r"(tong|tong cong)\b.*\b(diem|dti)\b.*|tong (so )?diem\b.*|diem tong\b.*")),
    (85, re.compile(r".*\b(dti|pdti|ddti|cdti)\b.*|.*\bchuyen doi so cap\b.*|.*\bbo chi so danh cho\b.*")),
    (80, re.compile(r"(chi so|diem|gia tri|ket qua)( danh gia)? (muc do )?chuyen doi so\b.*")),
    (70, re.compile(r"(diem|diem so|diem dat|tong cong|tong)")),
    (60, re.compile(r"(ket qua|diem tham dinh|diem danh gia|gia tri|nam \d{4})\b.*")),
)


@dataclass(frozen=True)
class HeaderColumn:
    """One column of the table as printed: its place (0 for A), its letter and its header text."""

    index: int
    letter: str
    text: str


@dataclass(frozen=True)
class ColumnMapping:
    """What each column holds, by index (0 for A); None where the table has no such column.

    Rows up to and including `header_row` are titles and header. `parts` are the component scores.
    """

    header_row: int
    columns: tuple[HeaderColumn, ...]
    name: int | None = None
    code: int | None = None
    value: int | None = None
    rank: int | None = None
    parts: tuple[tuple[str, int], ...] = ()

    def header(self, index: int | None) -> str:
        """The header text of a column, its letter when it has none."""
        if index is None:
            return ""
        found = (column.text for column in self.columns if column.index == index)
        return next(found, "") or f"cột {column_letter(index)}"

    def changed(
        self, choices: Mapping[str, int | None], *, parts: Iterable[int] | None = None
    ) -> "ColumnMapping":
        """The mapping a person chose: keys name, code, value, rank; `parts` are the columns of component scores.

        A column chosen for something else is no longer a part.
        """
        fields = {key: choices[key] for key in ("name", "code", "value", "rank") if key in choices}
        wanted = [index for _, index in self.parts] if parts is None else list(parts)
        kept = [(index, self.header(index)) for index in wanted if index not in fields.values()]
        return replace(self, **fields, parts=_unique(kept))

    def as_data(self) -> dict:
        """Plain data to keep beside the uploaded file; `ColumnMapping.from_data` takes it back."""
        return {
            "header_row": self.header_row,
            "columns": [[column.index, column.text] for column in self.columns],
            "roles": {key: getattr(self, key) for key in ("name", "code", "value", "rank")},
            "parts": [list(part) for part in self.parts],
        }

    @classmethod
    def from_data(cls, data: Mapping) -> "ColumnMapping":
        """The mapping kept by `as_data`."""
        columns = tuple(HeaderColumn(index, column_letter(index), text) for index, text in data["columns"])
        parts = tuple((header, index) for header, index in data["parts"])
        return cls(data["header_row"], columns, parts=parts, **data["roles"])


def guess_mapping(sheet: Sheet, *, header_row: int | None = None) -> ColumnMapping | None:
    """The most likely header row and columns, or None when no row looks like a header.

    With `header_row` a person has named the row, and only its columns are guessed.
    """
    rows = {row.number: at for at, row in enumerate(sheet.rows)}
    at = _find_header(sheet.rows) if header_row is None else rows.get(header_row)
    if at is None:
        return None
    texts = {index: cell_text(cell) for index, cell in enumerate(sheet.rows[at].cells) if cell_text(cell)}
    last = at
    name = _best(texts, _NAMES)
    while last + 1 < min(len(sheet.rows), at + MOST_HEADER_ROWS):
        if not _is_lower_header(sheet.rows[last + 1], name=name):
            break
        last += 1
        texts = _joined(texts, sheet.rows[last])
    body = sheet.rows[last + 1 : last + 1 + SAMPLED_ROWS]
    return _assign(texts, body, header_row=sheet.rows[last].number)


def _find_header(rows: list[Row]) -> int | None:
    """Index of the row with the most recognised columns; a merged title has one cell and never wins."""
    best, best_score = None, 1
    for at, row in enumerate(rows[:SEARCHED_ROWS]):
        score = header_score(row)
        if score > best_score:
            best, best_score = at, score
    return best


def header_score(row: Row) -> int:
    """How much a row looks like a header: 0 for none, WHOLE_HEADER and more when it names units and a total."""
    texts = {index: cell for index, cell in enumerate(row.cells) if isinstance(cell, str) and cell.strip()}
    keys = [fold(text) for text in texts.values()]
    has_unit = _best(texts, _NAMES) is not None or any(_CODE.fullmatch(key) for key in keys)
    if not has_unit or len(texts) < 2:
        return 0
    has_value = _best(texts, _VALUES, without=_NO_VALUE) is not None
    known = sum(bool(_SERIAL.fullmatch(key) or _CODE.fullmatch(key) or _RANK.fullmatch(key)) for key in keys)
    return 2 + 2 * has_value + known


def _is_lower_header(row: Row, *, name: int | None) -> bool:
    """A row of sub-headers: text only, all of it to the right of the (vertically merged) name column."""
    filled = [index for index, cell in enumerate(row.cells) if cell is not None]
    if name is None or not filled or filled[0] <= name:
        return False
    return all(isinstance(row.cells[at], str) and re.search(r"[^\W\d]{2}", row.cells[at]) for at in filled)


def _joined(texts: dict[int, str], below: Row) -> dict[int, str]:
    """Header over sub-header: a merged group header counts for the columns up to the next one."""
    joined = dict(texts)
    above = ""
    for index in range(max([*texts, len(below.cells) - 1]) + 1):
        above = texts.get(index, above)
        under = cell_text(below.cells[index]) if index < len(below.cells) else ""
        if under:
            joined[index] = f"{above} / {under}" if above else under
    return joined


def _assign(texts: dict[int, str], body: list[Row], *, header_row: int) -> ColumnMapping:
    keys = {index: fold(text) for index, text in texts.items()}
    code = next((index for index, key in keys.items() if _CODE.fullmatch(key)), None)
    ranks = [index for index, key in keys.items() if _RANK.fullmatch(key)]
    left = {index: text for index, text in texts.items() if index not in (code, *ranks)}
    name = _best(left, _NAMES)
    left.pop(name, None)
    value = _best(left, _VALUES, without=_NO_VALUE, last=True)
    rank = _nearest_rank(ranks, keys)
    skipped = {name, code, value, *ranks}
    parts = [
        (index, text)
        for index, text in texts.items()
        if index not in skipped
        and not _SERIAL.fullmatch(keys[index])
        and not _NOT_DATA.fullmatch(keys[index])
        and _holds_numbers(body, index)
    ]
    columns = tuple(HeaderColumn(index, column_letter(index), text) for index, text in sorted(texts.items()))
    return ColumnMapping(header_row, columns, name, code, value, rank, _unique(parts))


def _nearest_rank(ranks: list[int], keys: dict[int, str]) -> int | None:
    """The rank of the total: a bare "xếp hạng" or one that names the index, not the rank within a pillar."""
    bare = re.compile(
        r"(xep hang|thu hang|xep thu|vi thu|hang|xh)( (dti|chung|chuyen doi so|nam \d{4}|\d{4}))*"
    )
    return next(
        (index for index in ranks if bare.fullmatch(keys[index])), ranks[-1] if len(ranks) == 1 else None
    )


def _best(
    texts: Mapping[int, str], patterns, *, without: re.Pattern | None = None, last: bool = False
) -> int | None:
    """Column of the weightiest header; of equals the first, or the last (totals stand at the end)."""
    found: list[tuple[int, int]] = []
    for index, text in texts.items():
        key = fold(text)
        if (without and without.fullmatch(key)) or _RANK.fullmatch(key) or _CODE.fullmatch(key):
            continue
        weight = next((weight for weight, pattern in patterns if pattern.fullmatch(key)), 0)
        if weight:
            found.append((weight, index if last else -index))
    return abs(max(found)[1]) if found else None


def _holds_numbers(body: Iterable[Row], index: int) -> bool:
    filled = [row.cells[index] for row in body if index < len(row.cells) and row.cells[index] is not None]
    numbers = [cell for cell in filled if re.fullmatch(r"[\d.,\s%/-]+", cell_text(cell))]
    return bool(filled) and 2 * len(numbers) >= len(filled)


def _unique(parts: list[tuple[int, str]]) -> tuple[tuple[str, int], ...]:
    """Headers are the keys of a line's parts, so a repeated one is told apart by its column letter."""
    texts = [text for _, text in parts]
    return tuple(
        (text if texts.count(text) == 1 else f"{text} (cột {column_letter(index)})", index)
        for index, text in parts
    )
