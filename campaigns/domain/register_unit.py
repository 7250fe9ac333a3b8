"""Đăng ký thi đua of a unit (a condition of being considered where the plan says so)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.dates import date_short
from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from campaigns.enums import CampaignState, DeadlineCode
from campaigns.models import Campaign, Registration, Unit
from campaigns.organisation import ended_before
from campaigns.permissions import check_acts_for


def check_can_register(*, campaign: Campaign, unit: Unit, at: datetime) -> None:
    """Raises DomainError when the unit can't register now; `at` is the time of arrival."""
    if campaign.state != CampaignState.LAUNCHED:
        raise DomainError("Phong trào chưa phát động hoặc đã kết thúc nên không nhận đăng ký.")
    check_still_exists(unit=unit, at=at)
    if not campaign.members.filter(unit=unit).exists():
        raise DomainError(f"{unit} không thuộc đối tượng thi đua của phong trào này.")
    if Registration.objects.filter(campaign=campaign, unit=unit).exists():
        raise DomainError(f"{unit} đã đăng ký phong trào này rồi.")
    deadline = campaign.deadlines.filter(code=DeadlineCode.REGISTRATION).first()
    last = deadline.last_valid_day if deadline else campaign.period_end
    if timezone.localdate(at) > last:
        raise DomainError(f"Đã hết hạn đăng ký (ngày cuối cùng nhận là {date_short(last)}).")


def check_still_exists(*, unit: Unit, at: datetime) -> None:
    """DomainError for a body that has come to an end: its line goes on with whoever took over."""
    if ended_before(unit, timezone.localdate(at)):
        raise DomainError(
            f"{unit} đã chấm dứt hoạt động từ hết ngày {date_short(unit.valid_to)} nên không đăng ký, không đề nghị "
            "khen thưởng được nữa. Cá nhân của đơn vị do đơn vị kế thừa xem xét, đề nghị."
        )


def register_unit(
    *,
    campaign: Campaign,
    unit: Unit,
    by: User,
    at: datetime,
    contact_name: str = "",
    contact_phone: str = "",
    commitment: str = "",
) -> Registration:
    """Registers the unit; a second registration and a late one are refused with the reason."""
    with transaction.atomic():
        Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
        check_acts_for(by=by, unit=unit, at=at)
        check_can_register(campaign=campaign, unit=unit, at=at)
        row = Registration.objects.create(
            campaign=campaign,
            unit=unit,
            registered_at=at,
            registered_by=by,
            contact_name=contact_name,
            contact_phone=contact_phone,
            commitment=commitment,
        )
        record_event(
            by=by,
            at=at,
            kind="registration.created",
            target=row,
            campaign=campaign,
            unit=unit,
            sentence=f"{unit} đăng ký thi đua «{campaign.short_title}».",
        )
        return row
