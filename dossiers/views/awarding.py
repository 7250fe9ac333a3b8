"""Khen thưởng: after the council's count the awarded ones are marked within the quota, and the money follows."""

import uuid
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.dates import DateError, local, parse_date
from accounts.excel.writing import Column, write_table
from accounts.files import excel_response
from awards.council_queries import deciding_results
from awards.domain.award_budget import award_budget
from awards.domain.claim_place import decline_nomination, release_place, reopen_nomination
from awards.domain.plan_budget import plan_budget
from awards.enums import NominationState
from awards.lawbook import NoLaw
from awards.models import AwardRecord, Nomination
from campaigns.access import can_stand
from campaigns.models import Campaign
from dossiers.domain.award_nomination import award_nomination
from dossiers.domain.proposal_words import chip_of, name_of
from dossiers.domain.propose import Table, propose
from dossiers.views.proposals import answered, campaign_for_selection

DECIDED = (NominationState.ACCEPTED, NominationState.AWARDED, NominationState.NOT_AWARDED)
COLUMNS = [
    Column("STT", "number", width=6),
    Column("Tập thể, cá nhân", width=36),
    Column("Chức vụ", width=24),
    Column("Đơn vị", width=32),
    Column("Đối tượng", width=12),
    Column("Hình thức", width=40),
    Column("Đồng ý", "number", width=10),
    Column("Mức thưởng", "money", width=16),
]


@require_safe
def awarding(request: HttpRequest, slug: str) -> HttpResponse:
    """The cases that the council has counted, by quota, and the money of those that are marked."""
    campaign = campaign_for_selection(request, slug)
    proposal = propose(campaign=campaign, at=request.arrived_at)
    on, day_error = decision_day(request)
    budget, budget_error = money(campaign, on)
    if request.GET.get("xuat") == "excel":
        return awards_file(campaign, budget)
    planned, _ = money(campaign, campaign.plan_date or on, plan_budget)
    counted = deciding_results(campaign)
    context = {
        "current": "campaigns",
        "campaign": campaign,
        "tables": [shown(table, counted) for table in proposal.tables],
        "counted": bool(counted),
        "budget": budget,
        "budget_error": day_error or budget_error,
        "planned": planned,
        "difference": planned.total - budget.total if planned and budget else None,
        "on": on,
        "officer": can_stand(by=request.user, campaign=campaign, at=request.arrived_at),
        "key": uuid.uuid4(),
    }
    return render(request, "dossiers/awarding.html", context)


def shown(table: Table, counted: dict) -> dict:
    """A quota with its decided cases; those that the council has not counted are not there yet."""
    rows = [
        {"row": row, "name": name_of(row), "chip": chip_of(row), "result": counted.get(row.nomination.pk)}
        for row in table.rows
        if row.nomination and row.nomination.state in DECIDED and row.nomination.pk in counted
    ]
    given = sum(one["row"].nomination.state == NominationState.AWARDED for one in rows)
    return {"table": table, "quota": table.quota, "rows": rows, "given": given}


def decision_day(request: HttpRequest) -> tuple[date, str]:
    """The day of the decision from the address, today when there is none; and what is wrong with it."""
    today = local(request.arrived_at).date()
    typed = request.GET.get("ngay", "").strip()
    if not typed:
        return today, ""
    try:
        return parse_date(typed, label="Ngày quyết định"), ""
    except DateError as error:
        return today, error.message


def money(campaign: Campaign, on: date, compute=award_budget):
    """(budget, "") or (None, the reason why there is none)."""
    try:
        return compute(campaign=campaign, on=on), ""
    except NoLaw as error:
        return None, error.message


def awards_file(campaign: Campaign, budget) -> HttpResponse:
    """The awarded ones with the money of each, and the total with its words."""
    records = AwardRecord.objects.filter(campaign=campaign).select_related(
        "nomination__unit", "quota__award", "quota__group"
    )
    counted = deciding_results(campaign)
    paid = {(row.law_key, row.subject): row.prize.paid for row in budget.rows} if budget else {}
    rows = []
    for n, one in enumerate(records.order_by("-quota__subject", "quota__group__position", "place"), start=1):
        person = one.nomination
        votes = counted.get(person.pk)
        award = one.quota.award
        rows.append(
            [n, person.name, person.position_title, str(person.unit), person.get_subject_display()]
            + [award.name, votes.agree if votes else None, paid.get((award.law_key, person.subject))]
        )
    notes = [f"Tổng cộng: {budget.total:,.0f} đồng ({budget.words}).".replace(",", ".")] if budget else []
    title = f"Danh sách khen thưởng - {campaign.short_title}"
    data = write_table(title=title, columns=COLUMNS, rows=rows, notes=notes, landscape=True)
    return excel_response(f"khen-thuong-{campaign.slug}", data)


ACTIONS = {
    "chon": (award_nomination, "Đã chọn khen thưởng {name}."),
    "bo-chon": (release_place, "Đã bỏ chọn {name}; chỗ này còn trống."),
    "khong-khen": (decline_nomination, "Đã ghi không khen thưởng {name}."),
    "xet-lai": (reopen_nomination, "Đã đưa {name} trở lại danh sách xét."),
}


@require_POST
def decide(request: HttpRequest, slug: str, nomination_id: int, action: str) -> HttpResponse:
    """One decision of the officer on one case."""
    campaign = campaign_for_selection(request, slug)
    rows = Nomination.objects.filter(campaign=campaign, state__in=DECIDED).select_related("campaign", "unit")
    nomination = get_object_or_404(rows, pk=nomination_id)
    if action not in ACTIONS:
        raise Http404
    verb, said = ACTIONS[action]

    def act() -> str:
        reason = request.POST.get("reason", "")
        verb(nomination=nomination, by=request.user, at=request.arrived_at, reason=reason)
        messages.success(request, said.format(name=nomination))
        return reverse("dossiers:awarding", args=[slug])

    return redirect(answered(request, f"award-{action}", act))
