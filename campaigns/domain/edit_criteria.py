"""The groups and criteria of a set in the browser; what has been scored is not taken away."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F

from accounts.errors import DomainError
from accounts.models import User
from accounts.numbers import format_decimal
from accounts.text import nfc, tidy
from campaigns.criteria import is_launched
from campaigns.criteria_tree import tree_of, walk
from campaigns.criteria_typed import TypedCriterion
from campaigns.domain.edit_criteria_set import changes_of, locked_set, note_criteria, points_of
from campaigns.enums import CriterionKind, PointRule
from campaigns.models import CriteriaSet, Criterion
from campaigns.point_params import read_params

MOST_ROWS = 2000
OUT_OF_THE_WAY = 10_000
SCORED_KINDS = (CriterionKind.POINTS, CriterionKind.BONUS, CriterionKind.MINUS)


@dataclass(frozen=True)
class Scored:
    """How often a criterion (or a group with what is below it) has been answered, and the highest points given."""

    count: int = 0
    highest: Decimal | None = None


ScoresOf = Callable[[Criterion], Scored]


def add_criterion(
    *,
    criteria_set: CriteriaSet,
    typed: TypedCriterion,
    by: User,
    at: datetime,
    parent: Criterion | None = None,
) -> Criterion:
    """Adds a row at the end of its group, or a largest group at the end of the set."""
    with transaction.atomic():
        found = locked_set(criteria_set, by, at)
        if parent and (parent.criteria_set_id != found.pk or not parent.is_group):
            raise DomainError("Nhóm tiêu chí không thuộc bộ này. Hãy tải lại trang.")
        if parent is None and typed.kind != CriterionKind.GROUP:
            raise DomainError("Tiêu chí phải nằm trong một nhóm. Hãy thêm nhóm trước.", field="kind")
        rows = list(found.criteria.all())
        if len(rows) >= MOST_ROWS:
            raise DomainError(f"Bộ tiêu chí đã có {MOST_ROWS} dòng, không thêm được nữa.")
        position = rows[-1].position + 1 if rows else 1
        row = Criterion.objects.create(
            criteria_set=found, parent=parent, position=position, **criterion_values(found, None, typed)
        )
        place_criteria(found, [node.row for node in walk(tree_of([*rows, row]))])
        what = "nhóm tiêu chí" if row.is_group else "tiêu chí"
        note_criteria(found, "criteria.added", f"Thêm {what} «{row}» vào «{found.title}».", by=by, at=at)
        return row


def edit_criterion(
    *, criterion: Criterion, typed: TypedCriterion, scores_of: ScoresOf, by: User, at: datetime
) -> Criterion:
    """Changes a row; what points were given by (a lower maximum, another kind or rule) is refused with the numbers."""
    with transaction.atomic():
        found = locked_set(criterion.criteria_set, by, at)
        row = Criterion.objects.get(pk=criterion.pk)
        values = criterion_values(found, row, typed)
        changes = changes_of(row, values)
        check_scored_stays(row, values, scores_of)
        for field, value in values.items():
            setattr(row, field, value)
        row.save()
        if changes:
            note_criteria(
                found, "criteria.edited", f"Sửa «{row}» của «{found.title}».", changes, by=by, at=at
            )
        return row


def remove_criterion(*, criterion: Criterion, scores_of: ScoresOf, by: User, at: datetime) -> None:
    """Removes a row with what is below it; refused once scored, or once a campaign is launched on it."""
    with transaction.atomic():
        found = locked_set(criterion.criteria_set, by, at)
        row = Criterion.objects.filter(pk=criterion.pk).first()
        if row is None:
            raise DomainError("Dòng này đã được xóa rồi. Hãy tải lại trang.")
        scored = scores_of(row)
        if scored.count:
            raise DomainError(
                f"«{row}» đã có {scored.count} điểm tự chấm nên không xóa được. Hãy lập bộ tiêu chí mới."
            )
        if is_launched(found):
            raise DomainError(
                f"Phong trào dùng bộ này đã phát động nên không xóa «{row}» được. Hãy lập bộ tiêu chí mới."
            )
        nodes = walk(tree_of(found.criteria.all()))
        below = next(node.below for node in nodes if node.row.pk == row.pk)
        tail = f" và {below} dòng trong nhóm" if below else ""
        note_criteria(found, "criteria.removed", f"Xóa «{row}»{tail} khỏi «{found.title}».", by=by, at=at)
        row.delete()


def move_criterion(*, criterion: Criterion, up: bool, by: User, at: datetime) -> bool:
    """Changes places with the row before (or after) it in its group, each with what is below; False at the edge."""
    with transaction.atomic():
        found = locked_set(criterion.criteria_set, by, at)
        nodes = tree_of(found.criteria.all())
        beside = next((one.children for one in walk(nodes) if one.row.pk == criterion.parent_id), nodes)
        here = next((place for place, one in enumerate(beside) if one.row.pk == criterion.pk), None)
        there = None if here is None else here + (-1 if up else 1)
        if here is None or there is None or not 0 <= there < len(beside):
            return False
        beside[here], beside[there] = beside[there], beside[here]
        place_criteria(found, [node.row for node in walk(nodes)])
        sentence = f"Chuyển «{criterion}» {'lên' if up else 'xuống'} trong «{found.title}»."
        note_criteria(found, "criteria.moved", sentence, by=by, at=at)
        return True


def place_criteria(criteria_set: CriteriaSet, ordered: list[Criterion]) -> None:
    """Positions are unique in the set: all step aside, then take their places in the order given."""
    if [row.position for row in ordered] == list(range(1, len(ordered) + 1)):
        return
    criteria_set.criteria.update(position=F("position") + OUT_OF_THE_WAY)
    for place, row in enumerate(ordered, start=1):
        row.position = place
    Criterion.objects.bulk_update(ordered, ["position"])


def criterion_values(criteria_set: CriteriaSet, row: Criterion | None, typed: TypedCriterion) -> dict:
    """The columns of a row from what was typed; DomainError with its field."""
    code, name = tidy(typed.code), tidy(typed.name)
    if not code or len(code) > 20:
        raise DomainError("Mã tiêu chí phải có, nhiều nhất 20 ký tự, ví dụ 4.10.", field="code")
    if not name or len(name) > 400:
        raise DomainError("Tên tiêu chí phải có, nhiều nhất 400 ký tự.", field="name")
    same = criteria_set.criteria.filter(code=code).exclude(pk=row.pk if row else None).first()
    if same:
        raise DomainError(f"Mã «{code}» đã dùng cho «{same.name[:80]}». Hãy chọn mã khác.", field="code")
    kind = CriterionKind(row.kind if row and row.is_group else typed.kind).value
    if row and not row.is_group and kind == CriterionKind.GROUP:
        raise DomainError("Tiêu chí không đổi thành nhóm được. Hãy thêm một nhóm mới.", field="kind")
    return {"code": code, "name": name, "kind": kind, **_scoring(kind, typed)}


def _scoring(kind: str, typed: TypedCriterion) -> dict[str, Any]:
    maximum: Decimal | None = None
    if tidy(typed.maximum):
        maximum = points_of(typed.maximum, "maximum", "Điểm tối đa")
    elif kind in SCORED_KINDS:
        raise DomainError("Hãy nhập điểm tối đa, ví dụ 10.", field="maximum")
    rule = typed.rule if kind in SCORED_KINDS else PointRule.MANUAL.value
    is_group = kind == CriterionKind.GROUP
    return {
        "maximum": maximum,
        "how": "" if is_group else nfc(typed.how).strip(),
        "evidence_hint": "" if is_group else nfc(typed.evidence_hint).strip(),
        "rule": rule,
        "rule_params": read_params(rule, typed.params or {}, maximum),
        "may_not_apply": typed.may_not_apply and not is_group,
    }


def check_scored_stays(row: Criterion, values: dict[str, Any], scores_of: ScoresOf) -> None:
    """Raises DomainError when points that were given would no longer follow from the row."""
    lower = row.maximum is not None and (values["maximum"] is None or values["maximum"] < row.maximum)
    other = [name for name in ("kind", "rule", "rule_params") if values[name] != getattr(row, name)]
    if row.may_not_apply and not values.get("may_not_apply", True):
        other.append("may_not_apply")
    if row.is_group or not (lower or other):
        return
    scored = scores_of(row)
    if not scored.count:
        return
    highest = "chưa có điểm" if scored.highest is None else f"cao nhất {format_decimal(scored.highest)} điểm"
    told = f"«{row.code}» đã có {scored.count} điểm tự chấm ({highest})"
    if other:
        field = other[0] if len(other) == 1 and other[0] != "rule_params" else "rule"
        raise DomainError(
            f"{told} nên không đổi loại, quy tắc chấm hay quyền chọn «Không áp dụng» được.", field=field
        )
    raise DomainError(
        f"{told} theo mức tối đa {format_decimal(row.maximum or 0)} nên không hạ xuống "
        f"{format_decimal(values['maximum'] or 0)} được.",
        field="maximum",
    )
