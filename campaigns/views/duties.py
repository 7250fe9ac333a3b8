"""Báo cáo định kỳ: units beside due days for the office, the own due days for a unit, and the record of a report."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.excel.writing import Column, write_table
from accounts.files import excel_response
from campaigns.domain.record_report import record_report, remove_report
from campaigns.duties import Timing
from campaigns.duty_tables import begun_days, days_of, lines_of, reminders, report_cells, report_members
from campaigns.enums import Reporter
from campaigns.forms_yearly import ReportForm
from campaigns.models import ReportDuty, ReportReceived, Unit
from campaigns.views.names import page_in_year, rows_in_year
from campaigns.views.pages import chosen
from campaigns.views.yearly import (
    Asking,
    answered,
    asking,
    chosen_year,
    form_context,
    officer_asking,
    page_of_rows,
    posted,
    status_of_form,
)

SHOWN_REMINDERS = 8


@require_safe
def reports(request: HttpRequest, slug: str) -> HttpResponse:
    """A unit sees its own due days; everyone else who may see the campaign sees all units."""
    who = asking(request, slug)
    if who.unit:
        lines = lines_of(who.campaign, who.unit, Reporter.UNIT, who.today)
        page = page_of_rows(lines, request.GET.get("trang"))
        return render(request, "campaigns/reports_own.html", {**who.context("reports"), "page": page})
    duties = list(who.campaign.report_duties.all())
    of_units = [duty for duty in duties if duty.reporter == Reporter.UNIT]
    context = {**who.context("reports"), "duties": of_units, "has_duties": bool(duties)}
    context["reminders"] = reminders(who.campaign, duties, who.today)[:SHOWN_REMINDERS]
    if len(of_units) < len(duties):
        context["standing_lines"] = lines_of(
            who.campaign, who.campaign.standing_unit, Reporter.STANDING, who.today
        )
    if of_units:
        return of_all_units(request, who, of_units, context)
    return render(request, "campaigns/reports.html", context)


def of_all_units(request: HttpRequest, who: Asking, duties: list[ReportDuty], context: dict) -> HttpResponse:
    """The table of one duty, filtered from the address, with Excel of what is filtered."""
    code = chosen(request, "che-do", [str(duty.position) for duty in duties])
    duty = next((one for one in duties if str(one.position) == code), duties[0])
    all_days = begun_days(duty, who.campaign, who.today)
    year = chosen_year(request, [one.year for one in all_days])
    days = [one for one in all_days if year in (None, one.year)]
    groups = list(who.campaign.groups.all())
    picked = {
        "q": request.GET.get("q", "")[:100],
        "group": chosen(request, "nhom", [group.code for group in groups]),
        "status": chosen(request, "tinh-trang", list(Timing)),
    }
    rows = report_members(who.campaign, duty, days, today=who.today, **picked)
    if request.GET.get("xuat") == "excel":
        return excel_response(
            f"Bao cao dinh ky {who.campaign.slug}",
            workbook(who, duty, days, rows_in_year(request, year, rows)),
        )
    page = page_in_year(request, year, rows)
    cells = report_cells(duty, days, [row.unit_id for row in page.rows], who.today)
    context |= {"duty": duty, "days": days, "all_days": all_days, "year": year, "page": page}
    context |= {"lines": [(row, cells[row.unit_id]) for row in page.rows], "groups": groups, "chosen": picked}
    context |= {"timings": list(Timing), "is_filtered": bool(year or any(picked.values()))}
    return render(request, "campaigns/reports.html", context)


def workbook(who: Asking, duty: ReportDuty, days: list, rows: list) -> bytes:
    """Units beside due days: for each day the state, the number and the arrival."""
    cells = report_cells(duty, days, [row.unit_id for row in rows], who.today)
    columns = [Column("Nhóm", width=24), Column("Đơn vị", width=34)]
    for one in days:
        columns += [
            Column(f"Kỳ {one.year} (hạn {one.last_day:%d/%m/%Y})", width=24),
            Column(f"Số báo cáo {one.year}", width=18),
            Column(f"Ngày nhận {one.year}", "date", width=14),
        ]
    values = []
    for row in rows:
        line = [row.group.name, str(row.unit)]
        for cell in cells[row.unit_id]:
            found = cell.row
            line += [cell.standing.text, found.number if found else "", found.arrived_on if found else None]
        values.append(line)
    title = f"THEO DÕI BÁO CÁO ĐỊNH KỲ\n{duty.text}"
    return write_table(title=title, columns=columns, rows=values, sheet_name="Báo cáo", landscape=True)


def reporter_or_404(who: Asking, duty: ReportDuty, unit_id: int) -> Unit:
    """The unit that owes the report, if the person may record it: the standing body's own only by its officer."""
    if duty.reporter == Reporter.STANDING:
        if not who.is_officer or unit_id != who.campaign.standing_unit_id:
            raise Http404
        return who.campaign.standing_unit
    return who.unit_or_404(unit_id)


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, slug: str, pk: int, year: int, unit_id: int) -> HttpResponse:
    """One report: what is on record, and the form for whoever may write."""
    who = asking(request, slug)
    duty = get_object_or_404(who.campaign.report_duties, pk=pk)
    unit = reporter_or_404(who, duty, unit_id)
    due = next((one for one in days_of(duty, who.campaign) if one.year == year), None)
    if due is None:
        raise Http404
    cell = report_cells(duty, [due], [unit.pk], who.today)[unit.pk][0]
    initial = {"arrived_on": who.today}
    if cell.row:
        initial = {name: getattr(cell.row, name) for name in ("number", "issued_on", "summary", "arrived_on")}
    form = ReportForm(posted(request), initial=initial, is_officer=who.is_officer)
    values = {"duty": duty, "unit": unit, "year": year, "by": request.user, "at": request.arrived_at}

    def act() -> str:
        record_report(**values, **form.cleaned_data)
        messages.success(request, f"Đã ghi nhận báo cáo năm {year} của {unit}.")
        return reverse("campaigns:reports", args=[slug])

    if request.method == "POST" and (answer := answered(request, form, purpose="report.record", act=act)):
        return answer
    context = {**who.context("reports"), **form_context(form), "duty": duty, "unit": unit, "cell": cell}
    return render(request, "campaigns/reports_one.html", context, status=status_of_form(form))


@require_POST
def report_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Takes back a report recorded by mistake."""
    who = officer_asking(request, slug)
    row = get_object_or_404(ReportReceived.objects.filter(duty__campaign=who.campaign), pk=pk)
    remove_report(report=row, by=request.user, at=request.arrived_at)
    messages.success(request, f"Đã xóa báo cáo số {row.number} của {row.unit}.")
    return redirect("campaigns:reports", slug)
