"""One job, one paper: claimed under a lock, rendered outside of it, written once."""

import hashlib
import logging
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Protocol

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from accounts.dates import local
from accounts.errors import DomainError
from awards.law_regimes import form_regime
from dossiers.domain.request_papers import MOST_ATTEMPTS, STUCK_AFTER, give_up
from dossiers.enums import JobState
from dossiers.models import Document, DocumentVersion, Dossier, RenderJob
from dossiers.papers.base import Paper
from dossiers.papers.registry import paper_from_dict
from dossiers.queries import EDITABLE

log = logging.getLogger(__name__)
OVERTAKEN = "Số liệu đã đổi hoặc hồ sơ đã nộp trong lúc tạo, nên bản này không được dùng."


class Rendered(Protocol):
    """What a renderer gives back."""

    pdf: bytes
    pages: int
    template_version: str


Render = Callable[[str, Paper], Any]


def render_document(
    *, job_id: int, at: datetime, render: Render, stuck_after: timedelta = STUCK_AFTER
) -> RenderJob | None:
    """Renders the job's frozen context; None when there is nothing to do (done, under way, unknown).

    A sentence of ours (DomainError) ends the job at once, because the same data would fail again; any other
    error leaves it for the next attempt, at most three in all.
    """
    job = claim(job_id=job_id, at=at, stuck_after=stuck_after)
    if job is None:
        return None
    try:
        rendered = render(job.document.kind, paper_from_dict(job.context))
    except DomainError as error:
        return fail(job, error.message, at=at)
    except Exception:
        log.exception("render job %s failed in attempt %s", job.pk, job.attempts)
        return fail(job, "", at=at)
    return finish(job, rendered, at=at)


def claim(*, job_id: int, at: datetime, stuck_after: timedelta = STUCK_AFTER) -> RenderJob | None:
    """Takes the job if it waits, or if the one who had it is gone; counts the attempt."""
    with transaction.atomic():
        job = RenderJob.objects.select_for_update(no_key=True).filter(pk=job_id).first()
        if job is None or job.state in (JobState.DONE, JobState.FAILED):
            return None
        if job.state == JobState.RUNNING and job.started_at and at - stuck_after < job.started_at <= at:
            return None
        if job.attempts >= MOST_ATTEMPTS:
            give_up(job, at=at)
            return None
        job.state, job.started_at, job.attempts = JobState.RUNNING, at, job.attempts + 1
        job.save(update_fields=["state", "started_at", "attempts"])
        return job


def mine(job: RenderJob) -> RenderJob | None:
    """The row under lock, when nobody else has taken the job since it was claimed."""
    row = RenderJob.objects.select_for_update(no_key=True).get(pk=job.pk)
    return row if row.state == JobState.RUNNING and row.attempts == job.attempts else None


def fail(job: RenderJob, sentence: str, *, at: datetime) -> RenderJob | None:
    """Ends the job with the sentence; without one it waits for the next attempt, or is given up."""
    with transaction.atomic():
        row = mine(job)
        if row is None:
            return None
        if sentence:
            row.state, row.error, row.finished_at = JobState.FAILED, sentence, at
        elif row.attempts >= MOST_ATTEMPTS:
            give_up(row, at=at)
        else:
            row.state, row.started_at = JobState.QUEUED, None
        row.save(update_fields=["state", "error", "finished_at", "started_at"])
        return row


def is_overtaken(job: RenderJob) -> bool:
    """Whether a newer job has the same document or the dossier was sent: a late paper replaces nothing."""
    dossier = Dossier.objects.select_for_update(no_key=True).get(pk=job.document.dossier_id)
    newer = RenderJob.objects.filter(document=job.document_id, pk__gt=job.pk)
    return dossier.state not in EDITABLE or newer.exists()


def regime_code(dossier: Dossier, at: datetime) -> str:
    """The decree whose forms a paper of the dossier follows, by the day it first came in; "" if none is recorded."""
    received = local(dossier.first_sent_at).date() if dossier.first_sent_at else None
    try:
        return form_regime(local(at).date(), received).code
    except DomainError:
        return ""


def finish(job: RenderJob, rendered: Rendered, *, at: datetime) -> RenderJob | None:
    """Writes the file and its version; versions count up and are never overwritten."""
    name = f"papers/{job.document.dossier_id}/{uuid.uuid4().hex}.pdf"
    saved = default_storage.save(name, ContentFile(rendered.pdf))
    with transaction.atomic():
        row = mine(job)
        if row is not None and is_overtaken(row):
            row.state, row.error, row.finished_at = JobState.FAILED, OVERTAKEN, at
            row.save(update_fields=["state", "error", "finished_at"])
            row = None
        if row is None:
            default_storage.delete(saved)
            return None
        document = Document.objects.select_for_update(no_key=True).get(pk=row.document_id)
        last = document.versions.order_by("-number").values_list("number", flat=True).first() or 0
        row.version = DocumentVersion.objects.create(
            document=document,
            number=last + 1,
            form_regime=regime_code(document.dossier, at),
            template_version=rendered.template_version,
            context=row.context,
            context_sha256=row.context_sha256,
            file=saved,
            sha256=hashlib.sha256(rendered.pdf).hexdigest(),
            size=len(rendered.pdf),
            pages=rendered.pages,
            created_at=at,
        )
        row.state, row.finished_at, row.error = JobState.DONE, at, ""
        row.save(update_fields=["version", "state", "finished_at", "error"])
        return row
