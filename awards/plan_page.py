"""The plan as one document: everything that hangs on a campaign, read in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass

from accounts.numbers import format_decimal
from awards.enums import QuotaMode
from awards.models import Award, AwardQuota, Condition, DocumentRequirement
from awards.plan_parts import SINGLES
from campaigns.enums import CampaignState, Comparison, RoundKind, SubjectKind
from campaigns.models import (
    BasisDocument,
    Campaign,
    CampaignVersion,
    Deadline,
    Phase,
    PlanItem,
    ReportDuty,
    Round,
    RouteStep,
    Target,
    UnitGroup,
    UpperPlan,
)

JOINT = "tập thể và cá nhân"
EACH_ROUND = {
    RoundKind.NAM: "mỗi đợt xét hằng năm",
    RoundKind.SO_KET: "đợt sơ kết",
    RoundKind.TONG_KET: "đợt tổng kết",
}


@dataclass(frozen=True)
class QuotaBlock:
    """The quotas of one award for the same people and rounds: "Tập thể: 6", and how they part by group.

    `total` is None when no number is fixed.
    """

    subject: str
    label: str
    total: int | None
    quotas: tuple[AwardQuota, ...]
    sentences: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class AwardBlock:
    """One award with its quotas by subject, its conditions and the papers that a dossier needs."""

    award: Award
    quotas: tuple[QuotaBlock, ...]
    conditions: tuple[Condition, ...]
    papers: tuple[DocumentRequirement, ...]


@dataclass(frozen=True)
class TargetLine:
    """A numeric target with its number in words: «từ 50% trở lên»."""

    row: Target
    wanted: str


@dataclass(frozen=True)
class PlanPage:
    """The whole plan, in its own order; `marks` are what the plan does not state, by table, part or row."""

    campaign: Campaign
    basis: tuple[BasisDocument, ...]
    upper_plans: tuple[UpperPlan, ...]
    lower_plans: tuple[Campaign, ...]
    items: dict[str, list[PlanItem]]
    phases: tuple[Phase, ...]
    rounds: tuple[Round, ...]
    groups: tuple[UnitGroup, ...]
    awards: tuple[AwardBlock, ...]
    route: tuple[RouteStep, ...]
    deadlines: tuple[Deadline, ...]
    report_duties: tuple[ReportDuty, ...]
    targets: tuple[TargetLine, ...]
    version: CampaignVersion | None
    marks: frozenset[str]

    @property
    def places(self) -> int:
        """How many awards the plan gives in all where it fixes a number."""
        return sum(block.total or 0 for award in self.awards for block in award.quotas)


def plan_page(campaign: Campaign) -> PlanPage:
    """Reads the plan of one campaign."""
    items: dict[str, list[PlanItem]] = defaultdict(list)
    for item in campaign.plan_items.all():
        items[item.section].append(item)
    awards = Award.objects.filter(campaign=campaign).prefetch_related(
        "quotas__group", "conditions__group", "requirements"
    )
    below = UpperPlan.objects.filter(parent=campaign).exclude(campaign__state=CampaignState.DRAFT)
    return PlanPage(
        campaign=campaign,
        basis=tuple(campaign.basis_documents.all()),
        upper_plans=tuple(campaign.upper_plans.select_related("parent")),
        lower_plans=tuple(row.campaign for row in below.select_related("campaign")),
        items=dict(items),
        phases=tuple(campaign.phases.all()),
        rounds=tuple(campaign.rounds.all()),
        groups=tuple(campaign.groups.select_related("head", "deputy").order_by("position")),
        awards=tuple(award_block(award) for award in awards),
        route=tuple(campaign.route_steps.all()),
        deadlines=tuple(campaign.deadlines.select_related("round")),
        report_duties=tuple(campaign.report_duties.all()),
        targets=tuple(
            TargetLine(row, wanted(row))
            for row in campaign.targets.select_related("phase").order_by("position")
        ),
        version=campaign.versions.select_related("created_by").first(),
        marks=marks_of(campaign),
    )


def marks_of(campaign: Campaign) -> frozenset[str]:
    """The keys of `unconfirmed`, and the table or row that each one lies in."""
    found: set[str] = set()
    for key in campaign.unconfirmed:
        steps = key.split(".")
        found |= {key, ".".join(steps[:2])} | ({steps[0]} if steps[0] in SINGLES else set())
    return frozenset(found)


def award_block(award: Award) -> AwardBlock:
    """The award's quotas by round, subject and inside or outside, collectives first, as the plan counts them."""
    found: dict[tuple, list[AwardQuota]] = defaultdict(list)
    for quota in award.quotas.all():
        found[(quota.round_kind, quota.outside, quota.subject)].append(quota)
    conditions = tuple(row for row in award.conditions.all() if row.unit_id is None)
    blocks = [quota_block(*key, found[key]) for key in sorted(found, key=_order)]
    return AwardBlock(award, tuple(blocks), conditions, tuple(award.requirements.all()))


def _order(key: tuple[str, bool, str]) -> tuple[int, bool, int]:
    kind, outside, subject = key
    kinds, subjects = ["", *RoundKind.values], [*SubjectKind.values, ""]
    return kinds.index(kind), outside, subjects.index(subject)


def quota_block(kind: str, outside: bool, subject: str, quotas: list[AwardQuota]) -> QuotaBlock:
    """One block with its label and a sentence for each quota."""
    numbers = [quota.maximum for quota in quotas]
    label = people(subject, outside)
    if kind:
        label = f"{label}, {EACH_ROUND[RoundKind(kind)]}"
    rows = tuple(sorted(quotas, key=lambda row: row.group.position if row.group else 0))
    return QuotaBlock(
        subject=subject,
        label=label,
        total=None if None in numbers else sum(number or 0 for number in numbers),
        quotas=rows,
        sentences=tuple((quota_sentence(row), row.clause) for row in rows),
    )


def people(subject: str, outside: bool) -> str:
    """«tập thể», «tập thể và cá nhân», «tập thể, cá nhân ngoài địa bàn»."""
    if outside:
        return f"{SubjectKind(subject).label.lower() if subject else 'tập thể, cá nhân'} ngoài địa bàn"
    return str(SubjectKind(subject).label).lower() if subject else JOINT


def quota_sentence(quota: AwardQuota) -> str:
    """A quota of any shape in words: «không quá 05 tập thể và cá nhân»."""
    who = people(quota.subject, quota.outside)
    who = f"{who}, hộ gia đình" if quota.with_households else who
    number = {
        QuotaMode.EXACT: f"{quota.maximum or 0:02d} {who}",
        QuotaMode.CEILING: f"không quá {quota.maximum or 0:02d} {who}",
        QuotaMode.NONE: f"{who}, không giới hạn số lượng",
    }[QuotaMode(quota.mode)]
    if quota.outside:
        number = f"ngoài chỉ tiêu trên: {number}"
    where = f"{quota.group.name}: " if quota.group else ""
    kind = f" ({EACH_ROUND[RoundKind(quota.round_kind)]})" if quota.round_kind else ""
    return f"{where}{number}{kind}"


def wanted(target: Target) -> str:
    """«từ 50% trở lên», «trên 40%», «02 người» as the target's comparison says it."""
    gap = "" if target.measure.startswith("%") else " "
    number = f"{format_decimal(target.value)}{gap}{target.measure}"
    return str(Comparison(target.comparison).label).replace("…", number)
