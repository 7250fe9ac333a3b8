"""Closes the ballot: opens the sealed choices, counts them, and leaves neither ballot nor private key behind."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from accounts.dates import date_short, local
from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from awards.council_queries import own_units_of
from awards.domain.seal import SealBroken, unseal_choices
from awards.enums import MeetingState
from awards.models import AgendaItem, Ballot, Meeting, MeetingResult, VoterMark
from campaigns.permissions import check_standing


def close_meeting(*, meeting: Meeting, by: User, at: datetime) -> Meeting:
    """Counts agree and disagree for every nomination on the ballot; only the standing body may.

    DomainError when nobody has voted or the ballots do not fit the voters' marks; nothing is written then.
    """
    with transaction.atomic():
        meeting = Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
        campaign = meeting.council.campaign
        check_standing(by=by, campaign=campaign, at=at)
        if meeting.state != MeetingState.OPEN:
            raise DomainError("Phiên họp không ở bước bỏ phiếu nên không kết thúc được. Hãy tải lại trang.")
        agenda = list(meeting.agenda.select_related("nomination"))
        marks = list(VoterMark.objects.filter(meeting=meeting))
        if not marks:
            raise DomainError("Chưa có thành viên nào bỏ phiếu nên chưa kết thúc phiên được.")
        results = _counted(meeting, agenda, marks, at)
        MeetingResult.objects.bulk_create(results)
        Ballot.objects.filter(meeting=meeting).delete()
        meeting.locked_private_key = None
        meeting.state, meeting.closed_at, meeting.closed_by = MeetingState.CLOSED, at, by
        if meeting.ends_at is None and local(at).date() == meeting.held_on:
            meeting.ends_at = local(at).time().replace(second=0, microsecond=0)
        meeting.save()
        record_event(
            by=by,
            at=at,
            kind="meeting.closed",
            target=meeting,
            campaign=campaign,
            sentence=f"Kết thúc phiên họp ngày {date_short(meeting.held_on)}: {len(marks)} người bỏ phiếu, "
            f"{len(agenda)} trường hợp.",
        )
        return meeting


def _counted(
    meeting: Meeting, agenda: Sequence[AgendaItem], marks: Sequence[VoterMark], at: datetime
) -> list[MeetingResult]:
    choices = unseal_choices(
        locked_private_key=meeting.locked_private_key,
        meeting_id=meeting.pk,
        sealed=Ballot.objects.filter(meeting=meeting).values_list("sealed", flat=True),
    )
    counted = Counter(choices)
    seated = [one.member for one in meeting.attendances.filter(present=True).select_related("member__user")]
    # Who voted is recused from what was theirs when they voted: a role taken up since changes no ballot.
    units = {member.pk: own_units_of(member, at) for member in seated}
    units |= {mark.member_id: set(mark.recused_units) for mark in marks}
    total = meeting.council.members.count()
    results = []
    for item in agenda:
        one = item.nomination
        agree, disagree = counted.pop((one.pk, True), 0), counted.pop((one.pk, False), 0)
        _check_count(agree + disagree, sum(one.unit_id not in mark.recused_units for mark in marks))
        results.append(
            MeetingResult(
                meeting=meeting,
                nomination=one,
                agree=agree,
                disagree=disagree,
                total_members=total,
                present=len(seated),
                recused=sum(one.unit_id in units[member.pk] for member in seated),
            )
        )
    _check_count(sum(counted.values()), 0)
    return results


def _check_count(found: int, expected: int) -> None:
    if found != expected:
        raise SealBroken(
            f"Số phiếu không khớp với số người đã bỏ phiếu (có {found}, phải là {expected}) nên không kiểm phiếu. "
            "Hãy báo quản trị hệ thống kiểm tra dữ liệu phiên họp."
        )
