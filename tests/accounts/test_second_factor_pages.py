"""The second factor in the browser: set up, asked for at every way in, never guessed, never used twice."""

import json
import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.test import Client

from accounts.domain.guard_sign_in import FROM_ONE_ADDRESS
from accounts.models import AuditEvent, SignInSession
from dossiers.demo.base import PASSWORD

SIGN_IN, STEP_TWO = "/dang-nhap/", "/dang-nhap/buoc-hai/"


def code_of(secret: str, ahead: int = 0) -> str:
    """What the phone shows now, or `ahead` half minutes later."""
    return format_hotp_value(hotp_value(secret.replace(" ", ""), int(time.time()) // 30 + ahead))


def set_up(client: Client) -> tuple[str, list[str]]:
    """Sets up the app as a person does; gives its secret and the recovery codes of the page."""
    page = client.get("/bao-mat/ung-dung/").content.decode()
    secret = re.search(r'class="secret">([A-Z2-7 ]+)<', page)[1]
    answer = client.post("/bao-mat/ung-dung/", {"proof_first": code_of(secret, -1)}).content.decode()
    return secret, [code.replace(" ", "") for code in re.findall(r"<code>(\d{4} \d{4})</code>", answer)]


def first_step(client: Client, **more) -> None:
    answer = client.post(SIGN_IN, {"username": "can-bo", "password": PASSWORD, **more})
    assert (answer.status_code, answer["Location"]) == (302, STEP_TWO)


@pytest.fixture
def protected(tan_chau):
    """The officer has an app and recovery codes."""
    return set_up(tan_chau.browser(tan_chau.officer))


def test_setting_up_the_app_gives_ten_codes_once_and_is_noted(tan_chau):
    browser = tan_chau.browser(tan_chau.officer)
    secret, codes = set_up(browser)
    assert len(set(codes)) == 10
    assert codes[0] not in browser.get("/bao-mat/").content.decode()
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret.replace(" ", "") not in stored and not any(code in stored for code in codes)
    kinds = set(AuditEvent.objects.values_list("kind", flat=True))
    assert {"factor.added", "factor.codes_made"} <= kinds


def test_a_wrong_first_code_sets_nothing_up_and_keeps_the_secret(tan_chau):
    browser = tan_chau.browser(tan_chau.officer)
    before = browser.get("/bao-mat/ung-dung/").content.decode()
    answer = browser.post("/bao-mat/ung-dung/", {"proof_first": "000000"})
    secret = re.search(r'class="secret">([A-Z2-7 ]+)<', before)[0]
    assert answer.status_code == 422 and secret in answer.content.decode()
    assert not Authenticator.objects.exists()


def test_the_picture_is_served_as_an_image_of_the_own_secret(tan_chau):
    answer = tan_chau.browser(tan_chau.officer).get("/bao-mat/ung-dung/hinh/")
    assert answer["Content-Type"] == "image/svg+xml" and b"<svg" in answer.content
    assert "no-store" in answer["Cache-Control"]


def test_the_password_alone_signs_nobody_in(protected, client):
    first_step(client)
    assert client.get("/").status_code == 302 and client.get("/bao-mat/").status_code == 302
    assert not AuditEvent.objects.filter(kind="account.signed_in").exists()


def test_the_code_of_the_app_signs_in_and_leads_on(protected, client):
    first_step(client, next="/don-vi/")
    answer = client.post(STEP_TWO, {"proof_code": code_of(protected[0])})
    assert (answer.status_code, answer["Location"]) == (302, "/don-vi/")
    assert client.get("/don-vi/").status_code == 200
    said = AuditEvent.objects.get(kind="account.signed_in").sentence
    assert "mật khẩu và ứng dụng xác thực" in said
    assert settings.DEVICE_COOKIE in client.cookies


def test_a_code_is_taken_once_whoever_sends_it_first(protected, client):
    code = code_of(protected[0])
    first_step(client)
    assert client.post(STEP_TWO, {"proof_code": code}).status_code == 302
    thief = Client()
    first_step(thief)
    answer = thief.post(STEP_TWO, {"proof_code": code})
    assert answer.status_code == 422 and "đã dùng rồi" in answer.content.decode()


def test_a_code_before_the_one_used_last_is_not_taken_either(protected, client):
    first_step(client)
    assert client.post(STEP_TWO, {"proof_code": code_of(protected[0], 1)}).status_code == 302
    other = Client()
    first_step(other)
    assert other.post(STEP_TWO, {"proof_code": code_of(protected[0])}).status_code == 422


def test_a_recovery_code_signs_in_once(protected, client):
    first_step(client)
    assert client.post(STEP_TWO, {"proof_code": protected[1][3]}).status_code == 302
    assert "còn 9 mã" in AuditEvent.objects.get(kind="factor.code_used").sentence
    other = Client()
    first_step(other)
    assert other.post(STEP_TWO, {"proof_code": protected[1][3]}).status_code == 422
    assert other.post(STEP_TWO, {"proof_code": protected[1][4]}).status_code == 302


def test_guessing_codes_is_stopped_here_and_the_owners_browser_still_gets_in(protected, client):
    first_step(client)
    client.post(STEP_TWO, {"proof_code": protected[1][0]})
    client.post("/dang-xuat/")
    thief = Client()
    first_step(thief)
    for _ in range(FROM_ONE_ADDRESS):
        assert thief.post(STEP_TWO, {"proof_code": "000000"}).status_code == 422
    page = thief.post(STEP_TWO, {"proof_code": protected[1][1]}).content.decode()
    assert "Đã nhập sai mã nhiều lần" in page and thief.get("/").status_code == 302
    assert AuditEvent.objects.filter(kind="refused.second_factor").count() == FROM_ONE_ADDRESS
    first_step(client)
    assert client.post(STEP_TWO, {"proof_code": protected[1][1]}).status_code == 302


def test_the_right_password_does_not_forget_the_wrong_codes(protected):
    for _ in range(FROM_ONE_ADDRESS):
        thief = Client()
        first_step(thief)
        thief.post(STEP_TWO, {"proof_code": "000000"})
    thief = Client()
    first_step(thief)
    assert "nhiều lần" in thief.post(STEP_TWO, {"proof_code": protected[1][0]}).content.decode()


def test_the_second_step_without_the_first_leads_back(protected, client):
    assert client.get(STEP_TWO)["Location"] == SIGN_IN
    assert client.post(STEP_TWO, {"proof_code": protected[1][0]})["Location"] == SIGN_IN


def test_giving_up_the_second_step_starts_again(protected, client):
    first_step(client)
    assert client.post(STEP_TWO, {"cancel": "1"})["Location"] == SIGN_IN
    assert client.get(STEP_TWO)["Location"] == SIGN_IN


def test_an_account_stopped_between_the_steps_stays_out(protected, client, tan_chau):
    first_step(client)
    officer = tan_chau.officer
    officer.is_active = False
    officer.save(update_fields=["is_active"])
    assert client.post(STEP_TWO, {"proof_code": protected[1][0]})["Location"] == SIGN_IN
    assert client.get("/").status_code == 302


def test_a_session_of_the_password_alone_can_not_change_the_factors(protected, tan_chau):
    browser = tan_chau.browser(tan_chau.officer)
    for address in ("/bao-mat/ung-dung/", "/bao-mat/khoa/", "/bao-mat/ma-du-phong/", "/bao-mat/go/"):
        assert browser.post(address)["Location"].startswith("/bao-mat/xac-nhan/")
    answer = browser.post("/bao-mat/xac-nhan/?next=/bao-mat/", {"proof_password": PASSWORD})
    assert answer.status_code == 422
    answer = browser.post("/bao-mat/xac-nhan/?next=/bao-mat/", {"proof_code": protected[1][0]})
    assert answer["Location"] == "/bao-mat/"
    row = Authenticator.objects.get(type="totp")
    assert browser.post("/bao-mat/go/", {"factor": row.pk}).status_code == 302
    assert not Authenticator.objects.exists()
    assert AuditEvent.objects.filter(kind="factor.removed").count() == 1


def test_the_first_factor_ends_sessions_that_only_had_the_password(tan_chau):
    browser, other = tan_chau.browser(tan_chau.officer), tan_chau.browser(tan_chau.officer)
    set_up(browser)
    assert SignInSession.objects.filter(user=tan_chau.officer).count() == 1
    assert other.get("/").status_code == 302 and browser.get("/").status_code == 200


def test_somebody_elses_factor_can_not_be_removed(protected, tan_chau):
    row = Authenticator.objects.get(type="totp")
    other = tan_chau.browser(tan_chau.member(1))
    set_up(other)
    other.post("/bao-mat/go/", {"factor": row.pk})
    assert Authenticator.objects.filter(pk=row.pk).exists()


def test_new_recovery_codes_end_the_old_ones(protected, client):
    first_step(client)
    client.post(STEP_TWO, {"proof_code": protected[1][0]})
    page = client.post("/bao-mat/ma-du-phong/").content.decode()
    new = [code.replace(" ", "") for code in re.findall(r"<code>(\d{4} \d{4})</code>", page)]
    assert len(new) == 10 and not set(new) & set(protected[1])
    other = Client()
    first_step(other)
    assert other.post(STEP_TWO, {"proof_code": protected[1][5]}).status_code == 422
    assert other.post(STEP_TWO, {"proof_code": new[5]}).status_code == 302


@pytest.mark.parametrize(
    "nonsense", ["", "[]", "{}", '{"response": 1}', "x" * 30_000, '{"id": "a", "rawId": "b"}']
)
def test_a_damaged_passkey_is_no_error_and_no_way_in(tan_chau, client, nonsense):
    client.get("/dang-nhap/khoa/")
    assert client.post("/dang-nhap/khoa/", {"proof_credential": nonsense})["Location"] == SIGN_IN
    assert client.get("/").status_code == 302


@pytest.mark.parametrize("nonsense", ["", "[]", "{}", '{"id": "a", "rawId": "YQ", "response": {}}', "x", "3"])
def test_a_damaged_new_passkey_is_said_and_not_kept(tan_chau, nonsense):
    browser = tan_chau.browser(tan_chau.officer)
    browser.get("/bao-mat/khoa/")
    answer = browser.post("/bao-mat/khoa/", {"name": "A", "proof_made": nonsense})
    assert answer.status_code == 422 and not Authenticator.objects.exists()


@pytest.mark.parametrize("handle", ["", "eg", "enp6enp6enp6enp6eg", "LTE", "////"])
def test_a_made_up_owner_of_a_passkey_is_no_error(tan_chau, client, handle):
    client.get("/dang-nhap/khoa/")
    body = {"clientDataJSON": "e30", "authenticatorData": "YQ", "signature": "YQ", "userHandle": handle}
    credential = json.dumps({"id": "YQ", "rawId": "YQ", "type": "public-key", "response": body})
    assert client.post("/dang-nhap/khoa/", {"proof_credential": credential})["Location"] == SIGN_IN


@pytest.mark.parametrize("address", ["/admin/", "/quan-tri/", "/accounts/login/", "/accounts/signup/"])
def test_there_is_no_other_door(tan_chau, client, address):
    assert client.get(address).status_code == 404
