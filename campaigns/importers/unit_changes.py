"""import_unit_changes: rows of an official comparison (old and new name of a code) as changes with one basis and day.

Renames, changes of type and of superior are written; what is gone or new is only listed, because a list of codes does
not say whether a unit was merged, split or dissolved: that is a person's word.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from accounts.errors import DomainError
from accounts.excel.cells import Row, Workbook, cell_text
from accounts.excel.reading import read_workbook
from accounts.models import User
from accounts.text import fold, name_key, tidy
from campaigns.domain.change_unit import change_unit
from campaigns.domain.unit_basis import Basis
from campaigns.importers.unit_rows import KIND_WORDS
from campaigns.models import Unit

HEADERS = {
    "code": "code", "ma": "code", "ma don vi": "code",
    "name 2023 04": "old", "ten cu": "old",
    "name 2025 03": "new", "ten moi": "new",
    "parent code 2025": "parent", "ma cap tren moi": "parent",
    "path 2023": "path", "duong dan cu": "path",
}  # fmt: skip
NEEDED = {"code", "old", "new"}
OFFICE = "Ủy ban nhân dân "
SHORT_OFFICE = "UBND "


@dataclass(frozen=True)
class ChangeRow:
    """One line of the list."""

    line: int
    code: str
    old: str
    new: str
    parent: str
    path: str = ""

    @property
    def place(self) -> str:
        """The old superior in words: names repeat inside a province, so that a name needs it."""
        return self.path.partition(",")[2].strip()


@dataclass
class ChangeReport:
    """What was or would be written, what waits for a person, what could not be read: counts and sentences."""

    applied: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    same: int = 0
    unknown: int = 0
    problems: list[str] = field(default_factory=list)


def import_unit_changes(
    *,
    file: Path | str | bytes,
    basis: Basis,
    by: User,
    at: datetime,
    filename: str | None = None,
    dry_run: bool = False,
) -> ChangeReport:
    """Writes the whole list or, while one of its rows has a problem, nothing; codes that are not here are counted."""
    rows = read_rows(read_workbook(file, filename=filename, allow_csv=True))
    units = {unit.code: unit for unit in Unit.objects.filter(valid_to__isnull=True).select_related("parent")}
    report = ChangeReport()
    gone = {(row.old, row.place) for row in rows if row.old and not row.new}
    report.problems = twice(rows)
    with transaction.atomic():
        for row in rows:
            if row.code in units and (row.new, row.place) in gone and row.new != row.old:
                report.asked.append(
                    f"Dòng {row.line}: {units[row.code].name} (mã {row.code}) nhận tên «{row.new}» của một đơn vị "
                    "không còn mã: có thể là sáp nhập."
                )
            else:
                take_row(row, units, report, basis=basis, by=by, at=at)
        if dry_run or report.problems:
            transaction.set_rollback(True)
    return report


def twice(rows: Iterable[ChangeRow]) -> list[str]:
    """A sentence for each line whose code stood in the list before: which of the two holds is not guessed."""
    first: dict[str, int] = {}
    return [
        f"Dòng {row.line}: mã «{row.code}» đã có ở dòng {first[row.code]}. Hãy chỉ giữ một dòng cho mỗi đơn vị."
        for row in rows
        if row.code and first.setdefault(row.code, row.line) != row.line
    ]


def take_row(
    row: ChangeRow, units: Mapping[str, Unit], report: ChangeReport, *, basis: Basis, by: User, at: datetime
) -> None:
    """One row: listed, written, or a sentence with its line."""
    unit = units.get(row.code)
    if not row.old:
        report.new.append(f"Dòng {row.line}: {row.new} (mã {row.code}), thuộc mã {row.parent or '?'}.")
        return
    if unit is None:
        report.unknown += 1
        return
    if not row.new:
        report.gone.append(f"Dòng {row.line}: {unit.name} (mã {row.code}).")
        return
    try:
        values = values_of(row, unit, units)
        if not values:
            report.same += 1
            return
        report.applied.append(change_unit(unit=unit, basis=basis, by=by, at=at, **values).sentence)
    except DomainError as error:
        report.problems.append(f"Dòng {row.line}: {error.message}")


def values_of(row: ChangeRow, unit: Unit, units: Mapping[str, Unit]) -> dict[str, Any]:
    """What differs from the unit as it is here; DomainError for another old name or an unknown superior."""
    if name_key(bare(unit.name)) not in (name_key(row.old), name_key(row.new)):
        raise DomainError(
            f"mã {row.code} ở đây là «{unit.name}», trong danh sách là «{row.old}». Hãy kiểm tra mã."
        )
    values: dict[str, Any] = {}
    if bare(unit.name) != row.new:
        values["name"] = f"{OFFICE}{lower_type(row.new)}" if is_office(unit.name) else row.new
        if unit.short_name:
            values["short_name"] = f"{SHORT_OFFICE}{lower_type(row.new)}" if is_office(unit.name) else row.new
    kind = KIND_WORDS.get(fold(type_of(row.new)))
    if kind and type_of(row.new) != type_of(bare(unit.name)):
        values["kind"] = kind
    if row.parent and (unit.parent is None or unit.parent.code != row.parent):
        parent = units.get(row.parent)
        if parent is None:
            raise DomainError(
                f"chưa có đơn vị cấp trên mã «{row.parent}» cho {unit}. Hãy nhập đơn vị này trước."
            )
        values["parent"] = parent
    return values


def is_office(name: str) -> bool:
    """Whether the unit is kept as «Ủy ban nhân dân …»."""
    return name.startswith((OFFICE, SHORT_OFFICE))


def bare(name: str) -> str:
    """ "Ủy ban nhân dân xã A" -> "Xã A", as official lists write it."""
    for head in (OFFICE, SHORT_OFFICE):
        if name.startswith(head):
            rest = name.removeprefix(head)
            return f"{rest[:1].upper()}{rest[1:]}"
    return name


def type_of(name: str) -> str:
    """The official word before the name: Xã, Phường, Thị trấn, Huyện, Quận, Thị xã, Thành phố."""
    words = name.lower().split()
    two = " ".join(words[:2])
    return two if two in ("thị trấn", "thị xã", "thành phố") else words[0]


def lower_type(name: str) -> str:
    """ "Xã A" -> "xã A", as it stands after «Ủy ban nhân dân»."""
    return f"{name[:1].lower()}{name[1:]}"


def read_rows(book: Workbook) -> list[ChangeRow]:
    """The rows under the first header with a code, an old and a new name; DomainError when there is none."""
    for sheet in book.visible:
        for place, row in enumerate(sheet.rows[:20]):
            columns = {
                HEADERS[fold(cell_text(cell))]: index
                for index, cell in enumerate(row.cells)
                if fold(cell_text(cell)) in HEADERS
            }
            if set(columns) >= NEEDED:
                return [change_row(one, columns) for one in sheet.rows[place + 1 :] if any(one.cells)]
    raise DomainError(
        "Tệp không có hàng tiêu đề với cột mã, tên cũ và tên mới («code», «name_2023_04», «name_2025_03»)."
    )


def change_row(row: Row, columns: Mapping[str, int]) -> ChangeRow:
    """One line as text."""

    def text(name: str) -> str:
        index = columns.get(name)
        return tidy(cell_text(row.cells[index])) if index is not None and index < len(row.cells) else ""

    return ChangeRow(row.number, text("code"), text("old"), text("new"), text("parent"), text("path"))
