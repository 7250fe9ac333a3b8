"""The plan as one document: everything that hangs on a campaign, read in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass

from awards.models import Award, AwardQuota, Condition, DocumentRequirement
from campaigns.enums import SubjectKind
from campaigns.models import (
    BasisDocument,
    Campaign,
    CampaignVersion,
    Deadline,
    PlanItem,
    RouteStep,
    UnitGroup,
)


@dataclass(frozen=True)
class QuotaBlock:
    """The quotas of one award for one subject: "Tập thể: 6", and how they part by group."""

    subject: str
    label: str
    total: int
    quotas: tuple[AwardQuota, ...]


@dataclass(frozen=True)
class AwardBlock:
    """One award with its quotas by subject, its conditions and the papers that a dossier needs."""

    award: Award
    quotas: tuple[QuotaBlock, ...]
    conditions: tuple[Condition, ...]
    papers: tuple[DocumentRequirement, ...]


@dataclass(frozen=True)
class PlanPage:
    """The whole plan, in its own order."""

    campaign: Campaign
    basis: tuple[BasisDocument, ...]
    items: dict[str, list[PlanItem]]
    groups: tuple[UnitGroup, ...]
    awards: tuple[AwardBlock, ...]
    route: tuple[RouteStep, ...]
    deadlines: tuple[Deadline, ...]
    version: CampaignVersion | None

    @property
    def places(self) -> int:
        """How many awards the plan gives in all."""
        return sum(block.total for award in self.awards for block in award.quotas)


def plan_page(campaign: Campaign) -> PlanPage:
    """Reads the plan of one campaign."""
    items: dict[str, list[PlanItem]] = defaultdict(list)
    for item in campaign.plan_items.all():
        items[item.section].append(item)
    awards = Award.objects.filter(campaign=campaign).prefetch_related(
        "quotas__group", "conditions", "requirements"
    )
    return PlanPage(
        campaign=campaign,
        basis=tuple(campaign.basis_documents.all()),
        items=dict(items),
        groups=tuple(campaign.groups.order_by("position")),
        awards=tuple(award_block(award) for award in awards),
        route=tuple(campaign.route_steps.all()),
        deadlines=tuple(campaign.deadlines.all()),
        version=campaign.versions.select_related("created_by").first(),
    )


def award_block(award: Award) -> AwardBlock:
    """The award's quotas by subject, collectives first, as the plan counts them."""
    by_subject: dict[str, list[AwardQuota]] = defaultdict(list)
    for quota in award.quotas.all():
        by_subject[quota.subject].append(quota)
    blocks = [
        QuotaBlock(
            subject=subject.value,
            label=subject.label,
            total=sum(quota.maximum or 0 for quota in by_subject[subject.value]),
            quotas=tuple(
                sorted(by_subject[subject.value], key=lambda row: row.group.position if row.group else 0)
            ),
        )
        for subject in SubjectKind
        if subject.value in by_subject
    ]
    return AwardBlock(award, tuple(blocks), tuple(award.conditions.all()), tuple(award.requirements.all()))
