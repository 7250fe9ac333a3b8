import os
import socket
import threading
import time

import pytest

from tests.conftest import wait_for


@pytest.mark.django_db
def test_needs_no_sign_in_and_names_the_parts(client, settings):
    settings.WORKER_MARK.write_text("now", encoding="ascii")
    answer = client.get("/suc-khoe/")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "database": "ok", "broker": "ok", "worker": "ok"}
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_an_old_mark_is_a_silent_worker(client, settings):
    settings.WORKER_MARK.write_text("then", encoding="ascii")
    os.utime(settings.WORKER_MARK, (time.time() - 600, time.time() - 600))
    answer = client.get("/suc-khoe/")
    assert answer.status_code == 200
    assert answer.json()["worker"] == "silent" and answer.json()["status"] == "degraded"


@pytest.mark.django_db
def test_a_broker_that_accepts_but_never_answers_does_not_hold_the_page(client, settings):
    with socket.create_server(("127.0.0.1", 0)) as mute:
        settings.CELERY_BROKER_URL = f"redis://127.0.0.1:{mute.getsockname()[1]}/0"
        start = time.monotonic()
        answer = client.get("/suc-khoe/")
        assert time.monotonic() - start < 2
    assert answer.json()["broker"] == "down" and answer.status_code == 200
    wait_for(lambda: not [t for t in threading.enumerate() if t.name.startswith("broker")], seconds=5)


@pytest.mark.django_db
def test_a_post_is_refused(client):
    assert client.post("/suc-khoe/").status_code == 405
