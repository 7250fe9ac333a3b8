"""Kế thừa: for each unit that ended in a campaign, what waits for an answer, who may take it, what was answered."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.dates import local
from accounts.domain.submissions import once
from accounts.errors import DomainError
from campaigns.enums import Inherited
from campaigns.forms_changes import UndoForm
from campaigns.models import Campaign, Takeover
from campaigns.permissions import can_stand
from campaigns.views.pages import campaign_or_404
from campaigns.views.yearly import page_of_rows
from dossiers.domain.decide_takeovers import Answer, decide_takeovers
from dossiers.domain.undo_takeover import undo_takeover
from dossiers.takeover_dossiers import why_collective_falls_out
from dossiers.takeover_holdings import Holding
from dossiers.takeovers import Question, questions_of

OWN_GOES_ON = "Không ai: giữ làm tài liệu, đơn vị kế thừa dùng của mình"
NOBODY, INSTEAD = "khong-ai", "-thay"


def kept_campaign(request: HttpRequest, slug: str) -> Campaign:
    """The campaign for its standing officer; for everybody else the page does not exist."""
    campaign = campaign_or_404(request, slug)
    if not can_stand(by=request.user, campaign=campaign, at=request.arrived_at):
        raise Http404
    return campaign


@require_http_methods(["GET", "HEAD", "POST"])
def takeovers(request: HttpRequest, slug: str) -> HttpResponse:
    """All questions of the campaign, any number answered at once on one document; what is set aside is shown first."""
    campaign = kept_campaign(request, slug)
    if request.method != "POST":
        return takeovers_page(request, campaign)

    def act(*, dry_run: bool = False) -> str:
        rows = decide_takeovers(
            campaign=campaign,
            answers=answers_in(request),
            document=request.POST.get("document", ""),
            by=request.user,
            at=request.arrived_at,
            dry_run=dry_run,
        )
        if not dry_run:
            messages.success(request, f"Đã ghi {len(rows)} quyết định kế thừa.")
        return reverse("dossiers:takeovers", args=[slug])

    key, by = request.POST.get("key", ""), {"by": request.user, "at": request.arrived_at}
    try:
        if (mark := mark_of(answers_in(request))) != request.POST.get("confirm", ""):
            act(dry_run=True)
            return takeovers_page(request, campaign, confirm=mark)
        return redirect(once(key=key, purpose="takeover", act=act, **by))
    except DomainError as error:
        return takeovers_page(request, campaign, error)


def mark_of(answers: Sequence[Answer]) -> str:
    """Which answers set something aside: written only once exactly these were shown with their numbers."""
    return ",".join(sorted(f"{row.predecessor}-{row.what}-{row.successor}" for row in answers if row.instead))


def answers_in(request: HttpRequest) -> list[Answer]:
    """«chon-12-sheet» = key of the successor, «34-thay» (its own is set aside) or «khong-ai»; an empty one waits."""
    found = []
    for name, value in request.POST.items():
        head, _, what = name.removeprefix("chon-").partition("-")
        if not name.startswith("chon-") or not value or not head.isdecimal():
            continue
        instead = value.endswith(INSTEAD)
        key = value.removesuffix(INSTEAD)
        successor = int(key) if key.isdecimal() else None
        if successor is None and value != NOBODY:
            raise DomainError("Câu trả lời không đúng. Hãy tải lại trang rồi chọn lại.")
        found.append(Answer(int(head), what, successor, instead))
    return found


def takeovers_page(
    request: HttpRequest, campaign: Campaign, error: DomainError | None = None, confirm: str = ""
) -> HttpResponse:
    """The questions, what was typed, what a yes would set aside, and the sentence why it was not written."""
    questions = questions_of(campaign, request.arrived_at)
    waiting = [row for row in questions if row.open]
    page = page_of_rows(waiting, request.GET.get("trang"))
    context = {
        "current": "campaigns",
        "campaign": campaign,
        "page": page,
        "cards": cards(page.rows, request.POST, local(request.arrived_at).date()),
        "decided": decided_rows(campaign),
        "waiting": sum(len(row.open) for row in waiting),
        "error": error,
        "document": request.POST.get("document", ""),
        "nobody": NOBODY,
        "confirm": confirm,
        "aside": aside_lines(questions, answers_in(request)) if confirm else [],
        "key": uuid.uuid4(),
    }
    return render(request, "dossiers/takeovers.html", context, status=422 if error else 200)


def cards(rows: Sequence[Question], typed: Any, day: date) -> list[dict[str, Any]]:
    """Each ended unit with its questions, their answers to choose from, and the one chosen on this page."""
    return [
        {
            "question": row,
            "lines": [
                {
                    "holding": one,
                    "chosen": typed.get(f"chon-{row.unit.pk}-{one.what}", ""),
                    "options": options(row, one),
                    "nobody": OWN_GOES_ON if row.rivals_of(one.what) else one.nobody,
                    "note": why_collective_falls_out(row.unit, day) if one.what == Inherited.DOSSIER else "",
                    "rivals": row.rivals_of(one.what),
                }
                for one in row.open
            ],
        }
        for row in rows
    ]


def options(question: Question, holding: Holding) -> list[tuple[str, str]]:
    """Who may take it: where the successor has its own, only what it lacks, or all of it instead of its own."""
    found = []
    for unit in question.candidates:
        rival = question.rivals.get((unit.pk, holding.what))
        if rival is None or not rival.whole:
            found.append((str(unit.pk), f"{unit}, nhận phần chưa có" if rival else str(unit)))
        if rival and not rival.blocked:
            found.append((f"{unit.pk}{INSTEAD}", f"{unit}, dùng của {question.unit} thay cho của mình"))
    return found


def aside_lines(questions: Sequence[Question], answers: Sequence[Answer]) -> list[dict[str, Any]]:
    """What the answers would set aside, with the numbers of both."""
    by_unit = {row.unit.pk: row for row in questions}
    return [
        {
            "rival": by_unit[row.predecessor].rivals[row.successor or 0, row.what],
            "holding": by_unit[row.predecessor].holding(row.what),
            "old": by_unit[row.predecessor].unit,
        }
        for row in answers
        if row.instead
    ]


def decided_rows(campaign: Campaign) -> list[Takeover]:
    """The last answers, newest first."""
    rows = Takeover.objects.filter(campaign=campaign, undone_at__isnull=True)
    return list(rows.select_related("predecessor", "successor", "by").order_by("-pk")[:200])


@require_POST
def takeover_undo(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Takes one answer back, with a reason."""
    campaign = kept_campaign(request, slug)
    row = get_object_or_404(Takeover, campaign=campaign, pk=pk)
    form = UndoForm(request.POST)
    if not form.is_valid():
        raise DomainError("Hãy nêu lý do hủy quyết định kế thừa.")
    undo_takeover(takeover=row, reason=form.cleaned_data["reason"], by=request.user, at=request.arrived_at)
    messages.success(request, f"Đã hủy quyết định kế thừa: {row}.")
    return redirect("dossiers:takeovers", slug)
