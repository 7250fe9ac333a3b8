"""Phát động: the plan's fields are frozen into version 1."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from awards.domain.export_plan import plan_content
from awards.models import Award
from campaigns.access import check_standing
from campaigns.domain.move_round import open_first_round
from campaigns.enums import CampaignState, UnitKind
from campaigns.models import Campaign, CampaignVersion, Unit, UnitGroup, UnitGroupMember


@dataclass(frozen=True)
class LaunchCheck:
    """One line of the pre-launch check: whether it stops the launch, and what to do."""

    stops: bool
    sentence: str


def check_before_launch(campaign: Campaign) -> list[LaunchCheck]:
    """What is missing or odd in the plan before it is frozen; lines with `stops` refuse the launch."""
    found: list[LaunchCheck] = []
    if campaign.state != CampaignState.DRAFT:
        found.append(LaunchCheck(True, "Phong trào này đã phát động rồi."))
    if not campaign.groups.exists():
        found.append(LaunchCheck(True, "Chưa có nhóm xếp hạng nào."))
    for group in campaign.groups.all():
        if not units_for_group(campaign, group).exists():
            found.append(LaunchCheck(True, f"Nhóm «{group.name}» chưa có đơn vị nào."))
    if not Award.objects.filter(campaign=campaign, quotas__isnull=False).exists():
        found.append(LaunchCheck(True, "Chưa có chỉ tiêu khen thưởng nào."))
    if not campaign.rounds.exists():
        found.append(LaunchCheck(True, "Chưa có đợt xét khen thưởng nào."))
    if campaign.has_self_score and campaign.criteria_set is None:
        found.append(LaunchCheck(True, "Chưa gắn bộ tiêu chí cho bảng điểm tự chấm."))
    for deadline in campaign.deadlines.all():
        if deadline.last_valid_day.weekday() == 6:
            day = f"{deadline.last_valid_day:%d/%m/%Y}"
            found.append(LaunchCheck(False, f"Hạn «{deadline.stated}» rơi vào Chủ nhật {day}."))
    return found


def launch_campaign(*, campaign: Campaign, by: User, at: datetime) -> Campaign:
    """Freezes the plan as version 1 and places the units in their groups; only the standing body may."""
    with transaction.atomic():
        campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
        check_standing(by=by, campaign=campaign, at=at)
        stopping = [line.sentence for line in check_before_launch(campaign) if line.stops]
        if stopping:
            raise DomainError("Chưa phát động được. " + " ".join(stopping))
        members = place_units(campaign)
        content = plan_content(campaign)
        text = json.dumps(content, ensure_ascii=False, sort_keys=True)
        CampaignVersion.objects.create(
            campaign=campaign,
            number=1,
            content=content,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            reason="Phát động",
            created_at=at,
            created_by=by,
        )
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


def units_for_group(campaign: Campaign, group: UnitGroup):
    """Units named in the group, and those of its kinds under the issuer, alive on the first day of the period."""
    below = Q(parent=campaign.issuer) | Q(parent__parent=campaign.issuer)
    return (
        Unit.objects.filter(Q(code__in=group.unit_codes) | (below & Q(kind__in=group.kinds)))
        .exclude(kind=UnitKind.UBND)
        .exclude(valid_to__lt=campaign.period_start)
    )


def place_units(campaign: Campaign) -> int:
    """Puts every covered unit in its group; returns how many units take part by the plan."""
    rows = [
        UnitGroupMember(campaign=campaign, group=group, unit=unit)
        for group in campaign.groups.all()
        for unit in units_for_group(campaign, group)
    ]
    UnitGroupMember.objects.bulk_create(rows)
    return len(rows)
