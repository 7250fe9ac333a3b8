"""Everything somebody was given, old decisions and awards of the program, as one list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from accounts.dates import local
from accounts.paging import Page
from awards.given import GivenAward
from awards.given_queries import PARTS, given_list, given_visible_to, not_shown_as
from awards.history_queries import past_award_list, past_awards_visible_to
from awards.models import AwardRecord, PastAward
from campaigns.access import Access
from campaigns.models import Unit
from campaigns.organisation import call_as_then
from campaigns.queries import campaigns_visible_to

OLD, INSIDE = "quyet-dinh-cu", "trong-phan-mem"
SOURCES = ((OLD, "Đưa từ quyết định cũ"), (INSIDE, "Được khen trong phần mềm"))
COLUMNS = ("origin", "key", "until", "signed", "order")
# On both engines an unknown day comes last.
NO_DAY = Value(date(1900, 1, 1))


@dataclass(frozen=True)
class PastLine:
    """One award: an old one (`given` when it is the paper of one of the program) or one of the program alone."""

    row: PastAward | GivenAward
    given: GivenAward | None = None
    # Whether the person may open the campaign's page.
    opens: bool = False

    @property
    def is_old(self) -> bool:
        return isinstance(self.row, PastAward)

    @property
    def page(self) -> str:
        """The name of the page of the award."""
        return "awards:past_award" if self.is_old else "awards:given_award"


@dataclass(frozen=True)
class Past:
    """What a person may read of both kinds, not filtered yet."""

    old: QuerySet[PastAward]
    given: QuerySet[AwardRecord]


def past_visible_to(access: Access) -> Past:
    """Old awards, and those of the program whose own paper is not among them."""
    old = past_awards_visible_to(access)
    return Past(old, not_shown_as(given_visible_to(access), old))


def past_list(past: Past, *, source: str = "", **picked: Any) -> QuerySet:
    """Both kinds with the page's filters in one order, newest years first; rows are keys, see `lines_of_rows`."""
    old, given = past_award_list(past.old, **picked), given_list(past.given, **picked)
    if source == INSIDE:
        old = old.filter(given__isnull=False)
    keys = _keys(old, OLD, "last_year", "decision__signed_on", "sort_key")
    if source != OLD:
        inside = _keys(given, INSIDE, "round__last_year", "decided_on", "nomination__sort_key")
        keys = keys.union(inside, all=True)
    return keys.order_by("-until", "-signed", "order", "origin", "key")


def _keys(rows: QuerySet, origin: str, until: str, signed: str, order: str) -> QuerySet:
    named = rows.order_by().annotate(
        origin=Value(origin, output_field=CharField()),
        key=F("pk"),
        until=F(until),
        signed=Coalesce(signed, NO_DAY),
        order=F(order),
    )
    return named.values(*COLUMNS)


def lines_of_rows(access: Access, rows: Sequence[Mapping[str, Any]]) -> list[PastLine]:
    """The awards of these keys, in three queries whatever their number."""
    wanted = {origin: [row["key"] for row in rows if row["origin"] == origin] for origin in (OLD, INSIDE)}
    fetched = ("decision", "unit", "source", "keeper", "created_by")
    tied = tuple(f"given__{part}" for part in PARTS)
    old = PastAward.objects.select_related(*fetched, *tied).in_bulk(wanted[OLD])
    given = AwardRecord.objects.select_related(*PARTS).in_bulk(wanted[INSIDE])
    open_to = set(campaigns_visible_to(access).order_by().values_list("pk", flat=True))
    found = []
    for row in rows:
        if row["origin"] == OLD and (one := old.get(row["key"])):
            found.append(_line(one, GivenAward(one.given) if one.given else None, open_to))
        elif row["origin"] == INSIDE and (record := given.get(row["key"])):
            found.append(_line(GivenAward(record), GivenAward(record), open_to))
    call_as_then((line.row.unit, day_of(line.row)) for line in found)
    return found


def day_of(row: PastAward | GivenAward) -> date:
    """The day of the decision, of the end of the round, or the last one of the achievement's years."""
    day = row.decision.signed_on or (isinstance(row, GivenAward) and row.round.closed_at)
    if isinstance(day, datetime):
        return local(day).date()
    return day or date(row.last_year, 12, 31)


def _line(row: PastAward | GivenAward, given: GivenAward | None, open_to: set[int]) -> PastLine:
    return PastLine(row, given, given is not None and given.campaign.pk in open_to)


def page_of_lines(access: Access, page: Page) -> Page:
    """The page with awards in place of keys."""
    return replace(page, rows=lines_of_rows(access, page.rows))


def past_years(past: Past) -> list[int]:
    """The years that the filter offers."""
    old = past.old.order_by().values_list("last_year", flat=True)
    given = past.given.order_by().values_list("round__last_year", flat=True)
    return sorted(set(old.union(given)), reverse=True)


def past_units(past: Past) -> QuerySet[Unit]:
    """The units that the filter offers."""
    units = Q(pk__in=past.old.order_by().values("unit"))
    units |= Q(pk__in=past.given.order_by().values("nomination__unit"))
    return Unit.objects.filter(units).order_by("sort_key")
