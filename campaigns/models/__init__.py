"""Who takes part, in what, when, measured by which criteria."""

from campaigns.models.campaign import BasisDocument, Campaign, CampaignVersion, PlanItem
from campaigns.models.criteria import Band, CriteriaSet, Criterion
from campaigns.models.duty import OwnPlan, ReportReceived, UnitFigure
from campaigns.models.organisation import (
    CampaignHandOver,
    Takeover,
    UnitChange,
    UnitPeriod,
    UnitSuccession,
)
from campaigns.models.schedule import Deadline, Phase, ReportDuty, Round, RouteStep, UpperPlan
from campaigns.models.taking_part import Registration, UnitGroup, UnitGroupMember
from campaigns.models.target import Target, TargetProgress
from campaigns.models.unit import Membership, Unit, UnitAlias, UnitWord

__all__ = [
    "Band",
    "BasisDocument",
    "Campaign",
    "CampaignHandOver",
    "CampaignVersion",
    "CriteriaSet",
    "Criterion",
    "Deadline",
    "Membership",
    "OwnPlan",
    "Phase",
    "PlanItem",
    "Registration",
    "ReportDuty",
    "ReportReceived",
    "Round",
    "RouteStep",
    "Takeover",
    "Target",
    "TargetProgress",
    "Unit",
    "UnitAlias",
    "UnitChange",
    "UnitFigure",
    "UnitGroup",
    "UnitGroupMember",
    "UnitPeriod",
    "UnitSuccession",
    "UnitWord",
    "UpperPlan",
]
