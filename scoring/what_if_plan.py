"""Thử phương án, the reading: a plan's terms, the results they can be tried on, and what the change costs."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from accounts.errors import DomainError
from awards.domain.budget import Budget, BudgetItem, budget_of
from awards.domain.compare_budgets import comparable
from awards.models import Award, Condition
from awards.quotas import quotas_of_round
from campaigns.enums import CampaignState, Origin, UnitKind
from campaigns.models import Campaign, Round, Unit, UnitGroup
from scoring.enums import ImportState
from scoring.models import IndexImport, IndexResult
from scoring.percents import percent_of
from scoring.rules import find_rule
from scoring.what_if import BAND_RULES, Ground, Terms, TrialCondition, TrialQuota, TrialUnit


@dataclass(frozen=True)
class PlanTerms:
    """The terms of a round, and the conditions that no trial can look at."""

    terms: Terms
    untried: tuple[Condition, ...]
    awards: Mapping[int, Award]
    groups: Mapping[int, str]


@dataclass(frozen=True)
class Money:
    """The plan's estimate before and after the change; no difference when the law gives no money for a part."""

    before: Budget
    after: Budget

    @property
    def difference(self) -> Decimal | None:
        known = self.before.rows and comparable(self.before, self.after)
        return self.after.total - self.before.total if known else None


def sources_of(campaign: Campaign) -> list[IndexImport]:
    """Every confirmed import of results under the same issuer, the newest year first."""
    rows = IndexImport.objects.filter(campaign__issuer=campaign.issuer_id, state=ImportState.CONFIRMED)
    return list(rows.select_related("campaign").order_by("-year", "-confirmed_at", "-pk"))


def source_for(sources: Sequence[IndexImport], year: int) -> IndexImport | None:
    """The results of the year, else of the newest year before it, else the oldest ones that there are."""
    earlier = [row for row in sources if row.year <= year]
    return earlier[0] if earlier else sources[-1] if sources else None


def terms_of(round: Round) -> PlanTerms:
    """The quotas and conditions of a round as the plan has them, in two queries."""
    quotas = list(quotas_of_round(round))
    rows = Condition.objects.filter(award__campaign=round.campaign_id, round_kind__in=("", round.kind))
    conditions = tuple(rows.select_related("award", "group").order_by("award__position", "position"))
    given = {quota.award_id for quota in quotas}
    shown = tuple(row for row in conditions if row.award_id in given)
    trials = {row.pk: _condition(row) for row in shown if _asked_of_units(row)}
    supposable = {key for key, one in trials.items() if one.tried or one.rule in BAND_RULES}
    terms = Terms(
        quotas=tuple(_quota(row) for row in quotas),
        conditions=tuple(trials[key] for key in trials if key in supposable),
        tie_rule=round.campaign.tie_rule,
    )
    untried = tuple(row for row in shown if row.pk not in supposable)
    awards = {quota.award_id: quota.award for quota in quotas}
    groups = {quota.group_id: quota.group.name for quota in quotas if quota.group}
    return PlanTerms(terms, untried, awards, groups)


def ground_of(round: Round, source: IndexImport, sources: Iterable[IndexImport], day: date) -> Ground:
    """The units of the plan with the results of the source's year, of the years before it and of the one before.

    Three queries, one more after the launch. The round's years are moved so that the last one is the source's.
    """
    span = round.last_year - round.first_year
    window = tuple(range(source.year - span, source.year + 1))
    by_year = _imports_by_year(source, sources)
    before = by_year.get(source.year - 1)
    if before is not None and (before.scale, before.scale_maximum) != (source.scale, source.scale_maximum):
        before = None
    groups = list(round.campaign.groups.order_by("position"))
    wanted = {row.pk: row for year, row in by_year.items() if year in window or row is before}
    values: dict[int, dict[int, Decimal]] = defaultdict(dict)
    found = IndexResult.objects.filter(index_import__in=wanted)
    for number, unit, value in found.values_list("index_import_id", "unit_id", "value"):
        values[unit][number] = value
    measured = tuple(year for year in window if year in by_year)
    placed = placed_units(round.campaign, groups)
    known = {unit.pk for unit, _ in placed}
    return Ground(
        year=source.year,
        window=window,
        measured=measured,
        groups={group.pk: group.name for group in groups},
        units=tuple(
            _unit(unit, group, values.get(unit.pk, {}), source, before, [by_year[year] for year in measured])
            for unit, group in placed
        ),
        day=day,
        round_kind=round.kind,
        strangers=sum(source.pk in found and unit not in known for unit, found in values.items()),
    )


def placed_units(campaign: Campaign, groups: Sequence[UnitGroup]) -> list[tuple[Unit, int]]:
    """Each unit with its group: as launched, or for a draft as the launch would place it; the first group counts.

    One query for all groups, in Vietnamese order.
    """
    if campaign.state != CampaignState.DRAFT:
        members = campaign.members.select_related("unit").order_by("unit__sort_key", "unit_id")
        return [(row.unit, row.group_id) for row in members]
    below = Q(parent=campaign.issuer_id) | Q(parent__parent=campaign.issuer_id)
    codes = {code for group in groups for code in group.unit_codes}
    kinds = {kind for group in groups for kind in group.kinds}
    rows = Unit.objects.filter(Q(code__in=codes) | (below & Q(kind__in=kinds)))
    rows = rows.exclude(kind=UnitKind.UBND).exclude(valid_to__lt=campaign.period_start)
    found = []
    for unit in rows.select_related("parent").order_by("sort_key", "pk"):
        under = campaign.issuer_id in (unit.parent_id, unit.parent.parent_id if unit.parent else None)
        group = _group_for(unit, groups, under=under)
        if group is not None:
            found.append((unit, group))
    return found


def money_of(campaign: Campaign, awards: Mapping[int, Award], before: Terms, after: Terms) -> Money:
    """What the quotas of both terms cost by the law of the plan's budget day, if every place is given."""
    day = campaign.budget_day or campaign.plan_date or campaign.period_start
    first, second = (
        budget_of([_item(one, awards) for one in terms.quotas], day, campaign.rounding, strict=False)
        for terms in (before, after)
    )
    return Money(first, second)


def waiting_imports(campaign: Campaign) -> list[IndexImport]:
    """Uploads under the same issuer that nobody has confirmed yet."""
    waiting = [ImportState.PREVIEW, ImportState.PROPOSED]
    rows = IndexImport.objects.filter(campaign__issuer=campaign.issuer_id, state__in=waiting)
    return list(rows.filter(campaign__standing_unit=campaign.standing_unit_id).select_related("campaign")[:5])


def importing_campaigns(campaign: Campaign) -> list[Campaign]:
    """Launched campaigns of the same bodies, into which earlier results can be imported."""
    rows = Campaign.objects.filter(issuer=campaign.issuer_id, standing_unit=campaign.standing_unit_id)
    return list(rows.exclude(state=CampaignState.DRAFT).order_by("-year", "title")[:5])


def _imports_by_year(source: IndexImport, sources: Iterable[IndexImport]) -> dict[int, IndexImport]:
    """year -> its results: those kept in the source's own campaign, else the ones confirmed last."""
    found: dict[int, IndexImport] = {}
    for row in sources:
        own = row.campaign_id == source.campaign_id
        if row.year not in found or (own and found[row.year].campaign_id != source.campaign_id):
            found[row.year] = row
    return found | {source.year: source}


def _unit(
    unit: Unit,
    group: int,
    values: Mapping[int, Decimal],
    source: IndexImport,
    before: IndexImport | None,
    measured: Collection[IndexImport],
) -> TrialUnit:
    percents = {
        row.year: percent_of(values[row.pk], row.scale, row.scale_maximum)
        for row in measured
        if row.pk in values
    }
    earlier = values.get(before.pk) if before else None
    return TrialUnit(unit.pk, str(unit), group, values.get(source.pk), percents, earlier)


def _group_for(unit: Unit, groups: Sequence[UnitGroup], *, under: bool) -> int | None:
    fits = (one.pk for one in groups if unit.code in one.unit_codes or (under and unit.kind in one.kinds))
    return next(fits, None)


def _quota(row) -> TrialQuota:
    return TrialQuota(
        key=row.pk,
        award=row.award_id,
        award_name=row.award.name,
        group=row.group_id,
        subject=row.subject,
        mode=row.mode,
        maximum=row.maximum,
        order=row.order,
        outside=row.outside,
        clause=row.clause,
    )


def _condition(row: Condition) -> TrialCondition:
    return TrialCondition(
        key=row.pk,
        award=row.award_id,
        rule=row.rule,
        params=dict(row.params),
        subject=row.subject,
        group=row.group_id,
        text=row.text,
        clause=row.clause,
    )


def _asked_of_units(row: Condition) -> bool:
    """Whether the condition is asked of every unit alike: not of outsiders, not by one unit's own head.

    One whose parameters no rule can read is left to the check before the launch.
    """
    try:
        find_rule(row.rule, row.params)
    except DomainError:
        return False
    return row.origin in ("", Origin.UNIT) and row.unit_id is None


def _item(quota: TrialQuota, awards: Mapping[int, Award]) -> BudgetItem:
    award = awards[quota.award]
    return BudgetItem(award.name, quota.subject, award.law_key, quota.maximum, award.catalogue)
