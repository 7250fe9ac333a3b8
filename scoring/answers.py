"""One line of a self-scored sheet: what was typed, read into what is stored. Pure: nothing is read or written."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from accounts.errors import DomainError
from accounts.numbers import format_decimal, parse_decimal
from accounts.text import nfc
from campaigns.enums import PointRule
from campaigns.models import Criterion
from campaigns.point_rules import NO, YES, compute_points, questions_of
from scoring.models import SheetItem
from scoring.sheets import Typed

LONGEST_NOTE = 4000
LONGEST_INPUT = 40


@dataclass(frozen=True)
class Answer:
    """What a line holds; an empty one clears it."""

    points: Decimal | None = None
    note: str = ""
    inputs: dict[str, Any] = field(default_factory=dict)
    applies: bool = True

    @property
    def answered(self) -> bool:
        """Scored, answered as a gate, or said not to apply."""
        return not self.applies or self.points is not None or self.inputs.get("answer") in (YES, NO)

    @property
    def words(self) -> str:
        """The line in one breath, for the person whose typing met another's."""
        if not self.applies:
            score = "không áp dụng"
        elif self.points is not None:
            score = f"{format_decimal(self.points)} điểm"
        else:
            score = {YES: "có", NO: "không"}.get(self.inputs.get("answer", ""), "chưa chấm")
        return f"{score}, diễn giải «{self.note}»" if self.note else score


def answer_of(item: SheetItem) -> Answer:
    """The line as it is stored."""
    return Answer(item.self_points, item.note, item.inputs, item.applies)


def write_answer(item: SheetItem, answer: Answer) -> None:
    """Puts an answer into a row; saving is the caller's."""
    item.self_points, item.note = answer.points, answer.note
    item.inputs, item.applies, item.answered = answer.inputs, answer.applies, answer.answered


def read_answer(criterion: Criterion, typed: Typed) -> Answer:
    """What is to be stored; DomainError with its field for points above the maximum, a missing b, and the like."""
    note = nfc(typed.note).replace("\r\n", "\n").strip()
    if len(note) > LONGEST_NOTE:
        raise DomainError(
            f"Diễn giải của tiêu chí {criterion.code} dài quá {LONGEST_NOTE} ký tự.", field="note"
        )
    if not typed.applies:
        if not criterion.may_not_apply:
            raise DomainError(f"Tiêu chí {criterion.code} áp dụng với mọi đơn vị.", field="applies")
        if not note:
            raise DomainError(
                f"Hãy ghi lý do tiêu chí {criterion.code} không áp dụng vào ô diễn giải.", field="note"
            )
        return Answer(None, note, {}, applies=False)
    if criterion.is_gate:
        said = (typed.inputs or {}).get("answer", "")
        return Answer(None, note, {"answer": said} if said in (YES, NO) else {})
    if criterion.rule == PointRule.MANUAL:
        return Answer(_points(typed.points, criterion), note)
    inputs = _inputs(criterion, typed)
    return Answer(_computed(criterion, inputs), note, inputs)


def _inputs(criterion: Criterion, typed: Typed) -> dict[str, Any]:
    """Only what the rule asks for, short texts; empty answers are left out."""
    found: dict[str, Any] = {}
    for question in questions_of(criterion.rule, criterion.rule_params):
        raw = (typed.inputs or {}).get(question.name) or ""
        value = [str(one)[:LONGEST_INPUT] for one in raw] if question.many else str(raw).strip()
        if value:
            found[question.name] = value[:LONGEST_INPUT]
    return found


def _maximum(criterion: Criterion) -> Decimal:
    if criterion.maximum is None:
        raise DomainError(
            f"Tiêu chí {criterion.code} chưa có điểm tối đa trong bộ tiêu chí. Hãy báo cơ quan thường trực.",
            field="points",
        )
    return criterion.maximum


def _computed(criterion: Criterion, inputs: dict[str, Any]) -> Decimal | None:
    try:
        return compute_points(
            rule=criterion.rule,
            params=criterion.rule_params,
            maximum=_maximum(criterion),
            inputs=inputs,
        ).points
    except DomainError as error:
        raise DomainError(f"Tiêu chí {criterion.code}: {error.message}", field="points") from None


def _points(text: str, criterion: Criterion) -> Decimal | None:
    if not text.strip():
        return None
    label = f"Tiêu chí {criterion.code}"
    try:
        return parse_decimal(text, label=label, maximum=_maximum(criterion), places=2)
    except DomainError as error:
        error.field = "points"
        raise
