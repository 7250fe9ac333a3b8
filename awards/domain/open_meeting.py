"""Opens the secret ballot: the list is fixed, and the meeting gets its own key pair."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from accounts.dates import date_short
from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from awards.council_queries import nominations_to_vote_on
from awards.domain.seal import make_keys
from awards.enums import MeetingState
from awards.models import AgendaItem, Meeting, Nomination
from campaigns.domain.lock_campaign import lock_campaign
from campaigns.models import Campaign
from campaigns.permissions import check_standing


def open_meeting(
    *, meeting: Meeting, by: User, at: datetime, nominations: Sequence[Nomination] | None = None
) -> Meeting:
    """Puts the nominations (all accepted ones when none are named) on the ballot in their order and opens it.

    Only the standing body may; DomainError for an empty list or one that is not accepted in this campaign.
    """
    with transaction.atomic():
        lock_campaign(meeting.council.campaign_id)
        meeting = Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
        campaign = meeting.council.campaign
        check_standing(by=by, campaign=campaign, at=at)
        if meeting.state != MeetingState.PREPARED:
            raise DomainError(f"Phiên họp này {meeting.get_state_display().lower()} nên không mở lại được.")
        waiting = _ballot(campaign, nominations)
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


def _ballot(campaign: Campaign, wanted: Sequence[Nomination] | None) -> list[Nomination]:
    accepted = {one.pk: one for one in nominations_to_vote_on(campaign)}
    if wanted is None:
        return list(accepted.values())
    if any(one.pk not in accepted for one in wanted):
        raise DomainError("Danh sách có đề nghị chưa được tiếp nhận. Hãy tải lại trang.")
    return [accepted[one.pk] for one in wanted]
