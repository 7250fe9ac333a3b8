"""The answer about an old award that looks alike, given on the page «Vì sao»."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from awards.domain.settle_past import settle_past
from awards.given import GivenAward
from awards.models import Nomination, PastAward
from awards.permissions import can_answer_for
from campaigns.views.pages import campaign_or_404
from campaigns.views.round_switch import with_round
from dossiers.past_of_nominees import past_cases
from dossiers.views.proposals import answered


@require_POST
def settle(
    request: HttpRequest, slug: str, nomination_id: int, past_id: int = 0, given_id: int = 0
) -> HttpResponse:
    """Keeps the answer once and leads back; 404 unless the award really stands beside the nomination."""
    nomination, past = case_or_404(request, slug, nomination_id, (bool(given_id), given_id or past_id))

    def act() -> str:
        bars = request.POST.get("answer") == "dung"
        ground = request.POST.get("ground", "")
        settle_past(
            nomination=nomination,
            past_award=past,
            bars=bars,
            ground=ground,
            by=request.user,
            at=request.arrived_at,
        )
        messages.success(request, f"Đã ghi xác nhận về khen thưởng cũ của {nomination}.")
        page = reverse("dossiers:why", args=[slug, nomination.unit_id])
        return f"{with_round(page, nomination.round)}#de-nghi-{nomination.pk}"

    return redirect(answered(request, f"past-{past_id}-{given_id}", act))


def case_or_404(
    request: HttpRequest, slug: str, nomination_id: int, key: tuple[bool, int]
) -> tuple[Nomination, PastAward | GivenAward]:
    """The nomination and the earlier award (whether given here, its key), for whoever answers for them."""
    campaign = campaign_or_404(request, slug)
    rows = Nomination.objects.filter(campaign=campaign).exclude(state="draft")
    one = get_object_or_404(
        rows.select_related("round__campaign", "campaign", "unit", "award"), pk=nomination_id
    )
    by = {"by": request.user, "at": request.arrived_at}
    may = can_answer_for(nomination=one, **by)
    cases = past_cases(one.round, [one])[one.pk]
    found = next((case.award for case in cases if (case.is_given, case.award.pk) == key), None)
    if not may or found is None:
        raise Http404
    return one, found
