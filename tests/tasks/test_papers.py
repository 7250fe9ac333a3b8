"""Papers by a real worker process: nothing is lost, nothing is done twice, nothing is tried for ever."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from accounts import clock
from config.celery import app
from dossiers import tasks
from dossiers.domain.request_papers import GAVE_UP, request_papers, sweep
from dossiers.enums import JobState
from dossiers.models import DocumentVersion, RenderJob
from tests.conftest import ROOT, wait_for
from tests.dossier_makers import WRITTEN, filled
from tests.factories import World
from tests.factories import base as demo

AT_ONCE = timedelta(0)


@pytest.fixture
def desk(real_worker):
    """A filled dossier whose papers a real worker may render."""
    return filled(World(demo.seed_launched()))


def ask(desk, enqueue=tasks.enqueue):
    """Asks for the papers; the rows are committed when this returns."""
    return request_papers(dossier=desk.dossier, by=desk.person, at=WRITTEN, enqueue=enqueue).jobs


def states():
    return sorted(RenderJob.objects.values_list("state", flat=True))


def all_over():
    return not RenderJob.objects.filter(state__in=[JobState.QUEUED, JobState.RUNNING]).exists()


def send_again():
    """What beat does, without waiting for the clock."""
    return sweep(at=clock.now(), enqueue=tasks.enqueue, stuck_after=AT_ONCE, forgotten_after=AT_ONCE)


def children(process) -> list[int]:
    """The worker's child processes."""
    listed = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii")
    return [int(number) for number in listed.split()]


def kill_child(worker) -> None:
    """Kills the child that renders, as the system does when memory runs out."""
    for pid in children(worker):
        os.kill(pid, signal.SIGKILL)


def make_long(job, rows: int = 1200) -> None:
    """A list of so many rows that rendering takes a few seconds."""
    context = dict(job.context)
    context["nominees"] = context["nominees"] * rows
    RenderJob.objects.filter(pk=job.pk).update(context=context)


def running(job) -> bool:
    return RenderJob.objects.filter(pk=job.pk, state=JobState.RUNNING).exists()


def test_the_worker_renders_every_paper_once(desk):
    jobs = ask(desk)
    assert len(jobs) == 5
    wait_for(all_over, seconds=60)
    assert states() == [JobState.DONE] * 5
    for job in jobs:
        tasks.enqueue(job.pk)
    tasks.sweep_jobs.delay()
    mark = settings.WORKER_MARK
    mark.unlink(missing_ok=True)
    app.send_task("config.tasks.mark_alive")
    wait_for(mark.exists)
    assert DocumentVersion.objects.count() == 5
    for version in DocumentVersion.objects.all():
        assert version.file.open("rb").read(5) == b"%PDF-"
        assert version.size == version.file.size


def test_an_emptied_broker_loses_nothing(desk, real_worker):
    os.kill(real_worker.pid, signal.SIGSTOP)
    try:
        ask(desk)
        with app.connection_for_write() as connection:
            connection.default_channel.queue_purge("celery")
    finally:
        os.kill(real_worker.pid, signal.SIGCONT)
    send_again()
    wait_for(all_over, seconds=60)
    assert states() == [JobState.DONE] * 5
    assert DocumentVersion.objects.count() == 5


def test_jobs_that_were_never_sent_are_found_by_the_sweep(desk):
    ask(desk, enqueue=lambda pk: None)
    assert states() == [JobState.QUEUED] * 5
    tasks.sweep_jobs.delay()
    wait_for(all_over, seconds=60)
    assert states() == [JobState.DONE] * 5


def test_a_killed_child_leaves_a_job_that_is_finished_later(desk, real_worker):
    job = ask(desk, enqueue=lambda pk: None)[0]
    RenderJob.objects.exclude(pk=job.pk).delete()
    make_long(job)
    tasks.enqueue(job.pk)
    wait_for(lambda: running(job), seconds=120)
    kill_child(real_worker)
    RenderJob.objects.filter(pk=job.pk).update(context=job.context)
    assert send_again() == [job.pk]
    wait_for(all_over, seconds=60)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.DONE, 2)
    assert DocumentVersion.objects.count() == 1


def test_a_job_that_kills_its_worker_is_tried_three_times_and_no_more(desk, real_worker):
    job = ask(desk, enqueue=lambda pk: None)[0]
    RenderJob.objects.exclude(pk=job.pk).delete()
    make_long(job)
    tasks.enqueue(job.pk)
    for attempt in (1, 2, 3):
        wait_for(lambda: running(job), seconds=120)
        kill_child(real_worker)
        job.refresh_from_db()
        assert job.attempts == attempt
        send_again()
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error) == (JobState.FAILED, 3, GAVE_UP)
    assert send_again() == []
    assert not DocumentVersion.objects.exists()


def test_a_poison_job_ends_with_a_sentence_and_the_others_go_on(desk):
    jobs = ask(desk, enqueue=lambda pk: None)
    RenderJob.objects.filter(pk=jobs[0].pk).update(context={"kind": "to_trinh", "subject": "\U0001f4a9"})
    for job in jobs:
        tasks.enqueue(job.pk)
    wait_for(all_over, seconds=60)
    jobs[0].refresh_from_db()
    assert jobs[0].state == JobState.FAILED and jobs[0].error.startswith("Bản lưu của giấy tờ")
    assert jobs[0].attempts == 1
    assert states() == [JobState.DONE] * 4 + [JobState.FAILED]


def test_a_dead_broker_stops_no_request(process_environment, transactional_db):
    desk = filled(World(demo.seed_launched()))
    environment = {**process_environment, "BROKER_URL": "redis://127.0.0.1:1/0"}
    command = [sys.executable, "manage.py", "render_papers", "--dossier", str(desk.dossier.pk)]
    begin = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert time.monotonic() - begin < 20
    assert "Traceback" not in done.stdout and "Đang chờ" in done.stdout
    assert states() == [JobState.QUEUED] * 5
