"""The page «ai kế thừa», its tasks, and the hand-over of a campaign whose body has ended."""

import re
from datetime import date

import pytest

from accounts.models import User
from campaigns.domain.register_unit import register_unit
from campaigns.domain.succeed_units import succeed_units
from campaigns.enums import ChangeKind, Role
from campaigns.models import Campaign, CampaignHandOver, Membership, Registration, Takeover, Unit
from dossiers.demo.base import moment
from tests.succession_makers import basis, province_above

EARLY, AT, DAY = moment(2023, 8, 2), moment(2023, 10, 5), date(2023, 10, 1)
PAGE, HAND_OVER = "/phong-trao/{}/ke-thua/", "/phong-trao/{}/ban-giao/"


@pytest.fixture
def land(tan_chau):
    """xã Long An registered, then came to phường Long Phú."""
    province_above(tan_chau.campaign.issuer)
    tan_chau.admin = User.objects.get(username="quan-tri-tinh")
    tan_chau.an, tan_chau.phu = tan_chau.unit("30391"), tan_chau.unit("30394")
    by = tan_chau.person_of(tan_chau.an)
    register_unit(campaign=tan_chau.campaign, unit=tan_chau.an, by=by, at=EARLY)
    tan_chau.page = PAGE.format(tan_chau.campaign.slug)
    return tan_chau


def merge(land, old=None, new=None):
    new = new or land.phu
    people = Membership.objects.filter(unit=old or land.an)
    return succeed_units(
        kind=ChangeKind.MERGE, predecessors=[old or land.an], successors=[new],
        basis=basis(DAY, issued_on=DAY), by=land.admin, at=AT, people={row.pk: new.code for row in people},
    )  # fmt: skip


def key_of(answer) -> str:
    return re.search(r'name="key" value="([^"]+)"', answer.content.decode())[1]


def test_without_an_ended_unit_the_page_says_so(land):
    assert "Chưa có đơn vị nào chấm dứt" in land.browser(land.officer, AT).get(land.page).content.decode()


def test_the_task_comes_with_the_cause_and_goes_with_it(land):
    client = land.browser(land.officer, AT)
    assert "Cần quyết định ai kế thừa" not in client.get("/").content.decode()
    merge(land)
    assert "Cần quyết định ai kế thừa UBND xã Long An" in client.get("/").content.decode()
    seen = client.get(land.page)
    data = {
        "key": key_of(seen), "document": "Thông báo số 10/TB-UBND",
        f"chon-{land.an.pk}-place": land.phu.pk, f"chon-{land.an.pk}-registration": land.phu.pk,
    }  # fmt: skip
    assert client.post(land.page, data).status_code == 302
    assert Registration.objects.get(campaign=land.campaign).unit == land.phu
    assert "Cần quyết định ai kế thừa" not in client.get("/").content.decode()
    after = client.get(land.page).content.decode()
    assert "Đã quyết định" in after and "Thông báo số 10/TB-UBND" in after


def test_a_refusal_keeps_the_choices_and_writes_nothing(land):
    merge(land)
    client = land.browser(land.officer, AT)
    data = {"key": key_of(client.get(land.page)), f"chon-{land.an.pk}-place": land.phu.pk, "document": ""}
    answer = client.post(land.page, data)
    seen = answer.content.decode()
    assert answer.status_code == 422 and "văn bản làm căn cứ" in seen and not Takeover.objects.exists()
    assert f'<option value="{land.phu.pk}" selected>' in seen


def test_an_answer_is_taken_back_on_the_page(land):
    merge(land)
    client = land.browser(land.officer, AT)
    data = {
        "key": key_of(client.get(land.page)),
        "document": "TB 10",
        f"chon-{land.an.pk}-registration": "khong-ai",
    }
    client.post(land.page, data)
    row = Takeover.objects.get()
    assert client.post(f"{land.page}{row.pk}/huy/", {"reason": "Nhầm"}).status_code == 302
    row.refresh_from_db()
    assert row.undone_reason == "Nhầm"


def test_only_the_standing_officer_sees_it(land):
    merge(land)
    for user in (land.admin, land.person_of(land.phu), land.member(2)):
        assert land.browser(user, AT).get(land.page).status_code == 404


def test_a_campaign_whose_standing_body_ended_is_handed_over(land):
    old = land.campaign.standing_unit
    new = land.unit("tan-chau-vp")
    merge(land, old, new)
    officer, address = land.browser(land.officer, AT), HAND_OVER.format(land.campaign.slug)
    assert land.campaign.short_title not in officer.get("/phong-trao/").content.decode()
    admin = land.browser(land.admin, AT)
    assert f"Bàn giao phong trào {land.campaign.short_title}" in admin.get("/").content.decode()
    seen = admin.get(address)
    assert "Đã chấm dứt hoạt động" in seen.content.decode()
    data = {
        "key": key_of(seen), "part": "standing_unit", "to": new.code, "day": "01/10/2023", "number": "12/QĐ-UBND",
        "issued_on": "01/10/2023", "issuer_name": "UBND thị xã Tân Châu", "summary": "",
    }  # fmt: skip
    assert admin.post(address, data).status_code == 302
    row = CampaignHandOver.objects.get()
    assert (row.before, row.after, row.before_name) == (old, new, old.name)
    # The officer went on at the new body by the administrator's choice, and works on.
    assert land.campaign.short_title in officer.get("/phong-trao/").content.decode()
    assert "Bàn giao phong trào" not in admin.get("/").content.decode()


def test_a_wrong_receiver_is_refused_at_its_field(land):
    admin, address = land.browser(land.admin, AT), HAND_OVER.format(land.campaign.slug)
    data = {
        "part": "standing_unit", "to": land.campaign.standing_unit.code, "day": "01/10/2023",
        "number": "12/QĐ-UBND", "issued_on": "01/10/2023", "issuer_name": "UBND",
    }  # fmt: skip
    answer = admin.post(address, {**data, "key": key_of(admin.get(address))})
    assert answer.status_code == 422 and "đang giữ vai trò này rồi" in answer.content.decode()
    merge(land)
    answer = admin.post(address, {**data, "to": land.an.code, "key": key_of(admin.get(address))})
    assert answer.status_code == 422 and not CampaignHandOver.objects.exists()


def test_the_hand_over_is_nobody_elses(land):
    address = HAND_OVER.format(land.campaign.slug)
    for user in (land.person_of(land.phu), land.member(2)):
        assert land.browser(user, AT).get(address).status_code == 404
    assert land.browser(land.officer, AT).get(address).status_code == 200
    assert Membership.objects.filter(role=Role.SYSTEM_ADMIN).exists()


def test_the_first_page_costs_the_same_for_one_ended_unit_and_for_three(land, django_assert_num_queries):
    merge(land)
    client = land.browser(land.officer, AT)
    client.get("/")
    with django_assert_num_queries(35):
        client.get("/")
    for code in ("30376", "30377"):
        merge(land, land.unit(code), Unit.objects.get(code="30378"))
    with django_assert_num_queries(35):
        client.get("/")
    assert Campaign.objects.count() == 1
