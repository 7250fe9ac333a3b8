"""Bộ tiêu chí in the browser: the set's own texts, its year and how it is counted."""

import re
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from accounts.numbers import format_decimal, parse_decimal
from accounts.text import nfc, tidy
from campaigns.criteria import campaigns_of, is_launched
from campaigns.domain.write_criteria import keys_of
from campaigns.enums import Rescale
from campaigns.models import CriteriaSet, Criterion
from campaigns.permissions import check_can_edit, check_keeps_criteria

LARGEST = 1_000_000
RESERVED = ("moi", "nhap")


def create_criteria_set(
    *, code: str, title: str, stated_maximum: str, by: User, at: datetime, **more: Any
) -> CriteriaSet:
    """A new empty set; `more` are basis, note, year, rescale. DomainError for a code that is taken or no code."""
    code = tidy(code).lower()
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code) or code in RESERVED or len(code) > 80:
        raise DomainError(
            "Mã bộ tiêu chí gồm chữ thường không dấu, chữ số và dấu gạch nối, ví dụ dti-2023.", field="code"
        )
    with transaction.atomic():
        check_keeps_criteria(by=by, at=at)
        if CriteriaSet.objects.filter(code=code).exists():
            raise DomainError(f"Đã có bộ tiêu chí mã «{code}». Hãy chọn mã khác.", field="code")
        values = set_values(title, stated_maximum, **more)
        row = CriteriaSet.objects.create(
            code=code, **values, **keys_of(values["title"], code, values["basis"])
        )
        note_criteria(row, "criteria.set_created", f"Lập bộ tiêu chí «{row.title}».", by=by, at=at)
        return row


def edit_criteria_set(
    *, criteria_set: CriteriaSet, title: str, stated_maximum: str, by: User, at: datetime, **more: Any
) -> CriteriaSet:
    """Changes the set's own texts and stated maximum; a sum that differs from it is shown, not changed."""
    with transaction.atomic():
        row = locked_set(criteria_set, by, at)
        values = set_values(title, stated_maximum, **more)
        if values["rescale"] != row.rescale and is_launched(row):
            raise DomainError(
                "Phong trào dùng bộ này đã phát động nên không đổi cách tính khi có tiêu chí không áp dụng.",
                field="rescale",
            )
        changes = changes_of(row, values)
        for name, value in {**values, **keys_of(values["title"], row.code, values["basis"])}.items():
            setattr(row, name, value)
        row.save()
        if changes:
            note_criteria(
                row, "criteria.set_edited", f"Sửa bộ tiêu chí «{row.title}».", changes, by=by, at=at
            )
        return row


def remove_criteria_set(*, criteria_set: CriteriaSet, by: User, at: datetime) -> None:
    """Removes a set that no campaign uses, with its criteria."""
    with transaction.atomic():
        row = locked_set(criteria_set, by, at)
        later = row.later.first()
        if later:
            raise DomainError(f"«{later.title}» nối tiếp bộ này nên không xóa được.")
        used = [f"«{campaign.short_title}»" for campaign in campaigns_of(row)]
        if used:
            raise DomainError(f"Bộ tiêu chí đang được dùng ở {len(used)} phong trào: {', '.join(used)}.")
        count = row.criteria.count()
        note_criteria(
            row, "criteria.set_removed", f"Xóa bộ tiêu chí «{row.title}» ({count} dòng).", by=by, at=at
        )
        row.delete()


def locked_set(criteria_set: CriteriaSet, by: User, at: datetime) -> CriteriaSet:
    """The set under its lock, for a person who may edit it."""
    row = CriteriaSet.objects.select_for_update(no_key=True).filter(pk=criteria_set.pk).first()
    if row is None:
        raise DomainError("Bộ tiêu chí này đã được xóa rồi. Hãy tải lại trang.")
    check_can_edit(criteria_set=row, by=by, at=at)
    return row


def points_of(raw: str, field: str, label: str) -> Decimal:
    """Points as typed, two places at most; DomainError with its field."""
    try:
        return parse_decimal(raw, label=label, places=2, maximum=LARGEST)
    except DomainError as error:
        raise DomainError(error.message, field=field) from None


def set_values(
    title: str,
    stated_maximum: str,
    basis: str = "",
    note: str = "",
    year: int | None = None,
    rescale: str = Rescale.WHOLE,
) -> dict[str, Any]:
    """The texts and numbers of a set, checked; DomainError with its field."""
    title, basis = tidy(title), tidy(basis)
    if not title:
        raise DomainError("Hãy nhập tên bộ tiêu chí.", field="title")
    for name, text in (("title", title), ("basis", basis)):
        if len(text) > 250:
            raise DomainError("Nội dung dài quá 250 ký tự.", field=name)
    if year is not None and not 2000 <= year <= 2100:
        raise DomainError("Năm áp dụng từ 2000 đến 2100.", field="year")
    return {
        "title": title,
        "basis": basis,
        "note": nfc(note).strip(),
        "stated_maximum": points_of(stated_maximum, "stated_maximum", "Tổng điểm tối đa"),
        "year": year,
        "rescale": Rescale(rescale).value,
    }


def changes_of(row: CriteriaSet | Criterion, values: dict) -> dict:
    """Old and new of what differs, as texts for the trail."""
    pairs = {name: (getattr(row, name), value) for name, value in values.items()}
    return {name: [_told(old), _told(new)] for name, (old, new) in pairs.items() if old != new}


def _told(value: Any) -> str:
    if value is None:
        return ""
    return format_decimal(value) if isinstance(value, Decimal) else str(value)


def note_criteria(
    row: CriteriaSet, kind: str, sentence: str, changes: dict | None = None, *, by: User, at: datetime
) -> None:
    """One event of the trail about a set."""
    record_event(by=by, at=at, kind=kind, target=row, sentence=sentence, changes=changes)
