"""Xác nhận tiêu chuẩn: a named person says which qualitative criteria a nominee meets, on which document."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.errors import DomainError
from awards.models import Nomination
from awards.queries import nominations_visible_to
from campaigns.context import access
from campaigns.models import Campaign
from campaigns.permissions import can_stand
from campaigns.views.round_switch import with_round
from dossiers.domain.attest_conditions import (
    attest_conditions,
    can_still_attest,
    conditions_to_attest,
)
from dossiers.four_eyes import head_attests
from dossiers.models import DossierItem
from dossiers.permissions import can_attest, check_attests
from dossiers.queries import nominations_headed_by
from dossiers.views.proposals import answered
from scoring.models import Attestation


@require_http_methods(["GET", "HEAD", "POST"])
def attest(request: HttpRequest, slug: str, nomination_id: int) -> HttpResponse:
    """One form for the qualitative criteria of a nominee."""
    rows = nominations_visible_to(access(request)) | nominations_headed_by(access(request))
    rows = rows.filter(campaign__slug=slug)
    rows = rows.select_related("unit", "award", "round", "campaign__standing_unit", "campaign__issuer")
    nomination = get_object_or_404(rows, pk=nomination_id)
    campaign = nomination.campaign
    check_opens(request, nomination)
    if request.method != "POST":
        return attest_form(request, campaign, nomination)
    try:
        return redirect(answered(request, "attest", lambda: attested(request, nomination)))
    except DomainError as error:
        return attest_form(request, campaign, nomination, error)


def check_opens(request: HttpRequest, nomination: Nomination) -> None:
    """404 for whoever has no business here; the standing body's officer reads that the step is a head's."""
    by = {"by": request.user, "at": request.arrived_at}
    if can_attest(nomination=nomination, **by):
        return
    head = head_attests(nomination, request.arrived_at)
    if head and not nomination.award.own_power and can_stand(campaign=nomination.campaign, **by):
        check_attests(nomination=nomination, **by)
    raise Http404


def attested(request: HttpRequest, nomination: Nomination) -> str:
    """Writes the answers; returns where to go on."""
    said = {row.pk: request.POST.get(f"c{row.pk}") for row in conditions_to_attest(nomination)}
    answers = {key: value == "dat" for key, value in said.items() if value in ("dat", "khong")}
    document = request.POST.get("document", "")
    attest_conditions(
        nomination=nomination, answers=answers, document=document, by=request.user, at=request.arrived_at
    )
    messages.success(request, f"Đã ghi xác nhận tiêu chuẩn của {nomination}.")
    return back_from(request, nomination)


def back_from(request: HttpRequest, nomination: Nomination) -> str:
    """The list, beside the nominee; for a head the dossier, for what a unit's head gives the unit's own page."""
    slug = nomination.campaign.slug
    item = DossierItem.objects.filter(nomination=nomination).first()
    if item and access(request).is_unit and not nomination.award.own_power:
        return reverse("dossiers:dossier", args=[item.dossier_id])
    if nomination.award.own_power:
        return with_round(reverse("dossiers:why", args=[slug, nomination.unit_id]), nomination.round)
    address = f"{reverse('dossiers:proposals', args=[slug])}?don-vi={nomination.unit_id}#vi-sao"
    return with_round(address, nomination.round)


def attest_form(request: HttpRequest, campaign: Campaign, nomination: Nomination, error=None) -> HttpResponse:
    """What was said before, or what was just typed."""
    kept = {
        row.condition_id: row
        for row in Attestation.objects.filter(nomination=nomination).select_related("by")
    }
    lines = []
    for row in conditions_to_attest(nomination):
        before = kept.get(row.pk)
        changed = before is not None and before.wording != row.text
        was = "" if before is None or changed else "dat" if before.holds else "khong"
        said = request.POST.get(f"c{row.pk}") or was
        lines.append({"condition": row, "said": said, "old_wording": before.wording if changed else ""})
    last = next(iter(kept.values()), None)
    context = {
        "current": "campaigns",
        "campaign": campaign,
        "nomination": nomination,
        "lines": lines,
        "last": last,
        "document": request.POST.get("document") or (last.document if last else ""),
        "error": error,
        "editable": can_still_attest(nomination),
        "back": back_from(request, nomination),
        "key": uuid.uuid4(),
    }
    return render(request, "dossiers/attest.html", context, status=422 if error else 200)
