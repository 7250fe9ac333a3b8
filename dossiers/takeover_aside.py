"""What was set aside for a takeover, to be read. Reads only."""

from dataclasses import dataclass

from django.db.models import Count, Q

from campaigns.models import Campaign, OwnPlan, Registration, ReportReceived, Takeover, Unit, UnitFigure
from scoring.models import ScoreSheet


@dataclass(frozen=True)
class Aside:
    """The rows by kind."""

    registrations: list[Registration]
    sheets: list[ScoreSheet]
    reports: list[ReportReceived]
    plans: list[OwnPlan]
    figures: list[UnitFigure]


def aside_of(row: Takeover) -> Aside:
    """Everything that the answer set aside, in five queries."""
    here = {"set_aside": row}
    sheets = ScoreSheet.every.filter(**here).order_by("year")
    return Aside(
        list(Registration.every.filter(**here).select_related("registered_by")),
        list(
            sheets.annotate(
                scored=Count("items", filter=Q(items__answered=True), distinct=True),
                documents=Count("items__evidence", distinct=True),
            )
        ),
        list(ReportReceived.every.filter(**here).select_related("duty").order_by("year", "pk")),
        list(OwnPlan.every.filter(**here).order_by("year")),
        list(UnitFigure.every.filter(**here).order_by("year", "kind")),
    )


def answers_with_aside(campaign: Campaign, unit: Unit) -> list[Takeover]:
    """The answers for which the unit's own work was set aside, so that its people find it."""
    rows = Takeover.objects.filter(campaign=campaign, successor=unit, undone_at=None, moved__has_key="aside")
    return list(rows.select_related("predecessor").order_by("pk"))
