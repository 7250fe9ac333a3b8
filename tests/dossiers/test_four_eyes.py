"""Small communes: one office is focal and appraiser, and what it did itself goes to a head."""

import uuid

import pytest

from accounts.errors import NotAllowed
from awards.domain.check_plan import check_plan
from awards.models import Nomination
from campaigns.enums import Role
from campaigns.four_eyes import head_step
from campaigns.models import Campaign, Membership
from dossiers.demo.base import moment, write_person
from dossiers.demo.plans import OTHER_PLANS, seed_one
from dossiers.domain.accept_dossier import accept_dossier
from dossiers.domain.attest_conditions import attest_conditions, conditions_to_attest
from dossiers.domain.return_dossier import return_dossier
from dossiers.domain.send_dossier import send_dossier
from dossiers.four_eyes import head_accepts, head_attests, office_notes
from dossiers.models import Dossier
from dossiers.permissions import can_attest
from tests.dossier_makers import IN_TIME, ready
from tests.factories import World
from tests.history_makers import words
from tests.proposal_makers import JUDGED, complete, ranked

OFFICE = "tan-chau-vhtt"


@pytest.fixture
def world(tan_chau):
    """The standing body has sent its own dossier, by its unit officer; nobody has looked at it yet."""
    ranked(tan_chau)
    tan_chau.own = complete(tan_chau, OFFICE, "ca_nhan", "Trần Thị Lan")
    tan_chau.dossier = wait(tan_chau.own)
    tan_chau.head = Membership.objects.get(unit__code=OFFICE, role=Role.UNIT_HEAD).user
    return tan_chau


def wait(nomination) -> Dossier:
    """The nominee's dossier as it is before anybody takes it in."""
    found = Dossier.objects.filter(items__nomination=nomination)
    found.update(state="sent", accepted_at=None, accepted_by=None)
    type(nomination).objects.filter(pk=nomination.pk).update(state="sent")
    return found.select_related("campaign__standing_unit", "campaign__issuer", "unit").get()


def chairman(world):
    return write_person("chu-tich", "Nguyễn Chủ Tịch", world.campaign.issuer, Role.UNIT_HEAD, "Chủ tịch")


def test_the_office_does_not_take_in_its_own_dossier(world):
    with pytest.raises(
        NotAllowed, match="Phòng Văn hóa và Thông tin vừa gửi hồ sơ này .* do thủ trưởng .* thực hiện"
    ):
        accept_dossier(dossier=world.dossier, by=world.officer, at=JUDGED)
    with pytest.raises(NotAllowed):
        return_dossier(dossier=world.dossier, reason="Thiếu báo cáo thành tích", by=world.officer, at=JUDGED)
    assert accept_dossier(dossier=world.dossier, by=world.head, at=JUDGED).accepted_by == world.head


def test_a_head_who_sent_it_leaves_it_to_the_head_of_the_issuer(world):
    Dossier.objects.update(sent_by=world.head)
    row = Dossier.objects.select_related("campaign__standing_unit", "campaign__issuer").get(
        pk=world.dossier.pk
    )
    with pytest.raises(NotAllowed, match="Chưa có ai giữ vai trò «Thủ trưởng đơn vị» ở UBND thị xã Tân Châu"):
        accept_dossier(dossier=row, by=world.head, at=JUDGED)
    boss = chairman(world)
    with pytest.raises(NotAllowed, match="do thủ trưởng UBND thị xã Tân Châu thực hiện"):
        accept_dossier(dossier=row, by=world.head, at=JUDGED)
    assert accept_dossier(dossier=row, by=boss, at=JUDGED).accepted_by == boss


def test_what_the_single_officer_sent_for_another_unit_goes_to_the_head_too(world):
    other = wait(complete(world, "30397"))
    Dossier.objects.filter(pk=other.pk).update(sent_by=world.officer)
    other.refresh_from_db()
    with pytest.raises(NotAllowed, match="do người của Phòng Văn hóa và Thông tin"):
        accept_dossier(dossier=other, by=world.officer, at=JUDGED)
    accept_dossier(dossier=other, by=world.head, at=JUDGED)


def test_what_others_sent_stays_with_the_officer(world):
    other = wait(complete(world, "30397"))
    assert head_accepts(other, JUDGED) is None
    with pytest.raises(NotAllowed, match="cơ quan thường trực"):
        accept_dossier(dossier=other, by=world.head, at=JUDGED)
    accept_dossier(dossier=other, by=world.officer, at=JUDGED)


@pytest.mark.parametrize("ended", ["role", "account"])
def test_a_head_who_is_gone_is_none(world, ended):
    if ended == "role":
        Membership.objects.filter(user=world.head).update(valid_to="2023-01-31")
    else:
        type(world.head).objects.filter(pk=world.head.pk).update(is_active=False)
    boss = chairman(world)
    step = head_step(world.campaign, done_by=[], why="x", step="y", at=JUDGED)
    assert step.place == world.campaign.issuer and step.heads == {boss.pk}


def answer(world, nomination, by):
    asked = {row.pk: True for row in conditions_to_attest(nomination)}
    return attest_conditions(nomination=nomination, answers=asked, document="Báo cáo", by=by, at=JUDGED)


def test_the_office_does_not_appraise_its_own_nominee(world):
    with pytest.raises(NotAllowed, match="không tự thẩm định"):
        answer(world, world.own, world.officer)
    assert not can_attest(nomination=world.own, by=world.officer, at=JUDGED)
    assert answer(world, world.own, world.head)[0].by == world.head


def test_one_office_for_both_leaves_the_criteria_to_its_head(world):
    Campaign.objects.update(appraising_unit=world.campaign.standing_unit)
    other = complete(world, "30397", "ca_nhan", "Võ Hoàng Ân")
    other = type(other).objects.select_related("campaign").get(pk=other.pk)
    with pytest.raises(NotAllowed, match="đồng thời là cơ quan thẩm định: bước xác nhận tiêu chuẩn"):
        answer(world, other, world.officer)
    answer(world, other, world.head)
    notes = " ".join(office_notes(other.campaign))
    assert "đồng thời là cơ quan thẩm định" in notes and "cũng tham gia phong trào" in notes


def test_two_offices_leave_it_to_the_officer(world):
    other = complete(world, "30397", "ca_nhan", "Võ Hoàng Ân")
    assert head_attests(other, JUDGED) is None
    answer(world, other, world.officer)


def test_a_resident_put_forward_by_the_office_is_not_one_of_its_own(world):
    other = complete(world, "30376", "ca_nhan", "Nguyễn Văn Tám")
    Nomination.objects.filter(pk=other.pk).update(
        unit=world.campaign.standing_unit, origin="resident", origin_place="Khóm Long Thạnh A"
    )
    other.refresh_from_db()
    assert head_attests(other, JUDGED) is None
    Nomination.objects.filter(pk=other.pk).update(origin="unit", origin_place="")
    other.refresh_from_db()
    assert head_attests(other, JUDGED) is not None


def test_the_pages_say_it_and_offer_the_step_to_the_head(tan_chau):
    Campaign.objects.update(appraising_unit=tan_chau.campaign.standing_unit)
    desk = ready(tan_chau, OFFICE)
    path = f"/ho-so/{send_dossier(dossier=desk.dossier, by=desk.person, at=IN_TIME).pk}/"
    officer = tan_chau.browser(tan_chau.officer, IN_TIME)
    text = words(officer.get(path))
    assert (
        "do thủ trưởng Phòng Văn hóa và Thông tin thực hiện" in text and "Kiểm tra và tiếp nhận" not in text
    )
    head = tan_chau.browser(Membership.objects.get(unit__code=OFFICE, role=Role.UNIT_HEAD).user, IN_TIME)
    assert "Kiểm tra và tiếp nhận" in words(head.get(path))
    assert "Kiểm tra, tiếp nhận hồ sơ của Phòng Văn hóa" in words(head.get("/"))
    assert "do thủ trưởng" in words(officer.post(f"{path}tiep-nhan/", follow=True))
    assert "Đã tiếp nhận hồ sơ" in words(head.post(f"{path}tiep-nhan/", follow=True))
    assert "Xác nhận tiêu chuẩn: Trần Minh Khoa" in words(head.get(path))
    one = Nomination.objects.get(name="Trần Minh Khoa")
    attest = f"/phong-trao/{tan_chau.campaign.slug}/de-xuat/xac-nhan/{one.pk}/"
    assert head.get(attest).status_code == 200
    said = {f"c{row.pk}": "dat" for row in conditions_to_attest(one)}
    form = {"key": str(uuid.uuid4()), "document": "Báo cáo thành tích", **said}
    assert "Đã ghi xác nhận tiêu chuẩn" in words(head.post(attest, form, follow=True))
    assert "không tự thẩm định" in officer.get(attest, follow=True).content.decode()
    overview = words(officer.get(f"/phong-trao/{tan_chau.campaign.slug}/"))
    assert "đồng thời là cơ quan thẩm định" in overview
    stranger = tan_chau.browser(tan_chau.person_of(tan_chau.unit("30397")), IN_TIME)
    assert stranger.get(path).status_code == 404 and stranger.get(attest).status_code == 404


def test_the_check_before_the_launch_says_it(tan_chau_draft):
    campaign = tan_chau_draft.campaign
    said = [line.sentence for line in check_plan(campaign, JUDGED.date())]
    assert not any("đồng thời là cơ quan thẩm định" in one for one in said)
    assert not any("Chưa có ai giữ vai trò" in one for one in said)
    Campaign.objects.update(appraising_unit=campaign.standing_unit)
    Membership.objects.filter(role=Role.UNIT_HEAD).delete()
    lines = check_plan(Campaign.objects.get(), JUDGED.date())
    said = [line.sentence for line in lines if not line.stops]
    assert any("đồng thời là cơ quan thẩm định: được phép" in one for one in said)
    assert any("Chưa có ai giữ vai trò «Thủ trưởng đơn vị»" in one for one in said)


def test_ta_ma_with_one_office_and_one_officer(db):
    """The commune's office keeps the campaign, appraises it and has one officer; its head, or the Chủ tịch, checks."""
    plan = next(one for one in OTHER_PLANS if one.officer == "can-bo-ta-ma")
    campaign = seed_one(plan)
    Campaign.objects.filter(pk=campaign.pk).update(appraising_unit=campaign.standing_unit)
    world = World(Campaign.objects.select_related("standing_unit", "issuer").get(pk=campaign.pk))
    assert any("đồng thời là cơ quan thẩm định" in note for note in office_notes(world.campaign))
    officer = Membership.objects.get(unit=campaign.standing_unit, role=Role.STANDING_OFFICER).user
    at = moment(2024, 1, 10)
    step = head_step(world.campaign, done_by=[officer.pk], why="x", step="y", at=at)
    assert not step.may(officer) and not step.heads and "hãy đề nghị quản trị giao" in step.sentence
    boss = write_person("chu-tich-xa", "Chủ tịch xã", campaign.issuer, Role.UNIT_HEAD, "Chủ tịch")
    assert head_step(world.campaign, done_by=[officer.pk], why="x", step="y", at=at).may(boss)
    head = write_person("truong-vp", "Trưởng ban", campaign.standing_unit, Role.UNIT_HEAD, "Trưởng ban")
    step = head_step(world.campaign, done_by=[officer.pk], why="x", step="y", at=at)
    assert step.may(head) and not step.may(boss)
    assert head_step(world.campaign, done_by=[officer.pk, head.pk], why="x", step="y", at=at).may(boss)
