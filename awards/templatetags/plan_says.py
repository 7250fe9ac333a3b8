"""What the plan asks for, for pages of rooms that may not read its awards themselves."""

from django import template

from awards import queries
from campaigns.models import Campaign

register = template.Library()


@register.simple_tag
def asks_registration(campaign: Campaign) -> bool:
    """Whether registering is a condition of being considered: {% asks_registration campaign as asked %}."""
    return queries.asks_registration(campaign)
