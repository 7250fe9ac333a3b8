"""Nhập khen thưởng cũ: a list goes up, its questions are answered, it is looked at, written, and may be undone."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.dates import local
from accounts.domain.submissions import once
from accounts.errors import DomainError
from accounts.excel.reading import read_workbook
from accounts.excel.writing import CONTENT_TYPE
from accounts.files import excel_response, stored_file_response
from accounts.paging import page_of
from awards.domain.import_history import (
    choose_history,
    confirm_history,
    discard_history,
    rows_left,
    undo_history,
    upload_history,
)
from awards.forms.history import HistoryFileForm, row_answers, unit_answers
from awards.history_queries import imports_kept_by
from awards.history_tables import template_workbook
from awards.importers.history_plan import HistoryPlan, plan_history
from awards.importers.history_rows import MOST_ROWS, read_history_rows
from awards.importers.history_units import MOST_SUGGESTED_NAMES
from awards.models import HistoryImport
from awards.views.history import kept_office
from campaigns.views.yearly import answered, form_context, page_of_rows, posted, status_of_form

SHOWN = 60
CSV = "text/csv; charset=utf-8"


@require_http_methods(["GET", "HEAD", "POST"])
def history_imports(request: HttpRequest) -> HttpResponse:
    """The earlier lists and the form for a new one, which is read before anything is kept."""
    office = kept_office(request)
    form = HistoryFileForm(posted(request), request.FILES or None)

    def act() -> str:
        shared = dict(form.cleaned_data)
        file = shared.pop("file")
        if file.size > settings.MAX_UPLOAD_BYTES:
            most = settings.MAX_UPLOAD_BYTES // 1024 // 1024
            raise DomainError(f"Tệp «{file.name}» lớn hơn {most} MB. Hãy chia tệp rồi tải lại.", field="file")
        data = file.read()
        read_history_rows(read_workbook(data, filename=file.name, max_rows=MOST_ROWS + 50, allow_csv=True))
        by = {"by": request.user, "at": request.arrived_at}
        row = upload_history(office=office, filename=file.name, data=data, shared=shared, **by)
        if row.confirmed_at:
            messages.info(request, f"Tệp này đã được ghi trước đó («{row.filename}»); không có gì thay đổi.")
        return reverse("awards:history_import", args=[row.pk])

    if request.method == "POST" and (answer := answered(request, form, purpose="history.upload", act=act)):
        return answer
    page = page_of(imports_kept_by(office), request.GET.get("trang"))
    context = {"current": "history", "office": office, "page": page, **form_context(form)}
    return render(request, "awards/history_imports.html", context, status=status_of_form(form))


@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """An empty list with the columns that are read."""
    kept_office(request)
    return excel_response("Mẫu danh sách khen thưởng đã nhận", template_workbook())


def import_or_404(request: HttpRequest, pk: int) -> HistoryImport:
    """A list of the body whose history the person keeps."""
    return get_object_or_404(imports_kept_by(kept_office(request)), pk=pk)


def plan_of(request: HttpRequest, row: HistoryImport) -> HistoryPlan:
    """The kept file, read and planned with the answers as they are now."""
    with row.file.open("rb") as file:
        book = read_workbook(
            file.read(), filename=row.filename, max_rows=MOST_ROWS + 50, max_bytes=row.size, allow_csv=True
        )
    return plan_history(row, read_history_rows(book), today=local(request.arrived_at).date())


@require_safe
def history_import(request: HttpRequest, pk: int) -> HttpResponse:
    """What would be written with every question that is open; once it is written, what became of it."""
    row = import_or_404(request, pk)
    context: dict[str, Any] = {"current": "history", "row": row, **form_context(HistoryFileForm())}
    if row.confirmed_at:
        return render(request, "awards/history_import_result.html", {**context, "left": rows_left(row)})
    plan = plan_of(request, row)
    context |= {
        "plan": plan,
        "problems": plan.problems[:SHOWN],
        "unknown": plan.unknown[:MOST_SUGGESTED_NAMES],
        "asked": plan.asked[:MOST_SUGGESTED_NAMES],
        "page": page_of_rows(plan.lines, request.GET.get("trang")),
        "shared": shared_words(row),
    }
    return render(request, "awards/history_import_preview.html", context)


def shared_words(row: HistoryImport) -> list[tuple[str, str]]:
    """What holds for the rows that do not say otherwise."""
    form = HistoryFileForm()
    return [(str(form.fields[name].label), text) for name, text in row.shared.items() if name in form.fields]


@require_POST
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Keeps the answers to the questions of a list."""
    row = import_or_404(request, pk)
    units, rows = unit_answers(request.POST), row_answers(request.POST)
    choose_history(item=row, units=units, rows=rows, by=request.user, at=request.arrived_at)
    count = len(units) + len(rows)
    messages.success(request, f"Đã ghi {count} câu trả lời." if count else "Chưa chọn câu trả lời nào.")
    return redirect("awards:history_import", pk)


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Writes what the preview showed, once."""
    row = import_or_404(request, pk)

    def act() -> str:
        by = {"by": request.user, "at": request.arrived_at}
        done = confirm_history(item=row, prepared=plan_of(request, row).prepared, **by)
        messages.success(request, f"Đã ghi {done.written} lần khen thưởng từ tệp «{done.filename}».")
        return reverse("awards:history_import", args=[pk])

    key, purpose = request.POST.get("key", ""), f"history.confirm.{pk}"
    return redirect(once(key=key, by=request.user, at=request.arrived_at, purpose=purpose, act=act))


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes back what a list wrote, with the reason."""
    row = import_or_404(request, pk)
    undo_history(item=row, reason=request.POST.get("reason", ""), by=request.user, at=request.arrived_at)
    messages.success(request, f"Đã hủy lần nhập «{row.filename}».")
    return redirect("awards:history_import", pk)


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throws away a list that was not written."""
    row = import_or_404(request, pk)
    discard_history(item=row, by=request.user, at=request.arrived_at)
    messages.success(request, f"Đã bỏ danh sách «{row.filename}».")
    return redirect("awards:history_imports")


@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The list as it was uploaded."""
    row = import_or_404(request, pk)
    kind = CSV if row.file.name.endswith(".csv") else CONTENT_TYPE
    return stored_file_response(row.file, row.filename, content_type=kind)
