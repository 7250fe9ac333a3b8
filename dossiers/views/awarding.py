"""Khen thưởng: after the council's count the awarded ones are marked within the quota, and the money follows."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.dates import DateError, local, parse_date
from accounts.excel.writing import Column, write_table
from accounts.files import excel_response
from accounts.views.password_again import proven_again
from awards.council_queries import deciding_results
from awards.council_step import council_votes, needs_count
from awards.domain.award_budget import award_budget
from awards.domain.claim_place import decline_nomination, release_place, reopen_nomination
from awards.domain.plan_budget import plan_budget
from awards.enums import NominationState
from awards.lawbook import NoLaw
from awards.models import AwardRecord, MeetingResult, Nomination
from campaigns.models import Campaign, Round
from campaigns.permissions import can_stand
from campaigns.views.names import units_in_year
from campaigns.views.round_switch import asked_round, round_context, with_round
from dossiers.domain.award_nomination import award_nomination
from dossiers.domain.proposal_words import chip_of, name_of
from dossiers.domain.propose import Candidate, Proposal, Table, propose
from dossiers.domain.table_words import chip_words, title_of
from dossiers.views.proposals import answered, as_then, campaign_for_selection, worth_showing

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
    """The cases of a round that may be marked, by quota, and the money of those that are marked."""
    campaign = campaign_for_selection(request, slug)
    round = asked_round(request, campaign)
    if round is None:
        return render(
            request, "dossiers/proposals_empty.html", {"current": "campaigns", "campaign": campaign}
        )
    proposal = propose(campaign=campaign, at=request.arrived_at, round=round)
    as_then(request, proposal)
    on, day_error = decision_day(request)
    budget, budget_error = money(campaign, on, round)
    if request.GET.get("xuat") == "excel":
        return awards_file(request, campaign, round, budget)
    planned, _ = money(campaign, campaign.budget_day or campaign.plan_date or on, round, plan_budget)
    context = {
        "current": "campaigns",
        "campaign": campaign,
        **round_context(campaign, round),
        **lists(proposal, Votes(council_votes(round), deciding_results(campaign))),
        "budget": budget,
        "budget_error": day_error or budget_error,
        "planned": planned,
        "difference": planned.total - budget.total if planned and budget else None,
        "on": on,
        "officer": can_stand(by=request.user, campaign=campaign, at=request.arrived_at),
        "key": uuid.uuid4(),
    }
    return render(request, "dossiers/awarding.html", context)


@dataclass(frozen=True)
class Votes:
    """Whether a council votes in this round, and what it has counted."""

    council: bool
    counted: dict[int, MeetingResult]

    def lets(self, row: Candidate) -> bool:
        """Whether a place may be given now: decided before, counted, or nobody votes on this award."""
        one = row.nomination
        if one is None or one.state not in DECIDED:
            return False
        return one.pk in self.counted or not needs_count(one.award, council=self.council)


def lists(proposal: Proposal, votes: Votes) -> dict:
    """Every quota with its cases; `waiting` while the council has not counted anything."""
    tables = [shown(table, votes, proposal) for table in worth_showing(proposal)]
    waiting = votes.council and not any(one["rows"] for one in tables)
    return {"tables": tables, "council": votes.council, "waiting": waiting}


def shown(table: Table, votes: Votes, proposal: Proposal) -> dict:
    """A quota with its cases; those that a council has to count first are not there yet."""
    rows = [
        {
            "row": row,
            "held": held,
            "name": name_of(row),
            "chip": chip_of(held),
            "result": votes.counted.get(row.nomination.pk),
        }
        for row, held in ((row, held_back(row, proposal)) for row in table.rows if votes.lets(row))
    ]
    given = sum(one["row"].nomination.state == NominationState.AWARDED for one in rows)
    return {
        "table": table,
        "quota": table.quota,
        "title": title_of(table.quota),
        "chip": chip_words(table.quota),
        "rows": rows,
        "given": given,
        "next_place": f"chỗ {given + 1}/{table.quota.maximum}" if table.quota.maximum else f"chỗ {given + 1}",
        "full": table.quota.maximum is not None and given >= table.quota.maximum,
    }


def held_back(row: Candidate, proposal: Proposal) -> Candidate:
    """The case as the quota sees it that holds it back: another one may have no place left for it."""
    found = proposal.candidate(row.nomination.pk) if row.nomination else None
    return found[1] if found else row


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


def money(campaign: Campaign, on: date, round: Round, compute=award_budget):
    """(budget of the round, "") or (None, the reason why there is none)."""
    try:
        return compute(campaign=campaign, on=on, round=round), ""
    except NoLaw as error:
        return None, error.message


def ordered(records):
    """Award by award, collectives before people, group by group, by place."""
    group = F("quota__group__position").asc(nulls_first=True)
    return records.order_by(
        "quota__award__position", "-nomination__subject", group, "quota__position", "place"
    )


def awards_file(request: HttpRequest, campaign: Campaign, round: Round, budget) -> HttpResponse:
    """The awarded ones of a round with the money of each, and the total with its words."""
    parts = ("nomination__unit", "quota__award", "quota__group")
    records = list(ordered(AwardRecord.objects.filter(round=round).select_related(*parts)))
    units_in_year(request, round.year, [one.nomination.unit for one in records])
    counted = deciding_results(campaign)
    paid = {(row.law_key, row.subject): row.prize.paid for row in budget.rows} if budget else {}
    rows = []
    for n, one in enumerate(records, start=1):
        person = one.nomination
        votes = counted.get(person.pk)
        award = one.quota.award
        rows.append(
            [n, person.name, person.position_title, str(person.unit), person.get_subject_display()]
            + [award.name, votes.agree if votes else None, paid.get((award.law_key, person.subject))]
        )
    notes = [f"Tổng cộng: {budget.total:,.0f} đồng ({budget.words}).".replace(",", ".")] if budget else []
    title = f"Danh sách khen thưởng - {campaign.short_title} - {round.name}"
    data = write_table(title=title, columns=COLUMNS, rows=rows, notes=notes, landscape=True)
    return excel_response(f"khen-thuong-{campaign.slug}", data)


ACTIONS = {
    "chon": (award_nomination, "Đã chọn khen thưởng {name}."),
    "bo-chon": (release_place, "Đã bỏ chọn {name}; chỗ này còn trống."),
    "khong-khen": (decline_nomination, "Đã ghi không khen thưởng {name}."),
    "xet-lai": (reopen_nomination, "Đã đưa {name} trở lại danh sách xét."),
}


@proven_again
@require_POST
def decide(request: HttpRequest, slug: str, nomination_id: int, action: str) -> HttpResponse:
    """One decision of the officer on one case."""
    campaign = campaign_for_selection(request, slug)
    rows = Nomination.objects.filter(campaign=campaign, state__in=DECIDED).select_related(
        "campaign", "unit", "round", "award"
    )
    nomination = get_object_or_404(rows, pk=nomination_id)
    if action not in ACTIONS:
        raise Http404
    verb, said = ACTIONS[action]

    def act() -> str:
        reason = request.POST.get("reason", "")
        verb(nomination=nomination, by=request.user, at=request.arrived_at, reason=reason)
        messages.success(request, said.format(name=nomination))
        return with_round(reverse("dossiers:awarding", args=[slug]), nomination.round)

    return redirect(answered(request, f"award-{action}", act))
