from datetime import timedelta

import pytest

from accounts.errors import DomainError
from dossiers.domain.open_dossier import edit_letter
from dossiers.domain.request_papers import GAVE_UP, request_papers, sweep
from dossiers.enums import JobState
from dossiers.models import Document, RenderJob
from tests.dossier_makers import WRITTEN, filled, opened, ready

SENT: list[int] = []


def ask(desk, capture):
    SENT.clear()
    with capture(execute=True):
        return request_papers(dossier=desk.dossier, by=desk.person, at=WRITTEN, enqueue=SENT.append)


def test_a_job_for_each_paper_told_after_the_commit(tan_chau, django_capture_on_commit_callbacks):
    desk = filled(tan_chau)
    asked = ask(desk, django_capture_on_commit_callbacks)
    assert [job.pk for job in asked.jobs] == SENT and len(SENT) == 5
    assert [row.title for row in Document.objects.all()] == [
        "Tờ trình đề nghị xét khen thưởng kèm danh sách",
        "Biên bản họp Hội đồng Thi đua - Khen thưởng",
        "Báo cáo thành tích tập thể: Ủy ban nhân dân xã Châu Phong",
        "Báo cáo thành tích cá nhân: Trần Minh Khoa",
        "Bảng điểm thi đua Chuyển đổi số năm 2023 tự chấm",
    ]
    assert ask(desk, django_capture_on_commit_callbacks).jobs == ()
    assert RenderJob.objects.count() == 5


def test_only_what_changed_is_made_again(tan_chau, django_capture_on_commit_callbacks):
    desk = ready(tan_chau)
    assert ask(desk, django_capture_on_commit_callbacks).jobs == ()
    edit_letter(dossier=desk.dossier, by=desk.person, at=WRITTEN, overall_summary="Tóm tắt khác.")
    jobs = ask(desk, django_capture_on_commit_callbacks).jobs
    assert [job.document.kind for job in jobs] == ["to_trinh"]


def test_what_is_missing_is_said_and_the_rest_is_made(tan_chau, django_capture_on_commit_callbacks):
    desk = opened(tan_chau)
    asked = ask(desk, django_capture_on_commit_callbacks)
    assert [job.document.kind for job in asked.jobs] == ["bang_diem"]
    assert len(asked.problems) == 3 and "Chưa ghi cuộc họp" in asked.problems[0]
    for job in asked.jobs:
        RenderJob.objects.filter(pk=job.pk).delete()


def test_nothing_to_make_and_something_missing_is_a_refusal(tan_chau, django_capture_on_commit_callbacks):
    desk = opened(tan_chau)
    desk.render()
    with pytest.raises(DomainError, match="Chưa tạo được giấy tờ. Chưa ghi cuộc họp"):
        ask(desk, django_capture_on_commit_callbacks)


@pytest.fixture
def job(tan_chau):
    desk = filled(tan_chau)
    request_papers(dossier=desk.dossier, by=desk.person, at=WRITTEN, enqueue=lambda pk: None)
    first = RenderJob.objects.first()
    RenderJob.objects.exclude(pk=first.pk).delete()
    return first


def swept(at):
    return sweep(at=at, enqueue=lambda pk: None)


def test_the_sweep_leaves_young_jobs_and_brings_old_ones(job):
    assert swept(WRITTEN + timedelta(seconds=19)) == []
    assert swept(WRITTEN + timedelta(seconds=20)) == [job.pk]
    RenderJob.objects.update(state=JobState.RUNNING, started_at=WRITTEN, attempts=1)
    assert swept(WRITTEN + timedelta(seconds=119)) == []
    assert swept(WRITTEN + timedelta(seconds=120)) == [job.pk]
    job.refresh_from_db()
    assert (job.state, job.started_at) == (JobState.QUEUED, None)


def test_a_clock_set_back_leaves_nothing_behind(job):
    assert swept(WRITTEN - timedelta(days=100)) == [job.pk]


def test_after_three_attempts_the_sweep_ends_it(job):
    RenderJob.objects.update(state=JobState.RUNNING, started_at=WRITTEN, attempts=3)
    assert swept(WRITTEN + timedelta(minutes=5)) == []
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, GAVE_UP)
