"""What the yearly pages share: who is asking, one answer to a form, and pages of rows that are not in a query."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect

from accounts.dates import local
from accounts.domain.submissions import once
from accounts.errors import DomainError
from accounts.numbers import whole_number
from accounts.paging import PAGE_SIZE, Page
from campaigns.access import Access
from campaigns.context import access
from campaigns.models import Campaign, Unit
from campaigns.permissions import can_stand
from campaigns.views.pages import campaign_or_404


@dataclass(frozen=True)
class Asking:
    """The campaign of the address and what the person may do there today."""

    campaign: Campaign
    mine: Access
    is_officer: bool
    today: date

    @property
    def unit(self) -> Unit | None:
        """The person's own unit when they work for one that takes part."""
        return self.mine.unit if self.mine.is_unit else None

    def context(self, page: str) -> dict[str, Any]:
        """What each of these pages needs: the menu, the small navigation, the rights."""
        return {
            "current": "campaigns",
            "campaign": self.campaign,
            "yearly": page,
            "is_officer": self.is_officer,
            "today_local": self.today,
        }

    def unit_or_404(self, pk: int) -> Unit:
        """A unit of the campaign: any for the standing body's officer, only the own one for a unit."""
        if not self.is_officer and (self.unit is None or self.unit.pk != pk):
            raise Http404
        return get_object_or_404(Unit.objects.filter(group_places__campaign=self.campaign), pk=pk)


def asking(request: HttpRequest, slug: str) -> Asking:
    """404 for a campaign that the person does not see."""
    campaign = campaign_or_404(request, slug)
    mine = access(request)
    is_officer = not mine.is_unit and can_stand(by=request.user, campaign=campaign, at=request.arrived_at)
    return Asking(campaign, mine, is_officer, local(request.arrived_at).date())


def officer_asking(request: HttpRequest, slug: str) -> Asking:
    """404 for everybody but the standing body's officer."""
    found = asking(request, slug)
    if not found.is_officer:
        raise Http404
    return found


def answered(
    request: HttpRequest, form: forms.Form, *, purpose: str, act: Callable[[], str]
) -> HttpResponse | None:
    """The redirect after the act, done once for each form; None when the form is to be shown again with errors."""
    if not form.is_valid():
        return None
    try:
        return redirect(
            once(
                key=request.POST.get("key", ""),
                by=request.user,
                at=request.arrived_at,
                purpose=purpose,
                act=act,
            )
        )
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
    return None


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, also when it is nothing; None for a page that is only looked at."""
    return request.POST if request.method == "POST" else None


def form_context(form: forms.Form) -> dict[str, Any]:
    """The form and a fresh key."""
    return {"form": form, "key": uuid.uuid4()}


def status_of_form(form: forms.Form) -> int:
    """422 when there is something to mend."""
    return 422 if form.errors else 200


def page_of_rows(rows: Sequence[Any], number: str | None) -> Page:
    """A page of rows that are already here; like accounts.paging.page_of otherwise."""
    pages = max(1, -(-len(rows) // PAGE_SIZE))
    wanted = min(whole_number(number) or 1, pages)
    start = (max(1, wanted) - 1) * PAGE_SIZE
    return Page(
        list(rows[start : start + PAGE_SIZE]), max(1, wanted), len(rows), False, start + PAGE_SIZE < len(rows)
    )


def chosen_year(request: HttpRequest, years: Sequence[int], *, name: str = "nam") -> int | None:
    """The year of the address, None without one; 404 for a year that does not exist here."""
    raw = request.GET.get(name, "")
    if not raw:
        return None
    year = whole_number(raw)
    if year not in years:
        raise Http404
    return year
