"""A unit is called otherwise, becomes another kind or stands under another body; it stays the same unit."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.dates import date_short
from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from accounts.text import name_key, tidy
from campaigns.domain.unit_basis import (
    KEPT,
    Basis,
    check_basis,
    check_day,
    close_period,
    lock_units,
)
from campaigns.domain.write_unit import write_unit, write_words
from campaigns.enums import ChangeKind, UnitKind
from campaigns.models import Unit, UnitAlias, UnitChange
from campaigns.permissions import check_may_change
from campaigns.queries import units_above

LABELS = {
    "name": "tên",
    "short_name": "tên gọn",
    "kind": "loại",
    "parent": "cấp trên",
    "place_name": "địa danh",
    "symbol": "ký hiệu",
    "head_title": "chức vụ người đứng đầu",
}


def change_unit(
    *, unit: Unit, basis: Basis, by: User, at: datetime, dry_run: bool = False, **values: Any
) -> UnitChange:
    """From the basis' day on the unit has these values (name, short_name, kind, parent, place_name, symbol,
    head_title); what it was before is kept as a period. DomainError with its field; NotAllowed."""
    with transaction.atomic():
        above = units_above(values["parent"]) if values.get("parent") else []
        rows = lock_units([unit.pk, *(row.pk for row in above)])
        if above:
            values["parent"] = rows[above[0].pk]
        change = change_locked(rows[unit.pk], basis=basis, values=values, by=by, at=at)
        if dry_run:
            transaction.set_rollback(True)
        return change


def change_locked(unit: Unit, *, basis: Basis, values: dict[str, Any], by: User, at: datetime) -> UnitChange:
    """The same on a unit whose lock the caller holds."""
    check_basis(basis, at)
    check_may_change(units=[unit, *([values["parent"]] if values.get("parent") else [])], by=by, at=at)
    check_day(unit, basis.day)
    new = differing(unit, values)
    if "parent" in new:
        check_parent(unit, new["parent"], basis.day)
    kind = next((kind for name, kind in KIND_OF.items() if name in new), ChangeKind.RENAME)
    sentence = said(unit, new)
    change = UnitChange.objects.create(
        kind=kind, sentence=sentence, effects={"changed": [unit.pk]}, at=at, by=by, **basis.values()
    )
    before = unit.name
    close_period(unit, change, basis.day)
    after = rewrite(unit, new)
    alias = keep_old_name(after, before, by=by, at=at) if before != after.name else None
    if alias:
        change.effects["aliases"] = [alias.pk]
        change.save(update_fields=["effects"])
    record_event(
        by=by,
        at=at,
        kind="unit.changed",
        target=after,
        unit=after,
        sentence=f"{sentence} Căn cứ {change.basis}, có hiệu lực từ {basis.day:%d/%m/%Y}.",
        changes={name: [str(value or "") for value in pair] for name, pair in pairs(unit, new).items()},
    )
    return change


KIND_OF = {"kind": ChangeKind.RETYPE, "name": ChangeKind.RENAME, "parent": ChangeKind.REPARENT}


def differing(unit: Unit, values: dict[str, Any]) -> dict[str, Any]:
    """The given values that are not the unit's already; DomainError when there is none, or one can't be."""
    if set(values) - set(KEPT):
        raise TypeError(f"Unknown values: {sorted(set(values) - set(KEPT))}")
    tidied = {name: tidy(value) if isinstance(value, str) else value for name, value in values.items()}
    if "name" in tidied and not tidied["name"]:
        raise DomainError("Hãy nhập tên mới của đơn vị.", field="name")
    if "kind" in tidied and tidied["kind"] not in UnitKind.values:
        raise DomainError("Hãy chọn loại đơn vị.", field="kind")
    new = {name: value for name, value in tidied.items() if getattr(unit, name) != value}
    for name, value in new.items():
        longest = Unit._meta.get_field(name).max_length
        if isinstance(value, str) and longest and len(value) > longest:
            raise DomainError(f"Nội dung dài quá {longest} ký tự.", field=name)
    if not new:
        raise DomainError(f"Chưa có gì thay đổi ở {unit}. Hãy sửa ít nhất một mục.")
    return new


def check_parent(unit: Unit, parent: Unit | None, day: date) -> None:
    """DomainError for a superior that has ended, comes after the day, or lies under the unit itself."""
    if parent is None:
        raise DomainError(f"Hãy chọn cấp trên mới của {unit}.", field="parent")
    if parent.valid_to:
        raise DomainError(f"{parent} đã chấm dứt hoạt động nên không thể là cấp trên.", field="parent")
    if parent.valid_from and parent.valid_from > day:
        raise DomainError(
            f"{parent} thành lập ngày {date_short(parent.valid_from)}, sau ngày biến động {date_short(day)} nên chưa "
            "thể là cấp trên. Hãy kiểm tra lại ngày.",
            field="parent",
        )
    # Read anew: the caller's rows may be older than its locks.
    chain = units_above(Unit.objects.get(pk=parent.pk))
    if unit.pk in {row.pk for row in chain}:
        raise DomainError(f"{parent} nằm dưới {unit} nên không thể là cấp trên của {unit}.", field="parent")


def rewrite(unit: Unit, new: dict[str, Any]) -> Unit:
    """The unit with the new values and the keys to search and sort by."""
    kept = {name: getattr(unit, name) for name in KEPT if name not in new and name != "name"}
    name = new.get("name", unit.name)
    return write_unit(code=unit.code, name=name, **{**kept, **{k: v for k, v in new.items() if k != "name"}})


def keep_old_name(unit: Unit, old: str, *, by: User, at: datetime) -> UnitAlias | None:
    """Lists that still use the old name find the unit; not where another unit bears it."""
    key = name_key(old)
    if Unit.objects.filter(name_key=key).exists() or UnitAlias.objects.filter(name_key=key).exists():
        return None
    row = UnitAlias.objects.create(unit=unit, name=old, name_key=key, accepted_by=by, accepted_at=at)
    write_words([unit])
    return row


def pairs(unit: Unit, new: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Value -> (old, new)."""
    return {name: (getattr(unit, name), value) for name, value in new.items()}


def said(unit: Unit, new: dict[str, Any]) -> str:
    """ "UBND xã A: tên «…» -> «…»; cấp trên «…» -> «…»."."""
    parts = []
    for name, (old, value) in pairs(unit, new).items():
        if name == "kind":
            old, value = UnitKind(old).label, UnitKind(value).label
        parts.append(f"{LABELS[name]} «{old or ''}» -> «{value or ''}»")
    return f"{unit}: {'; '.join(parts)}."
