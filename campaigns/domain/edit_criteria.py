"""Bộ tiêu chí in the browser: the set, its groups and criteria; what has been scored is not taken away."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import F

from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from accounts.numbers import format_decimal, parse_decimal
from accounts.text import nfc, tidy
from campaigns.criteria import campaigns_of, is_launched
from campaigns.domain.write_criteria import keys_of
from campaigns.models import CriteriaSet, Criterion
from campaigns.permissions import check_can_edit, check_keeps_criteria

LARGEST = 1_000_000
MOST_ROWS = 2000
OUT_OF_THE_WAY = 10_000
RESERVED = ("moi",)


@dataclass(frozen=True)
class Scored:
    """How often a criterion (or a group with its criteria) has been scored, and the highest points given."""

    count: int = 0
    highest: Decimal | None = None


ScoresOf = Callable[[Criterion], Scored]


def create_criteria_set(
    *, code: str, title: str, stated_maximum: str, by: User, at: datetime, basis: str = "", note: str = ""
) -> CriteriaSet:
    """A new empty set. DomainError for a code that is taken or no code."""
    code = tidy(code).lower()
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code) or code in RESERVED or len(code) > 80:
        raise DomainError(
            "Mã bộ tiêu chí gồm chữ thường không dấu, chữ số và dấu gạch nối, ví dụ dti-2023.", field="code"
        )
    with transaction.atomic():
        check_keeps_criteria(by=by, at=at)
        if CriteriaSet.objects.filter(code=code).exists():
            raise DomainError(f"Đã có bộ tiêu chí mã «{code}». Hãy chọn mã khác.", field="code")
        values = _set_values(title, stated_maximum, basis, note)
        row = CriteriaSet.objects.create(
            code=code, **values, **keys_of(values["title"], code, values["basis"])
        )
        _note(row, "criteria.set_created", f"Lập bộ tiêu chí «{row.title}».", by=by, at=at)
        return row


def edit_criteria_set(
    *,
    criteria_set: CriteriaSet,
    title: str,
    stated_maximum: str,
    by: User,
    at: datetime,
    basis: str = "",
    note: str = "",
) -> CriteriaSet:
    """Changes the set's own texts and stated maximum; a sum that differs from it is shown, not changed."""
    with transaction.atomic():
        row = _locked(criteria_set, by, at)
        values = _set_values(title, stated_maximum, basis, note)
        changes = _changes(row, values)
        for name, value in {**values, **keys_of(values["title"], row.code, values["basis"])}.items():
            setattr(row, name, value)
        row.save()
        if changes:
            _note(row, "criteria.set_edited", f"Sửa bộ tiêu chí «{row.title}».", changes, by=by, at=at)
        return row


def remove_criteria_set(*, criteria_set: CriteriaSet, by: User, at: datetime) -> None:
    """Removes a set that no campaign uses, with its criteria."""
    with transaction.atomic():
        row = _locked(criteria_set, by, at)
        used = [f"«{campaign.short_title}»" for campaign in campaigns_of(row)]
        if used:
            raise DomainError(f"Bộ tiêu chí đang được dùng ở {len(used)} phong trào: {', '.join(used)}.")
        count = row.criteria.count()
        _note(row, "criteria.set_removed", f"Xóa bộ tiêu chí «{row.title}» ({count} dòng).", by=by, at=at)
        row.delete()


def add_criterion(
    *,
    criteria_set: CriteriaSet,
    code: str,
    name: str,
    maximum: str,
    by: User,
    at: datetime,
    group: Criterion | None = None,
    how: str = "",
    evidence_hint: str = "",
) -> Criterion:
    """Adds a group (without `group`) at the end, or a criterion at the end of its group."""
    with transaction.atomic():
        found = _locked(criteria_set, by, at)
        if group and (group.criteria_set_id != found.pk or group.parent_id):
            raise DomainError("Nhóm tiêu chí không thuộc bộ này. Hãy tải lại trang.")
        rows = list(found.criteria.order_by("position"))
        if len(rows) >= MOST_ROWS:
            raise DomainError(f"Bộ tiêu chí đã có {MOST_ROWS} dòng, không thêm được nữa.")
        values = _values(found, None, code, name, maximum, how, evidence_hint)
        row = Criterion.objects.create(
            criteria_set=found, parent=group, position=rows[-1].position + 1 if rows else 1, **values
        )
        _place(found, rows, row, group)
        what = "tiêu chí" if group else "nhóm tiêu chí"
        _note(found, "criteria.added", f"Thêm {what} «{row}» vào «{found.title}».", by=by, at=at)
        return row


def edit_criterion(
    *,
    criterion: Criterion,
    code: str,
    name: str,
    maximum: str,
    scores_of: ScoresOf,
    by: User,
    at: datetime,
    how: str = "",
    evidence_hint: str = "",
) -> Criterion:
    """Changes a group or criterion; a maximum below points that were given is refused with the numbers."""
    with transaction.atomic():
        found = _locked(criterion.criteria_set, by, at)
        row = Criterion.objects.get(pk=criterion.pk)
        values = _values(found, row, code, name, maximum, how, evidence_hint)
        _check_lowering(row, values["maximum"], scores_of)
        changes = _changes(row, values)
        for field, value in values.items():
            setattr(row, field, value)
        row.save()
        if changes:
            _note(found, "criteria.edited", f"Sửa «{row}» của «{found.title}».", changes, by=by, at=at)
        return row


def remove_criterion(*, criterion: Criterion, scores_of: ScoresOf, by: User, at: datetime) -> None:
    """Removes a criterion, or a group with its criteria; refused once scored, or once a campaign is launched on it."""
    with transaction.atomic():
        found = _locked(criterion.criteria_set, by, at)
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
        below = row.children.count()
        tail = f" và {below} tiêu chí trong nhóm" if below else ""
        _note(found, "criteria.removed", f"Xóa «{row}»{tail} khỏi «{found.title}».", by=by, at=at)
        row.delete()


def _locked(criteria_set: CriteriaSet, by: User, at: datetime) -> CriteriaSet:
    row = CriteriaSet.objects.select_for_update(no_key=True).filter(pk=criteria_set.pk).first()
    if row is None:
        raise DomainError("Bộ tiêu chí này đã được xóa rồi. Hãy tải lại trang.")
    check_can_edit(criteria_set=row, by=by, at=at)
    return row


def _points(raw: str, field: str, label: str) -> Decimal:
    try:
        return parse_decimal(raw, label=label, places=2, maximum=LARGEST)
    except DomainError as error:
        raise DomainError(error.message, field=field) from None


def _set_values(title: str, stated_maximum: str, basis: str, note: str) -> dict:
    title, basis = tidy(title), tidy(basis)
    if not title:
        raise DomainError("Hãy nhập tên bộ tiêu chí.", field="title")
    for name, text in (("title", title), ("basis", basis)):
        if len(text) > 250:
            raise DomainError("Nội dung dài quá 250 ký tự.", field=name)
    points = _points(stated_maximum, "stated_maximum", "Tổng điểm tối đa")
    return {"title": title, "basis": basis, "note": nfc(note).strip(), "stated_maximum": points}


def _values(
    criteria_set: CriteriaSet, row: Criterion | None, code: str, name: str, maximum: str, how: str, hint: str
) -> dict:
    code, name = tidy(code), tidy(name)
    if not code or len(code) > 20:
        raise DomainError("Mã tiêu chí phải có, nhiều nhất 20 ký tự, ví dụ 4.10.", field="code")
    if not name or len(name) > 400:
        raise DomainError("Tên tiêu chí phải có, nhiều nhất 400 ký tự.", field="name")
    same = criteria_set.criteria.filter(code=code).exclude(pk=row.pk if row else None).first()
    if same:
        raise DomainError(f"Mã «{code}» đã dùng cho «{same.name[:80]}». Hãy chọn mã khác.", field="code")
    points = _points(maximum, "maximum", "Điểm tối đa")
    return {
        "code": code,
        "name": name,
        "maximum": points,
        "how": nfc(how).strip(),
        "evidence_hint": nfc(hint).strip(),
    }


def _check_lowering(row: Criterion, maximum: Decimal, scores_of: ScoresOf) -> None:
    if row.is_group or maximum >= row.maximum:
        return
    scored = scores_of(row)
    if scored.count:
        highest = "chưa chấm" if scored.highest is None else f"cao nhất {format_decimal(scored.highest)} điểm"
        raise DomainError(
            f"«{row.code}» đã có {scored.count} điểm tự chấm ({highest}) theo mức tối đa "
            f"{format_decimal(row.maximum)} nên không hạ xuống {format_decimal(maximum)} được.",
            field="maximum",
        )


def _place(criteria_set: CriteriaSet, rows: list[Criterion], new: Criterion, group: Criterion | None) -> None:
    """Positions are unique in the set: all step aside, then take their places with the new row in its group."""
    if group is None:
        return
    last = max(at for at, row in enumerate(rows) if row.pk == group.pk or row.parent_id == group.pk)
    ordered = [*rows[: last + 1], new, *rows[last + 1 :]]
    criteria_set.criteria.update(position=F("position") + OUT_OF_THE_WAY)
    for place, row in enumerate(ordered, start=1):
        row.position = place
    Criterion.objects.bulk_update(ordered, ["position"])


def _changes(row: CriteriaSet | Criterion, values: dict) -> dict:
    pairs = {name: (getattr(row, name), value) for name, value in values.items()}
    return {name: [str(old), str(new)] for name, (old, new) in pairs.items() if old != new}


def _note(
    row: CriteriaSet, kind: str, sentence: str, changes: dict | None = None, *, by: User, at: datetime
) -> None:
    record_event(by=by, at=at, kind=kind, target=row, sentence=sentence, changes=changes)
