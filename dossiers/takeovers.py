"""What of ended units waits for a person's answer in a campaign: never guessed, with the numbers beside it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum

from accounts.dates import date_short, local
from accounts.numbers import format_decimal
from campaigns.enums import CampaignState, Inherited, RoundState
from campaigns.models import (
    Campaign,
    OwnPlan,
    Registration,
    ReportReceived,
    Takeover,
    Unit,
    UnitFigure,
    UnitGroupMember,
)
from campaigns.organisation import followers
from dossiers.enums import DossierState
from dossiers.models import Dossier
from scoring.enums import ImportState
from scoring.models import Evidence, IndexResult, ScoreSheet
from scoring.percents import percent_of

NOBODY = {
    Inherited.PLACE: "Không ai, chỗ kết thúc cùng đơn vị",
    Inherited.SHEET: "Không ai: bắt đầu bảng mới, bảng này giữ làm tài liệu",
    Inherited.YEARS: "Không tính cho đơn vị kế thừa",
    Inherited.DOSSIER: "Không ai: rút các đề nghị trong hồ sơ",
}
OPEN_DOSSIERS = (DossierState.DRAFT, DossierState.RETURNED)


@dataclass(frozen=True)
class Holding:
    """What an ended unit holds of one kind: in words, and for which years (two units can't both hand on a year)."""

    what: str
    said: str
    keys: frozenset = frozenset()

    @property
    def label(self) -> str:
        return Inherited(self.what).label

    @property
    def nobody(self) -> str:
        """What it means that nobody takes it."""
        return NOBODY.get(self.what, "Không ai kế thừa, giữ làm tài liệu")


@dataclass(frozen=True)
class Question:
    """One ended unit in a campaign: what waits for an answer, who may take it, what was answered."""

    unit: Unit
    holdings: tuple[Holding, ...]
    candidates: tuple[Unit, ...]
    decided: tuple[Takeover, ...] = ()

    @property
    def open(self) -> tuple[Holding, ...]:
        """What nobody has answered yet."""
        done = {row.what for row in self.decided}
        return tuple(row for row in self.holdings if row.what not in done)

    def holding(self, what: str) -> Holding | None:
        """What of that kind is there and waits for an answer."""
        return next((row for row in self.open if row.what == what), None)


@dataclass
class Holdings:
    """Everything that ended units hold in a campaign, by unit."""

    rows: dict[int, dict[str, Holding]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, unit: int, what: str, said: str, keys: Iterable = ()) -> None:
        self.rows[unit][what] = Holding(what, said, frozenset(keys))

    def of(self, unit: int) -> tuple[Holding, ...]:
        """In the order of the questions."""
        return tuple(self.rows[unit][what] for what in Inherited.values if what in self.rows[unit])


def ended_units(campaign: Campaign, at: datetime) -> QuerySet[Unit]:
    """Units of the campaign that have come to an end, also those whose place was answered already."""
    asked = Takeover.objects.filter(campaign=campaign, undone_at__isnull=True).values("predecessor")
    rows = Unit.objects.filter(valid_to__lt=local(at).date())
    rows = rows.filter(
        Q(pk__in=UnitGroupMember.objects.filter(campaign=campaign).values("unit")) | Q(pk__in=asked)
    )
    return rows.order_by("sort_key", "pk")


def questions_of(campaign: Campaign, at: datetime) -> list[Question]:
    """Every ended unit of a running campaign, in a fixed number of queries."""
    if campaign.state != CampaignState.LAUNCHED:
        return []
    units = list(ended_units(campaign, at))
    if not units:
        return []
    held = holdings(campaign, [unit.pk for unit in units])
    takers = candidates_for(units)
    decided: dict[int, list[Takeover]] = defaultdict(list)
    for row in Takeover.objects.filter(campaign=campaign, undone_at__isnull=True).select_related(
        "successor", "by"
    ):
        decided[row.predecessor_id].append(row)
    return [
        Question(unit, held.of(unit.pk), tuple(takers[unit.pk]), tuple(decided[unit.pk])) for unit in units
    ]


def open_count(campaign: Campaign, at: datetime) -> int:
    """How many answers are awaited."""
    return sum(len(row.open) for row in questions_of(campaign, at))


def candidates_for(units: Iterable[Unit]) -> dict[int, list[Unit]]:
    """Ended unit -> who may take over today, over as many changes as there were; one query for each step."""
    ends: dict[int, list[Unit]] = {unit.pk: [] for unit in units}
    level = {key: {key} for key in ends}
    seen = {key: {key} for key in ends}
    while any(level.values()):
        following = followers({key for keys in level.values() for key in keys})
        for start, keys in level.items():
            fresh = {
                row for key in sorted(keys) for row in following.get(key, ()) if row.pk not in seen[start]
            }
            seen[start] |= {row.pk for row in fresh}
            ends[start] += [row for row in fresh if row.valid_to is None]
            level[start] = {row.pk for row in fresh if row.valid_to is not None}
    return {key: sorted(rows, key=lambda row: (row.sort_key, row.pk)) for key, rows in ends.items()}


def holdings(campaign: Campaign, units: list[int]) -> Holdings:
    """What the units hold, with numbers."""
    found = Holdings()
    for row in UnitGroupMember.objects.filter(campaign=campaign, unit__in=units).select_related("group"):
        found.add(row.unit_id, Inherited.PLACE, f"nhóm «{row.group}»")
    for one in Registration.objects.filter(campaign=campaign, unit__in=units):
        day = date_short(local(one.registered_at).date())
        found.add(one.unit_id, Inherited.REGISTRATION, f"đăng ký ngày {day}", ["registration"])
    add_sheets(found, campaign, units)
    add_reports(found, campaign, units)
    add_years(found, campaign, units)
    dossiers = Dossier.objects.filter(
        campaign=campaign, unit__in=units, state__in=OPEN_DOSSIERS, round__state=RoundState.OPEN
    )
    for unit, count in dossiers.order_by().values_list("unit").annotate(n=Count("pk")):
        found.add(unit, Inherited.DOSSIER, f"{count} hồ sơ đang soạn hoặc đã trả lại")
    return found


def add_sheets(found: Holdings, campaign: Campaign, units: list[int]) -> None:
    """Each sheet with its state, points and documents."""
    documents = dict(
        Evidence.objects.filter(item__sheet__campaign=campaign, item__sheet__unit__in=units)
        .order_by()
        .values_list("item__sheet")
        .annotate(n=Count("pk"))
    )
    said: dict[int, list[tuple[int, str]]] = defaultdict(list)
    rows = ScoreSheet.objects.filter(campaign=campaign, unit__in=units).order_by("year")
    for sheet in rows.annotate(points=Sum("items__self_points")):
        points = format_decimal(sheet.points or Decimal(0))
        said[sheet.unit_id].append(
            (
                sheet.year,
                f"năm {sheet.year}: {sheet.get_state_display().lower()}, {points} điểm, "
                f"{documents.get(sheet.pk, 0)} tài liệu",
            )
        )
    for unit, lines in said.items():
        found.add(
            unit, Inherited.SHEET, "; ".join(line for _, line in lines), [("sheet", y) for y, _ in lines]
        )


def add_reports(found: Holdings, campaign: Campaign, units: list[int]) -> None:
    """Reports, own plans and figures, counted together."""
    keys: dict[int, list[tuple]] = defaultdict(list)
    of_units = {"unit__in": units}
    for unit, duty, year in ReportReceived.objects.filter(duty__campaign=campaign, **of_units).values_list(
        "unit", "duty", "year"
    ):
        keys[unit].append(("report", duty, year))
    for unit, year in OwnPlan.objects.filter(campaign=campaign, **of_units).values_list("unit", "year"):
        keys[unit].append(("plan", year))
    for unit, kind, year in UnitFigure.objects.filter(campaign=campaign, **of_units).values_list(
        "unit", "kind", "year"
    ):
        keys[unit].append(("figure", kind, year))
    names = {"report": "báo cáo", "plan": "kế hoạch của đơn vị", "figure": "số liệu năm"}
    for unit, rows in keys.items():
        kinds = [row[0] for row in rows]
        counts = [f"{kinds.count(kind)} {name}" for kind, name in names.items() if kind in kinds]
        found.add(unit, Inherited.REPORTS, ", ".join(counts), rows)


def add_years(found: Holdings, campaign: Campaign, units: list[int]) -> None:
    """The official results: they stay facts of the measured unit, a person says whether the line counts them."""
    rows = IndexResult.objects.filter(
        index_import__campaign=campaign, index_import__state=ImportState.CONFIRMED, unit__in=units
    )
    named = ("unit", "index_import__year", "value", "index_import__scale", "index_import__scale_maximum")
    years: dict[int, dict[int, Decimal]] = defaultdict(dict)
    for unit, year, value, scale, maximum in rows.values_list(*named):
        years[unit][year] = percent_of(value, scale, maximum)
    for unit, values in years.items():
        said = ", ".join(f"{year}: {format_decimal(values[year])}%" for year in sorted(values))
        found.add(unit, Inherited.YEARS, said, [("year", year) for year in values])
