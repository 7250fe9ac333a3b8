"""What has to be so before a form of dossiers, proposals and the council can be answered (see readiness.py)."""

from typing import Any

from django.contrib.auth.hashers import make_password
from django.test import Client

from accounts.clock import set_demo_clock
from accounts.models import User
from awards.domain.close_meeting import close_meeting
from awards.models import (
    AgendaItem,
    Award,
    AwardQuota,
    AwardRecord,
    Ballot,
    CouncilMember,
    DocumentRequirement,
    Meeting,
    MeetingAttendance,
    MeetingResult,
    Nomination,
    Suspension,
    VoterMark,
)
from campaigns.enums import Role
from campaigns.models import Membership
from dossiers.demo.base import moment
from dossiers.domain.attest_conditions import conditions_to_attest
from dossiers.domain.open_dossier import open_dossier
from dossiers.domain.render_document import render_document
from dossiers.domain.request_papers import request_papers
from dossiers.models import Dossier
from scoring.models import TieChoice
from tests import council_makers, dossier_makers, shape_makers
from tests.award_makers import more_award
from tests.paper_makers import blank_page
from tests.rights.readiness import Keys, world_of
from tests.rights.world import NOW, Ground

PASSWORD = "Mot-mat-khau-dai-2023"


def no_meeting(ground: Ground, client: Client, keys: Keys) -> None:
    """The council of the campaign has not met."""
    meetings = Meeting.objects.filter(council__campaign=ground.mine.campaign)
    for table in (Ballot, VoterMark, AgendaItem, MeetingResult, MeetingAttendance):
        table.objects.filter(meeting__in=meetings).delete()
    Dossier.objects.filter(meeting__in=meetings).update(meeting=None)
    meetings.delete()


def meeting_prepared(ground: Ground, client: Client, keys: Keys) -> None:
    """It is invited, the ballot is not open."""
    no_meeting(ground, client, keys)
    keys["meeting"] = council_makers.prepared(world_of(ground)).pk


def ballot(ground: Ground, client: Client, keys: Keys) -> dict[str, str]:
    """The member is known by a password and agrees to everything."""
    member = ground.people[Role.COUNCIL_MEMBER.value, "own"]
    User.objects.filter(pk=member.pk).update(password=make_password(PASSWORD))
    client.force_login(User.objects.get(pk=member.pk))
    seat = CouncilMember.objects.get(user=member)
    MeetingAttendance.objects.update_or_create(
        meeting_id=keys["meeting"], member=seat, defaults={"present": True}
    )
    rows = AgendaItem.objects.filter(meeting=keys["meeting"])
    return {"password": PASSWORD, **{f"n{row.nomination_id}": "dong-y" for row in rows}}


def voted(ground: Ground, client: Client, keys: Keys) -> None:
    """Somebody has voted."""
    meeting = Meeting.objects.get(pk=keys["meeting"])
    if not meeting.voter_marks.exists():
        council_makers.vote(meeting, world_of(ground).member(1))
    set_demo_clock(at=NOW)


def counted(ground: Ground, client: Client, keys: Keys) -> None:
    """The ballots are counted."""
    voted(ground, client, keys)
    close_meeting(meeting=Meeting.objects.get(pk=keys["meeting"]), by=ground.mine.officer, at=NOW)


def not_suspended(ground: Ground, client: Client, keys: Keys) -> None:
    """Nothing stops the nomination."""
    Suspension.objects.filter(nomination=keys["nomination"]).delete()


def full_council(ground: Ground, client: Client, keys: Keys) -> dict[str, list[str]]:
    """Three members."""
    no_meeting(ground, client, keys)
    return {
        "council_name": "Hội đồng thị xã",
        "member_name": ["Trần An", "Lê Bình", "Võ Châu"],
        "member_office": ["Phó Chủ tịch", "Trưởng phòng", "Chuyên viên"],
        "member_role": ["chair", "member", "secretary"],
        "member_user": [str(world_of(ground).member(1).pk), "", ""],
        "member_unit": ["", "", ""],
    }


def paper_asked(ground: Ground, client: Client, keys: Keys) -> None:
    """The plan asks for the unit's plan as a file."""
    award = Dossier.objects.get(pk=keys["dossier"]).award
    DocumentRequirement.objects.create(
        award=award, position=9, kind="ke_hoach", per="dossier", name="Kế hoạch", clause="x"
    )


def complete_dossier(ground: Ground, client: Client, keys: Keys) -> None:
    """A dossier of another unit with all its papers; whoever sends is that unit's now."""
    world, code = world_of(ground), "30382"
    unit, person = dossier_makers.register(world, code)
    dossier_makers.send_sheet(world, unit, person)
    award = Dossier.objects.get(pk=ground.mine.keys["dossier"]).award
    dossier = open_dossier(
        campaign=world.campaign, unit=unit, award=award, by=person, at=dossier_makers.OPENED
    )
    desk = dossier_makers.Desk(world, unit, person, dossier)
    desk.fill()
    asked = request_papers(dossier=dossier, by=person, at=dossier_makers.WRITTEN, enqueue=lambda pk: None)
    for job in asked.jobs:
        render_document(job_id=job.pk, at=dossier_makers.WRITTEN, render=blank_page)
    Membership.objects.filter(user=ground.people[Role.UNIT_OFFICER.value, "own"]).update(unit=unit)
    set_demo_clock(at=moment(2023, 12, 4))
    keys["dossier"] = dossier.pk


def no_place_given(ground: Ground, client: Client, keys: Keys) -> None:
    """The council has not met, and no place of the plan was given."""
    no_meeting(ground, client, keys)
    AwardRecord.objects.filter(campaign=ground.mine.campaign).delete()
    Nomination.objects.filter(campaign=ground.mine.campaign, state="awarded").update(state="accepted")


def attesting(ground: Ground, client: Client, keys: Keys) -> dict[str, str]:
    """Every criterion of the nominee is met."""
    no_place_given(ground, client, keys)
    return met(keys["nomination"])


def attesting_head(ground: Ground, client: Client, keys: Keys) -> dict[str, str]:
    """Every criterion of what a head gives is met."""
    no_place_given(ground, client, keys)
    return met(keys["head"])


def met(nomination: int) -> dict[str, str]:
    """The ticks of the form."""
    rows = conditions_to_attest(Nomination.objects.get(pk=nomination))
    return {f"c{row.pk}": "dat" for row in rows}


def another_award(ground: Ground, client: Client, keys: Keys) -> None:
    """An award for which the unit has no dossier yet."""
    no_place_given(ground, client, keys)
    keys["open_award"] = more_award(world_of(ground), "khac").pk


def tied(ground: Ground, client: Client, keys: Keys) -> dict[str, Any]:
    """Two people stand for one place, and the head of the body chooses."""
    no_place_given(ground, client, keys)
    world = world_of(ground)
    award = Award.objects.get(pk=keys["award_pk"])
    TieChoice.objects.filter(quota__award__campaign=world.campaign).delete()
    shape_makers.reshaped(world, {"subject": "ca_nhan", "maximum": 1, "order": "person"}, award=award)
    shape_makers.without_council(world)
    Award.objects.filter(pk=award.pk).update(own_power=False)
    people = [shape_makers.put(world, name, "30400", "ca_nhan", award=award) for name in "ab"]
    keys["asked_quota"] = AwardQuota.objects.get(award=award).pk
    return {"nomination": people[0].pk}


def minutes(ground: Ground, client: Client, keys: Keys) -> dict[str, Any]:
    """Three sat and agreed."""
    return {
        "member_name": ["Trần An", "Lê Bình", "Võ Châu"],
        "member_office": ["Chủ tịch", "Phó Chủ tịch", "Công chức"],
        "member_role": ["chair", "member", "secretary"],
        "member_present": ["1", "1", "1"],
        "member_reason": ["", "", ""],
        f"agree-{keys['nominee']}": "3",
        f"disagree-{keys['nominee']}": "0",
    }
