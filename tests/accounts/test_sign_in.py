"""Signing in, roles, password, help and the demo's clock, in the browser."""

import re
from datetime import date

import pytest
from django.conf import settings

from accounts import clock
from accounts.models import User
from campaigns.enums import Role
from campaigns.models import Membership
from dossiers.demo.base import PASSWORD, moment

SIGN_IN = "/dang-nhap/"


def test_signing_in_leads_to_where_one_wanted_to_go(client, tan_chau):
    wanted = client.get("/don-vi/")["Location"]
    answer = client.post(wanted, {"username": "can-bo", "password": PASSWORD, "next": "/don-vi/"})
    assert (answer.status_code, answer["Location"]) == (302, "/don-vi/")
    assert client.get("/don-vi/").status_code == 200


def test_another_host_is_no_place_to_go(client, tan_chau):
    form = {"username": "can-bo", "password": PASSWORD, "next": "https://example.org/"}
    assert client.post(SIGN_IN, form)["Location"] == "/"


@pytest.mark.parametrize("spoil", ["password", "username", "inactive"])
def test_the_refusal_never_says_which_was_wrong(client, tan_chau, spoil):
    form = {"username": "can-bo", "password": PASSWORD}
    if spoil == "inactive":
        User.objects.filter(username="can-bo").update(is_active=False)
    else:
        form[spoil] = "khong-dung"
    page = client.post(SIGN_IN, form).content.decode()
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in page
    assert client.get("/").status_code == 302


def test_a_signed_in_person_needs_no_sign_in_page(tan_chau):
    assert tan_chau.browser(tan_chau.officer).get(SIGN_IN).status_code == 302


def test_signing_out_needs_a_post_and_ends_it(tan_chau):
    browser = tan_chau.browser(tan_chau.officer)
    assert browser.get("/dang-xuat/").status_code == 405
    browser.post("/dang-xuat/")
    assert browser.get("/").status_code == 302


def test_a_form_from_another_page_is_refused(tan_chau):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(tan_chau.officer)
    assert strict.post("/dang-xuat/").status_code == 403


def two_roles(world):
    """The officer who also works for a commune."""
    unit = world.unit("30397")
    extra = Membership.objects.create(
        user=world.officer, unit=unit, role=Role.UNIT_OFFICER, valid_from=date(2023, 1, 1)
    )
    return world.browser(world.officer, at=moment(2023, 8, 2)), extra


def test_a_person_changes_between_their_own_roles(tan_chau):
    browser, extra = two_roles(tan_chau)
    assert "Đổi vai trò" in browser.get("/").content.decode()
    browser.post("/vai-tro/", {"membership": extra.pk})
    page = browser.get("/").content.decode()
    assert "Cán bộ đơn vị · UBND xã Châu Phong" in page and "Đăng ký thi đua" in page


@pytest.mark.parametrize("chosen", ["someone else", "abc", "", "²", "999999999999999999999999"])
def test_another_persons_role_or_nonsense_changes_nothing(tan_chau, chosen):
    browser, _ = two_roles(tan_chau)
    if chosen == "someone else":
        chosen = Membership.objects.get(user=tan_chau.member(1)).pk
    browser.post("/vai-tro/", {"membership": chosen})
    assert "Cán bộ cơ quan thường trực · Phòng Văn hóa và Thông tin" in browser.get("/").content.decode()


def test_a_role_taken_away_is_gone_at_once(tan_chau):
    browser, extra = two_roles(tan_chau)
    browser.post("/vai-tro/", {"membership": extra.pk})
    Membership.objects.filter(pk=extra.pk).update(valid_to=date(2023, 8, 1))
    assert "Cán bộ cơ quan thường trực" in browser.get("/").content.decode()


def test_the_password_is_changed_by_its_owner(tan_chau, client):
    browser = tan_chau.browser(tan_chau.officer)
    new = "hoa-sen-No-muon"
    wrong = browser.post("/mat-khau/", {"old_password": "sai", "new_password1": new, "new_password2": new})
    assert wrong.status_code == 200
    short = browser.post(
        "/mat-khau/", {"old_password": PASSWORD, "new_password1": "ngan", "new_password2": "ngan"}
    )
    assert short.status_code == 200 and tan_chau.officer.check_password(PASSWORD)
    done = browser.post("/mat-khau/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new})
    assert done.status_code == 302 and tan_chau.officer.check_password(new)
    assert "Đã đổi mật khẩu." in browser.get("/").content.decode()


def test_the_help_names_the_nine_steps(tan_chau):
    page = tan_chau.browser(tan_chau.officer).get("/huong-dan/").content.decode()
    assert len(re.findall(r"<li>\s*<b>", page)) == 9


def test_the_demo_clock_is_moved_in_the_words_of_the_country(tan_chau):
    browser = tan_chau.browser(tan_chau.officer)
    answer = browser.post("/chay-thu/dong-ho/", {"at": "04/12/2023 08:00"})
    assert answer.status_code == 302
    assert abs((clock.now() - moment(2023, 12, 4)).total_seconds()) < 60
    wrong = browser.post("/chay-thu/dong-ho/", {"at": "mai"}).content.decode()
    assert "Hãy nhập ngày giờ dạng 04/12/2023 08:00." in wrong


def test_the_clock_page_shows_a_moment_that_it_would_accept(tan_chau):
    browser = tan_chau.browser(tan_chau.officer, at=moment(2023, 12, 4, 8, 12))
    page = browser.get("/chay-thu/dong-ho/").content.decode()
    assert 'value="04/12/2023 08:12"' in page


def test_a_real_installation_has_no_demo_clock(tan_chau):
    browser = tan_chau.browser(tan_chau.officer)
    demo, settings.DEMO = settings.DEMO, False
    try:
        assert browser.get("/chay-thu/dong-ho/").status_code == 404
        assert "Bản chạy thử" not in browser.get("/huong-dan/").content.decode()
    finally:
        settings.DEMO = demo


def test_pages_do_not_frame_do_not_cache_and_carry_the_policy(tan_chau):
    answer = tan_chau.browser(tan_chau.officer).get("/")
    assert answer["Cache-Control"] == "no-store, private" and answer["X-Frame-Options"] == "DENY"
    policy = answer["Content-Security-Policy"]
    assert "script-src 'self' 'nonce-" in policy and "unsafe" not in policy


@pytest.mark.parametrize("far", ["01/01/0001 00:00", "31/12/9999 23:59", "31/02/2023"])
def test_the_demo_clock_stays_within_sane_years(tan_chau, far):
    browser = tan_chau.browser(tan_chau.officer, at=moment(2023, 12, 1))
    browser.post("/chay-thu/dong-ho/", {"at": far})
    assert browser.get("/").status_code == 200 and 2022 < clock.now().year < 2025


def test_a_damaged_choice_of_role_is_no_error(tan_chau):
    browser = tan_chau.browser(tan_chau.officer, at=moment(2023, 12, 1))
    for chosen in ("9" * 5000, "²", "x", ""):
        assert browser.post("/vai-tro/", {"membership": chosen}).status_code == 302
    assert browser.get("/").status_code == 200
