"""Các đợt xét: which rounds the plan has, which one is being considered, and the door from one to the next."""

import uuid

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.domain.submissions import once
from campaigns.context import access
from campaigns.domain.move_round import end_round, start_round
from campaigns.enums import CampaignState
from campaigns.models import Campaign, Round
from campaigns.permissions import can_stand
from campaigns.rounds import deadlines_of
from campaigns.views.pages import campaign_or_404


@require_safe
def rounds(request: HttpRequest, slug: str) -> HttpResponse:
    """Every round with its years, its deadlines and its state; the standing officer opens and ends them."""
    campaign = campaign_or_404(request, slug)
    prefetch_related_objects([campaign], "deadlines")
    rows = list(campaign.rounds.all())
    opened = next((row for row in rows if row.state == "open"), None)
    context = {
        "current": "campaigns",
        "campaign": campaign,
        "rows": [row_of(campaign, row) for row in rows],
        "opened": opened,
        "officer": may_move(request, campaign),
        "launched": campaign.state == CampaignState.LAUNCHED,
        "units": campaign.members.count(),
        "key": uuid.uuid4(),
    }
    return render(request, "campaigns/rounds.html", context)


def row_of(campaign: Campaign, row: Round) -> dict:
    """A round with the deadlines that hold in it, those of the campaign included."""
    deadlines = sorted(deadlines_of(campaign, row).values(), key=lambda one: one.last_valid_day)
    return {"round": row, "deadlines": deadlines}


def may_move(request: HttpRequest, campaign: Campaign) -> bool:
    """Whether the person opens and ends rounds here; a unit's people only read."""
    mine = access(request)
    return not mine.is_unit and can_stand(by=request.user, campaign=campaign, at=request.arrived_at)


@require_POST
def move(request: HttpRequest, slug: str, code: str, action: str) -> HttpResponse:
    """Opens («mo») or ends («ket-thuc») a round."""
    campaign = campaign_or_404(request, slug)
    row = get_object_or_404(campaign.rounds, code=code)
    if action not in ("mo", "ket-thuc") or not may_move(request, campaign):
        raise Http404
    verb, said = (start_round, "Đã mở") if action == "mo" else (end_round, "Đã kết thúc")

    def act() -> str:
        verb(round=row, by=request.user, at=request.arrived_at)
        messages.success(request, f"{said} «{row}».")
        return reverse("campaigns:rounds", args=[slug])

    key = request.POST.get("key", "")
    return redirect(once(key=key, by=request.user, at=request.arrived_at, purpose="round", act=act))
