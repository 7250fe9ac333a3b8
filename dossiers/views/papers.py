"""Papers of a dossier: asked for, watched, previewed, opened as PDF, taken along as one zip."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST, require_safe

from accounts.errors import DomainError
from accounts.files import attachment_response, stored_file_response
from accounts.text import fold
from accounts.uploads import MEGABYTE
from campaigns.context import access
from dossiers import tasks
from dossiers.domain.hand_in_paper import MOST_BYTES, OF_THE_UNIT, hand_in_paper
from dossiers.domain.request_papers import request_papers
from dossiers.domain.zip_dossier import zip_dossier
from dossiers.enums import JobState
from dossiers.models import DocumentVersion, Dossier, RenderJob
from dossiers.papers.registry import paper_from_dict
from dossiers.permissions import check_writes_dossier
from dossiers.queries import EDITABLE, RequiredPaper, dossiers_visible_to, required_papers
from dossiers.rendering.html import render_preview


@dataclass(frozen=True)
class Progress:
    """The last batch of jobs: how many of how many are over, and which failed."""

    total: int
    done: int
    failed: int
    running: bool

    @property
    def over(self) -> int:
        return self.done + self.failed

    @property
    def percent(self) -> int:
        return 100 * self.over // self.total if self.total else 0


def batch_progress(dossier: Dossier) -> Progress | None:
    """The dossier's last request for papers; None when there was none."""
    jobs = RenderJob.objects.filter(document__dossier=dossier)
    last = jobs.order_by("-id").values_list("batch", flat=True).first()
    if last is None:
        return None
    states = list(jobs.filter(batch=last).values_list("state", flat=True))
    running = sum(state in (JobState.QUEUED, JobState.RUNNING) for state in states)
    done = states.count(JobState.DONE)
    return Progress(len(states), done, states.count(JobState.FAILED), running > 0)


def chosen_paper(papers: list[RequiredPaper], key: str) -> RequiredPaper | None:
    """The paper to show beside the fields: the one asked for, else the first that can be shown."""
    by_key = {paper.key: paper for paper in papers}
    if key in by_key:
        return by_key[key]
    return next((paper for paper in papers if paper.paper or paper.version), papers[0] if papers else None)


def preview_of(paper: RequiredPaper | None) -> SafeString | str:
    """The paper as a fragment of the page: from the data as they are now, or as it was sent."""
    if paper is None or paper.is_file:
        return ""
    if paper.paper is not None:
        return render_preview(paper.kind, paper.paper)
    if paper.version is not None:
        return render_preview(paper.kind, paper_from_dict(paper.version.context))
    return ""


def versions_of(paper: RequiredPaper | None) -> list[DocumentVersion]:
    """Every version of the paper that was ever made, the newest first."""
    if paper is None or paper.document is None:
        return []
    return list(paper.document.versions.defer("context"))


def readable(request: HttpRequest, pk: int) -> Dossier:
    """The dossier when the person may read it, else 404."""
    return get_object_or_404(dossiers_visible_to(access(request)), pk=pk)


@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The right half of the page alone, after a field was saved."""
    row = readable(request, pk)
    chosen = chosen_paper(required_papers(row), request.GET.get("xem", ""))
    context = {
        "dossier": row,
        "chosen": chosen,
        "preview": preview_of(chosen),
        "versions": versions_of(chosen),
    }
    return render(request, "dossiers/partials/_preview.html", context)


@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """«Tạo giấy tờ»: jobs are written, the worker is told after the commit."""
    row = readable(request, pk)
    asked = request_papers(dossier=row, by=request.user, at=request.arrived_at, enqueue=tasks.enqueue)
    if not asked.jobs:
        messages.info(request, "Mọi giấy tờ đang được tạo hoặc đã đúng với số liệu hiện tại.")
    for problem in dict.fromkeys(asked.problems):
        messages.warning(request, problem)
    return redirect("dossiers:dossier", pk=pk)


@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The list with its bar, asked for every second while jobs run; at the end the whole page comes anew."""
    row = readable(request, pk)
    papers = required_papers(row)
    now = batch_progress(row)
    context = {"dossier": row, "papers": papers, "progress": now, "editable": row.state in EDITABLE}
    response = render(request, "dossiers/partials/_papers.html", context)
    if request.htmx and not (now and now.running):
        response["HX-Refresh"] = "true"
    return response


@require_safe
def pdf(request: HttpRequest, pk: int, document_id: int, number: int) -> HttpResponseBase:
    """One version of one paper, shown by the browser's own PDF reader."""
    row = readable(request, pk)
    version = get_object_or_404(
        DocumentVersion.objects.select_related("document"),
        document__dossier=row,
        document=document_id,
        number=number,
    )
    name = f"{version.document.title} (bản {version.number}).pdf"
    # What others made is only handed out, never shown: it may hold more than pages.
    ours = version.template_version != OF_THE_UNIT
    return stored_file_response(version.file, name, content_type="application/pdf", shown=ours)


@require_POST
def hand_in(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The unit's own PDF of a paper that is not made here."""
    row = readable(request, pk)
    check_writes_dossier(dossier=row, by=request.user, at=request.arrived_at)
    file = request.FILES.get("file")
    if file is None:
        raise DomainError("Hãy chọn tệp PDF để nộp.")
    if file.size > MOST_BYTES:
        raise DomainError(
            f"Tệp «{file.name}» lớn hơn {MOST_BYTES // MEGABYTE} MB. Hãy giảm dung lượng rồi nộp lại."
        )
    version = hand_in_paper(
        dossier=row, kind=kind, name=file.name, data=file.read(), by=request.user, at=request.arrived_at
    )
    messages.success(request, f"Đã nhận {version.document.title} ({version.pages} trang).")
    return redirect("dossiers:dossier", pk=pk)


@require_safe
def whole(request: HttpRequest, pk: int) -> HttpResponse:
    """All papers of the dossier in one zip."""
    row = readable(request, pk)
    name = f"ho-so-{row.campaign.slug}-{fold(str(row.unit)).replace(' ', '-')}.zip"
    return attachment_response(name, zip_dossier(dossier=row), content_type="application/zip")
