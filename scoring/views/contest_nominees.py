"""Choosing whom to put forward from the results: ticked, looked at once more with numbers, put forward, taken back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.domain.submissions import once
from accounts.errors import DomainError
from awards.enums import Honorific, NominationState
from awards.models import Nomination
from campaigns.models import Campaign
from scoring.contest_queries import confirmed_contest
from scoring.domain.contest_nominees import (
    MOST_AT_ONCE,
    ChosenPerson,
    nominate_from_contest,
    withdraw_from_contest,
)
from scoring.models import Contestant, ContestImport, ContestUnitTotal
from scoring.views.contest_common import kept_contest_campaign
from scoring.views.contest_forms import NomineesForm, WithdrawForm, numbers_of, typed_person
from scoring.views.pages import new_key


@require_http_methods(["GET", "POST"])
def contest_choose(request: HttpRequest, slug: str) -> HttpResponse:
    """What was ticked, with Ông or Bà and posts to fill in; the answer puts all of them forward in one go."""
    campaign = kept_contest_campaign(request, slug)
    source = confirmed_contest(campaign)
    if source is None:
        raise Http404
    data = request.POST if request.method == "POST" else request.GET
    people, totals = _ticked(data, source)
    if not people and not totals:
        messages.error(request, "Chưa chọn ai. Hãy đánh dấu người hoặc đơn vị trong bảng rồi làm lại.")
        return redirect("scoring:contest", slug)
    form = NomineesForm(request.POST or None, campaign=campaign)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_put_forward(request, campaign, people, totals, form))
        except DomainError as error:
            form.add_error(None, error.message)
    rows = [(one, *_stated(data, one)) for one in people]
    context = {"campaign": campaign, "source": source, "people": rows, "totals": totals, "form": form}
    context |= {"honorifics": Honorific.choices, "key": new_key(), "current": "campaigns"}
    context |= {"residents": sum(one.is_resident for one in people)}
    return render(request, "scoring/contest_choose.html", context, status=422 if form.errors else 200)


def _ticked(data: Any, source: ContestImport) -> tuple[list[Contestant], list[ContestUnitTotal]]:
    """The ticked people in their rank and units, of these results only."""
    people = Contestant.objects.filter(contest_import=source).select_related("unit")
    people = people.filter(pk__in=numbers_of(data, "nguoi", MOST_AT_ONCE)).order_by("rank", "sort_key")
    totals = source.unit_totals.select_related("unit", "best")
    totals = totals.filter(unit__in=numbers_of(data, "don-vi", MOST_AT_ONCE)).order_by("unit__sort_key")
    return list(people), list(totals)


def _stated(data: Any, one: Contestant) -> tuple[str, str]:
    """What was typed for a person, else what the file says."""
    if f"chuc-vu-{one.pk}" in data:
        return typed_person(data, one.pk)
    return one.honorific, one.position_title


def _put_forward(
    request: HttpRequest,
    campaign: Campaign,
    people: list[Contestant],
    totals: list[ContestUnitTotal],
    form: NomineesForm,
) -> str:
    award = form.cleaned_data["award"]

    def act() -> str:
        made = nominate_from_contest(
            campaign=campaign,
            award=award,
            people=[ChosenPerson(one, *typed_person(request.POST, one.pk)) for one in people],
            units=[one.unit for one in totals if one.unit],
            by=request.user,
            at=request.arrived_at,
        )
        messages.success(request, f"Đã đề nghị {award.name} cho {len(made)} trường hợp.")
        tab = "?muc=don-vi" if totals and not people else ""
        return reverse("scoring:contest", args=[campaign.slug]) + tab

    key = request.POST.get("key", "")
    return once(key=key, by=request.user, at=request.arrived_at, purpose="contest.nominate", act=act)


@require_http_methods(["GET", "POST"])
def contest_withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Asks for the reason, then takes somebody back."""
    campaign = kept_contest_campaign(request, slug)
    rows = Nomination.objects.filter(campaign=campaign).exclude(
        state__in=(NominationState.WITHDRAWN, NominationState.DRAFT)
    )
    nomination = get_object_or_404(rows.select_related("unit", "award", "round"), pk=pk)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            withdraw_from_contest(
                nomination=nomination, by=request.user, at=request.arrived_at, reason=reason
            )
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            messages.success(request, f"Đã rút đề nghị khen thưởng của {nomination.name}.")
            return redirect("scoring:contest", slug)
    context = {"campaign": campaign, "nomination": nomination, "form": form, "current": "campaigns"}
    return render(request, "scoring/contest_withdraw.html", context, status=422 if form.errors else 200)
