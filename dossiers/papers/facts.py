"""Everything that the papers of one dossier are built from, read once in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from awards.enums import PaperKind
from awards.models import (
    Award,
    DocumentRequirement,
    Meeting,
    MeetingAttendance,
    MeetingResult,
    Nomination,
)
from campaigns.enums import DeadlineCode
from campaigns.models import Campaign, Criterion, Deadline, Unit
from campaigns.rounds import deadline_of
from dossiers.models import AchievementReport, Dossier
from scoring.enums import SheetState
from scoring.models import ScoreSheet, SheetItem


@dataclass(frozen=True)
class DossierFacts:
    """Rows of one dossier; `reports` and `results` by nomination id, `scores` by criterion id."""

    dossier: Dossier
    campaign: Campaign
    unit: Unit
    deadline: Deadline | None
    nominations: tuple[Nomination, ...]
    award: Award | None
    reports: dict[int, AchievementReport]
    meeting: Meeting | None
    attendances: tuple[MeetingAttendance, ...]
    results: dict[int, MeetingResult]
    sheet: ScoreSheet | None
    criteria: tuple[Criterion, ...]
    scores: dict[int, SheetItem]
    requirements: tuple[DocumentRequirement, ...] = ()

    def asks_for(self, kind: PaperKind) -> bool:
        """Whether the plan wants such a paper for this award."""
        return any(row.kind == kind for row in self.requirements)

    @property
    def period(self) -> tuple[date, date]:
        """The days whose achievements the round looks at: its years, as far as the campaign runs."""
        first, last = self.dossier.round.first_year, self.dossier.round.last_year
        return (
            max(self.campaign.period_start, date(first, 1, 1)),
            min(self.campaign.period_end, date(last, 12, 31)),
        )

    @property
    def members(self) -> int:
        return len(self.attendances)

    @property
    def present(self) -> int:
        return sum(row.present for row in self.attendances)


def load_facts(dossier: Dossier) -> DossierFacts:
    """Reads the dossier with its nominees, reports, minutes and self-scored sheet."""
    dossier = Dossier.objects.select_related(
        "campaign__issuer", "campaign__standing_unit", "unit__parent", "meeting__council", "round", "award"
    ).get(pk=dossier.pk)
    nominations = tuple(
        Nomination.objects.filter(dossier_item__dossier=dossier)
        .select_related("award", "unit")
        .order_by("-subject", "priority", "id")
    )
    reports = AchievementReport.objects.filter(nomination__in=nominations).prefetch_related("past_awards")
    meeting = dossier.meeting
    attendances = meeting.attendances.select_related("member").order_by("member__position") if meeting else ()
    results = meeting.results.filter(nomination__in=nominations) if meeting else ()
    here = {"campaign": dossier.campaign, "unit": dossier.unit, "year": dossier.round.year}
    sheet = ScoreSheet.objects.filter(**here).first()
    criteria, scores = load_sheet(sheet)
    return DossierFacts(
        dossier=dossier,
        campaign=dossier.campaign,
        unit=dossier.unit,
        deadline=deadline_of(dossier.campaign, DeadlineCode.DOSSIER, dossier.round),
        nominations=nominations,
        award=dossier.award,
        reports={row.nomination_id: row for row in reports},
        meeting=meeting,
        attendances=tuple(attendances),
        results={row.nomination_id: row for row in results},
        sheet=sheet if sheet and sheet.state == SheetState.SENT else None,
        criteria=criteria,
        scores=scores,
        requirements=tuple(DocumentRequirement.objects.filter(award=dossier.award_id).order_by("position")),
    )


def load_sheet(sheet: ScoreSheet | None) -> tuple[tuple[Criterion, ...], dict[int, SheetItem]]:
    """The criteria of the sheet's set in order, and its lines by criterion; nothing before it was sent."""
    if sheet is None or sheet.state != SheetState.SENT:
        return (), {}
    criteria = tuple(Criterion.objects.filter(criteria_set=sheet.criteria_set_id).order_by("position"))
    items = SheetItem.objects.filter(sheet=sheet).prefetch_related(Prefetch("evidence"))
    return criteria, {item.criterion_id: item for item in items}
