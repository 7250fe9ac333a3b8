"""What comes before the council: those who are proposed, and a few next in line in case one of them falls out."""

from datetime import datetime

from accounts.errors import DomainError
from accounts.models import User
from awards.domain.open_meeting import open_meeting
from awards.enums import NominationState
from awards.models import Meeting, Nomination
from campaigns.models import Campaign, Round
from dossiers.domain.propose import Candidate, propose
from scoring.ranking import Status

RESERVES = 2
INSIDE = (Status.PROPOSED, Status.PENDING, Status.TIE_AT_LINE)


def nominations_to_put(*, campaign: Campaign, at: datetime, round: Round | None = None) -> list[Nomination]:
    """Accepted nominations inside each quota and the two next in line, in the order of the lists, each once.

    What a unit's head gives by own power never comes before this council.
    """
    tables = propose(campaign=campaign, at=at, round=round).tables
    rows = [row for table in tables if not table.quota.award.own_power for row in table.rows]
    put = [row.nomination for row in rows if row.nomination and _is_put(row)]
    return list({one.pk: one for one in put}.values())


def put_to_vote(*, meeting: Meeting, by: User, at: datetime) -> Meeting:
    """Opens the ballot on them; DomainError when the proposed list is empty."""
    nominations = nominations_to_put(campaign=meeting.council.campaign, at=at, round=meeting.round)
    if not nominations:
        raise DomainError(
            "Danh sách đề xuất chưa có đề nghị nào đã tiếp nhận nên chưa mở bỏ phiếu được. "
            "Hãy tiếp nhận hồ sơ và xem lại danh sách đề xuất trước."
        )
    return open_meeting(meeting=meeting, nominations=nominations, by=by, at=at)


def _is_put(row: Candidate) -> bool:
    assert row.nomination is not None
    if row.nomination.state != NominationState.ACCEPTED:
        return False
    reserve = row.line.status == Status.NEXT and (row.line.order or 0) <= RESERVES
    return row.line.status in INSIDE or reserve
