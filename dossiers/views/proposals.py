"""Danh sách đề xuất: the lists with their lines, why somebody is on them or not, and the officer's choices."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.domain.submissions import once
from accounts.errors import DomainError
from accounts.excel.writing import Column, write_table
from accounts.files import excel_response
from accounts.numbers import whole_number
from awards.enums import NominationState
from awards.models import AwardQuota
from awards.queries import campaigns_of_council_member, nominations_visible_to
from campaigns.access import can_stand
from campaigns.context import access
from campaigns.models import Campaign, Unit
from campaigns.queries import campaigns_visible_to
from dossiers.domain.attest_conditions import attest_conditions, can_still_attest, conditions_to_attest
from dossiers.domain.choose_tie import choose_tie, drop_tie_choice, tie_hints
from dossiers.domain.judge_nominations import judge_nominations
from dossiers.domain.proposal_words import (
    chip_of,
    line_after,
    mark_of,
    name_of,
    parts_of,
    question_of,
    sentence_of,
)
from dossiers.domain.propose import Candidate, Proposal, Table, propose
from scoring.models import Attestation, TieChoice, Verdict

COLUMNS = [
    Column("Nhóm", width=26),
    Column("Đối tượng", width=12),
    Column("Hạng", "number", width=8),
    Column("Đơn vị", width=32),
    Column("Tập thể, cá nhân được đề nghị", width=34),
    Column("Kết quả", "number", width=12),
    Column("Kết luận", width=26),
    Column("Lý do", width=60),
]

# Who stands further below the line is in the workbook; a page of thousands of rows helps nobody.
SHOWN_AFTER = 50


def campaign_for_selection(request: HttpRequest, slug: str) -> Campaign:
    """The campaign for the standing body and the council; for everybody else it is not there."""
    mine = access(request)
    seen = campaigns_visible_to(mine) if mine.is_staff else campaigns_of_council_member(mine)
    return get_object_or_404(seen.select_related("standing_unit", "issuer"), slug=slug)


@require_safe
def proposals(request: HttpRequest, slug: str) -> HttpResponse:
    """All lists of the campaign; beside them why one unit is on its list or not."""
    campaign = campaign_for_selection(request, slug)
    proposal = propose(campaign=campaign, at=request.arrived_at)
    if request.GET.get("xuat") == "excel":
        return proposals_file(campaign, proposal)
    last = Verdict.objects.filter(nomination__campaign=campaign).select_related("judged_by").first()
    unit_id = asked_unit(request, proposal)
    context = {
        "current": "campaigns",
        "campaign": campaign,
        "tables": [shown_table(table) for table in proposal.tables],
        "ranking": proposal.picture.ranking,
        "version": proposal.picture.version,
        "officer": can_stand(by=request.user, campaign=campaign, at=request.arrived_at),
        "last_verdict": last,
        "hints": tie_hints(proposal.picture.day),
        "key": uuid.uuid4(),
        "why": why_of(proposal, unit_id) if unit_id else None,
        "asked": unit_id,
    }
    return render(request, "dossiers/proposals.html", context)


def shown_table(table: Table) -> dict:
    """A list with the words of its lines."""
    after = line_after(table)
    shown = table.rows[: (after or 0) + SHOWN_AFTER]
    rows = [
        {"row": row, "chip": chip_of(row), "name": name_of(row), "line": n == after}
        for n, row in enumerate(shown, start=1)
    ]
    hidden = len(table.rows) - len(shown)
    return {"table": table, "quota": table.quota, "rows": rows, "free": table.cut.free, "hidden": hidden}


def asked_unit(request: HttpRequest, proposal: Proposal) -> int | None:
    """The unit of the address, or the first one below a line, about which people ask most."""
    asked = whole_number(request.GET.get("don-vi"))
    if asked is not None:
        return asked
    below = [
        row.unit.pk
        for table in proposal.tables
        for row in table.rows
        if row.nomination and row.line.status not in ("proposed", "unranked")
    ]
    first = [row.unit.pk for table in proposal.tables for row in table.rows if row.line.rank]
    return next(iter(below + first), None)


def why_of(proposal: Proposal, unit_id: int) -> dict | None:
    """Everything about one unit's lines; None when it is in no list."""
    lines = proposal.of_unit(unit_id)
    if not lines:
        return None
    table, row = lines[0]
    result = row.standing.result if row.standing else None
    return {
        "unit": row.unit,
        "answers": [answer_of(table, row) for table, row in lines],
        "result": result,
        "standing": row.standing,
        "parts": parts_of(result),
    }


def answer_of(table: Table, row: Candidate) -> dict:
    """One line with its findings; the clause of the place is that of the quota."""
    findings = row.judgement.findings if row.judgement else ()
    return {
        "row": row,
        "name": name_of(row),
        "question": question_of(row),
        "sentence": sentence_of(table, row),
        "clause": table.quota.clause,
        "chip": chip_of(row),
        "findings": [(mark_of(one), one) for one in findings],
    }


@require_safe
def why(request: HttpRequest, slug: str, unit_id: int) -> HttpResponse:
    """Vì sao: the same panel as a page of its own; a unit sees only itself, once it has sent."""
    mine = access(request)
    if mine.is_unit:
        campaign = get_object_or_404(campaigns_visible_to(mine), slug=slug)
        own = nominations_visible_to(mine).filter(campaign=campaign)
        if mine.unit.pk != unit_id or not own.exclude(state=NominationState.DRAFT).exists():
            raise Http404
    else:
        campaign = campaign_for_selection(request, slug)
    found = why_of(propose(campaign=campaign, at=request.arrived_at), unit_id)
    if found is None:
        raise Http404
    template = "dossiers/partials/_why.html" if request.htmx else "dossiers/why.html"
    return render(request, template, {"current": "campaigns", "campaign": campaign, "why": found})


def proposals_file(campaign: Campaign, proposal: Proposal) -> HttpResponse:
    """The lists as they are on the screen."""
    rows = []
    for table in proposal.tables:
        for row in table.rows:
            failing = row.judgement.findings if row.judgement else ()
            reasons = [f"{one.reason} ({one.clause})" for one in failing if one.outcome != "met"]
            rows.append(
                [
                    str(table.quota.group or "Mọi nhóm"),
                    table.quota.get_subject_display(),
                    row.line.rank,
                    str(row.unit),
                    row.nomination.name if row.nomination else "",
                    row.line.value,
                    chip_of(row).text,
                    " ".join([sentence_of(table, row), *reasons]),
                ]
            )
    title = f"Danh sách đề xuất khen thưởng - {campaign.short_title}"
    data = write_table(title=title, columns=COLUMNS, rows=rows, sheet_name="Đề xuất", landscape=True)
    return excel_response(f"de-xuat-{campaign.slug}", data)


@require_POST
def judge(request: HttpRequest, slug: str) -> HttpResponse:
    """Keeps the verdicts of today."""
    campaign = campaign_for_selection(request, slug)
    address = reverse("dossiers:proposals", args=[slug])

    def act() -> str:
        new = judge_nominations(campaign=campaign, by=request.user, at=request.arrived_at)
        said = f"Đã lưu {len(new)} kết luận mới." if new else "Không có gì thay đổi kể từ lần xét trước."
        messages.success(request, said)
        return address

    return redirect(answered(request, "judge", act))


@require_POST
def choose(request: HttpRequest, slug: str, quota_id: int) -> HttpResponse:
    """The officer names one of the tied units, with the ground."""
    campaign = campaign_for_selection(request, slug)
    quota = get_object_or_404(AwardQuota, pk=quota_id, award__campaign=campaign)
    address = f"{reverse('dossiers:proposals', args=[slug])}#chi-tieu-{quota.pk}"

    def act() -> str:
        unit = Unit.objects.filter(pk=whole_number(request.POST.get("unit"))).first()
        if unit is None:
            raise DomainError("Hãy chọn một đơn vị trong nhóm đồng hạng.")
        ground = request.POST.get("ground", "")
        choose_tie(quota=quota, unit=unit, ground=ground, by=request.user, at=request.arrived_at)
        messages.success(request, f"Đã ghi chọn {unit} và căn cứ.")
        return address

    return redirect(answered(request, "tie", act))


@require_POST
def unchoose(request: HttpRequest, slug: str, choice_id: int) -> HttpResponse:
    """Takes a choice back, with a reason."""
    campaign = campaign_for_selection(request, slug)
    choice = get_object_or_404(TieChoice, pk=choice_id, quota__award__campaign=campaign)
    address = reverse("dossiers:proposals", args=[slug])

    def act() -> str:
        reason = request.POST.get("reason", "")
        drop_tie_choice(choice=choice, by=request.user, at=request.arrived_at, reason=reason)
        messages.success(request, f"Đã bỏ chọn {choice.unit}.")
        return address

    return redirect(answered(request, "untie", act))


@require_http_methods(["GET", "HEAD", "POST"])
def attest(request: HttpRequest, slug: str, nomination_id: int) -> HttpResponse:
    """One form for the qualitative criteria of a person."""
    campaign = campaign_for_selection(request, slug)
    rows = nominations_visible_to(access(request)).filter(campaign=campaign)
    nomination = get_object_or_404(rows.select_related("unit"), pk=nomination_id)
    if not can_stand(by=request.user, campaign=campaign, at=request.arrived_at):
        raise Http404
    if request.method != "POST":
        return attest_form(request, campaign, nomination)
    try:
        return redirect(answered(request, "attest", lambda: attested(request, nomination)))
    except DomainError as error:
        return attest_form(request, campaign, nomination, error)


def attested(request: HttpRequest, nomination) -> str:
    """Writes the answers; returns where to go on."""
    said = {row.pk: request.POST.get(f"c{row.pk}") for row in conditions_to_attest(nomination)}
    answers = {key: value == "dat" for key, value in said.items() if value in ("dat", "khong")}
    document = request.POST.get("document", "")
    attest_conditions(
        nomination=nomination, answers=answers, document=document, by=request.user, at=request.arrived_at
    )
    messages.success(request, f"Đã ghi xác nhận tiêu chuẩn của {nomination}.")
    address = reverse("dossiers:proposals", args=[nomination.campaign.slug])
    return f"{address}?don-vi={nomination.unit_id}#vi-sao"


def attest_form(request: HttpRequest, campaign: Campaign, nomination, error=None) -> HttpResponse:
    """What was said before, or what was just typed."""
    kept = {
        row.condition_id: row
        for row in Attestation.objects.filter(nomination=nomination).select_related("by")
    }
    lines = []
    for row in conditions_to_attest(nomination):
        before = kept.get(row.pk)
        said = request.POST.get(f"c{row.pk}") or (before and ("dat" if before.holds else "khong")) or ""
        lines.append({"condition": row, "said": said})
    last = next(iter(kept.values()), None)
    context = {
        "current": "campaigns",
        "campaign": campaign,
        "nomination": nomination,
        "lines": lines,
        "last": last,
        "document": request.POST.get("document") or (last.document if last else ""),
        "error": error,
        "editable": can_still_attest(nomination),
        "key": uuid.uuid4(),
    }
    return render(request, "dossiers/attest.html", context, status=422 if error else 200)


def answered(request: HttpRequest, purpose: str, act) -> str:
    """Runs the act of a form once; a repeat is led to the first answer."""
    key = request.POST.get("key", "")
    return once(key=key, by=request.user, at=request.arrived_at, purpose=purpose, act=act)
