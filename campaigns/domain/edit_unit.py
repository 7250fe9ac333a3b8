"""One unit added, put right or taken off the list by an administrator; its accepted other names."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError, Q

from accounts.dates import date_short
from accounts.domain.audit import record_event
from accounts.errors import DomainError, NotFound, Stale
from accounts.models import User
from accounts.text import name_key, tidy
from campaigns.domain.unit_basis import lock_units
from campaigns.domain.write_unit import write_unit, write_words
from campaigns.models import Membership, Unit, UnitAlias, UnitGroup, UnitSuccession
from campaigns.organisation import changes_of
from campaigns.permissions import check_manages
from campaigns.unit_keys import keys_in
from campaigns.unit_tree import told_apart

SHOWN = 5
REFERRING = MappingProxyType(
    {
        "unit": "đơn vị trực thuộc",
        "membership": "vai trò của người dùng",
        "unitgroupmember": "nhóm của phong trào",
        "registration": "đăng ký thi đua",
        "campaign": "phong trào",
    }
)
FIELDS = (
    "code", "name", "short_name", "kind", "parent", "place_name", "symbol", "head_title", "valid_from",
    "valid_to",
)  # fmt: skip
LABELS = {"parent": "cấp trên", "valid_from": "hoạt động từ ngày", "valid_to": "đến hết ngày"}


def add_unit(*, values: dict[str, Any], despite: bool, by: User, at: datetime) -> Unit:
    """A new unit under one that the person administers; DomainError with its field, NotAllowed outside.

    A name that another unit under the same parent has is asked first: `despite` says that it is another unit.
    """
    if values["parent"] is None:
        raise DomainError("Hãy nhập cấp trên của đơn vị mới.", field="parent")
    with transaction.atomic():
        check_manages(by=by, unit=values["parent"], at=at)
        check_code(values["code"], None, by)
        check_values(values, None, despite)
        unit = write_unit(**values)
        _note(unit, "unit.added", f"Thêm đơn vị {unit.name} (mã {unit.code}) thuộc {unit.parent}.", by, at)
        return unit


def correct_unit(
    *, unit: Unit, values: dict[str, Any], despite: bool, by: User, at: datetime, seen: str | None = None
) -> Unit:
    """Puts right what was typed wrongly, old and new in the trail; what stays the same is not written.

    A rename, another kind or parent by decision is no correction: that is a change of organisation with its day.
    `seen`: the mark (`mark_of`) of the form that was filled; Stale when a change was recorded meanwhile.
    """
    with transaction.atomic():
        check_manages(by=by, unit=unit, at=at)
        before, unit = (
            unit,
            lock_units([unit.pk, *([values["parent"].pk] if values.get("parent") else [])])[unit.pk],
        )
        values = {name: tidy(value) if isinstance(value, str) else value for name, value in values.items()}
        old = {name: getattr(unit, name) for name in FIELDS if name in values}
        check_not_changed(before, unit, seen)
        changed = [name for name in old if old[name] != values[name]]
        if not changed:
            return unit
        if "parent" in changed:
            check_parent(unit, values["parent"], by=by, at=at)
        if "valid_to" in changed:
            check_not_succeeded(unit)
        if "code" in changed:
            check_code(values["code"], unit, by)
            check_not_in_plans(unit)
        check_values(values, unit, despite or not {"name", "short_name", "parent"} & set(changed))
        unit = write_unit(pk=unit.pk, **{"code": unit.code, "name": unit.name, **values})
        changes = {name: [shown(old[name]), shown(values[name])] for name in changed}
        said = "; ".join(f"{label(name)} «{one}» -> «{two}»" for name, (one, two) in changes.items())
        _note(
            unit, "unit.corrected", f"Sửa chỗ ghi sai của {unit} (mã {unit.code}): {said}.", by, at, changes
        )
        return unit


def mark_of(unit: Unit) -> str:
    """What the unit's form rests on: its last change of organisation."""
    return str(changes_of(unit).values_list("pk", flat=True).first() or "")


def check_not_changed(before: Unit, now: Unit, seen: str | None) -> None:
    """Stale when a change was recorded since the form was opened: what it holds is older than the unit."""
    if (seen is not None and seen != mark_of(now)) or any(
        getattr(before, name) != getattr(now, name) for name in FIELDS
    ):
        raise Stale(
            f"{now} vừa được người khác sửa hoặc ghi biến động. Chưa ghi gì. Hãy tải lại trang rồi sửa lại."
        )


def check_not_succeeded(unit: Unit) -> None:
    """DomainError for the last day of a unit that ended by a change: only taking that back lets it go on."""
    row = UnitSuccession.objects.filter(predecessor=unit).select_related("change").first()
    if unit.valid_to and row:
        raise DomainError(
            f"Ngày chấm dứt của {unit} do biến động «{row.change.sentence}» ghi. Nếu ghi sai, hãy hủy biến động đó.",
            field="valid_to",
        )


def remove_unit(*, unit: Unit, by: User, at: datetime) -> None:
    """Takes a unit off the list that was entered by mistake; DomainError with what refers to it."""
    with transaction.atomic():
        check_manages(by=by, unit=unit, at=at)
        if Membership.objects.filter(unit=unit, user=by).exists():
            raise DomainError(f"Không xóa được {unit}: bạn đang giữ vai trò ở đơn vị này.")
        check_not_in_plans(unit)
        _note(unit, "unit.removed", f"Xóa đơn vị nhập nhầm {unit.name} (mã {unit.code}).", by, at)
        try:
            unit.delete()
        except ProtectedError as error:
            raise DomainError(
                f"Không xóa được {unit} vì còn {in_words(error.protected_objects)} gắn với đơn vị. Đơn vị đã hoạt "
                "động thì không xóa; hãy ghi ngày chấm dứt hoặc thực hiện thay đổi tổ chức."
            ) from None


def accept_name(*, unit: Unit, name: str, despite: bool, by: User, at: datetime) -> UnitAlias:
    """Another name under which files may name the unit; whose name it is already is shown, and asked (`despite`)."""
    name = tidy(name)
    with transaction.atomic():
        check_manages(by=by, unit=unit, at=at)
        key = name_key(name)
        if key in (unit.name_key, name_key(unit.short_name)):
            raise DomainError(f"«{name}» đã là tên của {unit}, không cần thêm.", field="name")
        taken = UnitAlias.objects.filter(name_key=key).select_related("unit__parent").first()
        if taken:
            raise DomainError(
                f"«{name}» đã là tên khác của {told_apart([taken.unit])[0]}. Mỗi tên khác chỉ thuộc một đơn vị; hãy bỏ "
                "ở đơn vị kia trước nếu ghi nhầm.",
                field="name",
            )
        others = Unit.objects.filter(name_key=key).exclude(pk=unit.pk)
        if others.exists() and not despite:
            raise DomainError(
                f"«{name}» là tên của {several(others)}. Nếu vẫn nhận tên này cho {unit}, hãy đánh dấu «Vẫn thêm»; khi "
                "nhập tệp, tên này sẽ được hỏi lại chứ không tự nhận.",
                field="despite",
            )
        row = UnitAlias.objects.create(unit=unit, name=name, name_key=key, accepted_by=by, accepted_at=at)
        write_words([unit])
        _note(unit, "unit.name_accepted", f"Nhận «{name}» là tên khác của {unit} (mã {unit.code}).", by, at)
        return row


def drop_name(*, alias: UnitAlias, by: User, at: datetime) -> None:
    """The name is no longer taken for the unit."""
    with transaction.atomic():
        unit = alias.unit
        check_manages(by=by, unit=unit, at=at)
        said = f"Bỏ tên khác «{alias.name}» của {unit} (mã {unit.code})."
        alias.delete()
        write_words([unit])
        _note(unit, "unit.name_dropped", said, by, at)


def check_code(code: str, unit: Unit | None, by: User) -> None:
    """DomainError with the unit that has the code already."""
    if not tidy(code):
        raise DomainError("Hãy nhập mã đơn vị.", field="code")
    other = Unit.objects.filter(code__iexact=tidy(code)).exclude(pk=unit.pk if unit else None).first()
    if other:
        raise DomainError(f"Mã «{tidy(code)}» đã là của {told_apart([other])[0]}.", field="code")


def check_values(values: dict[str, Any], unit: Unit | None, despite: bool) -> None:
    """DomainError for days the wrong way round, and for a namesake under the same parent unless `despite`."""
    first, last = values.get("valid_from"), values.get("valid_to")
    if first and last and last < first:
        raise DomainError(
            f"Ngày chấm dứt {date_short(last)} trước ngày bắt đầu {date_short(first)}.", field="valid_to"
        )
    keys = {name_key(tidy(values["name"])), name_key(tidy(values.get("short_name") or values["name"]))}
    same = Unit.objects.filter(parent=values.get("parent")).filter(
        Q(name_key__in=keys) | Q(short_name__in=[values["name"], values.get("short_name") or values["name"]])
    )
    same = same.exclude(pk=unit.pk if unit else None)
    if same.exists() and not despite:
        raise DomainError(
            f"Đã có {several(same)}. Nếu đây là đơn vị khác, hãy đánh dấu «Vẫn ghi» rồi gửi lại.",
            field="despite",
        )


def check_parent(unit: Unit, parent: Unit | None, *, by: User, at: datetime) -> None:
    """DomainError for a circle and for the top of a tree; NotAllowed for a parent outside."""
    if parent is None or unit.parent is None:
        raise DomainError(f"{unit} không đổi cấp trên bằng cách sửa chỗ ghi sai được.", field="parent")
    if unit.pk in keys_in(parent.path):
        raise DomainError(
            f"{told_apart([parent])[0]} nằm dưới {unit} nên không thể là cấp trên. Hãy chọn cấp trên khác.",
            field="parent",
        )
    check_manages(by=by, unit=parent, at=at)


def check_not_in_plans(unit: Unit) -> None:
    """DomainError with the groups of plans that name the unit by its code."""
    groups = UnitGroup.objects.exclude(unit_codes=[]).select_related("campaign").order_by("pk")
    named = [f"«{group}» ({group.campaign})" for group in groups if unit.code in group.unit_codes]
    if named:
        raise DomainError(
            f"Mã «{unit.code}» đang được ghi trong nhóm {', '.join(named[:SHOWN])}. Hãy sửa các kế hoạch đó trước.",
            field="code",
        )


def several(units: Any) -> str:
    """The first of the units with what tells them apart."""
    found = list(units.order_by("sort_key", "pk")[: SHOWN + 1])
    more = " và đơn vị khác" if len(found) > SHOWN else ""
    return "; ".join(told_apart(found[:SHOWN])) + more


def in_words(rows: Iterable[Any]) -> str:
    """How many rows of which kind."""
    counts = Counter(REFERRING.get(row._meta.model_name, "dữ liệu của phong trào") for row in rows)
    return ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))


def label(name: str) -> str:
    """The name of a unit's value in words."""
    return LABELS.get(name) or str(Unit._meta.get_field(name).verbose_name)


def shown(value: Any) -> str:
    """A value as the trail keeps it."""
    if isinstance(value, date):
        return date_short(value)
    return f"{value} (mã {value.code})" if isinstance(value, Unit) else str(value or "")


def _note(
    unit: Unit, kind: str, said: str, by: User, at: datetime, changes: dict[str, Any] | None = None
) -> None:
    record_event(by=by, at=at, kind=kind, target=unit, sentence=said, changes=changes, unit=unit)


def alias_of(unit: Unit, pk: int) -> UnitAlias:
    """The accepted name with that key; NotFound for another unit's."""
    found = UnitAlias.objects.filter(unit=unit, pk=pk).select_related("unit").first()
    if found is None:
        raise NotFound("Không có tên khác này ở đơn vị.")
    return found
