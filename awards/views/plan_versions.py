"""The frozen versions of a plan, what parts two of them, and the plan to take away as a pack."""

import tomli_w
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.files import attachment_response
from awards.domain.export_plan import plan_as_toml
from awards.domain.plan_changes import describe_changes
from awards.packs_schema import with_days
from campaigns.permissions import can_stand
from campaigns.views.pages import campaign_or_404

TOML = "application/toml"


@require_safe
def versions(request: HttpRequest, slug: str) -> HttpResponse:
    """Every version with its reason, document, hash, person and changes, the newest first."""
    campaign = campaign_or_404(request, slug)
    rows = list(campaign.versions.select_related("created_by"))
    context = {
        "current": "campaigns",
        "campaign": campaign,
        "versions": rows,
        "may_stand": can_stand(by=request.user, campaign=campaign, at=request.arrived_at),
    }
    return render(request, "awards/plan_versions.html", context)


@require_safe
def difference(request: HttpRequest, slug: str, one: int, other: int) -> HttpResponse:
    """What differs between two versions, older to newer."""
    campaign = campaign_or_404(request, slug)
    old, new = sorted((one, other))
    rows = [get_object_or_404(campaign.versions, number=number) for number in (old, new)]
    context = {
        "current": "campaigns",
        "campaign": campaign,
        "old": rows[0],
        "new": rows[1],
        "changes": describe_changes(rows[0].content, rows[1].content),
        "versions": list(campaign.versions.order_by("number").values_list("number", flat=True)),
    }
    return render(request, "awards/plan_difference.html", context)


@require_safe
def plan_toml(request: HttpRequest, slug: str) -> HttpResponse:
    """The plan as it stands now, as a pack."""
    campaign = campaign_or_404(request, slug)
    return attachment_response(f"{slug}.toml", plan_as_toml(campaign).encode(), content_type=TOML)


@require_safe
def version_toml(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A frozen version as a pack."""
    campaign = campaign_or_404(request, slug)
    row = get_object_or_404(campaign.versions, number=number)
    text = tomli_w.dumps(with_days(row.content), multiline_strings=False)
    return attachment_response(f"{slug}-ban-{number}.toml", text.encode(), content_type=TOML)
