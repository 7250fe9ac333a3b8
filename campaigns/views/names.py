"""Lists of a past year or day call units what they were called then (see `organisation.call_as_then`)."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.dates import local
from accounts.paging import Page, page_of
from campaigns.models import Campaign, Unit
from campaigns.organisation import call_as_then, call_rows_as_then, last_day_of


def day_of_year(request: HttpRequest, year: int | None) -> date:
    """The day as of which a list of the year speaks; today without a year."""
    today = local(request.arrived_at).date()
    return last_day_of(year, today) if year else today


def units_in_year(request: HttpRequest, year: int | None, units: Iterable[Unit | None]) -> None:
    """These units are named as at the end of the year."""
    day = day_of_year(request, year)
    call_as_then((unit, day) for unit in units)


def rows_in_year(request: HttpRequest, year: int | None, rows: Iterable[Any]) -> list[Any]:
    """The rows, their units named as at the end of the year."""
    found = list(rows)
    call_rows_as_then(found, day_of_year(request, year))
    return found


def page_in_year(request: HttpRequest, year: int | None, rows: QuerySet) -> Page:
    """The page of the address, its units named as at the end of the year."""
    page = page_of(rows, request.GET.get("trang"))
    rows_in_year(request, year, page.rows)
    return page


def rows_in_rounds(request: HttpRequest, campaign: Campaign, rows: Iterable[Any]) -> list[Any]:
    """The rows, the unit of each named as at the end of the year of its round."""
    found = list(rows)
    call_rows_as_then(found, _day_of_round(request, campaign))
    return found


def _day_of_round(request: HttpRequest, campaign: Campaign) -> Callable[[Any], date]:
    years: dict[int, int] = {}

    def day(row: Any) -> date:
        # Asked only when there is a unit that changed.
        years.update({} if years else dict(campaign.rounds.values_list("pk", "last_year")))
        return day_of_year(request, years[row.round_id])

    return day
