import hashlib
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.errors import DomainError
from dossiers.domain.open_dossier import edit_letter
from dossiers.domain.render_document import claim, finish, render_document
from dossiers.domain.request_papers import GAVE_UP, request_papers
from dossiers.domain.send_dossier import send_dossier
from dossiers.enums import JobState
from dossiers.models import Document, DocumentVersion, RenderJob
from tests.dossier_makers import IN_TIME, WRITTEN, filled


@dataclass(frozen=True)
class Made:
    """What a renderer gives back."""

    pdf: bytes = b"%PDF-1.7 x"
    pages: int = 1
    template_version: str = "to_trinh-1"


@pytest.fixture
def job(tan_chau):
    desk = filled(tan_chau)
    request_papers(dossier=desk.dossier, by=desk.person, at=WRITTEN, enqueue=lambda pk: None)
    return RenderJob.objects.first()


def run(job, render, at=WRITTEN):
    done = render_document(job_id=job.pk, at=at, render=render)
    job.refresh_from_db()
    return done


def test_a_rendered_job_has_its_version_and_file(job):
    run(job, lambda kind, paper: Made())
    assert (job.state, job.attempts, job.version.number) == (JobState.DONE, 1, 1)
    assert job.version.sha256 == hashlib.sha256(Made().pdf).hexdigest()
    assert job.version.file.open("rb").read() == Made().pdf
    assert job.version.context == job.context


def test_a_second_message_does_nothing(job):
    run(job, lambda kind, paper: Made())
    assert run(job, lambda kind, paper: pytest.fail("rendered twice")) is None
    assert render_document(job_id=0, at=WRITTEN, render=lambda kind, paper: Made()) is None
    assert DocumentVersion.objects.count() == 1


def test_a_job_in_other_hands_is_left_alone_until_they_are_gone(job):
    claim(job_id=job.pk, at=WRITTEN)
    assert claim(job_id=job.pk, at=WRITTEN + timedelta(seconds=119)) is None
    assert claim(job_id=job.pk, at=WRITTEN + timedelta(seconds=120)).attempts == 2


def test_the_one_who_comes_back_late_writes_nothing(job):
    late = claim(job_id=job.pk, at=WRITTEN)
    quick = claim(job_id=job.pk, at=WRITTEN + timedelta(minutes=3))
    assert finish(quick, Made(), at=WRITTEN) is not None
    assert finish(late, Made(), at=WRITTEN) is None
    assert DocumentVersion.objects.count() == 1


def test_our_own_sentence_ends_the_job_at_once(job):
    def refuse(kind, paper):
        raise DomainError("Ký tự «☃» không in được.")

    run(job, refuse)
    assert (job.state, job.attempts, job.error) == (JobState.FAILED, 1, "Ký tự «☃» không in được.")


def test_any_other_error_is_tried_three_times(job):
    def break_down(kind, paper):
        raise OSError("disk")

    for attempt in (1, 2):
        run(job, break_down)
        assert (job.state, job.attempts) == (JobState.QUEUED, attempt)
    run(job, break_down)
    assert (job.state, job.attempts, job.error) == (JobState.FAILED, 3, GAVE_UP)
    assert run(job, lambda kind, paper: pytest.fail("a fourth attempt")) is None


def test_versions_count_up(job):
    run(job, lambda kind, paper: Made())
    again = RenderJob.objects.create(
        document=job.document,
        batch=job.batch,
        context=job.context,
        context_sha256=job.context_sha256,
        requested_at=WRITTEN,
        requested_by=job.requested_by,
    )
    run(again, lambda kind, paper: Made(pdf=b"%PDF-1.7 y"))
    assert [row.number for row in job.document.versions.all()] == [2, 1]


def test_a_paper_that_comes_after_the_sending_replaces_nothing(tan_chau):
    desk = filled(tan_chau)
    request_papers(dossier=desk.dossier, by=desk.person, at=WRITTEN, enqueue=lambda pk: None)
    late, *others = RenderJob.objects.order_by("pk")
    for one in others:
        run(one, lambda kind, paper: Made())
    late = claim(job_id=late.pk, at=WRITTEN)
    edit_letter(dossier=desk.dossier, by=desk.person, at=WRITTEN, overall_summary="Số liệu mới.")
    desk.render()
    send_dossier(dossier=desk.dossier, by=desk.person, at=IN_TIME)
    before = list(DocumentVersion.objects.values_list("document", "number", "sha256"))
    assert finish(late, Made(), at=IN_TIME) is None
    assert list(DocumentVersion.objects.values_list("document", "number", "sha256")) == before
    late.refresh_from_db()
    assert late.state == JobState.FAILED and late.version is None


def test_a_paper_that_comes_after_a_newer_request_replaces_nothing(tan_chau):
    desk = filled(tan_chau)
    request_papers(dossier=desk.dossier, by=desk.person, at=WRITTEN, enqueue=lambda pk: None)
    late, *others = RenderJob.objects.order_by("pk")
    for one in others:
        run(one, lambda kind, paper: Made())
    late = claim(job_id=late.pk, at=WRITTEN)
    edit_letter(dossier=desk.dossier, by=desk.person, at=WRITTEN, overall_summary="Số liệu mới.")
    desk.render()
    newest = late.document.versions.first()
    assert finish(late, Made(), at=WRITTEN) is None
    assert late.document.versions.first() == newest


def test_a_document_of_the_whole_dossier_is_there_once(job):
    row = job.document
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.create(dossier=row.dossier, kind=row.kind, nomination=row.nomination, title="x")
