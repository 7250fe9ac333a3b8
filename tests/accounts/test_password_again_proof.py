"""Before what can't be undone one proves who one is; what was typed goes on unchanged, with the hour it came in."""

import html
import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLResolver, get_resolver
from django.utils import timezone

from accounts.clock import set_demo_clock
from accounts.domain.guard_sign_in import FROM_ONE_ADDRESS
from accounts.models import AuditEvent, SignInSession
from campaigns.enums import Role
from campaigns.models import Membership
from dossiers.demo.base import PASSWORD, moment, write_person
from tests.accounts.test_second_factor_pages import set_up

AT = moment(2023, 8, 2)


def aged(browser, minutes: int = settings.PROOF_MINUTES + 1):
    """The browser as it is when its person proved who they are so many minutes ago."""
    session = browser.session
    for record in session.get("account_authentication_methods", []):
        record["at"] -= minutes * 60
    session.save()
    row = SignInSession.objects.get(session_key=session.session_key)
    row.started_at = timezone.now() - timedelta(minutes=minutes)
    row.save()
    return browser


def hidden(page: str) -> dict[str, str]:
    """What the page that asks would send besides the proof."""
    fields = dict(re.findall(r'<textarea name="([^"]+)" hidden>\n(.*?)</textarea>', page, re.S))
    ticket = re.search(r'name="proof_ticket" value="([^"]+)"', page)
    return {name: html.unescape(value) for name, value in fields.items()} | {"proof_ticket": ticket[1]}


@pytest.fixture
def admin(tan_chau):
    """An administrator of the issuing unit, whose form gives a role."""
    unit = tan_chau.campaign.issuer
    write_person("quan-tri-2", "Lê Quản Trị", unit, Role.SYSTEM_ADMIN, "Quản trị")
    person = Membership.objects.get(user__username="quan-tri-2").user
    return tan_chau, tan_chau.browser(person, at=AT), unit


def role_form(world, unit) -> tuple[str, dict[str, str]]:
    page = f"/nguoi-dung/{world.officer.pk}/"
    return page, {
        "unit": unit.name,
        "role": Role.AUDITOR,
        "title": "Giám sát <viên>",
        "valid_from": "05/08/2023",
    }


def keyed(browser, page: str, form: dict) -> dict:
    key = re.search(r'name="key" value="([^"]+)"', browser.get(page).content.decode())[1]
    return {**form, "key": key}


def test_a_fresh_session_is_not_asked(admin):
    world, browser, unit = admin
    page, form = role_form(world, unit)
    assert browser.post(page, keyed(browser, page, form)).status_code == 302
    assert Membership.objects.filter(user=world.officer, role=Role.AUDITOR).exists()


def test_an_old_proof_is_asked_for_again_and_the_form_goes_on(admin):
    world, browser, unit = admin
    page, form = role_form(world, unit)
    form = keyed(browser, page, form)
    aged(browser)
    asked = browser.post(page, form)
    assert asked.status_code == 200 and "Xác nhận lại danh tính" in asked.content.decode()
    assert not Membership.objects.filter(user=world.officer, role=Role.AUDITOR).exists()
    kept = hidden(asked.content.decode())
    assert {name: kept[name] for name in form} == form
    wrong = browser.post(page, {**kept, "proof_password": "sai"})
    assert wrong.status_code == 422 and "Mật khẩu không đúng" in wrong.content.decode()
    right = browser.post(page, {**hidden(wrong.content.decode()), "proof_password": PASSWORD})
    assert right.status_code == 302
    assert Membership.objects.get(user=world.officer, role=Role.AUDITOR).title == "Giám sát <viên>"
    assert PASSWORD not in str(list(AuditEvent.objects.values_list("sentence", "changes")))


def test_one_proof_counts_for_the_next_minutes(admin):
    world, browser, unit = admin
    page, form = role_form(world, unit)
    aged(browser)
    kept = hidden(browser.post(page, keyed(browser, page, form)).content.decode())
    browser.post(page, {**kept, "proof_password": PASSWORD})
    asked = browser.post(f"/nguoi-dung/{world.officer.pk}/ngung/", {"reason": ""})
    assert "Xác nhận lại danh tính" not in asked.content.decode()
    aged(browser)
    asked = browser.post(f"/nguoi-dung/{world.officer.pk}/ngung/", {"reason": ""})
    assert "Xác nhận lại danh tính" in asked.content.decode()


def test_a_code_proves_as_well_as_the_password(admin):
    world, browser, unit = admin
    codes = set_up(browser)[1]
    page, form = role_form(world, unit)
    aged(browser)
    asked = browser.post(page, keyed(browser, page, form)).content.decode()
    assert "proof_code" in asked and "proof_password" in asked
    assert browser.post(page, {**hidden(asked), "proof_code": codes[0]}).status_code == 302


def test_guessing_here_is_stopped_like_at_the_sign_in(admin):
    world, browser, unit = admin
    page, form = role_form(world, unit)
    form = keyed(browser, page, form)
    aged(browser)
    for _ in range(FROM_ONE_ADDRESS):
        browser.post(page, {**form, "proof_password": "sai"})
    answer = browser.post(page, {**form, "proof_password": PASSWORD})
    assert "thử sai nhiều lần" in answer.content.decode()
    assert not Membership.objects.filter(user=world.officer, role=Role.AUDITOR).exists()


def test_the_hour_is_that_of_the_first_arrival_and_only_for_the_same_form(admin):
    world, browser, unit = admin
    page, form = role_form(world, unit)
    form = keyed(browser, page, form)
    aged(browser)
    kept = hidden(browser.post(page, form).content.decode())
    set_demo_clock(at=AT + timedelta(minutes=5))
    browser.post(page, {**kept, "proof_password": PASSWORD})
    assert AuditEvent.objects.get(kind="role.given").at < AT + timedelta(minutes=1)
    aged(browser)
    other = {**form, "role": Role.UNIT_OFFICER, "key": keyed(browser, page, form)["key"]}
    ticket = kept["proof_ticket"]
    browser.post(page, {**other, "proof_password": PASSWORD, "proof_ticket": ticket})
    assert AuditEvent.objects.filter(kind="role.given").latest("number").at >= AT + timedelta(minutes=5)


def test_a_chosen_file_is_said_to_be_lost(admin):
    world, browser, unit = admin
    aged(browser)
    sent = {"reason": "x", "file": SimpleUploadedFile("a.txt", b"a")}
    page = browser.post(f"/nguoi-dung/{world.officer.pk}/ngung/", sent).content.decode()
    assert "hãy chọn lại tệp" in page


def needing_proof(resolver=None, space: str = "") -> set[str]:
    """Every address whose view asks for a proof."""
    found = set()
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            found |= needing_proof(one, one.namespace or space)
        elif getattr(one.callback, "needs_proof", False):
            found.add(f"{space}:{one.name}")
    return found


def test_what_is_asked_for_again():
    assert needing_proof() == ASKED


ASKED = {
    "awards:launch", "scoring:import_confirm", "scoring:import_undo", "scoring:contest_confirm",
    "scoring:contest_undo", "dossiers:award_decide", "dossiers:own_award_add", "dossiers:own_award_cancel",
    "dossiers:send", "dossiers:meeting_close", "campaigns:person", "campaigns:person_new",
    "campaigns:person_invite", "campaigns:person_stop", "campaigns:factor_reset",
    "campaigns:factor_reset_confirm", "campaigns:role_end", "campaigns:role_confirm",
    "accounts:app", "accounts:passkey", "accounts:codes", "accounts:factor_remove",
}  # fmt: skip
