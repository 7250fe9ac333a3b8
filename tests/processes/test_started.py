"""The commands of docker-compose.yml, started outside containers on this run's database and broker."""

import json
import subprocess
import sys
import time
import urllib.request
from contextlib import ExitStack, contextmanager

import pytest
from django.conf import settings

from config.tasks import mark_alive
from scripts.processes import answers, free_port
from tests.conftest import ROOT, wait_for
from tests.processes.compose import command_of


@contextmanager
def started(name: str, environment: dict[str, str]):
    """One container's process with its log; ended at the end."""
    path = settings.DATA_DIR / f"{name}.log"
    with path.open("wb") as log:
        process = subprocess.Popen(command_of(name), cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        yield process, path
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def health(port: int) -> dict:
    """What the health page says."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/suc-khoe/", timeout=10) as answer:
        return json.load(answer)


def probe(name: str, environment: dict[str, str]) -> int:
    """The exit code of a container's health check."""
    words = {"web": "web", "worker": "worker", "beat": "worker"}
    command = [sys.executable, "-m", "config.probes", words[name]]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True).returncode


@pytest.mark.django_db(transaction=True)
def test_web_worker_and_beat_work_together(process_environment):
    port = free_port()
    environment = {**process_environment, "PORT": str(port), "WEB_CONCURRENCY": "1", "SWEEP_SECONDS": "1"}
    settings.WORKER_MARK.unlink(missing_ok=True)
    assert probe("web", environment) == 1 and probe("worker", environment) == 1
    with ExitStack() as stack:
        parts = {name: stack.enter_context(started(name, environment)) for name in ("web", "worker", "beat")}
        wait_for(lambda: answers(f"http://127.0.0.1:{port}/suc-khoe/"), seconds=60)
        # Nobody but beat asks for the mark, so the whole chain has worked when it is there.
        wait_for(settings.WORKER_MARK.exists, seconds=60)
        assert health(port) == {"status": "ok", "database": "ok", "broker": "ok", "worker": "ok"}
        assert probe("web", environment) == 0 and probe("worker", environment) == 0
        fallen = {
            name: log.read_text() for name, (process, log) in parts.items() if process.poll() is not None
        }
        assert not fallen


@pytest.mark.django_db(transaction=True)
def test_a_task_waits_for_a_worker_that_comes_later(process_environment):
    settings.WORKER_MARK.unlink(missing_ok=True)
    mark_alive.delay()
    with started("worker", process_environment):
        wait_for(settings.WORKER_MARK.exists, seconds=60)


@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_leaves_the_next_one_able_to_work(process_environment):
    for end in ("kill", "terminate"):
        settings.WORKER_MARK.unlink(missing_ok=True)
        with started("worker", process_environment) as (process, _):
            mark_alive.delay()
            wait_for(settings.WORKER_MARK.exists, seconds=60)
            getattr(process, end)()


@pytest.mark.django_db
def test_a_dead_broker_neither_stops_nor_slows_a_page(client, settings):
    settings.CELERY_BROKER_URL = f"redis://127.0.0.1:{free_port()}/0"
    start = time.monotonic()
    answer = client.get("/suc-khoe/")
    assert time.monotonic() - start < 2
    assert answer.status_code == 200
    assert answer.json()["status"] == "degraded" and answer.json()["broker"] == "down"


def test_handing_over_a_job_to_a_dead_broker_fails_at_once():
    script = (
        "import time, config; from config.tasks import mark_alive; start = time.monotonic()\n"
        "try: mark_alive.delay()\n"
        "except Exception: print(time.monotonic() - start)\n"
    )
    environment = {
        "BROKER_URL": f"redis://127.0.0.1:{free_port()}/0",
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
    }
    code = f"import django; django.setup()\n{script}"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.stdout, done.stderr
    assert float(done.stdout) < 3
