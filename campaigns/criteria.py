"""Bộ tiêu chí as a page shows it: groups with their criteria, stated maxima beside the real sums. Pure of writing."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from campaigns.access import Access
from campaigns.enums import CampaignState
from campaigns.models import Campaign, CriteriaSet, Criterion, Unit
from campaigns.queries import campaigns_visible_to, matching


@dataclass
class GroupPicture:
    """A group, its criteria, and what they add up to."""

    group: Criterion
    criteria: list[Criterion] = field(default_factory=list)

    @property
    def total(self) -> Decimal:
        """The sum of the criteria's maxima."""
        return sum((row.maximum for row in self.criteria), Decimal(0))

    @property
    def difference(self) -> Decimal:
        """Sum minus what the group states."""
        return self.total - self.group.maximum


@dataclass
class SetPicture:
    """A set with its groups; `difference` is the sum of all criteria minus the stated maximum."""

    criteria_set: CriteriaSet
    groups: list[GroupPicture]

    @property
    def total(self) -> Decimal:
        """The sum of all criteria's maxima."""
        return sum((group.total for group in self.groups), Decimal(0))

    @property
    def difference(self) -> Decimal:
        """Sum minus what the set states."""
        return self.total - self.criteria_set.stated_maximum

    @property
    def count(self) -> int:
        """How many criteria are scored."""
        return sum(len(group.criteria) for group in self.groups)


def set_picture(criteria_set: CriteriaSet) -> SetPicture:
    """The whole set in its order, in one query."""
    groups: dict[int, GroupPicture] = {}
    rows = list(criteria_set.criteria.all())
    for row in rows:
        if row.parent_id is None:
            groups[row.pk] = GroupPicture(row)
    for row in rows:
        if row.parent_id is not None:
            groups[row.parent_id].criteria.append(row)
    return SetPicture(criteria_set, list(groups.values()))


def sets_visible_to(access: Access) -> QuerySet[CriteriaSet]:
    """The office's people see the sets of their campaigns and those that no campaign uses; a unit its campaigns'."""
    if access.unit is None:
        return CriteriaSet.objects.none()
    mine = campaigns_visible_to(access).order_by().values("pk")
    seen = Q(campaign__in=mine)
    if access.is_staff:
        seen |= Q(campaign__isnull=True)
    return CriteriaSet.objects.filter(Exists(CriteriaSet.objects.filter(seen, pk=OuterRef("pk"))))


def sets_for_office(units: Iterable[Unit]) -> QuerySet[CriteriaSet]:
    """What a plan kept by one of these bodies may use: the sets of their campaigns and those that none uses."""
    kept = list(units)
    seen = Q(campaign__standing_unit__in=kept) | Q(campaign__issuer__in=kept) | Q(campaign__isnull=True)
    rows = CriteriaSet.objects.filter(Exists(CriteriaSet.objects.filter(seen, pk=OuterRef("pk"))))
    return rows.order_by("sort_key")


def set_list(access: Access, *, q: str = "") -> QuerySet[CriteriaSet]:
    """The visible sets with the number of criteria, their sum and the number of campaigns that use them."""
    rows = matching(sets_visible_to(access), q, "search_key")
    scored = Q(criteria__parent__isnull=False)
    return rows.annotate(
        criteria_count=Count("criteria", filter=scored),
        total=Sum("criteria__maximum", filter=scored),
    ).order_by("sort_key", "pk")


def campaigns_of(criteria_set: CriteriaSet) -> QuerySet[Campaign]:
    """The campaigns that use the set, newest first."""
    return Campaign.objects.filter(criteria_set=criteria_set).select_related("standing_unit")


def is_launched(criteria_set: CriteriaSet) -> bool:
    """Whether a campaign past its draft uses the set."""
    return campaigns_of(criteria_set).exclude(state=CampaignState.DRAFT).exists()
