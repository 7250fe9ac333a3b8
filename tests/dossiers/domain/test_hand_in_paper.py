"""The unit's own signed PDF counts like a paper that is made here: complete, in the receipt, in the zip."""

import io
import zipfile

import pytest
from django.test import Client
from pypdf import PdfWriter

from accounts.errors import DomainError, NotAllowed
from dossiers.checks import completeness
from dossiers.domain.hand_in_paper import hand_in_paper
from dossiers.domain.open_dossier import edit_letter, open_dossier
from dossiers.domain.render_document import render_document
from dossiers.domain.request_papers import request_papers
from dossiers.domain.send_dossier import send_dossier
from dossiers.domain.zip_dossier import zip_dossier
from dossiers.models import DocumentVersion
from dossiers.rendering.pdf import render_pdf
from tests.award_makers import more_award
from tests.dossier_makers import IN_TIME, OPENED, WRITTEN, register

PAPERS = (("ke_hoach", "dossier"), ("bao_cao_phong_trao", "dossier"), ("trich_ngang", "nominee"))


def pdf(pages=2, password=""):
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width=595, height=842)
    if password:
        writer.encrypt(password)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


@pytest.fixture
def dossier(tan_chau):
    unit, person = register(tan_chau, "30397")
    award = more_award(tan_chau, papers=PAPERS)
    row = open_dossier(campaign=tan_chau.campaign, unit=unit, award=award, by=person, at=OPENED)
    row.person = person
    return row


def browser_of(dossier):
    client = Client()
    client.force_login(dossier.person)
    return client


def give(dossier, kind="ke_hoach", data=None, name="Kế hoạch 12.pdf", by=None):
    return hand_in_paper(
        dossier=dossier, kind=kind, name=name, data=data or pdf(), by=by or dossier.person, at=WRITTEN
    )


def test_a_file_makes_the_dossier_complete_and_goes_with_it(dossier):
    said = [line.sentence for line in completeness(dossier) if not line.ok]
    assert "Chưa nộp tệp: Giấy tờ ke_hoach." in said and not any("Hội đồng" in one for one in said)
    browser, address = browser_of(dossier), f"/ho-so/{dossier.pk}/"
    version = give(dossier)
    page = browser.get(address).content.decode()
    # A handed-in file was not made here, so there is nothing to make again.
    assert "Tạo giấy tờ" in page and "Tạo lại" not in page
    assert (version.pages, version.number, version.template_version) == (2, 1, "tep-don-vi-gui")
    give(dossier, "bao_cao_phong_trao", pdf(3))
    edit_letter(dossier=dossier, by=dossier.person, at=WRITTEN, signer_name="Nguyễn Văn Hòa")
    for job in request_papers(dossier=dossier, by=dossier.person, at=WRITTEN, enqueue=lambda pk: None).jobs:
        made = render_document(job_id=job.pk, at=WRITTEN, render=render_pdf).version
        assert made.form_regime
    assert all(line.ok for line in completeness(dossier))
    sent = send_dossier(dossier=dossier, by=dossier.person, at=IN_TIME)
    files = sent.receipt["files"]
    assert [one["name"] for one in files] == [
        "01-ke-hoach.pdf",
        "02-bao-cao-phong-trao.pdf",
        "03-trich-ngang-uy-ban-nhan-dan-xa-chau-phong.pdf",
    ]
    assert files[0]["sha256"] == version.sha256 and files[1]["pages"] == 3
    assert len(zipfile.ZipFile(io.BytesIO(zip_dossier(dossier=sent))).namelist()) == 3


def test_the_same_file_is_kept_once_and_another_one_is_a_new_version(dossier):
    first = give(dossier, data=pdf())
    assert give(dossier, data=pdf(4)).number == 2
    assert first.document.versions.count() == 2


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"data": b"%PDF-1.7 broken"}, "Không đọc được|không phải loại"),
        ({"data": b"MZ hello"}, "không phải loại"),
        ({"name": "ke-hoach.exe"}, "không thuộc loại được nhận"),
        ({"kind": "to_trinh"}, "không cần nộp tệp"),
        ({"kind": "trich_ngang"}, "không cần nộp tệp"),
    ],
)
def test_what_is_no_whole_pdf_or_not_asked_for_is_refused(dossier, values, said):
    with pytest.raises(DomainError, match=said):
        give(dossier, **values)
    assert not DocumentVersion.objects.exists()


def test_a_locked_pdf_is_refused(dossier):
    with pytest.raises(DomainError, match="mật khẩu"):
        give(dossier, data=pdf(1, "bi mat"))


def test_another_unit_and_a_sent_dossier_are_refused(dossier, tan_chau):
    with pytest.raises(NotAllowed):
        give(dossier, by=tan_chau.person_of(tan_chau.unit("30388")))
    dossier.state, dossier.sent_at, dossier.sent_by = "sent", IN_TIME, dossier.person
    dossier.save()
    with pytest.raises(DomainError, match="đã gửi"):
        give(dossier)
    assert not DocumentVersion.objects.exists()


def test_the_page_takes_the_file_and_never_shows_it_inline(dossier, tan_chau):
    browser = tan_chau.browser(dossier.person, IN_TIME)
    page = browser.get(f"/ho-so/{dossier.pk}/").content.decode()
    assert "Nộp tệp" in page and "Họp Hội đồng" not in page
    file = io.BytesIO(pdf())
    file.name = "kế hoạch.pdf"
    browser.post(f"/ho-so/{dossier.pk}/giay-to/ke_hoach/nop-tep/", {"file": file})
    version = DocumentVersion.objects.get()
    answer = browser.get(f"/ho-so/{dossier.pk}/giay-to/{version.document_id}/1.pdf")
    assert (
        answer["Content-Disposition"].startswith("attachment")
        and "sandbox" in answer["Content-Security-Policy"]
    )
    assert "Đã nộp, 2 trang" in browser.get(f"/ho-so/{dossier.pk}/?xem=ke_hoach").content.decode()
    other = tan_chau.browser(tan_chau.person_of(tan_chau.unit("30388")), IN_TIME)
    assert other.post(f"/ho-so/{dossier.pk}/giay-to/ke_hoach/nop-tep/", {}).status_code == 404
