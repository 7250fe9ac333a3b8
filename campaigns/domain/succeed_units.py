"""Sáp nhập, chia tách, giải thể: units come to an end, others take over; each person's way is somebody's choice."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from accounts.dates import date_short
from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from accounts.text import tidy
from campaigns.domain.unit_basis import (
    ONE_DAY,
    Basis,
    check_basis,
    check_day,
    close_period,
    first_day_of,
    lock_units,
)
from campaigns.domain.unit_people import Outcome, end_roles, give_on
from campaigns.domain.write_unit import write_unit
from campaigns.enums import ChangeKind, UnitKind
from campaigns.models import Unit, UnitChange, UnitSuccession
from campaigns.permissions import check_may_change
from campaigns.unit_papers import NewUnit


def succeed_units(
    *,
    kind: str,
    predecessors: Sequence[Unit],
    successors: Sequence[Unit | NewUnit],
    basis: Basis,
    by: User,
    at: datetime,
    people: Mapping[int, str] | None = None,
    children_to: str = "",
    dry_run: bool = False,
) -> Outcome:
    """The predecessors end on the day before (one that is also a successor goes on), the successors take their line.

    `people`: membership -> code of the successor at which the person goes on; all other roles of ended units end.
    `children_to`: code of the successor under which units below the ended ones come. DomainError, NotAllowed.
    """
    with transaction.atomic():
        out = Outcome()
        rows = lock_units(keys_to_lock(predecessors, successors))
        before = [rows[row.pk] for row in dict.fromkeys(predecessors)]
        after = [rows[row.pk] if isinstance(row, Unit) else row for row in dict.fromkeys(successors)]
        out.ended = [row for row in before if row not in after]
        check_succession(kind, before, after, out.ended, basis, by=by, at=at)
        change = UnitChange(kind=kind, at=at, by=by, **basis.values())
        write_succession(change, before, after, out, basis, people or {}, children_to)
        note(change, before, out, by=by, at=at)
        if dry_run:
            transaction.set_rollback(True)
        return out


def keys_to_lock(before: Sequence[Unit], after: Sequence[Unit | NewUnit]) -> list[int]:
    """The units that take part, the superiors of new ones, and what stands directly below the old ones."""
    standing = [row if isinstance(row, Unit) else row.parent for row in after]
    below = Unit.objects.filter(parent__in=[row.pk for row in before]).values_list("pk", flat=True)
    return [*(row.pk for row in [*before, *standing] if row), *below]


def write_succession(
    change: UnitChange,
    before: Sequence[Unit],
    after: Sequence[Unit | NewUnit],
    out: Outcome,
    basis: Basis,
    people: Mapping[int, str],
    children_to: str,
) -> None:
    """New bodies, links, units below, people, and at last the end of those that end."""
    out.successors = [
        made_unit(row, before, basis, out) if isinstance(row, NewUnit) else row for row in after
    ]
    change.sentence = said(change.kind, before, out)
    change.save()
    out.change = change
    link(change, before, out)
    move_children(change, out, children_to, basis)
    end_roles(out, basis)
    give_on(out, people, basis, change.by)
    change.effects = effects_of(out)
    change.save(update_fields=["effects"])
    for row in out.ended:
        Unit.objects.filter(pk=row.pk).update(valid_to=basis.day - ONE_DAY)


def check_succession(
    kind: str,
    before: Sequence[Unit],
    after: Sequence[Unit | NewUnit],
    ended: Sequence[Unit],
    basis: Basis,
    *,
    by: User,
    at: datetime,
) -> None:
    """Everything that can be said before anything is written."""
    check_basis(basis, at)
    check_shape(kind, before, after, ended)
    standing = [row for row in after if isinstance(row, Unit)]
    above = [row.parent or before[0].parent for row in after if isinstance(row, NewUnit)]
    check_may_change(units=[*before, *standing, *filter(None, above)], by=by, at=at, ending=ended)
    for row in before:
        check_day(row, basis.day, ends=row in ended)
    for row in standing:
        check_successor(row, basis)
    codes = [tidy(row.code) for row in after if isinstance(row, NewUnit)]
    for code in codes:
        same = [one for one in codes if one.casefold() == code.casefold()]
        if not code or len(same) > 1 or Unit.objects.filter(code__iexact=code).exists():
            raise DomainError(
                f"Mã «{code}» của đơn vị mới trống hoặc đã có đơn vị khác dùng. Hãy nhập mã chính thức của đơn vị mới.",
                field="code",
            )


def check_shape(
    kind: str, before: Sequence[Unit], after: Sequence[Unit | NewUnit], ended: Sequence[Unit]
) -> None:
    """How many of each a merger, a split and a dissolution have."""
    if kind == ChangeKind.MERGE and (len(after) != 1 or not ended):
        raise DomainError(
            "Sáp nhập cần đúng một đơn vị kế thừa và ít nhất một đơn vị chấm dứt hoạt động.",
            field="successors",
        )
    if kind == ChangeKind.SPLIT and (len(before) != 1 or len(after) < 2):
        raise DomainError(
            "Chia, tách cần một đơn vị cũ và ít nhất hai đơn vị sau khi chia (đơn vị cũ có thể là một trong số đó).",
            field="successors",
        )
    if kind == ChangeKind.DISSOLVE and (not before or after):
        raise DomainError(
            "Giải thể không có đơn vị kế thừa; nếu có, hãy chọn «Sáp nhập».", field="successors"
        )
    if kind not in (ChangeKind.MERGE, ChangeKind.SPLIT, ChangeKind.DISSOLVE):
        raise ValueError(f"Not a succession: {kind}")


def check_successor(row: Unit, basis: Basis) -> None:
    """DomainError for a successor that ended before the change, or that comes only after it."""
    if row.valid_to:
        raise DomainError(
            f"{row} đã chấm dứt hoạt động từ hết ngày {date_short(row.valid_to)}, cũ hơn đơn vị mà nó kế thừa. "
            "Hãy chọn đơn vị còn hoạt động.",
            field="successors",
        )
    if row.valid_from and row.valid_from > basis.day:
        raise DomainError(
            f"{row} thành lập ngày {date_short(row.valid_from)}, sau ngày biến động {date_short(basis.day)}. "
            "Hãy kiểm tra lại ngày.",
            field="day",
        )


def made_unit(row: NewUnit, before: Sequence[Unit], basis: Basis, out: Outcome) -> Unit:
    """The new body, under the superior of those that it follows when nothing else is said."""
    parent = row.parent or before[0].parent
    if parent is None:
        raise DomainError(
            f"Hãy nêu cấp trên của «{row.name}»; nếu cấp trên chưa có, hãy nhập cấp trên trước.",
            field="parent",
        )
    if Unit.objects.filter(pk=parent.pk, valid_to__isnull=False).exists():
        raise DomainError(
            f"{parent} đã chấm dứt hoạt động nên không thể là cấp trên của «{row.name}».", field="parent"
        )
    if not tidy(row.name) or row.kind not in UnitKind.values:
        raise DomainError("Hãy nhập tên và loại của đơn vị mới.", field="name")
    made = write_unit(
        code=tidy(row.code),
        name=row.name,
        short_name=row.short_name,
        kind=row.kind,
        parent=parent,
        place_name=row.place_name,
        symbol=row.symbol,
        head_title=row.head_title,
        valid_from=basis.day,
        is_demo=before[0].is_demo,
    )
    out.made.append(made)
    return made


def link(change: UnitChange, before: Sequence[Unit], out: Outcome) -> None:
    """Who follows whom; a dissolved unit is followed by nobody."""
    rows = [(old, new) for old in before for new in out.successors or [None] if old != new]
    UnitSuccession.objects.bulk_create(
        UnitSuccession(change=change, predecessor=old, successor=new) for old, new in rows
    )


def move_children(change: UnitChange, out: Outcome, children_to: str, basis: Basis) -> None:
    """Units below the ended ones come under the named successor; DomainError while that is not said."""
    below = Unit.objects.filter(parent__in=out.ended, valid_to__isnull=True).exclude(
        pk__in=[row.pk for row in out.ended]
    )
    rows = list(lock_units(below.values_list("pk", flat=True)).values())
    if not rows:
        return
    target = next((row for row in out.successors if row.code == children_to), None)
    if target is None:
        names = ", ".join(str(row) for row in rows[:5])
        raise DomainError(
            f"Còn {len(rows)} đơn vị trực thuộc đang hoạt động ({names}{' …' if len(rows) > 5 else ''}). Hãy chọn đơn "
            "vị kế thừa mà các đơn vị này chuyển về, hoặc kết thúc từng đơn vị trước.",
            field="children_to",
        )
    for row in rows:
        start = first_day_of(row)
        if start is None or start < basis.day:
            close_period(row, change, basis.day)
        write_unit(pk=row.pk, code=row.code, name=row.name, parent=target)
    out.children = rows


def effects_of(out: Outcome) -> dict:
    """What has to be taken back when the change is."""
    return {
        "ended": [row.pk for row in out.ended],
        "made": [row.pk for row in out.made],
        "children": [row.pk for row in out.children],
        "roles_ended": [[key, day and day.isoformat()] for key, day in out.ends_before.items()],
        "roles_given": [row.pk for row in out.roles_given],
    }


def said(kind: str, before: Sequence[Unit], out: Outcome) -> str:
    """ "Sáp nhập xã A, xã B vào xã C."."""
    old, new = ", ".join(str(row) for row in before), ", ".join(str(row) for row in out.successors)
    if kind == ChangeKind.DISSOLVE:
        return f"Giải thể {old}."
    if kind == ChangeKind.SPLIT:
        return f"Chia, tách {old} thành {new}."
    ended = ", ".join(str(row) for row in out.ended)
    return f"Thành lập {new} trên cơ sở {old}." if out.made else f"Sáp nhập {ended} vào {new}."


def note(change: UnitChange, before: Sequence[Unit], out: Outcome, *, by: User, at: datetime) -> None:
    """One event for each unit that takes part, so that each one's history names it."""
    sentence = f"{change.sentence} Căn cứ {change.basis}, có hiệu lực từ {date_short(change.day)}."
    for row in dict.fromkeys([*before, *out.successors]):
        record_event(
            by=by,
            at=at,
            kind="unit.succeeded",
            target=row,
            unit=row,
            sentence=sentence,
            changes={key: len(value) for key, value in change.effects.items()},
        )
