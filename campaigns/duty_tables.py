"""Units beside due days: who has sent what and when, filtered in the query, cells filled for one page at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from campaigns.duties import DueDay, Standing, Timing, due_days, is_near, standing_of
from campaigns.enums import DeadlineCode, Reporter
from campaigns.models import Campaign, OwnPlan, ReportDuty, ReportReceived, Unit, UnitGroupMember
from campaigns.queries import matching, members_of


@dataclass(frozen=True)
class Cell:
    """One unit at one due day; `last_day` is None where the plan sets none."""

    year: int
    last_day: date | None
    row: ReportReceived | OwnPlan | None
    standing: Standing

    @property
    def css(self) -> str:
        """The colour of the chip."""
        if self.row and self.last_day is None:
            return "good"
        return {Timing.ON_TIME: "good", Timing.LATE: "wait", Timing.MISSING: "bad"}.get(
            self.standing.timing, ""
        )


@dataclass(frozen=True)
class Reminder:
    """A due day that is near or over, and how many have not sent yet."""

    duty: ReportDuty
    due: DueDay
    missing: int
    overdue: bool


@dataclass(frozen=True)
class DutyLine:
    """A duty with the due day and the cell of one reporter."""

    duty: ReportDuty
    cell: Cell


def days_of(duty: ReportDuty, campaign: Campaign) -> tuple[DueDay, ...]:
    """The due days of a duty within the campaign."""
    return due_days(
        month=duty.month,
        day=duty.day,
        meaning=duty.meaning,
        start=campaign.period_start,
        end=campaign.period_end,
    )


def begun_days(duty: ReportDuty, campaign: Campaign, today: date) -> tuple[DueDay, ...]:
    """The due days of the years that have begun, the first one at least: nothing is sent for later years."""
    days = days_of(duty, campaign)
    return tuple(one for one in days if one.year <= max(today.year, days[0].year))


def plan_days(campaign: Campaign, today: date) -> tuple[tuple[int, date | None], ...]:
    """(year, last day or None) for the own plans of the years up to the next one.

    The deadline counts for the year that it lies in.
    """
    first = campaign.period_start.year
    last_year = max(first, min(campaign.period_end.year, today.year + 1))
    rows = [row for row in campaign.deadlines.all() if row.code == DeadlineCode.OWN_PLAN]
    last = {row.last_valid_day.year: row.last_valid_day for row in rows}
    return tuple((year, last.get(year)) for year in range(first, last_year + 1))


def report_members(
    campaign: Campaign,
    duty: ReportDuty,
    days: Sequence[DueDay],
    *,
    today: date,
    q: str = "",
    group: str = "",
    status: str = "",
) -> QuerySet[UnitGroupMember]:
    """The units of the plan; with a status those that have it at one of these days at least."""
    rows = _members(campaign, q, group)
    sent = ReportReceived.objects.filter(duty=duty, unit=OuterRef("unit"))
    if status in (Timing.ON_TIME, Timing.LATE):
        way = "lte" if status == Timing.ON_TIME else "gt"
        asked = [Q(year=one.year, **{f"arrived_on__{way}": one.last_day}) for one in days]
        return rows.filter(Exists(sent.filter(_any(asked)))) if asked else rows.none()
    if status:
        over = status == Timing.MISSING
        asked = [~Exists(sent.filter(year=one.year)) for one in days if (one.last_day < today) is over]
        return rows.filter(_any(Q(one) for one in asked)) if asked else rows.none()
    return rows


def plan_members(
    campaign: Campaign,
    days: Sequence[tuple[int, date | None]],
    *,
    q: str = "",
    group: str = "",
    status: str = "",
) -> QuerySet[UnitGroupMember]:
    """The units of the plan; "co": a plan in one of these years, "chua": a year without, "cham": one came late."""
    rows = _members(campaign, q, group)
    plans = OwnPlan.objects.filter(campaign=campaign, unit=OuterRef("unit"))
    years = [year for year, _ in days]
    if status == "co":
        return rows.filter(Exists(plans.filter(year__in=years)))
    if status == "chua":
        asked = [Q(~Exists(plans.filter(year=year))) for year in years]
        return rows.filter(_any(asked)) if asked else rows.none()
    if status == "cham":
        late = [Q(year=year, issued_on__gt=last) for year, last in days if last]
        return rows.filter(Exists(plans.filter(_any(late)))) if late else rows.none()
    return rows


def report_cells(
    duty: ReportDuty, days: Sequence[DueDay], units: Iterable[int], today: date
) -> dict[int, list[Cell]]:
    """Unit id -> its cells in the order of the days, in one query."""
    units = list(units)
    rows = ReportReceived.objects.filter(duty=duty, unit__in=units, year__in=[one.year for one in days])
    found = {(row.unit_id, row.year): row for row in rows}
    return {unit: [_report_cell(one, found.get((unit, one.year)), today) for one in days] for unit in units}


def plan_cells(
    campaign: Campaign, days: Sequence[tuple[int, date | None]], units: Iterable[int], today: date
) -> dict[int, list[Cell]]:
    """Unit id -> its cells in the order of the years, in one query."""
    units = list(units)
    rows = OwnPlan.objects.filter(campaign=campaign, unit__in=units, year__in=[year for year, _ in days])
    found = {(row.unit_id, row.year): row for row in rows}
    return {
        unit: [_plan_cell(year, last, found.get((unit, year)), today) for year, last in days]
        for unit in units
    }


def lines_of(campaign: Campaign, unit: Unit, reporter: str, today: date) -> list[DutyLine]:
    """Every due day of the duties that this reporter has, oldest first, in two queries."""
    duties = list(campaign.report_duties.filter(reporter=reporter))
    rows = ReportReceived.objects.filter(duty__in=duties, unit=unit)
    found = {(row.duty_id, row.year): row for row in rows}
    lines = [
        DutyLine(duty, _report_cell(one, found.get((duty.pk, one.year)), today))
        for duty in duties
        for one in begun_days(duty, campaign, today)
    ]
    return sorted(lines, key=lambda line: (line.cell.last_day, line.duty.position))


def reminders(campaign: Campaign, duties: Iterable[ReportDuty], today: date) -> list[Reminder]:
    """Due days within a month, and those over, while somebody has not sent; the nearest first, in two queries."""
    duties = list(duties)
    counts = {
        (duty, year): count
        for duty, year, count in ReportReceived.objects.filter(duty__in=duties)
        .order_by()
        .values_list("duty", "year")
        .annotate(count=Count("pk"))
    }
    members = campaign.members.count()
    found = []
    for duty in duties:
        wanted = members if duty.reporter == Reporter.UNIT else 1
        for one in days_of(duty, campaign):
            missing = wanted - counts.get((duty.pk, one.year), 0)
            if missing > 0 and (one.last_day < today or is_near(one.last_day, today)):
                found.append(Reminder(duty, one, missing, one.last_day < today))
    return sorted(found, key=lambda row: (row.overdue, abs((row.due.last_day - today).days)))


def _members(campaign: Campaign, q: str, group: str) -> QuerySet[UnitGroupMember]:
    rows = matching(members_of(campaign), q, "unit__search_key")
    if group:
        rows = rows.filter(group__code=group)
    return rows.order_by("group__position", "unit__sort_key", "pk")


def _any(parts: Iterable[Q]) -> Q:
    found = Q()
    for part in parts:
        found |= part
    return found


def _report_cell(due: DueDay, row: ReportReceived | None, today: date) -> Cell:
    return Cell(due.year, due.last_day, row, standing_of(due.last_day, row and row.arrived_on, today))


def _plan_cell(year: int, last_day: date | None, row: OwnPlan | None, today: date) -> Cell:
    return Cell(year, last_day, row, standing_of(last_day, row and row.issued_on, today))
