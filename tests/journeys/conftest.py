"""A journey is played in headless Chromium against the real web server and the real worker."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from accounts.clock import set_demo_clock
from accounts.models import User
from scripts.processes import answers, free_port
from tests.conftest import ROOT, wait_for

# Playwright's event loop runs in this thread; the rows are still read one after another.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
# Empty: Playwright's own build.
CHROMIUM = os.environ.get("CHROMIUM_PATH", "/usr/bin/chromium") or None
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PASSWORD = "ThiDuaSo-2023"
# A busy machine answers late, not wrongly.
expect.set_options(timeout=15_000)


class Site:
    """The running program: its address, and a browser window for each person."""

    def __init__(self, address: str, browser: Browser):
        self.address = address
        self.browser = browser
        self.errors: list[str] = []
        self.windows: list[BrowserContext] = []

    def window(self, username: str, *, width: int = 1366, height: int = 768) -> Page:
        """A new window in which the person has signed in: the first one by the form, later ones by a cookie."""
        context = self.browser.new_context(
            viewport={"width": width, "height": height}, locale="vi-VN", accept_downloads=True
        )
        context.set_default_timeout(15_000)
        self.windows.append(context)
        page = context.new_page()
        page.on("console", lambda line: self.note(line.text) if line.type == "error" else None)
        page.on("dialog", lambda dialog: dialog.accept())
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        if len(self.windows) == 1:
            page.goto(f"{self.address}/dang-nhap/")
            page.fill("[name=username]", username)
            page.fill("[name=password]", PASSWORD)
            page.click("main button:has-text('Đăng nhập')")
            page.wait_for_url(lambda url: "/dang-nhap/" not in url)
        else:
            client = Client()
            client.force_login(User.objects.get(username=username))
            name = settings.SESSION_COOKIE_NAME
            context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.address}])
        return page

    def note(self, text: str) -> None:
        """Keeps what the browser complains of; a refusal (409, 422) is an answer, not an error."""
        if "status of 409" not in text and "status of 422" not in text:
            self.errors.append(text)

    def at(self, moment) -> None:
        """Moves the demo's clock, for every process."""
        set_demo_clock(at=moment)

    def close(self) -> None:
        for context in self.windows:
            context.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def web_server(process_environment: dict[str, str]) -> Iterator[str]:
    """gunicorn on this run's database, as a process of its own; gives its address."""
    port = free_port()
    environment = {**process_environment, "PORT": str(port), "TEST_CONN_MAX_AGE": "60"}
    command = [
        str(Path(sys.executable).parent / "gunicorn"),
        "--config",
        "config/gunicorn.py",
        "config.wsgi:application",
    ]
    with (settings.DATA_DIR / "web.log").open("ab") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(lambda: answers(f"{address}/suc-khoe/") or process.poll() is not None, seconds=60)
        assert process.poll() is None, (settings.DATA_DIR / "web.log").read_text(encoding="utf-8")[-2000:]
        yield address
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture
def site(real_worker, web_server: str, chromium: Browser) -> Iterator[Site]:
    """The web server, a worker and a browser; nobody has signed in yet."""
    site = Site(web_server, chromium)
    yield site
    site.close()
