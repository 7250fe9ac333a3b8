"""What was given in the program, read as old awards are: one shape for lists, questions and reports."""

from dataclasses import dataclass
from datetime import date

from accounts.text import fold
from awards.history import PastEntry, paper_words
from awards.models import AwardRecord
from campaigns.enums import Origin, SubjectKind
from campaigns.models import Campaign, Round, Unit

NO_NUMBER = "chưa ghi số quyết định"


@dataclass(frozen=True)
class GivenPaper:
    """The decision as far as it is recorded; no number until somebody has written one down."""

    number: str
    signed_on: date | None
    issuer_name: str
    summary: str = ""

    @property
    def words(self) -> str:
        """«Quyết định số …», or that the number is not recorded."""
        return paper_words(self.number, self.signed_on, self.issuer_name) if self.number else NO_NUMBER


@dataclass(frozen=True)
class GivenAward:
    """One award given in a campaign of the program, with the names that an old award has."""

    record: AwardRecord

    @property
    def pk(self) -> int:
        return self.record.pk

    @property
    def campaign(self) -> Campaign:
        return self.record.campaign

    @property
    def round(self) -> Round:
        return self.record.round

    @property
    def name(self) -> str:
        return self.record.nomination.name

    @property
    def subject(self) -> str:
        return self.record.nomination.subject

    @property
    def honorific(self) -> str:
        return self.record.nomination.honorific

    @property
    def get_subject_display(self) -> str:
        return self.record.nomination.get_subject_display()

    @property
    def get_honorific_display(self) -> str:
        return self.record.nomination.get_honorific_display()

    @property
    def position_title(self) -> str:
        return self.record.nomination.position_title

    @property
    def unit(self) -> Unit:
        return self.record.nomination.unit

    @property
    def unit_id(self) -> int:
        return self.record.nomination.unit_id

    @property
    def unit_name(self) -> str:
        return self.record.nomination.origin_place or str(self.unit)

    @property
    def whole_unit(self) -> bool:
        one = self.record.nomination
        named = fold(one.name) in (fold(self.unit.name), fold(str(self.unit)))
        return one.subject == SubjectKind.TAP_THE and one.origin == Origin.UNIT and named

    @property
    def award_name(self) -> str:
        return self.record.nomination.award.name

    @property
    def kind(self) -> str:
        return self.record.nomination.award.kind

    @property
    def achievement(self) -> str:
        return self.campaign.title

    @property
    def first_year(self) -> int:
        return self.round.first_year

    @property
    def last_year(self) -> int:
        return self.round.last_year

    @property
    def years(self) -> str:
        return str(self.first_year) if len(self.round.years) == 1 else f"{self.first_year}-{self.last_year}"

    @property
    def money(self) -> None:
        """What was paid stands with the budget of the round."""
        return None

    @property
    def decision(self) -> GivenPaper:
        row = self.record
        return GivenPaper(row.decision_number, row.decided_on, row.nomination.award.decided_by)

    @property
    def as_entry(self) -> PastEntry:
        """The award as a list would hold it."""
        paper = self.decision
        same = (
            "award_name",
            "subject",
            "name",
            "first_year",
            "last_year",
            "honorific",
            "position_title",
            "unit",
        )
        same += ("unit_name", "whole_unit", "achievement")
        return PastEntry(
            number=paper.number,
            signed_on=paper.signed_on,
            issuer_name=paper.issuer_name,
            given=self.pk,
            **{name: getattr(self, name) for name in same},
        )
