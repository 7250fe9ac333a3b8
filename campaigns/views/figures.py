"""Số liệu hằng năm: tasks assigned and done on time, typed into a grid or taken from a workbook."""

import hashlib
import uuid
from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.core import signing
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.domain.submissions import once
from accounts.errors import DomainError
from accounts.excel.reading import read_workbook
from accounts.excel.writing import Column, write_table
from accounts.files import excel_response, uploaded_bytes
from accounts.numbers import whole_number
from campaigns.domain.import_figures import import_figures
from campaigns.domain.record_figures import FiguresRefused, TypedTasks, record_figures, stored_tasks
from campaigns.forms_yearly import FigureFileForm
from campaigns.importers.figure_rows import FigureRow, plan_figures, read_figure_rows
from campaigns.models import Unit, UnitFigure, UnitGroupMember
from campaigns.queries import matching, members_of
from campaigns.views.names import page_in_year
from campaigns.views.pages import chosen
from campaigns.views.yearly import Asking, asking, chosen_year, officer_asking, page_of_rows, posted

SALT = "campaigns.figures"
A_DAY = 24 * 3600
MOST_ROWS = 5000
SHOWN = 200
COLUMNS = [
    Column("Mã đơn vị", width=16),
    Column("Đơn vị", width=38),
    Column("Số nhiệm vụ", "number", width=14, places=0),
    Column("Đúng hạn", "number", width=12, places=0),
    Column("Nguồn số liệu", width=50),
]


def years_of(who: Asking) -> list[int]:
    """The years that numbers may be recorded for: those of the campaign that have begun."""
    first, last = who.campaign.period_start.year, who.campaign.period_end.year
    return list(range(first, max(first, min(last, who.today.year)) + 1))


@require_http_methods(["GET", "HEAD", "POST"])
def figures(request: HttpRequest, slug: str) -> HttpResponse:
    """A unit sees its own years; the standing officer fills the grid of one year, others of the office read it."""
    if request.method == "POST":
        return save(request, officer_asking(request, slug))
    who = asking(request, slug)
    if who.unit:
        rows = [
            (year, stored_tasks(who.campaign, year, [who.unit.pk]).get(who.unit.pk)) for year in years_of(who)
        ]
        context = {**who.context("figures"), "page": page_of_rows(rows[::-1], request.GET.get("trang"))}
        return render(request, "campaigns/figures_own.html", context)
    year = chosen_year(request, years_of(who)) or years_of(who)[-1]
    if request.GET.get("xuat") == "excel":
        return excel_response(f"So lieu {year} {slug}", workbook(request, who, year))
    return grid(request, who, year)


def filtered(
    request: HttpRequest, who: Asking, year: int
) -> tuple[QuerySet[UnitGroupMember], dict[str, str]]:
    """The units that the address asks for."""
    picked = {
        "q": request.GET.get("q", "")[:100],
        "group": chosen(request, "nhom", list(who.campaign.groups.values_list("code", flat=True))),
        "status": chosen(request, "tinh-trang", ["co", "chua"]),
    }
    rows = matching(members_of(who.campaign), picked["q"], "unit__search_key")
    if picked["group"]:
        rows = rows.filter(group__code=picked["group"])
    if picked["status"]:
        has = Exists(UnitFigure.objects.filter(campaign=who.campaign, year=year, unit=OuterRef("unit")))
        rows = rows.filter(has if picked["status"] == "co" else ~has)
    return rows.order_by("group__position", "unit__sort_key", "pk"), picked


def grid(
    request: HttpRequest,
    who: Asking,
    year: int,
    *,
    problems: list[str] | None = None,
    wrong: frozenset[int] = frozenset(),
) -> HttpResponse:
    """One page of the units with their numbers; after a refusal with what was typed."""
    rows, picked = filtered(request, who, year)
    page = page_in_year(request, year, rows)
    stored = stored_tasks(who.campaign, year, [row.unit_id for row in page.rows])
    lines = [grid_line(row, stored.get(row.unit_id), request.POST, row.unit_id in wrong) for row in page.rows]
    context = {**who.context("figures"), "page": page, "lines": lines, "year": year, "years": years_of(who)}
    context |= {"groups": list(who.campaign.groups.all()), "chosen": picked, "problems": problems}
    context |= {"key": uuid.uuid4(), "document": request.POST.get("document", "")}
    context["is_filtered"] = any(picked.values())
    return render(request, "campaigns/figures.html", context, status=422 if problems else 200)


def grid_line(row: UnitGroupMember, now: Any, typed: Any, wrong: bool) -> dict[str, Any]:
    """What the inputs of a unit show: what was typed, else what is on record."""
    pk = row.unit_id
    return {
        "row": row,
        "now": now,
        "total": typed.get(f"total-{pk}", now.total if now else ""),
        "on_time": typed.get(f"on_time-{pk}", now.on_time if now else ""),
        "seen": typed.get(f"seen-{pk}", now.mark if now else ""),
        "wrong": wrong,
    }


def save(request: HttpRequest, who: Asking) -> HttpResponse:
    """Writes what the grid changed, all or nothing."""
    year = chosen_year(request, years_of(who)) or years_of(who)[-1]
    lines = typed_lines(request, who)

    def act() -> str:
        document = request.POST.get("document", "")
        count = record_figures(
            campaign=who.campaign,
            year=year,
            lines=lines,
            document=document,
            by=request.user,
            at=request.arrived_at,
        )
        messages.success(
            request, f"Đã ghi số liệu năm {year} của {count} đơn vị." if count else "Không có gì thay đổi."
        )
        return request.get_full_path()

    try:
        key = request.POST.get("key", "")
        return redirect(
            once(key=key, by=request.user, at=request.arrived_at, purpose="figures.save", act=act)
        )
    except FiguresRefused as error:
        return grid(request, who, year, problems=error.problems, wrong=error.units)
    except DomainError as error:
        return grid(request, who, year, problems=[error.message])


def typed_lines(request: HttpRequest, who: Asking) -> list[TypedTasks]:
    """The lines of the form, for units of the campaign only."""
    typed = request.POST
    keys = [pk for name in typed if name.startswith("seen-") and (pk := whole_number(name[5:]))]
    units = Unit.objects.filter(pk__in=keys, group_places__campaign=who.campaign)
    return [
        TypedTasks(
            unit,
            typed.get(f"total-{unit.pk}", "")[:40],
            typed.get(f"on_time-{unit.pk}", "")[:40],
            seen=typed.get(f"seen-{unit.pk}", ""),
        )
        for unit in units
    ]


def workbook(request: HttpRequest, who: Asking, year: int) -> bytes:
    """The filtered units in the layout that the import reads."""
    rows = list(filtered(request, who, year)[0])
    stored = stored_tasks(who.campaign, year)
    values = []
    for row in rows:
        now = stored.get(row.unit_id)
        numbers = [now.total, now.on_time, now.document] if now else [None, None, ""]
        values.append([row.unit.code, str(row.unit), *numbers])
    title = f"SỐ NHIỆM VỤ ĐƯỢC GIAO VÀ HOÀN THÀNH ĐÚNG HẠN NĂM {year}\n{who.campaign.title}"
    return write_table(title=title, columns=COLUMNS, rows=values, sheet_name=f"Số liệu {year}")


@require_http_methods(["GET", "HEAD", "POST"])
def figures_import(request: HttpRequest, slug: str) -> HttpResponse:
    """The form for a file; its answer is the preview, nothing is written yet."""
    who = officer_asking(request, slug)
    year = chosen_year(request, years_of(who)) or years_of(who)[-1]
    form = FigureFileForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return preview(request, who, read_upload(year, form))
        except DomainError as error:
            form.add_error("file", error.message)
    context = {**who.context("figures"), "form": form, "year": year, "years": years_of(who)}
    return render(request, "campaigns/figures_import.html", context, status=422 if form.errors else 200)


def read_upload(year: int, form: FigureFileForm) -> dict[str, Any]:
    """The rows of the file as plain data that a form can carry, signed, to the next step."""
    name, data = uploaded_bytes(form.cleaned_data["file"])
    book = read_workbook(data, filename=name, max_rows=MOST_ROWS, allow_csv=True)
    return {
        "year": year,
        "filename": name[:200],
        "sha256": hashlib.sha256(data).hexdigest(),
        "document": form.cleaned_data["document"],
        "rows": [asdict(row) for row in read_figure_rows(book)],
    }


def preview(request: HttpRequest, who: Asking, upload: dict[str, Any], *, problem: str = "") -> HttpResponse:
    """What the file would change and every sentence that stands against it."""
    plan = plan_of(who, upload)
    context = {**who.context("figures"), "plan": plan, "upload": upload, "key": uuid.uuid4()}
    context |= {"changed": plan.changed[:SHOWN], "problems": plan.problems[:SHOWN], "problem": problem}
    context["carried"] = signing.dumps({**upload, "campaign": who.campaign.pk}, salt=SALT, compress=True)
    return render(request, "campaigns/figures_preview.html", context, status=422 if problem else 200)


def plan_of(who: Asking, upload: dict[str, Any]):
    """The same reading for the preview and for the commit."""
    rows = [FigureRow(**{**row, "faults": tuple(row["faults"])}) for row in upload["rows"]]
    return plan_figures(campaign=who.campaign, year=upload["year"], rows=rows, document=upload["document"])


@require_POST
def figures_confirm(request: HttpRequest, slug: str) -> HttpResponse:
    """Writes a previewed file: read again, checked again, all rows or none."""
    who = officer_asking(request, slug)
    try:
        upload = signing.loads(request.POST.get("carried", ""), salt=SALT, max_age=A_DAY)
    except signing.BadSignature:
        raise DomainError("Bản xem trước không còn dùng được. Hãy tải tệp lên lại.") from None
    if upload.pop("campaign") != who.campaign.pk or upload["year"] not in years_of(who):
        raise DomainError("Bản xem trước là của phong trào khác. Hãy tải tệp lên lại.")

    def act() -> str:
        plan = plan_of(who, upload)
        count = import_figures(
            campaign=who.campaign, year=upload["year"], lines=[line.typed for line in plan.lines],
            problems=plan.problems, filename=upload["filename"], sha256=upload["sha256"],
            by=request.user, at=request.arrived_at,
        )  # fmt: skip
        messages.success(request, f"Đã nhập số liệu năm {upload['year']}: {count} đơn vị thay đổi.")
        return reverse("campaigns:figures", args=[slug]) + f"?nam={upload['year']}"

    try:
        key = request.POST.get("key", "")
        return redirect(
            once(key=key, by=request.user, at=request.arrived_at, purpose="figures.import", act=act)
        )
    except DomainError as error:
        return preview(request, who, upload, problem=error.message)
