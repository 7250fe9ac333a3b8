"""An administrator's ways in: the app, a recovery code, a passkey; and what is typed survives a session that ended."""

import re
import time
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from accounts.models import AuditEvent, SignInSession, User
from campaigns.enums import Role
from dossiers.demo import base
from dossiers.demo.base import PASSWORD, write_person
from tests.factories import World
from tests.journeys.conftest import Site
from tests.journeys.looking import texts_of

KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def world(site: Site) -> World:
    """The campaign of Tân Châu and an administrator of its issuing unit."""
    world = World(base.seed_launched())
    write_person("quan-tri-vien", "Lê Thị Quản Trị", world.campaign.issuer, Role.SYSTEM_ADMIN, "Quản trị")
    # A passkey belongs to a name, not to a number.
    site.address = site.address.replace("127.0.0.1", "localhost")
    return world


def opened(site: Site) -> tuple[Page, BrowserContext]:
    """A window in which nobody has signed in, with a key in the machine."""
    context = site.browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN")
    context.set_default_timeout(15_000)
    site.windows.append(context)
    page = context.new_page()
    page.on("console", lambda line: site.note(line.text) if line.type == "error" else None)
    page.on("dialog", lambda dialog: dialog.accept())
    page.on("pageerror", lambda error: site.errors.append(str(error)))
    return page, context


def give_password(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/dang-nhap/")
    page.fill("[name=username]", "quan-tri-vien")
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.wait_for_url(lambda url: not url.endswith("/dang-nhap/"))


def sign_out(page: Page) -> None:
    page.locator("summary.who").click()
    page.get_by_role("button", name="Đăng xuất", exact=True).click()
    page.wait_for_url("**/dang-nhap/**")


def phone(secret: str, ahead: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


def set_up_app(page: Page, site: Site) -> tuple[str, list[str]]:
    """Through the pages, from the menu on; gives the secret and the recovery codes."""
    page.locator("summary.who").click()
    page.get_by_role("link", name="Bảo mật tài khoản").click()
    page.get_by_role("link", name="Đặt ứng dụng xác thực").click()
    picture = page.locator("img.qr")
    expect(picture).to_be_visible()
    # Not wait_for_function: it asks through eval, which the pages' policy forbids.
    assert picture.evaluate("async (image) => { await image.decode(); return image.naturalWidth }") > 0
    secret = page.locator("code.secret").inner_text().replace(" ", "")
    page.fill("[name=proof_first]", "000000")
    page.get_by_role("button", name="Xác nhận và bật").click()
    expect(page.locator("main")).to_contain_text("Mã không đúng")
    assert page.locator("code.secret").inner_text().replace(" ", "") == secret
    page.fill("[name=proof_first]", phone(secret))
    page.get_by_role("button", name="Xác nhận và bật").click()
    codes = [code.replace(" ", "") for code in texts_of(page.locator("ol.recovery code"))]
    page.get_by_role("link", name="Tôi đã cất mã, đi tiếp").click()
    expect(page.locator("main")).to_contain_text("còn 10 mã")
    return secret, codes


def make_passkey(page: Page) -> None:
    page.get_by_role("link", name="Thêm khóa truy cập").click()
    page.fill("[name=name]", "Máy ở cơ quan")
    page.get_by_role("button", name="Tạo khóa").click()
    expect(page.locator("main")).to_contain_text("Máy ở cơ quan")


def is_in(page: Page) -> None:
    expect(page.locator("summary.who")).to_contain_text("Lê Thị Quản Trị")


def test_an_administrator_signs_in_in_every_way(site: Site, world: World):
    page, context = opened(site)
    tool = context.new_cdp_session(page)
    tool.send("WebAuthn.enable")
    tool.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    give_password(page, site)
    secret, codes = set_up_app(page, site)

    make_passkey(page)
    sign_out(page)

    for proof in (phone(secret, 1), codes[0]):
        give_password(page, site)
        page.wait_for_url("**/dang-nhap/buoc-hai/")
        page.fill("[name=proof_code]", proof)
        page.get_by_role("button", name="Đăng nhập", exact=True).click()
        is_in(page)
        sign_out(page)

    give_password(page, site)
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    is_in(page)
    sign_out(page)

    page.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()
    is_in(page)
    said = AuditEvent.objects.filter(kind="account.signed_in").order_by("number")
    ways = [re.search(r"đăng nhập bằng (.+)\.", event.sentence)[1] for event in said]
    assert ways == [
        "mật khẩu",
        "mật khẩu và ứng dụng xác thực",
        "mật khẩu và mã dự phòng",
        "mật khẩu và khóa truy cập",
        "khóa truy cập",
    ]
    again_by_passkey(page, site, world)
    assert not site.errors


def again_by_passkey(page: Page, site: Site, world: World) -> None:
    """Where a proof is asked for again, the key proves it, and the form goes on."""
    world.campaign.refresh_from_db()
    person = User.objects.get(username="can-bo")
    make_old(minutes=settings.PROOF_MINUTES + 1)
    page.goto(f"{site.address}/nguoi-dung/{person.pk}/")
    page.get_by_role("button", name=re.compile("Tạo liên kết")).click()
    expect(page.locator("main")).to_contain_text("Xác nhận lại danh tính")
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    expect(page.locator("main")).to_contain_text("Liên kết mời, dùng một lần")


def make_old(*, minutes: int) -> None:
    """The newest session began so long ago in real time, and has proved nothing since."""
    row = SignInSession.objects.exclude(user=None).order_by("-started_at").first()
    store = SignInSession.get_session_store_class()(row.session_key)
    for record in store.get("account_authentication_methods", []):
        record["at"] -= minutes * 60
    store["account_authentication_methods"] = store.get("account_authentication_methods", [])
    store.save()
    SignInSession.objects.filter(pk=row.pk).update(started_at=timezone.now() - timedelta(minutes=minutes))


def run_out() -> None:
    """Nobody has used any session for three hours."""
    long_ago = timezone.now() - timedelta(hours=3)
    SignInSession.objects.update(seen_at=long_ago, expire_date=long_ago + timedelta(hours=2))


def test_what_is_typed_survives_a_session_that_ended(site: Site, world: World):
    page, context = opened(site)
    person = User.objects.get(username="can-bo")
    give_password(page, site)
    page.goto(f"{site.address}/nguoi-dung/{person.pk}/")
    page.fill("#ly-do", "Chuyển công tác sang đơn vị khác")
    run_out()
    page.get_by_role("button", name="Ngừng").click()
    page.wait_for_url("**/dang-nhap/**")
    page.fill("[name=username]", "quan-tri-vien")
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(page.locator("main")).to_contain_text("Chuyển công tác sang đơn vị khác")
    page.get_by_role("button", name="Gửi tiếp").click()
    expect(page.locator("main")).to_contain_text("Đã ngừng tài khoản")
    assert not site.errors


def test_a_part_of_a_page_is_saved_after_signing_in_beside_it(site: Site, world: World):
    page, context = opened(site)
    give_password(page, site)
    page.wait_for_load_state("load")
    page.evaluate(
        """() => {
          const form = document.createElement('form');
          form.id = 'thu'; form.innerHTML = '<textarea name="text">Nội dung đang gõ</textarea><button>Lưu</button>';
          form.setAttribute('hx-post', '/vai-tro/');
          document.querySelector('main').append(form); htmx.process(form);
        }"""
    )
    run_out()
    page.click("#thu button")
    expect(page.locator("#thong-bao")).to_contain_text("Phiên làm việc đã hết hạn")
    expect(page.locator("#thu textarea")).to_have_value("Nội dung đang gõ")
    with context.expect_page() as beside:
        page.get_by_role("link", name="đăng nhập lại ở một thẻ khác").click()
    other = beside.value
    other.fill("[name=username]", "quan-tri-vien")
    other.fill("[name=password]", PASSWORD)
    other.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(other.locator("main")).to_contain_text("Đã đăng nhập lại")
    other.close()
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.locator("#thong-bao")).to_contain_text("Đã đăng nhập lại")
    with page.expect_response("**/vai-tro/") as answer:
        page.click("#thu button")
    assert answer.value.status in (200, 302)
