"""Mới nhất: the last events that a person may read."""

from django.db.models import Q, QuerySet

from accounts.models import AuditEvent
from campaigns.access import Access
from campaigns.models import Campaign

SHOWN = 6


def news_for(access: Access, campaigns: list[Campaign]) -> QuerySet[AuditEvent]:
    """The newest events of the person's campaigns; a unit reads its own ones and what concerns the campaign itself."""
    slugs = [campaign.slug for campaign in campaigns]
    rows = AuditEvent.objects.filter(campaign_ref__in=slugs)
    if access.is_unit and access.unit:
        own = Q(unit_ref=str(access.unit.pk))
        rows = rows.filter(own | Q(unit_ref="", kind__startswith="campaign."))
    elif not access.is_staff:
        rows = rows.filter(unit_ref="")
    return rows.order_by("-number")[:SHOWN]
