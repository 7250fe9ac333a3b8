"""Danh sách đề xuất: the lists with their lines, why somebody is on them or not, and the officer's choices."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.domain.submissions import once
from accounts.errors import DomainError
from accounts.excel.writing import Column, write_table
from accounts.files import excel_response
from accounts.numbers import whole_number
from awards.models import AwardQuota
from awards.queries import campaigns_of_council_member, nominations_visible_to
from campaigns.context import access
from campaigns.enums import SubjectKind
from campaigns.models import Campaign, Unit
from campaigns.permissions import can_stand, check_standing
from campaigns.queries import campaigns_visible_to
from campaigns.views.names import units_in_year
from campaigns.views.round_switch import asked_round, round_context, with_round
from dossiers.domain.choose_tie import choose_tie, drop_tie_choice, tie_hints
from dossiers.domain.judge_nominations import judge_nominations
from dossiers.domain.proposal_words import chip_of, line_after, name_of, sentence_of
from dossiers.domain.propose import Candidate, Proposal, Table, propose
from dossiers.domain.table_words import chip_words, order_of, places_of, title_of
from dossiers.domain.unranked_words import why_unranked
from dossiers.views.why_panel import why_of
from scoring.models import TieChoice, Verdict

COLUMNS = [
    Column("Nhóm", width=26),
    Column("Đối tượng", width=12),
    Column("Hạng", "number", width=8),
    Column("Đơn vị", width=32),
    Column("Tập thể, cá nhân được đề nghị", width=34),
    Column("Kết quả", "number", width=12),
    Column("Kết luận", width=26),
    Column("Lý do", width=60),
    Column("Hình thức, chỉ tiêu", width=40),
]

# Who stands further below the line is in the workbook; a page of thousands of rows helps nobody.
SHOWN_AFTER = 50
# A list without a number has no line to end at.
SHOWN_FREE = 200


def campaign_for_selection(request: HttpRequest, slug: str) -> Campaign:
    """The campaign for the standing body and the council; for everybody else it is not there."""
    mine = access(request)
    seen = campaigns_visible_to(mine) if mine.is_staff else campaigns_of_council_member(mine)
    return get_object_or_404(seen.select_related("standing_unit", "issuer"), slug=slug)


@require_safe
def proposals(request: HttpRequest, slug: str) -> HttpResponse:
    """All lists of a round; beside them why one unit is on its list or not."""
    campaign = campaign_for_selection(request, slug)
    round = asked_round(request, campaign)
    if round is None:
        return render(
            request, "dossiers/proposals_empty.html", {"current": "campaigns", "campaign": campaign}
        )
    proposal = as_then(request, propose(campaign=campaign, at=request.arrived_at, round=round))
    if request.GET.get("xuat") == "excel":
        return proposals_file(campaign, proposal)
    last = Verdict.objects.filter(nomination__round=round).select_related("judged_by").first()
    unit_id = asked_unit(request, proposal)
    context = {
        "current": "campaigns",
        "campaign": campaign,
        **round_context(campaign, round),
        "tables": [shown_table(table, proposal) for table in worth_showing(proposal)],
        "ranking": proposal.picture.ranking,
        "needs_ranking": needs_ranking(proposal),
        "own_power": any(table.quota.award.own_power for table in proposal.tables),
        "version": proposal.picture.version,
        "officer": can_stand(by=request.user, campaign=campaign, at=request.arrived_at),
        "last_verdict": last,
        "hints": tie_hints(proposal.picture.day),
        "key": uuid.uuid4(),
        "why": why_of(proposal, unit_id) if unit_id else None,
        "asked": unit_id,
    }
    return render(request, "dossiers/proposals.html", context)


def as_then(request: HttpRequest, proposal: Proposal) -> Proposal:
    """Every unit of the lists is named as at the end of the year of the round."""
    units = [unit for table in proposal.tables for unit in table.silent]
    for row in (row for table in proposal.tables for row in table.rows):
        units += [row.unit, *(one.unit for one in (row.standing, row.nomination) if one)]
    units_in_year(request, proposal.picture.round.year, units)
    return proposal


def worth_showing(proposal: Proposal) -> list[Table]:
    """The lists of the round; of what heads give by own power only those that hold somebody."""
    return [table for table in proposal.tables if table.rows or not table.quota.award.own_power]


def needs_ranking(proposal: Proposal) -> bool:
    """Whether the lists are those of ranked units and nothing has been ranked yet."""
    tables = proposal.tables
    return proposal.picture.ranking is None and bool(tables) and all(table.by_unit for table in tables)


def shown_table(table: Table, proposal: Proposal) -> dict:
    """A list with the words of its lines."""
    after, measured = line_after(table), proposal.picture.years.measured
    shown = table.rows[: after + SHOWN_AFTER] if table.quota.maximum else table.rows[:SHOWN_FREE]
    rows = [
        {
            "row": row,
            "chip": chip_of(row),
            "name": name_of(row),
            "unranked": why_unranked(table, row, measured),
            "line": n == after,
            "attest": bool(row.nomination and proposal.picture.asks_a_person(row.nomination)),
        }
        for n, row in enumerate(shown, start=1)
    ]
    return {
        "table": table,
        "quota": table.quota,
        "title": title_of(table.quota),
        "chip": chip_words(table.quota),
        "places": places_of(table.quota),
        "order": order_of(table, proposal.picture),
        "column": column_of(table),
        "rows": rows,
        "free": table.cut.free,
        "hidden": len(table.rows) - len(shown),
    }


def column_of(table: Table) -> str:
    """The head of the column of names."""
    if table.by_unit and table.quota.subject == SubjectKind.TAP_THE:
        return "Đơn vị"
    return table.quota.get_subject_display() or "Tập thể, cá nhân"


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


def subject_of(table: Table, row: Candidate) -> str:
    """The nominee's own subject, or that of the list for a unit that put nobody forward."""
    return row.nomination.get_subject_display() if row.nomination else chip_words(table.quota)


def proposals_file(campaign: Campaign, proposal: Proposal) -> HttpResponse:
    """The lists as they are on the screen."""
    rows, measured = [], proposal.picture.years.measured
    for table in proposal.tables:
        for row in table.rows:
            failing = row.judgement.findings if row.judgement else ()
            reasons = [f"{one.reason} ({one.clause})" for one in failing if one.outcome != "met"]
            rows.append(
                [
                    title_of(table.quota),
                    subject_of(table, row),
                    row.line.rank,
                    str(row.unit),
                    row.nomination.name if row.nomination else "",
                    row.line.value,
                    chip_of(row).text,
                    " ".join([sentence_of(table, row), why_unranked(table, row, measured), *reasons]).replace(
                        "  ", " "
                    ),
                    f"{table.quota.award.name}, {places_of(table.quota)} ({table.quota.clause})",
                ]
            )
    title = f"Danh sách đề xuất khen thưởng - {campaign.short_title} - {proposal.picture.round.name}"
    data = write_table(title=title, columns=COLUMNS, rows=rows, sheet_name="Đề xuất", landscape=True)
    return excel_response(f"de-xuat-{campaign.slug}-{proposal.picture.round.code}", data)


@require_POST
def judge(request: HttpRequest, slug: str) -> HttpResponse:
    """Keeps the verdicts of today."""
    campaign = campaign_for_selection(request, slug)
    round = asked_round(request, campaign)
    address = with_round(reverse("dossiers:proposals", args=[slug]), round)

    def act() -> str:
        new = judge_nominations(campaign=campaign, by=request.user, at=request.arrived_at, round=round)
        said = f"Đã lưu {len(new)} kết luận mới." if new else "Không có gì thay đổi kể từ lần xét trước."
        messages.success(request, said)
        return address

    return redirect(answered(request, "judge", act))


@require_POST
def choose(request: HttpRequest, slug: str, quota_id: int) -> HttpResponse:
    """The officer names one of the tied units or nominations, with the ground."""
    campaign = campaign_for_selection(request, slug)
    check_standing(by=request.user, campaign=campaign, at=request.arrived_at)
    quota = get_object_or_404(AwardQuota, pk=quota_id, award__campaign=campaign)
    round = asked_round(request, campaign)
    address = with_round(f"{reverse('dossiers:proposals', args=[slug])}#chi-tieu-{quota.pk}", round)

    def act() -> str:
        who = chosen_of(request, campaign)
        ground = request.POST.get("ground", "")
        choose_tie(quota=quota, ground=ground, by=request.user, at=request.arrived_at, round=round, **who)
        messages.success(request, f"Đã ghi chọn {next(iter(who.values()))} và căn cứ.")
        return address

    return redirect(answered(request, "tie", act))


def chosen_of(request: HttpRequest, campaign: Campaign) -> dict:
    """The unit or the nomination that was picked; DomainError when nothing was."""
    units = Unit.objects.filter(group_places__campaign=campaign)
    unit = units.filter(pk=whole_number(request.POST.get("unit"))).first()
    rows = nominations_visible_to(access(request)).filter(campaign=campaign).select_related("round", "unit")
    one = rows.filter(pk=whole_number(request.POST.get("nomination"))).first()
    if unit is None and one is None:
        raise DomainError("Hãy chọn một trường hợp trong nhóm đồng hạng.")
    return {"unit": unit} if unit else {"nomination": one}


@require_POST
def unchoose(request: HttpRequest, slug: str, choice_id: int) -> HttpResponse:
    """Takes a choice back, with a reason."""
    campaign = campaign_for_selection(request, slug)
    choice = get_object_or_404(TieChoice, pk=choice_id, quota__award__campaign=campaign)
    address = with_round(reverse("dossiers:proposals", args=[slug]), choice.round)

    def act() -> str:
        reason = request.POST.get("reason", "")
        drop_tie_choice(choice=choice, by=request.user, at=request.arrived_at, reason=reason)
        messages.success(request, f"Đã bỏ chọn {choice.chosen}.")
        return address

    return redirect(answered(request, "untie", act))


def answered(request: HttpRequest, purpose: str, act) -> str:
    """Runs the act of a form once; a repeat is led to the first answer."""
    key = request.POST.get("key", "")
    return once(key=key, by=request.user, at=request.arrived_at, purpose=purpose, act=act)
