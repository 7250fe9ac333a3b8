"""import_units: a checked list of units into the database, all of it or nothing."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction

from accounts.errors import DomainError
from accounts.excel.reading import read_workbook
from campaigns.domain.write_unit import write_unit
from campaigns.importers.unit_rows import UnitRow, read_units
from campaigns.models import Unit

SHOWN = 20


@dataclass
class ImportReport:
    """How many units are new, changed and as they were; `problems` stop everything."""

    created: int = 0
    changed: int = 0
    same: int = 0
    problems: list[str] = field(default_factory=list)


def import_units(
    *, file: Path | str | bytes, filename: str | None = None, dry_run: bool = False
) -> ImportReport:
    """Reads a .csv or .xlsx list and writes its units; any problem means that nothing is written."""
    found = read_units(read_workbook(file, filename=filename, allow_csv=True))
    report = ImportReport(problems=found.problems)
    ordered = in_order(found.rows, report.problems)
    if not found.rows and not report.problems:
        report.problems.append("Tệp không có đơn vị nào dưới hàng tiêu đề.")
    if report.problems:
        return report
    with transaction.atomic():
        write_rows(ordered, report)
        if dry_run:
            transaction.set_rollback(True)
    return report


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
