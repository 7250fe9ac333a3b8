"""The minutes of a unit's own Hội đồng Thi đua - Khen thưởng: who sat, and the votes on each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction

from accounts.dates import date_short, local
from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from accounts.text import name_key, tidy
from awards.enums import CouncilLevel, CouncilRole, MeetingState, NominationState
from awards.models import (
    Award,
    Council,
    CouncilMember,
    Meeting,
    MeetingAttendance,
    MeetingResult,
    Nomination,
)
from campaigns.models import Round, Unit
from campaigns.permissions import check_acts_for


@dataclass(frozen=True)
class Sitting:
    """One member of the council at the meeting; an absent one has a reason."""

    full_name: str
    office: str = ""
    role: str = CouncilRole.MEMBER
    present: bool = True
    reason: str = ""


@dataclass(frozen=True)
class Votes:
    """The votes on one nomination."""

    nomination: Nomination
    agree: int
    disagree: int


@dataclass(frozen=True)
class Minutes:
    """What is typed from the minutes; times are local wall times."""

    council_name: str
    held_on: date
    starts_at: time | None
    ends_at: time | None
    place: str
    sittings: tuple[Sitting, ...]
    votes: tuple[Votes, ...]
    method: str = "Bỏ phiếu kín"
    note: str = ""


def check_minutes(minutes: Minutes, *, at: datetime) -> list[DomainError]:
    """Everything that is wrong in the minutes, each with its field; empty when they hold together."""
    return [
        *_wrong_meeting(minutes, at),
        *_wrong_members(minutes.sittings),
        *_wrong_votes(minutes.votes, minutes.sittings),
    ]


def record_unit_meeting(
    *, round: Round, award: Award, unit: Unit, minutes: Minutes, by: User, at: datetime
) -> Meeting:
    """Writes the council, its members, who was there and the votes; recording again replaces all of it."""
    with transaction.atomic():
        check_acts_for(by=by, unit=unit, at=at)
        wrong = check_minutes(minutes, at=at)
        if wrong:
            raise DomainError(" ".join(error.message for error in wrong), field=wrong[0].field)
        council, _ = Council.objects.select_for_update(no_key=True).get_or_create(
            campaign=round.campaign,
            round=round,
            award=award,
            unit=unit,
            level=CouncilLevel.UNIT,
            defaults={"name": minutes.council_name},
        )
        check_nominations(round, award, unit, minutes.votes)
        meeting = write_meeting(council, minutes, by=by, at=at)
        write_sittings(council, meeting, minutes.sittings)
        write_votes(meeting, minutes)
        record_event(
            by=by,
            at=at,
            kind="meeting.recorded",
            target=meeting,
            campaign=round.campaign,
            unit=unit,
            sentence=f"{unit} ghi biên bản họp Hội đồng ngày {date_short(minutes.held_on)}: "
            f"{sum(one.present for one in minutes.sittings)}/{len(minutes.sittings)} có mặt, "
            f"{len(minutes.votes)} trường hợp.",
        )
        return meeting


def check_nominations(round: Round, award: Award, unit: Unit, votes: Sequence[Votes]) -> None:
    """Each vote is on a draft of this unit; DomainError otherwise."""
    wanted = {vote.nomination.pk for vote in votes}
    own = Nomination.objects.filter(pk__in=wanted, round=round, award=award, unit=unit)
    own = own.filter(state=NominationState.DRAFT)
    if own.count() != len(wanted) or len(wanted) != len(votes):
        raise DomainError(
            "Danh sách đề nghị đã thay đổi hoặc đã gửi. Hãy tải lại trang rồi nhập lại số phiếu."
        )


def write_meeting(council: Council, minutes: Minutes, *, by: User, at: datetime) -> Meeting:
    """The unit's one meeting on this dossier, already over when it is typed in."""
    if council.name != tidy(minutes.council_name):
        council.name = tidy(minutes.council_name)
        council.save(update_fields=["name"])
    values = {
        "state": MeetingState.CLOSED,
        "held_on": minutes.held_on,
        "starts_at": minutes.starts_at,
        "ends_at": minutes.ends_at,
        "place": tidy(minutes.place),
        "method": tidy(minutes.method),
        "note": minutes.note.strip(),
        "closed_at": at,
        "closed_by": by,
    }
    meeting = Meeting.objects.filter(council=council).order_by("id").first()
    meeting = meeting or Meeting(council=council, round=council.round)
    for name, value in values.items():
        setattr(meeting, name, value)
    meeting.save()
    return meeting


def write_sittings(council: Council, meeting: Meeting, sittings: Sequence[Sitting]) -> None:
    """Members and attendance, in the order typed."""
    MeetingAttendance.objects.filter(meeting=meeting).delete()
    CouncilMember.objects.filter(council=council).delete()
    for place, one in enumerate(sittings, start=1):
        member = CouncilMember.objects.create(
            council=council,
            own_unit=council.unit,
            full_name=tidy(one.full_name),
            office=tidy(one.office),
            role=one.role,
            position=place,
        )
        MeetingAttendance.objects.create(
            meeting=meeting,
            member=member,
            present=one.present,
            reason="" if one.present else tidy(one.reason),
        )


def write_votes(meeting: Meeting, minutes: Minutes) -> None:
    """One result a nomination; percents are taken of the total membership (legal.md C4)."""
    MeetingResult.objects.filter(meeting=meeting).delete()
    present = sum(one.present for one in minutes.sittings)
    MeetingResult.objects.bulk_create(
        MeetingResult(
            meeting=meeting,
            nomination=vote.nomination,
            agree=vote.agree,
            disagree=vote.disagree,
            total_members=len(minutes.sittings),
            present=present,
        )
        for vote in minutes.votes
    )


def _wrong_meeting(minutes: Minutes, at: datetime) -> list[DomainError]:
    wrong = []
    if not tidy(minutes.council_name):
        wrong.append(DomainError("Hãy nhập tên Hội đồng.", field="council_name"))
    if minutes.held_on > local(at).date():
        day = date_short(minutes.held_on)
        wrong.append(DomainError(f"Ngày họp {day} chưa đến; chỉ ghi cuộc họp đã diễn ra.", field="held_on"))
    if not tidy(minutes.place):
        wrong.append(DomainError("Hãy nhập địa điểm họp.", field="place"))
    if minutes.starts_at and minutes.ends_at and minutes.ends_at <= minutes.starts_at:
        wrong.append(DomainError("Giờ kết thúc phải sau giờ bắt đầu.", field="ends_at"))
    return wrong


def _wrong_members(sittings: Sequence[Sitting]) -> list[DomainError]:
    wrong = []
    chairs = [one for one in sittings if one.role == CouncilRole.CHAIR]
    if len(sittings) < 3:
        wrong.append(DomainError("Hội đồng phải có ít nhất 3 thành viên.", field="members"))
    if len(chairs) != 1:
        wrong.append(
            DomainError(
                f"Hội đồng phải có đúng một Chủ tịch Hội đồng, hiện có {len(chairs)}.", field="members"
            )
        )
    if not any(one.role == CouncilRole.SECRETARY for one in sittings):
        wrong.append(DomainError("Hãy chọn người làm Thư ký (người ghi biên bản).", field="members"))
    if sittings and not any(one.present for one in sittings):
        wrong.append(DomainError("Cuộc họp không có ai có mặt.", field="members"))
    seen: set[tuple[str, str]] = set()
    for one in sittings:
        key = (name_key(one.full_name), name_key(one.office))
        if key in seen:
            wrong.append(DomainError(f"{one.full_name} có hai dòng trong Hội đồng.", field="members"))
        seen.add(key)
        wrong += _too_long(one)
        if not one.present and not tidy(one.reason):
            wrong.append(DomainError(f"{one.full_name} vắng: hãy ghi lý do vắng.", field="members"))
        if one.present and tidy(one.reason):
            wrong.append(DomainError(f"{one.full_name} có mặt nhưng lại có lý do vắng.", field="members"))
    return wrong


def _too_long(one: Sitting) -> list[DomainError]:
    """Longer than the minutes can keep: said here, because not every database refuses it."""
    limits = (
        ("Họ và tên", one.full_name, 120),
        ("Chức vụ", one.office, 150),
        ("Lý do vắng", one.reason, 200),
    )
    return [
        DomainError(f"{label} «{tidy(text)[:40]}…» dài quá {longest} ký tự. Hãy rút gọn.", field="members")
        for label, text, longest in limits
        if len(tidy(text)) > longest
    ]


def _wrong_votes(votes: Sequence[Votes], sittings: Sequence[Sitting]) -> list[DomainError]:
    present = sum(one.present for one in sittings)
    wrong = []
    if not votes:
        wrong.append(
            DomainError("Chưa có tập thể, cá nhân nào để biểu quyết. Hãy lập danh sách đề nghị trước.")
        )
    for vote in votes:
        field = f"votes-{vote.nomination.pk}"
        cast = vote.agree + vote.disagree
        if vote.agree < 0 or vote.disagree < 0:
            wrong.append(DomainError(f"Số phiếu của {vote.nomination} không được âm.", field=field))
        elif cast > present:
            wrong.append(
                DomainError(
                    f"Số phiếu của {vote.nomination} là {cast}, nhiều hơn {present} người có mặt.",
                    field=field,
                )
            )
        elif cast == 0:
            wrong.append(DomainError(f"Chưa nhập số phiếu của {vote.nomination}.", field=field))
    return wrong
