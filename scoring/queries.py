"""Reads of sheets and results used more than once; the scope is in the query."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from awards.enums import NominationState, QuotaOrder
from awards.models import AwardQuota, Condition, Nomination
from awards.quotas import quotas_of_round
from campaigns.access import Access
from campaigns.criteria import answered_criteria
from campaigns.criteria_tree import tree_of, walk
from campaigns.enums import DeadlineCode, SubjectKind
from campaigns.models import (
    Campaign,
    Criterion,
    Deadline,
    Registration,
    Round,
    Unit,
    UnitGroupMember,
)
from campaigns.queries import campaigns_visible_to
from campaigns.rounds import shown_round, shown_year
from scoring.enums import ImportState, SheetState
from scoring.models import (
    Evidence,
    IndexImport,
    IndexResult,
    Ranking,
    ScoreSheet,
    SheetItem,
    Standing,
    TieChoice,
    TopLine,
)
from scoring.sheets import Document, Line, SheetGroup, SheetPicture
from scoring.standings import GroupTable, group_table


def sheets_visible_to(access: Access) -> QuerySet[ScoreSheet]:
    """A unit sees its own sheet; the standing body, the council and the auditor those that were sent to them."""
    seen = ScoreSheet.objects.filter(campaign__in=campaigns_visible_to(access))
    seen = seen.filter(unit=access.unit) if access.is_unit else seen.filter(state=SheetState.SENT)
    return seen.select_related(
        "campaign", "campaign__issuer", "unit", "unit__parent", "criteria_set", "sent_by"
    )


def sheets_set_aside(access: Access) -> QuerySet[ScoreSheet]:
    """The unit's own drafts that made way for its predecessor's; nobody else saw them before."""
    rows = ScoreSheet.every.filter(set_aside__isnull=False, campaign__in=campaigns_visible_to(access))
    rows = rows.filter(unit=access.unit) if access.is_unit else rows.none()
    return rows.select_related("campaign", "campaign__issuer", "unit", "unit__parent", "criteria_set")


def evidence_visible_to(access: Access) -> QuerySet[Evidence]:
    """The documents of the sheets that the person may see."""
    seen = Q(item__sheet__in=sheets_visible_to(access)) | Q(item__sheet__in=sheets_set_aside(access))
    return Evidence.objects.filter(seen).select_related(
        "item", "item__criterion", "item__sheet", "item__sheet__unit", "item__sheet__campaign"
    )


def imports_visible_to(access: Access) -> QuerySet[IndexImport]:
    """The imports of the campaigns that a person sees; a unit sees none of the work, only its result."""
    if access.is_unit:
        return IndexImport.objects.none()
    return IndexImport.objects.filter(campaign__in=campaigns_visible_to(access)).select_related(
        "campaign", "campaign__standing_unit", "uploaded_by", "confirmed_by"
    )


def sheet_deadline(campaign: Campaign) -> Deadline | None:
    """The last day for sending a sheet: the plan's own one, else the day of the dossier that holds it."""
    found = {row.code: row for row in campaign.deadlines.all()}
    return found.get(DeadlineCode.SELF_SCORE) or found.get(DeadlineCode.DOSSIER)


def nomination_is_sent(*, campaign: Campaign, unit: Unit) -> bool:
    """Whether a nomination of the unit has left its desk; the sheet that it rests on then stays as it is."""
    rows = Nomination.objects.filter(campaign=campaign, unit=unit)
    return rows.exclude(state__in=(NominationState.DRAFT, NominationState.WITHDRAWN)).exists()


def picture_of(sheet: ScoreSheet) -> SheetPicture:
    """All groups and lines of a sheet with documents and totals, in four queries whatever its size."""
    roots = tree_of(Criterion.objects.filter(criteria_set_id=sheet.criteria_set_id))
    items = {row.criterion_id: row for row in sheet.items.select_related("updated_by")}
    documents: dict[int, list[Document]] = {}
    period = (sheet.campaign.period_start, sheet.campaign.period_end)
    for row in Evidence.objects.filter(item__sheet=sheet):
        documents.setdefault(row.item_id, []).append(document_of(row, period))

    def line_of(criterion: Criterion) -> Line:
        item = items.get(criterion.pk)
        return Line(criterion, item, tuple(documents.get(item.pk, ())) if item else ())

    rows = tuple(
        SheetGroup(node.row, tuple(line_of(one) for one in node.leaves), node.depth)
        if node.row.is_group
        else line_of(node.row)
        for node in walk(roots)
    )
    return SheetPicture(
        rows,
        sheet.criteria_set.stated_maximum,
        roots=tuple(roots),
        rescale=sheet.criteria_set.rescale,
        bands=tuple(sheet.criteria_set.bands.all()),
        sent_total=sheet.self_total,
    )


def document_of(row: Evidence, period: tuple[date, date]) -> Document:
    """A document with the mark "outside the campaign's period" where its date says so."""
    start, end = period
    return Document(row, bool(row.issued_on and not start <= row.issued_on <= end))


@dataclass(frozen=True)
class SheetFilter:
    """What the officer looks at: a state (chua-mo, dang-cham, da-gui), a group code, a text, and the order (diem)."""

    state: str = ""
    group: str = ""
    text: str = ""
    order: str = ""


def sheet_overview(campaign: Campaign, wanted: SheetFilter) -> QuerySet[UnitGroupMember]:
    """One row for each unit that the plan covers, with its sheet's state, points and counts (None: not opened)."""
    here = {"campaign": campaign, "year": shown_year(campaign)}
    sheet = ScoreSheet.objects.filter(**here, unit=OuterRef("unit"))
    of_unit = {**here, "unit": OuterRef("unit"), "set_aside": None}
    items = SheetItem.objects.filter(**{f"sheet__{name}": value for name, value in of_unit.items()})
    per_unit = items.order_by().values("sheet__unit")
    documents = Evidence.objects.filter(**{f"item__sheet__{name}": value for name, value in of_unit.items()})
    rows = campaign.members.select_related("unit", "group").annotate(
        registered=Exists(Registration.objects.filter(campaign=campaign, unit=OuterRef("unit"))),
        sheet_state=Subquery(sheet.values("state")[:1]),
        sent_at=Subquery(sheet.values("sent_at")[:1]),
        sheet_updated_at=Subquery(sheet.values("updated_at")[:1]),
        # What a unit has not sent is its own: the office sees how far it is, not its points.
        points=Subquery(sheet.values("self_total")[:1]),
        scored=Coalesce(Subquery(per_unit.filter(answered=True).annotate(n=Count("pk")).values("n")), 0),
        documents=Coalesce(
            Subquery(documents.order_by().values("item__sheet__unit").annotate(n=Count("pk")).values("n")),
            0,
        ),
    )
    states = {
        "chua-mo": Q(sheet_state=None),
        "dang-cham": Q(sheet_state="draft"),
        "da-gui": Q(sheet_state="sent"),
    }
    rows = rows.filter(states.get(wanted.state, Q()))
    if wanted.group:
        rows = rows.filter(group__code=wanted.group)
    if wanted.text:
        rows = rows.filter(unit__search_key__contains=wanted.text)
    by_points = [F("points").desc(nulls_last=True)] if wanted.order == "diem" else []
    return rows.order_by("group__position", *by_points, "unit__sort_key", "pk")


def criteria_count(campaign: Campaign) -> int:
    """How many criteria a whole sheet of the campaign holds (groups not counted)."""
    if campaign.criteria_set_id is None:
        return 0
    return answered_criteria(campaign.criteria_set_id).count()


def total_of(points: Decimal | None) -> Decimal:
    """A sum that may be empty, as a number."""
    return points if points is not None else Decimal(0)


def confirmed_import(campaign: Campaign, year: int) -> IndexImport | None:
    """The import whose results hold for the year."""
    return IndexImport.objects.filter(campaign=campaign, year=year, state=ImportState.CONFIRMED).first()


def current_ranking(campaign: Campaign, year: int) -> Ranking | None:
    """The ranking that holds for the year, with its source."""
    rows = Ranking.objects.filter(campaign=campaign, year=year, is_current=True)
    return rows.select_related(
        "index_import", "index_import__uploaded_by", "index_import__confirmed_by"
    ).first()


def ranking_tables(ranking: Ranking, round: Round | None = None) -> list[GroupTable]:
    """Every group of a ranking with the quota line of a round, the top band and the year before, in six queries.

    Only a number of collectives of one group that is given by rank draws a line in its table.
    """
    standings = ranking.standings.select_related("group__head", "group__deputy", "unit", "result").defer(
        "result__parts"
    )
    grouped: dict[int, list[Standing]] = {}
    for row in standings.order_by("group__position", "position"):
        grouped.setdefault(row.group_id, []).append(row)
    round = round or shown_round(ranking.campaign)
    quotas = quotas_of_round(round) if round else AwardQuota.objects.none()
    quotas = quotas.filter(
        subject=SubjectKind.TAP_THE, outside=False, group__isnull=False, order=QuotaOrder.RANK
    )
    places: dict[int | None, list[AwardQuota]] = {}
    for quota in quotas.select_related("award"):
        places.setdefault(quota.group_id, []).append(quota)
    chosen = list(
        TieChoice.objects.filter(ranking=ranking, round=round, unit__isnull=False)
        .filter(quota__subject=SubjectKind.TAP_THE)
        .values_list("unit_id", flat=True)
    )
    tops = {row.group_id: row for row in TopLine.objects.filter(ranking=ranking).select_related("by")}
    asked = groups_with_top_band(ranking.campaign, round)
    before = results_of_year_before(ranking)
    return [
        group_table(
            rows[0].group,
            rows,
            places=sum(quota.maximum or 0 for quota in places.get(group_id, ())),
            clauses=[quota.clause for quota in places.get(group_id, ())],
            before=before,
            chosen=[unit for unit in chosen if any(row.unit_id == unit for row in rows)],
            top=tops.get(group_id),
            asks_top=group_id in asked or (None in asked and rows[0].group.ranked),
        )
        for group_id, rows in grouped.items()
    ]


def groups_with_top_band(campaign: Campaign, round: Round | None) -> set[int | None]:
    """The groups (None: all) in which a condition of the round asks for the top band, so that its line is needed."""
    rows = Condition.objects.filter(award__campaign=campaign, rule__in=("top_band", "unit_top_band"))
    kinds = ("", round.kind) if round else ("",)
    return set(rows.filter(round_kind__in=kinds).values_list("group", flat=True))


def results_of_year_before(ranking: Ranking) -> dict[int, Decimal]:
    """The confirmed results of the year before under the same standing body, when they were given on the same scale."""
    source = ranking.index_import
    rows = IndexResult.objects.filter(
        index_import__year=ranking.year - 1,
        index_import__state=ImportState.CONFIRMED,
        index_import__scale=source.scale,
        index_import__campaign__standing_unit=ranking.campaign.standing_unit_id,
    )
    if source.scale_maximum is not None:
        rows = rows.filter(index_import__scale_maximum=source.scale_maximum)
    return dict(rows.order_by("index_import__confirmed_at").values_list("unit_id", "value"))


def standing_of(ranking: Ranking, unit_id: int) -> Standing | None:
    """The unit's line with its result and parts."""
    rows = ranking.standings.select_related("unit", "group", "result")
    return rows.filter(unit_id=unit_id).first()
