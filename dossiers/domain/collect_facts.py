"""What the rows say about each nomination, gathered in a fixed number of queries for the whole round."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db.models import F, Q

from accounts.dates import local
from awards.catalogue import StandingCondition, standing_conditions
from awards.enums import NominationState
from awards.models import AwardQuota, Condition, DocumentRequirement, MeetingResult, Nomination
from awards.quotas import quotas_of_round
from campaigns.enums import DeadlineCode, MeasuredBy, Origin, TieRule
from campaigns.launch_levels import launch_levels
from campaigns.models import Campaign, CampaignVersion, Registration, Round, UnitGroupMember
from campaigns.rounds import deadlines_of
from dossiers.domain.conditions_of import conditions_for, specs_for
from dossiers.domain.facts_of_awards import award_law, launch_level, other_awards, suspensions
from dossiers.domain.facts_of_years import YearFacts, read_years
from dossiers.enums import DossierState
from dossiers.models import Document, Dossier
from scoring.contest_facts import contest_facts_of
from scoring.models import Attestation, Ranking, Standing, TieChoice, TopLine
from scoring.queries import results_of_year_before
from scoring.rules import Attested, ConditionSpec, Facts
from scoring.rules import TopLine as TopLineFact

AT_THE_DESK = (DossierState.SENT, DossierState.ACCEPTED)


@dataclass(frozen=True)
class Picture:
    """Everything that the proposed list is made of; `facts` have no rank yet, that takes all of them together.

    `returned` are the units whose dossier was given back and may come again; `before` are the results of the
    year before, read only where the plan parts equals by them.
    """

    campaign: Campaign
    round: Round
    day: date
    last_day: date | None
    version: CampaignVersion | None
    ranking: Ranking | None
    standings: tuple[Standing, ...]
    members: tuple[UnitGroupMember, ...]
    nominations: tuple[Nomination, ...]
    facts: dict[int, Facts]
    years: YearFacts
    conditions: dict[int, tuple[Condition, ...]]
    quotas: tuple[AwardQuota, ...]
    choices: dict[int, tuple[TieChoice, ...]]
    returned: frozenset[int]
    law: tuple[StandingCondition, ...] = ()
    top_lines: dict[int, TopLineFact] = field(default_factory=dict)
    before: dict[int, Decimal] = field(default_factory=dict)

    def conditions_of(self, nomination: Nomination) -> list[ConditionSpec]:
        """All that is asked of it: by the plan, by its unit's head, and by the law of the day."""
        found = specs_for(nomination, self.conditions.get(nomination.award_id, ()), self.law)
        stopped = self.facts[nomination.pk].suspended
        if stopped and all(spec.rule != "not_suspended" for spec in found):
            # What the standing body stopped waits, whether or not the plan or the law of the day says so.
            found.append(ConditionSpec("not_suspended", {}, stopped.document, "Tạm dừng xét."))
        return found

    def asks_a_person(self, nomination: Nomination) -> bool:
        """Whether somebody must confirm a qualitative criterion of it."""
        rows = conditions_for(nomination, self.conditions.get(nomination.award_id, ()))
        return any(row.rule == "attested" for row in rows)


def collect_picture(*, round: Round, at: datetime) -> Picture:
    """All that is known of a round on the day of `at`; what a unit has not sent is its own and left out."""
    campaign, day = round.campaign, local(at).date()
    nominations = tuple(
        Nomination.objects.filter(round=round)
        .exclude(state__in=(NominationState.DRAFT, NominationState.WITHDRAWN))
        .select_related("unit", "group", "award")
        .order_by("unit__sort_key", "unit_id", "priority", "id")
    )
    for one in nominations:
        one.campaign, one.round = campaign, round
    ranking = Ranking.objects.filter(campaign=campaign, year=round.year, is_current=True)
    ranking = ranking.select_related("index_import", "campaign").first()
    standings = Standing.objects.filter(ranking=ranking) if ranking else Standing.objects.none()
    choices = TieChoice.objects.filter(Q(ranking=ranking) | Q(nomination__isnull=False), round=round)
    dossiers = list(Dossier.objects.filter(round=round).prefetch_related("items"))
    deadlines = {code: row.last_valid_day for code, row in deadlines_of(campaign, round).items()}
    years = read_years(round)
    return Picture(
        campaign=campaign,
        round=round,
        day=day,
        last_day=deadlines.get(DeadlineCode.DOSSIER),
        version=campaign.versions.first(),
        ranking=ranking,
        standings=tuple(standings.select_related("unit", "group", "result__index_import")),
        members=tuple(campaign.members.select_related("unit").order_by("unit__sort_key")),
        nominations=nominations,
        facts=_facts(round, nominations, dossiers, deadlines, years, day),
        years=years,
        conditions=_by(Condition.objects.filter(award__campaign=campaign), "award_id"),
        quotas=tuple(_in_order(quotas_of_round(round))),
        choices=_by(choices.select_related("unit", "nomination", "by").order_by("at", "pk"), "quota_id"),
        returned=frozenset(row.unit_id for row in dossiers if row.state == DossierState.RETURNED),
        law=standing_conditions(day),
        top_lines=_top_lines(ranking),
        before=_before(campaign, ranking),
    )


def collect_facts(*, nomination: Nomination, at: datetime) -> Facts:
    """The facts of a nomination that was sent, but for its rank, as they are known on the day of `at`."""
    return collect_picture(round=nomination.round, at=at).facts[nomination.pk]


def _in_order(quotas):
    """Award by award; insiders first, collectives before people, single numbers before joint ones."""
    group = F("group__position").asc(nulls_first=True)
    return quotas.order_by("award__position", "outside", "-subject", group, "position", "pk")


def _before(campaign: Campaign, ranking: Ranking | None) -> dict[int, Decimal]:
    if ranking is None or campaign.tie_rule != TieRule.PREVIOUS_YEAR:
        return {}
    return results_of_year_before(ranking)


def _top_lines(ranking: Ranking | None) -> dict[int, TopLineFact]:
    """group id -> where a person drew the line of the top band in the ranking."""
    rows = TopLine.objects.filter(ranking=ranking).select_related("by") if ranking else ()
    return {
        row.group_id: TopLineFact(row.last_rank, str(row.by), local(row.at).date(), row.ground)
        for row in rows
    }


def _facts(
    round: Round,
    nominations: tuple[Nomination, ...],
    rows: list[Dossier],
    deadlines: dict[str, date],
    years: YearFacts,
    day: date,
) -> dict[int, Facts]:
    campaign = round.campaign
    registered = {row.unit_id: row for row in Registration.objects.filter(campaign=campaign)}
    dossiers = {item.nomination_id: row for row in rows for item in row.items.all()}
    requirements = _by(DocumentRequirement.objects.filter(award__campaign=campaign), "award_id")
    papers, results, attested = _papers(round), _results(round), _attested(round)
    contests = contest_facts_of(list(nominations)) if campaign.measured_by == MeasuredBy.CONTEST else {}
    others, stopped, levels = other_awards(round, nominations), suspensions(round), launch_levels(campaign)
    found = {}
    for one in nominations:
        dossier = dossiers.get(one.pk)
        required = requirements.get(one.award_id, ())
        law = award_law(one, day)
        there = dossier is not None and dossier.state in AT_THE_DESK
        found[one.pk] = Facts(
            **_registered(registered.get(one.unit_id), deadlines),
            dossier_sent_at=(dossier.first_sent_at or dossier.sent_at) if there else None,
            dossier_last_day=deadlines.get(DeadlineCode.DOSSIER),
            papers_required=tuple(row.name for row in required) if required else None,
            papers_present=_present(required, papers[dossier.pk], one) if there else None,
            **_council(results.get((dossier.meeting_id, one.pk)) if dossier else None),
            attestations=attested.get(one.pk, {}),
            other_awards=others[one.pk],
            suspended=stopped.get(one.pk),
            contest=contests.get(one.pk),
            award_law=law,
            launch_level=launch_level(levels, law),
            **_who(one, round),
            **years.of(one),
        )
    return found


def _registered(row: Registration | None, deadlines: dict[str, date]) -> dict:
    return {
        "registered": row is not None,
        "registered_on": local(row.registered_at).date() if row else None,
        "registration_last_day": deadlines.get(DeadlineCode.REGISTRATION),
    }


def _council(row: MeetingResult | None) -> dict:
    """The votes of the unit's own council."""
    if row is None:
        return {}
    return {
        "council_met_on": row.meeting.held_on,
        "council_total": row.total_members,
        "council_present": row.present,
        "council_agree": row.agree,
    }


def _who(one: Nomination, round: Round) -> dict:
    """Whose nomination it is, for which round; who is not of a unit does not end with it."""
    return {
        "unit_name": str(one.unit),
        "group_name": str(one.group or ""),
        "subject": one.subject,
        "origin": one.origin,
        "round_kind": round.kind,
        "years": round.years,
        "campaign_start": round.campaign.period_start,
        "campaign_end": round.campaign.period_end,
        "unit_ended_on": one.unit.valid_to if one.origin == Origin.UNIT else None,
    }


def _results(round: Round) -> dict[tuple[int, int], MeetingResult]:
    """(meeting, nomination) -> the votes of the unit's own council."""
    rows = MeetingResult.objects.filter(meeting__dossiers__round=round).select_related("meeting")
    return {(row.meeting_id, row.nomination_id): row for row in rows}


def _papers(round: Round) -> dict[int, set[tuple[str, int | None]]]:
    """dossier id -> (kind, nomination id or None) of every paper that was really made."""
    made: dict[int, set[tuple[str, int | None]]] = defaultdict(set)
    rows = Document.objects.filter(dossier__round=round, versions__isnull=False).distinct()
    for dossier, kind, nomination in rows.order_by().values_list("dossier", "kind", "nomination"):
        made[dossier].add((kind, nomination))
    return made


def _present(required, made: set[tuple[str, int | None]], nomination: Nomination) -> tuple[str, ...]:
    each = DocumentRequirement.Per.NOMINEE
    return tuple(
        row.name for row in required if (row.kind, nomination.pk if row.per == each else None) in made
    )


def _attested(round: Round) -> dict[int, dict[str, Attested]]:
    """nomination id -> code of the criterion -> what was confirmed of its words of today.

    A yes to words that the plan has changed since is no yes to the new ones: a person is asked again.
    """
    said: dict[int, dict[str, Attested]] = defaultdict(dict)
    rows = Attestation.objects.filter(nomination__round=round).select_related("condition", "by")
    for row in rows.filter(wording=F("condition__text")):
        code = str(row.condition.params.get("code", ""))
        said[row.nomination_id][code] = Attested(row.holds, str(row.by), local(row.at).date(), row.document)
    return said


def _by(rows, key: str) -> dict[int, tuple]:
    grouped = defaultdict(list)
    for row in rows:
        grouped[getattr(row, key)].append(row)
    return {number: tuple(found) for number, found in grouped.items()}
