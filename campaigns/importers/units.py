"""import_units: a checked list of units into the database, all of it or nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction

from accounts.errors import DomainError
from accounts.excel.reading import read_workbook
from campaigns.domain.write_unit import write_unit
from campaigns.importers.unit_parents import same_names, with_parents
from campaigns.importers.unit_rows import UnitList, UnitRow, read_units
from campaigns.models import Unit
from campaigns.people import below_any

SHOWN = 20
LABELS = {"parent": "cấp trên", "is_demo": "dữ liệu minh họa"}


@dataclass
class ImportReport:
    """How many units are new, changed and as they were, with a line for each; `problems` stop everything."""

    created: int = 0
    changed: int = 0
    same: int = 0
    problems: list[str] = field(default_factory=list)
    # Units that have the name of another one under the same parent: a person says that they are others.
    asks: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


def import_units(
    *, file: Path | str | bytes, filename: str | None = None, despite: bool = False, dry_run: bool = False
) -> ImportReport:
    """Reads a .csv or .xlsx list and writes its units; any problem means that nothing is written."""
    found = read_units(read_workbook(file, filename=filename, allow_csv=True))
    return write_units(found, despite=despite, dry_run=dry_run)


def write_units(
    found: UnitList, *, within: Sequence[int] | None = None, despite: bool = False, dry_run: bool = False
) -> ImportReport:
    """Writes the units that were read, all or none; `within` are keys of the units under which all must lie.

    Namesakes under one parent are asked about (`asks`) and nothing is written unless `despite`.
    """
    report = ImportReport(problems=list(found.problems))
    rows = with_parents(found.rows, within, report.problems)
    ordered = in_order(rows, report.problems) if not report.problems else []
    if not found.rows and not report.problems:
        report.problems.append("Tệp không có đơn vị nào dưới hàng tiêu đề.")
    if within is not None and not report.problems:
        report.problems += outside(ordered, within)
    if report.problems:
        return report
    report.asks = same_names(ordered)
    with transaction.atomic():
        write_rows(ordered, report)
        if dry_run or (report.asks and not despite):
            transaction.set_rollback(True)
    return report


def outside(rows: Iterable[UnitRow], within: Sequence[int]) -> list[str]:
    """A sentence for each unit that lies, or would come to lie, outside those that the person administers."""
    inside = set(Unit.objects.filter(below_any("", within)).values_list("code", flat=True))
    stored = set(Unit.objects.values_list("code", flat=True))
    wrong = []
    for row in rows:
        if row.code in stored and row.code not in inside:
            wrong.append(f"Dòng {row.line}: đơn vị «{row.code}» không thuộc phạm vi quản trị của bạn.")
        elif row.parent and row.parent not in inside:
            wrong.append(f"Dòng {row.line}: cấp trên «{row.parent}» không thuộc phạm vi quản trị của bạn.")
        elif not row.parent and row.code not in stored:
            wrong.append(f"Dòng {row.line}: «{row.name}» cần mã cấp trên thuộc phạm vi quản trị của bạn.")
        else:
            inside.add(row.code)
    return wrong


def in_order(rows: list[UnitRow], problems: list[str]) -> list[UnitRow]:
    """Parents before children; unknown parents and circles become problems with their line."""
    by_code = {row.code: row for row in rows}
    wanted = {row.parent for row in rows if row.parent} - set(by_code)
    known = set(Unit.objects.filter(code__in=wanted).values_list("code", flat=True))
    for row in rows:
        if row.parent and row.parent not in by_code and row.parent not in known:
            problems.append(
                f"Dòng {row.line}: không có đơn vị cấp trên mã «{row.parent}» trong tệp và trong hệ thống."
            )
    problems += circles(rows, by_code)
    return [] if problems else sorted(rows, key=lambda row: depth(row, by_code))


def depth(row: UnitRow, by_code: dict[str, UnitRow]) -> int:
    """How many units of the file stand above this one (no circles)."""
    above = by_code.get(row.parent)
    return depth(above, by_code) + 1 if above else 0


def circles(rows: Iterable[UnitRow], by_code: dict[str, UnitRow]) -> list[str]:
    """A sentence for each chain of parents that comes back to its beginning."""
    found, clear = [], set()
    for row in rows:
        seen: dict[str, None] = {}
        now: UnitRow | None = row
        while now and now.code not in clear and now.code not in seen:
            seen[now.code] = None
            now = by_code.get(now.parent)
        if now and now.code == row.code and len(seen) > 1 and row.code not in clear:
            chain = " → ".join([*seen, row.code])
            found.append(f"Dòng {row.line}: các đơn vị là cấp trên của nhau theo vòng: {chain}.")
        clear |= set(seen)
    return found


def write_rows(rows: Iterable[UnitRow], report: ImportReport) -> None:
    """Writes each unit and counts what became of it; a circle through units already stored is refused."""
    units = {unit.code: unit for unit in Unit.objects.select_related("parent")}
    for row in rows:
        before = units.get(row.code)
        values = {"kind": row.kind, "parent": units.get(row.parent), **row.values}
        if before and not row.parent:
            del values["parent"]
        if before and before.name == row.name and all(getattr(before, k) == v for k, v in values.items()):
            report.same += 1
            continue
        check_no_circle(row, units)
        units[row.code] = write_unit(code=row.code, name=row.name, **{**kept(before), **values})
        report.created += before is None
        report.changed += before is not None
        report.lines.append(said(row, before, units[row.code], values))


def said(row: UnitRow, before: Unit | None, after: Unit, values: dict[str, Any]) -> str:
    """What becomes of one unit: «mới», or each value old -> new."""
    if before is None:
        above = f", thuộc {after.parent}" if after.parent else ""
        return f"Dòng {row.line}: thêm {after.name} (mã {row.code}){above}."
    names = {"name": row.name, **values}
    changes = [
        f"{label_of(name)} «{getattr(before, name) or ''}» -> «{value or ''}»"
        for name, value in names.items()
        if getattr(before, name) != value
    ]
    return f"Dòng {row.line}: {before} (mã {row.code}): {'; '.join(changes)}."


def label_of(name: str) -> str:
    """The name of a unit's value in words."""
    return LABELS.get(name) or str(Unit._meta.get_field(name).verbose_name)


def kept(before: Unit | None) -> dict[str, str]:
    """The short name that search and sort keys are made from stays when the list does not name one."""
    return {"short_name": before.short_name} if before else {}


def check_no_circle(row: UnitRow, units: dict[str, Unit]) -> None:
    """Raises DomainError when the new parent lies under the unit itself."""
    above, steps = units.get(row.parent), 0
    while above and steps < 50:
        if above.code == row.code:
            raise DomainError(
                f"Dòng {row.line}: «{row.parent}» nằm dưới «{row.code}» nên không thể là cấp trên."
            )
        above, steps = units.get(above.parent.code) if above.parent else None, steps + 1
