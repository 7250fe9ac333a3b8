"""What rules may know about one nomination; everything that nobody has recorded stays unknown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True)
class Attested:
    """What a named person confirmed about one criterion, and on which document."""

    holds: bool
    by: str
    on: date
    document: str = ""


@dataclass(frozen=True)
class TaskCount:
    """Tasks of one year: how many were given, how many of them were done on time."""

    total: int
    on_time: int


@dataclass(frozen=True)
class ReportFact:
    """One report that the plan asks for; `arrived_on` is None while it has not come."""

    name: str
    last_day: date
    arrived_on: date | None = None


@dataclass(frozen=True)
class ContestFact:
    """A contestant's result; `score` is that of the counted attempt, `under_unit` whose account it is."""

    account: bool | None = None
    under_unit: bool | None = None
    recognised: bool | None = None
    score: Decimal | None = None
    attempts: int = 0
    maximum: Decimal | None = None


@dataclass(frozen=True)
class OtherAward:
    """Another award that the nominee already has, and whether it was for the same achievement or round.

    An old one has its `decision` in words; `uncertain` says why a person must first say whether it is the same,
    `confirmed_by` who said so.
    """

    award: str
    round_kind: str
    round_name: str
    year: int
    same_round: bool = False
    same_achievement: bool = False
    on: date | None = None
    decision: str = ""
    uncertain: str = ""
    confirmed_by: str = ""


@dataclass(frozen=True)
class AwardLaw:
    """Launching level -> least whole years of the campaign (0 = any length) that the law asks for the award.

    What the law says of `unread_levels` was not read: a person must judge.
    """

    levels: Mapping[str, int]
    reference: str
    confirmed: bool = False
    unread_levels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Suspended:
    """Why the nomination waits (discipline, complaint and the like), since when and by which document."""

    kind: str
    since: date
    document: str = ""


@dataclass(frozen=True)
class TopLine:
    """Where a named person drew the line of the top band: the last rank that belongs to it."""

    last_rank: int
    by: str
    on: date
    ground: str = ""


@dataclass(frozen=True)
class Facts:
    """All that rules may know about one nomination; None, "" and empty mean that nobody has recorded it.

    `registered` False means that it is known not to have registered. Deadlines are last valid days. Rank and
    ties are those of the nominee's unit in its group; `shut_out_ahead` counts better placed ones that keep
    their rank but may not be awarded; `tie_size` counts the unit itself; `tie_chosen` is a person's choice.
    `years` are those that the round evaluates; percents are hundredths of the maximum (79.55, not 0.7955).
    `other_awards` None means not looked up. `unit_ended_on`, `suspended` and `award_law` None mean that there
    is no such thing: what bars a nominee is only what is recorded.
    """

    judged_on: date | None = None
    registered: bool | None = None
    registered_on: date | None = None
    registration_last_day: date | None = None
    dossier_sent_at: datetime | None = None
    dossier_last_day: date | None = None
    papers_required: tuple[str, ...] | None = None
    papers_present: tuple[str, ...] | None = None
    council_met_on: date | None = None
    council_total: int | None = None
    council_present: int | None = None
    council_agree: int | None = None
    unit_name: str = ""
    group_name: str = ""
    subject: str = ""
    origin: str = ""
    round_kind: str = ""
    years: tuple[int, ...] = ()
    rank: int | None = None
    tie_size: int = 1
    tie_chosen: bool | None = None
    shut_out_ahead: int = 0
    group_size: int | None = None
    top_line: TopLine | None = None
    excluded: bool = False
    excluded_reason: str = ""
    attestations: Mapping[str, Attested] = field(default_factory=dict)
    percent_by_year: Mapping[int, Decimal] = field(default_factory=dict)
    # Year -> the ended unit of the line that was measured, where a person confirmed that its result counts.
    measured_then: Mapping[int, str] = field(default_factory=dict)
    field_percent_by_year: Mapping[int, Decimal] = field(default_factory=dict)
    tasks_by_year: Mapping[int, TaskCount] = field(default_factory=dict)
    own_plans: Mapping[int, date] = field(default_factory=dict)
    reports: tuple[ReportFact, ...] = ()
    contest: ContestFact | None = None
    other_awards: tuple[OtherAward, ...] | None = None
    campaign_start: date | None = None
    campaign_end: date | None = None
    launch_level: str = ""
    award_law: AwardLaw | None = None
    unit_ended_on: date | None = None
    suspended: Suspended | None = None
