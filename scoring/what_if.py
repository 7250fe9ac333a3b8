"""Thử phương án: who would come in or fall out on known results if a plan's terms were others.

Pure: terms and results go in, moves with their reasons come out. Only what results can tell is tried; whoever was
not put forward yet can't be judged on papers, votes or tasks.
"""

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from awards.enums import QuotaMode, QuotaOrder
from campaigns.enums import SubjectKind
from scoring.ranking import Cut, Line, Status, what_if
from scoring.rules import RULES

TRIED_RULES = ("within_top", "unit_within_top", "index_threshold")
BAND_RULES = ("top_band", "unit_top_band")
SUBJECTS = (SubjectKind.TAP_THE, SubjectKind.CA_NHAN)

Key = tuple[str, int]


@dataclass(frozen=True)
class TrialUnit:
    """A unit in its group: its result as the source gives it, percents by year, and the year before's result."""

    key: int
    name: str
    group: int
    value: Decimal | None = None
    percents: Mapping[int, Decimal] = field(default_factory=dict)
    before: Decimal | None = None


@dataclass(frozen=True)
class TrialQuota:
    """A quota with the number that is tried; group None: all groups, subject "": jointly."""

    key: int
    award: int
    award_name: str
    group: int | None
    subject: str
    mode: str
    maximum: int | None
    order: str = QuotaOrder.RANK
    outside: bool = False
    clause: str = ""

    @property
    def subjects(self) -> tuple[str, ...]:
        """Whose places these are."""
        return (self.subject,) if self.subject else SUBJECTS


@dataclass(frozen=True)
class TrialCondition:
    """A condition with the parameters that are tried; `last_rank` is where «tốp đầu» is supposed to end."""

    key: int
    award: int
    rule: str
    params: Mapping[str, object] = field(default_factory=dict)
    subject: str = ""
    group: int | None = None
    text: str = ""
    clause: str = ""
    last_rank: int | None = None

    @property
    def tried(self) -> bool:
        """Whether results alone can tell; «tốp đầu» once somebody supposes a line."""
        return self.rule in TRIED_RULES or (self.rule in BAND_RULES and self.last_rank is not None)

    @property
    def by_rank(self) -> bool:
        return RULES[self.rule].by_rank


@dataclass(frozen=True)
class Terms:
    """What the plan says, or what is tried instead."""

    quotas: tuple[TrialQuota, ...]
    conditions: tuple[TrialCondition, ...]
    tie_rule: str

    def asked(self, quota: TrialQuota, subject: str, group: int | None) -> tuple[TrialCondition, ...]:
        """The conditions of the quota's award that are tried with a subject of a group."""
        return tuple(
            one
            for one in self.conditions
            if one.tried
            and one.award == quota.award
            and one.subject in ("", subject)
            and one.group in (None, group)
        )


@dataclass(frozen=True)
class Ground:
    """What it is tried on: the units in their groups, and the results of the source's year and those before it.

    `window` are as many years as the round looks at, the last one that of the source; `measured` those of them
    that have results; `strangers` counts units of the source that no group of the plan has.
    """

    year: int
    window: tuple[int, ...]
    measured: tuple[int, ...]
    groups: Mapping[int, str]
    units: tuple[TrialUnit, ...]
    day: date
    round_kind: str = ""
    strangers: int = 0

    @property
    def silent_groups(self) -> tuple[str, ...]:
        """Groups none of whose units has a result in the source."""
        known = {unit.group for unit in self.units if unit.value is not None}
        return tuple(name for key, name in self.groups.items() if key not in known)

    @property
    def has_before(self) -> bool:
        """Whether equals can be parted by the year before."""
        return any(unit.before is not None for unit in self.units)

    def years_for(self, condition: TrialCondition) -> tuple[int, ...]:
        """The years that a threshold counts: those with results, unless it needs more of them than there are."""
        needed = condition.params.get("years") or 1
        assert isinstance(needed, int)
        return self.measured if len(self.measured) >= needed else self.window

    def mean_percent(self, unit: TrialUnit) -> Decimal | None:
        """The mean over the measured years; None when the unit lacks one of them."""
        found = [unit.percents.get(year) for year in self.measured]
        known = [one for one in found if one is not None]
        return sum(known, Decimal(0)) / len(known) if known and len(known) == len(found) else None


class Move(StrEnum):
    """What the change does to one candidate."""

    ENTERED = "entered"
    LEFT = "left"
    WAITING = "waiting"
    DROPPED = "dropped"
    STAYED = "stayed"
    OUT = "out"


@dataclass(frozen=True)
class TrialRow:
    """One candidate: a unit, or (subject of people) the unit whose people would be considered."""

    unit: TrialUnit
    subject: str
    line: Line
    move: Move
    percent: Decimal | None
    sentence: str


@dataclass(frozen=True)
class QuotaTrial:
    """One quota before and after; `skipped` says why nothing could be tried."""

    before: TrialQuota
    after: TrialQuota
    rows: tuple[TrialRow, ...] = ()
    free: int | None = None
    skipped: str = ""

    @property
    def changed(self) -> bool:
        return (self.before.mode, self.before.maximum) != (self.after.mode, self.after.maximum)

    def of(self, *moves: str) -> tuple[TrialRow, ...]:
        """The candidates with one of the moves, in their order."""
        return tuple(row for row in self.rows if row.move in moves)

    @property
    def counts(self) -> Counter[str]:
        return Counter(row.move.value for row in self.rows)


def reason_to_skip(before: Terms, after: Terms, quota: TrialQuota, tried: TrialQuota) -> str:
    """Why results can't tell anything about the quota; "" when they can."""
    if quota.outside:
        return "Chỉ tiêu dành cho tập thể, cá nhân ngoài địa bàn; kết quả chỉ số không có các trường hợp này."
    if quota.subject == SubjectKind.HO_GIA_DINH:
        return "Chỉ tiêu dành cho hộ gia đình; hộ gia đình không có kết quả chỉ số."
    if quota.order == QuotaOrder.CONTEST:
        return "Xét theo kết quả cuộc thi; kết quả năm trước của chỉ số không cho biết ai vào, ai ra."
    asked = any(
        terms.asked(quota, subject, group)
        for terms in (before, after)
        for subject in quota.subjects
        for group in ({one.group for one in terms.conditions} | {quota.group})
    )
    unlimited = quota.mode == tried.mode == QuotaMode.NONE
    if not asked and (unlimited or quota.order == QuotaOrder.PERSON):
        who = "người có thẩm quyền chọn" if quota.order == QuotaOrder.PERSON else "không giới hạn số lượng"
        return f"Không có ngưỡng, thứ hạng nào để thử: {who}, các điều kiện còn lại không xét được ở đây."
    return ""


def moves_of(before: Cut, after: Cut) -> dict[Hashable, Move]:
    """Which way each candidate goes; DROPPED: it only waited for a choice and stands behind the line now."""
    found = what_if(before, after)
    moves: dict[Hashable, Move] = dict.fromkeys(before.keys(Status.TIE_AT_LINE), Move.DROPPED)
    named = ((found.entered, Move.ENTERED), (found.left, Move.LEFT), (found.stayed, Move.STAYED))
    for keys, move in (*named, (found.waiting, Move.WAITING)):
        moves |= dict.fromkeys(keys, move)
    return moves


def changed_terms(
    terms: Terms,
    *,
    numbers: Mapping[int, tuple[str, int | None]],
    params: Mapping[int, Mapping[str, object]],
    lines: Mapping[int, int | None],
    tie_rule: str,
) -> Terms:
    """The terms with other quotas (key -> mode and number), parameters, supposed lines of the top, and tie rule."""
    quotas = tuple(
        replace(one, mode=numbers[one.key][0], maximum=numbers[one.key][1]) if one.key in numbers else one
        for one in terms.quotas
    )
    conditions = tuple(
        replace(one, params=params.get(one.key, one.params), last_rank=lines.get(one.key, one.last_rank))
        for one in terms.conditions
    )
    return Terms(quotas, conditions, tie_rule)
