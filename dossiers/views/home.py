"""Việc cần làm: what this person has to do, what runs, and what happened last."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from campaigns.access import Access
from campaigns.context import access
from campaigns.enums import NominatedBy
from campaigns.permissions import check_standing
from campaigns.views.pages import campaign_or_404
from dossiers.domain.propose import propose
from dossiers.news import news_for
from dossiers.overview import current_step, place_among, steps_of
from dossiers.progress import Progress, progress_of
from dossiers.reminders import KINDS, reminder_for
from dossiers.role_todo import head_tasks, role_tasks
from dossiers.takeover_todo import succession_tasks
from dossiers.todo import next_for, running_campaigns, tasks_for


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The first page after signing in."""
    mine = access(request)
    campaigns = running_campaigns(mine)
    found = [progress_of(campaign, mine, request.arrived_at) for campaign in campaigns]
    tasks = [*role_tasks(mine, request.arrived_at), *head_tasks(mine, request.arrived_at)]
    tasks += succession_tasks(mine, request.arrived_at)
    tasks += tasks_for(mine, request.arrived_at, propose=propose, found=found)
    context = {
        "current": "home",
        "tasks": tasks,
        "next": next_for(mine, found),
        "cards": [card(progress, mine) for progress in found],
        "news": news_for(mine, campaigns),
    }
    return render(request, "dossiers/home.html", context)


def card(progress: Progress, mine: Access) -> dict:
    """A running campaign in the right column: its step, and two numbers for staff."""
    number, total, name = place_among(progress)
    came = len(progress.expected) - len(progress.without_dossier)
    step = current_step(progress)
    numbers = [] if mine.is_unit or progress.is_draft else office_numbers(progress, step, came)
    return {
        "campaign": progress.campaign,
        "number": number,
        "total": total,
        "name": name,
        "numbers": numbers,
    }


def office_numbers(progress: Progress, number: int, came: int) -> list[tuple[int, int | None, str]]:
    """(count, of how many, what): registrations at first, dossiers later, and the places."""
    registered = len(progress.registered)
    first = (registered, len(progress.units), "đã đăng ký")
    if number >= 6 or not progress.asks_registration:
        first = (came, len(progress.expected), "hồ sơ đã gửi")
    if progress.campaign.nominated_by == NominatedBy.STANDING:
        first = (sum(progress.nominations.values()), None, "đã lập danh sách")
    elif not progress.wants_dossiers:
        first = (len(progress.units), None, "đơn vị tham gia")
    last = (progress.places, None, "chỉ tiêu khen thưởng")
    if number >= 8:
        last = (progress.given, progress.places, "chỉ tiêu đã chọn")
    if not progress.places:
        last = (progress.awarded, None, "đã chọn khen thưởng")
    return [first, last]


@require_safe
def reminder(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """A text for the units that are missing, to be copied; only the standing body."""
    if kind not in KINDS:
        raise Http404
    campaign = campaign_or_404(request, slug)
    check_standing(by=request.user, campaign=campaign, at=request.arrived_at)
    progress = progress_of(campaign, access(request), request.arrived_at)
    context = {"current": "campaigns", "campaign": campaign, "reminder": reminder_for(progress, kind)}
    return render(request, "dossiers/reminder.html", context)


@require_safe
def steps(request: HttpRequest, slug: str) -> HttpResponse:
    """The line of steps alone, for the card of a campaign."""
    campaign = campaign_or_404(request, slug)
    mine = access(request)
    line = steps_of(progress_of(campaign, mine, request.arrived_at), mine)
    return render(request, "dossiers/partials/_steps.html", {"steps": line})
