"""Báo cáo định kỳ: what came from a unit (or left the standing body) for a due day, and when it arrived."""

from datetime import date, datetime

from django.db import transaction

from accounts.dates import date_short, local
from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from accounts.text import nfc, tidy
from campaigns.domain.record_progress import check_recordable, check_there
from campaigns.duties import due_days, standing_of
from campaigns.enums import Reporter
from campaigns.models import Campaign, ReportDuty, ReportReceived, Unit
from campaigns.permissions import check_records_for, check_records_own_report, check_takes_back

LONGEST_NUMBER, LONGEST_SUMMARY = 80, 4000


def record_report(
    *,
    duty: ReportDuty,
    unit: Unit,
    year: int,
    number: str,
    issued_on: date,
    by: User,
    at: datetime,
    summary: str = "",
    arrived_on: date | None = None,
) -> ReportReceived:
    """Records the report of a due day. A unit's own arrives on the local day of `at`, and only once;

    the standing body records what came on paper with its arrival day, and corrects.
    """
    with transaction.atomic():
        campaign = Campaign.objects.select_for_update(no_key=True).get(pk=duty.campaign_id)
        is_officer = _check_who(campaign, duty, unit, by, at)
        check_recordable(campaign)
        check_there(duty)
        _check_due(campaign, duty, year, at)
        number, summary = check_paper(number, summary)
        arrived_on = _arrival(is_officer, arrived_on, at)
        check_days(issued_on, arrived_on, at)
        found = ReportReceived.objects.filter(duty=duty, unit=unit, year=year).first()
        if found and not is_officer:
            raise DomainError(
                f"{unit} đã gửi báo cáo năm {year} (số {found.number}, ngày nhận {date_short(found.arrived_on)}). "
                f"Cần sửa thì liên hệ {campaign.standing_unit}."
            )
        values = {"number": number, "issued_on": issued_on, "summary": summary, "arrived_on": arrived_on}
        return _save(duty, unit, year, found, values, by=by, at=at)


def remove_report(*, report: ReportReceived, by: User, at: datetime) -> None:
    """Takes back a report recorded by mistake; only the standing body may, the audit trail keeps it."""
    with transaction.atomic():
        campaign = Campaign.objects.select_for_update(no_key=True).get(pk=report.duty.campaign_id)
        check_takes_back(by=by, campaign=campaign, what="báo cáo", at=at)
        row = ReportReceived.objects.filter(pk=report.pk).first()
        if row is None:
            raise DomainError("Báo cáo này đã được xóa rồi. Hãy tải lại trang.")
        record_event(
            by=by, at=at, kind="report.removed", target=row, campaign=campaign, unit=row.unit,
            sentence=f"Xóa báo cáo số {row.number} của {row.unit} (năm {row.year}).",
            changes={name: [shown, None] for name, shown in _shown(row).items()},
        )  # fmt: skip
        row.delete()


def check_paper(number: str, summary: str) -> tuple[str, str]:
    """Number and summary as they are stored; DomainError when the number is missing or something is too long."""
    number, summary = tidy(number), nfc(summary).strip()
    if not number:
        raise DomainError("Hãy nhập số, ký hiệu của văn bản.", field="number")
    if len(number) > LONGEST_NUMBER:
        raise DomainError(f"Số, ký hiệu dài quá {LONGEST_NUMBER} ký tự.", field="number")
    if len(summary) > LONGEST_SUMMARY:
        raise DomainError(f"Nội dung dài quá {LONGEST_SUMMARY} ký tự.", field="summary")
    return number, summary


def check_days(issued_on: date | None, arrived_on: date, at: datetime) -> None:
    """A document is dated before it arrives, and nothing arrives after today."""
    if issued_on is None:
        raise DomainError("Hãy nhập ngày của văn bản.", field="issued_on")
    today = local(at).date()
    if arrived_on > today:
        raise DomainError(
            f"Ngày nhận {date_short(arrived_on)} chưa đến (hôm nay là {date_short(today)}).",
            field="arrived_on",
        )
    if issued_on > arrived_on:
        raise DomainError(
            f"Ngày văn bản {date_short(issued_on)} sau ngày nhận {date_short(arrived_on)}. Xin kiểm tra lại.",
            field="issued_on",
        )
    if issued_on.year < 2000:
        raise DomainError(
            f"Ngày văn bản {date_short(issued_on)} quá xa. Xin kiểm tra lại.", field="issued_on"
        )


def _check_who(campaign: Campaign, duty: ReportDuty, unit: Unit, by: User, at: datetime) -> bool:
    """True for the standing body's officer; NotAllowed for whoever is neither that nor of the unit."""
    if duty.reporter == Reporter.STANDING:
        if unit.pk != campaign.standing_unit_id:
            raise DomainError(f"Báo cáo này do {campaign.standing_unit} gửi, không phải {unit}.")
        check_records_own_report(by=by, campaign=campaign, at=at)
        return True
    if not campaign.members.filter(unit=unit).exists():
        raise DomainError(f"{unit} không thuộc đối tượng thi đua của phong trào này.")
    return check_records_for(by=by, campaign=campaign, unit=unit, at=at)


def _check_due(campaign: Campaign, duty: ReportDuty, year: int, at: datetime) -> None:
    due = due_days(
        month=duty.month, day=duty.day, meaning=duty.meaning, start=campaign.period_start, end=campaign.period_end
    )  # fmt: skip
    if year not in {one.year for one in due}:
        years = ", ".join(str(one.year) for one in due) or "không có năm nào"
        raise DomainError(f"Chế độ báo cáo này không có kỳ năm {year} (các kỳ: {years}).", field="year")
    if year > local(at).year:
        raise DomainError(f"Kỳ báo cáo năm {year} chưa đến nên chưa nhận báo cáo.", field="year")


def _arrival(is_officer: bool, arrived_on: date | None, at: datetime) -> date:
    if not is_officer:
        return local(at).date()
    if arrived_on is None:
        raise DomainError("Hãy nhập ngày nhận báo cáo.", field="arrived_on")
    return arrived_on


def _save(
    duty: ReportDuty,
    unit: Unit,
    year: int,
    found: ReportReceived | None,
    values: dict,
    *,
    by: User,
    at: datetime,
) -> ReportReceived:
    old = _shown(found) if found else {}
    row = found or ReportReceived(duty=duty, unit=unit, year=year)
    for name, value in values.items():
        setattr(row, name, value)
    new = _shown(row)
    if found and new == old:
        return found
    row.at, row.by = at, by
    row.save()
    due = next(one for one in due_days(
        month=duty.month, day=duty.day, meaning=duty.meaning,
        start=duty.campaign.period_start, end=duty.campaign.period_end,
    ) if one.year == year)  # fmt: skip
    said = standing_of(due.last_day, row.arrived_on, row.arrived_on).text.lower()
    record_event(
        by=by,
        at=at,
        kind="report.corrected" if found else "report.recorded",
        target=row,
        campaign=duty.campaign,
        unit=unit,
        sentence=f"{'Sửa' if found else 'Ghi nhận'} báo cáo năm {year} của {unit}: số {row.number}, "
        f"nhận ngày {date_short(row.arrived_on)} ({said}).",
        changes={name: [old.get(name), new[name]] for name in new if old.get(name) != new[name]},
    )
    return row


def _shown(row: ReportReceived) -> dict[str, str]:
    return {
        "number": row.number,
        "issued_on": row.issued_on.isoformat(),
        "summary": row.summary,
        "arrived_on": row.arrived_on.isoformat(),
    }
