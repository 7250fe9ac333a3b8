import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from campaigns.models import UnitAlias
from scoring.models import Contestant, ContestImport
from scoring.views.pages import new_key
from tests.excel_makers import far_cell_workbook
from tests.scoring.contest_makers import AT, FEW, contest_file, line

ROWS = (*FEW, line("tc009", "Bế Văn Tám", "UBND xã Vỉnh Xương", 18), line("dan2", "Mã Thị Hoa", "Tổ 3", 17))
COLUMNS = {
    "sheet": "Kết quả",
    "header_row": 2,
    "maximum": "20",
    "time_unit": "",
    **{f"cot_{role}": "" for role in ("moment", "under")},
    **{
        f"cot_{role}": str(at)
        for role, at in {
            "account": 1,
            "name": 2,
            "honorific": 3,
            "position": 4,
            "unit": 5,
            "group": 6,
            "score": 7,
            "time": 8,
            "attempt": 9,
            "recognised": 12,
        }.items()
    },
}


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def send_file(contest, browser, data: bytes, *, name: str = "ket-qua.xlsx", key: str = ""):
    file = SimpleUploadedFile(name, data)
    return browser.post(contest.url("nhap/"), {"key": key or new_key(), "file": file})


def test_the_whole_way(contest):
    browser = contest.desk()
    step = send_file(contest, browser, contest_file(ROWS))["Location"]
    page = text_of(browser.get(step))
    assert "Chọn cột và điểm tối đa" in page and "Hệ thống không đoán" in page
    assert 'name="maximum" value=' not in page, "no maximum is chosen beforehand"
    assert browser.post(f"{step}cot/", {**COLUMNS, "maximum": ""}).status_code == 422
    assert browser.post(f"{step}cot/", COLUMNS)["Location"] == step
    page = text_of(browser.get(step))
    assert "UBND xã Vỉnh Xương" in page and "Có phải «Ủy ban nhân dân xã Vĩnh Xương»?" in page
    assert "Người dân, không thuộc đơn vị" in page and "Ghi nhận kết quả của" not in page
    unit = contest.unit("30382")
    browser.post(f"{step}ten/", {"ten": ["ubnd xã vỉnh xương", "tổ 3"], "chon": [str(unit.pk), "resident"]})
    page = text_of(browser.get(step))
    assert "Ghi nhận 7 người đăng ký, 6 người dự thi, 7 lượt thi" in page and "bạn chọn" in page
    data = {"key": new_key()}
    assert browser.post(f"{step}ghi-nhan/", data)["Location"] == step
    browser.post(f"{step}ghi-nhan/", data)
    row = ContestImport.objects.get()
    assert row.state == "confirmed" and row.contestants.count() == 7
    assert UnitAlias.objects.get().unit == unit
    assert "7 người đăng ký, 6 người dự thi, 7 lượt thi" in text_of(browser.get(step))
    answer = browser.post(f"{step}huy/", {"reason": "Nhầm tệp"}, follow=True)
    assert "Đã hủy kết quả nhập từ tệp" in text_of(answer)
    assert "Chưa có kết quả cuộc thi" in text_of(browser.get(contest.url()))


def test_the_same_file_again_says_so(contest):
    contest.confirmed()
    browser = contest.desk()
    step = send_file(contest, browser, contest_file())["Location"]
    assert "đã được ghi nhận lúc" in text_of(browser.get(step))
    answer = browser.post(f"{step}ghi-nhan/", {"key": new_key()}, follow=True)
    assert "không có gì thay đổi" in text_of(answer)
    assert ContestImport.objects.count() == 1


def test_problems_are_shown_and_nothing_can_be_confirmed(contest):
    row, _ = contest.ready(contest_file((*FEW, line("tc009", "Bế Văn Tám", "UBND xã Tân An", 25))))
    browser = contest.desk()
    step = contest.url(f"nhap/{row.pk}/")
    page = text_of(browser.get(step))
    assert "Trang tính «Kết quả», hàng 9: điểm 25 ở ô H9 lớn hơn điểm tối đa 20" in page
    assert f"{step}ghi-nhan/" not in page
    answer = browser.post(f"{step}ghi-nhan/", {"key": new_key()}, follow=True)
    assert "chưa có gì thay đổi" in text_of(answer) and not Contestant.objects.exists()


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"x", "a.xlsx", "không phải bảng tính"),
        (b"%PDF-1.4", "a.pdf", "tệp PDF"),
        (far_cell_workbook(), "a.xlsx", "XFD1048576"),
        (b"a,b\n" * 100_060, "a.csv", "ngoài vùng đọc được"),
    ],
    ids=["text", "pdf", "far cell", "too many rows"],
)
def test_a_bad_file_is_answered_in_its_form(contest, data, name, sentence):
    response = send_file(contest, contest.desk(), data, name=name)
    assert response.status_code == 422 and sentence in text_of(response)
    assert not ContestImport.objects.exists()


def test_a_file_above_the_limit_is_refused(contest, settings):
    settings.MAX_UPLOAD_BYTES = 1024
    response = send_file(contest, contest.desk(), contest_file())
    assert response.status_code == 422 and "lớn hơn" in text_of(response)
    assert not ContestImport.objects.exists()


def test_another_header_row_is_guessed_anew_and_shown_again(contest):
    row, _ = contest.ready(contest_file())
    answer = contest.desk().post(contest.url(f"nhap/{row.pk}/cot/"), {**COLUMNS, "header_row": 1})
    assert answer["Location"].endswith("?sua=1")
    row.refresh_from_db()
    assert row.columns["header_row"] == 1


def test_the_work_is_for_the_standing_body_only(contest):
    row, _ = contest.ready(contest_file())
    unit = contest.world.browser(contest.world.person_of(contest.unit()), AT)
    council = contest.world.browser(contest.world.member(1), AT)
    for tail in ("nhap/", f"nhap/{row.pk}/", f"nhap/{row.pk}/tep/"):
        assert unit.get(contest.url(tail)).status_code == 404
        assert council.get(contest.url(tail)).status_code == 404
        assert Client().get(contest.url(tail)).status_code == 302
    for tail in ("cot", "ten", "ghi-nhan", "huy", "bo"):
        assert unit.post(contest.url(f"nhap/{row.pk}/{tail}/"), {"key": new_key()}).status_code == 404
    row.refresh_from_db()
    assert row.state == "preview" and not Contestant.objects.exists()


def test_the_original_is_handed_out_as_it_came(contest):
    row, _ = contest.ready(contest_file())
    response = contest.desk().get(contest.url(f"nhap/{row.pk}/tep/"))
    assert b"".join(response.streaming_content) == contest_file()
    assert "attachment" in response["Content-Disposition"]


def test_a_file_is_thrown_away(contest):
    row, _ = contest.ready(contest_file())
    answer = contest.desk().post(contest.url(f"nhap/{row.pk}/bo/"), follow=True)
    assert "Đã bỏ tệp" in text_of(answer) and not ContestImport.objects.exists()


def test_the_list_of_imports_costs_the_same(contest, django_assert_num_queries):
    browser = contest.desk()
    browser.get(contest.url("nhap/"))
    for rows in (FEW, FEW[:2], FEW[:1]):
        contest.confirmed(*rows)
        with django_assert_num_queries(LIST_QUERIES):
            browser.get(contest.url("nhap/"))


LIST_QUERIES = 9


def test_hostile_text_in_the_file_is_text(contest):
    bad = line("<i>a</i>", "<script>alert(1)</script>", "<img src=x onerror=1>", 18)
    row, _ = contest.ready(contest_file((bad,)))
    page = text_of(contest.desk().get(contest.url(f"nhap/{row.pk}/")))
    assert "<script>alert" not in page and "<img" not in page and "&lt;img" in page


@pytest.mark.parametrize("act", ["ghi-nhan/", "ten/", "huy/"])
def test_a_step_before_its_time_is_a_sentence(contest, act):
    browser = contest.desk()
    step = send_file(contest, browser, contest_file(ROWS))["Location"]
    assert browser.post(f"{step}{act}", {"key": new_key()}).status_code in (302, 404, 409, 422)
    assert ContestImport.objects.get().state == "preview"
