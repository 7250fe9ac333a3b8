"""Reads about what heads commended by own power; the scope is in the query."""

from django.db.models import QuerySet

from awards.enums import NominationState
from awards.models import Award, Nomination
from campaigns.access import Access
from campaigns.models import Campaign, Round
from campaigns.queries import campaigns_visible_to, matching


def own_power_awards(campaign: Campaign) -> list[Award]:
    """The awards that heads of units give by their own power, in the plan's order."""
    return list(Award.objects.filter(campaign=campaign, own_power=True).order_by("position"))


def own_awards_visible_to(access: Access, round: Round | None) -> QuerySet[Nomination]:
    """A unit reads its own; the standing body and the issuer's people all of the campaign; of all rounds if None."""
    rows = Nomination.objects.filter(award__own_power=True, state=NominationState.AWARDED)
    rows = rows.filter(round=round) if round else rows
    rows = rows.select_related("unit", "group", "award", "award_record").order_by("sort_key", "pk")
    if access.is_unit:
        return rows.filter(unit=access.unit)
    if access.is_staff:
        return rows.filter(campaign__in=campaigns_visible_to(access).order_by())
    return rows.none()


def own_award_list(
    rows: QuerySet[Nomination], *, q: str = "", award: str = "", subject: str = ""
) -> QuerySet:
    """The list with the page's filters."""
    if award:
        rows = rows.filter(award__code=award)
    if subject:
        rows = rows.filter(subject=subject)
    return matching(rows, q, "search_key")
