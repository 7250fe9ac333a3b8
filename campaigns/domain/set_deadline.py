"""The office settles what a deadline means while the plan is a draft; after the launch it is frozen."""

from datetime import date, datetime

from django.db import transaction

from accounts.dates import date_short
from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from campaigns.enums import CampaignState, DeadlineCode, DeadlineMeaning
from campaigns.models import Campaign, Deadline
from campaigns.permissions import check_standing

# A deadline that the plan does not state: the office's own setting, not an article of the plan.
OWN_SETTING = "thiết đặt của cơ quan thường trực"


def settle_deadline(
    *, campaign: Campaign, code: str, meaning: str, last_valid_day: date, by: User, at: datetime
) -> Deadline:
    """Says what a deadline of the whole campaign means; the plan's words and day stay as they are (legal.md C18).

    Deadlines of single rounds are settled in the plan's editor.
    """
    with transaction.atomic():
        campaign = lock_draft(campaign, by=by, at=at)
        row = campaign.deadlines.filter(code=code, round__isnull=True).first()
        if row is None or row.clause == OWN_SETTING:
            raise DomainError("Kế hoạch không nêu hạn này. Hãy tải lại trang.")
        check_last_day(row.stated_day, meaning, last_valid_day, campaign.period_start)
        row.meaning, row.last_valid_day = meaning, last_valid_day
        row.save(update_fields=["meaning", "last_valid_day"])
        note_deadline(campaign, row, by=by, at=at)
        return row


def set_registration_deadline(
    *, campaign: Campaign, day: date | None, by: User, at: datetime
) -> Deadline | None:
    """The office's own last day for registering (the plan states none); None takes it away."""
    with transaction.atomic():
        campaign = lock_draft(campaign, by=by, at=at)
        row = campaign.deadlines.filter(code=DeadlineCode.REGISTRATION, round__isnull=True).first()
        if row and row.clause != OWN_SETTING:
            raise DomainError("Hạn đăng ký do kế hoạch nêu, không thể thay bằng thiết đặt.", field="day")
        if day is None:
            campaign.deadlines.filter(code=DeadlineCode.REGISTRATION, round__isnull=True).delete()
            record_event(
                by=by, at=at, kind="deadline.removed", target=campaign, campaign=campaign,
                sentence="Bỏ hạn đăng ký thi đua riêng.",
            )  # fmt: skip
            return None
        check_registration_day(campaign, day)
        values = {
            "stated": f"hết ngày {date_short(day)}", "stated_day": day, "meaning": DeadlineMeaning.ON_DAY,
            "last_valid_day": day, "clause": OWN_SETTING,
        }  # fmt: skip
        row, _ = campaign.deadlines.update_or_create(
            code=DeadlineCode.REGISTRATION, round=None, defaults=values
        )
        note_deadline(campaign, row, by=by, at=at)
        return row


def lock_draft(campaign: Campaign, *, by: User, at: datetime) -> Campaign:
    """The campaign's locked row; refuses others than the standing body, and a launched plan."""
    campaign = Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
    check_standing(by=by, campaign=campaign, at=at)
    if campaign.state != CampaignState.DRAFT:
        raise DomainError("Kế hoạch đã phát động nên hạn đã khóa. Muốn đổi phải có bản sửa đổi kèm lý do.")
    return campaign


def check_last_day(stated_day: date, meaning: str, last_valid_day: date, start: date) -> None:
    """«Trước ngày D» ends before D; «đến hết ngày D» is D itself; nothing ends before the campaign starts."""
    if meaning not in DeadlineMeaning.values:
        raise DomainError("Hãy chọn cách hiểu của hạn.", field="meaning")
    if meaning == DeadlineMeaning.BEFORE_DAY and last_valid_day >= stated_day:
        raise DomainError(
            f"Kế hoạch ghi «trước ngày {date_short(stated_day)}» thì ngày cuối cùng nhận phải trước ngày đó.",
            field="last_valid_day",
        )
    if meaning == DeadlineMeaning.ON_DAY and last_valid_day != stated_day:
        raise DomainError(
            f"Nhận đến hết ngày {date_short(stated_day)} thì ngày cuối cùng nhận phải là ngày đó.",
            field="last_valid_day",
        )
    if last_valid_day < start:
        raise DomainError(
            f"Ngày cuối cùng nhận không thể trước ngày bắt đầu phong trào ({date_short(start)}).",
            field="last_valid_day",
        )


def check_registration_day(campaign: Campaign, day: date) -> None:
    """Between the first and the last day of the campaign, and not after the last dossiers are due."""
    if not campaign.period_start <= day <= campaign.period_end:
        raise DomainError(
            f"Hạn đăng ký phải nằm trong thời gian phong trào, từ {date_short(campaign.period_start)} "
            f"đến {date_short(campaign.period_end)}.",
            field="day",
        )
    dossier = campaign.deadlines.filter(code=DeadlineCode.DOSSIER).order_by("last_valid_day").last()
    if dossier and day > dossier.last_valid_day:
        raise DomainError(
            f"Hạn đăng ký không thể sau ngày cuối cùng nhận hồ sơ ({date_short(dossier.last_valid_day)}).",
            field="day",
        )


def note_deadline(campaign: Campaign, row: Deadline, *, by: User, at: datetime) -> None:
    """The event of a settled deadline."""
    record_event(
        by=by,
        at=at,
        kind="deadline.set",
        target=row,
        campaign=campaign,
        sentence=f"{row.get_code_display()}: ngày cuối cùng nhận là {date_short(row.last_valid_day)}.",
        changes={"meaning": row.meaning, "last_valid_day": row.last_valid_day.isoformat()},
    )
