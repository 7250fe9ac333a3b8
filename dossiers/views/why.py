"""Vì sao: a unit's verdicts as a page of its own, with what the standing body may record about its nominees."""

import uuid
from collections.abc import Callable
from decimal import Decimal

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.dates import parse_date
from accounts.numbers import parse_percent, whole_number
from awards.domain.record_field_result import record_field_result
from awards.domain.suspend_nomination import UNDER_WAY, resume_nomination, suspend_nomination
from awards.enums import NominationState
from awards.models import Nomination, Suspension
from awards.next_step import counted_of, next_steps
from awards.queries import nominations_visible_to
from campaigns.context import access
from campaigns.models import Campaign, Round
from campaigns.permissions import can_act_for, can_stand
from campaigns.queries import campaigns_visible_to
from campaigns.views.round_switch import asked_round, round_context, with_round
from dossiers.domain.judge_nominations import replay_verdict
from dossiers.domain.propose import Proposal, propose
from dossiers.past_of_nominees import past_cases
from dossiers.views.proposals import answered, as_then, campaign_for_selection
from dossiers.views.why_panel import why_of
from scoring.models import Attestation, Verdict


@require_safe
def why(request: HttpRequest, slug: str, unit_id: int) -> HttpResponse:
    """The findings; a unit sees only itself, once it has sent. With script only the panel is loaded."""
    campaign, round = seen(request, slug, unit_id)
    proposal = propose(campaign=campaign, at=request.arrived_at, round=round)
    as_then(request, proposal)
    found = why_of(proposal, unit_id)
    if found is None:
        raise Http404
    context = {"current": "campaigns", "campaign": campaign, "why": found}
    context["officer"] = can_stand(by=request.user, campaign=campaign, at=request.arrived_at)
    if request.htmx:
        return render(request, "dossiers/partials/_why.html", context)
    context |= round_context(campaign, round)
    context |= {"cases": cases_of(request, proposal, unit_id), "kinds": Suspension.Kind.choices}
    context |= {"key": uuid.uuid4(), "replayed": "xet-lai" in request.GET}
    return render(request, "dossiers/why.html", context)


def seen(request: HttpRequest, slug: str, unit_id: int) -> tuple[Campaign, Round]:
    """The campaign and the round of the address, when the person may see the unit's verdicts there."""
    mine = access(request)
    if mine.is_unit:
        campaign = get_object_or_404(campaigns_visible_to(mine), slug=slug)
    else:
        campaign = campaign_for_selection(request, slug)
    round = asked_round(request, campaign)
    if round is None:
        raise Http404
    if mine.is_unit:
        own = nominations_visible_to(mine).filter(round=round).exclude(state=NominationState.DRAFT)
        if mine.unit.pk != unit_id or not own.exists():
            raise Http404
    return campaign, round


def cases_of(request: HttpRequest, proposal: Proposal, unit_id: int) -> list[dict]:
    """Each nomination of the unit: the last stored verdict, what stops it, and what may be recorded about it."""
    picture, at = proposal.picture, request.arrived_at
    rows = [one for one in picture.nominations if one.unit_id == unit_id]
    kept, stops, steps = last_verdicts(rows), stops_of(rows), next_steps(picture.campaign)
    attested, counted = attestations_of(rows), counted_of(rows)
    past = past_cases(picture.round, rows)
    officer = can_stand(by=request.user, campaign=picture.campaign, at=at)
    own = any(one.award.own_power for one in rows) and can_act_for(by=request.user, unit=rows[0].unit, at=at)
    return [
        {
            "nomination": one,
            "stands": steps.words(one, counted),
            "verdict": kept.get(one.pk),
            "replay": replay_of(kept.get(one.pk)) if "xet-lai" in request.GET else None,
            "stops": stops.get(one.pk, []),
            "stopped": any(stop.lifted_at is None for stop in stops.get(one.pk, [])),
            "open": one.state in UNDER_WAY,
            "attested": attested.get(one.pk, []),
            "officer": officer,
            "past": past[one.pk],
            "settles": own if one.award.own_power else officer and one.state in UNDER_WAY,
            "attest": (own if one.award.own_power else officer) and picture.asks_a_person(one),
            "fields": picture.years.fields.get(one.pk, {}),
            "years": picture.round.years,
        }
        for one in rows
    ]


def last_verdicts(rows: list[Nomination]) -> dict[int, Verdict]:
    """nomination id -> its last stored verdict."""
    found = Verdict.objects.filter(nomination__in=rows).select_related("judged_by", "campaign_version")
    return {row.nomination_id: row for row in found.order_by("judged_at", "id")}


def stops_of(rows: list[Nomination]) -> dict[int, list[Suspension]]:
    """nomination id -> its suspensions, the newest first."""
    found: dict[int, list[Suspension]] = {}
    for stop in Suspension.objects.filter(nomination__in=rows).select_related("by", "lifted_by"):
        found.setdefault(stop.nomination_id, []).append(stop)
    return found


def attestations_of(rows: list[Nomination]) -> dict[int, list[Attestation]]:
    """nomination id -> its confirmed criteria in the plan's order."""
    found: dict[int, list[Attestation]] = {}
    kept = Attestation.objects.filter(nomination__in=rows).select_related("by", "condition")
    for row in kept.order_by("condition__position", "pk"):
        found.setdefault(row.nomination_id, []).append(row)
    return found


def replay_of(verdict: Verdict | None) -> dict | None:
    """The verdict judged again from what it stored, and whether every finding is the same."""
    if verdict is None:
        return None
    judgement = replay_verdict(verdict)
    return {"same": judgement.as_data() == verdict.findings, "findings": judgement.findings}


@require_POST
def suspend(request: HttpRequest, slug: str, nomination_id: int) -> HttpResponse:
    """Stops or resumes a nomination, as the form says."""
    nomination = nomination_for_officer(request, slug, nomination_id)

    def act() -> str:
        document = request.POST.get("document", "")
        if request.POST.get("action") == "xet-tiep":
            resume_nomination(
                nomination=nomination, document=document, by=request.user, at=request.arrived_at
            )
            return f"Đã ghi xét tiếp {nomination}."
        since = parse_date(request.POST.get("since", ""), label="Ngày tạm dừng")
        kind = request.POST.get("kind", "")
        suspend_nomination(
            nomination=nomination,
            kind=kind,
            since=since,
            document=document,
            by=request.user,
            at=request.arrived_at,
        )
        return f"Đã ghi tạm dừng xét {nomination}."

    return done(request, nomination, "suspend", act)


@require_POST
def field_result(request: HttpRequest, slug: str, nomination_id: int) -> HttpResponse:
    """The approved result of a person's field in one year."""
    nomination = nomination_for_officer(request, slug, nomination_id)

    def act() -> str:
        year = whole_number(request.POST.get("year"))
        percent: Decimal = parse_percent(request.POST.get("percent", ""), label="Kết quả")
        record_field_result(
            nomination=nomination,
            year=year or 0,
            percent=percent,
            document=request.POST.get("document", ""),
            by=request.user,
            at=request.arrived_at,
        )
        return f"Đã ghi kết quả lĩnh vực năm {year} của {nomination}."

    return done(request, nomination, "field-result", act)


def nomination_for_officer(request: HttpRequest, slug: str, nomination_id: int) -> Nomination:
    """A nomination of the campaign, for the standing body only; drafts are the unit's own."""
    campaign = campaign_for_selection(request, slug)
    rows = Nomination.objects.filter(campaign=campaign).exclude(state=NominationState.DRAFT)
    nomination = get_object_or_404(rows.select_related("round", "campaign"), pk=nomination_id)
    if not can_stand(by=request.user, campaign=campaign, at=request.arrived_at):
        raise Http404
    return nomination


def done(request: HttpRequest, nomination: Nomination, purpose: str, act: Callable[[], str]) -> HttpResponse:
    """Does the act once and leads back to the page; a refusal is shown there in its own words."""
    page = reverse("dossiers:why", args=[nomination.campaign.slug, nomination.unit_id])
    address = f"{with_round(page, nomination.round)}#de-nghi-{nomination.pk}"

    def once_more() -> str:
        messages.success(request, act())
        return address

    return redirect(answered(request, purpose, once_more))
