"""Bộ tiêu chí as a page shows it: groups with their criteria, stated maxima beside the real sums. Pure of writing."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from campaigns.access import Access
from campaigns.criteria_tree import Node, oddities, tree_of, walk
from campaigns.enums import CampaignState, CriterionKind
from campaigns.models import Band, Campaign, CriteriaSet, Criterion, Unit
from campaigns.queries import campaigns_visible_to, matching


@dataclass
class SetPicture:
    """A set as a tree; `difference` is the sum of all scored criteria minus the stated maximum."""

    criteria_set: CriteriaSet
    roots: list[Node]
    bands: list[Band]

    @property
    def rows(self) -> list[Node]:
        """Every group and criterion in the order of the document."""
        return walk(self.roots)

    @property
    def total(self) -> Decimal:
        """The sum of all scored criteria's maxima."""
        return sum((root.total for root in self.roots), Decimal(0))

    @property
    def difference(self) -> Decimal:
        """Sum minus what the set states."""
        return self.total - self.criteria_set.stated_maximum

    @property
    def count(self) -> int:
        """How many criteria are answered."""
        return sum(len(root.leaves) for root in self.roots)

    @property
    def oddities(self) -> list[str]:
        """What should be held against the document."""
        return oddities(self.roots, stated=self.criteria_set.stated_maximum, bands=self.bands)


def set_picture(criteria_set: CriteriaSet) -> SetPicture:
    """The whole set in its order, in two queries."""
    bands = list(criteria_set.bands.select_related("group"))
    return SetPicture(criteria_set, tree_of(criteria_set.criteria.all()), bands)


def answered_criteria(criteria_set_id: int | None) -> QuerySet[Criterion]:
    """What a sheet answers: everything but the groups."""
    return Criterion.objects.filter(criteria_set_id=criteria_set_id).exclude(kind=CriterionKind.GROUP)


def keys_under(criterion: Criterion) -> list[int]:
    """The keys of a row and of everything below it."""
    nodes = walk(tree_of(Criterion.objects.filter(criteria_set=criterion.criteria_set_id)))
    found = next((node.under for node in nodes if node.row.pk == criterion.pk), [])
    return [node.row.pk for node in found]


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
    return rows.annotate(
        criteria_count=Count("criteria", filter=~Q(criteria__kind=CriterionKind.GROUP)),
        total=Sum("criteria__maximum", filter=Q(criteria__kind=CriterionKind.POINTS)),
    ).order_by("sort_key", "pk")


def campaigns_of(criteria_set: CriteriaSet) -> QuerySet[Campaign]:
    """The campaigns that use the set, newest first."""
    return Campaign.objects.filter(criteria_set=criteria_set).select_related("standing_unit")


def is_launched(criteria_set: CriteriaSet) -> bool:
    """Whether a campaign past its draft uses the set."""
    return campaigns_of(criteria_set).exclude(state=CampaignState.DRAFT).exists()
