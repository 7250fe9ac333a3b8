"""Yearly numbers of units from a workbook: rows with their line, then what they mean. Preview and commit share it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from accounts.errors import DomainError
from accounts.excel.cells import Cell, CellFault, Row, Workbook, cell_text, place
from accounts.text import fold, tidy
from campaigns.domain.record_figures import Tasks, TypedTasks, read_tasks, stored_tasks
from campaigns.importers.unit_names import unit_names
from campaigns.models import Campaign, Unit

# The header as it is written, folded -> the field it fills.
HEADERS = MappingProxyType(
    {
        "ma": "code", "ma don vi": "code", "ma so": "code",
        "don vi": "name", "ten don vi": "name", "ten": "name", "co quan don vi": "name",
        "so nhiem vu": "total", "so nhiem vu duoc giao": "total", "nhiem vu duoc giao": "total",
        "tong so nhiem vu": "total", "duoc giao": "total",
        "dung han": "on_time", "so dung han": "on_time", "hoan thanh dung han": "on_time",
        "so hoan thanh dung han": "on_time", "so nhiem vu dung han": "on_time",
        "so nhiem vu hoan thanh dung han": "on_time", "nhiem vu hoan thanh dung han": "on_time",
        "nguon so lieu": "document", "nguon": "document", "van ban": "document",
    }
)  # fmt: skip
TOTALS = frozenset({"tong", "cong", "tong cong", "tong so"})
SEARCHED_ROWS = 20


@dataclass(frozen=True)
class FigureRow:
    """One row as it stands in the file: texts, the two cells (numbers stay numbers), and faults of its cells."""

    line: int
    code: str
    name: str
    total: Any
    on_time: Any
    document: str
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class FigureLine:
    """What a row means: the unit, its numbers, and what is on record now."""

    line: int
    unit: Unit
    tasks: Tasks
    now: Tasks | None

    @property
    def changes(self) -> bool:
        """Whether writing it would change the record."""
        return self.tasks != self.now

    @property
    def typed(self) -> TypedTasks:
        """The line as the verb takes it."""
        return TypedTasks(self.unit, self.tasks.total, self.tasks.on_time, self.tasks.document)


@dataclass
class FigurePlan:
    """What an import would write and every sentence that stands against it."""

    lines: list[FigureLine] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    blank: int = 0

    @property
    def changed(self) -> list[FigureLine]:
        """The lines that differ from the record."""
        return [line for line in self.lines if line.changes]


def read_figure_rows(book: Workbook) -> list[FigureRow]:
    """The rows of the first visible sheet with the columns; DomainError when no sheet has them."""
    for sheet in book.visible:
        for at, row in enumerate(sheet.rows[:SEARCHED_ROWS]):
            columns = _columns(row.cells)
            if {"total", "on_time"} <= set(columns) and {"code", "name"} & set(columns):
                return [found for one in sheet.rows[at + 1 :] if (found := _row(one, columns))]
    raise DomainError(
        f"Tệp «{book.filename}» không có hàng tiêu đề cần tìm. Cần các cột «Mã đơn vị» hoặc «Đơn vị», "
        "«Số nhiệm vụ», «Đúng hạn»; cột «Nguồn số liệu» có thể có."
    )


def plan_figures(
    *, campaign: Campaign, year: int, rows: Sequence[FigureRow], document: str = ""
) -> FigurePlan:
    """Units found, numbers checked, compared with the record; `document` is for rows that name no source."""
    plan, names, seen = FigurePlan(), unit_names(campaign), {}
    stored = stored_tasks(campaign, year)
    for row in rows:
        where = f"Hàng {row.line}"
        unit, reason = names.find(row.code, row.name)
        wrong = [f"{where}: {fault}." for fault in row.faults]
        wrong += [f"{where}: {reason}."] if unit is None else []
        numbers, faults = read_tasks(row.total, row.on_time, name=str(unit or row.name or row.code))
        wrong += [] if row.faults else [f"{where}: {fault}" for fault in faults]
        if unit and unit.pk in seen:
            wrong.append(f"{where}: {unit} đã có ở hàng {seen[unit.pk]}; mỗi đơn vị chỉ được một hàng.")
        elif unit:
            seen[unit.pk] = row.line
        if wrong or unit is None:
            plan.problems += wrong
        elif numbers is None:
            plan.blank += 1
        else:
            _take(plan, row, unit, numbers, document, stored.get(unit.pk))
    if not plan.lines and not plan.problems:
        plan.problems.append("Tệp không có hàng số liệu nào dưới hàng tiêu đề.")
    return plan


def _take(
    plan: FigurePlan, row: FigureRow, unit: Unit, numbers: tuple[int, int], document: str, now: Tasks | None
) -> None:
    source = row.document or tidy(document)
    if now and (now.total, now.on_time) == numbers and not row.document:
        source = now.document
    if not source:
        plan.problems.append(
            f"Hàng {row.line}: {unit} chưa có nguồn số liệu. Điền cột «Nguồn số liệu» hoặc ô chung ở trên."
        )
        return
    plan.lines.append(FigureLine(row.line, unit, Tasks(*numbers, source), now))


def _columns(cells: Sequence[Cell]) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, cell in enumerate(cells):
        name = HEADERS.get(fold(cell_text(cell)))
        if name and name not in found:
            found[name] = index
    return found


def _row(row: Row, columns: dict[str, int]) -> FigureRow | None:
    """The row, None for one that holds nothing of ours or only a sum."""
    cells = {name: row.cells[at] if at < len(row.cells) else None for name, at in columns.items()}
    texts = {name: tidy(cell_text(cells.get(name))) for name in ("code", "name", "document")}
    empty = all(cell_text(cells[name]).strip() == "" for name in ("total", "on_time"))
    if not texts["code"] and (not texts["name"] and empty or fold(texts["name"]) in TOTALS):
        return None
    if empty and row.cells and cell_text(row.cells[0]) and not texts["name"] and "name" in columns:
        return None
    faults = tuple(
        cell.sentence(place(row.number, columns[name]))
        for name, cell in cells.items()
        if isinstance(cell, CellFault)
    )
    return FigureRow(
        row.number, texts["code"], texts["name"], _plain(cells["total"]), _plain(cells["on_time"]),
        texts["document"], faults,
    )  # fmt: skip


def _plain(cell: Cell) -> str | int | float | None:
    """A number as it is, everything else as its text: what a form can carry to the next step."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return cell
    return cell_text(cell) or None
