"""A campaign's own page: the nine steps with numbers, and what the viewer may do now."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from campaigns.context import access
from campaigns.rounds import deadlines_of_others
from campaigns.views.names import units_in_year
from campaigns.views.pages import campaign_or_404
from campaigns.views.round_switch import round_context
from dossiers.domain.propose import propose
from dossiers.four_eyes import office_notes
from dossiers.news import news_for
from dossiers.overview import steps_of
from dossiers.progress import progress_of
from dossiers.takeover_aside import answers_with_aside
from dossiers.todo import next_for, tasks_for


@require_safe
def campaign(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything about one campaign at a glance; a unit sees itself only."""
    row = campaign_or_404(request, slug)
    mine = access(request)
    progress = progress_of(row, mine, request.arrived_at, request.GET.get("dot", "")[:40])
    units_in_year(request, progress.year, [one.unit for one in progress.units])
    tasks = tasks_for(mine, request.arrived_at, propose=propose, found=[progress])
    context = {
        "current": "campaigns",
        "campaign": row,
        "progress": progress,
        "steps": steps_of(progress, mine),
        "tasks": tasks,
        "office_notes": office_notes(row),
        "aside": answers_with_aside(row, mine.unit) if mine.is_unit else [],
        "next": next_for(mine, [progress]),
        "news": news_for(mine, [row]),
        "deadlines": sorted(progress.deadlines.values(), key=lambda one: one.last_valid_day),
        "other_deadlines": deadlines_of_others(row, progress.round),
    }
    return render(request, "dossiers/overview.html", context | round_context(row, progress.round))
