"""Who may do what about a dossier: `check_x` raises the sentence, `can_x` derives from it.

Roles are read anew each time. When and in which state something may be done stands with its verb.
"""

from datetime import datetime

from accounts.errors import NotAllowed
from accounts.models import User
from accounts.origin import allowed
from awards.models import Nomination
from awards.permissions import check_answers_for
from campaigns.permissions import check_acts_for, check_head, check_standing
from dossiers.four_eyes import head_accepts, head_attests
from dossiers.models import Dossier


def check_writes_dossier(*, dossier: Dossier, by: User, at: datetime) -> None:
    """The unit writes its own dossier."""
    check_acts_for(by=by, unit=dossier.unit, at=at)


def can_write_dossier(*, dossier: Dossier, by: User, at: datetime) -> bool:
    """Whether the unit's own fields and buttons are shown."""
    return allowed(check_writes_dossier, NotAllowed, dossier=dossier, by=by, at=at)


def check_receives_dossier(*, dossier: Dossier, by: User, at: datetime) -> None:
    """The standing body returns and accepts; what the office sent itself is its head's."""
    if head := head_accepts(dossier, at):
        check_head(step=head, by=by)
    else:
        check_standing(by=by, campaign=dossier.campaign, at=at)


def can_receive_dossier(*, dossier: Dossier, by: User, at: datetime) -> bool:
    """Whether the buttons for returning and accepting are shown."""
    return allowed(check_receives_dossier, NotAllowed, dossier=dossier, by=by, at=at)


def check_attests(*, nomination: Nomination, by: User, at: datetime) -> None:
    """Whoever answers for the nomination; a head where the office would check itself."""
    head = None if nomination.award.own_power else head_attests(nomination, at)
    if head:
        check_head(step=head, by=by)
    else:
        check_answers_for(nomination=nomination, by=by, at=at)


def can_attest(*, nomination: Nomination, by: User, at: datetime) -> bool:
    """Whether the form for the criteria opens."""
    return allowed(check_attests, NotAllowed, nomination=nomination, by=by, at=at)


def check_not_sender(*, dossier: Dossier, by: User) -> None:
    """Nobody accepts what they sent."""
    if dossier.sent_by_id == by.pk:
        raise NotAllowed("Người đã gửi hồ sơ không được tự tiếp nhận. Hãy chuyển cho cán bộ khác.")
