"""What the rows say about each nomination, gathered in a fixed number of queries for the whole campaign."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from accounts.dates import local
from awards.enums import NominationState
from awards.models import AwardQuota, Condition, DocumentRequirement, MeetingResult, Nomination
from awards.quotas import quotas_of_round
from campaigns.enums import DeadlineCode
from campaigns.models import Campaign, CampaignVersion, Registration, Round, UnitGroupMember
from campaigns.rounds import deadlines_of
from dossiers.enums import DossierState
from dossiers.models import Document, Dossier
from scoring.models import Attestation, Ranking, Standing, TieChoice
from scoring.rules import Attested, ConditionSpec, Facts

AT_THE_DESK = (DossierState.SENT, DossierState.ACCEPTED)


@dataclass(frozen=True)
class Picture:
    """Everything that the proposed list is made of; `facts` have no rank yet, that takes all of them together.

    `returned` are the units whose dossier was given back and may come again.
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
    conditions: dict[int, tuple[Condition, ...]]
    quotas: tuple[AwardQuota, ...]
    choices: dict[int, tuple[TieChoice, ...]]
    returned: frozenset[int]

    def conditions_of(self, nomination: Nomination) -> list[ConditionSpec]:
        """The conditions of its award that are meant for its subject, in the plan's order."""
        rows = self.conditions.get(nomination.award_id, ())
        return [
            ConditionSpec(row.rule, row.params, row.clause, row.text)
            for row in rows
            if row.subject in ("", nomination.subject)
        ]


def collect_picture(*, round: Round, at: datetime) -> Picture:
    """All that is known of a round on the day of `at`; what a unit has not sent is its own and left out."""
    campaign = round.campaign
    nominations = tuple(
        Nomination.objects.filter(round=round)
        .exclude(state__in=(NominationState.DRAFT, NominationState.WITHDRAWN))
        .select_related("unit", "group", "award")
        .order_by("unit__sort_key", "unit_id", "priority", "id")
    )
    ranking = Ranking.objects.filter(campaign=campaign, year=round.year, is_current=True)
    ranking = ranking.select_related("index_import").first()
    standings = Standing.objects.filter(ranking=ranking) if ranking else Standing.objects.none()
    quotas = quotas_of_round(round)
    dossiers = list(Dossier.objects.filter(round=round).prefetch_related("items"))
    deadlines = {code: row.last_valid_day for code, row in deadlines_of(campaign, round).items()}
    return Picture(
        campaign=campaign,
        round=round,
        day=local(at).date(),
        last_day=deadlines.get(DeadlineCode.DOSSIER),
        version=campaign.versions.first(),
        ranking=ranking,
        standings=tuple(standings.select_related("unit", "group", "result__index_import")),
        members=tuple(campaign.members.select_related("unit").order_by("unit__sort_key")),
        nominations=nominations,
        facts=_facts(campaign, nominations, dossiers, deadlines),
        conditions=_by(Condition.objects.filter(award__campaign=campaign), "award_id"),
        quotas=tuple(quotas.order_by("-subject", "group__position", "award__position")),
        choices=_by(TieChoice.objects.filter(round=round).select_related("unit", "by"), "quota_id"),
        returned=frozenset(row.unit_id for row in dossiers if row.state == DossierState.RETURNED),
    )


def collect_facts(*, nomination: Nomination, at: datetime) -> Facts:
    """The facts of a nomination that was sent, but for its rank, as they are known on the day of `at`."""
    return collect_picture(round=nomination.round, at=at).facts[nomination.pk]


def _facts(
    campaign: Campaign,
    nominations: tuple[Nomination, ...],
    rows: list[Dossier],
    deadlines: dict[str, date],
) -> dict[int, Facts]:
    registered = {row.unit_id: row for row in Registration.objects.filter(campaign=campaign)}
    dossiers = {item.nomination_id: row for row in rows for item in row.items.all()}
    requirements = _by(DocumentRequirement.objects.filter(award__campaign=campaign), "award_id")
    papers = _papers(campaign)
    results = {
        (row.meeting_id, row.nomination_id): row
        for row in MeetingResult.objects.filter(meeting__dossiers__campaign=campaign).select_related(
            "meeting"
        )
    }
    attested = _attested(campaign)
    found = {}
    for one in nominations:
        registration, dossier = registered.get(one.unit_id), dossiers.get(one.pk)
        required = requirements.get(one.award_id, ())
        result = results.get((dossier.meeting_id, one.pk)) if dossier else None
        there = dossier is not None and dossier.state in AT_THE_DESK
        found[one.pk] = Facts(
            registered=registration is not None,
            registered_on=local(registration.registered_at).date() if registration else None,
            registration_last_day=deadlines.get(DeadlineCode.REGISTRATION),
            dossier_sent_at=(dossier.first_sent_at or dossier.sent_at) if there else None,
            dossier_last_day=deadlines.get(DeadlineCode.DOSSIER),
            papers_required=tuple(row.name for row in required) if required else None,
            papers_present=_present(required, papers[dossier.pk], one) if there else None,
            council_met_on=result.meeting.held_on if result else None,
            council_total=result.total_members if result else None,
            council_present=result.present if result else None,
            council_agree=result.agree if result else None,
            unit_name=str(one.unit),
            group_name=str(one.group),
            attestations=attested.get(one.pk, {}),
        )
    return found


def _papers(campaign: Campaign) -> dict[int, set[tuple[str, int | None]]]:
    """dossier id -> (kind, nomination id or None) of every paper that was really made."""
    made: dict[int, set[tuple[str, int | None]]] = defaultdict(set)
    rows = Document.objects.filter(dossier__campaign=campaign, versions__isnull=False).distinct()
    for dossier, kind, nomination in rows.order_by().values_list("dossier", "kind", "nomination"):
        made[dossier].add((kind, nomination))
    return made


def _present(required, made: set[tuple[str, int | None]], nomination: Nomination) -> tuple[str, ...]:
    each = DocumentRequirement.Per.NOMINEE
    return tuple(
        row.name for row in required if (row.kind, nomination.pk if row.per == each else None) in made
    )


def _attested(campaign: Campaign) -> dict[int, dict[str, Attested]]:
    """nomination id -> code of the criterion -> what was confirmed."""
    said: dict[int, dict[str, Attested]] = defaultdict(dict)
    rows = Attestation.objects.filter(nomination__campaign=campaign).select_related("condition", "by")
    for row in rows:
        code = str(row.condition.params.get("code", ""))
        said[row.nomination_id][code] = Attested(row.holds, str(row.by), local(row.at).date(), row.document)
    return said


def _by(rows, key: str) -> dict[int, tuple]:
    grouped = defaultdict(list)
    for row in rows:
        grouped[getattr(row, key)].append(row)
    return {number: tuple(found) for number, found in grouped.items()}
