"""Xác định tốp đầu: the standing officer says to which rank it reaches."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.domain.submissions import once
from accounts.errors import DomainError
from accounts.numbers import whole_number
from campaigns.models import UnitGroup
from campaigns.views.round_switch import asked_round, with_round
from scoring.domain.draw_top_line import draw_top_line
from scoring.queries import current_ranking
from scoring.views.common import kept_campaign


@require_POST
def top_line(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Draws or moves the line of a group in the ranking of the shown round's year."""
    campaign = kept_campaign(request, slug)
    group = get_object_or_404(UnitGroup, campaign=campaign, code=code)
    round = asked_round(request, campaign)
    found = current_ranking(campaign, round.year if round else campaign.year)
    address = with_round(reverse("scoring:ranking", args=[slug]), round)

    def act() -> str:
        last = whole_number(request.POST.get("last_rank"))
        if found is None or last is None:
            raise DomainError("Hãy nhập hạng cuối cùng thuộc tốp đầu, là một số nguyên.", field="last_rank")
        ground = request.POST.get("ground", "")
        draw_top_line(
            ranking=found, group=group, last_rank=last, ground=ground, by=request.user, at=request.arrived_at
        )
        messages.success(request, f"Đã xác định tốp đầu của {group}: đến hạng {last}.")
        return address

    key = request.POST.get("key", "")
    return redirect(once(key=key, by=request.user, at=request.arrived_at, purpose="top-line", act=act))
