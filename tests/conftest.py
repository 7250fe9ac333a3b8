"""What all tests share: their order, real processes beside them, and no silent skipping."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from accounts.audit_guard import guards_down, guards_up
from tests.factories import tan_chau, tan_chau_draft  # noqa: F401

ROOT = Path(__file__).resolve().parent.parent
STRICT = os.environ.get("NOTHING_SKIPPED") == "1"
# What finds most for least comes first.
SLOW_LAST = ["architecture", None, "tasks", "processes", "journeys"]
WORKER = ["celery", "-A", "config", "worker", "--concurrency=1", "--loglevel=WARNING"]
WORKER += ["--without-gossip", "--without-mingle", "--without-heartbeat"]


def pytest_configure() -> None:
    """Emptying the tables after a test with real transactions has to get past the guards of the audit trail."""
    operations = type(connection.ops)
    emptied = operations.sql_flush

    def sql_flush(self, *args, **kwargs):
        vendor = self.connection.vendor
        return [*guards_down(vendor), *emptied(self, *args, **kwargs), *guards_up(vendor)]

    operations.sql_flush = sql_flush


@pytest.fixture
def unguarded(db) -> None:
    """Somebody with the rights of the database's owner has taken the guards of the audit trail down."""
    with connection.cursor() as cursor:
        for statement in guards_down(connection.vendor):
            cursor.execute(statement)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Architecture, then pure functions, then the database, tasks, processes and journeys.

    Side by side the other way round: a long file that starts last would leave the other lane without work.
    """
    items.sort(key=slowness, reverse="PYTEST_XDIST_WORKER" in os.environ)


def slowness(item: pytest.Item) -> tuple[int, bool]:
    """Sorts a test by its folder or file, and within that by whether it uses the database."""
    parts = Path(item.path).relative_to(ROOT / "tests").parts
    room = parts[0] if parts[0] in SLOW_LAST else None
    if "real_worker" in getattr(item, "fixturenames", ()):
        room = room or "tasks"
    database = item.get_closest_marker("django_db") is not None or "db" in getattr(item, "fixturenames", ())
    return SLOW_LAST.index(room), database


def pytest_deselected(items: list[pytest.Item]) -> None:
    """In a whole run nothing may be left out."""
    if STRICT and items:
        raise pytest.UsageError(f"{len(items)} tests were deselected in a whole run, first {items[0].nodeid}")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """In a whole run a skipped or excused test is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if not STRICT or reporter is None:
        return
    excused = [
        report for kind in ("skipped", "xfailed", "xpassed") for report in reporter.stats.get(kind, [])
    ]
    for report in excused:
        reporter.write_line(f"NOT RUN: {report.nodeid}", red=True)
    if excused and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def process_environment(django_db_setup: None, django_db_blocker) -> dict[str, str]:
    """The environment for another process that shall see this run's test database, files and broker."""
    with django_db_blocker.unblock():
        values = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{values['NAME']}"
    else:
        place = f"{values['HOST']}:{values['PORT']}"
        url = f"postgresql://{values['USER']}:{values['PASSWORD']}@{place}/{values['NAME']}"
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    return {**os.environ, "PATH": path, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings.test"}


@pytest.fixture(scope="session")
def worker_process(process_environment: dict[str, str]) -> Iterator[subprocess.Popen]:
    """A real Celery worker on this run's broker and database; ready when it has done its first task."""
    from config.tasks import mark_alive

    settings.WORKER_MARK.unlink(missing_ok=True)
    with (settings.DATA_DIR / "worker.log").open("ab") as log:
        process = subprocess.Popen(WORKER, cwd=ROOT, env=process_environment, stdout=log, stderr=log)
    try:
        mark_alive.delay()
        wait_for(lambda: settings.WORKER_MARK.exists() or process.poll() is not None, seconds=60)
        if process.poll() is not None:
            raise RuntimeError((settings.DATA_DIR / "worker.log").read_text(encoding="utf-8"))
        yield process
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture
def real_worker(transactional_db: None, worker_process: subprocess.Popen) -> subprocess.Popen:
    """A running worker and committed rows; use wait_for to see what it did."""
    assert worker_process.poll() is None, "the worker has ended"
    return worker_process


def wait_for(ready, *, seconds: float = 30) -> None:
    """Asks again and again until `ready()` is true; fails when the time is over."""
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end, "what was waited for did not happen in time"
        time.sleep(0.05)
