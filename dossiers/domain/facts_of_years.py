"""What the rows say of each year of a round: results in percent, tasks, own plans, reports, assigned fields."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from awards.models import FieldResult, Nomination
from campaigns.duties import last_day_of
from campaigns.enums import FigureKind, Origin, Reporter
from campaigns.models import OwnPlan, ReportDuty, ReportReceived, Round, UnitFigure
from campaigns.organisation import lent_years
from scoring.enums import ImportState
from scoring.models import IndexResult
from scoring.percents import percent_of
from scoring.rules import ReportFact, TaskCount

Years = dict[int, dict[int, Any]]


@dataclass(frozen=True)
class YearFacts:
    """Everything by unit or nomination and year; `measured` are the years of which results were confirmed."""

    measured: frozenset[int] = frozenset()
    percents: Years = field(default_factory=dict)
    measured_then: Years = field(default_factory=dict)
    tasks: Years = field(default_factory=dict)
    plans: Years = field(default_factory=dict)
    fields: Years = field(default_factory=dict)
    reports: Mapping[int, tuple[ReportFact, ...]] = field(default_factory=dict)

    def of(self, one: Nomination) -> dict[str, Any]:
        """As arguments of Facts; who is not of a unit has none of its numbers."""
        found: dict[str, Any] = {"field_percent_by_year": self.fields.get(one.pk, {})}
        if one.origin == Origin.UNIT:
            found |= {
                "percent_by_year": self.percents.get(one.unit_id, {}),
                "measured_then": self.measured_then.get(one.unit_id, {}),
                "tasks_by_year": self.tasks.get(one.unit_id, {}),
                "own_plans": self.plans.get(one.unit_id, {}),
                "reports": self.reports.get(one.unit_id, ()),
            }
        return found

    def mean_percent(self, unit_id: int) -> Decimal | None:
        """The mean over the measured years; None when the unit lacks one of them, or nothing was measured."""
        found = self.percents.get(unit_id, {})
        if not self.measured or self.measured - set(found):
            return None
        return sum((found[year] for year in self.measured), Decimal(0)) / len(self.measured)


def read_years(round: Round) -> YearFacts:
    """The years of the round, in seven queries; only what was confirmed in the campaign itself counts."""
    units = Nomination.objects.filter(round=round).order_by().values("unit")
    rows = IndexResult.objects.filter(
        index_import__campaign=round.campaign_id,
        index_import__state=ImportState.CONFIRMED,
        index_import__year__in=round.years,
    )
    percents: Years = defaultdict(dict)
    measured = set()
    named = ("unit", "value", "index_import__year", "index_import__scale", "index_import__scale_maximum")
    for unit, value, year, scale, maximum in rows.values_list(*named):
        percents[unit][year] = percent_of(value, scale, maximum)
        measured.add(year)
    then = _lend(round, percents)
    plans: Years = defaultdict(dict)
    for unit, year, day in OwnPlan.objects.filter(campaign=round.campaign_id).values_list(
        "unit", "year", "issued_on"
    ):
        plans[unit][year] = day
    fields: Years = defaultdict(dict)
    for one, year, percent in FieldResult.objects.filter(nomination__round=round).values_list(
        "nomination", "year", "percent"
    ):
        fields[one][year] = percent
    return YearFacts(
        frozenset(measured), percents, then, _tasks(round), plans, fields, _reports(round, units)
    )


def _lend(round: Round, percents: Years) -> Years:
    """Years in which only a predecessor was measured count for its line where a person said so; names by year."""
    then: Years = defaultdict(dict)
    lent = lent_years(round.campaign)
    # All of them from what was measured, so that what one was lent is not lent on.
    own = {unit: dict(values) for unit, values in percents.items()}
    for successor, line in lent.items():
        for unit in line:
            for year, percent in own.get(unit.pk, {}).items():
                if year not in percents[successor]:
                    percents[successor][year] = percent
                    then[successor][year] = str(unit)
    return then


def _last_day(duty: ReportDuty, year: int) -> date:
    return last_day_of(year=year, month=duty.month, day=duty.day, meaning=duty.meaning)


def _tasks(round: Round) -> Years:
    counts: dict[tuple[int, int], dict[str, int]] = defaultdict(dict)
    rows = UnitFigure.objects.filter(campaign=round.campaign_id, year__in=round.years)
    for unit, year, kind, value in rows.values_list("unit", "year", "kind", "value"):
        counts[unit, year][kind] = value
    found: Years = defaultdict(dict)
    for (unit, year), kinds in counts.items():
        if FigureKind.TASKS_TOTAL in kinds and FigureKind.TASKS_ON_TIME in kinds:
            total, done = kinds[FigureKind.TASKS_TOTAL], kinds[FigureKind.TASKS_ON_TIME]
            found[unit][year] = TaskCount(total=total, on_time=done)
    return found


def _reports(round: Round, units: Iterable[Any]) -> dict[int, tuple[ReportFact, ...]]:
    """unit id -> each report that the plan asks of units for the years of the round."""
    duties = ReportDuty.objects.filter(campaign=round.campaign_id, reporter=Reporter.UNIT)
    days = [(duty, year, _last_day(duty, year)) for duty in duties for year in round.years]
    asked = [(duty, year, day) for duty, year, day in days if day >= round.campaign.period_start]
    rows = ReportReceived.objects.filter(duty__campaign=round.campaign_id, year__in=round.years)
    came = {
        (row[0], row[1], row[2]): row[3] for row in rows.values_list("duty", "unit", "year", "arrived_on")
    }
    return {
        row["unit"]: tuple(
            ReportFact(f"{duty.text} (năm {year})", day, came.get((duty.pk, row["unit"], year)))
            for duty, year, day in asked
        )
        for row in units
    }
