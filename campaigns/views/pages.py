"""What the list pages of campaigns share."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from campaigns.context import access
from campaigns.models import Campaign
from campaigns.queries import campaigns_visible_to


def campaign_or_404(request: HttpRequest, slug: str) -> Campaign:
    """The campaign if the person may see it."""
    rows = campaigns_visible_to(access(request)).select_related("issuer", "standing_unit")
    return get_object_or_404(rows, slug=slug)


def chosen(request: HttpRequest, name: str, allowed: list[str]) -> str:
    """A filter of the address; a value that does not exist is a page that does not exist."""
    value = request.GET.get(name, "")
    if value and value not in allowed:
        raise Http404
    return value
