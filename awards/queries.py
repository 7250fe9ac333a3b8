"""Reads used more than once; the scope is in the query."""

from collections.abc import Iterable

from django.db.models import QuerySet

from awards.enums import CouncilLevel, NominationState
from awards.models import Award, AwardQuota, Condition, Council, CouncilMember, Nomination
from awards.quotas import quotas_of_round, subjects_of_quota
from campaigns.access import Access
from campaigns.enums import SubjectKind
from campaigns.models import Campaign, Registration, Round, Unit, UnitGroup
from campaigns.queries import campaigns_visible_to, matching

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
    rows = rows.filter(campaign__in=campaigns, state__in=PAST_CHECKING)
    # What heads gave by own power went to no council.
    return rows.exclude(award__own_power=True)


def campaigns_of_council_member(access: Access) -> QuerySet[Campaign]:
    """The campaigns whose deciding council the person sits on."""
    if not access.is_council:
        return Campaign.objects.none()
    seats = CouncilMember.objects.filter(user=access.user, council__level=CouncilLevel.DECIDING)
    return Campaign.objects.filter(pk__in=seats.values("council__campaign"))


def nomination_list(rows: QuerySet[Nomination], *, q: str = "", **chosen: str) -> QuerySet[Nomination]:
    """The list in Vietnamese order with the page's filters; empty ones do nothing, unknown ones find nothing."""
    rows = matching(rows, q, "search_key")
    for name in ("group", "subject", "state", "award", "round", "origin"):
        value = chosen.get(name)
        if value:
            key = f"{name}__code" if name in ("group", "award", "round") else name
            rows = rows.filter(**{key: value})
    # Joined in the query, the small tables tempt SQLite to sort the whole list instead of walking its index.
    return rows.prefetch_related("unit", "group", "award").order_by("sort_key", "id")


def quotas_for_units(round: Round) -> QuerySet[AwardQuota]:
    """The quotas of a round that units send dossiers for: not a head's own power, not those for outsiders."""
    return quotas_of_round(round).filter(award__own_power=False, outside=False)


def admitted_subjects(quotas: Iterable[AwardQuota], group: UnitGroup | None) -> tuple[str, ...]:
    """Whom these quotas admit of the group, in the order of the enum; a joint one admits every subject."""
    of_group = [row for row in quotas if row.group_id is None or (group and row.group_id == group.pk)]
    named = {subject for row in of_group for subject in subjects_of_quota(row)}
    return tuple(kind.value for kind in SubjectKind if kind.value in named)


def awards_for_unit(round: Round, group: UnitGroup | None) -> list[tuple[Award, list[AwardQuota]]]:
    """The awards that a unit of the group may open a dossier for in the round, each with its quotas."""
    found: dict[int, tuple[Award, list[AwardQuota]]] = {}
    for row in quotas_for_units(round):
        if row.group_id is None or (group and row.group_id == group.pk):
            found.setdefault(row.award_id, (row.award, []))[1].append(row)
    return list(found.values())


def asks_registration(campaign: Campaign) -> bool:
    """Whether the plan makes registering a condition of being considered."""
    return Condition.objects.filter(award__campaign=campaign, rule="registered").exists()


def is_registered(campaign: Campaign, unit: Unit) -> bool:
    """Whether the unit has registered for the campaign."""
    return Registration.objects.filter(campaign=campaign, unit=unit).exists()


def unit_council(campaign: Campaign, unit_id: int) -> Council | None:
    """The unit's own council of this campaign, or the one it had in the campaign before: for defaults."""
    councils = Council.objects.filter(unit_id=unit_id, level=CouncilLevel.UNIT)
    councils = councils.order_by("-id")
    return councils.filter(campaign=campaign).first() or councils.first()
