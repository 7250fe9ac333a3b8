"""One row of the plan: added, changed, taken out, moved; the same pages for every part."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.dates import parse_date
from accounts.errors import DomainError, Stale
from awards.catalogue import catalogue
from awards.domain.change_plan import Paper, PlanChange
from awards.domain.edit_plan import DOWN, UP, add_row, edit_row, find_row, move_row, remove_row
from awards.domain.export_plan import rows_of
from awards.domain.plan_dates import last_valid_day
from awards.domain.plan_editor import Line, line, names_of, section
from awards.domain.plan_guards import hanging
from awards.forms.rows import RowForm, row_form
from awards.models import Award
from awards.plan_parts import Part
from awards.plan_words import part_of
from awards.views.plan_edit import (
    back_to_editor,
    confirmed,
    form_page,
    kept_plan,
    paper_form,
    paper_of,
    place_error,
    saved,
)
from campaigns.enums import DeadlineMeaning
from campaigns.models import Campaign

ELSEWHERE = ("conditions",)


def editable_part(key: str, *, of_award: bool) -> Part:
    """The part of the address; a condition has its own pages, where its rule can be checked."""
    part = part_of(key)
    if part is None or part.of_award != of_award or key in ELSEWHERE:
        raise Http404
    return part


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, slug: str, key: str, award: str = "") -> HttpResponse:
    """An empty form; of an award the catalogue's entry fills it first."""
    campaign = kept_plan(request, slug)
    part = editable_part(key, of_award=bool(award))
    owner = get_object_or_404(Award, campaign=campaign, code=award) if award else None
    posted = request.POST if request.method == "POST" else None
    form = row_form(part)(posted, campaign=campaign, initial=first_values(request, campaign, part))

    def act(paper: Paper) -> PlanChange:
        return add_row(
            campaign=campaign, part=key, award=owner, values=form.values(), paper=paper,
            by=request.user, at=request.arrived_at,
        )  # fmt: skip

    title = f"Thêm: {part.name.lower()}" + (f" của «{owner}»" if owner else "")
    return row_page(request, campaign, form, act, {"title": title, "owner": owner, "adding": True})


def first_values(request: HttpRequest, campaign: Campaign, part: Part) -> dict[str, Any]:
    """What an empty form starts with: the chosen entry of the catalogue, the campaign's first year."""
    if part.key == "rounds":
        return {"first_year": campaign.year, "last_year": campaign.year}
    if part.key == "targets":
        return {"year": campaign.period_end.year}
    chosen = request.GET.get("danh-muc", "")
    found = next((one for one in catalogue() if one.code == chosen), None)
    if part.key != "awards" or found is None:
        return {}
    return {
        "catalogue": found.code,
        "kind": found.kind,
        "name": found.name,
        "decided_by": found.decides,
        "law_key": found.law_key,
        "own_power": found.own_power,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str, key: str, pk: int) -> HttpResponse:
    """The form filled with the row; it carries the hash of what was on screen."""
    campaign = kept_plan(request, slug)
    part, row = row_or_404(campaign, key, pk)
    shown = line(part, row, names_of(campaign))
    initial = {part.column(one): getattr(row, part.column(one)) for one in part.fields}
    if key == "deadlines" and initial["last_valid_day"] == stated_last_day(initial):
        # What follows from the other fields is not typed: it moves along when they change.
        initial["last_valid_day"] = None
    posted = request.POST if request.method == "POST" else None
    form = row_form(part)(posted, campaign=campaign, row=row, initial={**initial, "seen": shown.seen})

    def act(paper: Paper) -> PlanChange:
        return edit_row(
            campaign=campaign, part=key, pk=pk, values=form.values(), seen=form.cleaned_data["seen"],
            paper=paper, by=request.user, at=request.arrived_at,
        )  # fmt: skip

    context = {"title": f"{part.name}: {shown.label}", "owner": getattr(row, "award", None), "shown": shown}
    return row_page(request, campaign, form, act, {**context, "pk": pk})


def stated_last_day(values: Mapping[str, Any]) -> date | None:
    """The last valid day that the stated day and its meaning give; None while they say nothing readable."""
    try:
        day, meaning = parse_date(values.get("stated_day")), str(values.get("meaning", ""))
    except DomainError:
        return None
    return last_valid_day(meaning, day) if meaning in DeadlineMeaning.values else None


@require_safe
def last_day(request: HttpRequest, slug: str) -> HttpResponse:
    """The line below the last valid day of a deadline, made anew while its day and meaning are chosen."""
    kept_plan(request, slug)
    return render(request, "awards/partials/_plan_last_day.html", {"last_day": stated_last_day(request.GET)})


def row_or_404(campaign: Campaign, key: str, pk: int) -> tuple[Part, Any]:
    """The part and the row of an address."""
    if key in ELSEWHERE:
        raise Http404
    return find_row(campaign, key, pk)


def row_page(
    request: HttpRequest, campaign: Campaign, form: RowForm, act, context: dict[str, Any]
) -> HttpResponse:
    """Shows the form, or saves it; a search for units only fills the list to tick from."""
    key = form.part.key
    paper = paper_form(request, campaign)
    posted = request.method == "POST"
    searching = "search_units" in request.POST
    if searching:
        form.errors.clear()
    elif posted and form.is_valid() and (paper is None or paper.is_valid()):
        try:
            saved(request, act(paper_of(paper)))
            return back_to_editor(campaign, "awards" if form.part.of_award else key)
        except DomainError as error:
            place_error(form, paper, error)
            if isinstance(error, Stale):
                context["now"] = context.get("shown")
    if key == "awards":
        context["catalogue"] = catalogue(timezone.localdate(request.arrived_at))
        context["all_awards"] = catalogue()
    if key == "deadlines":
        context["last_day"] = stated_last_day(form.data if form.is_bound else form.initial)
    shared = {"form": form, "paper": paper, "part": key, "searching": searching}
    return form_page(request, campaign, {**shared, **context}, wrong=posted and not searching)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, slug: str, key: str, pk: int) -> HttpResponse:
    """Names what goes and what hangs on it, then takes it out."""
    campaign = kept_plan(request, slug)
    part, row = find_row(campaign, key, pk)
    shown = line(part, row, names_of(campaign))
    below = hanging(part, row)

    def act(paper: Paper) -> PlanChange:
        return remove_row(
            campaign=campaign, part=key, pk=pk, seen=request.POST.get("seen", ""), paper=paper,
            by=request.user, at=request.arrived_at,
        )  # fmt: skip

    context = {
        "title": f"Xóa khỏi {part.name.lower()}: «{shown.label}»?",
        "text": going_too(part, row),
        "shown": shown,
        "stopped": f"Chưa xóa được: {below}." if below else "",
        "button": "Xóa",
        "hidden": {"seen": request.POST.get("seen", shown.seen)},
    }
    return confirmed(request, campaign, "awards" if part.of_award else key, act, context)


def going_too(part: Part, row: Any) -> str:
    """What goes with an award: its quotas, conditions and papers, in numbers."""
    if part.key != "awards":
        return ""
    return (
        f"Cùng với hình thức này, {row.quotas.count()} chỉ tiêu, {row.conditions.count()} tiêu chuẩn và "
        f"{row.requirements.count()} loại giấy tờ của nó cũng được xóa."
    )


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, slug: str, key: str, pk: int) -> HttpResponse:
    """One place up or down; on a launched plan it asks for reason and document first."""
    campaign = kept_plan(request, slug)
    part, row = find_row(campaign, key, pk)
    to = request.POST.get("to") or request.GET.get("to", "")
    if to not in (UP, DOWN):
        raise Http404
    owner = row.award if part.of_award else campaign
    order = section(part, rows_of(part, owner), names_of(campaign), ()).order

    def act(paper: Paper) -> PlanChange:
        return move_row(
            campaign=campaign, part=key, pk=pk, to=to, seen=request.POST.get("seen", ""), paper=paper,
            by=request.user, at=request.arrived_at,
        )  # fmt: skip

    shown: Line = line(part, row, names_of(campaign))
    way = "lên" if to == UP else "xuống"
    context = {
        "title": f"{part.name}: chuyển «{shown.label}» {way} một bậc",
        "button": "Chuyển",
        "hidden": {"seen": request.POST.get("seen", order), "to": to},
    }
    return confirmed(request, campaign, "awards" if part.of_award else key, act, context)
