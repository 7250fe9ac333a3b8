"""Who may do what about a dossier: `check_x` raises the sentence, `can_x` derives from it.

Roles are read anew each time. When and in which state something may be done stands with its verb.
"""

from datetime import datetime

from accounts.errors import NotAllowed
from accounts.models import User
from accounts.origin import allowed
from campaigns.permissions import check_acts_for, check_standing
from dossiers.models import Dossier


def check_writes_dossier(*, dossier: Dossier, by: User, at: datetime) -> None:
    """The unit writes its own dossier."""
    check_acts_for(by=by, unit=dossier.unit, at=at)


def can_write_dossier(*, dossier: Dossier, by: User, at: datetime) -> bool:
    """Whether the unit's own fields and buttons are shown."""
    return allowed(check_writes_dossier, NotAllowed, dossier=dossier, by=by, at=at)


def check_receives_dossier(*, dossier: Dossier, by: User, at: datetime) -> None:
    """The standing body returns and accepts."""
    check_standing(by=by, campaign=dossier.campaign, at=at)


def can_receive_dossier(*, dossier: Dossier, by: User, at: datetime) -> bool:
    """Whether the buttons for returning and accepting are shown."""
    return allowed(check_receives_dossier, NotAllowed, dossier=dossier, by=by, at=at)


def check_not_sender(*, dossier: Dossier, by: User) -> None:
    """Nobody accepts what they sent."""
    if dossier.sent_by_id == by.pk:
        raise NotAllowed("Người đã gửi hồ sơ không được tự tiếp nhận. Hãy chuyển cho cán bộ khác.")
