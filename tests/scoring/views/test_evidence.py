from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from scoring.models import Evidence, ScoreSheet
from scoring.views.pages import new_key
from tests.scoring.conftest import SCORING

PDF = b"%PDF-1.4\n%%EOF\n"


def form(**values) -> dict:
    return {"key": new_key(), "subject": "Thông báo kết luận", **values}


def url(own) -> str:
    return own.url(f"tai-lieu/{own.criterion('1.1').pk}/")


def test_a_document_is_added_once(own_sheet):
    browser = own_sheet.browser()
    data = form(number="12/TB-UBND", issued_on="15/2/2023", pages="tr. 2")
    assert browser.post(url(own_sheet), data)["Location"] == url(own_sheet)
    browser.post(url(own_sheet), data)
    row = Evidence.objects.get()
    assert (row.number, row.issued_on.isoformat(), row.pages) == ("12/TB-UBND", "2023-02-15", "tr. 2")


def test_a_date_outside_the_period_is_warned_of(own_sheet):
    browser = own_sheet.browser()
    browser.post(url(own_sheet), form(issued_on="20/12/2022"))
    for page in (browser.get(url(own_sheet)), browser.get(own_sheet.url())):
        assert "Ngày 20/12/2022 nằm ngoài kỳ đánh giá" in page.content.decode()


def test_links_are_text_and_hostile_text_is_escaped(own_sheet):
    browser = own_sheet.browser()
    browser.post(url(own_sheet), form(subject="https://x.example/<script>alert(1)</script>"))
    page = browser.get(url(own_sheet)).content.decode()
    assert 'href="https://x.example' not in page and "<script>alert" not in page


def test_wrong_files_and_dates_come_back_with_the_typing(own_sheet):
    file = SimpleUploadedFile("a.pdf", b"<html>", "application/pdf")
    response = own_sheet.browser().post(url(own_sheet), form(file=file))
    page = response.content.decode()
    assert response.status_code == 422
    assert "không phải loại .pdf" in page and 'value="Thông báo kết luận"' in page
    response = own_sheet.browser().post(url(own_sheet), form(issued_on="hôm qua"))
    assert "không phải là ngày" in response.content.decode()
    assert not Evidence.objects.exists()


def test_a_file_is_a_sandboxed_download_for_those_who_may(own_sheet):
    world = own_sheet.world
    browser = own_sheet.browser()
    browser.post(url(own_sheet), form(file=SimpleUploadedFile("Kế hoạch.pdf", PDF, "text/html")))
    row = Evidence.objects.get()
    path = own_sheet.url(f"tep/{row.pk}/")
    assert world.browser(world.officer, SCORING).get(path).status_code == 404, "not sent yet"
    ScoreSheet.objects.update(state="sent", sent_at=SCORING, sent_by=own_sheet.by, self_total=0)
    for user in (own_sheet.by, world.officer, world.member(1)):
        response = world.browser(user, SCORING).get(path)
        assert response.getvalue() == PDF
        assert response["Content-Type"] == "application/pdf"
        assert response["Content-Disposition"].startswith("attachment")
        assert "sandbox" in response["Content-Security-Policy"]
    stranger = world.browser(world.person_of(world.unit("30388")), SCORING)
    assert stranger.get(path).status_code == 404
    assert Client().get(path)["Location"].startswith("/dang-nhap/")


def test_deleting_asks_first(own_sheet):
    browser = own_sheet.browser()
    browser.post(url(own_sheet), form())
    row = Evidence.objects.get()
    path = own_sheet.url(f"tai-lieu/xoa/{row.pk}/")
    assert "Xóa tài liệu này?" in browser.get(path).content.decode()
    assert Evidence.objects.exists()
    world = own_sheet.world
    assert world.browser(world.person_of(world.unit("30388")), SCORING).post(path).status_code == 404
    assert world.browser(world.officer, SCORING).post(path).status_code == 404
    assert Evidence.objects.exists()
    assert browser.post(path).status_code == 302
    assert not Evidence.objects.exists()
