"""Preparing, opening and closing a meeting: who may, and what it needs."""

from datetime import timedelta

import pytest

from accounts.errors import DomainError, NotAllowed
from awards.domain.close_meeting import close_meeting
from awards.domain.open_meeting import open_meeting
from awards.domain.prepare_meeting import change_meeting, prepare_meeting
from awards.enums import MeetingState
from awards.models import Meeting
from tests.council_makers import MEETING_DAY, accepted, deciding_council, meeting_plan, prepared, vote

LATER = MEETING_DAY + timedelta(hours=2)


@pytest.fixture
def three(tan_chau):
    """A commune, a person of it, and Phòng Nội vụ."""
    return [
        accepted(tan_chau, "30385"),
        accepted(tan_chau, "30385", "ca_nhan", "Trần Thị Lan"),
        accepted(tan_chau, "tan-chau-nv"),
    ]


def test_only_the_standing_body_prepares_opens_and_closes(tan_chau, three):
    other = tan_chau.person_of(three[0].unit)
    with pytest.raises(NotAllowed):
        prepare_meeting(
            council=deciding_council(tan_chau), plan=meeting_plan(tan_chau), by=other, at=MEETING_DAY
        )
    meeting = prepared(tan_chau)
    for member in (other, tan_chau.member(1)):
        with pytest.raises(NotAllowed):
            open_meeting(meeting=meeting, by=member, at=MEETING_DAY)
    open_meeting(meeting=meeting, by=tan_chau.officer, at=MEETING_DAY)
    vote(meeting, tan_chau.member(1))
    with pytest.raises(NotAllowed):
        close_meeting(meeting=meeting, by=tan_chau.member(1), at=LATER)
    assert Meeting.objects.get().state == MeetingState.OPEN


def test_a_meeting_needs_a_place_members_and_no_other_open_one(tan_chau, three):
    council = deciding_council(tan_chau)
    for plan, said in (
        (meeting_plan(tan_chau, place=" "), "địa điểm"),
        (meeting_plan(tan_chau, absent=(1, 2, 3, 4, 5)), "Chưa có thành viên nào có mặt"),
        (meeting_plan(tan_chau, seats=meeting_plan(tan_chau).seats[1:]), "đã thay đổi"),
    ):
        with pytest.raises(DomainError, match=said):
            prepare_meeting(council=council, plan=plan, by=tan_chau.officer, at=MEETING_DAY)
    assert not Meeting.objects.exists()
    prepared(tan_chau)
    with pytest.raises(DomainError, match="chưa kết thúc"):
        prepared(tan_chau)


def test_a_prepared_meeting_can_be_changed_an_open_one_not(tan_chau, three):
    meeting = prepared(tan_chau)
    changed = change_meeting(
        meeting=meeting,
        plan=meeting_plan(tan_chau, absent=(1,), place="Hội trường"),
        by=tan_chau.officer,
        at=MEETING_DAY,
    )
    assert changed.place == "Hội trường"
    assert changed.attendances.filter(present=True).count() == 4
    open_meeting(meeting=meeting, by=tan_chau.officer, at=MEETING_DAY)
    with pytest.raises(DomainError, match="đã mở bỏ phiếu"):
        change_meeting(meeting=meeting, plan=meeting_plan(tan_chau), by=tan_chau.officer, at=MEETING_DAY)


def test_opening_needs_an_accepted_nomination_and_closing_a_vote(tan_chau):
    meeting = prepared(tan_chau)
    accepted(tan_chau, "30385", state="sent")
    with pytest.raises(DomainError, match="Chưa có đề nghị nào được tiếp nhận"):
        open_meeting(meeting=meeting, by=tan_chau.officer, at=MEETING_DAY)
    accepted(tan_chau, "tan-chau-nv")
    open_meeting(meeting=meeting, by=tan_chau.officer, at=MEETING_DAY)
    assert meeting.agenda.count() == 1
    with pytest.raises(DomainError, match="Chưa có thành viên nào bỏ phiếu"):
        close_meeting(meeting=meeting, by=tan_chau.officer, at=LATER)


def test_a_ballot_may_hold_some_of_the_accepted_ones_in_a_given_order(tan_chau, three):
    meeting = prepared(tan_chau)
    draft = accepted(tan_chau, "30376", state="sent")
    with pytest.raises(DomainError, match="chưa được tiếp nhận"):
        open_meeting(meeting=meeting, nominations=[draft], by=tan_chau.officer, at=MEETING_DAY)
    open_meeting(meeting=meeting, nominations=[three[1], three[0]], by=tan_chau.officer, at=MEETING_DAY)
    assert [item.nomination for item in meeting.agenda.all()] == [three[1], three[0]]
