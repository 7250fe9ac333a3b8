"""The standing body prepares a meeting of the deciding council: day, place, and who is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction

from accounts.dates import date_short
from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from accounts.text import tidy
from awards.domain.nominate import needed_round
from awards.enums import CouncilLevel, MeetingState
from awards.models import Council, CouncilMember, Meeting, MeetingAttendance
from campaigns.permissions import check_standing


@dataclass(frozen=True)
class Seat:
    """Whether a member is at the meeting; an absent one may have a reason."""

    member: CouncilMember
    present: bool
    reason: str = ""


@dataclass(frozen=True)
class MeetingPlan:
    """What the officer types; the time is local wall time."""

    held_on: date
    starts_at: time | None
    place: str
    seats: Sequence[Seat]
    note: str = ""


def prepare_meeting(*, council: Council, plan: MeetingPlan, by: User, at: datetime) -> Meeting:
    """A new meeting of the deciding council; DomainError while another one is not closed yet."""
    with transaction.atomic():
        council = Council.objects.select_for_update(no_key=True).get(pk=council.pk)
        _check(council, plan, by, at)
        if Meeting.objects.filter(council=council).exclude(state=MeetingState.CLOSED).exists():
            raise DomainError(
                "Hội đồng đang có một phiên họp chưa kết thúc. Hãy dùng phiên đó, hoặc kết thúc nó trước."
            )
        meeting = Meeting(council=council, round=needed_round(council.campaign))
        return _write(meeting, plan, by, at, "meeting.prepared", "Chuẩn bị")


def change_meeting(*, meeting: Meeting, plan: MeetingPlan, by: User, at: datetime) -> Meeting:
    """Changes day, place and who is there, as long as the meeting has not been opened."""
    with transaction.atomic():
        meeting = Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
        _check(meeting.council, plan, by, at)
        if meeting.state != MeetingState.PREPARED:
            raise DomainError("Phiên họp đã mở bỏ phiếu nên không sửa được ngày, nơi họp, người có mặt.")
        return _write(meeting, plan, by, at, "meeting.changed", "Sửa")


def _check(council: Council, plan: MeetingPlan, by: User, at: datetime) -> None:
    check_standing(by=by, campaign=council.campaign, at=at)
    if council.level != CouncilLevel.DECIDING:
        raise DomainError("Phiên họp của đơn vị do đơn vị tự ghi biên bản.")
    if not tidy(plan.place):
        raise DomainError("Hãy nhập địa điểm họp.", field="place")
    known = set(council.members.values_list("pk", flat=True))
    given = [seat.member.pk for seat in plan.seats]
    if set(given) != known or len(given) != len(known):
        raise DomainError("Danh sách thành viên Hội đồng đã thay đổi. Hãy tải lại trang rồi điểm danh lại.")
    if not any(seat.present for seat in plan.seats):
        raise DomainError("Chưa có thành viên nào có mặt. Hãy đánh dấu những người dự họp.", field="present")


def _write(meeting: Meeting, plan: MeetingPlan, by: User, at: datetime, kind: str, verb: str) -> Meeting:
    meeting.held_on, meeting.starts_at = plan.held_on, plan.starts_at
    meeting.place, meeting.note = tidy(plan.place), plan.note.strip()
    meeting.save()
    MeetingAttendance.objects.filter(meeting=meeting).delete()
    MeetingAttendance.objects.bulk_create(
        MeetingAttendance(
            meeting=meeting,
            member=seat.member,
            present=seat.present,
            reason="" if seat.present else tidy(seat.reason),
        )
        for seat in plan.seats
    )
    present = sum(seat.present for seat in plan.seats)
    record_event(
        by=by,
        at=at,
        kind=kind,
        target=meeting,
        campaign=meeting.council.campaign,
        sentence=f"{verb} phiên họp {meeting.council} ngày {date_short(plan.held_on)}: "
        f"{present}/{len(plan.seats)} thành viên có mặt.",
    )
    return meeting
