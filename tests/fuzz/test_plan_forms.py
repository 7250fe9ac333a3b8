"""Odd input through the running pages of the plan's editor: a sentence, never an error, never half a plan."""

import re

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from awards.domain.export_plan import export_plan, plan_content
from awards.domain.plan_changes import describe_changes
from awards.models import Award, Condition
from awards.packs_schema import check_pack
from awards.packs_sense import check_sense
from campaigns.models import Campaign, CampaignVersion
from dossiers.demo.base import moment
from scoring.rules import RULES, find_rule
from tests.fuzz.values import odd_values, quick
from tests.plan_pages import posted, words

SLUG = "tan-chau-2023"
PARTS = ("rounds", "groups", "deadlines", "phases", "targets", "report_duties", "route", "items")
SINGLES = ("general", "plan", "period", "measure", "launch", "authority", "ties", "issuer")
VIETNAMESE = re.compile("[ăâđêôơưà-ỹ]", re.IGNORECASE)
PAPER = {"reason": "Điều chỉnh", "document": "Kế hoạch 1500/KH-UBND", "version": "1"}


def address(name: str, *rest) -> str:
    return reverse(name, args=[SLUG, *rest])


def pages(world) -> dict[str, dict]:
    """address -> what its form holds when opened."""
    award = Award.objects.get(campaign=world.campaign)
    browser = world.browser(world.officer, moment(2023, 8, 1))
    found = [address("awards:plan_add", "awards"), address("awards:plan_row", "awards", award.pk)]
    for key in ("quotas", "requirements"):
        found.append(address("awards:plan_add_of_award", award.code, key))
    found += [address("awards:plan_row", "quotas", row.pk) for row in award.quotas.all()[:1]]
    found += [address("awards:plan_add", key) for key in PARTS]
    found += [address("awards:plan_single", key) for key in SINGLES]
    return {one: posted(answer) for one in found if (answer := browser.get(one)).status_code == 200}


def conditions(world) -> dict[str, dict]:
    """The same for the form of each rule, new, and of each condition that the plan has."""
    award = Award.objects.get(campaign=world.campaign)
    browser = world.browser(world.officer, moment(2023, 8, 1))
    found = [f"{address('scoring:condition_add', award.code)}?quy-tac={code}" for code in sorted(RULES)]
    found += [address("scoring:condition_edit", row.pk) for row in award.conditions.all()]
    filled = {"text": "Tiêu chuẩn", "clause": "mục I"}
    return {one: {**filled, **posted(browser.get(one))} for one in found}


def fields(browser: Client, where: str) -> list[str]:
    """Every field's name in the form of the page."""
    return [one.html_name for one in browser.get(where).context["form"]]


def try_out(world, forms: dict[str, dict], examples: int, paper: dict) -> None:
    """Posts odd values; what was refused left no trace, what was taken is a plan that can be."""
    browser = world.browser(world.officer, moment(2023, 8, 1))
    browser.raise_request_exception = True
    known = {where: fields(browser, where) for where in forms}
    before, answers = plan_content(Campaign.objects.get()), {}

    @settings(quick, max_examples=examples)
    @given(st.data())
    def run(data):
        where = data.draw(st.sampled_from(sorted(forms)))
        names = st.sampled_from([*known[where], "rule", "khong-co", *paper])
        odd = data.draw(st.dictionaries(names, odd_values, max_size=4))
        with transaction.atomic():
            answer = browser.post(where, {**forms[where], **paper, **odd})
            answers[answer.status_code] = answers.get(answer.status_code, 0) + 1
            assert answer.status_code in (200, 302, 400, 404, 422), (where, odd)
            checked(answer, before, odd)
            transaction.set_rollback(True)

    run()
    # The examples reach both sides: what is taken and what is refused.
    assert answers[302] and answers[422], answers


def checked(answer, before, odd) -> None:
    campaign = Campaign.objects.get()
    after = plan_content(campaign)
    if answer.status_code == 302:
        pack = export_plan(campaign)
        check_pack(pack, "")
        check_sense(pack, "")
        for row in Condition.objects.filter(award__campaign=campaign):
            find_rule(row.rule, row.params)
        if campaign.state == "launched" and describe_changes(before, after):
            assert CampaignVersion.objects.first().content == after
        return
    assert after == before, odd
    if answer.status_code == 422:
        forms = [answer.context[name] for name in ("form", "paper") if answer.context.get(name)]
        said = [one for form in forms for errors in form.errors.values() for one in errors]
        assert said and all(VIETNAMESE.search(one) for one in said), (odd, said)
    elif answer.status_code == 400:
        assert "ký tự điều khiển" in words(answer)


@pytest.mark.parametrize("which", [pages, conditions])
def test_odd_input_in_a_draft(tan_chau_draft, which):
    try_out(tan_chau_draft, which(tan_chau_draft), 150, {})


@pytest.mark.parametrize("which", [pages, conditions])
def test_odd_input_in_a_launched_plan(tan_chau, which):
    try_out(tan_chau, which(tan_chau), 60, PAPER)
