"""The officer sends a dossier back with what the unit has to do."""

from datetime import datetime

from accounts.models import User
from accounts.text import nfc
from dossiers.domain.move_dossier import move_dossier
from dossiers.enums import DossierState
from dossiers.models import Dossier


def return_dossier(*, dossier: Dossier, reason: str, by: User, at: datetime) -> Dossier:
    """Returns a sent dossier; the reason stands on top of the unit's page."""
    reason = nfc(reason).strip()
    return move_dossier(
        dossier=dossier, to=DossierState.RETURNED, by=by, at=at, why=reason, returned_reason=reason
    )
