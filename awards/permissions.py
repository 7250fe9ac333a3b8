"""Who may do what about plans and awards: `check_x` raises the sentence, `can_x` derives from it.

Roles are read anew each time. When and in which state something may be done stands with its verb.
"""

from datetime import datetime

from accounts.errors import NotAllowed
from accounts.models import User
from accounts.origin import allowed
from awards.council_queries import Ballot
from awards.enums import CouncilLevel
from awards.history_queries import KEEPERS, office_of
from awards.models import CouncilMember, Meeting, Nomination
from campaigns.access import COUNCIL_ROLES, active_memberships, holds_role
from campaigns.enums import Role
from campaigns.models import Unit
from campaigns.permissions import check_acts_for, check_standing
from campaigns.queries import units_above


def check_sets_up_somewhere(*, by: User, at: datetime) -> list[Unit]:
    """The bodies where the person is standing officer today; NotAllowed when there is none."""
    rows = active_memberships(by, at).filter(role=Role.STANDING_OFFICER)
    found = [row.unit for row in rows]
    if not found:
        raise NotAllowed("Chỉ cán bộ cơ quan thường trực được lập phong trào mới.")
    return found


def check_sets_up(*, standing: Unit, issuer: Unit, by: User, at: datetime) -> None:
    """The person works for the standing body, and that is the issuer or a body under it."""
    check_plans_for(standing=standing, by=by, at=at)
    if issuer.pk not in {unit.pk for unit in units_above(standing)}:
        raise NotAllowed(f"{standing} không thuộc {issuer} nên không lập được kế hoạch của {issuer}.")


def check_plans_for(*, standing: Unit, by: User, at: datetime) -> None:
    """A plan is set up, and a draft written over, by the officer of its standing body."""
    if not holds_role(by=by, roles=(Role.STANDING_OFFICER,), unit=standing, at=at):
        raise NotAllowed(
            f"Cơ quan thường trực của kế hoạch là {standing}; chỉ cán bộ thường trực của cơ quan đó được lập."
        )


def can_plan_for(*, standing: Unit, by: User, at: datetime) -> bool:
    """Whether a draft of this standing body is the person's own to write over."""
    return allowed(check_plans_for, NotAllowed, standing=standing, by=by, at=at)


def check_answers_for(*, nomination: Nomination, by: User, at: datetime) -> None:
    """The standing body's officer; for what a unit's head gives by own power the unit itself."""
    if nomination.award.own_power:
        check_acts_for(by=by, unit=nomination.unit, at=at)
    else:
        check_standing(by=by, campaign=nomination.campaign, at=at)


def can_answer_for(*, nomination: Nomination, by: User, at: datetime) -> bool:
    """Whether the buttons beside the nomination are shown."""
    return allowed(check_answers_for, NotAllowed, nomination=nomination, by=by, at=at)


def check_votes(*, meeting: Meeting, by: User, at: datetime) -> CouncilMember:
    """The person's seat on the deciding council; the seat alone is not enough, the role must still hold."""
    seats = CouncilMember.objects.filter(council=meeting.council, council__level=CouncilLevel.DECIDING)
    member = seats.filter(user=by).first()
    if member is None or not active_memberships(by, at).filter(role__in=COUNCIL_ROLES).exists():
        raise NotAllowed("Chỉ thành viên Hội đồng bỏ phiếu được trong phiên họp này.")
    return member


def check_ballot(ballot: Ballot) -> None:
    """NotAllowed for a member who is absent or recused from everything."""
    if ballot.why_not:
        raise NotAllowed(ballot.why_not)


def check_keeps_history(*, by: User, office: Unit, at: datetime) -> None:
    """Raises NotAllowed unless the person keeps the history of this body."""
    rows = active_memberships(by, at).filter(role__in=KEEPERS)
    if not any(office_of(row.unit, row.role) == office for row in rows):
        raise NotAllowed(
            f"Khen thưởng đã nhận của {office} do cán bộ cơ quan thường trực hoặc quản trị của {office} ghi."
        )
