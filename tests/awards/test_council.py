"""The deciding council: recusal, absence, one vote each, and a ballot that stays secret."""

import contextlib
import json
import threading
import uuid
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.core import serializers
from django.db import connection, connections, transaction

from accounts.errors import DomainError, NotAllowed
from accounts.models import AuditEvent
from awards.domain.cast_ballot import cast_ballot
from awards.domain.close_meeting import close_meeting
from awards.domain.open_meeting import open_meeting
from awards.domain.seal import SealBroken, seal_choice
from awards.enums import MeetingState
from awards.models import Ballot, Meeting, MeetingResult, VoterMark
from campaigns.enums import Role
from campaigns.models import Membership
from dossiers.demo import base
from tests.council_makers import (
    MEETING_DAY,
    accepted,
    opened,
    prepared,
    vote,
)
from tests.factories import World

LATER = MEETING_DAY + timedelta(hours=2)


@pytest.fixture
def three(tan_chau):
    """A commune, a person of it, and Phòng Nội vụ."""
    return [
        accepted(tan_chau, "30385"),
        accepted(tan_chau, "30385", "ca_nhan", "Trần Thị Lan"),
        accepted(tan_chau, "tan-chau-nv"),
    ]


def result(nomination):
    row = MeetingResult.objects.get(nomination=nomination)
    return row.agree, row.disagree, row.total_members, row.present, row.recused


def test_from_preparing_to_counting(tan_chau, three):
    commune, person, home_affairs = three
    meeting = opened(tan_chau, absent=(4,))
    assert [item.nomination for item in meeting.agenda.all()] == [home_affairs, commune, person]
    for number in (1, 2, 3, 5):
        vote(meeting, tan_chau.member(number), against=(person.pk,) if number in (1, 3) else ())
    closed = close_meeting(meeting=meeting, by=tan_chau.officer, at=LATER)
    assert result(commune) == (4, 0, 5, 4, 0)
    assert result(person) == (2, 2, 5, 4, 0)
    # Two of the four present work at Phòng Nội vụ.
    assert result(home_affairs) == (2, 0, 5, 4, 2)
    assert closed.state == MeetingState.CLOSED
    assert closed.locked_private_key is None
    assert not Ballot.objects.exists()


def test_members_of_phong_noi_vu_do_not_vote_on_it(tan_chau, three):
    commune, person, home_affairs = three
    meeting = opened(tan_chau)
    choices = {one.pk: True for one in three}
    with pytest.raises(DomainError, match="không thuộc phần biểu quyết"):
        cast_ballot(meeting=meeting, choices=choices, by=tan_chau.member(2), at=MEETING_DAY)
    assert not VoterMark.objects.exists() and not Ballot.objects.exists()
    cast_ballot(
        meeting=meeting,
        choices={commune.pk: True, person.pk: True},
        by=tan_chau.member(2),
        at=MEETING_DAY,
    )
    assert Ballot.objects.count() == 2


def test_a_role_at_the_unit_recuses_too_and_a_later_one_changes_no_ballot(tan_chau, three):
    commune, person, home_affairs = three
    meeting = opened(tan_chau)
    vote(meeting, tan_chau.member(1))
    for number in (1, 4):
        Membership.objects.create(
            user=tan_chau.member(number),
            unit=commune.unit,
            role=Role.UNIT_HEAD,
            valid_from=date(2023, 1, 1),
        )
    vote(meeting, tan_chau.member(4))
    close_meeting(meeting=meeting, by=tan_chau.officer, at=LATER)
    assert result(commune) == (1, 0, 5, 5, 1)
    assert result(home_affairs)[:2] == (2, 0)


def test_whoever_is_recused_from_everything_cannot_open_the_ballot(tan_chau):
    accepted(tan_chau, "tan-chau-nv")
    meeting = opened(tan_chau)
    with pytest.raises(NotAllowed, match="thuộc đơn vị của ông"):
        cast_ballot(meeting=meeting, choices={}, by=tan_chau.member(2), at=MEETING_DAY)
    assert not VoterMark.objects.exists()


def test_an_absent_member_and_an_outsider_cannot_vote(tan_chau, three):
    meeting = opened(tan_chau, absent=(4,))
    with pytest.raises(NotAllowed, match="vắng mặt"):
        vote(meeting, tan_chau.member(4))
    for outsider in (tan_chau.officer, tan_chau.person_of(three[0].unit)):
        with pytest.raises(NotAllowed, match="Chỉ thành viên"):
            cast_ballot(
                meeting=meeting,
                choices={one.pk: True for one in three},
                by=outsider,
                at=MEETING_DAY,
            )
    assert not VoterMark.objects.exists() and not Ballot.objects.exists()


def test_one_vote_a_member(tan_chau, three):
    meeting = opened(tan_chau)
    vote(meeting, tan_chau.member(1))
    with pytest.raises(DomainError, match="đã bỏ phiếu"):
        vote(meeting, tan_chau.member(1), against=tuple(one.pk for one in three))
    assert Ballot.objects.count() == 3


def test_every_case_needs_a_choice(tan_chau, three):
    meeting = opened(tan_chau)
    with pytest.raises(DomainError, match="Còn 2 trường hợp"):
        cast_ballot(meeting=meeting, choices={three[0].pk: True}, by=tan_chau.member(1), at=MEETING_DAY)
    assert not Ballot.objects.exists()


def test_no_vote_before_opening_or_after_closing(tan_chau, three):
    meeting = prepared(tan_chau)
    with pytest.raises(DomainError, match="không ở bước bỏ phiếu"):
        vote(meeting, tan_chau.member(1))
    open_meeting(meeting=meeting, by=tan_chau.officer, at=MEETING_DAY)
    vote(meeting, tan_chau.member(1))
    close_meeting(meeting=meeting, by=tan_chau.officer, at=LATER)
    with pytest.raises(DomainError, match="không ở bước bỏ phiếu"):
        vote(Meeting.objects.get(), tan_chau.member(3))
    assert not Ballot.objects.exists()


def everything_stored() -> list:
    """All rows of the database but the ballots' bytes and numbers, and the numbers of the newest rows."""
    rows = []
    for model in apps.get_models():
        for row in serializers.serialize("python", model.objects.order_by("pk")):
            row["fields"].pop("sealed", None)
            rows.append((row["model"], row["fields"]))
    return rows


class TakenBack(Exception):
    """Ends a transaction on purpose."""


def stored_after(meeting, user, against) -> list:
    """What the database would hold after this vote."""
    kept: list = []
    with contextlib.suppress(TakenBack), transaction.atomic():
        vote(meeting, user, against)
        kept += everything_stored()
        raise TakenBack
    return kept


def test_nothing_stored_before_closing_depends_on_how_the_member_voted(tan_chau, three):
    meeting = opened(tan_chau)
    all_ids = tuple(one.pk for one in three)
    agreed = stored_after(meeting, tan_chau.member(1), ())
    refused = stored_after(meeting, tan_chau.member(1), all_ids)
    assert ("awards.ballot", {"meeting": meeting.pk}) in agreed
    assert agreed == refused
    vote(meeting, tan_chau.member(1))
    vote(meeting, tan_chau.member(4), against=all_ids)
    assert len({len(bytes(ballot.sealed)) for ballot in Ballot.objects.all()}) == 1
    assert not MeetingResult.objects.filter(meeting=meeting).exists()
    assert {json.dumps(event.changes) for event in AuditEvent.objects.filter(kind="meeting.voted")} == {"{}"}


def test_the_order_of_the_rows_does_not_follow_the_voters(tan_chau, three):
    """The ballots of an earlier voter do not stay in front, and all come from the same transaction."""
    meeting = opened(tan_chau)
    vote(meeting, tan_chau.member(1))
    first = {bytes(ballot.sealed) for ballot in Ballot.objects.all()}
    before = set(Ballot.objects.values_list("pk", flat=True))
    vote(meeting, tan_chau.member(4))
    with connection.cursor() as cursor:
        place = "rowid" if connection.vendor == "sqlite" else "ctid"
        cursor.execute(f"SELECT sealed FROM awards_ballot ORDER BY {place}")
        orders = [bytes(row[0]) in first for row in cursor.fetchall()]
        if connection.vendor == "postgresql":
            cursor.execute("SELECT count(DISTINCT xmin::text) FROM awards_ballot")
            assert cursor.fetchone() == (1,)
    assert sorted(orders) == [False] * 3 + [True] * 3
    assert not before & set(Ballot.objects.values_list("pk", flat=True))


def test_rows_are_mixed_between_voters(tan_chau):
    """Twelve cases, two voters: in twenty tries the first voter's rows must not lie in front each time."""
    for code in ("30376", "30377", "30379", "30382", "30385", "30387"):
        accepted(tan_chau, code)
        accepted(tan_chau, code, "ca_nhan", f"Người {code}")
    meeting = opened(tan_chau)
    vote(meeting, tan_chau.member(1))
    first = {bytes(ballot.sealed) for ballot in Ballot.objects.all()}
    vote(meeting, tan_chau.member(4))
    with connection.cursor() as cursor:
        place = "rowid" if connection.vendor == "sqlite" else "ctid"
        cursor.execute(f"SELECT sealed FROM awards_ballot ORDER BY {place}")
        orders = [bytes(row[0]) in first for row in cursor.fetchall()]
    # One chance in 2.7 million that an honest shuffle leaves the first voter's twelve in front.
    assert orders != [True] * 12 + [False] * 12
    assert orders != [False] * 12 + [True] * 12


def test_a_ballot_slipped_in_stops_the_count_and_nothing_is_written(tan_chau, three):
    meeting = opened(tan_chau)
    vote(meeting, tan_chau.member(1))
    forged = seal_choice(
        public_key=meeting.public_key, meeting_id=meeting.pk, nomination_id=three[0].pk, agree=True
    )
    Ballot.objects.create(id=uuid.UUID(int=1), meeting=meeting, sealed=forged)
    with pytest.raises(SealBroken, match="không khớp"):
        close_meeting(meeting=meeting, by=tan_chau.officer, at=LATER)
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.OPEN and meeting.locked_private_key
    assert Ballot.objects.count() == 4 and not MeetingResult.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_members_who_vote_at_the_same_moment_lose_no_ballot():
    """Each vote writes all ballots anew, so the meeting's lock is what keeps them whole."""
    world = World(base.seed_launched())
    for code in ("30376", "30385", "30400"):
        accepted(world, code)
    meeting = opened(world)
    members = [world.member(number) for number in range(1, 6)]
    start, failed = threading.Barrier(5), []

    def one(member):
        start.wait(30)
        try:
            vote(meeting, member)
        except Exception as error:
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=(member,)) for member in members]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failed == []
    assert Ballot.objects.count() == 15 and VoterMark.objects.count() == 5
    close_meeting(meeting=meeting, by=world.officer, at=LATER)
    assert set(MeetingResult.objects.values_list("agree", "disagree")) == {(5, 0)}


def test_a_member_whose_role_has_ended_does_not_vote(tan_chau, three):
    meeting = opened(tan_chau)
    member = tan_chau.member(1)
    Membership.objects.filter(user=member).update(valid_to=MEETING_DAY.date() - timedelta(days=1))
    with pytest.raises(NotAllowed):
        vote(meeting, member)
    assert not VoterMark.objects.exists() and not Ballot.objects.exists()
