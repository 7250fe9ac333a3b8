"""The tabs of a campaign for the page that is shown."""

from typing import Any

from django import template

from campaigns.access import Access
from campaigns.models import Campaign
from dossiers.tabs import tabs_of

register = template.Library()


@register.inclusion_tag("campaigns/partials/_campaign_tabs.html", takes_context=True)
def campaign_tabs(context: dict[str, Any]) -> dict[str, Any]:
    """Nothing on pages without a campaign, and for people without a role."""
    campaign, access, request = context.get("campaign"), context.get("access"), context.get("request")
    match = getattr(request, "resolver_match", None)
    if (
        not isinstance(campaign, Campaign)
        or not isinstance(access, Access)
        or not match
        or not access.current
    ):
        return {"tabs": []}
    return {"tabs": tabs_of(campaign, access, match.view_name, request.GET.get("dot", "")[:40])}
