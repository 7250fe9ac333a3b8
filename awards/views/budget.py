"""Dự toán theo ngày: the plan's money by the law of the plan's day and of the decision's day, side by side."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.dates import date_short, local
from accounts.excel.writing import Column, write_table
from accounts.files import excel_response
from accounts.numbers import format_money
from awards.domain.budget import Budget, BudgetRow
from awards.domain.compare_budgets import ComparedBudgets, compare_budgets
from awards.law_regimes import cautions
from awards.lawbook import rounding_modes
from awards.views.law import asked_day
from campaigns.models import Campaign, Round
from campaigns.plan_name import plan_words
from campaigns.views.pages import campaign_or_404

NO_NUMBER = "không xác định số lượng"


@require_safe
def budget(request: HttpRequest, slug: str) -> HttpResponse:
    """The annex for two days, of one round or of all; a wrong day is said at its field."""
    campaign = campaign_or_404(request, slug)
    signed = campaign.budget_day or campaign.plan_date or campaign.period_start
    plan_day, plan_error = asked_day(request, "ke_hoach", "Ngày kế hoạch", signed)
    today = local(request.arrived_at).date()
    decision_day, decision_error = asked_day(request, "quyet_dinh", "Ngày quyết định", today)
    round = asked_round(request, campaign)
    compared = compare_budgets(campaign=campaign, plan_day=plan_day, decision_day=decision_day, round=round)
    if request.GET.get("xuat") == "excel" and not (plan_error or decision_error):
        return budget_file(campaign, compared, round)
    context = {
        "current": "campaigns",
        "campaign": campaign,
        "compared": compared,
        "rounds": campaign.rounds.all(),
        "round": round,
        "rounding": rounding_modes().get(campaign.rounding, campaign.rounding),
        "errors": {"ke_hoach": plan_error, "quyet_dinh": decision_error},
        "cautions": cautions(decision_day),
    }
    return render(request, "awards/law_budget.html", context)


def asked_round(request: HttpRequest, campaign: Campaign) -> Round | None:
    """The round of the address; one that the campaign does not have is a page that does not exist."""
    code = request.GET.get("dot", "")
    if not code:
        return None
    found = next((row for row in campaign.rounds.all() if row.code == code), None)
    if found is None:
        raise Http404
    return found


def budget_file(campaign: Campaign, compared: ComparedBudgets, round: Round | None) -> HttpResponse:
    """The annex in the plan's layout, with both days beside each other."""
    first, second = compared.first, compared.second
    columns = [
        Column("STT", "number", 6),
        Column("Loại hình khen thưởng", width=44),
        Column("Số lượng", "number", 12),
        Column(f"Mức cho một (ngày {date_short(first.on)})", "money", 16),
        Column(f"Thành tiền (ngày {date_short(first.on)})", "money", 18),
        Column(f"Mức cho một (ngày {date_short(second.on)})", "money", 16),
        Column(f"Thành tiền (ngày {date_short(second.on)})", "money", 18),
        Column("Chênh lệch", "money", 16),
    ]
    rows: list[list[Any]] = [
        [number, line.label, NO_NUMBER if line.count is None else line.count]
        + [*cells(line.first), *cells(line.second), line.difference]
        for number, line in enumerate(compared.lines, start=1)
    ]
    totals = [None, total(first), None, total(second), compared.difference]
    rows.append([None, "Tổng cộng", first.count, *totals])
    part = f" - {round.name}" if round else ""
    title = f"DỰ TOÁN KINH PHÍ KHEN THƯỞNG{part}\n{campaign.title}{attached(campaign)}"
    data = write_table(title=title, columns=columns, rows=rows, notes=notes(compared), landscape=True)
    return excel_response(f"du-toan-{campaign.slug}", data)


def cells(line) -> list[Any]:
    """The money for one and the amount, or why there is none."""
    return [line.prize.paid, line.amount] if isinstance(line, BudgetRow) else [None, "chưa tính được"]


def total(budget: Budget) -> Any:
    """The total, or that there is none."""
    return budget.total if budget.has_total else "chưa tính được"


def attached(campaign: Campaign) -> str:
    """Which plan the annex belongs to; one without a number is called by its issuer."""
    by = "" if campaign.plan_number else f" của {campaign.issuer.name}"
    return f" (Đính kèm {plan_words(campaign)}{by})"


def notes(compared: ComparedBudgets) -> list[str]:
    """The words, what the totals leave out, the difference and the texts they rest on."""
    found = ["Đơn vị tính: đồng."]
    for budget in (compared.first, compared.second):
        day = date_short(budget.on)
        if budget.has_total:
            found.append(f"Tính theo ngày {day}: {format_money(budget.total)}. Bằng chữ: {budget.words}./.")
            found.append(f"Căn cứ tại ngày {day}: {'; '.join(budget.references)}.")
        found += [f"Ngày {day}, {'; '.join(labels)}: {reason}" for reason, labels in budget.reasons]
    found += limits(compared.first)
    return [*found, compared.sentence]


def limits(budget: Budget) -> list[str]:
    """What keeps the total from being an exact amount."""
    found = []
    if budget.is_open:
        found.append("Tổng chưa gồm các dòng không xác định số lượng.")
    if budget.is_bound:
        found.append(
            "Dòng tính chung cho tập thể, cá nhân lấy mức cao nhất (toàn bộ là tập thể): đây là số tối đa."
        )
    return found
