"""The health page: is the database there, can jobs be handed over, is the worker awake."""

import os
import socket
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

BROKER_SECONDS = 1.5
WORKER_SECONDS = 120


@never_cache
@login_not_required
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 while pages can be served (a dead broker is only "degraded"), 503 without the database."""
    parts = {"database": database_state(), "broker": broker_state(), "worker": worker_state()}
    down = parts["database"] != "ok"
    overall = "down" if down else "ok" if set(parts.values()) == {"ok"} else "degraded"
    return JsonResponse({"status": overall, **parts}, status=503 if down else 200)


def database_state() -> str:
    """ "ok" when the database answers, else "down"."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "down"
    return "ok"


def broker_state() -> str:
    """ "ok" or "down"; asked in a thread of its own, because looking up a name may take longer than we wait."""
    answer: list[bool] = []
    asking = threading.Thread(target=lambda: answer.append(broker_answers()), name="broker", daemon=True)
    asking.start()
    asking.join(BROKER_SECONDS)
    return "ok" if answer == [True] else "down"


def broker_answers() -> bool:
    """True when a message could be handed over now."""
    url = urlsplit(settings.CELERY_BROKER_URL)
    if url.scheme == "folder":
        folder = Path(settings.CELERY_BROKER_TRANSPORT_OPTIONS["folder"])
        folder.mkdir(parents=True, exist_ok=True)
        return os.access(folder, os.W_OK)
    try:
        with socket.create_connection((url.hostname or "localhost", url.port or 6379), timeout=1) as line:
            line.settimeout(1)
            line.sendall(b"PING\r\n")
            # A server that asks for the password first is there as well.
            return line.recv(64).startswith((b"+PONG", b"-NOAUTH"))
    except OSError:
        return False


def worker_state() -> str:
    """ "ok" when the mark is fresh, "silent" when it is old or was never written."""
    try:
        age = time.time() - settings.WORKER_MARK.stat().st_mtime
    except FileNotFoundError:
        return "silent"
    return "ok" if age < WORKER_SECONDS else "silent"
