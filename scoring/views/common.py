"""What every view of this room starts with: the campaign or sheet that the person may see, else 404."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from campaigns.context import access
from campaigns.models import Campaign
from campaigns.permissions import can_stand
from campaigns.queries import campaigns_visible_to
from campaigns.rounds import shown_year
from scoring.models import ScoreSheet
from scoring.queries import sheets_visible_to


def campaign_of(request: HttpRequest, slug: str) -> Campaign:
    """The campaign of the address, 404 for somebody else's."""
    return get_object_or_404(campaigns_visible_to(access(request)), slug=slug)


def own_sheet(request: HttpRequest, slug: str) -> ScoreSheet:
    """The sheet of the person's own unit, 404 when there is none or the person works for no unit."""
    now = access(request)
    if not now.is_unit:
        raise Http404
    campaign = campaign_of(request, slug)
    year = shown_year(campaign)
    return get_object_or_404(sheets_visible_to(now), campaign=campaign, unit=now.unit, year=year)


def kept_campaign(request: HttpRequest, slug: str) -> Campaign:
    """The campaign for a page of its standing body, 404 for everybody else."""
    campaign = campaign_of(request, slug)
    if not can_stand(by=request.user, campaign=campaign, at=request.arrived_at):
        raise Http404
    return campaign
