"""The three faces of an import: choosing columns, the preview, the result."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.excel.cells import Workbook, column_letter
from campaigns.models import Unit
from scoring.forms import ColumnsForm
from scoring.importers import uploads
from scoring.importers.problems import folded
from scoring.models import IndexImport
from scoring.queries import confirmed_import
from scoring.views.pages import new_key

SHOWN = 200
SHOWN_CHANGES = 60
SHOWN_NAMES = 30
# A list of thousands in each field would weigh more than the page; the near names are always offered.
MOST_CHOICES = 400


def columns_page(
    request: HttpRequest,
    row: IndexImport,
    workbook: Workbook,
    form: ColumnsForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The guess, to be looked at and changed; the scale has no guess."""
    mapping = uploads.mapping_of(row)
    sheets = [sheet.name for sheet in workbook.visible]
    sheet = next((sheet for sheet in workbook.sheets if sheet.name == row.sheet_name), workbook.sheets[0])
    if form is None:
        initial = {"sheet": row.sheet_name, "scale": row.scale, "scale_maximum": row.scale_maximum}
        initial["header_row"] = mapping.header_row if mapping else None
        for key in ("name", "code", "value", "rank"):
            index = getattr(mapping, key, None)
            initial[key] = "" if index is None else str(index)
        form = ColumnsForm(initial=initial, sheets=sheets, columns=mapping.columns if mapping else ())
    sample = uploads.sample_of(sheet)
    letters = [column_letter(at) for at in range(len(sample[0][1]) if sample else 0)]
    context = {"row": row, "campaign": row.campaign, "form": form, "mapping": mapping, "sample": sample}
    context |= {"letters": letters, "hidden": workbook.hidden_names, "current": "campaigns"}
    return render(request, "scoring/import_columns.html", context, status=status)


def preview_page(request: HttpRequest, row: IndexImport, workbook: Workbook) -> HttpResponse:
    """What would be written, what stands against it, and what it would change."""
    known = uploads.known_units(row.campaign)
    plan = uploads.preview_of(row, workbook, known=known).plan
    names = dict(Unit.objects.filter(group_places__campaign=row.campaign).values_list("pk", "short_name"))
    units = [(unit.key, names.get(unit.key) or unit.name) for unit in known]
    mapping = uploads.mapping_of(row)
    earlier = confirmed_import(row.campaign, row.year)
    changes = uploads.changes_against(earlier, plan.lines, dict(units)) if earlier else []
    context = {
        "row": row,
        "campaign": row.campaign,
        "plan": plan,
        "lines": [(line, names.get(line.unit_key) or line.raw_name) for line in plan.lines[:SHOWN]],
        "missing": plan.missing_units[:SHOWN],
        "skipped": plan.skipped[:SHOWN],
        "unmatched": plan.unmatched[:SHOWN_NAMES],
        "messages_of_plan": folded(one for one in plan.problems if one.kind != "unknown unit"),
        "units": units if len(units) <= MOST_CHOICES else [],
        "scale": uploads.scale_of(row),
        "value_header": mapping.header(mapping.value) if mapping else "",
        "earlier": earlier,
        "same_file": bool(earlier and earlier.sha256 == row.sha256),
        "changes": changes[:SHOWN_CHANGES],
        "change_count": len(changes),
        "key": new_key(),
        "current": "campaigns",
    }
    return render(request, "scoring/import_preview.html", context)


def result_page(request: HttpRequest, row: IndexImport, form, status: int = 200) -> HttpResponse:
    """What was written, and the way back."""
    context = {
        "row": row,
        "campaign": row.campaign,
        "form": form,
        "count": row.results.count(),
        "members": row.campaign.members.count(),
        "scale": uploads.scale_of(row),
        "current": "campaigns",
    }
    return render(request, "scoring/import_result.html", context, status=status)
