"""Thử phương án, as the page and the workbook show it: cards of quotas, rows with their marks."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpResponse

from accounts.excel.writing import Column, write_table
from accounts.files import excel_response
from awards.enums import QuotaMode
from campaigns.enums import SubjectKind
from campaigns.models import Campaign
from scoring.ranking import Status
from scoring.what_if import Ground, Move, QuotaTrial, TrialQuota, TrialRow
from scoring.what_if_words import quota_words

SHOWN = 100
NEXT_SHOWN = 3
MOVED = (Move.ENTERED, Move.LEFT, Move.WAITING, Move.DROPPED)
CHIPS = {
    Move.ENTERED: ("good", "Vào"),
    Move.LEFT: ("bad", "Ra"),
    Move.WAITING: ("wait", "Chờ người chọn"),
    Move.DROPPED: ("bad", "Thôi chờ chọn"),
    Move.STAYED: ("main", "Giữ"),
    Move.OUT: ("", "Ngoài"),
}


@dataclass(frozen=True)
class ShownRow:
    """A row with its mark; `about` tells its group and subject where the list holds several."""

    row: TrialRow
    css: str
    word: str
    about: str


@dataclass(frozen=True)
class Card:
    """One quota as the page shows it: who moves and who stays, the next in line, and how many are left out."""

    trial: QuotaTrial
    title: str
    rows: tuple[ShownRow, ...]
    hidden: int
    outside: str

    @property
    def counts(self) -> Counter[str]:
        return self.trial.counts

    @property
    def is_people(self) -> bool:
        return self.trial.after.subject != SubjectKind.TAP_THE

    @property
    def number_before(self) -> str:
        return number_words(self.trial.before)

    @property
    def number_after(self) -> str:
        return number_words(self.trial.after)


def card_of(trial: QuotaTrial, ground: Ground) -> Card:
    """Those who move come first when there is no room for all; the rest are counted."""
    nearest = [row for row in trial.of(Move.OUT) if row.unit.value is not None][:NEXT_SHOWN]
    moved, stayed = trial.of(*MOVED), trial.of(Move.STAYED)
    kept = {id(row) for row in [*moved, *stayed][:SHOWN]} | {id(row) for row in nearest}
    shown = tuple(
        ShownRow(row, *mark_of(row), about_of(row, trial, ground)) for row in trial.rows if id(row) in kept
    )
    rest = [row for row in trial.of(Move.OUT) if id(row) not in kept]
    hidden = max(0, len(moved) + len(stayed) - SHOWN)
    return Card(trial, title_of(trial.after, ground.groups), shown, hidden, left_out(rest))


def title_of(quota: TrialQuota, groups: Mapping[int, str]) -> str:
    """ "Giấy khen: tập thể, UBND các phường, xã"."""
    return f"{quota.award_name}: {quota_words(quota, groups)}"


def about_of(row: TrialRow, trial: QuotaTrial, ground: Ground) -> str:
    """The group and the subject of a row, where its list holds several of them."""
    group = "" if trial.after.group or len(ground.groups) < 2 else ground.groups[row.unit.group]
    subject = "" if trial.after.subject else SubjectKind(row.subject).label.lower()
    return ", ".join(part for part in (group, subject) if part)


def number_words(quota: TrialQuota) -> str:
    """ "tối đa 10"; "không giới hạn số lượng" without a number."""
    mode = QuotaMode(quota.mode)
    return f"tối đa {quota.maximum}" if mode == QuotaMode.CEILING else str(quota.maximum or mode.label)


def mark_of(row: TrialRow) -> tuple[str, str]:
    """The style and the word of a row; a place that is only held says what it waits for."""
    if row.line.status is Status.PENDING:
        return "wait", f"{CHIPS[row.move][1]}, chờ số liệu"
    if row.move == Move.OUT and row.line.status is Status.NEXT:
        return "", "Kế tiếp"
    return CHIPS[row.move]


def left_out(rows: Sequence[TrialRow]) -> str:
    """ "Không vào: 8 chưa đạt điều kiện, 5 không có kết quả"."""
    counts = Counter(row.line.status for row in rows)
    named = (
        (Status.INELIGIBLE, "chưa đạt điều kiện"),
        (Status.NEXT, "đạt nhưng ngoài chỉ tiêu"),
        (Status.UNRANKED, "không có kết quả"),
    )
    said = [f"{counts[status]} {words}" for status, words in named if counts[status]]
    return f"Không vào: {', '.join(said)}." if said else ""


def places_of_scores(ground: Ground) -> int:
    """As many decimals as the source gives, at most six, so that the column reads evenly."""
    values = [unit.value.normalize() for unit in ground.units if unit.value is not None]
    return min(6, max([0, *(-int(value.as_tuple().exponent) for value in values)]))


def trial_file(campaign: Campaign, trials: Sequence[QuotaTrial], ground: Ground) -> HttpResponse:
    """Every candidate of every quota, also those that the page only counts."""
    columns = [
        Column("Hình thức khen thưởng", width=36),
        Column("Nhóm", width=26),
        Column("Đối tượng", width=14),
        Column("Thứ hạng", "number", 9, places=0),
        Column("Đơn vị", width=34),
        Column(f"Kết quả năm {ground.year}", "number", 14),
        Column("% điểm tối đa", "number", 12),
        Column("Thay đổi", width=18),
        Column("Vì sao", width=60),
    ]
    rows = [
        [
            trial.after.award_name,
            ground.groups[row.unit.group],
            SubjectKind(row.subject).label,
            row.line.rank if row.line.rank is not None else "",
            row.unit.name,
            row.unit.value if row.unit.value is not None else "",
            row.percent if row.percent is not None else "",
            mark_of(row)[1],
            row.sentence,
        ]
        for trial in trials
        for row in trial.rows
    ]
    title = f"Phép thử phương án trên kết quả năm {ground.year} - {campaign.short_title}"
    notes = ["Phép thử: không phải danh sách đề nghị khen thưởng."]
    data = write_table(
        title=title, columns=columns, rows=rows, sheet_name="Phép thử", notes=notes, landscape=True
    )
    return excel_response(f"thu-phuong-an-{campaign.slug}", data)
