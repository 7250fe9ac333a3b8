"""What a unit was on a day, who followed whom, and what of the past belongs to its line. Reads only."""

from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from campaigns.enums import CampaignPart, CampaignState, Inherited
from campaigns.models import (
    Campaign,
    Takeover,
    Unit,
    UnitChange,
    UnitGroupMember,
    UnitPeriod,
    UnitSuccession,
)


@dataclass(frozen=True)
class Face:
    """A unit as it was: its name and what papers take from it."""

    name: str
    short_name: str
    kind: str
    parent_id: int | None
    place_name: str
    symbol: str
    head_title: str

    def __str__(self) -> str:
        return self.short_name or self.name


def face_of(row: Unit | UnitPeriod) -> Face:
    """What a unit, or a period of it, is called."""
    return Face(row.name, row.short_name, row.kind, row.parent_id, row.place_name, row.symbol, row.head_title)


def face_on(unit: Unit, day: date) -> Face:
    """The unit as it was on the day."""
    found = unit.periods.filter(last_day__gte=day).order_by("last_day").first()
    return face_of(found or unit)


def name_on(unit: Unit, day: date) -> str:
    """What the unit was called on the day, short where there is a short name."""
    return str(face_on(unit, day))


def names_then(pairs: Iterable[tuple[Unit, date]]) -> dict[tuple[int, date], str]:
    """(unit, day) -> its name of that day, only where it differs from today's; one query for a whole list."""
    return {key: str(row) for key, row in faces_then(pairs).items()}


def faces_then(pairs: Iterable[tuple[Unit, date]]) -> dict[tuple[int, date], UnitPeriod]:
    """(unit, day) -> what it was on that day, only where it was called otherwise; one query for a whole list."""
    asked = list(pairs)
    rows = UnitPeriod.objects.filter(unit__in={unit.pk for unit, _ in asked}).order_by("last_day")
    periods: dict[int, list[UnitPeriod]] = {}
    for row in rows:
        periods.setdefault(row.unit_id, []).append(row)
    found = {}
    for unit, day in asked:
        then = next((row for row in periods.get(unit.pk, ()) if row.last_day >= day), None)
        if then is not None and str(then) != (unit.short_name or unit.name):
            found[unit.pk, day] = then
    return found


def last_day_of(year: int, today: date) -> date:
    """The day as of which a list of the year speaks: its last one, or today while it runs."""
    return min(date(year, 12, 31), today)


def call_as_then(pairs: Iterable[tuple[Unit | None, date | None]]) -> None:
    """These units call themselves what they were called on the day, with today's name beside it.

    For pages and lists only; asks nothing unless one of them changed since its day, then one query.
    """
    asked = [
        (unit, day)
        for unit, day in pairs
        if unit is not None and day is not None and unit.changed_until and unit.changed_until >= day
    ]
    found = faces_then(asked) if asked else {}
    for unit, day in asked:
        unit.then = found.get((unit.pk, day))


def call_rows_as_then(rows: Iterable[Any], day: date | Callable[[Any], date | None]) -> None:
    """The same for the `unit` of each row; a unit that several rows share is told apart by their days."""
    rows = [row for row in rows if row.unit is not None and row.unit.changed_until]
    for row in rows:
        row.unit = copy(row.unit)
    call_as_then((row.unit, day(row) if callable(day) else day) for row in rows)


def changes_of(unit: Unit) -> QuerySet[UnitChange]:
    """The changes that made the unit what it is, newest first; what was taken back is in the trail only."""
    touched = Q(periods__unit=unit) | Q(successions__predecessor=unit) | Q(successions__successor=unit)
    return UnitChange.objects.filter(touched, undone_at__isnull=True).distinct().select_related("by")


def followers(units: Iterable[int]) -> dict[int, list[Unit]]:
    """Ended unit -> who follows it directly (empty: nobody)."""
    rows = UnitSuccession.objects.filter(predecessor__in=list(units)).select_related("successor", "change")
    found: dict[int, list[Unit]] = {}
    for row in rows:
        follows = found.setdefault(row.predecessor_id, [])
        if row.successor and row.successor not in follows:
            follows.append(row.successor)
    return found


def line_before(unit: Unit) -> list[Unit]:
    """All units whose tasks came down to this one, the nearest first; a circle is walked once."""
    seen, level, found = {unit.pk}, [unit.pk], []
    while level:
        rows = UnitSuccession.objects.filter(successor__in=level).select_related("predecessor__parent")
        fresh = {row.predecessor_id: row.predecessor for row in rows if row.predecessor_id not in seen}
        seen |= set(fresh)
        found += sorted(fresh.values(), key=lambda row: (row.sort_key, row.pk))
        level = list(fresh)
    return found


def living_successors(unit: Unit) -> list[Unit]:
    """Who may take over today: the followers, and where one of them ended too, its followers."""
    seen, level, found = {unit.pk}, [unit.pk], []
    while level:
        fresh = [row for rows in followers(level).values() for row in rows if row.pk not in seen]
        seen |= {row.pk for row in fresh}
        found += [row for row in fresh if row.valid_to is None]
        level = [row.pk for row in fresh if row.valid_to is not None]
    return list(dict.fromkeys(found))


def orphaned_campaigns(rows: QuerySet[Campaign]) -> list[tuple[Campaign, list[tuple[str, Unit]]]]:
    """Campaigns of which a body has ended, with the parts that wait for a hand-over."""
    gone = Q()
    for part in CampaignPart.values:
        gone |= Q(**{f"{part}__valid_to__isnull": False})
    found = rows.filter(gone).select_related(*CampaignPart.values).order_by("-period_start", "pk")
    return [(row, ended_parts(row)) for row in found]


def ended_parts(campaign: Campaign) -> list[tuple[str, Unit]]:
    """The parts of a campaign whose body has ended."""
    parts: list[tuple[str, Any]] = [(part, getattr(campaign, part)) for part in CampaignPart.values]
    return [(part, unit) for part, unit in parts if unit is not None and unit.valid_to is not None]


def answers_on(campaign: Campaign, what: str) -> QuerySet[Takeover]:
    """What people answered about one thing of the campaign's ended units."""
    rows = Takeover.objects.filter(campaign=campaign, what=what, undone_at__isnull=True)
    return rows.select_related("predecessor", "successor").order_by("pk")


def past_members(campaign: Campaign) -> list[UnitGroupMember]:
    """The places of units that ended in the campaign's course (unsaved rows): they were measured in their time."""
    groups = {group.pk: group for group in campaign.groups.all()}
    return [
        UnitGroupMember(campaign=campaign, group=groups[row.moved["group"]], unit=row.predecessor)
        for row in answers_on(campaign, Inherited.PLACE)
        if row.moved.get("group") in groups
    ]


def lent_years(campaign: Campaign) -> dict[int, list[Unit]]:
    """Successor -> the ended units whose results of earlier years a person lets it count, down the whole line."""
    direct: dict[int, list[Unit]] = {}
    for row in answers_on(campaign, Inherited.YEARS):
        if row.successor_id:
            direct.setdefault(row.successor_id, []).append(row.predecessor)
    found: dict[int, list[Unit]] = {}
    for start in direct:
        line, level = [], list(direct[start])
        while level:
            line += [unit for unit in level if unit not in line]
            level = [one for unit in level for one in direct.get(unit.pk, ()) if one not in line]
        found[start] = line
    return found


def ended_before(unit: Unit, day: date) -> bool:
    """Whether the unit was no more on the day."""
    return unit.valid_to is not None and unit.valid_to < day


@dataclass(frozen=True)
class Consequences:
    """What follows for campaigns when units end: where a person will be asked, and what has to be handed over."""

    asked: list[Campaign]
    handed: list[Campaign]


def consequences_of(units: Iterable[Unit]) -> Consequences:
    """Running campaigns in which the units take part, and campaigns that they issue, keep or appraise."""
    keys = [unit.pk for unit in units]
    places = UnitGroupMember.objects.filter(unit__in=keys).values("campaign")
    asked = Campaign.objects.filter(pk__in=places, state=CampaignState.LAUNCHED)
    kept = Q()
    for part in CampaignPart.values:
        kept |= Q(**{f"{part}__in": keys})
    return Consequences(list(asked), list(Campaign.objects.filter(kept)))
