"""Chỉ tiêu số: what the plan asks for by area and year, what was reached, and the entry of a year's result."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.excel.writing import Column, write_table
from accounts.files import excel_response
from accounts.models import AuditEvent
from accounts.numbers import format_decimal, whole_number
from accounts.text import fold
from campaigns.domain.record_progress import record_progress, remove_progress
from campaigns.forms_yearly import ProgressForm
from campaigns.models import Target, TargetProgress
from campaigns.targets import Bar, TargetStatus, in_words, status_of, trend
from campaigns.views.pages import chosen
from campaigns.views.yearly import (
    Asking,
    answered,
    asking,
    form_context,
    officer_asking,
    page_of_rows,
    status_of_form,
)

HISTORY = 50


@dataclass(frozen=True)
class TargetRow:
    """A target as the page shows it."""

    target: Target
    wanted: str
    status: TargetStatus
    values: dict[int, TargetProgress]
    bars: tuple[Bar, ...]

    @property
    def css(self) -> str:
        """The colour of the chip."""
        return {TargetStatus.REACHED: "good", TargetStatus.MISSED: "bad", TargetStatus.NO_DATA: "wait"}.get(
            self.status, ""
        )


def target_row(target: Target, who: Asking) -> TargetRow:
    """The target with its numbers; reads the prefetched progress."""
    values = {row.year: row for row in target.progress.all()}
    numbers = {year: row.value for year, row in values.items()}
    years = tuple(sorted({*values, target.year}))
    return TargetRow(
        target,
        in_words(target.comparison, target.value, target.measure),
        status_of(
            comparison=target.comparison,
            wanted=target.value,
            year=target.year,
            values=numbers,
            today=who.today,
        ),
        values,
        trend(comparison=target.comparison, wanted=target.value, values=numbers, years=years),
    )


@require_safe
def targets(request: HttpRequest, slug: str) -> HttpResponse:
    """The list, filtered by phase, area, year, status and words; Excel gives exactly these rows."""
    who = asking(request, slug)
    rows = [
        target_row(row, who)
        for row in who.campaign.targets.select_related("phase").prefetch_related("progress")
    ]
    phases = list(who.campaign.phases.all())
    areas = list(dict.fromkeys(row.target.area for row in rows if row.target.area))
    years = sorted({row.target.year for row in rows})
    picked = {
        "phase": chosen(request, "giai-doan", [phase.code for phase in phases]),
        "area": chosen(request, "linh-vuc", areas),
        "year": chosen(request, "nam", [str(year) for year in years]),
        "status": chosen(request, "trang-thai", list(TargetStatus)),
        "q": request.GET.get("q", "")[:100],
    }
    shown = [row for row in rows if is_wanted(row, picked)]
    if request.GET.get("xuat") == "excel":
        return excel_response(f"Chi tieu {slug}", targets_workbook(who, shown))
    counts = [(status, sum(row.status == status for row in shown)) for status in TargetStatus]
    context = {
        **who.context("targets"),
        "page": page_of_rows(shown, request.GET.get("trang")),
        "chosen": picked,
    }
    context |= {"phases": phases, "areas": areas, "years": years, "statuses": list(TargetStatus)}
    context |= {"counts": counts, "has_targets": bool(rows), "is_filtered": any(picked.values())}
    return render(request, "campaigns/targets.html", context)


def is_wanted(row: TargetRow, picked: dict[str, str]) -> bool:
    """Whether the row passes every filter; words are compared folded."""
    target = row.target
    if picked["phase"] and (target.phase is None or target.phase.code != picked["phase"]):
        return False
    if picked["area"] and target.area != picked["area"]:
        return False
    if picked["year"] and str(target.year) != picked["year"]:
        return False
    if picked["status"] and row.status != picked["status"]:
        return False
    text = fold(f"{target.code} {target.area} {target.text} {target.measure}")
    return all(word in text for word in fold(picked["q"]).split())


def targets_workbook(who: Asking, rows: list[TargetRow]) -> bytes:
    """The filtered list with a column for each year that has a number."""
    years = sorted({year for row in rows for year in row.values})
    columns = [
        Column("Mã", width=18), Column("Lĩnh vực", width=24), Column("Chỉ tiêu", width=50),
        Column("Mức phải đạt", width=26), Column("Năm phải đạt", "number", width=10, places=0),
        *(Column(f"Kết quả {year}", "number", width=12) for year in years),
        Column("Trạng thái", width=18), Column("Nguồn số liệu", width=40), Column("Điều khoản", width=16),
    ]  # fmt: skip
    values = [
        [
            row.target.code, row.target.area, row.target.text, row.wanted, row.target.year,
            *(row.values[year].value if year in row.values else None for year in years),
            row.status.label, "; ".join(f"{year}: {one.document}" for year, one in sorted(row.values.items())),
            row.target.clause,
        ]
        for row in rows
    ]  # fmt: skip
    title = f"CHỈ TIÊU VÀ KẾT QUẢ THỰC HIỆN\n{who.campaign.title}"
    return write_table(title=title, columns=columns, rows=values, sheet_name="Chỉ tiêu", landscape=True)


@require_http_methods(["GET", "HEAD", "POST"])
def target(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One target with its trend and history; the standing officer enters and corrects a year's result."""
    who = officer_asking(request, slug) if request.method == "POST" else asking(request, slug)
    row = get_object_or_404(who.campaign.targets.select_related("phase").prefetch_related("progress"), pk=pk)
    form = progress_form(request, who, row)
    address = reverse("campaigns:target", args=[slug, pk])

    def act() -> str:
        record_progress(target=row, by=request.user, at=request.arrived_at, **form.cleaned_data)
        messages.success(request, f"Đã ghi kết quả năm {form.cleaned_data['year']}.")
        return address

    if request.method == "POST" and (answer := answered(request, form, purpose="target.progress", act=act)):
        return answer
    context = {**who.context("targets"), **form_context(form), "row": target_row(row, who)}
    if who.is_officer:
        events = AuditEvent.objects.filter(object_type="campaigns.target", object_id=str(row.pk))
        context["history"] = list(events.order_by("-number")[:HISTORY])
    return render(request, "campaigns/targets_one.html", context, status=status_of_form(form))


def progress_form(request: HttpRequest, who: Asking, row: Target) -> ProgressForm:
    """The form, filled with the number on record when the address names a year."""
    last = min(who.campaign.period_end.year, who.today.year)
    years = list(range(who.campaign.period_start.year, last + 1)) or [who.campaign.period_start.year]
    if request.method == "POST":
        return ProgressForm(request.POST, years=years, measure=row.measure)
    asked = whole_number(request.GET.get("nam", ""))
    year = asked if asked in years else years[-1]
    found = next((one for one in row.progress.all() if one.year == year), None)
    initial = {"year": year}
    if found:
        initial |= {"value": format_decimal(found.value), "document": found.document}
    return ProgressForm(initial=initial, years=years, measure=row.measure)


@require_POST
def target_remove(request: HttpRequest, slug: str, pk: int, year: int) -> HttpResponse:
    """Takes back a year's number."""
    who = officer_asking(request, slug)
    row = get_object_or_404(who.campaign.targets, pk=pk)
    remove_progress(target=row, year=year, by=request.user, at=request.arrived_at)
    messages.success(request, f"Đã xóa kết quả năm {year}.")
    return redirect("campaigns:target", slug, pk)
