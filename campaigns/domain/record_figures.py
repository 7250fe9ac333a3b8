"""Số liệu hằng năm của đơn vị: tasks assigned and done on time, with the document they were taken from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.domain.audit import record_event
from accounts.errors import DomainError, Stale
from accounts.models import User
from accounts.numbers import parse_decimal
from campaigns.domain.record_progress import check_document, check_recordable, check_year
from campaigns.enums import FigureKind
from campaigns.models import Campaign, Unit, UnitFigure
from campaigns.permissions import check_standing

LARGEST = 1_000_000
TOTAL, ON_TIME = FigureKind.TASKS_TOTAL, FigureKind.TASKS_ON_TIME
LABELS = {TOTAL: "số nhiệm vụ được giao", ON_TIME: "số hoàn thành đúng hạn"}


@dataclass(frozen=True)
class Tasks:
    """The two numbers of a unit in a year, and where they come from."""

    total: int
    on_time: int
    document: str

    @property
    def mark(self) -> str:
        """What a form carries to see whether somebody else has changed the numbers since."""
        return f"{self.on_time}/{self.total}"


@dataclass(frozen=True)
class TypedTasks:
    """What was typed for a unit; `seen` is the mark that the form showed (None: not checked). Both empty: removed."""

    unit: Unit
    total: object
    on_time: object
    document: str = ""
    seen: str | None = None


@dataclass(frozen=True)
class Change:
    """What a unit's numbers were and are; None: there are none."""

    unit: Unit
    old: Tasks | None
    new: Tasks | None

    @property
    def as_data(self) -> dict[str, list[str | None]]:
        """Old and new as the audit trail keeps them."""
        pair = (self.old, self.new)
        return {
            "tasks": [one.mark if one else None for one in pair],
            "document": [one.document if one else None for one in pair],
        }


class FiguresRefused(DomainError):
    """Nothing was written; `problems` has a sentence for each fault, `units` the units they belong to."""

    def __init__(self, problems: Sequence[str], units: Iterable[int] = ()) -> None:
        super().__init__(" ".join(problems))
        self.problems = list(problems)
        self.units = frozenset(units)


def stored_tasks(campaign: Campaign, year: int, units: Iterable[int] | None = None) -> dict[int, Tasks]:
    """Unit id -> the numbers on record for the year."""
    rows = UnitFigure.objects.filter(campaign=campaign, year=year, kind__in=[TOTAL, ON_TIME])
    if units is not None:
        rows = rows.filter(unit__in=list(units))
    by_unit: dict[int, dict[str, UnitFigure]] = {}
    for row in rows:
        by_unit.setdefault(row.unit_id, {})[row.kind] = row
    return {
        unit: Tasks(found[TOTAL].value, found[ON_TIME].value, found[TOTAL].document)
        for unit, found in by_unit.items()
        if len(found) == 2
    }


def read_tasks(total: object, on_time: object, *, name: str) -> tuple[tuple[int, int] | None, list[str]]:
    """The two whole numbers (None: both empty), or a sentence for each fault, beginning with the unit's name."""
    texts = {TOTAL: _blank(total), ON_TIME: _blank(on_time)}
    if texts[TOTAL] is None and texts[ON_TIME] is None:
        return None, []
    numbers, problems = {}, []
    for kind, raw in texts.items():
        label = f"{name}, {LABELS[kind]}"
        if raw is None:
            problems.append(f"{label}: chưa nhập số. Nhập cả hai số hoặc để trống cả hai.")
            continue
        try:
            numbers[kind] = int(parse_decimal(raw, label=label, places=0, maximum=LARGEST))
        except DomainError as error:
            problems.append(error.message)
    if not problems and numbers[ON_TIME] > numbers[TOTAL]:
        problems.append(
            f"{name}: số hoàn thành đúng hạn ({numbers[ON_TIME]}) lớn hơn số nhiệm vụ được giao ({numbers[TOTAL]})."
        )
    return (None if problems else (numbers[TOTAL], numbers[ON_TIME])), problems


def record_figures(
    *, campaign: Campaign, year: int, lines: Iterable[TypedTasks], by: User, at: datetime, document: str = ""
) -> int:
    """Writes what differs from the record, all or nothing; `document` is the source of lines without their own.

    Returns how many units changed. Raises FiguresRefused with every fault, Stale when someone was faster.
    """
    with transaction.atomic():
        changes = write_figures(campaign=campaign, year=year, lines=lines, document=document, by=by, at=at)
        for change in changes:
            _note(campaign, year, change, by=by, at=at)
        return len(changes)


def write_figures(
    *, campaign: Campaign, year: int, lines: Iterable[TypedTasks], by: User, at: datetime, document: str = ""
) -> list[Change]:
    """Writes what differs, all or nothing, and says what changed; the caller records it in the audit trail."""
    with transaction.atomic():
        campaign = Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
        check_standing(by=by, campaign=campaign, at=at)
        check_recordable(campaign)
        check_year(campaign, year, at)
        lines = list(lines)
        stored = stored_tasks(campaign, year, [line.unit.pk for line in lines])
        changes = [
            Change(line.unit, stored.get(line.unit.pk), tasks)
            for line, tasks in _wanted(campaign, lines, stored, document)
        ]
        _store(campaign, year, changes, by=by, at=at)
        return changes


def _blank(raw: object) -> object | None:
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    return raw


def _wanted(
    campaign: Campaign, lines: list[TypedTasks], stored: dict[int, Tasks], document: str
) -> list[tuple[TypedTasks, Tasks | None]]:
    """The lines that change something, checked; raises FiguresRefused."""
    members = set(campaign.members.values_list("unit", flat=True))
    wanted, problems, units = [], [], set()
    for line in lines:
        now = stored.get(line.unit.pk)
        numbers, wrong = read_tasks(line.total, line.on_time, name=str(line.unit))
        if line.unit.pk not in members:
            wrong.append(f"{line.unit} không thuộc đối tượng thi đua của phong trào này.")
        source, changes = line.document or document, True
        if not wrong:
            same = (now.total, now.on_time) == numbers if now and numbers else now is None and numbers is None
            changes = not same or bool(now and line.document and line.document != now.document)
        if wrong:
            problems += wrong
            units.add(line.unit.pk)
        elif changes:
            _check_seen(line, now)
            if numbers and not source.strip():
                problems.append(f"{line.unit}: chưa có nguồn số liệu (văn bản mà số liệu được lấy từ đó).")
                units.add(line.unit.pk)
                continue
            wanted.append((line, Tasks(*numbers, check_document(source)) if numbers else None))
    if problems:
        raise FiguresRefused(problems, units)
    return wanted


def _check_seen(line: TypedTasks, now: Tasks | None) -> None:
    if line.seen is not None and line.seen != (now.mark if now else ""):
        raise Stale(
            f"Số liệu của {line.unit} vừa được người khác sửa thành {now.mark if now else 'trống'}. "
            "Chưa ghi gì. Hãy tải lại trang rồi nhập lại."
        )


def _store(campaign: Campaign, year: int, changes: list[Change], *, by: User, at: datetime) -> None:
    """All changed numbers in three statements."""
    units = [change.unit.pk for change in changes]
    UnitFigure.objects.filter(
        campaign=campaign, year=year, unit__in=units, kind__in=[TOTAL, ON_TIME]
    ).delete()
    UnitFigure.objects.bulk_create(
        UnitFigure(
            campaign=campaign, unit=change.unit, year=year, kind=kind, value=value,
            document=change.new.document, at=at, by=by,
        )
        for change in changes
        if change.new
        for kind, value in ((TOTAL, change.new.total), (ON_TIME, change.new.on_time))
    )  # fmt: skip


def _note(campaign: Campaign, year: int, change: Change, *, by: User, at: datetime) -> None:
    unit, old, new = change.unit, change.old, change.new
    record_event(
        by=by,
        at=at,
        kind="figures.removed" if new is None else "figures.corrected" if old else "figures.recorded",
        target=unit,
        campaign=campaign,
        unit=unit,
        sentence=f"Số nhiệm vụ đúng hạn/được giao năm {year} của {unit}: {new.mark if new else 'xóa'}"
        f"{f' (trước đó {old.mark})' if old else ''}.",
        changes={"year": year, **change.as_data},
    )
