"""The worker's sign of life: beat sends it, the broker carries it, the worker writes it."""

import os
import time

from celery import shared_task
from django.conf import settings


@shared_task(name="config.tasks.mark_alive", expires=120)
def mark_alive() -> None:
    """Touches the mark file; its age says how long ago beat, broker and worker last worked together."""
    mark = settings.WORKER_MARK
    mark.parent.mkdir(parents=True, exist_ok=True)
    draft = mark.with_name(f"{mark.name}.{os.getpid()}")
    draft.write_text(f"{time.time():.0f}\n", encoding="ascii")
    draft.replace(mark)
