"""Reads used more than once; the scope is in the query."""

from django.db.models import Q, QuerySet

from campaigns.access import Access
from campaigns.enums import CampaignState
from campaigns.models import Campaign, Registration, Unit, UnitGroupMember


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
    """Staff see the units under the office they work for; a unit sees its own neighbours under the same parent."""
    if access.unit is None:
        return Unit.objects.none()
    top = access.unit.parent_id or access.unit.pk
    return Unit.objects.filter(Q(pk=top) | Q(parent_id=top) | Q(pk=access.unit.pk))


def members_of(campaign: Campaign) -> QuerySet[UnitGroupMember]:
    """The units that the plan covers, by group and Vietnamese order."""
    return campaign.members.select_related("unit", "group").order_by("group__position", "unit__sort_key")


def unregistered_units(campaign: Campaign) -> QuerySet[Unit]:
    """Units that the plan covers and that have not registered: a lawful silence (L14), shown by name."""
    registered = Registration.objects.filter(campaign=campaign).values("unit")
    return (
        Unit.objects.filter(group_places__campaign=campaign).exclude(pk__in=registered).order_by("sort_key")
    )
