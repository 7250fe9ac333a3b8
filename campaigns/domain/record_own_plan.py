"""Kế hoạch thi đua riêng của đơn vị: number, day and subject, one for each year."""

from datetime import date, datetime

from django.db import transaction

from accounts.dates import date_short, local
from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from campaigns.domain.record_progress import check_recordable, check_year
from campaigns.domain.record_report import check_days, check_paper
from campaigns.duties import is_own_plan_year
from campaigns.models import Campaign, OwnPlan, Unit
from campaigns.permissions import check_records_for, check_takes_back


def record_own_plan(
    *,
    campaign: Campaign,
    unit: Unit,
    year: int,
    number: str,
    issued_on: date,
    by: User,
    at: datetime,
    summary: str = "",
) -> OwnPlan:
    """Records the unit's plan of a year. The unit writes it once; the standing body may write it and corrects."""
    with transaction.atomic():
        campaign = Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
        is_officer = _check_who(campaign, unit, by, at)
        check_recordable(campaign)
        check_year(campaign, year, at, ahead=1)
        number, summary = check_paper(number, summary)
        _check_day(issued_on, year, at)
        found = OwnPlan.objects.filter(campaign=campaign, unit=unit, year=year).first()
        if found and not is_officer:
            raise DomainError(
                f"{unit} đã gửi kế hoạch năm {year} (số {found.number} ngày {date_short(found.issued_on)}). "
                f"Cần sửa thì liên hệ {campaign.standing_unit}."
            )
        row = found or OwnPlan(campaign=campaign, unit=unit, year=year)
        old = _shown(found) if found else {}
        row.number, row.issued_on, row.summary = number, issued_on, summary
        if found and _shown(row) == old:
            return found
        row.at, row.by = at, by
        row.save()
        _note(row, old, by=by, at=at)
        return row


def remove_own_plan(*, plan: OwnPlan, by: User, at: datetime) -> None:
    """Takes back a plan recorded by mistake; only the standing body may, the audit trail keeps it."""
    with transaction.atomic():
        campaign = Campaign.objects.select_for_update(no_key=True).get(pk=plan.campaign_id)
        check_takes_back(by=by, campaign=campaign, what="kế hoạch", at=at)
        row = OwnPlan.objects.filter(pk=plan.pk).first()
        if row is None:
            raise DomainError("Kế hoạch này đã được xóa rồi. Hãy tải lại trang.")
        record_event(
            by=by, at=at, kind="own_plan.removed", target=row, campaign=campaign, unit=row.unit,
            sentence=f"Xóa kế hoạch thi đua số {row.number} của {row.unit} (năm {row.year}).",
            changes={name: [shown, None] for name, shown in _shown(row).items()},
        )  # fmt: skip
        row.delete()


def _check_who(campaign: Campaign, unit: Unit, by: User, at: datetime) -> bool:
    if not campaign.members.filter(unit=unit).exists():
        raise DomainError(f"{unit} không thuộc đối tượng thi đua của phong trào này.")
    return check_records_for(by=by, campaign=campaign, unit=unit, at=at)


def _check_day(issued_on: date | None, year: int, at: datetime) -> None:
    today = local(at).date()
    if issued_on and issued_on > today:
        raise DomainError(
            f"Ngày ban hành {date_short(issued_on)} chưa đến (hôm nay là {date_short(today)}).",
            field="issued_on",
        )
    check_days(issued_on, today, at)
    if not is_own_plan_year(issued_on, year):
        raise DomainError(
            f"Kế hoạch ban hành ngày {date_short(issued_on)} không thể là kế hoạch năm {year}. "
            "Hãy kiểm tra ngày ban hành và năm.",
            field="issued_on",
        )


def _shown(row: OwnPlan) -> dict[str, str]:
    return {"number": row.number, "issued_on": row.issued_on.isoformat(), "summary": row.summary}


def _note(row: OwnPlan, old: dict[str, str], *, by: User, at: datetime) -> None:
    new = _shown(row)
    record_event(
        by=by,
        at=at,
        kind="own_plan.corrected" if old else "own_plan.recorded",
        target=row,
        campaign=row.campaign,
        unit=row.unit,
        sentence=f"{'Sửa' if old else 'Ghi nhận'} kế hoạch thi đua năm {row.year} của {row.unit}: "
        f"số {row.number} ngày {date_short(row.issued_on)}.",
        changes={name: [old.get(name), new[name]] for name in new if old.get(name) != new[name]},
    )
