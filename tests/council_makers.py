"""Rows for the tests of the council: accepted nominations, and a meeting on its way."""

from datetime import date, datetime, timedelta

from accounts.models import User
from awards.council_queries import ballot_of
from awards.domain.cast_ballot import cast_ballot
from awards.domain.close_meeting import close_meeting
from awards.domain.open_meeting import open_meeting
from awards.domain.prepare_meeting import MeetingPlan, Seat, prepare_meeting
from awards.enums import CouncilLevel, NominationState
from awards.models import Award, AwardQuota, Council, Meeting, Nomination
from campaigns.models import UnitGroup
from dossiers.demo.base import moment

MEETING_DAY = moment(2023, 12, 14, 9)


def accepted(world, code: str, subject: str = "tap_the", name: str = "", **values) -> Nomination:
    """An accepted nomination of a unit, written as a row."""
    unit = world.unit(code)
    person = {"honorific": "ba", "position_title": "Công chức"} if subject == "ca_nhan" else {}
    values = {"state": NominationState.ACCEPTED, **person, **values}
    return Nomination.objects.create(
        campaign=world.campaign,
        round=world.campaign.rounds.get(),
        unit=unit,
        group=UnitGroup.objects.get(campaign=world.campaign, members__unit=unit),
        award=Award.objects.get(campaign=world.campaign),
        subject=subject,
        name=name or unit.name,
        created_by=world.person_of(unit),
        created_at=moment(2023, 12, 1),
        search_key="",
        sort_key=name or unit.sort_key,
        **values,
    )


def quota_of(nomination: Nomination) -> AwardQuota:
    """The quota of its group and subject."""
    return AwardQuota.objects.get(award=nomination.award, group=nomination.group, subject=nomination.subject)


def deciding_council(world) -> Council:
    """The council of the thị xã."""
    return Council.objects.get(campaign=world.campaign, level=CouncilLevel.DECIDING)


def meeting_plan(world, absent: tuple[int, ...] = (), **values) -> MeetingPlan:
    """A meeting on 14/12/2023 at which the members with these numbers are absent."""
    seats = tuple(
        Seat(member, member.position not in absent, "Đi công tác" if member.position in absent else "")
        for member in deciding_council(world).members.all()
    )
    plan = {"held_on": date(2023, 12, 14), "starts_at": None, "place": "Phòng họp số 1", "seats": seats}
    return MeetingPlan(**{**plan, **values})


def prepared(world, absent: tuple[int, ...] = ()) -> Meeting:
    """A meeting that is not open yet."""
    return prepare_meeting(
        council=deciding_council(world), plan=meeting_plan(world, absent), by=world.officer, at=MEETING_DAY
    )


def opened(world, absent: tuple[int, ...] = ()) -> Meeting:
    """A meeting whose ballot is open on every accepted nomination."""
    return open_meeting(meeting=prepared(world, absent), by=world.officer, at=MEETING_DAY)


def vote(meeting: Meeting, user: User, against: tuple[int, ...] = (), at: datetime | None = None) -> None:
    """The member agrees to everything open to them but the nominations with these ids."""
    at = at or MEETING_DAY + timedelta(minutes=5)
    ballot = ballot_of(meeting, meeting.council.members.get(user=user), at)
    choices = {item.nomination_id: item.nomination_id not in against for item in ballot.open_items}
    cast_ballot(meeting=meeting, choices=choices, by=user, at=at)


def half_voted(world) -> Meeting:
    """An open meeting at which one member has agreed to everything and one to nothing."""
    meeting = opened(world)
    vote(meeting, world.member(1))
    vote(meeting, world.member(2), against=tuple(meeting.agenda.values_list("nomination", flat=True)))
    return meeting


def counted(world, absent: tuple[int, ...] = ()) -> Meeting:
    """A closed meeting at which everybody present agreed to everything open to them."""
    meeting = opened(world, absent)
    for number in range(1, 6):
        if number not in absent:
            vote(meeting, world.member(number))
    return close_meeting(meeting=meeting, by=world.officer, at=MEETING_DAY + timedelta(hours=2))
