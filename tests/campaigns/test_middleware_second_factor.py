"""Whose role demands a second factor does nothing without it; roles count from the next request on."""

import re
from datetime import date

import pytest
from django.test import Client

from accounts.models import SignInSession, User
from accounts.sessions import STRICT
from campaigns.enums import Role
from campaigns.models import Membership
from dossiers.demo.base import PASSWORD, moment, write_person
from tests.accounts.test_second_factor_pages import STEP_TWO, code_of, set_up

AT = moment(2023, 8, 2)


@pytest.fixture
def demanding(tan_chau, settings):
    """As in a real installation; with an administrator and an auditor."""
    settings.SECOND_FACTOR_DEMANDED = True
    unit = tan_chau.campaign.issuer
    write_person("qt", "Quản trị", unit, Role.SYSTEM_ADMIN, "Quản trị")
    write_person("gs", "Giám sát", unit, Role.AUDITOR, "Giám sát")
    return tan_chau


def person(code: str) -> User:
    return User.objects.get(username=code)


@pytest.mark.parametrize("code", ["qt", "gs"])
def test_administrators_and_auditors_are_led_to_set_one_up(demanding, code):
    browser = demanding.browser(person(code), at=AT)
    for address in ("/", "/nguoi-dung/", "/nhat-ky/", "/don-vi/"):
        assert browser.get(address)["Location"] == "/bao-mat/"
        assert browser.post(address)["Location"] == "/bao-mat/"
    assert "phải có yếu tố thứ hai" in browser.get("/bao-mat/").content.decode()
    page = browser.get("/bao-mat/ung-dung/").content.decode()
    secret = re.search(r'class="secret">([A-Z2-7 ]+)<', page)[1]
    answer = browser.post("/bao-mat/ung-dung/", {"proof_first": code_of(secret)}).content.decode()
    assert 'href="/don-vi/"' in answer or 'href="/"' in answer
    assert browser.get("/nhat-ky/").status_code == 200


@pytest.mark.parametrize(
    "address", ["/bao-mat/", "/bao-mat/phien/", "/mat-khau/", "/huong-dan/", "/suc-khoe/"]
)
def test_what_stays_open_until_then(demanding, address):
    assert demanding.browser(person("qt"), at=AT).get(address).status_code in (200, 503)


def test_other_roles_by_the_setting(demanding, settings):
    browser = demanding.browser(demanding.officer, at=AT)
    assert browser.get("/").status_code == 200
    settings.SECOND_FACTOR_ROLES = ["system_admin", "auditor", "standing_officer"]
    assert browser.get("/")["Location"] == "/bao-mat/"


def test_the_flags_of_the_sites_administration_demand_it_whatever_the_role(demanding):
    for flag in ("is_staff", "is_superuser"):
        User.objects.filter(username="can-bo").update(**{flag: True})
        assert demanding.browser(demanding.officer, at=AT).get("/")["Location"] == "/bao-mat/"
        User.objects.filter(username="can-bo").update(**{flag: False})


def test_a_role_given_today_counts_on_the_next_request(demanding):
    browser = demanding.browser(demanding.officer, at=AT)
    assert browser.get("/").status_code == 200
    Membership.objects.create(
        user=demanding.officer, unit=demanding.campaign.issuer, role=Role.AUDITOR, valid_from=date(2023, 8, 2)
    )
    assert browser.get("/")["Location"] == "/bao-mat/"


def test_a_session_that_has_not_shown_it_is_asked_for_it_and_goes_on(demanding):
    codes = set_up(demanding.browser(person("qt"), at=AT))[1]
    browser = demanding.browser(person("qt"))
    assert browser.get("/nguoi-dung/?q=a")["Location"] == "/bao-mat/xac-nhan/?next=%2Fnguoi-dung%2F%3Fq%3Da"
    answer = browser.post("/bao-mat/xac-nhan/?next=/nguoi-dung/", {"proof_code": codes[0]})
    assert answer["Location"] == "/nguoi-dung/" and browser.get("/nguoi-dung/").status_code == 200


def test_the_way_of_a_real_sign_in(demanding):
    codes = set_up(demanding.browser(person("qt"), at=AT))[1]
    client = Client()
    client.post("/dang-nhap/", {"username": "qt", "password": PASSWORD})
    client.post(STEP_TWO, {"proof_code": codes[0]})
    assert client.get("/nguoi-dung/").status_code == 200


def test_the_last_factor_of_such_a_role_can_not_be_removed(demanding):
    from allauth.mfa.models import Authenticator

    browser = demanding.browser(person("qt"), at=AT)
    set_up(browser)
    row = Authenticator.objects.get(type="totp")
    browser.post("/bao-mat/go/", {"factor": row.pk})
    assert Authenticator.objects.filter(pk=row.pk).exists()


def test_their_sessions_end_sooner_without_use(demanding, settings):
    browser = demanding.browser(person("qt"), at=AT)
    set_up(browser)
    browser.get("/")
    row = SignInSession.objects.get(session_key=browser.session.session_key)
    assert browser.session[STRICT] is True
    assert (row.expire_date - row.seen_at).total_seconds() == settings.SESSION_IDLE_MINUTES_STRICT * 60


def test_a_part_of_a_page_says_what_to_do(demanding):
    answer = demanding.browser(person("qt"), at=AT).get("/", headers={"HX-Request": "true"})
    assert answer.status_code == 422 and "yếu tố thứ hai" in answer.content.decode()


def test_an_invitation_does_not_get_past_the_second_factor(demanding):
    from campaigns.domain.manage_people import make_invitation

    set_up(demanding.browser(person("gs"), at=AT))
    secret = make_invitation(person=person("gs"), by=person("qt"), at=AT)
    client, new = Client(), "hoa-sen-No-muon"
    answer = client.post(f"/loi-moi/{secret}/", {"password": new, "again": new})
    assert answer["Location"] == STEP_TWO and client.get("/")["Location"].startswith("/dang-nhap/")


def test_a_demo_says_that_it_does_not_demand_it(tan_chau, client, settings):
    assert "Bản này không" in client.get("/dang-nhap/").content.decode()
    settings.SECOND_FACTOR_DEMANDED = True
    assert "Bản này không" not in client.get("/dang-nhap/").content.decode()
