"""Lấy từ năm trước: the answers of the unit's last sent sheet, for criteria that stayed the same and are still open."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from accounts.numbers import format_decimal
from accounts.text import name_key
from campaigns.criteria import answered_criteria
from campaigns.models import Criterion
from scoring.answers import Answer, answer_of, read_answer, write_answer
from scoring.domain.sheets import lock_draft
from scoring.enums import SheetState
from scoring.models import ScoreSheet, SheetItem
from scoring.sheets import Typed


@dataclass(frozen=True)
class Offer:
    """One criterion with last year's answer read by this year's rule; `refused` says why it can't be taken."""

    criterion: Criterion
    before: Answer
    answer: Answer | None
    refused: str = ""


@dataclass(frozen=True)
class Offers:
    """What last year's sheet offers; `filled` counts lines that have an answer or a note already and stay."""

    before: ScoreSheet
    lines: tuple[Offer, ...]
    filled: int = 0

    @property
    def fitting(self) -> list[Offer]:
        """Those that can be taken."""
        return [line for line in self.lines if line.answer is not None]


def last_sheet(sheet: ScoreSheet) -> ScoreSheet | None:
    """The unit's latest sent sheet of an earlier year, of whatever campaign."""
    rows = ScoreSheet.objects.filter(unit=sheet.unit_id, year__lt=sheet.year, state=SheetState.SENT)
    return rows.select_related("campaign").order_by("-year", "-sent_at").first()


def offers_for(sheet: ScoreSheet) -> Offers | None:
    """What can be taken into a sheet, in four queries; None without an earlier sheet. Documents are not taken:
    their dates belong to the year before."""
    before = last_sheet(sheet)
    if before is None:
        return None
    old = {
        item.criterion.code: item for item in before.items.filter(answered=True).select_related("criterion")
    }
    now = {item.criterion_id: item for item in sheet.items.all()}
    lines, filled = [], 0
    for criterion in answered_criteria(sheet.criteria_set_id):
        item = old.get(criterion.code)
        if item is None:
            continue
        if has_something(now.get(criterion.pk)):
            filled += 1
        else:
            lines.append(_offer(criterion, item))
    return Offers(before, tuple(lines), filled)


def has_something(item: SheetItem | None) -> bool:
    """Whether a line holds typing that must not be lost."""
    return item is not None and bool(item.answered or item.note or item.inputs)


def take_from_last_year(*, sheet: ScoreSheet, by: User, at: datetime) -> int:
    """Fills the open lines of a draft; gives how many. DomainError when there is nothing to take."""
    with transaction.atomic():
        lock_draft(sheet=sheet, by=by, at=at)
        offers = offers_for(sheet)
        if offers is None or not offers.fitting:
            raise DomainError("Không có dòng nào lấy được từ bảng điểm năm trước.")
        stored = {item.criterion_id: item for item in sheet.items.all()}
        for line in offers.fitting:
            item = stored.get(line.criterion.pk) or SheetItem(sheet=sheet, criterion=line.criterion)
            write_answer(item, line.answer or Answer())
            item.version, item.updated_at, item.updated_by = item.version + 1, at, by
            item.save()
        ScoreSheet.objects.filter(pk=sheet.pk).update(updated_at=at)
        record_event(
            by=by,
            at=at,
            kind="sheet.taken",
            target=sheet,
            campaign=sheet.campaign,
            unit=sheet.unit,
            sentence=f"{sheet.unit} lấy {len(offers.fitting)} dòng từ bảng điểm năm {offers.before.year}.",
            changes={"from": offers.before.pk, "codes": [line.criterion.code for line in offers.fitting]},
        )
        return len(offers.fitting)


def _offer(criterion: Criterion, item: SheetItem) -> Offer:
    before, old = answer_of(item), item.criterion
    same = (old.kind, old.rule, old.rule_params) == (criterion.kind, criterion.rule, criterion.rule_params)
    if name_key(old.name) != name_key(criterion.name):
        return Offer(criterion, before, None, f"Năm trước mã này là «{old.name}».")
    if not same:
        return Offer(criterion, before, None, "Cách chấm đã đổi so với năm trước.")
    points = "" if before.points is None else format_decimal(before.points)
    typed = Typed(points, before.note, before.inputs, before.applies)
    try:
        return Offer(criterion, before, read_answer(criterion, typed))
    except DomainError as error:
        return Offer(criterion, before, None, error.message)
