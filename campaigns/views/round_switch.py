"""Which round a page of a campaign shows, as its address (`?dot=`) or its form says."""

from typing import Any

from django.http import HttpRequest

from campaigns.models import Campaign, Round
from campaigns.rounds import shown_round


def asked_round(request: HttpRequest, campaign: Campaign) -> Round | None:
    """The round of the address or the form, else the open one; None while the plan has none."""
    code = request.POST.get("dot") or request.GET.get("dot") or ""
    return shown_round(campaign, code[:40])


def round_context(campaign: Campaign, round: Round | None) -> dict[str, Any]:
    """What the switch needs; with a single round there is nothing to switch."""
    return {"round": round, "rounds": list(campaign.rounds.all())}


def with_round(address: str, round: Round | None) -> str:
    """The address of a page that shows the round."""
    if round is None:
        return address
    path, mark, anchor = address.partition("#")
    return f"{path}{'&' if '?' in path else '?'}dot={round.code}{mark}{anchor}"
