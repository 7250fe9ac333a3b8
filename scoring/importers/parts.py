"""Component scores of a row, kept as decimal text: a table of 3,321 units and 98 indicators has 325,458 of them."""

from collections.abc import Sequence

from accounts.excel.cells import Cell, CellFault, Row, place
from accounts.numbers import NumberError, parse_decimal
from scoring.importers.row_kinds import is_blank

PartProblem = tuple[str, str, str]
_ABOUT = "có điểm thành phần không đọc được; sửa ô đó hoặc bỏ cột đó"


def read_parts(row: Row, columns: Sequence[tuple[str, int]]) -> tuple[dict[str, str], list[PartProblem]]:
    """Header -> decimal text for each figure in the row, and (kind, clause, common clause) for what is none."""
    cells = row.cells
    width = len(cells)
    parts: dict[str, str] = {}
    problems: list[PartProblem] = []
    for header, index in columns:
        cell = cells[index] if index < width else None
        kind = type(cell)
        if kind is float:
            text = f"{cell:.15g}"
            if "e" not in text and "n" not in text:
                parts[header] = text
                continue
        elif kind is int:
            parts[header] = str(cell)
            continue
        if is_blank(cell):
            continue
        try:
            parts[header] = _careful(cell, where=place(row.number, index))
        except NumberError as error:
            problems.append(("part", f"cột «{header}», {error.message.rstrip('.')}", _ABOUT))
    return parts, problems


def _careful(cell: Cell, *, where: str) -> str:
    if isinstance(cell, CellFault):
        raise NumberError(cell.sentence(where))
    return f"{parse_decimal(cell, label=f'ô {where}', allow_negative=True):f}"
