"""The steps that importing official results and importing a contest share: list, columns, names, writing, undoing.

A Shape says what differs; the views of each kind stand in `imports` and `contest_imports`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.domain.submissions import once
from accounts.errors import DomainError
from accounts.excel.cells import Workbook, column_letter
from accounts.files import stored_file_response
from accounts.paging import page_of
from accounts.uploads import KINDS
from campaigns.access import Access
from campaigns.context import access
from campaigns.importers.matching import KnownUnit
from campaigns.models import Campaign, Unit
from scoring.enums import ImportState
from scoring.forms import UndoForm
from scoring.importers.legacy import in_unicode
from scoring.importers.uploads import known_units, sample_of
from scoring.views.pages import new_key

CSV = "text/csv; charset=utf-8"
SAME = "Tệp này đã được ghi nhận trước đó với cùng lựa chọn; không có gì thay đổi."
# A list of thousands in each field would weigh more than the page; the near names are always offered.
MOST_CHOICES = 400


@dataclass(frozen=True)
class Shape:
    """One kind of import: its addresses and words, its reads and its verbs.

    `write` gives the import that holds now and the sentence about what was written ("" when nothing changed).
    """

    kind: str
    list_page: str
    pages: str
    list_url: str
    step_url: str
    columns_url: str
    names_url: str
    confirm_url: str
    undo_url: str
    discard_url: str
    file_url: str
    results_url: str
    crumb: str
    campaign: Callable[[HttpRequest, str], Campaign]
    visible: Callable[[Access], QuerySet]
    read: Callable[..., Workbook]
    open: Callable[[Any], Workbook]
    guess: Callable[[Workbook], tuple[str, dict]]
    upload: Callable[..., Any]
    columns_form: Callable[..., Any]
    choose: Callable[..., bool]
    decisions: Callable[[Any], Mapping[str, int | str]]
    decide: Callable[..., Any]
    preview: Callable[[Any, Workbook, list[KnownUnit], Mapping[int, str]], dict[str, Any]]
    write: Callable[..., tuple[Any, str]]
    result: Callable[[Any], dict[str, Any]]
    undo: Callable[..., Any]
    discard: Callable[..., None]
    decision: Callable[..., dict[str, Any]] = lambda row, by, at: {}


def import_of(request: HttpRequest, shape: Shape, slug: str, pk: int) -> Any:
    """An import of the campaign that the person's body keeps, else 404."""
    campaign = shape.campaign(request, slug)
    return get_object_or_404(shape.visible(access(request)), campaign=campaign, pk=pk)


def list_step(request: HttpRequest, shape: Shape, campaign: Campaign, form: Any) -> HttpResponse:
    """The earlier imports and the form for a new file, which is taken in here."""
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_uploaded(request, shape, campaign, form))
        except DomainError as error:
            form.add_error("file", error.message)
    rows = shape.visible(access(request)).filter(campaign=campaign)
    context = {"campaign": campaign, "form": form, "key": new_key(), "current": "campaigns", "shape": shape}
    context |= {"page": page_of(rows, request.GET.get("trang"))}
    return render(request, shape.list_page, context, status=422 if form.errors else 200)


def _uploaded(request: HttpRequest, shape: Shape, campaign: Campaign, form: Any) -> str:
    """Reads the file before anything is written; the address of its page."""
    given = dict(form.cleaned_data)
    file, limit = given.pop("file"), settings.MAX_UPLOAD_BYTES
    if file.size > limit:
        raise DomainError(
            f"Tệp «{file.name}» lớn hơn {limit // 1024 // 1024} MB. Hãy bỏ bớt trang tính thừa rồi tải lại."
        )
    data = file.read()
    workbook = shape.read(filename=file.name, data=data, max_bytes=limit)
    sheet_name, columns = shape.guess(workbook)

    def act() -> str:
        row = shape.upload(
            campaign=campaign, filename=file.name, data=data, sheet_name=sheet_name, columns=columns,
            by=request.user, at=request.arrived_at, **given,
        )  # fmt: skip
        return reverse(shape.step_url, args=[campaign.slug, row.pk])

    key, purpose = request.POST.get("key", ""), f"{shape.kind}.upload"
    return once(key=key, by=request.user, at=request.arrived_at, purpose=purpose, act=act)


def shown_step(request: HttpRequest, shape: Shape, row: Any, *, is_chosen: bool) -> HttpResponse:
    """Where the import stands: choosing columns, looking at what would be written, or the result."""
    if row.state not in (ImportState.PREVIEW, ImportState.PROPOSED):
        return result_face(request, shape, row, UndoForm())
    if row.state == ImportState.PREVIEW and (not is_chosen or "sua" in request.GET):
        return columns_face(request, shape, row, shape.open(row))
    return preview_face(request, shape, row, shape.open(row))


def columns_face(
    request: HttpRequest, shape: Shape, row: Any, workbook: Workbook, form: Any = None, status: int = 200
) -> HttpResponse:
    """The guess beside the top of the sheet, to be looked at and changed; what must be chosen has no guess."""
    sheet = next((sheet for sheet in workbook.sheets if sheet.name == row.sheet_name), workbook.sheets[0])
    sample = sample_of(in_unicode(sheet, getattr(row, "text_code", "")))
    form = form or shape.columns_form(None, row=row, workbook=workbook)
    context = {"row": row, "campaign": row.campaign, "shape": shape, "current": "campaigns", "form": form}
    context |= {"sample": sample, "hidden": workbook.hidden_names}
    context |= {"letters": [column_letter(at) for at in range(len(sample[0][1]) if sample else 0)]}
    return render(request, f"{shape.pages}_columns.html", context, status=status)


def preview_face(request: HttpRequest, shape: Shape, row: Any, workbook: Workbook) -> HttpResponse:
    """What would be written, what stands against it, and what it would replace."""
    known = known_units(row.campaign, year=getattr(row, "year", None))
    names = dict(Unit.objects.filter(group_places__campaign=row.campaign).values_list("pk", "short_name"))
    found = shape.preview(row, workbook, known, names) | shape.decision(row, request.user, request.arrived_at)
    earlier = found["earlier"]
    units = [(unit.key, unit.shown if unit.place else names.get(unit.key) or unit.name) for unit in known]
    context = {"row": row, "campaign": row.campaign, "shape": shape, "current": "campaigns", "key": new_key()}
    context |= {"same_file": bool(earlier and earlier.sha256 == row.sha256)}
    context |= {"units": units if len(units) <= MOST_CHOICES else []}
    return render(request, f"{shape.pages}_preview.html", context | found)


def result_face(
    request: HttpRequest, shape: Shape, row: Any, form: UndoForm, status: int = 200
) -> HttpResponse:
    """What was written, and the way back."""
    context = {"row": row, "campaign": row.campaign, "shape": shape, "current": "campaigns", "form": form}
    return render(request, f"{shape.pages}_result.html", context | shape.result(row), status=status)


def columns_step(request: HttpRequest, shape: Shape, slug: str, pk: int) -> HttpResponse:
    """Keeps the chosen sheet and columns; another sheet or header row is guessed anew and shown again."""
    row = import_of(request, shape, slug, pk)
    workbook = shape.open(row)
    form = shape.columns_form(request.POST, row=row, workbook=workbook)
    if not form.is_valid():
        return columns_face(request, shape, row, workbook, form, status=422)
    try:
        again = shape.choose(row, workbook, form, by=request.user, at=request.arrived_at)
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        return columns_face(request, shape, row, workbook, form, status=422)
    url = reverse(shape.step_url, args=[slug, pk])
    return redirect(f"{url}?sua=1" if again else url)


def names_step(request: HttpRequest, shape: Shape, slug: str, pk: int) -> HttpResponse:
    """Keeps the answers for names that nobody knows."""
    row = import_of(request, shape, slug, pk)
    decisions = shape.decisions(request.POST)
    shape.decide(row, decisions=decisions, by=request.user, at=request.arrived_at)
    said = f"Đã ghi lựa chọn cho {len(decisions)} tên." if decisions else "Chưa chọn tên nào."
    messages.success(request, said)
    return redirect(shape.step_url, slug, pk)


def confirm_step(request: HttpRequest, shape: Shape, slug: str, pk: int) -> HttpResponse:
    """Writes what the preview showed, once."""
    row = import_of(request, shape, slug, pk)
    return written_step(request, shape, row, shape.write, purpose="confirm")


def written_step(
    request: HttpRequest, shape: Shape, row: Any, write: Callable[..., tuple[Any, str]], *, purpose: str
) -> HttpResponse:
    """One verb on the file as it was shown, once; `write` gives the import and what was done ("" for nothing)."""
    key, now, slug = request.POST.get("key", ""), request.arrived_at, row.campaign.slug

    def act() -> str:
        held, said = write(row, shape.open(row), by=request.user, at=now)
        if said:
            messages.success(request, said)
        else:
            messages.info(request, SAME)
        if shape.visible(access(request)).filter(pk=held.pk).exists():
            return reverse(shape.step_url, args=[slug, held.pk])
        return reverse(shape.results_url, args=[slug])

    once_for = f"{shape.kind}.{purpose}.{row.pk}"
    return redirect(once(key=key, by=request.user, at=now, purpose=once_for, act=act))


def undo_step(request: HttpRequest, shape: Shape, slug: str, pk: int) -> HttpResponse:
    """Takes a confirmed import back, with the reason."""
    row = import_of(request, shape, slug, pk)
    form = UndoForm(request.POST)
    if not form.is_valid():
        return result_face(request, shape, row, form, status=422)
    reason = form.cleaned_data["reason"]
    earlier = shape.undo(row, reason=reason, by=request.user, at=request.arrived_at)
    again = f" Kết quả của tệp «{earlier.filename}» có hiệu lực trở lại." if earlier else ""
    messages.success(request, f"Đã hủy kết quả nhập từ tệp «{row.filename}».{again}")
    return redirect(shape.step_url, slug, pk)


def discard_step(request: HttpRequest, shape: Shape, slug: str, pk: int) -> HttpResponse:
    """Throws away a file that was not confirmed."""
    row = import_of(request, shape, slug, pk)
    shape.discard(row, by=request.user, at=request.arrived_at)
    messages.success(request, f"Đã bỏ tệp «{row.filename}».")
    return redirect(shape.list_url, slug)


def file_step(request: HttpRequest, shape: Shape, slug: str, pk: int) -> HttpResponseBase:
    """The original file as it was uploaded."""
    return file_answer(import_of(request, shape, slug, pk))


def file_answer(row: Any) -> HttpResponseBase:
    """The file with its name, as an attachment."""
    kind = CSV if row.file.name.endswith(".csv") else KINDS["xlsx"]
    return stored_file_response(row.file, row.filename, content_type=kind)
