"""What the faces of an import of official results hold: the columns, the preview, the result."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from accounts.excel.cells import Workbook
from accounts.models import User
from campaigns.importers.matching import KnownUnit
from scoring.enums import ImportState
from scoring.forms import ColumnsForm
from scoring.importers import uploads
from scoring.importers.changes import changes_against
from scoring.importers.index_rows import SKIPPED
from scoring.importers.legacy import legacy_of
from scoring.importers.plan import ImportPlan
from scoring.importers.problems import folded
from scoring.models import IndexImport
from scoring.permissions import can_confirm_results
from scoring.queries import confirmed_import
from scoring.second_person import second_person, second_person_for

SHOWN = 200
SHOWN_CHANGES = 60
SHOWN_NAMES = 30


def columns_form(data: Any, *, row: IndexImport, workbook: Workbook) -> ColumnsForm:
    """The posted columns, or with None the guess; the scale has no guess."""
    mapping = uploads.mapping_of(row)
    initial = {"sheet": row.sheet_name, "scale": row.scale, "scale_maximum": row.scale_maximum}
    initial["header_row"] = mapping.header_row if mapping else None
    for key in ("name", "code", "value", "rank"):
        index = getattr(mapping, key, None)
        initial[key] = "" if index is None else str(index)
    initial["text_code"] = row.text_code
    sheet = next((sheet for sheet in workbook.sheets if sheet.name == row.sheet_name), workbook.sheets[0])
    sheets = [sheet.name for sheet in workbook.visible]
    columns = mapping.columns if mapping else ()
    return ColumnsForm(data, initial=initial, sheets=sheets, columns=columns, legacy=legacy_of(sheet))


def preview_context(
    row: IndexImport, workbook: Workbook, known: list[KnownUnit], names: Mapping[int, str]
) -> dict[str, Any]:
    """What would be written, what stands against it, and what it would change."""
    plan = uploads.preview_of(row, workbook, known=known).plan
    mapping = uploads.mapping_of(row)
    earlier = confirmed_import(row.campaign, row.year)
    units = {unit.key: names.get(unit.key) or unit.name for unit in known}
    changes = changes_against(earlier, plan.lines, units) if earlier else []
    return {
        "plan": plan,
        "lines": [(line, names.get(line.unit_key) or line.raw_name) for line in plan.lines[:SHOWN]],
        "missing": plan.missing_units[:SHOWN],
        "skipped": plan.skipped[:SHOWN],
        "unknown": plan.unmatched[:SHOWN_NAMES],
        "strangers": strangers_of(plan)[:SHOWN],
        "remembered": [one for one in plan.lines if one.how in ("decision", "alias")][:SHOWN],
        "unknown_count": len(plan.unmatched),
        "told": folded(one for one in plan.problems if one.kind != "unknown unit"),
        "scale": uploads.scale_of(row),
        "value_header": mapping.header(mapping.value) if mapping else "",
        "earlier": earlier,
        "changes": changes[:SHOWN_CHANGES],
        "change_count": len(changes),
    }


def strangers_of(plan: ImportPlan) -> list[tuple[str, str]]:
    """What the file has and the campaign has not: (name, where and what becomes of it)."""
    asked = [
        (one.raw_name, f"hàng {', '.join(map(str, one.rows))}: chưa rõ là đơn vị nào")
        for one in plan.unmatched
    ]
    left = [
        (one.text, f"hàng {one.row}: bỏ qua theo lựa chọn") for one in plan.skipped if one.reason == SKIPPED
    ]
    return asked + left


def result_context(row: IndexImport) -> dict[str, Any]:
    """What was written."""
    return {
        "count": row.results.count(),
        "members": row.campaign.members.count(),
        "scale": uploads.scale_of(row),
    }


def decision_context(row: IndexImport, by: User, at: datetime) -> dict[str, Any]:
    """Who may take the next step: the preparer proposes, a second person confirms or gives back."""
    if row.state == ImportState.PROPOSED:
        step = second_person_for(row, at)
        may = can_confirm_results(index_import=row, by=by, at=at)
        return {
            "is_proposed": True,
            "may_confirm": may,
            "second": step,
            "is_own": row.proposed_by_id == by.pk,
        }
    return {"second": second_person(row.campaign, done_by=by.pk, at=at)}
