"""The plan's name on pages: {% load plan_name %}{{ campaign|plan_named }}."""

from django import template

from campaigns import plan_name

register = template.Library()
register.filter("plan_named", plan_name.plan_named)
register.filter("plan_words", plan_name.plan_words)
