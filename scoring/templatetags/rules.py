"""A condition's rule in words, for pages of the rooms below."""

from django import template

from accounts.errors import DomainError
from scoring.rules import RULES, describe_params

register = template.Library()


@register.filter
def rule_name(condition) -> str:
    """The rule's name as the editor shows it; its code when there is no such rule."""
    rule = RULES.get(condition.rule)
    return rule.name if rule else condition.rule


@register.filter
def rule_numbers(condition) -> str:
    """The rule's parameters in words; the refusal's sentence when the rule does not take them."""
    try:
        return describe_params(condition.rule, condition.params)
    except DomainError as error:
        return error.message
