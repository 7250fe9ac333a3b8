"""Kế hoạch thi đua của đơn vị: who has issued a plan of its own for which year, in time or late."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.excel.writing import Column, write_table
from accounts.files import excel_response
from campaigns.domain.record_own_plan import record_own_plan, remove_own_plan
from campaigns.duty_tables import Cell, plan_cells, plan_days, plan_members
from campaigns.enums import DeadlineCode
from campaigns.forms_yearly import OwnPlanForm
from campaigns.models import OwnPlan
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

STATUSES = [("co", "Đã có kế hoạch"), ("chua", "Chưa có kế hoạch"), ("cham", "Ban hành sau hạn")]


@require_safe
def own_plans(request: HttpRequest, slug: str) -> HttpResponse:
    """A unit sees its own years; everyone else who may see the campaign sees all units."""
    who = asking(request, slug)
    all_days = plan_days(who.campaign, who.today)
    deadlines = [row for row in who.campaign.deadlines.all() if row.code == DeadlineCode.OWN_PLAN]
    context = {**who.context("own_plans"), "deadlines": deadlines}
    if who.unit:
        cells = plan_cells(who.campaign, all_days, [who.unit.pk], who.today)[who.unit.pk]
        context["page"] = page_of_rows(cells, request.GET.get("trang"))
        return render(request, "campaigns/own_plans_own.html", context)
    year = chosen_year(request, [year for year, _ in all_days])
    days = [one for one in all_days if year in (None, one[0])]
    groups = list(who.campaign.groups.all())
    picked = {
        "q": request.GET.get("q", "")[:100],
        "group": chosen(request, "nhom", [group.code for group in groups]),
        "status": chosen(request, "tinh-trang", [code for code, _ in STATUSES]),
    }
    rows = plan_members(who.campaign, days, **picked)
    if request.GET.get("xuat") == "excel":
        return excel_response(
            f"Ke hoach don vi {slug}", workbook(who, days, rows_in_year(request, year, rows))
        )
    page = page_in_year(request, year, rows)
    cells = plan_cells(who.campaign, days, [row.unit_id for row in page.rows], who.today)
    context |= {"days": days, "all_days": all_days, "year": year, "page": page, "groups": groups}
    context |= {"lines": [(row, cells[row.unit_id]) for row in page.rows], "chosen": picked}
    context |= {"statuses": STATUSES, "is_filtered": bool(year or any(picked.values()))}
    return render(request, "campaigns/own_plans.html", context)


def said(cell: Cell) -> str:
    """The state of a year in words."""
    if cell.row is None:
        return "Chưa có" if cell.standing.days == 0 else f"Chưa có, quá hạn {cell.standing.days} ngày"
    return cell.standing.text if cell.last_day else "Đã có"


def workbook(who: Asking, days: list[tuple[int, date | None]], rows: list) -> bytes:
    """Units beside years: for each year the state, the number and the day of issue."""
    cells = plan_cells(who.campaign, days, [row.unit_id for row in rows], who.today)
    columns = [Column("Nhóm", width=24), Column("Đơn vị", width=34)]
    for year, last in days:
        limit = f" (hạn {last:%d/%m/%Y})" if last else ""
        columns += [
            Column(f"Năm {year}{limit}", width=22),
            Column(f"Số kế hoạch {year}", width=18),
            Column(f"Ngày ban hành {year}", "date", width=14),
        ]
    values = []
    for row in rows:
        line = [row.group.name, str(row.unit)]
        for cell in cells[row.unit_id]:
            found = cell.row
            line += [said(cell), found.number if found else "", found.issued_on if found else None]
        values.append(line)
    title = f"KẾ HOẠCH THI ĐUA CỦA CÁC ĐƠN VỊ\n{who.campaign.title}"
    return write_table(title=title, columns=columns, rows=values, sheet_name="Kế hoạch", landscape=True)


@require_http_methods(["GET", "HEAD", "POST"])
def own_plan(request: HttpRequest, slug: str, year: int, unit_id: int) -> HttpResponse:
    """One plan of a unit: what is on record, and the form for whoever may write."""
    who = asking(request, slug)
    unit = who.unit_or_404(unit_id)
    day = next((one for one in plan_days(who.campaign, who.today) if one[0] == year), None)
    if day is None:
        raise Http404
    cell = plan_cells(who.campaign, [day], [unit.pk], who.today)[unit.pk][0]
    found = cell.row
    initial = {name: getattr(found, name) for name in ("number", "issued_on", "summary")} if found else {}
    form = OwnPlanForm(posted(request), initial=initial)
    values = {"campaign": who.campaign, "unit": unit, "year": year, "by": request.user}

    def act() -> str:
        record_own_plan(**values, at=request.arrived_at, **form.cleaned_data)
        messages.success(request, f"Đã ghi nhận kế hoạch năm {year} của {unit}.")
        return reverse("campaigns:own_plans", args=[slug])

    if request.method == "POST" and (answer := answered(request, form, purpose="own_plan.record", act=act)):
        return answer
    context = {**who.context("own_plans"), **form_context(form), "unit": unit, "cell": cell}
    return render(request, "campaigns/own_plans_one.html", context, status=status_of_form(form))


@require_POST
def own_plan_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Takes back a plan recorded by mistake."""
    who = officer_asking(request, slug)
    row = get_object_or_404(OwnPlan, campaign=who.campaign, pk=pk)
    remove_own_plan(plan=row, by=request.user, at=request.arrived_at)
    messages.success(request, f"Đã xóa kế hoạch số {row.number} của {row.unit}.")
    return redirect("campaigns:own_plans", slug)
