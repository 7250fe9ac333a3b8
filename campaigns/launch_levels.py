"""Who launched a campaign, seen from above."""

from campaigns.enums import LaunchLevel
from campaigns.models import Campaign


def launch_levels(campaign: Campaign) -> list[str]:
    """The levels that launched the campaign or the plans above it which it carries out, the highest first."""
    levels = {campaign.level, *campaign.upper_plans.values_list("level", flat=True)}
    return [level for level in reversed(LaunchLevel.values) if level in levels]
