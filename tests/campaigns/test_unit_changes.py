"""The pages of changes of units: the form, the numbers before the yes, the history, the way back."""

import re
from datetime import date

import pytest

from accounts.models import User
from campaigns.domain.change_unit import change_unit
from campaigns.domain.write_unit import write_unit
from campaigns.enums import UnitKind
from campaigns.models import Membership, Unit, UnitChange
from dossiers.demo.base import moment
from tests.succession_makers import basis, province_above

AT = moment(2025, 7, 3)
PAPER = {
    "day": "01/07/2025", "number": "1654/NQ-UBTVQH15", "issued_on": "16/06/2025",
    "issuer_name": "Ủy ban Thường vụ Quốc hội", "summary": "",
}  # fmt: skip


@pytest.fixture
def land(tan_chau):
    """The administrator of the province at work."""
    province_above(tan_chau.campaign.issuer)
    tan_chau.an, tan_chau.phu = tan_chau.unit("30391"), tan_chau.unit("30394")
    tan_chau.admin = User.objects.get(username="quan-tri-tinh")
    tan_chau.client = tan_chau.browser(tan_chau.admin, AT)
    return tan_chau


def page(land, unit, way="doi"):
    return f"/don-vi/{unit.pk}/bien-dong/?loai={way}"


def key_of(answer) -> str:
    return re.search(r'name="key" value="([^"]+)"', answer.content.decode())[1]


def send(land, unit, way, values, *, confirm=False, client=None):
    client = client or land.client
    data = {**PAPER, **values, "key": key_of(land.client.get(page(land, unit, way)))}
    if confirm:
        data["confirm"] = "1"
    return client.post(page(land, unit, way), data)


def merged(land):
    return {
        "others": "",
        "successors": land.phu.code,
        **{f"new1-{name}": "" for name in ("code", "name", "kind")},
    }


@pytest.mark.parametrize("way", ["doi", "sap-nhap", "chia", "giai-the"])
def test_each_way_has_its_form(land, way):
    assert land.client.get(page(land, land.an, way)).status_code == 200


def test_a_way_that_does_not_exist_is_no_page(land):
    assert land.client.get(page(land, land.an, "khac")).status_code == 404


def test_the_numbers_come_before_anything_is_written(land):
    seen = send(land, land.an, "sap-nhap", merged(land)).content.decode()
    assert "Sáp nhập UBND xã Long An vào UBND phường Long Phú." in seen
    assert "1 đơn vị chấm dứt hoạt động" in seen and "1 vai trò" in seen
    assert "sẽ được hỏi ai kế thừa" in seen and "Tiếp tục ở UBND phường Long Phú" in seen
    assert not UnitChange.objects.exists()


def test_the_yes_writes_what_was_shown_once(land):
    clerk = Membership.objects.get(unit=land.an)
    answer = send(
        land, land.an, "sap-nhap", {**merged(land), f"person-{clerk.pk}": land.phu.code}, confirm=True
    )
    assert answer.status_code == 302 and UnitChange.objects.count() == 1
    assert Membership.objects.filter(user=clerk.user, unit=land.phu, valid_to__isnull=True).exists()
    shown = land.client.get(f"/don-vi/{land.phu.pk}/").content.decode()
    assert "Sáp nhập UBND xã Long An" in shown and "1654/NQ-UBTVQH15 ngày 16/06/2025" in shown
    assert "Kế thừa:" in shown


def test_a_second_click_does_nothing_twice(land):
    key = key_of(land.client.get(page(land, land.an, "sap-nhap")))
    data = {**PAPER, **merged(land), "key": key, "confirm": "1"}
    for _ in range(2):
        assert land.client.post(page(land, land.an, "sap-nhap"), data).status_code == 302
    assert UnitChange.objects.count() == 1


def test_a_new_unit_is_made_with_the_merger(land):
    new = {
        "others": "30376", "successors": "", "new1-code": "30377x", "new1-name": "UBND phường Tân Châu",
        "new1-kind": UnitKind.UBND_PHUONG,
    }  # fmt: skip
    assert send(land, land.an, "sap-nhap", new, confirm=True).status_code == 302
    assert Unit.objects.get(code="30377x").valid_from == date(2025, 7, 1)


@pytest.mark.parametrize(
    "values, said",
    [
        ({"day": "01/08/2025"}, "chưa đến ngày"),
        ({"number": ""}, "Hãy nhập số, ký hiệu văn bản"),
        ({"successors": ""}, "đúng một đơn vị kế thừa"),
        ({"successors": "Long"}, "khớp nhiều đơn vị, hãy gõ mã"),
        ({"successors": "khong co"}, "Không có đơn vị nào khớp"),
        ({"new1-code": "x"}, "Hãy nhập tên đầy đủ của đơn vị mới"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_the_typing_stays(land, values, said):
    answer = send(land, land.an, "sap-nhap", {**merged(land), **values})
    assert answer.status_code == 422 and said in answer.content.decode()
    assert "Ủy ban Thường vụ Quốc hội" in answer.content.decode() and not UnitChange.objects.exists()


NEW_TWICE = {
    f"new{number}-{name}": value
    for number in (1, 2)
    for name, value in (
        ("code", f"{'Moi' if number == 1 else 'moi'}-1"),
        ("name", "UBND xã Mới"),
        ("kind", "ubnd_xa"),
    )
}


@pytest.mark.parametrize(
    "way, values, said",
    [
        ("doi", {"parent": "tan-chau-vp", "name": "x"}, "nằm dưới UBND thị xã Tân Châu"),
        ("doi", {"day": "01/06/2025", "name": "Tên khác"}, "chồng lên giai đoạn đã ghi"),
        ("sap-nhap", {"successors": "moi-lap"}, "thành lập ngày 02/07/2025, sau ngày biến động 01/07/2025"),
        (
            "sap-nhap",
            {"successors": "", "new1-code": "30394", "new1-name": "A", "new1-kind": "ubnd_xa"},
            "đã có đơn vị",
        ),
        ("chia", {"successors": "", **NEW_TWICE}, "«Moi-1» của đơn vị mới trống hoặc đã có đơn vị khác dùng"),
    ],
)
def test_what_would_break_the_tree_or_the_line_is_refused_in_the_form(land, way, values, said):
    top = land.campaign.issuer
    write_unit(
        code="moi-lap", name="UBND xã Mới lập", kind="ubnd_xa", parent=top, valid_from=date(2025, 7, 2)
    )
    change_unit(
        unit=top, basis=basis(date(2025, 6, 15), issued_on=date(2025, 6, 1)), by=land.admin, at=AT, symbol="X"
    )
    unit = top if way == "doi" else land.an
    same = {
        name: getattr(unit, name)
        for name in ("name", "short_name", "kind", "place_name", "symbol", "head_title")
    }
    typed = {**(same if way == "doi" else {}), "others": "", **values}
    before = UnitChange.objects.count()
    answer = send(land, unit, way, typed)
    assert (
        answer.status_code == 422 and said in answer.content.decode() and UnitChange.objects.count() == before
    )


def test_a_form_opened_before_a_change_writes_nothing(land):
    page = f"/don-vi/{land.an.pk}/sua/"
    seen = land.client.get(page).content.decode()
    old = {
        name: getattr(land.an, name)
        for name in ("code", "name", "short_name", "kind", "place_name", "symbol")
    }
    change_unit(unit=land.an, basis=basis(), by=land.admin, at=AT, name="UBND xã Long An Mới")
    data = {**old, "parent": "tan-chau", "head_title": "Chủ tịch", "key": key_of(land.client.get(page))}
    data["seen"] = re.search(r'name="seen" value="([^"]*)"', seen)[1]
    answer = land.client.post(page, data)
    assert (
        answer.status_code == 422 and "vừa được người khác sửa hoặc ghi biến động" in answer.content.decode()
    )
    assert Unit.objects.get(pk=land.an.pk).name == "UBND xã Long An Mới"


def test_the_last_day_of_a_unit_that_was_merged_is_no_typing_error(land):
    send(land, land.an, "sap-nhap", merged(land), confirm=True)
    page = f"/don-vi/{land.an.pk}/sua/"
    seen = land.client.get(page)
    old = {
        name: getattr(land.an, name)
        for name in ("code", "name", "short_name", "kind", "place_name", "symbol")
    }
    data = {
        **old,
        "parent": "tan-chau",
        "head_title": land.an.head_title,
        "valid_to": "",
        "key": key_of(seen),
    }
    answer = land.client.post(page, data)
    assert answer.status_code == 422 and "do biến động «Sáp nhập UBND xã Long An" in answer.content.decode()
    assert Unit.objects.get(pk=land.an.pk).valid_to == date(2025, 6, 30)


def test_a_rename_is_shown_and_written(land):
    values = {
        "name": "Ủy ban nhân dân xã Long An Mới", "short_name": "UBND xã Long An Mới", "kind": land.an.kind,
        "parent": "tan-chau", "place_name": land.an.place_name, "symbol": land.an.symbol,
        "head_title": land.an.head_title,
    }  # fmt: skip
    seen = send(land, land.an, "doi", values).content.decode()
    assert "«UBND xã Long An» -&gt; «UBND xã Long An Mới»" in seen and "giữ tên cũ" in seen
    assert send(land, land.an, "doi", values, confirm=True).status_code == 302
    land.an.refresh_from_db()
    assert str(land.an) == "UBND xã Long An Mới"


def test_for_others_the_pages_do_not_exist(land):
    for user in (land.officer, land.person_of(land.an), land.person_of(land.phu)):
        client = land.browser(user)
        assert client.get(page(land, land.an)).status_code == 404
        assert client.post(page(land, land.an), PAPER).status_code == 404
        assert "Ghi biến động" not in client.get(f"/don-vi/{land.an.pk}/").content.decode()


def test_a_change_is_taken_back_from_the_page(land):
    change = change_unit(
        unit=land.an, basis=basis(), by=land.admin, at=AT, name="Tên nhầm", short_name="Nhầm"
    )
    address = f"/don-vi/{land.an.pk}/bien-dong/{change.pk}/huy/"
    assert land.client.post(address, {"reason": ""}).status_code in (302, 409)
    assert land.client.post(address, {"reason": "Ghi nhầm đơn vị"}).status_code == 302
    land.an.refresh_from_db()
    assert str(land.an) == "UBND xã Long An"


def test_the_page_of_a_unit_costs_the_same_with_one_change_and_with_three(land, django_assert_num_queries):
    counts = []
    for number in (1, 2, 3):
        day = date(2024, number, 1)
        change_unit(unit=land.an, basis=basis(day, issued_on=day), by=land.admin, at=AT, name=f"Tên {number}")
        if number in (1, 3):
            land.client.get(f"/don-vi/{land.an.pk}/")
            with django_assert_num_queries(15) as found:
                land.client.get(f"/don-vi/{land.an.pk}/")
            counts.append(len(found))
    assert counts[0] == counts[1]
