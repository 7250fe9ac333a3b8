"""A campaign's own page: the nine steps with numbers, and what the viewer may do now."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from campaigns.access import Access
from campaigns.context import access
from campaigns.enums import MeasuredBy
from campaigns.views.pages import campaign_or_404
from campaigns.views.round_switch import round_context
from dossiers.direct_lists import open_origins
from dossiers.domain.propose import propose
from dossiers.news import news_for
from dossiers.overview import steps_of
from dossiers.progress import Progress, progress_of
from dossiers.todo import next_for, tasks_for


@require_safe
def campaign(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything about one campaign at a glance; a unit sees itself only."""
    row = campaign_or_404(request, slug)
    mine = access(request)
    progress = progress_of(row, mine, request.arrived_at, request.GET.get("dot", "")[:40])
    tasks = tasks_for(mine, request.arrived_at, propose=propose, found=[progress])
    context = {
        "current": "campaigns",
        "campaign": row,
        "progress": progress,
        "steps": steps_of(progress, mine),
        "tasks": tasks,
        "next": next_for(mine, [progress]),
        "news": news_for(mine, [row]),
        "links": links_of(progress, mine),
        "deadlines": sorted(progress.deadlines.values(), key=lambda one: one.last_valid_day),
    }
    return render(request, "dossiers/overview.html", context | round_context(row, progress.round))


def links_of(progress: Progress, mine: Access) -> list[tuple[str, str]]:
    """The other rooms of the campaign that this person has a key to."""
    campaign = progress.campaign
    slug = campaign.slug
    found = [("Khen của đơn vị", "dossiers:own_awards")] if progress.has_own_power else []
    if mine.is_staff:
        if not progress.is_draft and open_origins(campaign, progress.quotas):
            found.append(("Danh sách đề nghị trực tiếp", "dossiers:direct_list"))
        found += [("Các đợt xét", "campaigns:rounds"), ("Dự toán", "awards:budget")]
        if campaign.measured_by == MeasuredBy.CONTEST:
            found.insert(0, ("Cuộc thi", "scoring:contest"))
    pages = [(label, reverse(name, args=[slug])) for label, name in found]
    return [*pages, ("Pháp luật", reverse("awards:law"))] if mine.is_staff else pages
