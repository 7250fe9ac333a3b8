"""Mới nhất: the last events that a person may read."""

from django.db.models import Q, QuerySet

from accounts.models import AuditEvent
from campaigns.access import Access
from campaigns.models import Campaign

SHOWN = 6
# What everyone in the campaign may read; a unit's work at its own desk is nobody's news.
COMMON = ("campaign.launched", "deadline.set", "deadline.removed")
COUNCIL = (
    *COMMON,
    "index.confirmed",
    "ranking.computed",
    "meeting.prepared",
    "meeting.opened",
    "meeting.closed",
)
OFFICE = (
    *COUNCIL,
    "registration.created",
    "sheet.sent",
    "sheet.reopened",
    "dossier.sent",
    "dossier.sent_again",
    "dossier.returned",
    "dossier.accepted",
    "index.undone",
    "tie.chosen",
    "nomination.put_forward",
    "award.own_power",
)
OWN = (
    "registration.created",
    "sheet.opened",
    "sheet.sent",
    "sheet.reopened",
    "dossier.opened",
    "dossier.sent",
    "dossier.sent_again",
    "dossier.returned",
    "dossier.accepted",
    "meeting.recorded",
    "papers.requested",
    "paper.handed_in",
    "award.own_power",
)


def news_for(access: Access, campaigns: list[Campaign]) -> QuerySet[AuditEvent]:
    """The newest events of the person's campaigns; a unit reads its own and the campaign's, the office no drafts."""
    slugs = [campaign.slug for campaign in campaigns]
    rows = AuditEvent.objects.filter(campaign_ref__in=slugs)
    if access.is_unit and access.unit:
        own = Q(unit_ref=str(access.unit.pk), kind__in=OWN)
        rows = rows.filter(own | Q(unit_ref="", kind__in=COMMON))
    else:
        rows = rows.filter(kind__in=OFFICE if access.is_staff else COUNCIL)
    return rows.order_by("-number")[:SHOWN]
