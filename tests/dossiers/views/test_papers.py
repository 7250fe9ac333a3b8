import io
import zipfile

from dossiers.domain.request_papers import request_papers
from dossiers.enums import JobState
from dossiers.models import DocumentVersion, RenderJob
from tests.dossier_makers import IN_TIME, WRITTEN, filled, opened, ready


def at(desk, path=""):
    return f"/ho-so/{desk.dossier.pk}/{path}"


def ask(desk):
    return request_papers(dossier=desk.dossier, by=desk.person, at=WRITTEN, enqueue=lambda pk: None).jobs


def test_the_button_writes_jobs(tan_chau):
    desk = filled(tan_chau)
    browser = tan_chau.browser(desk.person, IN_TIME)
    assert browser.post(at(desk, "giay-to/")).status_code == 302
    assert RenderJob.objects.filter(state=JobState.QUEUED).count() == 5
    assert browser.get(at(desk, "giay-to/")).status_code == 405
    text = browser.get(at(desk)).content.decode()
    assert "Đang tạo giấy tờ: 0 trên 5 giấy tờ" in text and 'http-equiv="refresh"' in text


def test_progress_counts_and_ends_with_the_whole_page(tan_chau):
    desk = filled(tan_chau)
    jobs = ask(desk)
    browser = tan_chau.browser(desk.person, IN_TIME)
    RenderJob.objects.filter(pk=jobs[0].pk).update(
        state=JobState.FAILED, error="Ký tự lạ ở danh sách.", finished_at=WRITTEN
    )
    running = browser.get(at(desk, "giay-to/tien-do/"), headers={"HX-Request": "true"})
    text = running.content.decode()
    assert "1 trên 5 giấy tờ" in text and "Ký tự lạ ở danh sách." in text and "HX-Refresh" not in running
    RenderJob.objects.update(state=JobState.FAILED, error="Ký tự lạ ở danh sách.", finished_at=WRITTEN)
    over = browser.get(at(desk, "giay-to/tien-do/"), headers={"HX-Request": "true"})
    assert over["HX-Refresh"] == "true"
    page = browser.get(at(desk)).content.decode()
    assert "Không tạo được" in page and "Tạo giấy tờ</button>" in page


def test_a_failed_paper_may_be_asked_for_again(tan_chau):
    desk = filled(tan_chau)
    ask(desk)
    RenderJob.objects.update(state=JobState.FAILED, error="x", finished_at=WRITTEN)
    tan_chau.browser(desk.person, IN_TIME).post(at(desk, "giay-to/"))
    assert RenderJob.objects.filter(state=JobState.QUEUED).count() == 5


def test_a_pdf_is_shown_to_its_readers_only(tan_chau):
    desk, other = ready(tan_chau), opened(tan_chau, "30388")
    version = DocumentVersion.objects.first()
    address = at(desk, f"giay-to/{version.document_id}/1.pdf")
    answer = tan_chau.browser(desk.person, IN_TIME).get(address)
    assert answer.getvalue().startswith(b"%PDF-") and answer["Content-Type"] == "application/pdf"
    assert (
        answer["Content-Disposition"].startswith("inline") and answer["X-Content-Type-Options"] == "nosniff"
    )
    for person in (other.person, tan_chau.officer):
        assert tan_chau.browser(person, IN_TIME).get(address).status_code == 404
    mixed = f"/ho-so/{other.dossier.pk}/giay-to/{version.document_id}/1.pdf"
    assert tan_chau.browser(other.person, IN_TIME).get(mixed).status_code == 404


def test_the_zip_is_a_download(tan_chau):
    desk = ready(tan_chau)
    answer = tan_chau.browser(desk.person, IN_TIME).get(at(desk, "giay-to/tron-bo.zip"))
    assert answer["Content-Disposition"].startswith("attachment")
    assert len(zipfile.ZipFile(io.BytesIO(answer.content)).namelist()) == 5


def test_the_preview_alone(tan_chau):
    desk = filled(tan_chau)
    text = tan_chau.browser(desk.person, IN_TIME).get(at(desk, "xem/?xem=bang_diem")).content.decode()
    assert "paper-bang_diem" in text and "<html" not in text
