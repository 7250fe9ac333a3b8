"""Nhập kết quả cuộc thi: a file goes up, its columns and maximum are chosen, it is looked at, then written."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.domain.submissions import once
from accounts.errors import DomainError
from accounts.files import stored_file_response
from accounts.numbers import format_decimal
from accounts.paging import page_of
from campaigns.context import access
from scoring.contest_queries import contest_imports_visible_to
from scoring.domain.contest_confirm import confirm_contest, undo_contest
from scoring.domain.contest_imports import (
    decide_contest_units,
    discard_contest,
    set_contest_columns,
    upload_contest,
)
from scoring.enums import ImportState
from scoring.forms import UndoForm
from scoring.importers import contest_uploads
from scoring.models import ContestImport
from scoring.uploads import KINDS
from scoring.views.contest_common import contest_import_of, kept_contest_campaign
from scoring.views.contest_forms import ContestColumnsForm, ContestUploadForm, unit_decisions
from scoring.views.contest_import_pages import columns_page, preview_page, result_page
from scoring.views.pages import new_key

CSV = "text/csv; charset=utf-8"


@require_http_methods(["GET", "POST"])
def contest_imports(request: HttpRequest, slug: str) -> HttpResponse:
    """The earlier imports and the form for a new file."""
    campaign = kept_contest_campaign(request, slug)
    form = ContestUploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_upload(request, campaign, form))
        except DomainError as error:
            form.add_error("file", error.message)
    rows = contest_imports_visible_to(access(request)).filter(campaign=campaign)
    context = {"campaign": campaign, "form": form, "key": new_key(), "current": "campaigns"}
    context |= {"page": page_of(rows, request.GET.get("trang"))}
    return render(request, "scoring/contest_imports.html", context, status=422 if form.errors else 200)


def _upload(request: HttpRequest, campaign, form: ContestUploadForm) -> str:
    """Reads the file before anything is written; the address of its page."""
    file = form.cleaned_data["file"]
    limit = settings.MAX_UPLOAD_BYTES
    if file.size > limit:
        raise DomainError(
            f"Tệp «{file.name}» lớn hơn {limit // 1024 // 1024} MB. Hãy bỏ bớt trang tính thừa rồi tải lại."
        )
    data = file.read()
    workbook = contest_uploads.read_contest_file(filename=file.name, data=data, max_bytes=limit)
    sheet_name, columns = contest_uploads.guessed_contest(workbook)

    def act() -> str:
        row = upload_contest(
            campaign=campaign,
            filename=file.name,
            data=data,
            sheet_name=sheet_name,
            columns=columns,
            by=request.user,
            at=request.arrived_at,
        )
        return reverse("scoring:contest_import", args=[campaign.slug, row.pk])

    key = request.POST.get("key", "")
    return once(key=key, by=request.user, at=request.arrived_at, purpose="contest.upload", act=act)


@require_GET
def contest_import(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Where the import stands: choosing columns and maximum, looking at what would be written, or the result."""
    row = contest_import_of(request, slug, pk)
    if row.state != ImportState.PREVIEW:
        return result_page(request, row, UndoForm())
    workbook = contest_uploads.open_contest(row)
    if row.maximum is None or "sua" in request.GET:
        return columns_page(request, row, workbook)
    return preview_page(request, row, workbook)


@require_POST
def contest_columns(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Keeps the chosen sheet, columns and maximum; another sheet or header row is guessed anew and shown again."""
    row = contest_import_of(request, slug, pk)
    workbook = contest_uploads.open_contest(row)
    sheets = [sheet.name for sheet in workbook.visible]
    stored = contest_uploads.columns_of(row)
    form = ContestColumnsForm(request.POST, sheets=sheets, columns=stored)
    if not form.is_valid():
        return columns_page(request, row, workbook, form, status=422)
    try:
        again = _choose(request, row, workbook, form)
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        return columns_page(request, row, workbook, form, status=422)
    url = reverse("scoring:contest_import", args=[slug, pk])
    return redirect(f"{url}?sua=1" if again else url)


def _choose(request: HttpRequest, row: ContestImport, workbook, form: ContestColumnsForm) -> bool:
    """True when the columns were guessed anew and have to be looked at again."""
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
        by=request.user,
        at=request.arrived_at,
    )
    return stored is None or columns is None or columns.header_row != stored.header_row


@require_POST
def contest_units(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Keeps the answers for units that nobody knows."""
    row = contest_import_of(request, slug, pk)
    decisions = unit_decisions(request.POST)
    decide_contest_units(contest_import=row, decisions=decisions, by=request.user, at=request.arrived_at)
    said = f"Đã ghi lựa chọn cho {len(decisions)} tên." if decisions else "Chưa chọn tên nào."
    messages.success(request, said)
    return redirect("scoring:contest_import", slug, pk)


@require_POST
def contest_confirm(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Writes what the preview showed, once."""
    row = contest_import_of(request, slug, pk)
    key, now = request.POST.get("key", ""), request.arrived_at

    def act() -> str:
        prepared = contest_uploads.contest_preview(row, contest_uploads.open_contest(row)).prepared
        report = confirm_contest(contest_import=row, prepared=prepared, by=request.user, at=now)
        counts = [format_decimal(n) for n in (report.registered, report.people, report.attempts)]
        said = "Đã ghi nhận {} người đăng ký, {} người dự thi, {} lượt thi.".format(*counts)
        if not report.changed:
            said = "Tệp này đã được ghi nhận trước đó với cùng lựa chọn; không có gì thay đổi."
        messages.success(request, said)
        return reverse("scoring:contest_import", args=[slug, report.contest_import.pk])

    return redirect(once(key=key, by=request.user, at=now, purpose=f"contest.confirm.{pk}", act=act))


@require_POST
def contest_undo(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Takes a confirmed import back, with the reason."""
    row = contest_import_of(request, slug, pk)
    form = UndoForm(request.POST)
    if not form.is_valid():
        return result_page(request, row, form, status=422)
    reason = form.cleaned_data["reason"]
    earlier = undo_contest(contest_import=row, reason=reason, by=request.user, at=request.arrived_at)
    again = f" Kết quả của tệp «{earlier.filename}» có hiệu lực trở lại." if earlier else ""
    messages.success(request, f"Đã hủy kết quả nhập từ tệp «{row.filename}».{again}")
    return redirect("scoring:contest_import", slug, pk)


@require_POST
def contest_discard(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Throws away a file that was not confirmed."""
    row = contest_import_of(request, slug, pk)
    discard_contest(contest_import=row, by=request.user, at=request.arrived_at)
    messages.success(request, f"Đã bỏ tệp «{row.filename}».")
    return redirect("scoring:contest_imports", slug)


@require_GET
def contest_file(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """The original file as it was uploaded."""
    row = contest_import_of(request, slug, pk)
    kind = CSV if row.file.name.endswith(".csv") else KINDS["xlsx"]
    return stored_file_response(row.file, row.filename, content_type=kind)
