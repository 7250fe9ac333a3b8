"""Places of a quota: claimed once each, whatever happens at the same time."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, connections, transaction

from accounts.errors import DomainError, NotAllowed
from accounts.models import AuditEvent
from awards.domain.award_budget import award_budget
from awards.domain.claim_place import claim_place, decline_nomination, release_place, reopen_nomination
from awards.enums import NominationState
from awards.models import Award, AwardQuota, AwardRecord, Nomination
from campaigns.domain.move_round import end_round
from campaigns.models import RouteStep
from dossiers.demo import base
from tests.council_makers import MEETING_DAY, accepted, counted, quota_of
from tests.factories import World
from tests.shape_makers import put, reshaped, without_council

AT = MEETING_DAY + timedelta(days=4)
COMMUNES = ["30376", "30400", "30412", "30394", "30388"]


@pytest.fixture
def five(tan_chau):
    """Five communes on which the council has voted."""
    rows = [accepted(tan_chau, code) for code in COMMUNES]
    counted(tan_chau)
    return rows


def claim(world, nomination, **values):
    values = {"quota": quota_of(nomination), "by": world.officer, "at": AT, **values}
    return claim_place(nomination=nomination, **values)


def test_three_places_and_no_fourth(tan_chau, five):
    places = [claim(tan_chau, one, reason="Theo biên bản").place for one in five[:3]]
    assert places == [1, 2, 3]
    with pytest.raises(DomainError, match=r"đủ 3/3 tập thể của UBND các phường, xã \(mục III.2.a\)"):
        claim(tan_chau, five[3])
    five[3].refresh_from_db()
    assert five[3].state == NominationState.ACCEPTED
    assert AwardRecord.objects.count() == 3
    assert set(Nomination.objects.filter(state="awarded")) == set(five[:3])


def test_a_round_that_was_ended_takes_no_decision(tan_chau, five):
    claim(tan_chau, five[0])
    end_round(round=five[0].round, by=tan_chau.officer, at=AT)
    for one in five:
        one.refresh_from_db()
    with pytest.raises(DomainError, match="đã kết thúc nên không đổi kết quả được"):
        claim(tan_chau, five[1])
    with pytest.raises(DomainError, match="đã kết thúc nên không đổi kết quả được"):
        release_place(nomination=five[0], by=tan_chau.officer, at=AT, reason="Có đơn thư")
    assert AwardRecord.objects.get().nomination == five[0]


def test_a_place_given_back_is_free_again(tan_chau, five):
    for one in five[:3]:
        claim(tan_chau, one)
    with pytest.raises(DomainError, match="lý do bỏ chọn"):
        release_place(nomination=five[1], by=tan_chau.officer, at=AT, reason=" ")
    released = release_place(nomination=five[1], by=tan_chau.officer, at=AT, reason="Có đơn thư")
    assert released.state == NominationState.ACCEPTED
    assert claim(tan_chau, five[3]).place == 2
    event = AuditEvent.objects.get(kind="award.released")
    assert "Có đơn thư" in event.sentence and event.changes["place"] == [2, None]
    with pytest.raises(DomainError, match="chưa được chọn"):
        release_place(nomination=five[1], by=tan_chau.officer, at=AT, reason="x")


def test_a_place_of_another_group_or_subject_is_refused(tan_chau):
    commune = accepted(tan_chau, "30376")
    person = accepted(tan_chau, "30376", "ca_nhan", "Lan")
    office = accepted(tan_chau, "tan-chau-tp")
    counted(tan_chau)
    for quota in (quota_of(office), quota_of(person)):
        with pytest.raises(DomainError, match="không dành cho"):
            claim(tan_chau, commune, quota=quota)
    assert not AwardRecord.objects.exists()


def test_nothing_is_given_before_the_council_has_counted(tan_chau):
    commune = accepted(tan_chau, "30376")
    for verb in (claim_place, decline_nomination):
        values = {"quota": quota_of(commune)} if verb is claim_place else {}
        with pytest.raises(DomainError, match="chưa biểu quyết"):
            verb(nomination=commune, by=tan_chau.officer, at=AT, reason="x", **values)
    assert not AwardRecord.objects.exists()


def test_without_a_council_a_place_is_given_at_once(tan_chau):
    commune = accepted(tan_chau, "30376")
    without_council(tan_chau)
    assert claim(tan_chau, commune).place == 1
    release_place(nomination=commune, by=tan_chau.officer, at=AT, reason="Nhầm")
    RouteStep.objects.create(
        campaign=tan_chau.campaign, position=90, actor="council", text="x", clause="x", round_kind="so_ket"
    )
    assert claim(tan_chau, commune).place == 1
    release_place(nomination=commune, by=tan_chau.officer, at=AT, reason="Nhầm")
    RouteStep.objects.filter(position=90).update(round_kind="")
    with pytest.raises(DomainError, match="chưa biểu quyết"):
        claim(tan_chau, commune)


def test_what_a_head_gives_by_own_power_is_the_unit_s_and_waits_for_no_council(tan_chau):
    commune = accepted(tan_chau, "30376")
    Award.objects.update(own_power=True)
    commune = Nomination.objects.get()
    with pytest.raises(NotAllowed):
        claim(tan_chau, commune)
    assert claim(tan_chau, commune, by=tan_chau.person_of(commune.unit)).place == 1


def test_only_the_standing_body(tan_chau, five):
    for person in (tan_chau.person_of(five[0].unit), tan_chau.member(1)):
        with pytest.raises(NotAllowed):
            claim(tan_chau, five[0], by=person)
        with pytest.raises(NotAllowed):
            decline_nomination(nomination=five[0], by=person, at=AT, reason="x")
    claim(tan_chau, five[0])
    with pytest.raises(NotAllowed):
        release_place(nomination=five[0], by=tan_chau.member(1), at=AT, reason="x")
    assert AwardRecord.objects.count() == 1


def test_nobody_gets_two_places(tan_chau, five):
    claim(tan_chau, five[0])
    with pytest.raises(DomainError, match="đã được chọn"):
        claim(tan_chau, five[0])
    assert AwardRecord.objects.count() == 1


def test_declining_and_considering_again(tan_chau, five):
    with pytest.raises(DomainError, match="lý do"):
        decline_nomination(nomination=five[0], by=tan_chau.officer, at=AT, reason="")
    declined = decline_nomination(nomination=five[0], by=tan_chau.officer, at=AT, reason="Đang xác minh đơn")
    assert declined.state == NominationState.NOT_AWARDED
    with pytest.raises(DomainError):
        claim(tan_chau, five[0])
    reopen_nomination(nomination=five[0], by=tan_chau.officer, at=AT, reason="Đơn không đúng")
    assert claim(tan_chau, five[0]).place == 1


def test_the_database_itself_gives_a_place_once(tan_chau, five):
    first = claim(tan_chau, five[0])
    with pytest.raises(IntegrityError), transaction.atomic():
        AwardRecord.objects.create(
            campaign=first.campaign,
            nomination=five[1],
            round=first.round,
            quota=first.quota,
            place=first.place,
            marked_at=AT,
            marked_by=tan_chau.officer,
        )


def test_the_money_of_what_was_given(tan_chau, five):
    for one in five[:2]:
        claim(tan_chau, one)
    budget = award_budget(campaign=tan_chau.campaign, on=AT.date())
    assert [(row.subject, row.count, row.amount) for row in budget.rows] == [
        ("tap_the", 2, 2_160_000),
        ("ca_nhan", 0, 0),
    ]


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_for_three_places():
    """Real threads, real transactions, on whichever database the run has."""
    world = World(base.seed_launched())
    codes = ["30376", "30377", "30378", "30379", "30382", "30385", "30387", "30388", "30391", "30394"]
    people = [accepted(world, code, "ca_nhan", f"{n} {code}") for code in codes for n in ("A", "B")]
    counted(world)
    officer, quota = world.officer, quota_of(people[0])
    start, answers = threading.Barrier(20), []

    def one(person):
        start.wait(30)
        try:
            claim_place(nomination=person, quota=quota, by=officer, at=AT)
            answers.append("given")
        except DomainError as error:
            answers.append(error.message)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert answers.count("given") == 3
    assert len(answers) == 20 and all("đủ 3/3" in said for said in answers if said != "given")
    assert sorted(AwardRecord.objects.values_list("place", flat=True)) == [1, 2, 3]
    assert Nomination.objects.filter(state=NominationState.AWARDED).count() == 3
    assert connection.is_usable()


@pytest.mark.django_db(transaction=True)
def test_two_routes_at_once_never_exceed_a_joint_number():
    """Collectives claim under their own number and people under the joint one; the joint one counts both."""
    world = World(base.seed_launched())
    reshaped(
        world,
        {"subject": "tap_the", "maximum": 2, "order": "person"},
        {"maximum": 3, "order": "person"},
    )
    without_council(world)
    codes = ["30376", "30377", "30378", "30379", "30382"]
    rows = [put(world, code, code, subject) for subject in ("tap_the", "ca_nhan") for code in codes]
    single, joint = AwardQuota.objects.order_by("position")
    officer, start, given = world.officer, threading.Barrier(10), []

    def one(nomination):
        start.wait(30)
        quota = single if nomination.subject == "tap_the" else joint
        try:
            claim_place(nomination=nomination, quota=quota, by=officer, at=AT)
            given.append(nomination.subject)
        except DomainError as error:
            given.append(error.message)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=(row,)) for row in rows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(given) == 10 and AwardRecord.objects.count() == 3
    assert given.count("tap_the") + given.count("ca_nhan") == 3 and given.count("tap_the") <= 2
    assert all("đủ 2/2" in said or "đủ 3/3" in said for said in given if said not in ("tap_the", "ca_nhan"))


@pytest.mark.django_db
def test_a_quota_for_all_groups_is_there_once(tan_chau):
    quota = AwardQuota.objects.filter(award__campaign=tan_chau.campaign).first()
    for group in (None, quota.group):
        values = {"subject": quota.subject, "mode": quota.mode, "maximum": 1, "clause": "x"}
        if group is None:
            AwardQuota.objects.create(award=quota.award, group=None, **values)
        with pytest.raises(IntegrityError), transaction.atomic():
            AwardQuota.objects.create(award=quota.award, group=group, **values)
