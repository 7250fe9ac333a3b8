"""Người dùng in the browser: list, new person with link, roles, handover, confirmation; and who sees none of it."""

import io
import re
import uuid

import pytest
from django.test import Client
from openpyxl import load_workbook

from accounts.models import User
from campaigns.enums import Role
from campaigns.models import Membership, Unit
from tests.campaigns.test_give_role import AT, TODAY, give, person, town  # noqa: F401
from tests.yearly_makers import words

LIST = "/nguoi-dung/"
NEW = {
    "full_name": "Lê Thị Ánh",
    "username": "CB-017",
    "email": "",
    "unit": "30376",
    "role": Role.UNIT_OFFICER,
    "title": "Công chức",
    "valid_from": "03/08/2023",
    "valid_to": "",
}


def form(**values) -> dict:
    return {**NEW, "key": str(uuid.uuid4()), **values}


@pytest.fixture
def desk(town):  # noqa: F811
    """The administrator's browser."""
    town.desk = town.browser(town.admin, AT)
    return town


def test_from_a_new_person_to_the_first_page_by_the_link(desk):
    answer = desk.desk.post(f"{LIST}them/", form(), follow=True)
    made = User.objects.get(username="CB-017")
    assert "Chưa đặt mật khẩu" in words(answer)
    page = words(desk.desk.post(f"{LIST}{made.pk}/moi/"))
    link = re.search(r"/loi-moi/[\w-]+/", page)[0]
    assert link not in words(desk.desk.get(f"{LIST}{made.pk}/"))
    stranger = Client()
    assert "Lê Thị Ánh" in words(stranger.get(link))
    bad = stranger.post(link, {"password": "sang-nay-Chau-Phong", "again": "khac"})
    assert bad.status_code == 422 and "không giống nhau" in words(bad)
    good = {"password": "sang-nay-Chau-Phong", "again": "sang-nay-Chau-Phong"}
    assert "Đã đặt mật khẩu" in words(stranger.post(link, good, follow=True))
    gone = Client().get(link)
    assert gone.status_code == 404 and "Lê Thị Ánh" not in words(gone)


def test_a_form_sent_twice_makes_one_person(desk):
    sent = form()
    for _ in range(2):
        assert desk.desk.post(f"{LIST}them/", sent).status_code == 302
    assert User.objects.filter(username="CB-017").count() == 1
    assert Membership.objects.filter(user__username="CB-017").count() == 1


@pytest.mark.parametrize(
    "values, said",
    [
        ({"full_name": ""}, "Hãy nhập họ và tên"),
        ({"username": "cán bộ"}, "chữ không dấu"),
        ({"username": "quan-tri-1"}, "đã có người dùng"),
        ({"unit": "khong co"}, "Không có đơn vị nào khớp"),
        ({"unit": "phường"}, "khớp nhiều đơn vị, hãy gõ mã"),
        ({"role": ""}, "Hãy chọn vai trò"),
        ({"role": "vua"}, "vua"),
        ({"valid_from": "31/02/2023"}, "31/02/2023"),
        ({"valid_to": "01/01/2023"}, "Ngày hết vai trò"),
    ],
)
def test_bad_input_is_said_and_nobody_is_half_made(desk, values, said):
    answer = desk.desk.post(f"{LIST}them/", form(**values))
    assert answer.status_code == 422 and said in words(answer)
    assert not User.objects.filter(full_name="Lê Thị Ánh").exists()


def test_a_typed_name_without_marks_finds_the_unit(desk):
    desk.desk.post(f"{LIST}them/", form(unit="ubnd phuong long thanh"))
    assert Membership.objects.get(user__username="CB-017").unit.code == "30376"


def test_a_role_that_waits_is_confirmed_by_the_head_on_the_own_page(desk):
    give(desk, Role.APPRAISER)
    assert "1 vai trò chờ" not in words(desk.desk.get(LIST))  # the giver is no second person
    head = desk.browser(desk.head, AT)
    page = words(head.get("/vai-tro/cho-xac-nhan/"))
    assert str(desk.new) in page
    row = Membership.objects.get(awaits=True)
    assert desk.desk.post(f"/vai-tro/{row.pk}/xac-nhan/").status_code == 404
    refused = head.post(f"/vai-tro/{row.pk}/xac-nhan/", {"refuse": "1"}, follow=True)
    assert "lý do" in words(refused)
    assert "Đã xác nhận" in words(head.post(f"/vai-tro/{row.pk}/xac-nhan/", follow=True))
    assert Membership.objects.get(pk=row.pk).confirmed_by == desk.head


def test_a_handover_in_the_browser(desk):
    old = give(desk, Role.UNIT_OFFICER)
    person("nhan-ban-giao", (Role.COUNCIL_MEMBER, desk.top))
    sent = {"act": "hand_over", "to": "nhan-ban-giao", "first_day": "01/09/2023", "key": str(uuid.uuid4())}
    page = words(desk.desk.post(f"/vai-tro/{old.pk}/ket-thuc/", sent, follow=True))
    assert "Đã bàn giao" in page
    late = desk.desk.post(f"/vai-tro/{old.pk}/ket-thuc/", {**sent, "key": str(uuid.uuid4()), "to": "ai do"})
    assert late.status_code == 422 and "Không có người dùng" in words(late)


def test_namesakes_are_told_apart_by_code(desk):
    for name in ("trung-1", "trung-2"):
        twin = person(name, (Role.UNIT_OFFICER, desk.ward))
        User.objects.filter(pk=twin.pk).update(full_name="Trần An", search_key=f"tran an {name}")
    row = give(desk, Role.UNIT_HEAD)
    sent = {"act": "hand_over", "to": "Trần An", "first_day": "01/09/2023", "key": str(uuid.uuid4())}
    answer = desk.desk.post(f"/vai-tro/{row.pk}/ket-thuc/", sent)
    assert answer.status_code == 422 and "trung-1, trung-2" in words(answer)


def test_a_sole_role_is_ended_in_the_browser(desk):
    row = give(desk, Role.UNIT_OFFICER)
    sent = {"act": "end", "last_day": "03/08/2023", "key": str(uuid.uuid4())}
    assert "Đã kết thúc" in words(desk.desk.post(f"/vai-tro/{row.pk}/ket-thuc/", sent, follow=True))
    assert Membership.objects.get(pk=row.pk).valid_to == TODAY


def test_an_account_is_stopped_with_a_reason_only(desk):
    give(desk, Role.UNIT_OFFICER)
    address = f"{LIST}{desk.new.pk}/ngung/"
    desk.desk.post(address, {"reason": ""})
    assert User.objects.get(pk=desk.new.pk).is_active
    desk.desk.post(address, {"reason": "Nghỉ hưu"})
    assert not User.objects.get(pk=desk.new.pk).is_active
    desk.desk.post(address)
    assert User.objects.get(pk=desk.new.pk).is_active


def test_an_administrator_of_a_ward_sees_and_changes_only_its_people(desk):
    give(desk, Role.UNIT_OFFICER)
    other = give(desk, Role.UNIT_OFFICER, unit=desk.unit("30397"), to=person("kin-dao"))
    browser = desk.browser(person("qt-phuong", (Role.SYSTEM_ADMIN, desk.ward)), AT)
    for search in ({}, {"q": "kin dao"}, {"vai-tro": Role.UNIT_OFFICER}, {"tinh-trang": "het"}):
        assert "kin-dao" not in words(browser.get(LIST, search))
    book = load_workbook(io.BytesIO(browser.get(LIST, {"xuat": "excel"}).content)).active
    codes = {cell for row in book.iter_rows(values_only=True) for cell in row}
    assert "moi" in codes and "kin-dao" not in codes
    for path in (f"{LIST}{other.user_id}/", f"/vai-tro/{other.pk}/ket-thuc/"):
        assert browser.get(path).status_code == 404
    for path in (
        f"{LIST}{other.user_id}/moi/",
        f"{LIST}{other.user_id}/ngung/",
        f"/vai-tro/{other.pk}/ket-thuc/",
    ):
        assert browser.post(path, {"act": "end", "last_day": "03/08/2023"}).status_code == 404
    sent = form(unit="30397", username="len-len")
    assert "Không có đơn vị nào khớp" in words(browser.post(f"{LIST}them/", sent))
    assert not User.objects.filter(username="len-len").exists()


@pytest.mark.parametrize("path", ["", "them/"])
def test_the_pages_do_not_exist_for_other_roles(desk, path):
    for user in (desk.officer, desk.head, desk.member(1), desk.person_of(desk.ward)):
        assert desk.browser(user, AT).get(f"{LIST}{path}").status_code == 404


@pytest.mark.parametrize("more", [1, 3])
def test_the_list_costs_the_same_for_one_person_and_three(desk, django_assert_num_queries, more):
    for n in range(more):
        give(desk, Role.UNIT_OFFICER, to=person(f"them-{n}"), unit=Unit.objects.get(code="30376"))
    desk.desk.get(LIST)
    with django_assert_num_queries(11):
        desk.desk.get(LIST)
