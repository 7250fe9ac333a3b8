"""Nhập khen thưởng cũ in the browser: preview, questions, all or nothing, undo; the same file changes nothing."""

import re
import uuid
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEvent
from awards.models import Decision, HistoryImport, PastAward
from campaigns.domain.write_unit import write_unit
from campaigns.models import Unit
from tests.excel_makers import workbook_bytes
from tests.history_makers import AT, CAMPAIGN, HEAD, PAPER, listed, person_row, words

ROOM = "/khen-thuong-da-nhan/"
LISTS = f"{ROOM}nhap/"


@pytest.fixture
def desk(tan_chau):
    """The officer's browser."""
    tan_chau.desk = tan_chau.browser(tan_chau.officer, AT)
    return tan_chau


def upload(browser, data: bytes, name: str = "khen-2022.xlsx", **shared):
    """The answer to a file: the preview, or the form again."""
    form = {"file": SimpleUploadedFile(name, data), "key": str(uuid.uuid4()), **shared}
    return browser.post(LISTS, form, follow=True)


def pressed(browser, page, action: str, **values):
    """A button of the import's page."""
    pk = re.search(rf"{LISTS}(\d+)/", page.content.decode() + page.request["PATH_INFO"])[1]
    return browser.post(f"{LISTS}{pk}/{action}/", {"key": str(uuid.uuid4()), **values}, follow=True)


def test_a_list_is_looked_at_first_and_then_written_with_its_cells(desk):
    page = upload(desk.desk, listed(person_row(1, "Trần Thị Lan", desk.unit("30376").name)))
    assert "1 hàng mới, sẽ ghi" in words(page) and not PastAward.objects.exists()
    done = pressed(desk.desk, page, "ghi")
    assert "Đã ghi 1 lần khen" in words(done)
    row = PastAward.objects.select_related("decision", "source").get()
    assert (row.unit, row.name, row.years, row.money, row.honorific) == (
        desk.unit("30376"), "Trần Thị Lan", "2022", 447000, "ba",
    )  # fmt: skip
    assert (row.decision.number, row.decision.issuer_name) == (PAPER[0], PAPER[2])
    assert (row.sheet, row.row, row.cells["name"], row.cells["money"]) == ("Danh sách", 4, "E4", "M4")
    assert len(row.source.sha256) == 64 and row.source.written == 1
    event = AuditEvent.objects.get(kind="history.imported")
    assert event.changes["sha256"] == row.source.sha256 and "Trần Thị Lan" in event.changes["rows"][0]


def test_the_same_file_twice_changes_nothing(desk):
    data = listed(person_row(1, "Trần Thị Lan", desk.unit("30376").name))
    pressed(desk.desk, upload(desk.desk, data), "ghi")
    again = upload(desk.desk, data)
    assert "đã được ghi trước đó" in words(again)
    assert (HistoryImport.objects.count(), PastAward.objects.count(), Decision.objects.count()) == (1, 1, 1)


def test_what_is_on_record_is_shown_and_not_written_twice(desk):
    unit = desk.unit("30376").name
    pressed(desk.desk, upload(desk.desk, listed(person_row(1, "Trần Thị Lan", unit))), "ghi")
    twice = [
        person_row(1, "TRẦN THỊ LAN", unit, paper=["Số 0163/QĐ-UBND", "5/1/2023", "UBND thị xã Tân Châu"])
    ]
    twice += [person_row(2, "Võ Hoàng Ân", unit), person_row(3, "Võ Hoàng Ân", unit)]
    page = upload(desk.desk, listed(*twice), "lan-hai.xlsx")
    assert "1 hàng mới, sẽ ghi" in words(page) and "2 hàng trùng, không ghi lại" in words(page)
    assert "đã có ở hàng 5" in words(page) and "đã có trong danh sách (2022)" in words(page)
    pressed(desk.desk, page, "ghi")
    assert sorted(PastAward.objects.values_list("name", flat=True)) == ["Trần Thị Lan", "Võ Hoàng Ân"]
    assert Decision.objects.count() == 1


def test_the_same_achievement_by_another_decision_is_asked(desk):
    unit, other = desk.unit("30376").name, desk.unit("30397").name
    pressed(desk.desk, upload(desk.desk, listed(person_row(1, "Trần Thị Lan", unit))), "ghi")
    more = person_row(1, "Trần Thị Lan", other, paper=["99/QĐ-UBND", "06/02/2023", "Chủ tịch UBND tỉnh"])
    page = upload(desk.desk, listed(more), "hoi.xlsx")
    assert "1 hàng có thể trùng" in words(page) and CAMPAIGN in words(page)
    assert "còn vướng mắc" in words(pressed(desk.desk, page, "ghi")) and PastAward.objects.count() == 1
    left = pressed(desk.desk, page, "chon", **{"key-of-row": "Danh sách!4", "row-0": "bo"})
    assert "1 hàng đã chọn bỏ qua" in words(left) and "Không có gì để ghi" in words(left)
    ready = pressed(desk.desk, page, "chon", **{"key-of-row": "Danh sách!4", "row-0": "ghi"})
    assert "1 hàng mới" in words(ready)
    pressed(desk.desk, ready, "ghi")
    assert PastAward.objects.count() == 2


def test_units_are_asked_for_and_the_ended_ones_are_there(desk):
    top = desk.campaign.issuer
    old = write_unit(
        code="xa-cu", name="UBND xã Tân Cũ", kind="ubnd_xa", parent=top, valid_to=date(2022, 12, 31)
    )
    rows = [person_row(1, "Lê Minh Đức", "UBND xã Tân Cũ", paper=["9/QĐ-UBND", "05/12/2022", PAPER[2]])]
    rows += [person_row(2, "Trần Quốc Bảo", "UBND xã Tân Củ", paper=["9/QĐ-UBND", "05/12/2022", PAPER[2]])]
    rows += [person_row(3, "Ngô Văn Xa", "Công ty ở nơi khác", paper=["9/QĐ-UBND", "05/12/2022", PAPER[2]])]
    page = upload(desk.desk, listed(*rows))
    text = words(page)
    assert "2 câu hỏi" in text and "Có phải là" in page.content.decode()
    assert "UBND xã Tân Cũ, UBND thị xã Tân Châu (mã xa-cu), đến 31/12/2022" in text
    keys = re.findall(r'name="key-of-name" value="([^"]+)"', page.content.decode())
    answers = {"key-of-name": keys}
    answers |= {f"unit-{n}": str(old.pk) if "tân củ" in key else "none" for n, key in enumerate(keys)}
    ready = pressed(desk.desk, page, "chon", **answers)
    assert "3 hàng mới" in words(ready)
    pressed(desk.desk, ready, "ghi")
    found = dict(PastAward.objects.values_list("name", "unit__code"))
    assert found == {"Lê Minh Đức": "xa-cu", "Trần Quốc Bảo": "xa-cu", "Ngô Văn Xa": None}
    # The next list does not ask again.
    next_rows = [
        person_row(1, "Phạm Thị Tuyết", "UBND xã Tân Củ", paper=["9/QĐ-UBND", "05/12/2022", PAPER[2]])
    ]
    assert "1 hàng mới" in words(upload(desk.desk, listed(*next_rows), "sau.xlsx"))


def test_a_unit_that_had_ended_or_not_begun_is_asked_about(desk):
    top = desk.campaign.issuer
    for code, first, last in (("cu", None, date(2021, 12, 31)), ("moi", date(2022, 1, 1), None)):
        write_unit(
            code=code, name="UBND xã Tân Thành", kind="ubnd_xa", parent=top, valid_from=first, valid_to=last
        )
    early, late = ["1/QĐ-UBND", "05/12/2021", PAPER[2]], ["2/QĐ-UBND", "05/12/2022", PAPER[2]]
    rows = [person_row(1, "Lê Minh Đức", "UBND xã Tân Thành", year=2021, paper=early)]
    rows += [person_row(2, "Trần Quốc Bảo", "UBND xã Tân Thành", paper=late)]
    page = upload(desk.desk, listed(*rows))
    assert "2 hàng mới" in words(page)
    pressed(desk.desk, page, "ghi")
    assert dict(PastAward.objects.values_list("name", "unit__code")) == {
        "Lê Minh Đức": "cu",
        "Trần Quốc Bảo": "moi",
    }
    strange = [
        person_row(1, "Võ Hoàng Ân", desk.unit("30376").name, year=1990, paper=["3/QĐ", "05/12/1990", ""])
    ]
    Unit.objects.filter(code="30376").update(valid_from="2000-01-01")
    assert "1 câu hỏi" in words(upload(desk.desk, listed(*strange), "xa-xua.xlsx"))


@pytest.mark.parametrize(
    "changed, said",
    [
        ({9: ""}, "Thiếu số quyết định"),
        ({7: ""}, "Thiếu danh hiệu, hình thức khen thưởng"),
        ({2: "", 3: ""}, "Chưa rõ đối tượng"),
        ({1: "năm ngoái"}, "ô B4: «năm ngoái» không phải năm"),
        ({1: 2025}, "ô B4: Năm «2025» không hợp lý"),
        ({10: "31/02/2023"}, "không có ngày"),
        ({10: "05/01/2021"}, "trước năm 2022"),
        ({12: "nhiều"}, "ô M4: Tiền thưởng"),
        ({12: -5}, "ô M4: Tiền thưởng"),
        ({8: "x" * 301}, "ô I4: Thành tích dài quá 300 ký tự"),
    ],
)
def test_any_wrong_row_is_located_and_nothing_is_written(desk, changed, said):
    row = person_row(1, "Trần Thị Lan", desk.unit("30376").name)
    for at, value in changed.items():
        row[at] = value
    good = person_row(2, "Võ Hoàng Ân", desk.unit("30376").name)
    page = upload(desk.desk, listed(row, good))
    assert "Trang «Danh sách», hàng 4" in words(page) and said in words(page)
    pressed(desk.desk, page, "ghi")
    assert not PastAward.objects.exists() and not Decision.objects.exists()


def test_the_nomination_list_of_the_software_with_one_decision_for_all(desk):
    unit = desk.unit("30376").name
    head = ["STT", "Tên gọi (Ông/Bà/Chức danh)", "Tên tập thể/cá nhân/hộ gia đình", "Chức vụ", "Đơn vị công tác",
            "Phân loại khen thưởng", "Danh hiệu thi đua/Hình thức khen thưởng", "Phân loại đối tượng",
            "Lĩnh vực hoạt động"]  # fmt: skip
    rows = [
        [1, "Bà", "Trần Thị Lan", "Công chức", unit, "Chuyên đề", "Giấy khen", "Cá nhân", "Chuyển đổi số"],
        [2, "", unit, "", "", "Chuyên đề", "Giấy khen", "Tập thể", "Chuyển đổi số"],
        [3, "", "Hộ ông Lê Văn Tám", "", unit, "Chuyên đề", "Giấy khen", "Hộ gia đình", "Chuyển đổi số"],
    ]
    shared = {"number": "7/QĐ-UBND", "signed_on": "05/01/2023", "issuer_name": "Chủ tịch UBND thị xã"}
    page = upload(desk.desk, listed(*rows, head=head), **shared)
    assert "3 hàng mới" in words(page)
    pressed(desk.desk, page, "ghi")
    found = PastAward.objects.order_by("row").values_list(
        "subject", "unit__code", "whole_unit", "decision__number"
    )
    assert list(found) == [
        ("ca_nhan", "30376", False, "7/QĐ-UBND"),
        ("tap_the", "30376", True, "7/QĐ-UBND"),
        ("ho_gia_dinh", "30376", False, "7/QĐ-UBND"),
    ]


def test_headings_inside_the_table_and_papers_in_one_cell(desk):
    unit = desk.unit("30376").name
    head = ["TT", "Họ và tên", "Đơn vị", "Hình thức", "Quyết định"]
    paper = "Quyết định số 163/QĐ-UBND ngày 05/01/2023 của Chủ tịch UBND thị xã Tân Châu"
    rows = [["I", "TẬP THỂ"], [1, unit, "", "Giấy khen", paper], ["II", "CÁ NHÂN"],
            [1, "Trần Thị Lan", unit, "Giấy khen", paper], ["", "Tổng cộng: 2"]]  # fmt: skip
    page = upload(desk.desk, listed(*rows, head=head))
    assert "2 hàng mới" in words(page)
    pressed(desk.desk, page, "ghi")
    assert list(PastAward.objects.order_by("row").values_list("subject", "decision__signed_on__year")) == [
        ("tap_the", 2023),
        ("ca_nhan", 2023),
    ]


def test_the_lists_that_were_seen_say_what_they_lack(desk):
    text = (
        "decision_or_date,award,unit,kind,field,source\n"
        "Lấy ý kiến trước khi trình (Tây Ninh),Cờ thi đua của Chính phủ,Sở Công Thương,tập thể,thường xuyên,x\n"
        "02/4/2025,Bằng khen,Ban Đối ngoại,tập thể,chuyển đổi số,x\n"
        "QĐ 163/QĐ-UBND Lạng Sơn (2023),Bằng khen Chủ tịch UBND tỉnh,Sở Công Thương,tập thể,x,x\n"
    )
    page = words(upload(desk.desk, text.encode(), "seen.csv"))
    assert "hàng 2: Thiếu năm thành tích" in page and "hàng 3" in page and "hàng 4:" not in page


def test_300_rows_in_one_go_cost_no_more_queries_than_their_batches(desk):
    unit, counted = desk.unit("30376").name, {}
    pressed(desk.desk, upload(desk.desk, listed(person_row(1, "Trần Thị Lan", unit))), "ghi")
    for count in (3, 30, 300):
        rows = [person_row(n, f"Nguyễn Thị Số {count} {n}", unit) for n in range(1, count + 1)]
        page = upload(desk.desk, listed(*rows), f"tep-{count}.xlsx")
        assert f"{count} hàng mới" in words(page)
        pk = HistoryImport.objects.get(filename=f"tep-{count}.xlsx").pk
        with CaptureQueriesContext(connection) as queries:
            desk.desk.post(f"{LISTS}{pk}/ghi/", {"key": str(uuid.uuid4())})
        counted[count] = len(queries)
    assert PastAward.objects.count() == 334
    # SQLite takes only some hundred values in one insert: 300 rows are a handful of batches there.
    assert counted[3] == counted[30] == 34 and counted[300] <= 34 + 10


def test_an_import_is_undone_with_a_reason_and_can_come_again(desk):
    data = listed(person_row(1, "Trần Thị Lan", desk.unit("30376").name))
    done = pressed(desk.desk, upload(desk.desk, data), "ghi")
    assert "Hãy ghi lý do" in words(pressed(desk.desk, done, "huy", reason=" "))
    assert PastAward.objects.count() == 1
    gone = pressed(desk.desk, done, "huy", reason="Nhầm tệp")
    assert (
        "Lần nhập đã hủy" in words(gone) and not PastAward.objects.exists() and not Decision.objects.exists()
    )
    assert "Trần Thị Lan" in AuditEvent.objects.get(kind="history.undone").changes["rows"][0]
    assert "chưa ghi hoặc đã hủy" in words(pressed(desk.desk, gone, "huy", reason="Lần nữa"))
    pressed(desk.desk, upload(desk.desk, data), "ghi")
    assert PastAward.objects.count() == 1


def test_a_list_that_is_not_written_can_be_thrown_away(desk):
    page = upload(desk.desk, listed(person_row(1, "Trần Thị Lan", desk.unit("30376").name)))
    file = HistoryImport.objects.get().file
    assert desk.desk.get(f"{LISTS}{HistoryImport.objects.get().pk}/tep/").status_code == 200
    assert "Đã bỏ danh sách" in words(pressed(desk.desk, page, "bo"))
    assert not HistoryImport.objects.exists() and file.name


def test_files_that_are_no_lists_are_said(desk):
    for name, data, said in (
        ("a.xlsx", workbook_bytes({"A": [["Mã", "Điểm"], [1, 2]]}), "không có hàng tiêu đề"),
        ("a.pdf", b"%PDF", "a.pdf"),
        ("a.xlsx", listed(), "Tệp không có hàng nào"),
    ):
        assert said in words(upload(desk.desk, data, name))
    assert "Hãy chọn tệp" in words(desk.desk.post(LISTS, {"key": str(uuid.uuid4())}))


def test_the_template_is_read_as_it_is_given_out(desk):
    data = desk.desk.get(f"{LISTS}mau.xlsx").content
    page = upload(desk.desk, data, "mau.xlsx")
    assert "1 hàng" in words(page) and "Nguyễn Thị Ví Dụ" in words(page) and len(HEAD) == 13
