from dataclasses import replace
from datetime import date, time

import pytest

from accounts.errors import DomainError, NotAllowed
from awards.domain.record_unit_meeting import Votes, check_minutes, record_unit_meeting
from awards.enums import CouncilRole, MeetingState
from awards.models import CouncilMember, Meeting, MeetingResult
from tests.dossier_makers import WRITTEN, minutes, opened


@pytest.fixture
def desk(tan_chau):
    desk = opened(tan_chau)
    desk.add_person()
    return desk


def record(desk, written, by=None):
    dossier = desk.dossier
    return record_unit_meeting(
        round=dossier.round,
        award=dossier.award,
        unit=desk.unit,
        minutes=written,
        by=by or desk.person,
        at=WRITTEN,
    )


def test_the_minutes_are_kept_as_typed(desk):
    meeting = record(desk, minutes(desk))
    assert (meeting.state, meeting.held_on) == (MeetingState.CLOSED, date(2023, 11, 28))
    assert [row.present for row in meeting.attendances.all()] == [True, True, True, False, True]
    assert {(row.agree, row.present, row.total_members) for row in meeting.results.all()} == {(4, 4, 5)}


def test_recording_again_replaces_all_of_it(desk):
    record(desk, minutes(desk))
    first = minutes(desk)
    record(desk, replace(first, sittings=first.sittings[:3] + first.sittings[4:]))
    assert Meeting.objects.filter(council__unit=desk.unit).count() == 1
    assert CouncilMember.objects.filter(council__unit=desk.unit).count() == 4
    assert {row.total_members for row in MeetingResult.objects.all()} == {4}


def changed(desk, place, **values):
    sittings = list(minutes(desk).sittings)
    sittings[place] = replace(sittings[place], **values)
    return {"sittings": tuple(sittings)}


BROKEN = {
    "two chairs": (lambda d: changed(d, 1, role=CouncilRole.CHAIR), "đúng một Chủ tịch Hội đồng, hiện có 2"),
    "no chair": (lambda d: changed(d, 0, role=CouncilRole.MEMBER), "hiện có 0"),
    "no secretary": (lambda d: changed(d, 4, role=CouncilRole.MEMBER), "Thư ký"),
    "absent without reason": (
        lambda d: {**changed(d, 1, present=False), "votes": tuple(Votes(n, 3, 0) for n in d.nominations)},
        "hãy ghi lý do vắng",
    ),
    "present with a reason": (lambda d: changed(d, 1, reason="ốm"), "lại có lý do vắng"),
    "the same person twice": (
        lambda d: changed(d, 1, full_name="Nguyễn Văn Hòa", office="Chủ tịch UBND xã"),
        "hai dòng",
    ),
    "votes above those present": (lambda d: {"votes": tuple(Votes(n, 4, 1) for n in d.nominations)}, "là 5"),
    "nobody voted": (lambda d: {"votes": tuple(Votes(n, 0, 0) for n in d.nominations)}, "Chưa nhập số phiếu"),
    "in the future": (lambda d: {"held_on": date(2023, 12, 2)}, "chưa đến"),
    "ends before it starts": (lambda d: {"ends_at": time(13, 0)}, "sau giờ bắt đầu"),
    "no place": (lambda d: {"place": " "}, "địa điểm"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_one_thing_wrong_is_one_sentence(desk, name):
    change, said = BROKEN[name]
    written = minutes(desk, **change(desk))
    found = check_minutes(written, at=WRITTEN)
    assert found and all(said in error.message for error in found), [error.message for error in found]
    with pytest.raises(DomainError):
        record(desk, written)
    assert not Meeting.objects.filter(council__unit=desk.unit).exists()


def test_good_minutes_have_nothing_wrong(desk):
    assert check_minutes(minutes(desk), at=WRITTEN) == []


def test_votes_on_another_units_nominee_are_refused(desk, tan_chau):
    other = opened(tan_chau, "30388")
    mixed = minutes(desk, votes=(*minutes(desk).votes, Votes(other.nominations[0], 4, 0)))
    with pytest.raises(DomainError, match="đã thay đổi"):
        record(desk, mixed)
    with pytest.raises(NotAllowed):
        record(desk, minutes(desk), by=other.person)
    assert not MeetingResult.objects.exists()


def test_names_longer_than_the_minutes_can_keep_are_said(desk):
    values = {"full_name": "A" * 121, "office": "B" * 151, "present": False, "reason": "C" * 201}
    said = " ".join(
        error.message for error in check_minutes(minutes(desk, **changed(desk, 1, **values)), at=WRITTEN)
    )
    assert "Họ và tên «AAAA" in said and "Chức vụ «BBBB" in said and "Lý do vắng «CCCC" in said
    assert "dài quá 120" in said and "dài quá 150" in said and "dài quá 200" in said
