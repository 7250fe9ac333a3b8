"""Stage «reviewed»: dossiers taken in, criteria confirmed, the tie chosen, the council has voted and closed."""

from datetime import date, time, timedelta

from django.conf import settings

from accounts.clock import set_demo_clock
from accounts.models import User
from awards.council_queries import ballot_of
from awards.domain.cast_ballot import cast_ballot
from awards.domain.close_meeting import close_meeting
from awards.domain.prepare_meeting import MeetingPlan, Seat, prepare_meeting
from awards.enums import CouncilLevel, MeetingState, NominationState
from awards.models import Council, Meeting, Nomination
from campaigns.four_eyes import HeadStep
from campaigns.models import Campaign
from dossiers.demo import base, nominated
from dossiers.domain.accept_dossier import accept_dossier
from dossiers.domain.attest_conditions import attest_conditions, conditions_to_attest
from dossiers.domain.choose_tie import choose_tie
from dossiers.domain.judge_nominations import judge_nominations
from dossiers.domain.propose import propose
from dossiers.domain.put_to_vote import put_to_vote
from dossiers.enums import DossierState
from dossiers.four_eyes import head_accepts, head_attests
from dossiers.models import Dossier
from scoring.models import Attestation

CLOCK = base.moment(2023, 12, 15, 8)
TAKEN_IN = base.moment(2023, 12, 11, 9)
JUDGED = base.moment(2023, 12, 12, 15)
MEETING = base.moment(2023, 12, 14, 8)
ABSENT = "uy-vien-4"


def seed_reviewed() -> Campaign:
    """From the desk of the standing body to the count of the council."""
    campaign = nominated.seed_nominated()
    officer = User.objects.get(username="can-bo")
    take_in(campaign, officer)
    confirm_criteria(campaign, officer)
    council = Council.objects.get(campaign=campaign, level=CouncilLevel.DECIDING)
    if not Meeting.objects.filter(council=council).exists():
        choose_ties(campaign, officer)
        judge_nominations(campaign=campaign, by=officer, at=JUDGED)
        hold_meeting(council, officer)
    if settings.DEMO:
        set_demo_clock(at=CLOCK)
    return campaign


def take_in(campaign: Campaign, officer: User) -> None:
    """Accepts every dossier that was sent, one after the other."""
    waiting = Dossier.objects.filter(campaign=campaign, state=DossierState.SENT).order_by("sent_at", "pk")
    for place, dossier in enumerate(waiting):
        at = TAKEN_IN + timedelta(minutes=6 * place)
        accept_dossier(dossier=dossier, by=head_or(officer, head_accepts(dossier, at)), at=at)


def head_or(officer: User, step: HeadStep | None) -> User:
    """Who takes the step: the head where the office would check itself."""
    return User.objects.get(pk=min(step.heads)) if step else officer


def confirm_criteria(campaign: Campaign, officer: User) -> None:
    """The qualitative criteria of every accepted person, on the unit's own submission."""
    people, at = (
        Nomination.objects.filter(campaign=campaign, state=NominationState.ACCEPTED),
        JUDGED - timedelta(hours=5),
    )
    done = set(Attestation.objects.filter(nomination__campaign=campaign).values_list("nomination", flat=True))
    for person in people.select_related("campaign__standing_unit", "unit"):
        conditions = conditions_to_attest(person)
        if conditions and person.pk not in done:
            attest_conditions(
                nomination=person,
                answers={one.pk: True for one in conditions},
                document=f"Báo cáo thành tích kèm tờ trình của {person.unit}",
                by=head_or(officer, head_attests(person, at)),
                at=at,
            )


def choose_ties(campaign: Campaign, officer: User) -> None:
    """The first of the tied ones in the order of the list, until no tie is left; the ground is made up."""
    while True:
        tables = propose(campaign=campaign, at=JUDGED).tables
        table = next((one for one in tables if one.tied), None)
        if table is None:
            return
        choose_tie(
            quota=table.quota,
            unit=table.tied[0].unit,
            ground="Có mô hình «Ngày thứ Sáu không hẹn giấy» được thị xã nhân rộng "
            "(Báo cáo thành tích, mục II); các tiêu chuẩn khác như nhau.",
            by=officer,
            at=JUDGED,
        )


def hold_meeting(council: Council, officer: User) -> None:
    """Four of five members come and vote; one of them does not agree to those below the line."""
    seats = [
        Seat(member, member.user.username != ABSENT, "Đi công tác" if member.user.username == ABSENT else "")
        for member in council.members.select_related("user")
    ]
    plan = MeetingPlan(
        held_on=date(2023, 12, 14), starts_at=time(8, 0), place="Phòng họp số 1, UBND thị xã", seats=seats
    )
    meeting = prepare_meeting(council=council, plan=plan, by=officer, at=MEETING - timedelta(days=1))
    meeting = put_to_vote(meeting=meeting, by=officer, at=MEETING)
    tables = propose(campaign=council.campaign, at=MEETING).tables
    proposed = {row.nomination.pk for table in tables for row in table.proposed if row.nomination}
    for place, seat in enumerate((one for one in seats if one.present), start=1):
        vote(meeting, seat, proposed, strict=place == 3, place=place)
    close_meeting(meeting=meeting, by=officer, at=MEETING + timedelta(hours=2))
    assert Meeting.objects.get(pk=meeting.pk).state == MeetingState.CLOSED


def vote(meeting: Meeting, seat: Seat, proposed: set[int], *, strict: bool, place: int) -> None:
    """One member's ballot."""
    at = MEETING + timedelta(minutes=40 + 6 * place)
    open_items = ballot_of(meeting, seat.member, at).open_items
    choices = {item.nomination_id: item.nomination_id in proposed or not strict for item in open_items}
    cast_ballot(meeting=meeting, choices=choices, by=seat.member.user, at=at)
