"""A criterion's rule in words, and the answers of a line, for pages."""

from django import template

from campaigns.models import Criterion
from campaigns.point_rules import rule_in_words

register = template.Library()


@register.filter
def rule_words(criterion: Criterion) -> str:
    """The rule as a sentence; empty where points are typed."""
    return rule_in_words(criterion.rule, criterion.rule_params, criterion.maximum)


@register.filter
def column_name(name: str) -> str:
    """A column of a criterion as the form calls it."""
    return str(Criterion._meta.get_field(name).verbose_name)
