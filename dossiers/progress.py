"""How far a campaign is: the facts that tasks, cards and the nine steps are made of, read once."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, QuerySet, Sum

from accounts.dates import DaysLeft, days_left, is_within, local
from awards.enums import CouncilLevel, MeetingState, NominationState
from awards.models import AwardQuota, AwardRecord, Condition, DocumentRequirement, Meeting, Nomination
from awards.quotas import quotas_of_round
from campaigns.access import Access
from campaigns.enums import CampaignState, DeadlineCode
from campaigns.models import Campaign, Deadline, Registration, Round, Unit, UnitGroup
from campaigns.queries import members_of
from campaigns.rounds import deadlines_of, shown_round, shown_year
from dossiers.enums import DossierState
from dossiers.models import Dossier
from scoring.enums import ImportState, SheetState
from scoring.models import IndexImport, Ranking, ScoreSheet


@dataclass(frozen=True)
class UnitProgress:
    """One unit that the plan covers: what it has done so far (None: nothing)."""

    unit: Unit
    group: UnitGroup
    registration: Registration | None
    sheet: ScoreSheet | None
    dossier: Dossier | None

    @property
    def has_sent_sheet(self) -> bool:
        return self.sheet is not None and self.sheet.state == SheetState.SENT

    @property
    def has_sent_dossier(self) -> bool:
        return self.dossier is not None and self.dossier.state in (DossierState.SENT, DossierState.ACCEPTED)


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
    def without_sheet(self) -> list[UnitProgress]:
        """Registered units that have not sent the self-scored sheet."""
        return [row for row in self.registered if not row.has_sent_sheet]

    @property
    def without_dossier(self) -> list[UnitProgress]:
        """Registered units whose dossier has not come (or was returned and not sent again)."""
        return [row for row in self.registered if not row.has_sent_dossier]

    @property
    def waiting_dossiers(self) -> list[UnitProgress]:
        """Units whose dossier waits for the check."""
        return [row for row in self.units if row.dossier and row.dossier.state == DossierState.SENT]

    @property
    def confirmed_import(self) -> IndexImport | None:
        return next((row for row in self.imports if row.state == ImportState.CONFIRMED), None)

    @property
    def waiting_import(self) -> IndexImport | None:
        return next((row for row in self.imports if row.state == ImportState.PREVIEW), None)

    @property
    def next_meeting(self) -> Meeting | None:
        """The meeting that is prepared or open."""
        return next((row for row in self.meetings if row.state != MeetingState.CLOSED), None)

    @property
    def last_meeting(self) -> Meeting | None:
        return next((row for row in self.meetings if row.state == MeetingState.CLOSED), None)

    @property
    def undecided(self) -> int:
        """Nominations that the council has seen and that nobody has decided on yet."""
        return self.nominations.get(NominationState.ACCEPTED, 0) - self.waiting_for_council

    def last_day(self, code: str) -> date:
        """The last valid day of a deadline; what the plan does not limit ends with the dossiers, or the period."""
        for wanted in (code, DeadlineCode.DOSSIER):
            if wanted in self.deadlines:
                return self.deadlines[wanted].last_valid_day
        return self.campaign.period_end

    def is_open(self, code: str) -> bool:
        return is_within(self.at, self.last_day(code))

    @property
    def year(self) -> int:
        """The year whose results the round looks at."""
        return self.round.year if self.round else self.campaign.year

    def left(self, code: str) -> DaysLeft:
        return days_left(self.last_day(code), self.at)


def progress_of(campaign: Campaign, access: Access, at: datetime) -> Progress:
    """Reads a campaign in a fixed number of queries; a unit gets its own rows only."""
    own = access.unit if access.is_unit else None
    meetings = Meeting.objects.filter(council__campaign=campaign, council__level=CouncilLevel.DECIDING)
    meetings = meetings.annotate(
        seats=Count("attendances", distinct=True), voted=Count("voter_marks", distinct=True)
    )
    round, year = shown_round(campaign), shown_year(campaign)
    meetings = meetings.filter(round=round)
    accepted = Nomination.objects.filter(round=round, state=NominationState.ACCEPTED)
    states = Nomination.objects.filter(round=round).order_by().values_list("state")
    quotas = quotas_of_round(round).order_by() if round else AwardQuota.objects.none()
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
        places=quotas.aggregate(n=Sum("maximum"))["n"] or 0,
        given=AwardRecord.objects.filter(round=round).count(),
        nominations=dict(states.annotate(n=Count("pk"))),
        waiting_for_council=accepted.filter(agenda_items__isnull=True).count(),
    )


def unit_rows(campaign: Campaign, round: Round | None, own: Unit | None) -> tuple[UnitProgress, ...]:
    """One row for each unit that the plan covers, or only the own one."""

    def by_unit(rows: QuerySet) -> dict:
        return {row.unit_id: row for row in (rows.filter(unit=own) if own else rows)}

    members = members_of(campaign)
    registrations = by_unit(Registration.objects.filter(campaign=campaign))
    sheets = by_unit(
        ScoreSheet.objects.filter(campaign=campaign, year=round.year if round else campaign.year)
    )
    dossiers = by_unit(Dossier.objects.filter(round=round).order_by("pk"))
    return tuple(
        UnitProgress(
            unit=row.unit,
            group=row.group,
            registration=registrations.get(row.unit_id),
            sheet=sheets.get(row.unit_id),
            dossier=dossiers.get(row.unit_id),
        )
        for row in (members.filter(unit=own) if own else members)
    )


def clauses_of(campaign: Campaign) -> dict[str, str]:
    """The plan's clause of each rule ("registered") and paper kind ("bang_diem")."""
    papers = DocumentRequirement.objects.filter(award__campaign=campaign).values_list("kind", "clause")
    rules = Condition.objects.filter(award__campaign=campaign).values_list("rule", "clause")
    return {**dict(papers), **dict(rules)}


def names(rows: list[UnitProgress], limit: int = 5) -> str:
    """ "Phòng Nội vụ, UBND xã Châu Phong và 3 đơn vị khác"."""
    shown = [str(row.unit) for row in rows]
    if len(shown) <= limit + 1:
        return ", ".join(shown)
    return f"{', '.join(shown[:limit])} và {len(shown) - limit} đơn vị khác"


def by_group(rows: list[UnitProgress]) -> str:
    """ "3 thuộc nhóm Các phòng, ban chuyên môn; 5 thuộc nhóm UBND các phường, xã"."""
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.group.name] = counts.get(row.group.name, 0) + 1
    return "; ".join(f"{count} thuộc nhóm «{name}»" for name, count in counts.items())
