"""Phát động: the plan's fields are frozen into version 1."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from awards.domain.change_plan import freeze
from awards.domain.check_plan import check_plan
from awards.domain.export_plan import plan_content
from awards.domain.place_units import place_units
from campaigns.domain.move_round import open_first_round
from campaigns.enums import CampaignState
from campaigns.models import Campaign
from campaigns.permissions import check_standing


def launch_campaign(*, campaign: Campaign, by: User, at: datetime) -> Campaign:
    """Freezes the plan as version 1 and places the units in their groups; only the standing body may."""
    with transaction.atomic():
        campaign = Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
        check_standing(by=by, campaign=campaign, at=at)
        lines = check_plan(campaign, timezone.localdate(at))
        stopping = [line.sentence for line in lines if line.stops]
        if stopping:
            raise DomainError("Chưa phát động được. " + " ".join(stopping))
        members = place_units(campaign)
        freeze(campaign, plan_content(campaign), number=1, reason="Phát động", created_at=at, created_by=by)
        campaign.state = CampaignState.LAUNCHED
        campaign.version = 1
        campaign.launched_at = at
        campaign.launched_by = by
        campaign.save(update_fields=["state", "version", "launched_at", "launched_by"])
        open_first_round(campaign, at)
        record_event(
            by=by,
            at=at,
            kind="campaign.launched",
            target=campaign,
            campaign=campaign,
            sentence=f"Phát động «{campaign.title}», bản 1, {members} đơn vị.",
        )
        return campaign
