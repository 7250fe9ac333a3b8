"""A unit's dossier: the page where everything about it is, for the unit, the officer and the council."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.dates import local
from accounts.errors import DomainError
from awards.enums import PaperKind
from awards.queries import admitted_subjects, quotas_for_units
from campaigns.context import access
from campaigns.enums import DeadlineCode, RoundState, SubjectKind
from campaigns.models import UnitGroup
from campaigns.queries import campaigns_visible_to
from campaigns.rounds import deadline_of
from campaigns.views.names import rows_in_year
from campaigns.views.round_switch import asked_round, round_context
from dossiers.checks import completeness, counts, cross_checks
from dossiers.domain.open_dossier import edit_letter, open_dossier
from dossiers.enums import DOSSIER_LABEL_FOR_UNIT, DossierState
from dossiers.forms.entry import LetterForm, add_errors
from dossiers.guide import sections_filled
from dossiers.models import Dossier
from dossiers.papers.facts import DossierFacts, load_facts
from dossiers.permissions import can_write_dossier
from dossiers.queries import EDITABLE, RequiredPaper, dossiers_visible_to, required_papers
from dossiers.takeover_dossiers import why_collective_falls_out
from dossiers.views.award_choice import choice_of
from dossiers.views.four_eyes import four_eyes_context
from dossiers.views.papers import batch_progress, chosen_paper, preview_of, versions_of

CHIPS = {
    DossierState.DRAFT: "wait",
    DossierState.SENT: "main",
    DossierState.RETURNED: "bad",
    DossierState.ACCEPTED: "good",
}


def my_dossier(request: HttpRequest, slug: str) -> HttpResponse:
    """The unit's dossiers of the shown round, and for which awards it may open one; the only one is led to."""
    mine = access(request)
    campaign = get_object_or_404(campaigns_visible_to(mine), slug=slug)
    if request.method == "POST" and not mine.is_unit:
        raise Http404
    if not mine.is_unit or mine.unit is None:
        return redirect("dossiers:list")
    if request.method == "POST":
        award = (
            get_object_or_404(campaign.awards, pk=request.POST["award"]) if "award" in request.POST else None
        )
        opened = open_dossier(
            campaign=campaign, unit=mine.unit, award=award, by=request.user, at=request.arrived_at
        )
        return redirect("dossiers:dossier", pk=opened.pk)
    round = asked_round(request, campaign)
    choice = choice_of(campaign, round, mine.unit)
    only = choice.only_dossier
    if only is not None and "dot" not in request.GET:
        return redirect("dossiers:dossier", pk=only.pk)
    context = {"current": "dossiers", "campaign": campaign, "choice": choice}
    context["deadline"] = deadline_of(campaign, DeadlineCode.DOSSIER, round)
    return render(request, "dossiers/dossier_none.html", context | round_context(campaign, round))


def visible(request: HttpRequest, pk: int) -> Dossier:
    """The dossier when the person may read it, else 404."""
    return get_object_or_404(dossiers_visible_to(access(request)), pk=pk)


@require_safe
def dossier(request: HttpRequest, pk: int) -> HttpResponse:
    row = visible(request, pk)
    context = page_context(request, row)
    rows_in_year(request, row.round.year, [row])
    return render(request, "dossiers/dossier.html", context)


def page_context(request: HttpRequest, row: Dossier, form: LetterForm | None = None) -> dict[str, Any]:
    """Everything on the dossier's page."""
    facts = load_facts(row)
    papers = required_papers(row, facts)
    own = can_write_dossier(dossier=row, by=request.user, at=request.arrived_at)
    lines = completeness(row, facts, papers)
    editable = own and row.state in EDITABLE and row.round.state == RoundState.OPEN
    return {
        "current": "dossiers",
        "dossier": row,
        "facts": facts,
        "counts": counts(facts),
        "wants": {"meeting": clause_of(facts, PaperKind.BIEN_BAN)},
        "own": own,
        "editable": editable,
        "subjects": subjects_open(facts) if editable else (),
        **four_eyes_context(request, row),
        "label": DOSSIER_LABEL_FOR_UNIT[DossierState(row.state)] if own else row.get_state_display(),
        "chip": CHIPS[DossierState(row.state)],
        "lines": lines,
        "missing": [line for line in lines if not line.ok],
        "crosses": cross_checks(facts, papers),
        "route": route(facts, papers, lines, row),
        "nominees": nominee_rows(facts),
        "form": form or LetterForm.of(row),
        "ended_note": ended_note(row, request),
        "steps": row.steps.select_related("by"),
        **papers_context(row, papers, request.GET.get("xem", "")),
    }


def ended_note(row: Dossier, request: HttpRequest) -> str:
    """What an ended unit's dossier can still lead to, while it is under way; "" for others."""
    if row.unit.valid_to is None or row.round.state != RoundState.OPEN:
        return ""
    return why_collective_falls_out(row.unit, local(request.arrived_at).date())


def clause_of(facts: DossierFacts, kind: str) -> str:
    """The clause under which the plan wants such a paper; "" when it does not."""
    return next((row.clause for row in facts.requirements if row.kind == kind), "")


def subjects_open(facts: DossierFacts) -> tuple[str, ...]:
    """Whom the plan lets the unit put forward in this dossier; the unit itself only once."""
    group = UnitGroup.objects.filter(campaign=facts.campaign, members__unit=facts.unit).first()
    found = admitted_subjects(quotas_for_units(facts.dossier.round).filter(award=facts.award), group)
    if any(row.subject == SubjectKind.TAP_THE for row in facts.nominations):
        return tuple(kind for kind in found if kind != SubjectKind.TAP_THE)
    return found


def papers_context(row: Dossier, papers: list[RequiredPaper], wanted: str) -> dict[str, Any]:
    """The list of papers, the work on them, and the one that is shown."""
    chosen = chosen_paper(papers, wanted)
    return {
        "papers": papers,
        "done": sum(paper.ready for paper in papers),
        "made": sum(paper.ready and not paper.is_file for paper in papers),
        "needs": any(paper.paper and not paper.ready for paper in papers),
        "progress": batch_progress(row),
        "chosen": chosen,
        "preview": preview_of(chosen),
        "versions": versions_of(chosen),
    }


def nominee_rows(facts: DossierFacts) -> list[dict[str, Any]]:
    """Each nominee with votes and how far the report is."""
    rows = []
    for row in facts.nominations:
        filled, total = sections_filled(facts.reports.get(row.pk), row.subject)
        rows.append({"row": row, "result": facts.results.get(row.pk), "filled": filled, "total": total})
    return rows


def route(facts: DossierFacts, papers: list[RequiredPaper], lines: list, row: Dossier) -> list[dict]:
    """The unit's steps as the plan has them, each done or not; the first one not done is the one to do now."""
    sent = row.state not in EDITABLE
    reports = [line for line in lines if line.mend == "report"]
    meeting = next((line for line in lines if line.mend == "meeting"), None)
    steps = [("Danh sách đề nghị", bool(facts.nominations), counts(facts))]
    if meeting:
        sat = f"{facts.present}/{facts.members} có mặt" if facts.meeting else "chưa ghi"
        steps.append(("Họp Hội đồng", meeting.ok, sat))
    if reports:
        written = sum(line.ok for line in reports)
        steps.append(("Báo cáo thành tích", written == len(reports), f"{written}/{len(reports)} đã viết"))
    if papers:
        done = sum(paper.ready for paper in papers)
        steps.append(("Giấy tờ", done == len(papers), f"{done}/{len(papers)} đã xong"))
    steps.append(("Gửi hồ sơ", sent, row.receipt_number if sent else "chưa gửi"))
    now = next((place for place, step in enumerate(steps) if not step[1]), None)
    marks = ["done" if step[1] else "now" if place == now else "" for place, step in enumerate(steps)]
    return [
        {"name": name, "mark": mark, "note": note} for (name, _, note), mark in zip(steps, marks, strict=True)
    ]


@require_POST
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Saves the fields of the tờ trình; by htmx only the state of saving comes back."""
    row = visible(request, pk)
    form = LetterForm.of(row, request.POST)
    saved = False
    if form.is_valid():
        try:
            edit_letter(dossier=row, by=request.user, at=request.arrived_at, **form.cleaned_data)
            saved = True
        except DomainError as error:
            add_errors(form, error)
    if request.htmx:
        context = {"form": form, "saved_at": request.arrived_at if saved else None}
        response = render(request, "dossiers/partials/_saved.html", context, status=200 if saved else 422)
        response["HX-Trigger"] = "letter-saved" if saved else "letter-refused"
        return response
    if saved:
        messages.success(request, "Đã lưu nội dung tờ trình.")
        return redirect("dossiers:dossier", pk=pk)
    return render(request, "dossiers/dossier.html", page_context(request, row, form), status=422)
