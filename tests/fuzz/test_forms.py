"""Odd input in the forms beside the plan's editor: what a year, a head, an office and a set-up send."""

import re
import uuid

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.domain.audit import broken_links
from accounts.models import AuditEvent
from campaigns.models import ReportDuty, Target
from tests.award_makers import own_power_award
from tests.fuzz.values import odd_values, quick
from tests.proposal_makers import JUDGED, ranked
from tests.yearly_makers import add_duty, add_target

SLUG = "tan-chau-2023"
FIELD = re.compile(r'<(?:input|select|textarea)[^>]*\bname="([^"]+)"')
UNFIT = ("csrfmiddlewaretoken", "key")


@pytest.fixture
def world(tan_chau):
    ranked(tan_chau)
    own_power_award(tan_chau)
    add_target(tan_chau.campaign)
    add_duty(tan_chau.campaign)
    return tan_chau


def forms(world) -> dict[str, str]:
    """Page of the form -> where it is sent."""
    unit, target, duty = world.unit("30376"), Target.objects.last(), ReportDuty.objects.first()

    def page(name: str, *rest) -> str:
        return reverse(name, args=[SLUG, *rest])

    found = {
        page("campaigns:target", target.pk): "",
        page("campaigns:report", duty.pk, 2023, unit.pk): "",
        page("campaigns:own_plan", 2023, unit.pk): "",
        page("campaigns:figures"): "",
        page("dossiers:direct_add"): "",
        page("dossiers:own_award_add"): "",
        page("dossiers:council_setup"): "",
        reverse("awards:setup_start", args=["phong-trao", SLUG]): "",
        reverse("awards:setup_start", args=["goi", "vinh_long_2023_2025"]): "",
    }
    return found


def test_odd_input_in_every_form(world):
    browser = world.browser(world.officer, JUDGED)
    known = {}
    for where in forms(world):
        answer = browser.get(where)
        if answer.status_code == 200:
            found = set(FIELD.findall(answer.content.decode())) - set(UNFIT)
            known[where] = sorted(found)[:40]
    assert len(known) >= 7, known.keys()
    answers = []

    @settings(quick, max_examples=250)
    @given(st.data())
    def run(data):
        where = data.draw(st.sampled_from(sorted(known)))
        odd = data.draw(st.dictionaries(st.sampled_from([*known[where], "khong-co"]), odd_values, max_size=8))
        with transaction.atomic():
            before = AuditEvent.objects.count()
            answer = browser.post(where, {"key": str(uuid.uuid4()), **odd})
            answers.append(answer.status_code)
            assert answer.status_code in (200, 302, 400, 404, 409, 422), (where, odd)
            assert answer.status_code == 302 or AuditEvent.objects.count() == before
            transaction.set_rollback(True)

    run()
    assert answers.count(422) > 20 and broken_links() == []
