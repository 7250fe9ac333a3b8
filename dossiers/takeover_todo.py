"""Tasks that a change of the organisation leaves: who takes over, and to whom a campaign is handed."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q
from django.urls import reverse

from accounts.dates import local
from campaigns.access import Access
from campaigns.enums import CampaignPart, CampaignState, Role
from campaigns.models import Campaign, UnitGroupMember
from campaigns.organisation import ended_parts, orphaned_campaigns
from campaigns.people import below_any
from dossiers.takeovers import questions_of
from dossiers.task import Task, due_count

MOST = 20


def succession_tasks(access: Access, at: datetime) -> Iterator[Task]:
    """Questions of the standing body's running campaigns; campaigns of which a body has ended."""
    if access.unit is None or access.role not in (Role.STANDING_OFFICER, Role.SYSTEM_ADMIN):
        return
    if access.role == Role.STANDING_OFFICER:
        yield from takeover_tasks(access, at)
        rows = Campaign.objects.filter(standing_unit=access.unit)
    else:
        places = [access.unit.pk]
        below = Q()
        for part in CampaignPart.values:
            below |= below_any(part, places)
        rows = Campaign.objects.filter(below)
    for campaign, _ in orphaned_campaigns(rows)[:MOST]:
        yield hand_over_task(campaign)


def takeover_tasks(access: Access, at: datetime) -> Iterator[Task]:
    """One task for each running campaign with something to decide; one query where no unit has ended."""
    gone = UnitGroupMember.objects.filter(unit__valid_to__lt=local(at).date()).values("campaign")
    running = Campaign.objects.filter(standing_unit=access.unit, state=CampaignState.LAUNCHED)
    for campaign in running.filter(Q(pk__in=gone) | Q(takeovers__undone_at__isnull=True, takeovers__isnull=False)
    ).distinct()[:MOST]:  # fmt: skip
        asked = [row for row in questions_of(campaign, at) if row.open]
        if not asked:
            continue
        count = sum(len(row.open) for row in asked)
        names = ", ".join(str(row.unit) for row in asked[:3]) + (" …" if len(asked) > 3 else "")
        takers = {unit.pk: str(unit) for row in asked for unit in row.candidates}
        to = f" ({', '.join(list(takers.values())[:3])} hoặc không ai)" if takers else ""
        yield Task(
            due=due_count(count, "nội dung cần quyết định", near=True),
            title=f"Cần quyết định ai kế thừa {names}",
            text=f"{campaign.short_title}: ai nhận đăng ký, bảng điểm, tài liệu, báo cáo{to}. Chưa quyết định thì "
            "giữ nguyên.",
            url=reverse("dossiers:takeovers", args=[campaign.slug]),
            button="Xem và quyết định",
            urgent=True,
            order=1,
        )


def hand_over_task(campaign: Campaign) -> Task:
    """A body of the campaign has ended, and its people lose access until somebody takes it over."""
    parts = [f"{CampaignPart(part).label.lower()} {unit}" for part, unit in ended_parts(campaign)]
    return Task(
        due=due_count(len(parts), "vai trò cần bàn giao", near=True),
        title=f"Bàn giao phong trào {campaign.short_title}",
        text=f"Đã chấm dứt hoạt động: {', '.join(parts)}. Ghi cơ quan nhận bàn giao và căn cứ.",
        url=reverse("campaigns:hand_over", args=[campaign.slug]),
        button="Bàn giao",
        urgent=True,
        order=1,
    )
