"""What units hold in a campaign, in words and piece by piece, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Case, Count, DecimalField, F, Q, Sum, When

from accounts.dates import date_short, local
from accounts.numbers import format_decimal
from campaigns.enums import CriterionKind, Inherited
from campaigns.models import (
    Campaign,
    OwnPlan,
    Registration,
    ReportReceived,
    UnitFigure,
    UnitGroupMember,
)
from scoring.enums import ImportState, SheetState
from scoring.models import Evidence, IndexResult, ScoreSheet
from scoring.percents import percent_of

NOBODY = {
    Inherited.PLACE: "Không ai, chỗ kết thúc cùng đơn vị",
    Inherited.SHEET: "Không ai: bắt đầu bảng mới, bảng này giữ làm tài liệu",
    Inherited.YEARS: "Không tính cho đơn vị kế thừa",
    Inherited.DOSSIER: "Không ai: rút các đề nghị trong hồ sơ",
}
COUNTED = {"report": "báo cáo", "plan": "kế hoạch của đơn vị", "figure": "số liệu năm"}


@dataclass(frozen=True)
class Piece:
    """One row of a holding: of which kind, in words, and how it is told of a unit that goes on (`outside`)."""

    name: str
    pk: int
    said: str = ""
    outside: str = ""
    sent: bool = False


@dataclass(frozen=True)
class Holding:
    """What a unit holds of one kind: in words, and its pieces by what can't be there twice, as (sheet, year)."""

    what: str
    said: str
    pieces: Mapping[tuple, Piece] = field(default_factory=dict)

    @property
    def keys(self) -> frozenset:
        """What two units can't both hand on."""
        return frozenset(self.pieces)

    @property
    def label(self) -> str:
        return Inherited(self.what).label

    @property
    def nobody(self) -> str:
        """What it means that nobody takes it."""
        return NOBODY.get(self.what, "Không ai kế thừa, giữ làm tài liệu")


@dataclass
class Holdings:
    """Everything that units hold in a campaign, by unit."""

    rows: dict[int, dict[str, Holding]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, unit: int, what: str, said: str, pieces: Mapping[tuple, Piece] | None = None) -> None:
        self.rows[unit][what] = Holding(what, said, pieces or {})

    def of(self, unit: int) -> tuple[Holding, ...]:
        """In the order of the questions."""
        return tuple(self.rows[unit][what] for what in Inherited.values if what in self.rows[unit])


def in_words(pieces: Iterable[Piece], *, outside: bool = False) -> str:
    """Registrations and sheets one by one, reports and figures counted."""
    rows = list(pieces)
    names = [row.name for row in rows]
    counts = [f"{names.count(name)} {said}" for name, said in COUNTED.items() if name in names]
    return "; ".join([*(row.outside if outside else row.said for row in rows if row.said), *counts])


def holdings(campaign: Campaign, units: list[int]) -> Holdings:
    """Places, registrations, sheets, reports and results of the units, with numbers."""
    found = Holdings()
    for row in UnitGroupMember.objects.filter(campaign=campaign, unit__in=units).select_related("group"):
        found.add(row.unit_id, Inherited.PLACE, f"nhóm «{row.group}»")
    for one in Registration.objects.filter(campaign=campaign, unit__in=units):
        said = f"đăng ký ngày {date_short(local(one.registered_at).date())}"
        piece = Piece("registration", one.pk, said, said)
        found.add(one.unit_id, Inherited.REGISTRATION, said, {("registration",): piece})
    add_sheets(found, campaign, units)
    add_reports(found, campaign, units)
    add_years(found, campaign, units)
    return found


# Minus points are stored as what is taken off.
WORTH = Case(
    When(items__criterion__kind=CriterionKind.MINUS, then=-F("items__self_points")),
    default=F("items__self_points"),
    output_field=DecimalField(max_digits=12, decimal_places=2),
)


def add_sheets(found: Holdings, campaign: Campaign, units: list[int]) -> None:
    """Each sheet with its state, points and documents; of a unit that goes on the draft's points are its own."""
    documents = dict(
        Evidence.objects.filter(
            item__sheet__campaign=campaign, item__sheet__unit__in=units, item__sheet__set_aside=None
        )
        .order_by()
        .values_list("item__sheet")
        .annotate(n=Count("pk"))
    )
    pieces: dict[int, dict[tuple, Piece]] = defaultdict(dict)
    rows = ScoreSheet.objects.filter(campaign=campaign, unit__in=units).order_by("year")
    for sheet in rows.annotate(points=Sum(WORTH), scored=Count("items", filter=Q(items__answered=True))):
        sent = sheet.state == SheetState.SENT
        points = f"{format_decimal(sheet.points or Decimal(0))} điểm"
        head = f"năm {sheet.year}: {sheet.get_state_display().lower()}"
        tail = f"{documents.get(sheet.pk, 0)} tài liệu"
        shown = points if sent else f"{sheet.scored} tiêu chí đã chấm"
        pieces[sheet.unit_id]["sheet", sheet.year] = Piece(
            "sheet", sheet.pk, f"{head}, {points}, {tail}", f"{head}, {shown}, {tail}", sent
        )
    for unit, held in pieces.items():
        found.add(unit, Inherited.SHEET, in_words(held.values()), held)


def add_reports(found: Holdings, campaign: Campaign, units: list[int]) -> None:
    """Reports, own plans and figures, counted together."""
    pieces: dict[int, dict[tuple, Piece]] = defaultdict(dict)
    of_units = {"unit__in": units}
    reports = ReportReceived.objects.filter(duty__campaign=campaign, **of_units)
    for pk, unit, duty, year in reports.values_list("pk", "unit", "duty", "year"):
        pieces[unit]["report", duty, year] = Piece("report", pk)
    plans = OwnPlan.objects.filter(campaign=campaign, **of_units)
    for pk, unit, year in plans.values_list("pk", "unit", "year"):
        pieces[unit]["plan", year] = Piece("plan", pk)
    figures = UnitFigure.objects.filter(campaign=campaign, **of_units)
    for pk, unit, kind, year in figures.values_list("pk", "unit", "kind", "year"):
        pieces[unit]["figure", kind, year] = Piece("figure", pk)
    for unit, held in pieces.items():
        found.add(unit, Inherited.REPORTS, in_words(held.values()).replace("; ", ", "), held)


def add_years(found: Holdings, campaign: Campaign, units: list[int]) -> None:
    """The official results: they stay facts of the measured unit, a person says whether the line counts them."""
    rows = IndexResult.objects.filter(
        index_import__campaign=campaign, index_import__state=ImportState.CONFIRMED, unit__in=units
    )
    named = (
        "pk",
        "unit",
        "index_import__year",
        "value",
        "index_import__scale",
        "index_import__scale_maximum",
    )
    years: dict[int, dict[int, tuple[int, Decimal]]] = defaultdict(dict)
    for pk, unit, year, value, scale, maximum in rows.values_list(*named):
        years[unit][year] = pk, percent_of(value, scale, maximum)
    for unit, values in years.items():
        said = ", ".join(f"{year}: {format_decimal(values[year][1])}%" for year in sorted(values))
        pieces = {("year", year): Piece("year", pk) for year, (pk, _) in values.items()}
        found.add(unit, Inherited.YEARS, said, pieces)
