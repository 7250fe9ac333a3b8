"""Kết quả lĩnh vực được giao: the approved result, in percent, of the field that a person is charged with."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from accounts.numbers import format_percent
from accounts.text import tidy
from awards.enums import NominationState
from awards.models import FieldResult, Nomination
from campaigns.domain.lock_campaign import lock_campaign
from campaigns.enums import SubjectKind
from campaigns.permissions import check_standing

OPEN = (NominationState.SENT, NominationState.ACCEPTED)


def record_field_result(
    *, nomination: Nomination, year: int, percent: Decimal, document: str, by: User, at: datetime
) -> FieldResult:
    """Writes the result of a year that the round evaluates, from 0 to 100; what was written before is replaced.

    DomainError for a collective, another year, a number out of range, or once a place was given or refused.
    """
    with transaction.atomic():
        lock_campaign(nomination.campaign_id)
        row = Nomination.objects.select_for_update(no_key=True).get(pk=nomination.pk)
        check_standing(by=by, campaign=row.campaign, at=at)
        paper = _checked(row, year, percent, document)
        before = FieldResult.objects.filter(nomination=row, year=year).first()
        found, _ = FieldResult.objects.update_or_create(
            nomination=row,
            year=year,
            defaults={"percent": percent, "document": paper, "at": at, "by": by},
        )
        record_event(
            by=by,
            at=at,
            kind="field_result.recorded",
            target=found,
            campaign=row.campaign,
            unit=row.unit,
            changes={"percent": [str(before.percent) if before else None, str(percent)]},
            sentence=f"Ghi kết quả lĩnh vực của {row} năm {year}: {format_percent(percent)}, theo {paper}.",
        )
        return found


def _checked(row: Nomination, year: int, percent: Decimal, document: str) -> str:
    if row.subject != SubjectKind.CA_NHAN:
        raise DomainError(f"{row} không phải cá nhân nên không có lĩnh vực được giao phụ trách.")
    if row.state not in OPEN:
        raise DomainError(
            f"Đề nghị của {row} đang ở bước «{row.get_state_display()}» nên không sửa số liệu được."
        )
    if year not in row.round.years:
        raise DomainError(f"«{row.round}» không xét kết quả năm {year}.", field="year")
    if not percent.is_finite() or not 0 <= percent <= 100:
        raise DomainError("Kết quả là số phần trăm từ 0 đến 100, ví dụ 92,5.", field="percent")
    if percent != round(percent, 2):
        raise DomainError("Kết quả có nhiều nhất hai chữ số thập phân.", field="percent")
    paper = tidy(document)[:250]
    if not paper:
        raise DomainError("Hãy ghi văn bản công nhận kết quả.", field="document")
    return paper
