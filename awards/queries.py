"""Reads used more than once; the scope is in the query."""

from django.db.models import Q, QuerySet

from accounts.text import fold
from awards.enums import CouncilLevel, NominationState
from awards.models import Council, CouncilMember, Nomination
from campaigns.access import Access
from campaigns.models import Campaign
from campaigns.queries import campaigns_visible_to

PAST_CHECKING = (NominationState.ACCEPTED, NominationState.AWARDED, NominationState.NOT_AWARDED)


def nominations_visible_to(access: Access) -> QuerySet[Nomination]:
    """Staff: what was sent to them; a unit: its own; a council member: what was accepted for their council."""
    rows = Nomination.objects.exclude(state=NominationState.WITHDRAWN)
    if access.is_unit:
        return rows.filter(unit=access.unit)
    # The few numbers instead of a query inside the query: with that, SQLite sorts the whole list.
    if access.is_staff:
        campaigns = list(campaigns_visible_to(access).order_by().values_list("pk", flat=True))
        # A unit's drafts are its own until they are sent.
        return rows.filter(campaign__in=campaigns).exclude(state=NominationState.DRAFT)
    campaigns = list(campaigns_of_council_member(access).values_list("pk", flat=True))
    return rows.filter(campaign__in=campaigns, state__in=PAST_CHECKING)


def campaigns_of_council_member(access: Access) -> QuerySet[Campaign]:
    """The campaigns whose deciding council the person sits on."""
    if not access.is_council:
        return Campaign.objects.none()
    seats = CouncilMember.objects.filter(user=access.user, council__level=CouncilLevel.DECIDING)
    return Campaign.objects.filter(pk__in=seats.values("council__campaign"))


def nomination_list(rows: QuerySet[Nomination], *, q: str = "", **chosen: str) -> QuerySet[Nomination]:
    """The list in Vietnamese order with the page's filters; empty ones do nothing, unknown ones find nothing."""
    for name in ("group", "subject", "state"):
        value = chosen.get(name)
        if value:
            key = "group__code" if name == "group" else name
            rows = rows.filter(**{key: value})
    for word in fold(q).split():
        rows = rows.filter(Q(search_key__contains=word))
    # Joined in the query, the small tables tempt SQLite to sort the whole list instead of walking its index.
    return rows.prefetch_related("unit", "group", "award").order_by("sort_key", "id")


def unit_council(campaign: Campaign, unit_id: int) -> Council | None:
    """The unit's own council of this campaign, or the one it had in the campaign before: for defaults."""
    councils = Council.objects.filter(unit_id=unit_id, level=CouncilLevel.UNIT)
    return councils.filter(campaign=campaign).first() or councils.order_by("-id").first()
