"""Phần đã cất: what a successor set aside for its predecessor's, to be read by its people and the standing body."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from campaigns.context import access
from campaigns.models import Takeover
from campaigns.permissions import can_act_for, can_stand
from campaigns.views.pages import campaign_or_404
from dossiers.takeover_aside import aside_of


@require_safe
def takeover_aside(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """All that one answer set aside; points of a draft are shown to the unit's own people only."""
    campaign = campaign_or_404(request, slug)
    rows = Takeover.objects.select_related("predecessor", "successor", "by")
    row = get_object_or_404(rows, campaign=campaign, pk=pk, undone_at=None, moved__has_key="aside")
    own = access(request).is_unit and can_act_for(by=request.user, unit=row.successor, at=request.arrived_at)
    if not own and not can_stand(by=request.user, campaign=campaign, at=request.arrived_at):
        raise Http404
    context = {"current": "campaigns", "campaign": campaign, "row": row, "own": own, "aside": aside_of(row)}
    return render(request, "dossiers/takeover_aside.html", context)
