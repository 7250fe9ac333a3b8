"""What the worker does. A message carries only a job's number; the job itself is a row."""

import logging
import sys

from celery import shared_task
from celery.signals import worker_process_shutdown

from accounts import clock
from dossiers.domain.render_document import render_document
from dossiers.domain.request_papers import sweep

log = logging.getLogger(__name__)


@shared_task(name="dossiers.tasks.render_job")
def render_job(job_id: int) -> None:
    """Renders one paper; a second message for the same job does nothing."""
    from dossiers.rendering.pdf import render_pdf

    render_document(job_id=job_id, at=clock.now(), render=render_pdf)


@shared_task(name="dossiers.tasks.sweep_jobs", expires=120)
def sweep_jobs() -> None:
    """Brings back what the broker lost and what a dead worker left."""
    sweep(at=clock.now(), enqueue=enqueue)


@worker_process_shutdown.connect(weak=False)
def release_fonts(**_: object) -> None:
    """A worker's child ends without Python's own tidying up, and would leave its fonts' folder behind."""
    pdf = sys.modules.get("dossiers.rendering.pdf")
    if pdf is not None:
        pdf.release_toolkit()


def enqueue(job_id: int) -> None:
    """Tells the worker; a dead broker is logged and never stops a page, the sweeper comes by later."""
    try:
        render_job.apply_async((job_id,), retry=False)
    except Exception:
        log.exception("job %s could not be sent to the broker; the sweeper will bring it", job_id)
