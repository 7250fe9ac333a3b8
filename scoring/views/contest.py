"""Kết quả cuộc thi: people and units, each number with its source."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from accounts.numbers import whole_number
from awards.enums import NominationState
from awards.models import Nomination
from campaigns.context import access
from campaigns.enums import CountedAttempt, NominatedBy, Origin, SubjectKind
from campaigns.models import Campaign
from campaigns.views.names import page_in_year, rows_in_year
from scoring.contest_queries import (
    PeopleFilter,
    confirmed_contest,
    contestants_visible_to,
    living_nominees,
    people_of_contest,
    totals_visible_to,
)
from scoring.contest_tables import ORDERS, counts_of, page_of_rows, unit_choices, unit_rows
from scoring.models import ContestImport, ContestUnitTotal
from scoring.permissions import can_keep_results
from scoring.views.contest_common import contest_campaign
from scoring.views.contest_excel import people_excel, units_excel
from scoring.views.pages import wants_excel

PEOPLE_ORDERS = {"hang": "Hạng", "ten": "Tên", "don-vi": "Đơn vị", "luot": "Số lượt thi"}


@require_GET
def contest(request: HttpRequest, slug: str) -> HttpResponse:
    """The results in two tables: people, or units (`muc=don-vi`)."""
    campaign = contest_campaign(request, slug)
    keeps = can_keep_results(by=request.user, campaign=campaign, at=request.arrived_at)
    source = confirmed_contest(campaign)
    context = {"campaign": campaign, "keeps": keeps, "source": source, "current": "campaigns"}
    if source is None:
        return render(request, "scoring/contest_empty.html", context)
    totals = list(totals_visible_to(access(request), source))
    rows_in_year(request, campaign.year, totals)
    context |= {
        "counts": counts_of(totals),
        "seen": contestants_visible_to(access(request), source),
        "chooses": keeps and campaign.nominated_by == NominatedBy.STANDING,
        "other_rule": _other_rule(campaign, source),
    }
    if request.GET.get("muc") == "don-vi":
        return _units(request, campaign, source, totals, context)
    return _people(request, campaign, source, totals, context)


def _other_rule(campaign: Campaign, source: ContestImport) -> str:
    """The plan's rule when it is not the one that the table was made with."""
    rule = campaign.counted_attempt
    return (
        CountedAttempt(rule).label.lower()
        if rule in CountedAttempt.values and rule != source.counted_by
        else ""
    )


def _people(
    request: HttpRequest,
    campaign: Campaign,
    source: ContestImport,
    totals: list[ContestUnitTotal],
    context: dict[str, Any],
) -> HttpResponse:
    asked = request.GET.get
    wanted = PeopleFilter(
        unit=asked("don-vi", ""),
        group=asked("doi-tuong", ""),
        recognised=asked("cong-nhan", ""),
        took_part=asked("du-thi", ""),
        text=asked("q", ""),
        order=asked("xep", ""),
    )
    rows = people_of_contest(context["seen"], wanted, accounts=context["keeps"])
    if wants_excel(request):
        return people_excel(campaign, source, rows, keeps=context["keeps"])
    named = {row.account: row.nomination for row in living_nominees(campaign)} if context["keeps"] else {}
    page = page_in_year(request, campaign.year, rows)
    context |= {
        "page": page,
        "rows": [(row, named.get(row.account)) for row in page.rows],
        "chosen": wanted,
        "orders": PEOPLE_ORDERS.items(),
        "units": unit_choices(totals),
        "filtered": any((wanted.unit, wanted.group, wanted.recognised, wanted.took_part, wanted.text)),
    }
    return render(request, "scoring/contest.html", context)


def _units(
    request: HttpRequest,
    campaign: Campaign,
    source: ContestImport,
    totals: list[ContestUnitTotal],
    context: dict[str, Any],
) -> HttpResponse:
    order, text = request.GET.get("xep", ""), request.GET.get("q", "")
    rows = unit_rows(totals, order=order, text=text)
    if wants_excel(request):
        return units_excel(campaign, source, rows)
    page = page_of_rows(rows, whole_number(request.GET.get("trang")) or 1)
    named = {row.unit_id: row for row in _collectives(campaign)} if context["keeps"] else {}
    context |= {
        "page": page,
        "rows": [(row, named.get(row.total.unit_id)) for row in page.rows],
        "order": order if order in ORDERS else "nguoi",
        "orders": ORDERS.items(),
        "text": text,
    }
    return render(request, "scoring/contest_units.html", context)


def _collectives(campaign: Campaign):
    rows = Nomination.objects.filter(campaign=campaign, subject=SubjectKind.TAP_THE, origin=Origin.UNIT)
    return rows.exclude(state=NominationState.WITHDRAWN)


@require_GET
def contest_person(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """All attempts of a person, the counted one marked and why, and the cells that they come from."""
    campaign = contest_campaign(request, slug)
    source = confirmed_contest(campaign)
    if source is None:
        raise Http404
    people = contestants_visible_to(access(request), source).select_related("unit", "contest_import")
    person = get_object_or_404(people, pk=pk)
    keeps = can_keep_results(by=request.user, campaign=campaign, at=request.arrived_at)
    nominee = living_nominees(campaign).filter(account=person.account).first() if keeps else None
    context = {
        "campaign": campaign,
        "source": source,
        "person": person,
        "attempts": person.attempts.all(),
        "keeps": keeps,
        "nominee": nominee,
        "chooses": keeps and campaign.nominated_by == NominatedBy.STANDING,
        "current": "campaigns",
    }
    return render(request, "scoring/contest_person.html", context)
