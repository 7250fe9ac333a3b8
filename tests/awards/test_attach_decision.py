"""The scan of an old decision: checked, kept, replaced, and handed out to whoever sees the decision."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.errors import NotAllowed
from accounts.models import AuditEvent
from accounts.uploads import SCANS, UploadRefused, accept_upload
from awards.domain.attach_decision import attach_decision
from awards.domain.history_checks import entry_of
from awards.domain.write_history import edit_past_award, remove_past_award
from awards.models import Decision, DecisionFile
from campaigns.models import Unit
from dossiers.invariants import files_are_those_of_the_rows
from tests.campaigns.test_give_role import person
from tests.history_makers import AT, past, words

ROOM = "/khen-thuong-da-nhan/"
PDF, PNG = b"%PDF-1.7 quyet dinh", b"\x89PNG\r\n\x1a\n anh chup"


@pytest.fixture
def desk(tan_chau):
    tan_chau.desk = tan_chau.browser(tan_chau.officer, AT)
    tan_chau.row = past(tan_chau, unit=tan_chau.unit("30376"))
    return tan_chau


def attach(desk, name="163.pdf", data=PDF, browser=None):
    path = f"{ROOM}{desk.row.pk}/quyet-dinh/"
    return (browser or desk.desk).post(path, {"file": SimpleUploadedFile(name, data)}, follow=True)


def body(answer) -> bytes:
    return b"".join(answer.streaming_content)


def test_the_scan_is_kept_with_its_hash_and_downloaded_as_an_attachment(desk):
    assert "Đã kèm tệp «163.pdf» vào quyết định 163/QĐ-UBND" in words(attach(desk))
    row = DecisionFile.objects.get()
    assert (row.size, len(row.sha256), row.content_type) == (len(PDF), 64, "application/pdf")
    assert not list(files_are_those_of_the_rows())
    address = f"{ROOM}{desk.row.pk}/quyet-dinh/{row.pk}/"
    own = desk.browser(desk.person_of(desk.unit("30376")), AT)
    assert "163.pdf" in words(own.get(f"{ROOM}{desk.row.pk}/"))
    for browser in (desk.desk, own):
        answer = browser.get(address)
        assert body(answer) == PDF and "attachment" in answer["Content-Disposition"]
        assert "sandbox" in answer["Content-Security-Policy"]
    assert AuditEvent.objects.filter(kind="download.file").count() == 2


def test_strangers_get_404(desk):
    attach(desk)
    far = Unit.objects.create(code="xa-la", name="UBND huyện khác", kind="ubnd", sort_key="x")
    address = f"{ROOM}{desk.row.pk}/quyet-dinh/{DecisionFile.objects.get().pk}/"
    for user in (
        desk.person_of(desk.unit("30397")), desk.member(1), person("la", ("standing_officer", far)),
    ):  # fmt: skip
        browser = desk.browser(user, AT)
        assert browser.get(address).status_code == 404
        assert attach(desk, "khac.pdf", PDF + b"2", browser).status_code == 404
    # By the number of an award of another decision there is nothing either.
    other = past(desk, unit=desk.unit("30397"), number="9/QĐ")
    assert desk.desk.get(f"{ROOM}{other.pk}/quyet-dinh/{DecisionFile.objects.get().pk}/").status_code == 404
    own = desk.browser(desk.person_of(desk.unit("30376")), AT)
    assert attach(desk, "khac.pdf", PDF + b"2", own).status_code == 404 and DecisionFile.objects.count() == 1


def test_a_better_scan_replaces_and_the_earlier_one_stays_in_the_trail(desk):
    attach(desk)
    before = DecisionFile.objects.get()
    attach(desk, "ro-hon.png", PNG)
    attach(desk, "lan-nua.png", PNG)
    before.refresh_from_db()
    now = DecisionFile.objects.get(replaced_at__isnull=True)
    assert (
        before.replaced_at is not None
        and default_storage.exists(before.file.name)
        and now.original_name == "ro-hon.png"
    )
    event = AuditEvent.objects.filter(kind="history.scanned").order_by("number").last()
    assert event.changes["sha256"] == [before.sha256, now.sha256] and "thay tệp «163.pdf»" in event.sentence
    old = f"{ROOM}{desk.row.pk}/quyet-dinh/{before.pk}/"
    assert body(desk.desk.get(old)) == PDF and "Đã thay" in words(desk.desk.get(f"{ROOM}{desk.row.pk}/"))
    own = desk.browser(desk.person_of(desk.unit("30376")), AT)
    assert own.get(old).status_code == 404 and "163.pdf" not in words(own.get(f"{ROOM}{desk.row.pk}/"))


@pytest.mark.parametrize(
    "name, data, said",
    [("qd.docx", b"PK", "Hãy dùng tệp .pdf, .jpg hoặc .png"), ("qd.pdf", b"<html>", "không phải loại .pdf"),
     ("qd.pdf", b"", "Tệp trống"), ("qd.exe", PDF, "không thuộc loại được nhận")],
)  # fmt: skip
def test_what_is_no_scan_is_refused(desk, name, data, said):
    assert said in words(attach(desk, name, data)) and not DecisionFile.objects.exists()


def test_only_the_keeper_attaches(desk):
    upload = accept_upload(name="a.pdf", data=PDF, max_bytes=100, kinds=SCANS)
    with pytest.raises(NotAllowed):
        attach_decision(
            decision=desk.row.decision, upload=upload, by=desk.person_of(desk.unit("30376")), at=AT
        )
    with pytest.raises(UploadRefused):
        accept_upload(name="a.xlsx", data=PDF, max_bytes=100, kinds=SCANS)


def test_the_scan_follows_a_corrected_number_and_waits_for_a_removed_award(desk):
    attach(desk)
    by = {"by": desk.officer, "at": AT}
    fixed = entry_of(desk.row)
    row = edit_past_award(
        row=desk.row, entry=type(fixed)(**{**vars(fixed), "number": "164/QĐ-UBND"}), version=1, reason="Gõ nhầm",
        sure=True, **by,
    )  # fmt: skip
    assert DecisionFile.objects.get().decision == row.decision and Decision.objects.count() == 1
    remove_past_award(row=row, reason="Nhầm", **by)
    again = past(desk, unit=desk.unit("30376"), number="164/QĐ-UBND")
    assert again.decision.files.count() == 1
