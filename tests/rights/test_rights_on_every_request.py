"""Rights are read anew on every request: what ended between two clicks is refused at the second."""

from datetime import date

import pytest
from django.urls import reverse

from campaigns.enums import Role
from campaigns.models import Membership, Unit
from dossiers.demo.base import moment, write_person

NOW = moment(2023, 8, 3)


@pytest.fixture
def desk(tan_chau):
    """An officer of a unit with the browser open at the own registration."""
    unit = tan_chau.unit("30376")
    person = write_person("sap-nghi", "Người sắp nghỉ", unit, Role.UNIT_OFFICER, "Công chức")
    browser = tan_chau.browser(person, NOW)
    url = reverse("campaigns:register", args=[tan_chau.campaign.slug])
    assert browser.get(url).status_code == 200
    return browser, url, Membership.objects.filter(user=person), unit


@pytest.mark.parametrize("change", [{"valid_to": date(2023, 8, 2)}, {"awaits": True}])
def test_a_role_that_ended_or_waits_again_is_gone_at_the_next_click(desk, change):
    browser, url, roles, _ = desk
    roles.update(**change)
    assert browser.get(url).status_code == 404
    assert browser.post(url, {"contact_name": "A"}).status_code == 404


def test_a_stopped_account_is_led_to_the_sign_in(desk):
    browser, url, roles, _ = desk
    person = roles.get().user
    person.is_active = False
    person.save(update_fields=["is_active"])
    answer = browser.get(url)
    assert answer.status_code == 302 and answer["Location"].startswith("/dang-nhap/")


def test_a_role_moved_to_another_unit_acts_there_only(desk):
    browser, url, roles, unit = desk
    other = Unit.objects.get(code="30397")
    roles.update(unit=other)
    assert f'value="{unit}"' not in browser.get(url).content.decode()
    assert browser.get(reverse("campaigns:unit", args=[unit.pk])).status_code == 200
    assert str(other) in browser.get(url).content.decode()


def test_switching_to_a_role_that_is_not_ones_own_changes_nothing(desk):
    browser, url, _, _ = desk
    foreign = Membership.objects.get(user__username="can-bo")
    browser.post(reverse("accounts:switch"), {"membership": foreign.pk})
    launch = reverse("awards:plan_edit", args=["x"])
    assert browser.get(url).status_code == 200
    assert browser.get(launch).status_code == 404


def test_the_role_that_is_worked_in_decides_what_is_seen(desk):
    browser, url, roles, unit = desk
    second = Membership.objects.create(
        user=roles.get().user, unit=unit, role=Role.AUDITOR, valid_from=date(2022, 1, 1)
    )
    browser.post(reverse("accounts:switch"), {"membership": second.pk})
    assert browser.get(url).status_code == 404
    second.valid_to = date(2023, 8, 2)
    second.save(update_fields=["valid_to"])
    assert browser.get(url).status_code == 200
