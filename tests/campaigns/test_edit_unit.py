"""One unit added, put right, taken off the list; other names; namesakes are asked, never guessed."""

import re
import uuid

import pytest

from accounts.domain.audit import broken_links
from accounts.models import AuditEvent
from campaigns.domain.check_units import repair_units, wrong_units
from campaigns.domain.write_unit import write_unit
from campaigns.enums import Role
from campaigns.models import Unit, UnitAlias
from tests.campaigns.test_give_role import AT, person, town  # noqa: F401
from tests.yearly_makers import words

NEW = "/don-vi/them/"
FORM = {
    "code": "m-1", "name": "Trường Tiểu học Long Phú", "short_name": "", "kind": "truong", "parent": "30376",
    "place_name": "", "symbol": "", "head_title": "Hiệu trưởng", "valid_from": "01/09/2020", "valid_to": "",
}  # fmt: skip


@pytest.fixture
def desk(town):  # noqa: F811
    town.desk = town.browser(town.admin, AT)
    return town


def send(browser, address: str, **values):
    return browser.post(address, {"key": str(uuid.uuid4()), **values}, follow=True)


def form_of(unit: Unit, **values) -> dict[str, str]:
    """The unit as its form sends it."""
    names = ("code", "name", "short_name", "kind", "place_name", "symbol", "head_title")
    found = {name: getattr(unit, name) for name in names}
    return {**found, "parent": unit.parent.code if unit.parent else "", **values}


def test_a_unit_is_added_under_another_and_found(desk):
    page = words(send(desk.desk, NEW, **FORM))
    assert "Đã thêm Trường Tiểu học Long Phú (mã m-1)" in page
    unit = Unit.objects.get(code="m-1")
    assert unit.parent == desk.ward and unit.path.startswith(desk.ward.path) and wrong_units() == []
    assert "Trường Tiểu học Long Phú" in words(desk.desk.get("/don-vi/", {"q": "tieu hoc long"}))
    assert AuditEvent.objects.get(kind="unit.added").object_id == str(unit.pk)


def test_the_address_fills_the_unit_above(desk):
    assert 'value="30376"' in desk.desk.get(f"{NEW}?thuoc=30376").content.decode()


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"code": "30376"}, "Mã «30376» đã là của UBND phường Long Thạnh, UBND thị xã Tân Châu (mã 30376)"),
        ({"code": ""}, "Hãy nhập mã đơn vị"),
        ({"name": ""}, "Hãy nhập tên đầy đủ"),
        ({"kind": ""}, "Hãy chọn loại"),
        ({"parent": ""}, "Hãy nhập cấp trên"),
        ({"parent": "ubnd"}, "khớp nhiều đơn vị, hãy gõ mã"),
        ({"parent": "khong co"}, "Không có đơn vị nào khớp"),
        ({"valid_to": "01/01/2019"}, "Ngày chấm dứt 01/01/2019 trước ngày bắt đầu 01/09/2020"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(desk, values, said):
    before = Unit.objects.count()
    answer = send(desk.desk, NEW, **{**FORM, **values})
    assert answer.status_code == 422 and said in words(answer)
    assert Unit.objects.count() == before


def test_a_namesake_under_the_same_parent_is_asked_with_the_candidates(desk):
    send(desk.desk, NEW, **FORM)
    answer = send(desk.desk, NEW, **{**FORM, "code": "m-2"})
    page = words(answer)
    assert answer.status_code == 422 and "Đã có Trường Tiểu học Long Phú, UBND phường Long Thạnh" in page
    assert "(mã m-1)" in page and 'name="despite"' in answer.content.decode()
    assert "Đã thêm" in words(send(desk.desk, NEW, **{**FORM, "code": "m-2", "despite": "on"}))
    elsewhere = {**FORM, "code": "m-3", "parent": "30379"}
    assert "Đã thêm" in words(send(desk.desk, NEW, **elsewhere))
    page = words(desk.desk.get(f"/don-vi/{Unit.objects.get(code='m-3').pk}/"))
    assert "Đơn vị trùng tên" in page and "UBND phường Long Thạnh, UBND thị xã Tân Châu (mã m-1)" in page


def test_a_correction_keeps_old_and_new_and_the_tree(desk):
    child = write_unit(code="ap", name="Ấp Long An", kind="ban_thon", parent=desk.ward)
    other = desk.unit("30379")
    address = f"/don-vi/{desk.ward.pk}/sua/"
    values = form_of(desk.ward, name="Ủy ban nhân dân phường Long Thanh", symbol="UBND", parent=desk.top.code)
    send(desk.desk, address, **values)
    event = AuditEvent.objects.get(kind="unit.corrected")
    assert event.changes["name"] == ["Ủy ban nhân dân phường Long Thạnh", "Ủy ban nhân dân phường Long Thanh"]
    send(desk.desk, f"/don-vi/{child.pk}/sua/", **form_of(child, parent=other.code))
    child.refresh_from_db()
    assert child.parent == other and child.path.startswith(other.path)
    assert wrong_units() == [] and broken_links() == []


def test_nothing_changed_writes_nothing(desk):
    send(desk.desk, f"/don-vi/{desk.ward.pk}/sua/", **form_of(desk.ward))
    assert not AuditEvent.objects.filter(kind="unit.corrected").exists()


def test_a_circle_and_a_code_that_a_plan_names_are_refused(desk):
    child = write_unit(code="ap", name="Ấp Long An", kind="ban_thon", parent=desk.ward)
    address = f"/don-vi/{desk.ward.pk}/sua/"
    assert "nằm dưới UBND phường Long Thạnh nên không thể" in words(
        send(desk.desk, address, **form_of(desk.ward, parent=child.code))
    )
    group = desk.campaign.groups.first()
    group.unit_codes = [desk.ward.code]
    group.save(update_fields=["unit_codes"])
    page = words(send(desk.desk, address, **form_of(desk.ward, code="sai")))
    assert f"đang được ghi trong nhóm «{group}»" in page and Unit.objects.filter(code="30376").exists()


def test_a_whole_branch_moves_with_its_unit(desk):
    child = write_unit(code="ap", name="Ấp Long An", kind="ban_thon", parent=desk.ward)
    below = write_unit(code="to", name="Tổ 1", kind="ban_thon", parent=child)
    send(desk.desk, f"/don-vi/{child.pk}/sua/", **form_of(child, parent="30379"))
    below.refresh_from_db()
    assert below.path.startswith(desk.unit("30379").path) and wrong_units() == []


def test_only_a_unit_to_which_nothing_refers_is_removed(desk):
    send(desk.desk, NEW, **FORM)
    unit = Unit.objects.get(code="m-1")
    address = f"/don-vi/{unit.pk}/xoa/"
    assert "Trường Tiểu học Long Phú" in words(desk.desk.get(address))
    assert "Đã xóa Trường" in words(desk.desk.post(address, follow=True))
    assert not Unit.objects.filter(pk=unit.pk).exists()
    assert AuditEvent.objects.filter(kind="unit.removed").exists()
    answer = desk.desk.post(f"/don-vi/{desk.ward.pk}/xoa/", follow=True)
    assert re.search("vì còn .*vai trò của người dùng", words(answer))
    assert Unit.objects.filter(pk=desk.ward.pk).exists()


def test_other_names_are_accepted_found_and_dropped(desk):
    address = f"/don-vi/{desk.ward.pk}/ten-khac/"
    assert "Đã nhận «Phường Long Thạnh cũ»" in words(send(desk.desk, address, name="Phường Long Thạnh cũ"))
    alias = UnitAlias.objects.get()
    assert alias.accepted_by == desk.admin and wrong_units() == []
    assert "UBND phường Long Thạnh" in words(desk.desk.get("/don-vi/", {"q": "long thanh cu"}))
    other = f"/don-vi/{desk.unit('30379').pk}/ten-khac/"
    page = words(send(desk.desk, other, name="phường long thạnh CŨ"))
    assert "đã là tên khác của UBND phường Long Thạnh, UBND thị xã Tân Châu (mã 30376)" in page
    assert "không cần thêm" in words(send(desk.desk, address, name="UBND phường Long Thạnh"))
    page = words(desk.desk.post(f"{address}{alias.pk}/bo/", follow=True))
    assert "Đã bỏ tên khác" in page and not UnitAlias.objects.exists() and wrong_units() == []


def test_a_name_of_another_unit_is_asked(desk):
    address = f"/don-vi/{desk.ward.pk}/ten-khac/"
    name = desk.unit("30379").name
    answer = send(desk.desk, address, name=name)
    assert answer.status_code == 422 and "là tên của" in words(answer) and "(mã 30379)" in words(answer)
    assert "Đã nhận" in words(send(desk.desk, address, name=name, despite="on"))


@pytest.mark.parametrize("page", ["sua/", "xoa/", "ten-khac/", "ten-khac/1/bo/"])
def test_units_of_others_do_not_exist(desk, page):
    stranger = write_unit(code="tinh-khac", name="Tỉnh khác", kind="ubnd")
    lower = desk.browser(person("qt-phuong", (Role.SYSTEM_ADMIN, desk.ward)), AT)
    for browser, unit in ((desk.desk, stranger), (lower, desk.top), (lower, desk.unit("30379"))):
        assert browser.post(f"/don-vi/{unit.pk}/{page}", {}).status_code == 404
    for user in (desk.officer, desk.head, desk.member(1)):
        assert desk.browser(user, AT).post(f"/don-vi/{desk.ward.pk}/{page}", {}).status_code == 404
        assert desk.browser(user, AT).get(NEW).status_code == 404
    assert "Sửa chỗ ghi sai" not in words(desk.browser(desk.officer, AT).get(f"/don-vi/{desk.ward.pk}/"))


def test_a_unit_cannot_be_put_outside_what_one_administers(desk):
    lower = desk.browser(person("qt-phuong", (Role.SYSTEM_ADMIN, desk.ward)), AT)
    assert "Không có đơn vị nào khớp" in words(send(lower, NEW, **{**FORM, "parent": "30379"}))
    assert not Unit.objects.filter(code="m-1").exists()


def test_what_is_kept_beside_units_is_checked_and_made_anew(desk):
    Unit.objects.create(code="tho", name="Viết thẳng vào bảng", kind="khac", parent=desk.ward)
    desk.ward.words.all().delete()
    wrong = wrong_units()
    assert len(wrong) == 2 and any("tho" in line and "path" in line for line in wrong)
    assert repair_units() == 2 and wrong_units() == []
    assert Unit.objects.get(code="tho").path.startswith(desk.ward.path)
