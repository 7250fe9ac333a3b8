"""The three faces of a contest import: choosing columns, the preview, the result."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.excel.cells import Workbook, column_letter
from campaigns.models import Unit
from scoring.contest_queries import confirmed_contest, living_nominees
from scoring.importers import contest_uploads
from scoring.importers.contest_headers import ROLES
from scoring.importers.problems import folded
from scoring.importers.uploads import known_units, sample_of
from scoring.models import ContestImport
from scoring.views.contest_forms import ContestColumnsForm
from scoring.views.import_pages import MOST_CHOICES, SHOWN_NAMES
from scoring.views.pages import new_key

SHOWN = 100
SHOWN_PROBLEMS = 100


def columns_page(
    request: HttpRequest,
    row: ContestImport,
    workbook: Workbook,
    form: ContestColumnsForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The guess, to be looked at and changed; the maximum has no guess."""
    columns = contest_uploads.columns_of(row)
    sheet = next((sheet for sheet in workbook.sheets if sheet.name == row.sheet_name), workbook.sheets[0])
    if form is None:
        initial = {"sheet": row.sheet_name, "maximum": _plain(row)}
        if columns:
            initial |= {"header_row": columns.header_row, "time_unit": columns.time_unit}
            initial |= {f"cot_{role}": str(index) for role, index in columns.roles.items()}
        sheets = [sheet.name for sheet in workbook.visible]
        form = ContestColumnsForm(initial=initial, sheets=sheets, columns=columns)
    sample = sample_of(sheet)
    letters = [column_letter(at) for at in range(len(sample[0][1]) if sample else 0)]
    context = {"row": row, "campaign": row.campaign, "form": form, "columns": columns, "sample": sample}
    context |= {"letters": letters, "hidden": workbook.hidden_names, "current": "campaigns"}
    return render(request, "scoring/contest_columns.html", context, status=status)


def _plain(row: ContestImport) -> str:
    return "" if row.maximum is None else f"{row.maximum.normalize():f}".replace(".", ",")


def preview_page(request: HttpRequest, row: ContestImport, workbook: Workbook) -> HttpResponse:
    """What would be written, what stands against it, and what it would replace."""
    known = known_units(row.campaign)
    plan = contest_uploads.contest_preview(row, workbook, known=known).plan
    members = Unit.objects.filter(group_places__campaign=row.campaign)
    names = dict(members.values_list("pk", "short_name"))
    units = [(unit.key, names.get(unit.key) or unit.name) for unit in known]
    columns = contest_uploads.columns_of(row)
    earlier = confirmed_contest(row.campaign)
    told = folded(one for one in plan.problems if one.kind != "unknown unit")
    context = {
        "row": row,
        "campaign": row.campaign,
        "plan": plan,
        "people": [(one, names.get(one.unit_key, "")) for one in plan.people[:SHOWN]],
        "skipped": plan.skipped[:SHOWN],
        "unknown": plan.unknown[:SHOWN_NAMES],
        "told": told[:SHOWN_PROBLEMS],
        "told_count": len(told),
        "units": units if len(units) <= MOST_CHOICES else [],
        "used": [(ROLES[role], columns.header(role)) for role in ROLES if role in columns.roles]
        if columns
        else [],
        "earlier": earlier,
        "same_file": bool(earlier and earlier.sha256 == row.sha256),
        "nominees": living_nominees(row.campaign).count() if earlier else 0,
        "key": new_key(),
        "current": "campaigns",
    }
    return render(request, "scoring/contest_preview.html", context)


def result_page(request: HttpRequest, row: ContestImport, form, status: int = 200) -> HttpResponse:
    """What was written, and the way back."""
    totals = row.unit_totals.all()
    context = {
        "row": row,
        "campaign": row.campaign,
        "form": form,
        "registered": sum(total.registered for total in totals),
        "people": sum(total.people for total in totals),
        "attempts": sum(total.attempts for total in totals),
        "current": "campaigns",
    }
    return render(request, "scoring/contest_result.html", context, status=status)
