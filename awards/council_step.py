"""Whether a place is given only after the deciding council has counted its votes."""

from awards.enums import CouncilLevel
from awards.models import Award, Council
from campaigns.enums import RouteActor
from campaigns.models import Campaign, Round, RouteStep

COUNCIL_NEXT = "chờ Hội đồng xét"


def council_votes(round: Round) -> bool:
    """A deciding council has been set up for the campaign, or the plan's route leads through one in such a round."""
    steps = RouteStep.objects.filter(campaign=round.campaign_id, actor=RouteActor.COUNCIL)
    if steps.filter(round_kind__in=("", round.kind)).exists():
        return True
    return has_deciding_council(round.campaign_id)


def has_deciding_council(campaign: Campaign | int) -> bool:
    """Whether the office has set up a deciding council, which a plan may leave unsaid."""
    return Council.objects.filter(campaign=campaign, level=CouncilLevel.DECIDING).exists()


def needs_count(award: Award, *, council: bool) -> bool:
    """Whether this award waits for the count; what a unit's head gives by own power never does."""
    return council and not award.own_power
