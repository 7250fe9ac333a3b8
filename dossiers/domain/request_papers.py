"""«Tạo giấy tờ»: a frozen context and a job for each paper that is missing or stale; nothing is rendered here."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from dossiers.domain.open_dossier import editable
from dossiers.enums import JobState
from dossiers.models import Document, Dossier, RenderJob
from dossiers.papers.build import context_sha256
from dossiers.papers.facts import load_facts
from dossiers.queries import RequiredPaper, required_papers

MOST_ATTEMPTS = 3
STUCK_AFTER = timedelta(seconds=120)
FORGOTTEN_AFTER = timedelta(seconds=20)
SWEEP_AT_MOST = 100
GAVE_UP = (
    "Máy chủ đã thử tạo giấy tờ này 3 lần nhưng không xong. "
    "Hãy bấm «Tạo lại»; nếu vẫn không được, báo người quản trị."
)
Enqueue = Callable[[int], None]


@dataclass(frozen=True)
class Requested:
    """What a request made: the jobs, and the papers that can't be made yet with the reason."""

    jobs: tuple[RenderJob, ...]
    problems: tuple[str, ...]


def request_papers(*, dossier: Dossier, by: User, at: datetime, enqueue: Enqueue) -> Requested:
    """Asks for every paper that is missing, stale or failed and not under way; `enqueue` runs after commit."""
    with transaction.atomic():
        row = editable(dossier=dossier, by=by, at=at)
        papers = required_papers(row, load_facts(row))
        wanted = [paper for paper in papers if needs_job(paper)]
        problems = tuple(paper.problem for paper in papers if paper.problem)
        if not wanted and problems:
            raise DomainError("Chưa tạo được giấy tờ. " + " ".join(dict.fromkeys(problems)))
        batch = uuid.uuid4()
        jobs = tuple(write_job(row, paper, batch, by=by, at=at) for paper in wanted)
        if jobs:
            record_event(
                by=by,
                at=at,
                kind="papers.requested",
                target=row,
                campaign=row.campaign,
                unit=row.unit,
                sentence=f"{row.unit} yêu cầu tạo {len(jobs)} giấy tờ.",
            )
        for job in jobs:
            transaction.on_commit(lambda pk=job.pk: enqueue(pk))
        return Requested(jobs, problems)


def needs_job(paper: RequiredPaper) -> bool:
    """Missing, stale or failed; and not already on its way with the same data."""
    if paper.paper is None or paper.ready:
        return False
    digest = context_sha256(paper.paper.to_dict())
    return not (paper.running and paper.job is not None and paper.job.context_sha256 == digest)


def write_job(
    dossier: Dossier, paper: RequiredPaper, batch: uuid.UUID, *, by: User, at: datetime
) -> RenderJob:
    """The row that is the job, with its document."""
    assert paper.paper is not None
    context = paper.paper.to_dict()
    document, _ = Document.objects.get_or_create(
        dossier=dossier, kind=paper.kind, nomination=paper.nomination, defaults={"title": paper.name}
    )
    if (document.title, document.position) != (paper.name[:250], paper.position):
        document.title, document.position = paper.name[:250], paper.position
        document.save(update_fields=["title", "position"])
    return RenderJob.objects.create(
        document=document,
        batch=batch,
        context=context,
        context_sha256=context_sha256(context),
        requested_at=at,
        requested_by=by,
    )


def sweep(
    *,
    at: datetime,
    enqueue: Enqueue,
    stuck_after: timedelta = STUCK_AFTER,
    forgotten_after: timedelta = FORGOTTEN_AFTER,
) -> list[int]:
    """Brings back jobs that the broker lost or whose worker died, and ends those that were tried enough.

    Returns the numbers of the jobs that were sent again. Moments in the future count as long ago, so that a
    clock set back never leaves a job behind.
    """
    with transaction.atomic():
        running = Q(state=JobState.RUNNING) & ~Q(started_at__gt=at - stuck_after, started_at__lte=at)
        queued = Q(state=JobState.QUEUED) & ~Q(requested_at__gt=at - forgotten_after, requested_at__lte=at)
        found = RenderJob.objects.select_for_update(no_key=True).filter(running | queued).defer("context")
        again = []
        for job in found.order_by("id")[:SWEEP_AT_MOST]:
            if job.attempts >= MOST_ATTEMPTS:
                give_up(job, at=at)
                continue
            if job.state == JobState.RUNNING:
                job.state, job.started_at = JobState.QUEUED, None
                job.save(update_fields=["state", "started_at"])
            again.append(job.pk)
        for pk in again:
            transaction.on_commit(lambda pk=pk: enqueue(pk))
        return again


def give_up(job: RenderJob, *, at: datetime) -> None:
    """The job is over without a paper; the person gets a sentence and may ask again."""
    job.state, job.error, job.finished_at = JobState.FAILED, GAVE_UP, at
    job.save(update_fields=["state", "error", "finished_at"])
