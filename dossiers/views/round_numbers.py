"""The numbers of a round, as a part of the page of rounds or as a page of their own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from dossiers.round_numbers import round_numbers
from dossiers.views.proposals import campaign_for_selection


@require_safe
def numbers(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """For the standing body and the council."""
    campaign = campaign_for_selection(request, slug)
    round = get_object_or_404(campaign.rounds, code=code)
    context = {"current": "campaigns", "campaign": campaign, "round": round, "numbers": round_numbers(round)}
    part = "dossiers/partials/_round_numbers.html"
    return render(request, part if request.htmx else "dossiers/round_numbers.html", context)
