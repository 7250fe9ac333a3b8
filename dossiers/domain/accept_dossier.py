"""The officer takes a dossier in; from here on the council may read it."""

from datetime import datetime

from accounts.models import User
from dossiers.domain.move_dossier import move_dossier
from dossiers.enums import DossierState
from dossiers.models import Dossier


def accept_dossier(*, dossier: Dossier, by: User, at: datetime) -> Dossier:
    """Accepts a sent dossier; nobody accepts what they sent themselves."""
    return move_dossier(
        dossier=dossier, to=DossierState.ACCEPTED, by=by, at=at, accepted_at=at, accepted_by=by
    )
