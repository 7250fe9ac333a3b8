"""Tạm dừng xét: a nomination waits while something about the nominee is looked into, and is resumed afterwards."""

from datetime import date, datetime

from django.db import transaction

from accounts.dates import date_short, local
from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from accounts.text import tidy
from awards.enums import NominationState
from awards.models import Nomination, Suspension
from campaigns.domain.lock_campaign import lock_campaign
from campaigns.permissions import check_standing

UNDER_WAY = (NominationState.SENT, NominationState.ACCEPTED)


def suspend_nomination(
    *, nomination: Nomination, kind: str, since: date, document: str, by: User, at: datetime
) -> Suspension:
    """Stops a nomination that is under way; it keeps its place and waits (Nghị định 152/2025/NĐ-CP, Điều 4).

    DomainError without a document, for a day to come, when it is stopped already, or when a place was given.
    """
    with transaction.atomic():
        row = _locked(nomination, by, at)
        if row.state == NominationState.AWARDED:
            raise DomainError(f"{row} đã được chọn khen thưởng. Hãy bỏ chọn ở trang khen thưởng trước.")
        if row.state not in UNDER_WAY:
            raise DomainError(
                f"Đề nghị của {row} đang ở bước «{row.get_state_display()}» nên không có gì để dừng."
            )
        if _running(row):
            raise DomainError(f"Đề nghị của {row} đang tạm dừng rồi. Hãy tải lại trang.")
        if kind not in Suspension.Kind.values:
            raise DomainError("Hãy chọn lý do tạm dừng xét.", field="kind")
        if since > local(at).date():
            raise DomainError(f"Ngày {date_short(since)} chưa đến. Hãy nhập ngày đã tạm dừng.", field="since")
        paper = _needed(document, "Hãy ghi văn bản làm căn cứ tạm dừng, ví dụ «Công văn số 12/TTr-NV».")
        found = Suspension.objects.create(
            nomination=row, kind=kind, since=since, document=paper, at=at, by=by
        )
        said = f"Tạm dừng xét {row} từ ngày {date_short(since)}: {found.get_kind_display()}. Căn cứ: {paper}"
        _record(row, "nomination.suspended", said, by, at)
        return found


def resume_nomination(*, nomination: Nomination, document: str, by: User, at: datetime) -> Suspension:
    """Lifts the running suspension on a document that concludes the matter; DomainError when none is running."""
    with transaction.atomic():
        row = _locked(nomination, by, at)
        found = _running(row)
        if found is None:
            raise DomainError(f"Đề nghị của {row} không bị tạm dừng. Hãy tải lại trang.")
        paper = _needed(document, "Hãy ghi văn bản kết luận cho phép xét tiếp.")
        found.lifted_at, found.lifted_by, found.lifted_document = at, by, paper
        found.save(update_fields=["lifted_at", "lifted_by", "lifted_document"])
        _record(row, "nomination.resumed", f"Xét tiếp {row}. Căn cứ: {paper}", by, at)
        return found


def _locked(nomination: Nomination, by: User, at: datetime) -> Nomination:
    lock_campaign(nomination.campaign_id)
    row = Nomination.objects.select_for_update(no_key=True).get(pk=nomination.pk)
    check_standing(by=by, campaign=row.campaign, at=at)
    return row


def _running(row: Nomination) -> Suspension | None:
    return Suspension.objects.filter(nomination=row, lifted_at__isnull=True).first()


def _needed(document: str, sentence: str) -> str:
    paper = tidy(document)[:250]
    if not paper:
        raise DomainError(sentence, field="document")
    return paper


def _record(row: Nomination, kind: str, sentence: str, by: User, at: datetime) -> None:
    record_event(by=by, at=at, kind=kind, target=row, campaign=row.campaign, unit=row.unit, sentence=sentence)
