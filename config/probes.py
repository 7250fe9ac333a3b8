"""Health checks of the containers, with nothing but the standard library: `python -m config.probes web|worker`."""

import os
import sys
import time
import urllib.request

from config import env

FRESH_SECONDS = 120


def web() -> bool:
    """True when the web process answers its health page; a proxy's host name and scheme are told as they would be."""
    host = env.items("ALLOWED_HOSTS", "localhost")[0].lstrip(".")
    request = urllib.request.Request(
        f"http://127.0.0.1:{env.integer('PORT', 8000)}/suc-khoe/",
        headers={"Host": host, "X-Forwarded-Proto": "https"},
    )
    try:
        with urllib.request.urlopen(request, timeout=4) as answer:
            return answer.status == 200
    except OSError:
        return False


def worker() -> bool:
    """True when beat, broker and worker brought a job through within the last two minutes."""
    try:
        return time.time() - os.stat(env.data_dir() / "worker.alive").st_mtime < FRESH_SECONDS
    except FileNotFoundError:
        return False


if __name__ == "__main__":
    sys.exit(0 if {"web": web, "worker": worker}[sys.argv[1]]() else 1)
