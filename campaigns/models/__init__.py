"""Who takes part, in what, when, measured by which criteria."""

from campaigns.models.campaign import BasisDocument, Campaign, CampaignVersion, Deadline, PlanItem
from campaigns.models.criteria import CriteriaSet, Criterion
from campaigns.models.taking_part import Registration, UnitGroup, UnitGroupMember
from campaigns.models.unit import Membership, Unit, UnitAlias

__all__ = [
    "BasisDocument",
    "Campaign",
    "CampaignVersion",
    "CriteriaSet",
    "Criterion",
    "Deadline",
    "Membership",
    "PlanItem",
    "Registration",
    "Unit",
    "UnitAlias",
    "UnitGroup",
    "UnitGroupMember",
]
