"""Reads of the deciding council: its meetings, who may vote on what, and what was counted."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from awards.enums import CouncilLevel, NominationState
from awards.models import AgendaItem, Council, CouncilMember, Meeting, MeetingResult, Nomination, VoterMark
from campaigns.access import Access, active_memberships
from campaigns.models import Campaign
from campaigns.queries import campaigns_visible_to


@dataclass(frozen=True)
class Ballot:
    """What one member may do in a meeting; `why_not` is a sentence when the member may not vote at all."""

    member: CouncilMember
    open_items: tuple[AgendaItem, ...]
    recused_items: tuple[AgendaItem, ...]
    voted_at: datetime | None
    why_not: str


def councils_visible_to(access: Access) -> QuerySet[Council]:
    """The standing body sees the deciding councils of its campaigns, a member the councils it sits on."""
    rows = Council.objects.filter(level=CouncilLevel.DECIDING).select_related("campaign", "unit")
    if access.is_staff:
        return rows.filter(campaign__in=campaigns_visible_to(access).order_by().values("pk"))
    if access.is_council:
        return rows.filter(pk__in=CouncilMember.objects.filter(user=access.user).values("council"))
    return rows.none()


def meetings_visible_to(access: Access) -> QuerySet[Meeting]:
    """Meetings of those councils, the newest first."""
    councils = councils_visible_to(access).values("pk")
    return Meeting.objects.filter(council__in=councils).select_related(
        "council", "council__campaign", "round"
    )


def meeting_list(access: Access) -> QuerySet[Meeting]:
    """The same with the numbers that a list shows."""
    return meetings_visible_to(access).annotate(
        members_present=Count("attendances", filter=Q(attendances__present=True), distinct=True),
        members_voted=Count("voter_marks", distinct=True),
        items=Count("agenda", distinct=True),
    )


def agenda_of(meeting: Meeting) -> list[AgendaItem]:
    """The nominations of the ballot in their order; empty before it is opened."""
    return list(meeting.agenda.select_related("nomination__unit", "nomination__group", "nomination__award"))


def nominations_to_vote_on(campaign: Campaign) -> QuerySet[Nomination]:
    """Accepted nominations, by group, collectives first."""
    return (
        Nomination.objects.filter(campaign=campaign, state=NominationState.ACCEPTED)
        .select_related("unit", "group", "award")
        .order_by("group__position", "-subject", "unit__sort_key", "priority", "id")
    )


def own_units_of(member: CouncilMember, at: datetime) -> set[int]:
    """Units on whose nominations the member does not vote: the stated own unit and those of today's roles."""
    units = {member.own_unit_id} if member.own_unit_id else set()
    if member.user_id:
        units |= set(active_memberships(member.user, at).values_list("unit_id", flat=True))
    return units


def ballot_of(meeting: Meeting, member: CouncilMember, at: datetime) -> Ballot:
    """The member's ballot: what is open to them, what they are recused from, and why they may not vote."""
    units = own_units_of(member, at)
    items = agenda_of(meeting)
    mine = tuple(item for item in items if item.nomination.unit_id not in units)
    recused = tuple(item for item in items if item.nomination.unit_id in units)
    mark = VoterMark.objects.filter(meeting=meeting, member=member).first()
    attendance = meeting.attendances.filter(member=member).first()
    why = ""
    if attendance is None or not attendance.present:
        reason = f" (lý do: {attendance.reason})" if attendance and attendance.reason else ""
        why = f"Phiên họp ghi ông (bà) vắng mặt{reason} nên không bỏ phiếu được."
    elif items and not mine:
        why = (
            "Mọi trường hợp trong phiên này thuộc đơn vị của ông (bà) nên ông (bà) không tham gia biểu quyết."
        )
    return Ballot(member, mine, recused, mark.voted_at if mark else None, why)


def results_of(meeting: Meeting) -> list[MeetingResult]:
    """What was counted when the meeting closed, in the order of the ballot."""
    rows = meeting.results.select_related("nomination__unit", "nomination__group", "nomination__award")
    order = dict(meeting.agenda.values_list("nomination", "position"))
    return sorted(rows, key=lambda row: order.get(row.nomination_id, 0))


def deciding_results(campaign: Campaign) -> dict[int, MeetingResult]:
    """nomination id -> the latest count of the deciding council."""
    rows = (
        MeetingResult.objects.filter(
            meeting__council__campaign=campaign, meeting__council__level=CouncilLevel.DECIDING
        )
        .select_related("meeting")
        .order_by("meeting__closed_at", "id")
    )
    return {row.nomination_id: row for row in rows}
