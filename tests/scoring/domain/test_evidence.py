from datetime import date

import pytest
from django.core.files.storage import default_storage

from accounts.errors import DomainError, NotAllowed
from accounts.models import AuditEvent
from accounts.uploads import accept_upload
from scoring.domain.evidence import add_evidence, delete_evidence
from scoring.domain.sheets import save_item, send_sheet
from scoring.models import Evidence
from scoring.sheets import Typed
from tests.scoring.conftest import SCORING

PDF = b"%PDF-1.4\n%%EOF\n"


def add(own, *, subject: str = "Thông báo kết luận", by=None, upload=None, code: str = "1.1") -> Evidence:
    return add_evidence(
        sheet=own.sheet,
        criterion=own.criterion(code),
        subject=subject,
        number="12/TB-UBND",
        issued_on=date(2023, 2, 15),
        upload=upload,
        by=by or own.by,
        at=SCORING,
    )


def test_a_document_hangs_on_a_line_without_a_score(own_sheet):
    row = add(own_sheet)
    assert (row.item.self_points, row.item.version, str(row)) == (None, 0, "12/TB-UBND")
    item = save_item(
        sheet=own_sheet.sheet,
        criterion=own_sheet.criterion("1.1"),
        typed=Typed("3", ""),
        version=0,
        by=own_sheet.by,
        at=SCORING,
    )
    assert list(item.evidence.all()) == [row]


def test_a_file_lies_under_a_name_of_our_own(own_sheet):
    upload = accept_upload(name="../../etc/passwd.pdf", data=PDF, max_bytes=1000)
    row = add(own_sheet, upload=upload)
    assert row.original_name == "passwd.pdf"
    assert row.file.name.startswith(f"kiem-chung/{own_sheet.sheet.campaign_id}/{own_sheet.unit.pk}/")
    assert ".." not in row.file.name and "passwd" not in row.file.name
    assert (row.sha256, row.size, row.content_type) == (upload.sha256, len(PDF), "application/pdf")
    assert default_storage.open(row.file.name).read() == PDF


def test_a_document_needs_its_subject(own_sheet):
    with pytest.raises(DomainError) as refused:
        add(own_sheet, subject=" \u200b ")
    assert refused.value.field == "subject"
    assert not Evidence.objects.exists()


def test_deleting_takes_the_file_away_and_is_recorded(own_sheet, django_capture_on_commit_callbacks):
    row = add(own_sheet, upload=accept_upload(name="a.pdf", data=PDF, max_bytes=1000))
    name = row.file.name
    with django_capture_on_commit_callbacks(execute=True):
        delete_evidence(evidence=row, by=own_sheet.by, at=SCORING)
    assert not default_storage.exists(name)
    assert not Evidence.objects.exists()
    assert AuditEvent.objects.first().kind == "evidence.deleted"


def test_other_people_add_and_delete_nothing(own_sheet):
    row = add(own_sheet)
    world = own_sheet.world
    for stranger in (world.person_of(world.unit("30388")), world.officer, world.member(1)):
        with pytest.raises(NotAllowed):
            add(own_sheet, by=stranger)
        with pytest.raises(NotAllowed):
            delete_evidence(evidence=row, by=stranger, at=SCORING)
    assert Evidence.objects.count() == 1


def test_a_sent_sheet_keeps_its_documents(own_sheet):
    row = add(own_sheet)
    save_item(
        sheet=own_sheet.sheet,
        criterion=own_sheet.criterion("1.2"),
        typed=Typed("3", ""),
        version=0,
        by=own_sheet.by,
        at=SCORING,
    )
    send_sheet(sheet=own_sheet.sheet, by=own_sheet.by, at=SCORING)
    with pytest.raises(DomainError, match="đã gửi"):
        add(own_sheet)
    with pytest.raises(DomainError, match="đã gửi"):
        delete_evidence(evidence=row, by=own_sheet.by, at=SCORING)
    assert Evidence.objects.count() == 1
