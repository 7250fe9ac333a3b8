"""Rows of a shape that the officer typed in the browser already: the same form and verb, without the page."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from django.forms import BooleanField, ChoiceField, Field, Form
from django.http import QueryDict
from playwright.sync_api import Page

from accounts.clock import now
from accounts.models import User
from awards.domain.edit_plan import add_row, edit_single
from awards.forms.rows import row_form
from awards.models import Award
from awards.plan_parts import AWARD_PARTS, PARTS, SINGLE_NAMES, SINGLES
from campaigns.models import Campaign
from scoring import rules
from scoring.domain import write_condition
from scoring.forms_conditions import ConditionForm
from tests.journeys import setup_steps
from tests.journeys.worlds import OFFICER


def add_rows(
    page: Page,
    slug: str,
    name: str,
    columns: Sequence[str],
    first: Sequence[object],
    *rest: Sequence[object],
    award: str = "",
) -> None:
    """Several rows of a part: the first typed in the browser, the others through its form and verb alone."""
    setup_steps.add_rows(page, name, columns, first, award=award)
    add_more(slug, name, columns, *rest, award=award)


def add_more(slug: str, name: str, columns: Sequence[str], *lines: Sequence[object], award: str = "") -> None:
    """Rows of a part by the labels of their fields; None leaves a field as it is."""
    campaign = Campaign.objects.get(slug=slug)
    part = next(one for one in (*PARTS.values(), *AWARD_PARTS.values()) if one.name == name)
    owner = Award.objects.get(campaign=campaign, name=award) if award else None
    for line in lines:
        answers = {label: one for label, one in zip(columns, line, strict=True) if one is not None}
        values = filled(partial(row_form(part), campaign=campaign), answers).values()
        add_row(campaign=campaign, part=part.key, award=owner, values=values, by=officer(), at=now())


def add_condition(
    slug: str, award: str, rule: str, text: str, answers: Mapping[str, object] | None = None, *, clause: str
) -> None:
    """As `setup_steps.add_condition`: the rule by its name, its parameters and the other fields by their labels."""
    campaign = Campaign.objects.get(slug=slug)
    found = next(one for one in rules.RULES.values() if one.name == rule)
    first = {"subject": found.subjects[0] if len(found.subjects) == 1 else ""}
    form = partial(ConditionForm, campaign=campaign, rule=found, initial=first)
    answers = {"Nội dung tiêu chuẩn": text, "Điều khoản": clause, **(answers or {})}
    owner = Award.objects.get(campaign=campaign, name=award)
    write_condition.add_condition(
        campaign=campaign, award=owner, values=filled(form, answers).values(), by=officer(), at=now()
    )


def filled(form: Callable[..., Any], answers: Mapping[str, object]) -> Any:
    """The form with these answers beside what it holds at first, accepted."""
    empty: Form = form()
    assert set(answers) <= {str(field.label) for field in empty.fields.values()}, answers
    data = QueryDict(mutable=True)
    for name, field in empty.fields.items():
        label = str(field.label)
        value = typed(field, answers[label]) if label in answers else empty[name].value()
        if isinstance(value, list):
            data.setlist(name, value)
        elif value not in (None, "", False):
            data[name] = value
    sent = form(data)
    assert sent.is_valid(), sent.errors
    return sent


def typed(field: Field, answer: object) -> Any:
    """What the browser sends for an answer: of a choice its value, of a ticked box «on»."""
    if isinstance(field, BooleanField):
        return "on" if answer else ""
    if not isinstance(field, ChoiceField):
        return answer
    values = {" ".join(str(words).split()): str(value) for value, words in field.choices}
    if isinstance(answer, (list, tuple)):
        return [values[str(one)] for one in answer]
    return values[str(answer)]


def write_clause(slug: str, name: str, clause: str) -> None:
    """The clause of one of the plan's single parts; what it says stays."""
    campaign = Campaign.objects.get(slug=slug)
    table = next(key for key, one in SINGLE_NAMES.items() if one == name)
    kept = {column: getattr(campaign, column) for column in SINGLES[table].values()}
    edit_single(campaign=campaign, table=table, values=kept, clause=clause, by=officer(), at=now())


def officer() -> User:
    """Who sets up the plan."""
    return User.objects.get(username=OFFICER)
