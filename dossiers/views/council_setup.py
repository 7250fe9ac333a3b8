"""Lập Hội đồng cấp quyết định of a campaign."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.errors import DomainError
from awards.domain.set_council import set_council
from campaigns.permissions import can_stand
from campaigns.views.pages import campaign_or_404
from dossiers.forms.council import CouncilInput, from_post, from_rows


@require_http_methods(["GET", "HEAD", "POST"])
def council_setup(request: HttpRequest, slug: str) -> HttpResponse:
    """The council's name and members; for the standing body only."""
    campaign = campaign_or_404(request, slug)
    if not can_stand(by=request.user, campaign=campaign, at=request.arrived_at):
        raise Http404
    if request.method != "POST":
        return page(request, from_rows(campaign))
    typed = from_post(campaign, request.POST)
    if typed.again:
        return page(request, typed)
    members = typed.members()
    try:
        council = set_council(
            campaign=campaign, name=typed.name, members=members, by=request.user, at=request.arrived_at
        )
    except DomainError as error:
        typed.problems.append(error.message)
        return page(request, typed, status=422)
    messages.success(request, f"Đã ghi «{council}», {len(members)} thành viên.")
    return redirect("dossiers:council")


def page(request: HttpRequest, typed: CouncilInput, status: int = 200) -> HttpResponse:
    """The table, with what was typed."""
    context = {
        "current": "council",
        "campaign": typed.campaign,
        "typed": typed,
        "accounts": typed.accounts,
        "units": typed.units,
    }
    return render(request, "dossiers/council_setup.html", context, status=status)
