"""A criteria set from a workbook or CSV: rows with their line and cells, codes as text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from accounts.errors import DomainError
from accounts.excel.cells import Cell, CellFault, Row, Workbook, cell_text, exact_number, place
from accounts.text import fold, nfc, tidy

HEADERS = MappingProxyType(
    {
        "ma": "code", "ma so": "code", "code": "code", "stt": "code", "tt": "code", "ma tieu chi": "code",
        "ma chi so": "code", "so thu tu": "code",
        "ma cha": "parent", "parent code": "parent", "parent": "parent", "thuoc nhom": "parent",
        "ten": "name", "name": "name", "tieu chi": "name", "ten tieu chi": "name", "noi dung": "name",
        "chi so": "name", "chi so thanh phan": "name", "chi so tieu chi": "name", "noi dung tieu chi": "name",
        "diem toi da": "maximum", "max score": "maximum", "thang diem": "maximum", "diem chuan": "maximum",
        "diem": "maximum", "trong so": "maximum",
        "cach tinh": "how", "cach tinh diem": "how", "rule": "how", "cach cham": "how",
        "huong dan cham": "how", "phuong phap tinh": "how",
        "tai lieu kiem chung": "evidence", "evidence": "evidence", "minh chung": "evidence",
        "tai lieu": "evidence", "tai lieu minh chung": "evidence",
        "loai": "kind",
    }
)  # fmt: skip
SEARCHED_ROWS = 20
MOST_ROWS = 2000


@dataclass(frozen=True)
class RawCriterion:
    """One row as it stands in the file; `shaky` names a code cell that is a number: 4.10 may have become 4.1."""

    line: int
    code: str
    parent: str
    name: str
    maximum: str
    how: str
    evidence: str
    kind: str = ""
    shaky: str = ""
    fault: str = ""


def read_criteria_rows(book: Workbook) -> list[RawCriterion]:
    """The rows of the first visible sheet that has a code and a name column; DomainError when none has."""
    for sheet in book.visible:
        for at, row in enumerate(sheet.rows[:SEARCHED_ROWS]):
            columns = _columns(row.cells)
            if {"code", "name"} <= set(columns):
                return [found for one in sheet.rows[at + 1 :] if (found := _row(one, columns))]
    raise DomainError(
        f"Tệp «{book.filename}» không có hàng tiêu đề cần tìm. Cần các cột «Mã» và «Tiêu chí»; các cột «Mã cha», "
        "«Loại», «Điểm tối đa», «Cách tính điểm», «Tài liệu kiểm chứng» có thể có."
    )


def _columns(cells: Sequence[Cell]) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, cell in enumerate(cells):
        name = HEADERS.get(fold(cell_text(cell).replace("_", " ")))
        if name and name not in found:
            found[name] = index
    return found


def _row(row: Row, columns: dict[str, int]) -> RawCriterion | None:
    def cell(name: str) -> Cell:
        index = columns.get(name, -1)
        return row.cells[index] if 0 <= index < len(row.cells) else None

    code, maximum = cell("code"), cell("maximum")
    if not any(tidy(cell_text(cell(name))) for name in ("code", "name", "maximum")):
        return None
    faults = [
        f"{found.sentence(place(row.number, index))}"
        for index in columns.values()
        if index < len(row.cells) and isinstance(found := row.cells[index], CellFault)
    ]
    shaky = place(row.number, columns["code"]) if isinstance(code, float) and not code.is_integer() else ""
    return RawCriterion(
        line=row.number,
        code=_code(code),
        parent=_code(cell("parent")),
        name=tidy(cell_text(cell("name"))),
        maximum=_number(maximum),
        how=_lines(cell("how")),
        evidence=_lines(cell("evidence")),
        kind=tidy(cell_text(cell("kind"))),
        shaky=shaky,
        fault=faults[0] if faults else "",
    )


def _code(cell: Cell) -> str:
    text = str(exact_number(cell)) if isinstance(cell, float) else tidy(cell_text(cell))
    return re.sub(r"\.0$", "", text) if isinstance(cell, float) else text.rstrip(".")


def _number(cell: Cell) -> str:
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return str(exact_number(cell)).replace(".", ",")
    return tidy(cell_text(cell))


def _lines(cell: Cell) -> str:
    """Texts of several lines keep their lines: one item of evidence stands on each."""
    if isinstance(cell, str):
        return "\n".join(tidy(line) for line in nfc(cell).splitlines() if tidy(line))
    return tidy(cell_text(cell))
