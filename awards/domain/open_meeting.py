"""Opens the secret ballot: the list is fixed, and the meeting gets its own key pair."""

from datetime import datetime

from django.db import transaction

from accounts.dates import date_short
from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from awards.council_queries import nominations_to_vote_on
from awards.domain.seal import make_keys
from awards.enums import MeetingState
from awards.models import AgendaItem, Meeting
from campaigns.access import check_standing


def open_meeting(*, meeting: Meeting, by: User, at: datetime) -> Meeting:
    """Puts every accepted nomination on the ballot and opens it; only the standing body may."""
    with transaction.atomic():
        meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
        campaign = meeting.council.campaign
        check_standing(by=by, campaign=campaign, at=at)
        if meeting.state != MeetingState.PREPARED:
            raise DomainError(f"Phiên họp này {meeting.get_state_display().lower()} nên không mở lại được.")
        waiting = list(nominations_to_vote_on(campaign))
        if not waiting:
            raise DomainError(
                "Chưa có đề nghị nào được tiếp nhận nên chưa mở bỏ phiếu được. "
                "Hãy kiểm tra và tiếp nhận hồ sơ của các đơn vị trước."
            )
        if not meeting.attendances.filter(present=True).exists():
            raise DomainError("Phiên họp chưa có thành viên nào có mặt. Hãy sửa phiên họp và điểm danh.")
        AgendaItem.objects.bulk_create(
            AgendaItem(meeting=meeting, nomination=one, position=n) for n, one in enumerate(waiting, start=1)
        )
        meeting.public_key, meeting.locked_private_key = make_keys(meeting.pk)
        meeting.state, meeting.opened_at = MeetingState.OPEN, at
        meeting.save()
        record_event(
            by=by,
            at=at,
            kind="meeting.opened",
            target=meeting,
            campaign=campaign,
            sentence=f"Mở bỏ phiếu phiên họp ngày {date_short(meeting.held_on)}: {len(waiting)} trường hợp.",
        )
        return meeting
