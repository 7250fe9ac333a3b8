"""Phong trào: the person's campaigns as cards."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.paging import page_of
from campaigns.context import access
from campaigns.enums import CampaignState
from campaigns.queries import campaign_list
from campaigns.views.pages import chosen


@require_safe
def campaigns(request: HttpRequest) -> HttpResponse:
    """The campaigns the person sees, with their numbers; a unit sees only whether it has registered."""
    q = request.GET.get("q", "")
    state = chosen(request, "trang-thai", CampaignState.values)
    rows = campaign_list(access(request), q=q, state=state)
    context = {
        "current": "campaigns",
        "page": page_of(rows, request.GET.get("trang")),
        "q": q,
        "state": state,
        "states": CampaignState.choices,
    }
    return render(request, "campaigns/list.html", context)
