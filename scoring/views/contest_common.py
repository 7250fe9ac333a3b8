"""What the pages of a contest start with: the campaign that is measured by one, else 404."""

from django.http import Http404, HttpRequest

from campaigns.enums import MeasuredBy
from campaigns.models import Campaign
from scoring.views.common import campaign_of, kept_campaign


def contest_campaign(request: HttpRequest, slug: str) -> Campaign:
    """The contest campaign of the address, 404 for somebody else's and for other kinds."""
    return _of_contest(campaign_of(request, slug))


def kept_contest_campaign(request: HttpRequest, slug: str) -> Campaign:
    """The contest campaign for a page of its standing body, 404 for everybody else."""
    return _of_contest(kept_campaign(request, slug))


def _of_contest(campaign: Campaign) -> Campaign:
    if campaign.measured_by != MeasuredBy.CONTEST:
        raise Http404
    return campaign
