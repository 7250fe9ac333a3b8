"""Nhập kết quả cuộc thi: a file goes up, its columns and maximum are chosen, it is looked at, then written."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.excel.cells import Workbook
from accounts.models import User
from accounts.numbers import format_decimal
from accounts.views.password_again import proven_again
from scoring.contest_queries import contest_imports_visible_to
from scoring.domain.contest_confirm import confirm_contest, undo_contest
from scoring.domain.contest_imports import (
    decide_contest_units,
    discard_contest,
    set_contest_columns,
    upload_contest,
)
from scoring.importers import contest_uploads
from scoring.models import ContestImport
from scoring.views import import_room
from scoring.views.contest_common import kept_contest_campaign
from scoring.views.contest_forms import ContestColumnsForm, ContestUploadForm, unit_decisions
from scoring.views.contest_import_pages import columns_form, preview_context, result_context


def choose(
    row: ContestImport, workbook: Workbook, form: ContestColumnsForm, *, by: User, at: datetime
) -> bool:
    """Keeps sheet, columns and maximum; True when the columns were guessed anew and have to be looked at again."""
    data = form.cleaned_data
    other_sheet = data["sheet"] != row.sheet_name
    sheet = next(sheet for sheet in workbook.visible if sheet.name == data["sheet"])
    stored = None if other_sheet else contest_uploads.columns_of(row)
    columns = contest_uploads.chosen_contest_columns(
        sheet,
        stored=stored,
        header_row=None if other_sheet else data["header_row"],
        choices=form.chosen(),
        time_unit=data["time_unit"],
    )
    set_contest_columns(
        contest_import=row,
        sheet_name=sheet.name,
        columns=columns.as_data() if columns else {},
        maximum=data["maximum"],
        by=by,
        at=at,
    )
    return stored is None or columns is None or columns.header_row != stored.header_row


def write(row: ContestImport, workbook: Workbook, *, by: User, at: datetime) -> tuple[ContestImport, str]:
    """The import that holds now, and what was written of it."""
    prepared = contest_uploads.contest_preview(row, workbook).prepared
    report = confirm_contest(contest_import=row, prepared=prepared, by=by, at=at)
    counts = [format_decimal(n) for n in (report.registered, report.people, report.attempts)]
    said = "Đã ghi nhận {} người đăng ký, {} người dự thi, {} lượt thi.".format(*counts)
    return report.contest_import, said if report.changed else ""


CONTEST = import_room.Shape(
    kind="contest",
    list_page="scoring/contest_imports.html",
    pages="scoring/contest",
    list_url="scoring:contest_imports",
    step_url="scoring:contest_import",
    columns_url="scoring:contest_columns",
    names_url="scoring:contest_import_units",
    confirm_url="scoring:contest_confirm",
    undo_url="scoring:contest_undo",
    discard_url="scoring:contest_discard",
    file_url="scoring:contest_file",
    results_url="scoring:contest",
    crumb="Nhập kết quả cuộc thi",
    campaign=kept_contest_campaign,
    visible=contest_imports_visible_to,
    read=contest_uploads.read_contest_file,
    open=contest_uploads.open_contest,
    guess=contest_uploads.guessed_contest,
    upload=upload_contest,
    columns_form=columns_form,
    choose=choose,
    decisions=unit_decisions,
    decide=lambda row, **given: decide_contest_units(contest_import=row, **given),
    preview=preview_context,
    write=write,
    result=result_context,
    undo=lambda row, **given: undo_contest(contest_import=row, **given),
    discard=lambda row, **given: discard_contest(contest_import=row, **given),
)


@require_http_methods(["GET", "POST"])
def contest_imports(request: HttpRequest, slug: str) -> HttpResponse:
    """The earlier imports and the form for a new file."""
    campaign = kept_contest_campaign(request, slug)
    form = ContestUploadForm(request.POST or None, request.FILES or None)
    return import_room.list_step(request, CONTEST, campaign, form)


@require_GET
def contest_import(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Where the import stands: choosing columns and maximum, looking at what would be written, or the result."""
    row = import_room.import_of(request, CONTEST, slug, pk)
    return import_room.shown_step(request, CONTEST, row, is_chosen=row.maximum is not None)


@require_POST
def contest_columns(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Keeps the chosen sheet, columns and maximum."""
    return import_room.columns_step(request, CONTEST, slug, pk)


@require_POST
def contest_units(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Keeps the answers for units that nobody knows."""
    return import_room.names_step(request, CONTEST, slug, pk)


@proven_again
@require_POST
def contest_confirm(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Writes what the preview showed, once."""
    return import_room.confirm_step(request, CONTEST, slug, pk)


@proven_again
@require_POST
def contest_undo(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Takes a confirmed import back, with the reason."""
    return import_room.undo_step(request, CONTEST, slug, pk)


@require_POST
def contest_discard(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Throws away a file that was not confirmed."""
    return import_room.discard_step(request, CONTEST, slug, pk)


@require_GET
def contest_file(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """The original file as it was uploaded."""
    return import_room.file_step(request, CONTEST, slug, pk)
