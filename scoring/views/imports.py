"""Nhập kết quả chính thức: a file goes up, its columns and scale are chosen, it is looked at, then written."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.excel.cells import Workbook
from accounts.models import User
from accounts.views.password_again import proven_again
from campaigns.rounds import shown_year
from scoring.domain.confirm_index import confirm_index, undo_index
from scoring.domain.index_imports import decide_names, discard_index, forget_name, set_columns, upload_index
from scoring.domain.propose_index import propose_index, return_index
from scoring.enums import ImportState
from scoring.forms import ColumnsForm, ImportUploadForm, name_decisions
from scoring.importers import uploads
from scoring.importers.legacy import in_unicode
from scoring.models import IndexImport
from scoring.permissions import can_confirm_results, can_keep_results
from scoring.queries import imports_visible_to
from scoring.views import import_room
from scoring.views.common import kept_campaign
from scoring.views.import_pages import columns_form, decision_context, preview_context, result_context


def choose(row: IndexImport, workbook: Workbook, form: ColumnsForm, *, by: User, at: datetime) -> bool:
    """Keeps sheet, columns and scale; True when the columns were guessed anew and have to be looked at again."""
    data = form.cleaned_data
    code = data.get("text_code", row.text_code)
    other_sheet = data["sheet"] != row.sheet_name or code != row.text_code
    sheet = next(sheet for sheet in workbook.visible if sheet.name == data["sheet"])
    sheet = in_unicode(sheet, code)
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
        text_code=code,
        by=by,
        at=at,
    )
    return stored is None or mapping is None or mapping.header_row != stored.header_row


def propose(row: IndexImport, workbook: Workbook, *, by: User, at: datetime) -> tuple[IndexImport, str]:
    """The import that waits, or the one that holds already, and what was said to have happened."""
    prepared = uploads.preview_of(row, workbook).prepared
    found = propose_index(index_import=row, prepared=prepared, by=by, at=at)
    said = "Đã đề nghị người thứ hai xác nhận; chưa có gì được ghi vào bảng xếp hạng."
    return found.index_import, said if found.changed else ""


def write(row: IndexImport, workbook: Workbook, *, by: User, at: datetime) -> tuple[IndexImport, str]:
    """The import that holds now, and what was written of it."""
    prepared = uploads.preview_of(row, workbook).prepared
    report = confirm_index(index_import=row, prepared=prepared, by=by, at=at)
    said = f"Đã xác nhận kết quả của {report.written} đơn vị và xếp hạng xong." if report.changed else ""
    return report.index_import, said


def second_persons_import(request: HttpRequest, slug: str, pk: int) -> IndexImport | None:
    """The proposed import for the head who confirms where the office has one officer; None for anybody else."""
    rows = IndexImport.objects.filter(campaign__slug=slug, pk=pk, state=ImportState.PROPOSED)
    row = rows.select_related("campaign", "campaign__standing_unit", "campaign__issuer").first()
    may = row and can_confirm_results(index_import=row, by=request.user, at=request.arrived_at)
    return row if may else None


INDEX = import_room.Shape(
    kind="index",
    list_page="scoring/imports.html",
    pages="scoring/import",
    list_url="scoring:imports",
    step_url="scoring:import_step",
    columns_url="scoring:import_columns",
    names_url="scoring:import_names",
    confirm_url="scoring:import_confirm",
    undo_url="scoring:import_undo",
    discard_url="scoring:import_discard",
    file_url="scoring:import_file",
    results_url="scoring:ranking",
    crumb="Nhập kết quả",
    campaign=kept_campaign,
    visible=imports_visible_to,
    read=uploads.read_upload,
    open=uploads.open_import,
    guess=uploads.guessed,
    upload=upload_index,
    columns_form=columns_form,
    choose=choose,
    decisions=name_decisions,
    decide=lambda row, **given: decide_names(index_import=row, **given),
    preview=preview_context,
    write=write,
    result=result_context,
    undo=lambda row, **given: undo_index(index_import=row, **given),
    discard=lambda row, **given: discard_index(index_import=row, **given),
    decision=decision_context,
)


@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest, slug: str) -> HttpResponse:
    """The earlier imports and the form for a new file."""
    campaign = kept_campaign(request, slug)
    initial = {"year": shown_year(campaign)}
    form = ImportUploadForm(request.POST or None, request.FILES or None, initial=initial)
    return import_room.list_step(request, INDEX, campaign, form)


@require_GET
def import_step(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Where the import stands: choosing columns and scale, looking at what would be written, or the result."""
    row = second_persons_import(request, slug, pk) or import_room.import_of(request, INDEX, slug, pk)
    return import_room.shown_step(request, INDEX, row, is_chosen=bool(row.scale))


@require_POST
def import_columns(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Keeps the chosen sheet, columns and scale."""
    return import_room.columns_step(request, INDEX, slug, pk)


@require_POST
def import_names(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Keeps the answers for unknown names."""
    return import_room.names_step(request, INDEX, slug, pk)


@require_POST
def import_forget(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A remembered name is asked about again."""
    row = import_room.import_of(request, INDEX, slug, pk)
    name = request.POST.get("ten", "")
    forget_name(index_import=row, name=name, by=request.user, at=request.arrived_at)
    messages.success(request, f"Đã quên cách hiểu tên «{name[:80]}».")
    return redirect("scoring:import_step", slug, pk)


@require_POST
def import_propose(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Hands what the preview showed to the second person, once."""
    row = import_room.import_of(request, INDEX, slug, pk)
    return import_room.written_step(request, INDEX, row, propose, purpose="propose")


@proven_again
@require_POST
def import_confirm(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The second person's yes: writes what was proposed, once, and ranks the units."""
    row = second_persons_import(request, slug, pk) or import_room.import_of(request, INDEX, slug, pk)
    return import_room.written_step(request, INDEX, row, write, purpose="confirm")


@require_POST
def import_return(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Back to who prepared it, with the reason; who prepared it needs none."""
    row = second_persons_import(request, slug, pk) or import_room.import_of(request, INDEX, slug, pk)
    reason = request.POST.get("reason", "")
    return_index(index_import=row, reason=reason, by=request.user, at=request.arrived_at)
    messages.success(request, f"Kết quả từ tệp «{row.filename}» trở lại bước chuẩn bị.")
    if can_keep_results(campaign=row.campaign, by=request.user, at=request.arrived_at):
        return redirect("scoring:import_step", slug, pk)
    return redirect("scoring:ranking", slug)


@proven_again
@require_POST
def import_undo(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Takes a confirmed import back, with the reason."""
    return import_room.undo_step(request, INDEX, slug, pk)


@require_POST
def import_discard(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Throws away a file that was not confirmed."""
    return import_room.discard_step(request, INDEX, slug, pk)


@require_GET
def import_file(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """The original file as it was uploaded."""
    row = second_persons_import(request, slug, pk) or import_room.import_of(request, INDEX, slug, pk)
    return import_room.file_answer(row)
