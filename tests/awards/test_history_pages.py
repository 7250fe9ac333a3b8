"""Khen thưởng đã nhận as a page: who reads what, filters, paging, Excel, one award, the form."""

import uuid

import pytest

from awards.models import PastAward
from campaigns.enums import Role
from campaigns.models import Unit
from tests.campaigns.test_give_role import person
from tests.excel_reading import rows_of
from tests.history_makers import AT, CAMPAIGN, given, past, words

ROOM = "/khen-thuong-da-nhan/"
TYPED = {
    "subject": "ca_nhan", "name": "Võ Hoàng Ân", "honorific": "ong", "position_title": "Công chức",
    "unit_name": "UBND phường Long Thạnh", "award_name": "Giấy khen", "achievement": CAMPAIGN, "years": "2022",
    "number": "163/QĐ-UBND", "signed_on": "05/01/2023", "issuer_name": "Chủ tịch UBND thị xã", "money": "447.000",
}  # fmt: skip


def sent(browser, path: str, **values):
    return browser.post(f"{ROOM}{path}", {"key": str(uuid.uuid4()), **values}, follow=True)


@pytest.fixture
def desk(tan_chau):
    tan_chau.desk = tan_chau.browser(tan_chau.officer, AT)
    tan_chau.lan = past(tan_chau, unit=tan_chau.unit("30376"))
    tan_chau.an = past(
        tan_chau, unit=tan_chau.unit("30397"), name="Võ Hoàng Ân", number="9/QĐ-UBND", honorific="ong"
    )
    return tan_chau


def test_each_reads_what_is_theirs(desk):
    top = desk.campaign.issuer
    far = Unit.objects.create(code="xa-la", name="UBND huyện khác", kind="ubnd", sort_key="x")
    both = [desk.officer, person("gs", (Role.AUDITOR, top)), person("qt", (Role.SYSTEM_ADMIN, top))]
    for user in both:
        text = words(desk.browser(user, AT).get(ROOM))
        assert "Trần Thị Lan" in text and "Võ Hoàng Ân" in text
    own = words(desk.browser(desk.person_of(desk.unit("30376")), AT).get(ROOM))
    assert "Trần Thị Lan" in own and "Võ Hoàng Ân" not in own and "Nhập từ Excel" not in own
    assert "Võ Hoàng Ân" not in words(
        desk.browser(desk.person_of(desk.unit("30376")), AT).get(f"{ROOM}?q=an")
    )
    other = desk.browser(person("la", (Role.STANDING_OFFICER, far)), AT)
    assert (
        "Trần Thị Lan" not in words(other.get(ROOM)) and other.get(f"{ROOM}{desk.lan.pk}/").status_code == 404
    )
    assert desk.browser(desk.member(1), AT).get(ROOM).status_code == 404


def test_others_do_not_reach_the_pages_that_write(desk):
    pages = ["them/", "nhap/", "nhap/mau.xlsx", f"{desk.lan.pk}/sua/"]
    for user in (
        desk.person_of(desk.unit("30376")),
        desk.member(1),
        person("gs", (Role.AUDITOR, desk.campaign.issuer)),
    ):
        browser = desk.browser(user, AT)
        for page in pages:
            assert browser.get(f"{ROOM}{page}").status_code == 404, page
        for page in ("xoa", "nguoi", "sua"):
            assert browser.post(f"{ROOM}{desk.lan.pk}/{page}/", {"reason": "x"}).status_code == 404
    assert PastAward.objects.count() == 2


@pytest.mark.parametrize(
    "query, found",
    [("q=tran thi lan", {"Lan"}), ("q=163", {"Lan"}), ("nam=2022", {"Lan", "Ân"}), ("hinh-thuc=bang_khen", set()),
     ("doi-tuong=ca_nhan", {"Lan", "Ân"}), ("q=long+thanh", {"Lan"}), ("hinh-thuc=giay_khen&q=vo", {"Ân"})],
)  # fmt: skip
def test_filters(desk, query, found):
    text = words(desk.desk.get(f"{ROOM}?{query}"))
    assert {name for name in ("Lan", "Ân") if f"{name} Công chức" in text} == found


def test_by_unit_and_what_does_not_exist(desk):
    text = words(desk.desk.get(f"{ROOM}?don-vi={desk.unit('30376').pk}"))
    assert "Lan Công chức" in text and "Ân Công chức" not in text
    for query in ("nam=1999", "hinh-thuc=x", "doi-tuong=x"):
        assert desk.desk.get(f"{ROOM}?{query}").status_code == 404


def test_the_list_costs_the_same_with_one_row_and_with_three(desk, django_assert_num_queries):
    given(desk, "30376", "Lê Thị Trong")
    with django_assert_num_queries(11):
        desk.desk.get(ROOM)
    for number in range(3):
        past(desk, unit=desk.unit("30376"), name=f"Người {number}")
        given(desk, "30376", f"Trong Máy {number}")
    with django_assert_num_queries(11):
        desk.desk.get(ROOM)


def test_pages_of_fifty_and_nothing_at_all(desk):
    for number in range(60):
        past(desk, name=f"Người thứ {number}")
    assert "Dòng 51 đến 62 trong 62" in words(desk.desk.get(f"{ROOM}?trang=2"))
    PastAward.objects.all().delete()
    assert "Chưa ghi khen thưởng cũ nào" in words(desk.desk.get(ROOM))
    assert "Không có lần khen nào khớp" in words(desk.desk.get(f"{ROOM}?q=zzz"))


def test_excel_holds_what_is_filtered_with_its_source(desk):
    rows = rows_of(desk.desk.get(f"{ROOM}?xuat=excel&q=lan"))
    text = " ".join(str(cell) for row in rows for cell in row)
    assert "Trần Thị Lan" in text and "Võ Hoàng Ân" not in text and "Đặng Thu Trang ghi" in text


def test_one_award_shows_its_namesakes_and_says_that_a_name_is_no_identity(desk):
    past(desk, unit=desk.unit("30397"), number="77/QĐ", award_name="Bằng khen")
    text = words(desk.desk.get(f"{ROOM}{desk.lan.pk}/"))
    assert "Bằng khen, 2022" in text and "Cùng tên chưa chắc là cùng một người" in text
    person("lan", (Role.UNIT_OFFICER, desk.unit("30376")))
    assert "Người lan" in words(sent(desk.desk, f"{desk.lan.pk}/nguoi/", to="lan"))
    assert "Không có người dùng" in words(sent(desk.desk, f"{desk.lan.pk}/nguoi/", to="ai đó"))
    assert "Chưa gắn với tài khoản" in words(sent(desk.desk, f"{desk.lan.pk}/nguoi/", to=""))


def test_the_form_writes_asks_and_refuses(desk):
    assert desk.desk.get(f"{ROOM}them/").status_code == 200
    page = sent(desk.desk, "them/", **TYPED)
    assert page.status_code == 422 and "Có thể trùng" in words(page) and "đây là lần khen khác" in words(page)
    page = sent(desk.desk, "them/", **TYPED, sure="on")
    row = PastAward.objects.get(name="Võ Hoàng Ân", decision__number="163/QĐ-UBND")
    assert row.unit == desk.unit("30376") and row.money == 447000 and "Đã ghi Giấy khen" in words(page)
    assert "không ghi hai lần" in words(sent(desk.desk, "them/", **TYPED, sure="on"))
    empty = words(sent(desk.desk, "them/"))
    assert "Hãy chọn đối tượng" in empty and "Hãy nhập số quyết định" in empty
    wrong = words(sent(desk.desk, "them/", **TYPED | {"unit": "Long", "money": "x", "years": "mai"}))
    assert "không phải là số" in wrong
    assert "không khớp đúng một đơn vị" in words(sent(desk.desk, "them/", **TYPED | {"unit": "Long"}))


def test_an_edit_keeps_what_is_not_touched(desk):
    page = desk.desk.get(f"{ROOM}{desk.lan.pk}/sua/")
    form = page.context["form"]
    values = {
        name: form.initial.get(name) or "" for name in form.fields if name not in ("sure", "whole_unit")
    }
    values |= {"signed_on": "05/01/2023", "reason": "Bổ sung tiền", "money": "500000", "unit": "30376"}
    sent(desk.desk, f"{desk.lan.pk}/sua/", **values)
    row = PastAward.objects.get(pk=desk.lan.pk)
    assert (row.money, row.name, row.unit_name, row.version) == (
        500000,
        "Trần Thị Lan",
        desk.lan.unit_name,
        2,
    )
    assert "Người khác vừa sửa" in words(sent(desk.desk, f"{desk.lan.pk}/sua/", **values))


def test_a_removal_asks_for_a_reason(desk):
    assert "Hãy ghi lý do xóa" in words(sent(desk.desk, f"{desk.lan.pk}/xoa/"))
    assert "khỏi danh sách" in words(sent(desk.desk, f"{desk.lan.pk}/xoa/", reason="Ghi nhầm"))
    assert not PastAward.objects.filter(pk=desk.lan.pk).exists()
