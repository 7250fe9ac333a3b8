"""Bàn giao phong trào: which body issues, keeps or appraises it from a day on, and what was handed over before."""

import uuid

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.dates import local
from accounts.domain.submissions import once
from accounts.errors import DomainError
from campaigns.access import active_memberships
from campaigns.domain.hand_over_campaign import hand_over_campaign
from campaigns.enums import CampaignPart, Role
from campaigns.forms_changes import HandOverCampaignForm, part_choices
from campaigns.models import Campaign, Unit
from campaigns.organisation import ended_parts
from campaigns.people import below_any, find_typed_unit, units_administered
from campaigns.queries import units_above
from campaigns.views.yearly import posted, status_of_form


def campaign_to_hand_over(request: HttpRequest, slug: str) -> Campaign:
    """The campaign for its standing officer and for whoever administers one of its bodies; else there is none."""
    places = units_administered(request.user, request.arrived_at)
    mine = active_memberships(request.user, request.arrived_at).filter(role=Role.STANDING_OFFICER)
    found = Q(standing_unit__in=mine.values("unit"))
    for part in CampaignPart.values:
        found |= below_any(part, places)
    rows = Campaign.objects.filter(found).select_related(*CampaignPart.values)
    return get_object_or_404(rows.distinct(), slug=slug)


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, slug: str) -> HttpResponse:
    """The form, the bodies of today, the history."""
    campaign = campaign_to_hand_over(request, slug)
    ended = ended_parts(campaign)
    first = {"day": local(request.arrived_at).date(), "part": ended[0][0] if ended else ""}
    form = HandOverCampaignForm(posted(request), initial=first)
    form.fields["part"].choices = part_choices(campaign)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(done(request, campaign, form))
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
    context = {
        "current": "campaigns",
        "campaign": campaign,
        "parts": part_choices(campaign),
        "ended": [unit for _, unit in ended],
        "history": campaign.hand_overs.select_related("after", "by"),
        "form": form,
        "key": uuid.uuid4(),
    }
    return render(request, "campaigns/hand_over.html", context, status=status_of_form(form))


def done(request: HttpRequest, campaign: Campaign, form: HandOverCampaignForm) -> str:
    """Writes it once; who has no business there any more comes to the first page."""
    today = local(request.arrived_at).date()

    def act() -> str:
        to = find_typed_unit(form.cleaned_data["to"], places_of(request, campaign), today, field="to")
        row = hand_over_campaign(
            campaign=campaign,
            part=form.cleaned_data["part"],
            to=to,
            basis=form.basis(),
            by=request.user,
            at=request.arrived_at,
        )
        messages.success(request, f"Đã bàn giao: {row}.")
        return reverse("dossiers:home")

    key, by = request.POST.get("key", ""), {"by": request.user, "at": request.arrived_at}
    return once(key=key, purpose="campaign.hand_over", act=act, **by)


def places_of(request: HttpRequest, campaign: Campaign) -> list[int]:
    """Where the receiving body is looked for: what the person administers, and the issuer's own house."""
    places = units_administered(request.user, request.arrived_at)
    return places or [row.pk for row in units_above(Unit.objects.get(pk=campaign.issuer_id))[:1]]
