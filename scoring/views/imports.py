"""Nhập kết quả chính thức: a file goes up, its columns and scale are chosen, it is looked at, then written."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.domain.submissions import once
from accounts.errors import DomainError
from accounts.files import stored_file_response
from accounts.paging import page_of
from campaigns.context import access
from campaigns.rounds import shown_year
from scoring.domain.confirm_index import confirm_index, undo_index
from scoring.domain.index_imports import decide_names, discard_index, set_columns, upload_index
from scoring.enums import ImportState
from scoring.forms import ColumnsForm, ImportUploadForm, UndoForm, name_decisions
from scoring.importers import uploads
from scoring.models import IndexImport
from scoring.queries import imports_visible_to
from scoring.uploads import KINDS
from scoring.views.common import kept_campaign
from scoring.views.import_pages import columns_page, preview_page, result_page
from scoring.views.pages import new_key

PURPOSE = "index.upload"


@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest, slug: str) -> HttpResponse:
    """The earlier imports and the form for a new file."""
    campaign = kept_campaign(request, slug)
    form = ImportUploadForm(
        request.POST or None, request.FILES or None, initial={"year": shown_year(campaign)}
    )
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_upload(request, campaign, form))
        except DomainError as error:
            form.add_error("file", error.message)
    rows = imports_visible_to(access(request)).filter(campaign=campaign)
    context = {"campaign": campaign, "form": form, "key": new_key(), "current": "campaigns"}
    context |= {"page": page_of(rows, request.GET.get("trang"))}
    return render(request, "scoring/imports.html", context, status=422 if form.errors else 200)


def _upload(request: HttpRequest, campaign, form: ImportUploadForm) -> str:
    """Reads the file before anything is written; the address of its page."""
    file = form.cleaned_data["file"]
    if file.size > settings.MAX_UPLOAD_BYTES:
        megabytes = settings.MAX_UPLOAD_BYTES // 1024 // 1024
        raise DomainError(f"Tệp «{file.name}» lớn hơn {megabytes} MB. Hãy giảm dung lượng rồi tải lại.")
    data = file.read()
    workbook = uploads.read_upload(filename=file.name, data=data, max_bytes=settings.MAX_UPLOAD_BYTES)
    sheet_name, columns = uploads.guessed(workbook)

    def act() -> str:
        row = upload_index(
            campaign=campaign,
            year=form.cleaned_data["year"],
            filename=file.name,
            data=data,
            sheet_name=sheet_name,
            columns=columns,
            by=request.user,
            at=request.arrived_at,
        )
        return reverse("scoring:import_step", args=[campaign.slug, row.pk])

    return once(
        key=request.POST.get("key", ""), by=request.user, at=request.arrived_at, purpose=PURPOSE, act=act
    )


def import_of(request: HttpRequest, slug: str, pk: int) -> IndexImport:
    """An import of the campaign that the person's body keeps, else 404."""
    campaign = kept_campaign(request, slug)
    return get_object_or_404(imports_visible_to(access(request)), campaign=campaign, pk=pk)


@require_GET
def import_step(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Where the import stands: choosing columns and scale, looking at what would be written, or the result."""
    row = import_of(request, slug, pk)
    if row.state != ImportState.PREVIEW:
        return result_page(request, row, UndoForm())
    if not row.scale or "sua" in request.GET:
        return columns_page(request, row, uploads.open_import(row))
    return preview_page(request, row, uploads.open_import(row))


@require_POST
def import_columns(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Keeps the chosen sheet, columns and scale; another sheet or header row is guessed anew and shown again."""
    row = import_of(request, slug, pk)
    workbook = uploads.open_import(row)
    stored = uploads.mapping_of(row)
    form = ColumnsForm(
        request.POST,
        sheets=[sheet.name for sheet in workbook.visible],
        columns=stored.columns if stored else (),
    )
    if not form.is_valid():
        return columns_page(request, row, workbook, form, status=422)
    try:
        again = _choose(request, row, workbook, form)
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        return columns_page(request, row, workbook, form, status=422)
    url = reverse("scoring:import_step", args=[slug, pk])
    return redirect(f"{url}?sua=1" if again else url)


def _choose(request: HttpRequest, row: IndexImport, workbook, form: ColumnsForm) -> bool:
    """True when the columns were guessed anew and have to be looked at again."""
    data = form.cleaned_data
    other_sheet = data["sheet"] != row.sheet_name
    sheet = next(sheet for sheet in workbook.visible if sheet.name == data["sheet"])
    stored = None if other_sheet else uploads.mapping_of(row)
    header_row = None if other_sheet else data["header_row"]
    mapping = uploads.chosen_columns(sheet, stored=stored, header_row=header_row, choices=form.columns())
    scale, maximum = uploads.split_scale(form.scale_code())
    set_columns(
        index_import=row,
        sheet_name=sheet.name,
        columns=mapping.as_data() if mapping else {},
        scale=scale,
        scale_maximum=maximum,
        by=request.user,
        at=request.arrived_at,
    )
    return stored is None or mapping is None or mapping.header_row != stored.header_row


@require_POST
def import_names(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Keeps the answers for unknown names."""
    row = import_of(request, slug, pk)
    decisions = name_decisions(request.POST)
    decide_names(index_import=row, decisions=decisions, by=request.user, at=request.arrived_at)
    messages.success(
        request, f"Đã ghi lựa chọn cho {len(decisions)} tên." if decisions else "Chưa chọn tên nào."
    )
    return redirect("scoring:import_step", slug, pk)


@require_POST
def import_confirm(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Writes what the preview showed, once."""
    row = import_of(request, slug, pk)
    key, now = request.POST.get("key", ""), request.arrived_at

    def act() -> str:
        prepared = uploads.preview_of(row, uploads.open_import(row)).prepared
        report = confirm_index(index_import=row, prepared=prepared, by=request.user, at=now)
        if report.changed:
            messages.success(request, f"Đã ghi nhận kết quả của {report.written} đơn vị và xếp hạng xong.")
        else:
            messages.info(
                request, "Tệp này đã được ghi nhận trước đó với cùng lựa chọn; không có gì thay đổi."
            )
        return reverse("scoring:import_step", args=[slug, report.index_import.pk])

    return redirect(once(key=key, by=request.user, at=now, purpose=f"index.confirm.{pk}", act=act))


@require_POST
def import_undo(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Takes a confirmed import back, with the reason."""
    row = import_of(request, slug, pk)
    form = UndoForm(request.POST)
    if not form.is_valid():
        return result_page(request, row, form, status=422)
    reason = form.cleaned_data["reason"]
    earlier = undo_index(index_import=row, reason=reason, by=request.user, at=request.arrived_at)
    again = f" Kết quả của tệp «{earlier.filename}» có hiệu lực trở lại." if earlier else ""
    messages.success(request, f"Đã hủy kết quả nhập từ tệp «{row.filename}».{again}")
    return redirect("scoring:import_step", slug, pk)


@require_POST
def import_discard(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Throws away a file that was not confirmed."""
    row = import_of(request, slug, pk)
    discard_index(index_import=row, by=request.user, at=request.arrived_at)
    messages.success(request, f"Đã bỏ tệp «{row.filename}».")
    return redirect("scoring:imports", slug)


@require_GET
def import_file(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """The original file as it was uploaded."""
    row = import_of(request, slug, pk)
    return stored_file_response(row.file, row.filename, content_type=KINDS["xlsx"])
