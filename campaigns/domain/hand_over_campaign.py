"""Bàn giao phong trào: when the body that issues, keeps or appraises it changes, a paper says to whom it goes."""

from datetime import datetime

from django.db import transaction

from accounts.dates import date_short
from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from campaigns.domain.lock_campaign import lock_campaign
from campaigns.domain.unit_basis import Basis, check_basis
from campaigns.enums import CampaignPart
from campaigns.models import Campaign, CampaignHandOver, Unit
from campaigns.permissions import check_may_hand_over


def hand_over_campaign(
    *, campaign: Campaign, part: str, to: Unit, basis: Basis, by: User, at: datetime
) -> CampaignHandOver:
    """From the basis' day on `to` has the part; also of a closed campaign, whose records need a custodian.

    Allowed to the administrator over the body before and the new one, or to the standing officer below the
    issuer. DomainError for an ended or the same body, NotAllowed.
    """
    if part not in CampaignPart.values:
        raise ValueError(f"Unknown part: {part}")
    with transaction.atomic():
        campaign = lock_campaign(campaign.pk)
        before = getattr(campaign, part) or campaign.standing_unit
        to = Unit.objects.select_for_update(of=("self",), no_key=True).get(pk=to.pk)
        check_basis(basis, at)
        check_may_hand_over(campaign=campaign, before=before, to=to, by=by, at=at)
        check_receiver(campaign, part, before, to, basis)
        row = CampaignHandOver.objects.create(
            campaign=campaign, part=part, before=before, before_name=before.name, after=to, at=at, by=by,
            **basis.values(),
        )  # fmt: skip
        setattr(campaign, part, to)
        campaign.save(update_fields=[part])
        record_event(
            by=by,
            at=at,
            kind="campaign.handed_over",
            target=campaign,
            campaign=campaign,
            unit=to,
            sentence=f"Bàn giao phong trào «{campaign.short_title}»: {CampaignPart(part).label.lower()} từ "
            f"{before} sang {to}, từ {date_short(basis.day)}. Căn cứ {row.basis}.",
            changes={part: [before.name, to.name]},
        )
        return row


def check_receiver(campaign: Campaign, part: str, before: Unit, to: Unit, basis: Basis) -> None:
    """DomainError for the same body, one that has ended, or a day that lies before an earlier hand-over."""
    if to.pk == before.pk:
        raise DomainError(f"{to} đang giữ vai trò này rồi. Hãy chọn cơ quan nhận bàn giao khác.", field="to")
    if to.valid_to:
        raise DomainError(
            f"{to} đã chấm dứt hoạt động từ hết ngày {date_short(to.valid_to)} nên không nhận bàn giao được.",
            field="to",
        )
    last = CampaignHandOver.objects.filter(campaign=campaign, part=part).order_by("-day", "-pk").first()
    if last and basis.day <= last.day:
        raise DomainError(
            f"Lần bàn giao trước có hiệu lực từ {date_short(last.day)}; lần này phải sau ngày đó.",
            field="day",
        )
