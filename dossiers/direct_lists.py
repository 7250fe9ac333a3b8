"""Reads about those whom the standing body puts forward itself."""

from collections.abc import Iterable

from django.db.models import QuerySet

from awards.enums import NominationState
from awards.models import Award, AwardQuota, Nomination
from awards.quotas import quotas_of_round
from campaigns.enums import NominatedBy, Origin
from campaigns.models import Campaign, PlanItem, Round


def direct_nominations(round: Round | None) -> QuerySet[Nomination]:
    """Those put forward without a unit's dossier, of a round or of all; not what heads gave by own power."""
    rows = Nomination.objects.filter(dossier_item__isnull=True, award__own_power=False)
    rows = rows.exclude(state__in=(NominationState.WITHDRAWN, NominationState.DRAFT, NominationState.SENT))
    rows = rows.select_related("unit", "group", "award", "round", "campaign")
    return rows.filter(round=round) if round else rows


def direct_awards(round: Round) -> list[Award]:
    """The awards with a quota in the round that no head gives by own power, in the plan's order."""
    found = {row.award_id: row.award for row in quotas_of_round(round) if not row.award.own_power}
    return list(found.values())


def open_origins(campaign: Campaign, quotas: Iterable[AwardQuota]) -> list[str]:
    """From where the standing body may put people forward in a round with these quotas, in the plan's sense.

    Of units only where it chooses itself; residents where the plan names them; outsiders where a quota is theirs.
    """
    found = [Origin.UNIT.value] if campaign.nominated_by == NominatedBy.STANDING else []
    residents = PlanItem.objects.filter(
        campaign=campaign, section=PlanItem.Section.SUBJECT, origin=Origin.RESIDENT
    )
    if residents.exists():
        found.append(Origin.RESIDENT.value)
    if any(row.outside and not row.award.own_power for row in quotas):
        found.append(Origin.OUTSIDE.value)
    return found
