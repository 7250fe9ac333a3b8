"""Reads used more than once; the scope is in the query."""

from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat

from accounts.paging import COUNT_TO
from accounts.text import fold
from campaigns.access import Access
from campaigns.enums import CampaignState, DeadlineCode, Role
from campaigns.models import Campaign, Membership, Registration, Unit, UnitGroup, UnitGroupMember
from campaigns.unit_keys import MOST_LEVELS, end_of


def campaigns_visible_to(access: Access) -> QuerySet[Campaign]:
    """The standing body and the issuer's people see their campaigns; a unit sees launched ones it takes part in."""
    if access.unit is None:
        return Campaign.objects.none()
    own = Q(standing_unit=access.unit) | Q(issuer=access.unit)
    if access.is_unit:
        return Campaign.objects.filter(
            Q(pk__in=UnitGroupMember.objects.filter(unit=access.unit).values("campaign")),
        ).exclude(state=CampaignState.DRAFT)
    return Campaign.objects.filter(own).select_related("issuer", "standing_unit")


def units_visible_to(access: Access) -> QuerySet[Unit]:
    """Staff see the units under the office they work for; a unit sees its own neighbours under the same parent;
    an administrator or auditor everything under the own unit."""
    if access.unit is None:
        return Unit.objects.none()
    if access.role in (Role.SYSTEM_ADMIN, Role.AUDITOR):
        return Unit.objects.filter(under("", access.unit))
    top = access.unit.parent_id or access.unit.pk
    return Unit.objects.filter(Q(pk=top) | Q(parent_id=top))


def under(field: str, unit: Unit | int) -> Q:
    """Rows whose `field` ("" for units themselves) is this unit, or its key, or stands under it at any depth."""
    column = f"{field}__path" if field else "path"
    if isinstance(unit, Unit):
        return Q(**{f"{column}__gte": unit.path, f"{column}__lt": end_of(unit.path)})
    own = Subquery(Unit.objects.filter(pk=unit).order_by().values("path"))
    end = Concat(own, Value(end_of("")), output_field=CharField())
    return Q(**{f"{column}__gte": own, f"{column}__lt": end})


def units_above(unit: Unit) -> list[Unit]:
    """The unit and every body above it, the unit first."""
    found = [unit]
    while found[-1].parent is not None and len(found) <= MOST_LEVELS:
        found.append(found[-1].parent)
    return found


def members_of(campaign: Campaign) -> QuerySet[UnitGroupMember]:
    """The units that the plan covers, by group and Vietnamese order."""
    return campaign.members.select_related("unit", "group").order_by("group__position", "unit__sort_key")


def unregistered_units(campaign: Campaign) -> QuerySet[Unit]:
    """Units that the plan covers and that have not registered: a lawful silence (L14), shown by name."""
    registered = Registration.objects.filter(campaign=campaign).values("unit")
    return (
        Unit.objects.filter(group_places__campaign=campaign).exclude(pk__in=registered).order_by("sort_key")
    )


def registration_last_day(campaign: Campaign) -> date:
    """The last day on which a unit may register: the stated deadline, else the end of the period."""
    found = next((row for row in campaign.deadlines.all() if row.code == DeadlineCode.REGISTRATION), None)
    return found.last_valid_day if found else campaign.period_end


def matching(rows: QuerySet, q: str, key: str) -> QuerySet:
    """Rows whose folded text holds the folded words side by side; if there are none, in any order.

    «long phu» finds phường Long Phú and not every phường Long …; «ubnd long phu» finds it too.
    """
    words = fold(q).split()
    if not words:
        return rows
    together = rows.filter(**{f"{key}__contains": " ".join(words)})
    if len(words) == 1 or together.exists():
        return together
    for word in words:
        rows = rows.filter(**{f"{key}__contains": word})
    return rows


class CountedTo(Subquery):
    """How many rows, counted only up to one more than `most`, so that many cost the same as a thousand."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()

    def __init__(self, rows: QuerySet, most: int = COUNT_TO) -> None:
        super().__init__(rows.order_by().values("pk")[: most + 1])


def campaign_list(access: Access, *, q: str = "", state: str = "") -> QuerySet[Campaign]:
    """The person's campaigns, newest first, with counts of units and registrations and the own registration."""
    rows = campaigns_visible_to(access).select_related("issuer", "standing_unit")
    rows = matching(rows, q, "search_key")
    if state:
        rows = rows.filter(state=state)
    own = Registration.objects.filter(campaign=OuterRef("pk"), unit=access.unit)
    members = UnitGroupMember.objects.filter(campaign=OuterRef("pk"))
    # A registration that stayed with a unit which ended is its document, not one of those who take part.
    taking_part = UnitGroupMember.objects.filter(campaign=OuterRef("campaign"), unit=OuterRef("unit"))
    signed = Registration.objects.filter(Exists(taking_part), campaign=OuterRef("pk"))
    return rows.annotate(
        unit_count=CountedTo(members),
        registered_count=CountedTo(signed),
        is_registered=Exists(own),
    ).order_by("-period_start", "title", "pk")


def registration_list(
    campaign: Campaign, *, q: str = "", group: str = "", status: str = ""
) -> QuerySet[UnitGroupMember]:
    """Every unit that the plan covers, with its registration (None: has not); status "da" or "chua"."""
    signed = Registration.objects.filter(campaign=campaign, unit=OuterRef("unit"))
    rows = members_of(campaign).annotate(
        registered_at=Subquery(signed.values("registered_at")[:1]),
        contact_name=Subquery(signed.values("contact_name")[:1]),
        contact_phone=Subquery(signed.values("contact_phone")[:1]),
    )
    rows = matching(rows, q, "unit__search_key")
    if group:
        rows = rows.filter(group__code=group)
    if status in ("da", "chua"):
        rows = rows.filter(registered_at__isnull=status == "chua")
    return rows.order_by("group__position", "unit__sort_key", "pk")


@dataclass(frozen=True)
class GroupCount:
    """How many units of a group have registered."""

    group: UnitGroup
    done: int
    total: int


def registration_counts(campaign: Campaign) -> list[GroupCount]:
    """One line for each group, in two queries."""
    signed = Registration.objects.filter(campaign=campaign, unit__group_places__campaign=campaign)
    per_group = dict(
        signed.order_by().values_list("unit__group_places__group").annotate(n=Count("pk", distinct=True))
    )
    groups = (
        campaign.groups.select_related("head", "deputy").annotate(total=Count("members")).order_by("position")
    )
    return [GroupCount(group, per_group.get(group.pk, 0), group.total) for group in groups]


def people_of(unit: Unit, on: date) -> QuerySet[Membership]:
    """Who works at the unit on the day, in Vietnamese order of given names."""
    rows = Membership.objects.filter(unit=unit, awaits=False, valid_from__lte=on)
    rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))
    return rows.select_related("user").order_by("user__sort_key", "pk")


def past_registrations(access: Access, unit: Unit) -> QuerySet[Registration]:
    """The campaigns that the unit registered for, among those that the person sees."""
    rows = Registration.objects.filter(unit=unit, campaign__in=campaigns_visible_to(access).order_by())
    return rows.select_related("campaign").order_by("-registered_at")
