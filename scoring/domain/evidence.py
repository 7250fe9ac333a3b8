"""Tài liệu kiểm chứng of a line: a document named by number, date and subject, with or without its file."""

from datetime import date, datetime
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from accounts.text import tidy
from accounts.uploads import Upload
from campaigns.models import Criterion
from scoring.domain.sheets import lock_draft, touch_item
from scoring.models import Evidence, ScoreSheet

MOST_DOCUMENTS = 30


def add_evidence(
    *,
    sheet: ScoreSheet,
    criterion: Criterion,
    subject: str,
    by: User,
    at: datetime,
    number: str = "",
    issued_on: date | None = None,
    pages: str = "",
    upload: Upload | None = None,
) -> Evidence:
    """Adds a document to a line of a draft sheet; the file lies under a name of our own making."""
    subject, number, pages = tidy(subject), tidy(number), tidy(pages)
    if not subject:
        raise DomainError("Hãy nhập trích yếu (tên) của tài liệu.", field="subject")
    if criterion.criteria_set_id != sheet.criteria_set_id or criterion.is_group:
        raise DomainError("Tiêu chí này không thuộc bảng điểm. Hãy tải lại trang.")
    with transaction.atomic():
        lock_draft(sheet=sheet, by=by, at=at)
        item = touch_item(sheet=sheet, criterion=criterion, by=by, at=at)
        if item.evidence.count() >= MOST_DOCUMENTS:
            raise DomainError(
                f"Tiêu chí {criterion.code} đã có {MOST_DOCUMENTS} tài liệu, không thêm được nữa."
            )
        row = Evidence(
            item=item,
            number=number,
            issued_on=issued_on,
            subject=subject,
            pages=pages,
            added_at=at,
            added_by=by,
        )
        if upload:
            _keep_file(row, upload, sheet)
        row.save()
        _record_added(row, sheet, criterion, by, at)
        return row


def delete_evidence(*, evidence: Evidence, by: User, at: datetime) -> None:
    """Takes a document off a draft sheet; its file goes when the transaction has held."""
    sheet = evidence.item.sheet
    with transaction.atomic():
        lock_draft(sheet=sheet, by=by, at=at)
        record_event(
            by=by,
            at=at,
            kind="evidence.deleted",
            target=evidence,
            campaign=sheet.campaign,
            unit=sheet.unit,
            sentence=f"{sheet.unit} xóa tài liệu kiểm chứng «{evidence}» của tiêu chí {evidence.item.criterion.code}.",
            changes={"sha256": evidence.sha256, "subject": evidence.subject},
        )
        name = evidence.file.name
        evidence.delete()
        if name:
            transaction.on_commit(lambda: default_storage.delete(name))


def _record_added(row: Evidence, sheet: ScoreSheet, criterion: Criterion, by: User, at: datetime) -> None:
    record_event(
        by=by,
        at=at,
        kind="evidence.added",
        target=row,
        campaign=sheet.campaign,
        unit=sheet.unit,
        sentence=f"{sheet.unit} thêm tài liệu kiểm chứng «{row}» cho tiêu chí {criterion.code}.",
        changes={"sha256": row.sha256} if row.sha256 else {},
    )


def _keep_file(row: Evidence, upload: Upload, sheet: ScoreSheet) -> None:
    path = f"kiem-chung/{sheet.campaign_id}/{sheet.unit_id}/{uuid4().hex}.{upload.kind}"
    row.file = default_storage.save(path, ContentFile(upload.data))
    row.original_name, row.size = upload.name, len(upload.data)
    row.sha256, row.content_type = upload.sha256, upload.content_type
