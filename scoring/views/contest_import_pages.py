"""What the faces of a contest import hold: the columns, the preview, the result."""

from collections.abc import Mapping
from typing import Any

from accounts.excel.cells import Workbook
from campaigns.importers.matching import KnownUnit
from scoring.contest_queries import confirmed_contest, living_nominees
from scoring.importers import contest_uploads
from scoring.importers.contest_headers import ROLES
from scoring.importers.problems import folded
from scoring.models import ContestImport
from scoring.views.contest_forms import ContestColumnsForm
from scoring.views.import_pages import SHOWN_NAMES

SHOWN = 100
SHOWN_PROBLEMS = 100


def columns_form(data: Any, *, row: ContestImport, workbook: Workbook) -> ContestColumnsForm:
    """The posted columns, or with None the guess; the maximum has no guess."""
    columns = contest_uploads.columns_of(row)
    maximum = "" if row.maximum is None else f"{row.maximum.normalize():f}".replace(".", ",")
    initial: dict[str, Any] = {"sheet": row.sheet_name, "maximum": maximum}
    if columns:
        initial |= {"header_row": columns.header_row, "time_unit": columns.time_unit}
        initial |= {f"cot_{role}": str(index) for role, index in columns.roles.items()}
    sheets = [sheet.name for sheet in workbook.visible]
    return ContestColumnsForm(data, initial=initial, sheets=sheets, columns=columns)


def preview_context(
    row: ContestImport, workbook: Workbook, known: list[KnownUnit], names: Mapping[int, str]
) -> dict[str, Any]:
    """What would be written, what stands against it, and what it would replace."""
    plan = contest_uploads.contest_preview(row, workbook, known=known).plan
    columns = contest_uploads.columns_of(row)
    earlier = confirmed_contest(row.campaign)
    told = folded(one for one in plan.problems if one.kind != "unknown unit")
    roles = [role for role in ROLES if columns and role in columns.roles]
    return {
        "plan": plan,
        "people": [(one, names.get(one.unit_key, "")) for one in plan.people[:SHOWN]],
        "skipped": plan.skipped[:SHOWN],
        "unknown": plan.unknown[:SHOWN_NAMES],
        "unknown_count": len(plan.unknown),
        "told": told[:SHOWN_PROBLEMS],
        "told_count": len(told),
        "used": [(ROLES[role], columns.header(role)) for role in roles] if columns else [],
        "earlier": earlier,
        "nominees": living_nominees(row.campaign).count() if earlier else 0,
    }


def result_context(row: ContestImport) -> dict[str, Any]:
    """What was written."""
    totals = row.unit_totals.all()
    return {
        "registered": sum(total.registered for total in totals),
        "people": sum(total.people for total in totals),
        "attempts": sum(total.attempts for total in totals),
    }
