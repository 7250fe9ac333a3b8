"""Signing in through a province's identity provider: it vouches for people who are here, and for nobody else."""

from urllib.parse import urlparse

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client

from accounts.models import AuditEvent, User
from tests.accounts.test_second_factor_pages import STEP_TWO, set_up
from tests.oidc_provider import CLIENT, SECRET, Provider, start

AWAY = "Không đăng nhập được bằng tài khoản của tỉnh"


@pytest.fixture
def provider(settings, tan_chau):
    """A running provider that knows the officer by the staff code."""
    said = Provider(claims={"sub": "s-1", "preferred_username": "can-bo", "name": "Ai đó"})
    server = start(said)
    app = {
        "provider_id": "tinh",
        "name": "tài khoản của tỉnh",
        "client_id": CLIENT,
        "secret": SECRET,
        "settings": {"server_url": said.address},
    }
    settings.OIDC_ISSUER = said.address
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    yield said
    server.shutdown()
    server.server_close()


def through(client: Client, to: str = ""):
    """There and back, as a browser goes; gives the last answer."""
    there = client.get(f"/dang-nhap/cong/{to}")
    assert there.status_code == 302, there.content
    back = requests.get(there["Location"], allow_redirects=False, timeout=10).headers["Location"]
    url = urlparse(back)
    assert url.path == "/dang-nhap/cong/ve/"
    return client.get(f"{url.path}?{url.query}")


def turned_away(client: Client, answer) -> bool:
    page = client.get(answer["Location"]).content.decode()
    return answer["Location"] == "/dang-nhap/" and AWAY in page and client.get("/").status_code == 302


def test_the_person_of_the_staff_code_gets_in_and_is_linked(provider, client):
    answer = through(client, "?next=/don-vi/")
    assert answer["Location"] == "/don-vi/" and client.get("/don-vi/").status_code == 200
    linked = SocialAccount.objects.get()
    assert (linked.uid, linked.user.username, linked.extra_data) == ("s-1", "can-bo", {})
    kinds = list(AuditEvent.objects.values_list("kind", flat=True))
    assert "account.provider_linked" in kinds and "account.signed_in" in kinds
    assert "tài khoản của tỉnh" in AuditEvent.objects.get(kind="account.signed_in").sentence
    through(Client())
    assert SocialAccount.objects.count() == 1


@pytest.mark.parametrize(
    "claims",
    [
        {"sub": "s-1", "preferred_username": "nguoi-la"},
        {"sub": "s-1"},
        {"sub": "s-1", "preferred_username": "can-bo@example.vn", "email": "can-bo@example.vn"},
        {"sub": "s-1", "preferred_username": ""},
    ],
)
def test_whoever_has_no_account_gets_none(provider, client, claims):
    User.objects.filter(username="can-bo").update(email="can-bo@example.vn")
    before = User.objects.count()
    provider.claims = claims
    assert turned_away(client, through(client))
    assert User.objects.count() == before and not SocialAccount.objects.exists()
    assert AuditEvent.objects.filter(kind="refused.provider").count() == 1


def test_an_office_address_counts_only_when_the_provider_verified_it(provider, client, settings):
    settings.OIDC_CLAIM = "email"
    User.objects.filter(username="can-bo").update(email="can-bo@example.vn")
    provider.claims = {"sub": "s-1", "email": "can-bo@example.vn", "email_verified": False}
    assert turned_away(client, through(client))
    provider.claims["email_verified"] = True
    assert through(client)["Location"] == "/"


def test_a_stopped_account_stays_out(provider, client):
    User.objects.filter(username="can-bo").update(is_active=False)
    assert turned_away(client, through(client))


def test_another_identity_never_takes_a_linked_account_over(provider, client):
    through(client)
    provider.claims = {"sub": "s-2", "preferred_username": "can-bo"}
    thief = Client()
    assert turned_away(thief, through(thief))


def test_a_linked_identity_does_not_wander_to_another_account(provider, client):
    through(client)
    provider.claims = {"sub": "s-1", "preferred_username": "uy-vien-1"}
    other = Client()
    assert turned_away(other, through(other))


def test_a_token_that_somebody_else_signed_is_no_way_in(provider, client):
    provider.signing_key = rsa.generate_private_key(65537, 2048)
    assert turned_away(client, through(client))


def test_a_token_for_another_program_is_no_way_in(provider, client):
    provider.audience = "chuong-trinh-khac"
    assert turned_away(client, through(client))


def test_a_person_who_gives_up_there_is_told_so(provider, client):
    provider.says_no = True
    assert turned_away(client, through(client))


def test_an_answer_that_nobody_asked_for_is_refused(provider, client):
    answer = client.get("/dang-nhap/cong/ve/?code=x&state=y")
    assert turned_away(client, answer)


def test_our_second_factor_is_asked_for_unless_the_providers_counts(provider, client, settings, tan_chau):
    set_up(tan_chau.browser(tan_chau.officer))
    assert through(client)["Location"] == STEP_TWO and client.get("/").status_code == 302
    settings.OIDC_SECOND_FACTOR = True
    other = Client()
    assert through(other)["Location"] == "/" and other.get("/").status_code == 200


def test_the_second_step_after_the_provider(provider, client, tan_chau):
    codes = set_up(tan_chau.browser(tan_chau.officer))[1]
    through(client, "?next=/don-vi/")
    assert client.post(STEP_TWO, {"proof_code": codes[0]})["Location"] == "/don-vi/"


def test_a_provider_that_does_not_answer_is_said(provider, client, settings):
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"] = (
        "http://127.0.0.1:9"
    )
    assert turned_away(client, client.get("/dang-nhap/cong/"))


def test_the_button_is_there_only_with_a_provider(provider, client, settings):
    assert "Đăng nhập bằng tài khoản của tỉnh" in " ".join(client.get("/dang-nhap/").content.decode().split())
    settings.OIDC_ISSUER = ""
    assert "tài khoản của tỉnh" not in client.get("/dang-nhap/").content.decode()
    for address in ("/dang-nhap/cong/", "/dang-nhap/cong/ve/"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("more", ["process=connect", "process=redirect&next=/", "scope=admin"])
def test_nothing_but_signing_in_is_offered(provider, tan_chau, more):
    assert tan_chau.browser(tan_chau.officer).get(f"/dang-nhap/cong/?{more}").status_code == 404
