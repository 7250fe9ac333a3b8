"""A condition's rule in words, for pages of the rooms below."""

from django import template

from accounts.errors import DomainError
from scoring.rules import RULES, find_rule

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
        rule = find_rule(condition.rule, condition.params)
        values = rule.read(condition.params)
    except DomainError as error:
        return error.message
    # The code of a qualitative criterion is for the machine; the plan's words stand beside it.
    said = [one.say(values[one.name]) for one in rule.parameters if one.name in values and one.name != "code"]
    return ", ".join(words for words in said if words)
