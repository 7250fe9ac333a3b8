"""One's own sessions: seen, ended, and over by the real clock whatever the demo's says."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from accounts.domain.end_sessions import drop_old_sessions
from accounts.models import AuditEvent, SignInSession
from dossiers.demo.base import PASSWORD, moment

PAGE = "/bao-mat/phien/"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36"


def signed_in(**more) -> Client:
    client = Client(**more)
    client.post("/dang-nhap/", {"username": "can-bo", "password": PASSWORD})
    return client


def age(client: Client, *, seen: timedelta = timedelta(0), started: timedelta = timedelta(0)) -> None:
    """Moves a session back in real time."""
    row = SignInSession.objects.get(session_key=client.session.session_key)
    now = timezone.now()
    row.started_at, row.seen_at = now - started, now - seen
    row.expire_date = now - seen + timedelta(minutes=settings.SESSION_IDLE_MINUTES)
    row.save()


def test_the_list_names_machine_address_and_this_one(tan_chau):
    first = signed_in(headers={"user-agent": WINDOWS}, REMOTE_ADDR="10.1.2.3")
    second = signed_in()
    page = second.get(PAGE).content.decode()
    assert "Chrome trên Windows" in page and "10.1.2.3" in page
    assert page.count("máy này") == 2 and page.count("<tr>") == 3
    for key in (first.session.session_key, second.session.session_key):
        assert key not in page


def test_the_list_costs_the_same_with_one_session_and_with_ten(tan_chau, django_assert_num_queries):
    browser = signed_in()
    for _ in range(2):
        with django_assert_num_queries(5):
            browser.get(PAGE)
        for _ in range(9):
            signed_in()


def test_one_session_is_ended(tan_chau):
    own, other, third = signed_in(), signed_in(), signed_in()
    page = own.get(PAGE).content.decode()
    marks = re.findall(r'name="mark" value="(\w+)"', page)
    assert len(marks) == 2
    own.post(PAGE, {"mark": marks[0]})
    assert sorted([client.get("/").status_code for client in (own, other, third)]) == [200, 200, 302]
    assert AuditEvent.objects.filter(kind="account.session_ended").count() == 1
    assert own.post(PAGE, {"mark": marks[0]}).status_code in (302, 409)


def test_all_others_are_ended(tan_chau):
    own, other, third = signed_in(), signed_in(), signed_in()
    own.post(PAGE, {"others": "1"})
    assert [client.get("/").status_code for client in (own, other, third)] == [200, 302, 302]
    assert "2 máy khác" in AuditEvent.objects.get(kind="account.sessions_ended").sentence


def test_somebody_elses_session_can_not_be_ended(tan_chau):
    other = tan_chau.browser(tan_chau.member(1))
    page = signed_in()
    from accounts.tokens import hash_of

    page.post(PAGE, {"mark": hash_of(other.session.session_key)})
    assert other.get("/").status_code == 200


def test_a_new_password_ends_the_others_and_keeps_this_one(tan_chau):
    own, other = signed_in(), signed_in()
    new = "hoa-sen-No-muon"
    own.post("/mat-khau/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new})
    assert own.get("/").status_code == 200 and other.get("/").status_code == 302
    assert SignInSession.objects.filter(user=tan_chau.officer).count() == 1


@pytest.mark.parametrize(
    "seen, started, status",
    [
        (timedelta(minutes=119), timedelta(hours=3), 200),
        (timedelta(minutes=121), timedelta(hours=3), 302),
        (timedelta(minutes=1), timedelta(hours=11, minutes=59), 200),
        (timedelta(minutes=1), timedelta(hours=12), 302),
    ],
)
def test_limits_without_use_and_at_all(tan_chau, seen, started, status):
    browser = tan_chau.browser(tan_chau.officer)
    age(browser, seen=seen, started=started)
    assert browser.get("/").status_code == status


def test_use_moves_the_end_but_never_past_the_longest(tan_chau):
    browser = tan_chau.browser(tan_chau.officer)
    age(browser, seen=timedelta(minutes=100), started=timedelta(hours=11))
    browser.get("/")
    row = SignInSession.objects.get(session_key=browser.session.session_key)
    assert timezone.now() - row.seen_at < timedelta(minutes=1)
    assert row.expire_date == row.started_at + timedelta(hours=settings.SESSION_HOURS)


def test_a_session_seen_just_now_is_not_written_again(tan_chau):
    browser = tan_chau.browser(tan_chau.officer)
    before = SignInSession.objects.get().seen_at
    browser.get("/bao-mat/")
    assert SignInSession.objects.get().seen_at == before


def test_the_demo_clock_neither_ends_nor_lengthens_a_session(tan_chau):
    browser = tan_chau.browser(tan_chau.officer)
    for at in (moment(2021, 1, 1), moment(2043, 1, 1)):
        assert tan_chau.browser(tan_chau.member(1), at=at) and browser.get("/huong-dan/").status_code == 200


def test_signing_in_again_starts_the_longest_time_anew(tan_chau):
    browser = tan_chau.browser(tan_chau.officer)
    age(browser, started=timedelta(hours=13))
    browser.post("/dang-nhap/", {"username": "can-bo", "password": PASSWORD})
    assert browser.get("/").status_code == 200
    row = SignInSession.objects.get(session_key=browser.session.session_key)
    assert timezone.now() - row.started_at < timedelta(minutes=1)


def test_sessions_that_ran_out_days_ago_are_dropped(tan_chau):
    old, new = tan_chau.browser(tan_chau.officer), tan_chau.browser(tan_chau.officer)
    age(old, seen=timedelta(days=3))
    assert drop_old_sessions() == 1
    assert SignInSession.objects.get().session_key == new.session.session_key


def test_what_was_typed_survives_a_session_that_ran_out(tan_chau):
    browser = tan_chau.browser(tan_chau.officer)
    age(browser, seen=timedelta(hours=3))
    page = f"/phong-trao/{tan_chau.campaign.slug}/nhac-viec/dang-ky/"
    answer = browser.post(page, {"text": "Nội dung dài đã gõ", "old_password": "bí mật"})
    assert answer.status_code == 302 and answer["Location"].startswith("/dang-nhap/")
    answer = browser.post("/dang-nhap/", {"username": "can-bo", "password": PASSWORD})
    assert answer["Location"] == "/dang-nhap/gui-tiep/"
    text = browser.get("/dang-nhap/gui-tiep/").content.decode()
    assert "Nội dung dài đã gõ" in text and f'action="{page}"' in text and "bí mật" not in text
    browser.post("/dang-nhap/gui-tiep/")
    assert browser.get("/dang-nhap/gui-tiep/").status_code == 302


def test_what_was_typed_is_never_given_to_somebody_else(tan_chau):
    browser = tan_chau.browser(tan_chau.officer)
    age(browser, seen=timedelta(hours=3))
    browser.post("/don-vi/nhap/", {"text": "Nội dung dài đã gõ"})
    answer = browser.post("/dang-nhap/", {"username": "uy-vien-1", "password": PASSWORD})
    assert answer["Location"] == "/"
    assert browser.get("/dang-nhap/gui-tiep/").status_code == 302


def test_a_stranger_fills_no_table_with_forms(tan_chau, client):
    before = SignInSession.objects.count()
    client.post("/don-vi/nhap/", {"text": "x" * 1000})
    assert SignInSession.objects.count() == before


def test_a_part_of_a_page_is_answered_with_401_and_not_with_the_sign_in_page(tan_chau, client):
    answer = client.post("/don-vi/nhap/", headers={"HX-Request": "true"})
    assert answer.status_code == 401 and "<form" not in answer.content.decode()
    assert client.get("/dang-nhap/phien/").json()["signed_in"] is False
    assert tan_chau.browser(tan_chau.officer).get("/dang-nhap/phien/").json()["signed_in"] is True


def test_a_challenge_that_nobody_answers_is_soon_gone(tan_chau, client):
    client.get("/dang-nhap/khoa/")
    row = SignInSession.objects.get(user=None)
    assert row.expire_date - row.seen_at == timedelta(minutes=20)
