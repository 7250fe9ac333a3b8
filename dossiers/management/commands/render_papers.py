"""Creates the papers of one dossier that are missing or stale."""

import json

from django.core.management.base import BaseCommand, CommandError

from accounts import clock
from accounts.errors import DomainError
from accounts.models import User
from campaigns.access import UNIT_ROLES
from campaigns.models import Membership
from dossiers import tasks
from dossiers.domain.render_document import render_document
from dossiers.domain.request_papers import request_papers
from dossiers.enums import JobState
from dossiers.models import Dossier, RenderJob
from dossiers.rendering.pdf import render_pdf


class Command(BaseCommand):
    help = "Tạo các giấy tờ còn thiếu hoặc đã cũ của một hồ sơ."

    def add_arguments(self, parser):
        parser.add_argument("--dossier", type=int, required=True, metavar="ID")
        parser.add_argument("--by", metavar="TÊN ĐĂNG NHẬP", help="người của đơn vị đứng tên yêu cầu")
        parser.add_argument(
            "--wait", action="store_true", help="tạo ngay trong lệnh này rồi mới kết thúc, không cần worker"
        )
        parser.add_argument("--json", action="store_true", help="báo cáo dạng JSON")

    def handle(self, *args, dossier, by, wait, **options):
        row = Dossier.objects.select_related("unit").filter(pk=dossier).first()
        if row is None:
            raise CommandError(f"Không có hồ sơ số {dossier}.")
        at = clock.now()
        enqueue = (lambda pk: None) if wait else tasks.enqueue
        try:
            asked = request_papers(dossier=row, by=asker(row, by), at=at, enqueue=enqueue)
        except DomainError as error:
            raise CommandError(error.message) from None
        if wait:
            for job in asked.jobs:
                render_document(job_id=job.pk, at=at, render=render_pdf)
        report = report_on(row, [job.pk for job in asked.jobs], asked.problems)
        self.stdout.write(json.dumps(report, ensure_ascii=False) if options["json"] else in_words(report))
        failed = [line for line in report["papers"] if line["state"] == JobState.FAILED]
        if failed or asked.problems:
            raise SystemExit(1)


def asker(dossier: Dossier, username: str | None) -> User:
    """The named person, or the first of the unit's people; what they may is checked by the verb."""
    people = User.objects.filter(is_active=True)
    if username:
        found = people.filter(username=username).first()
    else:
        members = Membership.objects.filter(unit=dossier.unit, role__in=UNIT_ROLES, valid_to__isnull=True)
        found = people.filter(pk__in=members.values("user")).order_by("pk").first()
    if found is None:
        raise CommandError("Không có tài khoản nào của đơn vị để đứng tên. Hãy dùng --by TÊN ĐĂNG NHẬP.")
    return found


def report_on(dossier: Dossier, jobs: list[int], problems: tuple[str, ...]) -> dict:
    """What became of the jobs."""
    rows = RenderJob.objects.filter(pk__in=jobs).select_related("document", "version").order_by("pk")
    papers = [
        {
            "paper": row.document.title,
            "state": row.state,
            "pages": row.version.pages if row.version else None,
            "sha256": row.version.sha256 if row.version else None,
            "error": row.error,
        }
        for row in rows
    ]
    return {"dossier": dossier.pk, "papers": papers, "problems": list(problems)}


def in_words(report: dict) -> str:
    """The same for a person."""
    labels = dict(JobState.choices)
    lines = [f"{labels[one['state']]}: {one['paper']} {one['error']}".rstrip() for one in report["papers"]]
    lines += [f"Chưa tạo được: {problem}" for problem in report["problems"]]
    return "\n".join(lines or ["Mọi giấy tờ đã đúng với số liệu hiện tại."])
