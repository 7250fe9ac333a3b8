"""When a unit ends: who may still read its past, who writes no more and from which day, who is carried on by a tick."""

from datetime import date

import pytest

from accounts.domain.audit import broken_links
from accounts.errors import DomainError, NotAllowed
from accounts.models import AuditEvent, User
from campaigns.access import access_of, active_memberships, holds_role
from campaigns.domain.carry_roles import carry_roles, roles_left
from campaigns.domain.give_role import confirm_role, give_role
from campaigns.domain.register_unit import register_unit
from campaigns.domain.succeed_units import succeed_units
from campaigns.enums import ChangeKind, Role
from campaigns.models import Membership, Unit
from dossiers.demo.base import moment
from dossiers.domain.decide_takeovers import Answer, decide_takeovers
from scoring.domain.sheets import open_sheet, save_item
from scoring.sheets import Typed
from tests.succession_makers import basis, person, province_above

EARLY, EVE, AT = moment(2023, 8, 2), moment(2023, 9, 30), moment(2023, 10, 5)
DAY = date(2023, 10, 1)


@pytest.fixture
def land(tan_chau):
    """xã Long An with a clerk, a head, an appraiser; it comes to phường Long Phú and nobody is ticked then."""
    tan_chau.above = province_above(tan_chau.campaign.issuer)
    tan_chau.admin = User.objects.get(username="quan-tri-tinh")
    tan_chau.an, tan_chau.phu = tan_chau.unit("30391"), tan_chau.unit("30394")
    tan_chau.clerk = tan_chau.person_of(tan_chau.an)
    tan_chau.head = person("chu-tich-an", (Role.UNIT_HEAD, tan_chau.an))
    tan_chau.judge = person("tham-dinh-an", (Role.APPRAISER, tan_chau.an))
    register_unit(campaign=tan_chau.campaign, unit=tan_chau.an, by=tan_chau.clerk, at=EARLY)
    tan_chau.sheet = open_sheet(campaign=tan_chau.campaign, unit=tan_chau.an, by=tan_chau.clerk, at=EARLY)
    succeed_units(
        kind=ChangeKind.MERGE, predecessors=[tan_chau.an], successors=[tan_chau.phu],
        basis=basis(DAY, issued_on=date(2023, 9, 20)), by=tan_chau.admin, at=AT,
    )  # fmt: skip
    tan_chau.an.refresh_from_db()
    return tan_chau


def row_of(land, user) -> Membership:
    return Membership.objects.get(user=user, unit=land.an)


def carry(land, *users, to=None, by=None, at=AT):
    people = {row_of(land, user).pk: (to or land.phu).code for user in users}
    return carry_roles(unit=land.an, people=people, by=by or land.admin, at=at)


def write(land, at):
    criterion = land.sheet.criteria_set.criteria.filter(parent__isnull=False).first()
    save_item(sheet=land.sheet, criterion=criterion, typed=Typed("1"), version=0, by=land.clerk, at=at)


def test_the_right_to_write_ends_with_the_last_day(land):
    write(land, EVE)
    land.sheet = type(land.sheet).objects.get(pk=land.sheet.pk)
    with pytest.raises(
        NotAllowed, match="đã chấm dứt hoạt động từ hết ngày 30/09/2023 nên không ai ghi thay"
    ):
        write(land, moment(2023, 10, 1))


def test_a_role_left_open_at_an_ended_unit_gives_nothing(land):
    """As a list of units or a correction of its last day leaves it."""
    Membership.objects.filter(unit=land.an).update(valid_to=None)
    assert holds_role(by=land.clerk, roles=(Role.UNIT_OFFICER,), unit=land.an, at=EVE)
    assert not active_memberships(land.clerk, moment(2023, 10, 1)).exists()
    assert access_of(land.clerk, AT).memberships == ()


def test_its_past_is_read_by_the_office_and_after_the_takeover_by_its_successor(land):
    page = f"/phong-trao/{land.campaign.slug}/tu-cham/"
    assert land.browser(land.clerk, EVE).get(page).status_code == 200
    assert land.browser(land.clerk, AT).get(page).status_code == 404
    asked = f"/phong-trao/{land.campaign.slug}/ke-thua/"
    assert "UBND xã Long An" in land.browser(land.officer, AT).get(asked).content.decode()
    mine = land.browser(land.person_of(land.phu), AT)
    assert "UBND xã Long An" in mine.get(f"/don-vi/{land.phu.pk}/").content.decode()
    decide_takeovers(
        campaign=land.campaign, answers=[Answer(land.an.pk, what, land.phu.pk) for what in ("registration", "sheet")],
        document="TB 10", by=land.officer, at=AT,
    )  # fmt: skip
    assert "0/20 tiêu chí" in mine.get(page).content.decode()


def test_whoever_is_ticked_goes_on_from_today(land):
    given = carry(land, land.clerk)
    assert [(row.user, row.unit, row.valid_from) for row in given] == [
        (land.clerk, land.phu, date(2023, 10, 5))
    ]
    assert holds_role(by=land.clerk, roles=(Role.UNIT_OFFICER,), unit=land.phu, at=AT)
    assert not active_memberships(land.head, AT).exists() and row_of(land, land.clerk).valid_to == date(
        2023, 9, 30
    )
    assert AuditEvent.objects.filter(kind="role.given").count() == 1 and broken_links() == []


def test_a_role_that_judges_waits_for_a_second_person(land):
    row = carry(land, land.judge)[0]
    assert row.awaits and not active_memberships(land.judge, AT).exists()
    with pytest.raises(NotAllowed, match="không tự xác nhận"):
        confirm_role(membership=row, by=land.admin, at=AT)
    second = person("quan-tri-2", (Role.SYSTEM_ADMIN, land.above))
    confirm_role(membership=row, by=second, at=AT)
    assert active_memberships(land.judge, AT).get().unit == land.phu


def test_the_open_role_of_an_ended_unit_is_ended_when_it_is_carried(land):
    Membership.objects.filter(unit=land.an).update(valid_to=None)
    carry(land, land.clerk)
    assert row_of(land, land.clerk).valid_to == date(2023, 9, 30)


def test_what_cannot_be_is_refused_with_its_sentence(land):
    with pytest.raises(DomainError, match="Chưa chọn người nào"):
        carry(land)
    with pytest.raises(DomainError, match="Danh sách người đã thay đổi"):
        carry(land, land.clerk, to=land.unit("30385"))
    with pytest.raises(NotAllowed, match="do quản trị"):
        carry(land, land.clerk, by=land.officer)
    carry(land, land.clerk)
    with pytest.raises(DomainError, match="đã được giao từ 05/10/2023"):
        carry(land, land.clerk)
    with pytest.raises(DomainError, match="còn hoạt động"):
        carry_roles(unit=land.phu, people={1: "x"}, by=land.admin, at=AT)
    with pytest.raises(DomainError, match="không giao vai trò ở đó nữa"):
        give_role(
            person=land.head,
            unit=land.an,
            role=Role.AUDITOR,
            valid_from=date(2023, 10, 2),
            by=land.admin,
            at=AT,
        )


def test_the_page_offers_a_tick_for_each_person(land):
    client, page = land.browser(land.admin, AT), f"/don-vi/{land.an.pk}/nguoi/"
    seen = client.get(page).content.decode()
    assert f"{land.clerk} tiếp tục" in seen and "chờ người thứ hai xác nhận" in seen
    assert "Người của đơn vị" in client.get(f"/don-vi/{land.an.pk}/").content.decode()
    key = seen.split('name="key" value="')[1].split('"')[0]
    data = {
        "key": key,
        "to": land.phu.code,
        "person": [row_of(land, land.clerk).pk, row_of(land, land.judge).pk],
    }
    answer = client.post(page, data, follow=True).content.decode()
    assert "Đã giao 2 vai trò ở đơn vị kế thừa; 1 vai trò chờ người thứ hai xác nhận" in answer
    assert "Đã tiếp tục ở UBND phường Long Phú" in answer
    again = client.get(page).content.decode()
    key = again.split('name="key" value="')[1].split('"')[0]
    assert "Chưa chọn người nào" in client.post(page, {"key": key, "to": land.phu.code}).content.decode()


def test_the_page_exists_for_ended_units_and_their_administrator_only(land):
    assert land.browser(land.admin, AT).get(f"/don-vi/{land.phu.pk}/nguoi/").status_code == 404
    for user in (land.officer, land.person_of(land.phu)):
        assert land.browser(user, AT).get(f"/don-vi/{land.an.pk}/nguoi/").status_code == 404


def test_without_people_the_page_says_so(land):
    Membership.objects.filter(unit=land.an).delete()
    page = land.browser(land.admin, AT).get(f"/don-vi/{land.an.pk}/nguoi/").content.decode()
    assert "Không có người cần chuyển" in page


def test_the_page_costs_the_same_for_one_person_and_for_three(land, django_assert_num_queries):
    client, page = land.browser(land.admin, AT), f"/don-vi/{land.an.pk}/nguoi/"
    client.get(page)
    Membership.objects.filter(unit=land.an).exclude(user=land.clerk).update(valid_to=date(2023, 9, 1))
    with django_assert_num_queries(9):
        client.get(page)
    Membership.objects.filter(unit=land.an).update(valid_to=Unit.objects.get(pk=land.an.pk).valid_to)
    assert roles_left(land.an).count() == 3
    with django_assert_num_queries(9):
        client.get(page)
