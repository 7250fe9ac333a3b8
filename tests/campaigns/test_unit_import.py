"""Nhập danh sách đơn vị in the browser: preview, all or nothing, never outside what is administered."""

import re
import uuid
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.errors import DomainError
from accounts.excel.reading import read_workbook
from accounts.models import AuditEvent
from campaigns.enums import Role
from campaigns.importers.unit_list import import_unit_list
from campaigns.importers.unit_rows import read_units
from campaigns.models import Unit
from tests.campaigns.test_give_role import AT, person, town  # noqa: F401
from tests.yearly_makers import words

IMPORT = "/don-vi/nhap/"
HEAD = "Mã đơn vị,Tên đơn vị,Loại,Mã cấp trên\n"


@pytest.fixture
def desk(town):  # noqa: F811
    town.desk = town.browser(town.admin, AT)
    return town


def upload(browser, text: str, name="don-vi.csv"):
    return browser.post(IMPORT, {"file": SimpleUploadedFile(name, text.encode())})


def confirm(browser, answer, **values):
    page = answer.content.decode()
    carried = re.search(r'name="carried" value="([^"]+)"', page)[1]
    return browser.post(
        f"{IMPORT}ghi/", {"key": str(uuid.uuid4()), "carried": carried, **values}, follow=True
    )


def test_a_list_is_looked_at_first_and_then_written(desk):
    text = HEAD + "ap-1,Ấp Phú An,ban_thon,30376\nap-2,Ấp Phú Bình,ban_thon,30376\n"
    answer = upload(desk.desk, text)
    assert "2 đơn vị mới" in words(answer) and "thêm Ấp Phú An (mã ap-1)" in words(answer)
    assert not Unit.objects.filter(code="ap-1").exists()
    assert "Đã nhập: 2 đơn vị mới" in words(confirm(desk.desk, answer))
    assert Unit.objects.get(code="ap-1").parent.code == "30376"
    event = AuditEvent.objects.get(kind="unit.imported")
    assert event.changes["file"] == "don-vi.csv" and len(event.changes["sha256"]) == 64
    assert "Danh sách trong tệp giống" in words(upload(desk.desk, text))


def test_a_change_is_shown_old_to_new(desk):
    unit = desk.unit("30376")
    page = words(
        upload(desk.desk, HEAD + f"30376,Ủy ban nhân dân phường Mới,ubnd_phuong,{unit.parent.code}\n")
    )
    assert f"tên đầy đủ «{unit.name}» -> «Ủy ban nhân dân phường Mới»" in unescape(page)


def test_rows_without_a_superior_go_where_the_person_says(desk):
    text = HEAD + "89,Tỉnh An Giang,dia_phuong,\n883,Thành phố Long Xuyên,dia_phuong,89\n"
    assert "«Tỉnh An Giang» cần mã cấp trên" in unescape(words(upload(desk.desk, text)))
    file = {"file": SimpleUploadedFile("don-vi.csv", text.encode()), "under": desk.top.pk}
    confirm(desk.desk, desk.desk.post(IMPORT, file))
    assert Unit.objects.get(code="883").parent.parent == desk.top
    assert "Danh sách trong tệp giống" in words(upload(desk.desk, text))
    stranger = Unit.objects.exclude(pk=desk.top.pk).first()
    refused = desk.desk.post(IMPORT, {**file, "under": stranger.pk})
    assert refused.status_code == 422


def test_792_rows_in_one_go(desk):
    rows = [f"h{n},Huyện số {n},dia_phuong,{desk.top.code}" for n in range(12)]
    rows += [f"x{n},Xã số {n},ubnd_xa,h{n % 12}" for n in range(780)]
    answer = upload(desk.desk, HEAD + "\n".join(rows))
    assert "792 đơn vị mới" in words(answer)
    before = Unit.objects.count()
    confirm(desk.desk, answer)
    assert Unit.objects.count() == before + 792
    found = words(desk.desk.get("/don-vi/", {"q": "xa so 777"}))
    assert "Xã số 777" in found and "Xã số 778" not in found


@pytest.mark.parametrize(
    "line, said",
    [
        ("moi,Đơn vị mới,khac,tinh-khac", "cấp trên «tinh-khac» không thuộc phạm vi"),
        ("tinh-khac,Đổi tên tỉnh khác,ubnd,", "đơn vị «tinh-khac» không thuộc phạm vi"),
        ("30376,Kéo phường đi,ubnd_phuong,tinh-khac", "cấp trên «tinh-khac» không thuộc phạm vi"),
        ("goc-moi,Gốc mới,ubnd,", "cần mã cấp trên"),
        ("a,Vòng A,khac,b\nb,Vòng B,khac,a", "theo vòng"),
        (",Không mã,khac,30376", "thiếu mã đơn vị"),
        ("30376,Một,khac,\n30376,Hai,khac,", "đã có ở dòng"),
    ],
)
def test_what_reaches_beyond_or_is_wrong_writes_nothing(desk, line, said):
    Unit.objects.create(code="tinh-khac", name="Tỉnh khác", kind="ubnd", sort_key="t")
    before = list(Unit.objects.order_by("pk").values())
    text = HEAD + "tot,Đơn vị tốt,khac,30376\n" + line + "\n"
    answer = upload(desk.desk, text)
    assert answer.status_code == 422 and said in words(answer) and "carried" not in answer.content.decode()
    found = read_units(read_workbook(text.encode(), filename="a.csv", allow_csv=True))
    with pytest.raises(DomainError, match="Chưa ghi gì"):
        import_unit_list(found=found, within=[desk.top.pk], filename="a.csv", sha256="", by=desk.admin, at=AT)
    assert list(Unit.objects.order_by("pk").values()) == before


def test_rights_are_asked_again_when_it_is_written(desk):
    answer = upload(desk.desk, HEAD + "moi,Đơn vị mới,khac,30376\n")
    other = desk.browser(person("qt-khac", (Role.SYSTEM_ADMIN, desk.unit("30397"))), AT)
    assert "của người khác" in words(confirm(other, answer))
    assert "không còn dùng được" in words(confirm(desk.desk, answer, carried="x"))
    assert not Unit.objects.filter(code="moi").exists()


def test_a_wrong_file_is_said(desk):
    for name, text, said in (
        ("a.csv", "a,b\n1,2\n", "không có hàng tiêu đề"),
        ("a.pdf", "%PDF", "a.pdf"),
    ):
        answer = upload(desk.desk, text, name)
        assert answer.status_code == 422 and said in words(answer)
    assert "Hãy chọn tệp" in words(desk.desk.post(IMPORT, {}))


@pytest.mark.parametrize("path", ["", "ghi/"])
def test_the_pages_do_not_exist_for_others(desk, path):
    for user in (desk.officer, desk.head, desk.member(1)):
        browser = desk.browser(user, AT)
        assert browser.post(f"{IMPORT}{path}", {}).status_code == 404
    assert "Nhập danh sách" not in words(desk.browser(desk.officer, AT).get("/don-vi/"))
