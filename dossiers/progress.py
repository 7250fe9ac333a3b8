"""How far a campaign is: the facts that tasks, cards and the nine steps are made of, read once."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet, prefetch_related_objects

from accounts.dates import DaysLeft, days_left, is_within, local
from awards.council_step import council_votes
from awards.enums import CouncilLevel, MeetingState, NominationState
from awards.models import AwardQuota, Condition, DocumentRequirement, Meeting, Nomination
from awards.quotas import quotas_of_round
from campaigns.access import Access
from campaigns.enums import CampaignState, DeadlineCode, MeasuredBy, NominatedBy, RoundState
from campaigns.models import Campaign, Deadline, Registration, Round, Unit
from campaigns.queries import members_of
from campaigns.rounds import deadlines_of, shown_round
from dossiers.enums import DossierState
from dossiers.models import Dossier
from dossiers.unit_progress import UnitProgress
from scoring.enums import ImportState
from scoring.models import ContestImport, IndexImport, Ranking, ScoreSheet


class StateCount(NamedTuple):
    """The nominations of one state."""

    state: str
    count: int
    given: int
    waiting: int


@dataclass(frozen=True)
class Progress:
    """A campaign at a moment. For a unit `units` holds only itself; the rest is of the whole campaign."""

    campaign: Campaign
    round: Round | None
    at: datetime
    units: tuple[UnitProgress, ...]
    deadlines: dict[str, Deadline]
    clauses: dict[str, str]
    imports: tuple[IndexImport, ...]
    ranking: Ranking | None
    meetings: tuple[Meeting, ...]
    places: int
    given: int
    nominations: dict[str, int]
    waiting_for_council: int
    has_contest_results: bool = False
    has_council: bool = False
    quotas: tuple[AwardQuota, ...] = ()

    @property
    def day(self) -> date:
        return local(self.at).date()

    @property
    def is_draft(self) -> bool:
        return self.campaign.state == CampaignState.DRAFT

    @property
    def registered(self) -> list[UnitProgress]:
        return [row for row in self.units if row.registration]

    @property
    def unregistered(self) -> list[UnitProgress]:
        return [row for row in self.units if not row.registration]

    @property
    def asks_registration(self) -> bool:
        """Whether the plan makes registering a condition."""
        return "registered" in self.clauses

    @property
    def expected(self) -> list[UnitProgress]:
        """Those of whom sheets and dossiers are awaited: who registered, or everybody if the plan asks nobody to."""
        return self.registered if self.asks_registration else list(self.units)

    @property
    def without_sheet(self) -> list[UnitProgress]:
        """Awaited units that have not sent the self-scored sheet; none where the plan has no such sheet."""
        if not self.campaign.has_self_score:
            return []
        return [row for row in self.expected if not row.has_sent_sheet]

    @property
    def without_dossier(self) -> list[UnitProgress]:
        """Awaited units of which no dossier has come (or it was returned and not sent again)."""
        if not self.wants_dossiers:
            return []
        return [row for row in self.expected if not row.has_sent_dossier]

    @property
    def wants_dossiers(self) -> bool:
        """Whether units send dossiers in this round: not where the office lists, nor where only heads commend."""
        if self.campaign.nominated_by == NominatedBy.STANDING:
            return False
        return any(not row.award.own_power and not row.outside for row in self.quotas)

    @property
    def waiting_dossiers(self) -> list[UnitProgress]:
        """Units whose dossier waits for the check."""
        return [row for row in self.units if row.dossiers_in(DossierState.SENT)]

    @property
    def confirmed_import(self) -> IndexImport | None:
        return next((row for row in self.imports if row.state == ImportState.CONFIRMED), None)

    @property
    def waiting_import(self) -> IndexImport | None:
        waiting = (ImportState.PROPOSED, ImportState.PREVIEW)
        rows = [row for row in self.imports if row.state in waiting]
        return min(rows, key=lambda row: waiting.index(ImportState(row.state)), default=None)

    @property
    def next_meeting(self) -> Meeting | None:
        """The meeting that is prepared or open."""
        return next((row for row in self.meetings if row.state != MeetingState.CLOSED), None)

    @property
    def last_meeting(self) -> Meeting | None:
        return next((row for row in self.meetings if row.state == MeetingState.CLOSED), None)

    @property
    def has_own_power(self) -> bool:
        """Whether heads of units give an award of this round by themselves."""
        return any(row.award.own_power for row in self.quotas)

    @property
    def awarded(self) -> int:
        return self.nominations.get(NominationState.AWARDED, 0)

    @property
    def undecided(self) -> int:
        """Accepted nominations that nobody has decided on yet, once a council that there is has seen them."""
        return self.nominations.get(NominationState.ACCEPTED, 0) - self.waiting_for_council

    def last_day(self, code: str) -> date:
        """The last valid day of a deadline; what the plan does not limit ends with the dossiers, or the period."""
        for wanted in (code, DeadlineCode.DOSSIER):
            if wanted in self.deadlines:
                return self.deadlines[wanted].last_valid_day
        return self.campaign.period_end

    def has_deadline(self, code: str) -> bool:
        """Whether the plan limits it, or the dossiers at least."""
        return code in self.deadlines or DeadlineCode.DOSSIER in self.deadlines

    def is_open(self, code: str) -> bool:
        return is_within(self.at, self.last_day(code))

    @property
    def year(self) -> int:
        """The year whose results the round looks at."""
        return self.round.year if self.round else self.campaign.year

    @property
    def takes_dossiers(self) -> bool:
        """Whether a unit can send a dossier now: the plan wants one, the round is open, it is not too late."""
        return self.wants_dossiers and self.is_round_open and self.is_open(DeadlineCode.DOSSIER)

    @property
    def is_round_open(self) -> bool:
        return self.round is not None and self.round.state == RoundState.OPEN

    @property
    def results_are_awaited(self) -> bool:
        """Whether the round has been opened; before that nobody waits for its results."""
        return self.round is not None and self.round.state != RoundState.PLANNED

    def left(self, code: str) -> DaysLeft:
        return days_left(self.last_day(code), self.at)


def progress_of(campaign: Campaign, access: Access, at: datetime, code: str = "") -> Progress:
    """Reads a campaign's shown round in a fixed number of queries; a unit gets its own rows only."""
    own = access.unit if access.is_unit else None
    meetings = Meeting.objects.filter(council__campaign=campaign, council__level=CouncilLevel.DECIDING)
    meetings = meetings.annotate(
        seats=Count("attendances", distinct=True), voted=Count("voter_marks", distinct=True)
    )
    prefetch_related_objects([campaign], "rounds")
    round = shown_round(campaign, code)
    year = round.year if round else campaign.year
    meetings = meetings.filter(round=round)
    states = state_counts(round)
    council = round is not None and council_votes(round)
    quotas = list(quotas_of_round(round)) if round else []
    return Progress(
        campaign=campaign,
        round=round,
        at=at,
        units=unit_rows(campaign, round, own),
        deadlines=deadlines_of(campaign, round),
        clauses=clauses_of(campaign),
        imports=tuple(IndexImport.objects.filter(campaign=campaign, year=year)),
        ranking=Ranking.objects.filter(campaign=campaign, year=year, is_current=True).first(),
        meetings=tuple(meetings.order_by("-held_on", "-id")),
        places=sum(row.maximum or 0 for row in quotas),
        given=sum(row.given for row in states),
        nominations={row.state: row.count for row in states},
        waiting_for_council=sum(row.waiting for row in states if row.state == NominationState.ACCEPTED)
        if council
        else 0,
        has_council=council,
        has_contest_results=has_contest_results(campaign),
        quotas=tuple(quotas),
    )


def has_contest_results(campaign: Campaign) -> bool:
    """Whether a contest's results are confirmed; not asked of a campaign that is measured otherwise."""
    if campaign.measured_by != MeasuredBy.CONTEST:
        return False
    return ContestImport.objects.filter(campaign=campaign, state=ImportState.CONFIRMED).exists()


def state_counts(round: Round | None) -> list[StateCount]:
    """For each state how many nominations, how many took a numbered place, how many wait for a meeting.

    Those that a head commends by own power take no place of the plan and go to no council.
    """
    rows = Nomination.objects.filter(round=round, award__own_power=False).order_by().values_list("state")
    numbered = Q(award_record__quota__maximum__isnull=False)
    return [
        StateCount(*row)
        for row in rows.annotate(
            n=Count("pk", distinct=True),
            given=Count("award_record", filter=numbered, distinct=True),
            waiting=Count("pk", filter=Q(agenda_items__isnull=True), distinct=True),
        )
    ]


def unit_rows(campaign: Campaign, round: Round | None, own: Unit | None) -> tuple[UnitProgress, ...]:
    """One row for each unit that the plan covers, or only the own one."""

    def by_unit(rows: QuerySet) -> dict:
        return {row.unit_id: row for row in (rows.filter(unit=own) if own else rows)}

    members = members_of(campaign)
    registrations = by_unit(Registration.objects.filter(campaign=campaign))
    sheets = by_unit(
        ScoreSheet.objects.filter(campaign=campaign, year=round.year if round else campaign.year)
    )
    dossiers: dict[int, list[Dossier]] = {}
    for one in (
        Dossier.objects.filter(round=round, **({"unit": own} if own else {}))
        .select_related("award")
        .order_by("pk")
    ):
        dossiers.setdefault(one.unit_id, []).append(one)
    return tuple(
        UnitProgress(
            unit=row.unit,
            group=row.group,
            registration=registrations.get(row.unit_id),
            sheet=sheets.get(row.unit_id),
            dossiers=tuple(dossiers.get(row.unit_id, ())),
        )
        for row in (members.filter(unit=own) if own else members)
    )


def clauses_of(campaign: Campaign) -> dict[str, str]:
    """The plan's clause of each rule ("registered") and paper kind ("bang_diem")."""
    papers = DocumentRequirement.objects.filter(award__campaign=campaign).values_list("kind", "clause")
    rules = Condition.objects.filter(award__campaign=campaign).values_list("rule", "clause")
    return {**dict(papers), **dict(rules)}
