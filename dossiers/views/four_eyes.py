"""What a dossier's page says and offers where the office would check itself."""

from typing import Any

from django.http import HttpRequest

from awards.enums import NominationState
from campaigns.permissions import can_stand
from dossiers.domain.attest_conditions import can_still_attest, conditions_to_attest
from dossiers.enums import DossierState
from dossiers.four_eyes import head_accepts, head_attests
from dossiers.models import Dossier

UNDER_WAY = (NominationState.SENT, NominationState.ACCEPTED)


def four_eyes_context(request: HttpRequest, row: Dossier) -> dict[str, Any]:
    """Who takes the dossier in, and, for a head, which nominees wait for the confirmation of their criteria."""
    standing = can_stand(by=request.user, campaign=row.campaign, at=request.arrived_at)
    step = head_accepts(row, request.arrived_at) if row.state == DossierState.SENT else None
    nominees = [
        item.nomination for item in row.items.select_related("nomination__award", "nomination__campaign")
    ]
    first = next((one for one in nominees if one.state in UNDER_WAY), None)
    attest = head_attests(first, request.arrived_at) if first else None
    mine = attest is not None and attest.may(request.user)
    return {
        "standing": standing,
        "takes_in": step.may(request.user) if step else standing,
        "accept_step": step,
        "attest_step": attest,
        "to_attest": [
            one for one in nominees if mine and can_still_attest(one) and conditions_to_attest(one)
        ],
    }
