"""Kết quả thực hiện chỉ tiêu: one number for each target and year, with the document that says so."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from accounts.dates import local
from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from accounts.numbers import parse_decimal
from accounts.text import tidy
from campaigns.enums import CampaignState
from campaigns.models import Campaign, ReportDuty, Target, TargetProgress
from campaigns.permissions import check_standing
from campaigns.targets import is_share, with_measure

LONGEST_DOCUMENT = 250


def record_progress(
    *, target: Target, year: int, value: str | Decimal, document: str, by: User, at: datetime
) -> TargetProgress:
    """Records or corrects the number of a year; the audit trail keeps the old one. Only the standing body may."""
    with transaction.atomic():
        campaign = Campaign.objects.select_for_update(no_key=True).get(pk=target.campaign_id)
        check_standing(by=by, campaign=campaign, at=at)
        check_recordable(campaign)
        check_there(target)
        check_year(campaign, year, at)
        number, document = _number(target, value), check_document(document)
        found = TargetProgress.objects.filter(target=target, year=year).first()
        if found and (found.value, found.document) == (number, document):
            return found
        row = found or TargetProgress(target=target, year=year)
        old = {"value": str(found.value), "document": found.document} if found else {}
        row.value, row.document, row.at, row.by = number, document, at, by
        row.save()
        _note(target, row, old, by=by, at=at)
        return row


def remove_progress(*, target: Target, year: int, by: User, at: datetime) -> None:
    """Takes back a number that was recorded by mistake; the audit trail keeps it."""
    with transaction.atomic():
        campaign = Campaign.objects.select_for_update(no_key=True).get(pk=target.campaign_id)
        check_standing(by=by, campaign=campaign, at=at)
        row = TargetProgress.objects.filter(target=target, year=year).first()
        if row is None:
            raise DomainError(f"Năm {year} chưa có kết quả nào của chỉ tiêu này để xóa.")
        record_event(
            by=by, at=at, kind="target.progress_removed", target=target, campaign=campaign,
            sentence=f"Xóa kết quả năm {year} của chỉ tiêu «{target.text[:120]}».",
            changes={"value": [str(row.value), None], "document": [row.document, None]},
        )  # fmt: skip
        row.delete()


def check_recordable(campaign: Campaign) -> None:
    """Raises DomainError while the plan is a draft."""
    if campaign.state == CampaignState.DRAFT:
        raise DomainError(
            "Phong trào chưa phát động nên chưa ghi nhận kết quả, báo cáo, kế hoạch của đơn vị."
        )


def check_there(row: Target | ReportDuty) -> None:
    """Raises DomainError when the target or duty was taken out of the plan since the person opened its form."""
    if not type(row).objects.filter(pk=row.pk).exists():
        raise DomainError("Mục này vừa được xóa khỏi kế hoạch nên không ghi được nữa. Hãy tải lại trang.")


def check_year(campaign: Campaign, year: int, at: datetime, *, ahead: int = 0) -> None:
    """Raises DomainError for a year outside the campaign or one that begins later than `ahead` years from now."""
    first, last = campaign.period_start.year, campaign.period_end.year
    if not first <= year <= last:
        raise DomainError(f"Năm {year} nằm ngoài thời gian phong trào ({first} đến {last}).", field="year")
    if year > local(at).year + ahead:
        raise DomainError(f"Năm {year} chưa đến nên chưa có gì để ghi.", field="year")


def check_document(document: str) -> str:
    """The tidied name of the source; DomainError when there is none or it is too long."""
    document = tidy(document)
    if not document:
        raise DomainError(
            "Hãy ghi nguồn số liệu: số, ngày và tên văn bản mà số liệu được lấy từ đó.", field="document"
        )
    if len(document) > LONGEST_DOCUMENT:
        raise DomainError(f"Nguồn số liệu dài quá {LONGEST_DOCUMENT} ký tự.", field="document")
    return document


def _number(target: Target, value: str | Decimal) -> Decimal:
    maximum = 100 if is_share(target.measure, target.text) else 999_999_999
    try:
        number = parse_decimal(
            value, label="Kết quả", places=2, maximum=maximum, allow_negative=maximum > 100
        )
    except DomainError as error:
        raise DomainError(error.message, field="value") from None
    if number < -999_999_999:
        raise DomainError("Kết quả: số quá nhỏ. Xin kiểm tra lại.", field="value")
    return number


def _note(target: Target, row: TargetProgress, old: dict[str, str], *, by: User, at: datetime) -> None:
    shown = with_measure(row.value, target.measure)
    before = f" (trước đó {with_measure(Decimal(old['value']), target.measure)})" if old else ""
    record_event(
        by=by,
        at=at,
        kind="target.progress_corrected" if old else "target.progress_recorded",
        target=target,
        campaign=target.campaign,
        sentence=f"{'Sửa' if old else 'Ghi'} kết quả năm {row.year} của chỉ tiêu «{target.text[:120]}»: "
        f"{shown}{before}.",
        changes={
            "year": row.year,
            "value": [old.get("value"), str(row.value)],
            "document": [old.get("document"), row.document],
        },
    )
