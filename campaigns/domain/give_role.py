"""Roles: given by one person, for some confirmed by another, ended and handed over with a day; nothing is deleted."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.dates import date_short
from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from accounts.text import tidy
from campaigns.enums import Role
from campaigns.models import Membership, Unit
from campaigns.organisation import ended_before
from campaigns.permissions import check_confirms, check_manages
from campaigns.queries import units_above

# A role that judges others or opens every door needs the yes of a second person.
CONFIRMED = (Role.COUNCIL_MEMBER, Role.COUNCIL_SECRETARY, Role.APPRAISER, Role.SYSTEM_ADMIN)


def give_role(
    *,
    person: User,
    unit: Unit,
    role: str,
    valid_from: date,
    by: User,
    at: datetime,
    title: str = "",
    valid_to: date | None = None,
) -> Membership:
    """The person holds the role from the day on; roles in CONFIRMED wait for `confirm_role`.

    NotAllowed for whoever does not administer the unit; DomainError for a period that overlaps one of the same role.
    """
    check_manages(by=by, unit=unit, at=at)
    if valid_to and valid_to < valid_from:
        raise DomainError("Ngày hết vai trò phải từ ngày bắt đầu trở đi.", field="valid_to")
    if ended_before(unit, valid_from):
        raise DomainError(
            f"{unit} đã chấm dứt hoạt động từ hết ngày {date_short(unit.valid_to)} nên không giao vai trò ở đó nữa. "
            "Hãy giao ở đơn vị kế thừa."
        )
    with transaction.atomic():
        User.objects.select_for_update().get(pk=person.pk)
        check_no_overlap(person, unit, role, valid_from, valid_to)
        row = Membership.objects.create(
            user=person,
            unit=unit,
            role=role,
            title=tidy(title),
            valid_from=valid_from,
            valid_to=valid_to,
            given_by=by,
            awaits=role in CONFIRMED,
        )
        until = f" đến {date_short(valid_to)}" if valid_to else ""
        waits = ", chờ người thứ hai xác nhận" if row.awaits else ""
        note(row, "role.given", f"Giao {words(row)} từ {date_short(valid_from)}{until}{waits}.", by=by, at=at)
        return row


def check_no_overlap(person: User, unit: Unit, role: str, first: date, last: date | None) -> None:
    """DomainError when the person already holds the same role there in that time."""
    rows = Membership.objects.filter(user=person, unit=unit, role=role)
    rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=first))
    if last:
        rows = rows.filter(valid_from__lte=last)
    found = rows.first()
    if found:
        until = f"đến {date_short(found.valid_to)}" if found.valid_to else "chưa có ngày hết"
        raise DomainError(
            f"{words(found)} đã được giao từ {date_short(found.valid_from)}, {until}. Hãy kết thúc lần đó trước."
        )


def confirm_role(*, membership: Membership, by: User, at: datetime) -> Membership:
    """The second person's yes: the role holds from now on (or from its first day)."""
    with transaction.atomic():
        row = waiting(membership)
        check_confirms(membership=row, by=by, at=at)
        row.awaits, row.confirmed_by = False, by
        row.save(update_fields=["awaits", "confirmed_by"])
        note(row, "role.confirmed", f"Xác nhận {words(row)}.", by=by, at=at)
        return row


def refuse_role(*, membership: Membership, reason: str, by: User, at: datetime) -> None:
    """The second person's no: the role is taken off the list, the trail keeps both names and the reason."""
    with transaction.atomic():
        row = waiting(membership)
        check_confirms(membership=row, by=by, at=at)
        note(row, "role.refused", f"Không xác nhận {words(row)}: {tidy(reason)}.", by=by, at=at)
        row.delete()


def end_role(*, membership: Membership, last_day: date, by: User, at: datetime) -> Membership:
    """The role holds to the end of `last_day`; one that had not begun or was not confirmed is taken off."""
    with transaction.atomic():
        row = locked(membership)
        check_manages(by=by, unit=row.unit, at=at)
        check_not_last_admin(row, at)
        if row.awaits or last_day < row.valid_from:
            note(row, "role.withdrawn", f"Rút {words(row)} trước khi bắt đầu.", by=by, at=at)
            row.delete()
            return row
        if row.valid_to and row.valid_to < last_day:
            raise DomainError(f"Vai trò này đã hết từ {date_short(row.valid_to)}.", field="last_day")
        row.valid_to = last_day
        row.save(update_fields=["valid_to"])
        note(row, "role.ended", f"Kết thúc {words(row)} vào hết ngày {date_short(last_day)}.", by=by, at=at)
        return row


def hand_over(
    *, membership: Membership, to: User, first_day: date, by: User, at: datetime, title: str = ""
) -> Membership:
    """Another person takes the role over on `first_day`; the one before holds it to the day before.

    Drafts, dossiers and sheets belong to the unit, so that nothing has to be moved.
    """
    if to.pk == membership.user_id:
        raise DomainError("Hãy chọn người nhận bàn giao khác người đang giữ.", field="to")
    if not to.is_active:
        raise DomainError(f"Tài khoản của {to} đang ngừng dùng.", field="to")
    with transaction.atomic():
        row = locked(membership)
        after = give_role(
            person=to,
            unit=row.unit,
            role=row.role,
            valid_from=first_day,
            title=title or row.title,
            by=by,
            at=at,
        )
        end_role(membership=row, last_day=first_day - timedelta(days=1), by=by, at=at)
        note(
            after,
            "role.handed_over",
            f"{row.user} bàn giao {words(after)} từ {date_short(first_day)}.",
            by=by,
            at=at,
        )
        return after


def check_not_last_admin(row: Membership, at: datetime) -> None:
    """DomainError for the last administrator: nobody could give the role again."""
    if row.role != Role.SYSTEM_ADMIN or row.awaits:
        return
    day = timezone.localdate(at)
    others = Membership.objects.filter(
        role=Role.SYSTEM_ADMIN, awaits=False, user__is_active=True, valid_from__lte=day
    )
    others = others.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day)).exclude(pk=row.pk)
    if not others.filter(unit__in=[unit.pk for unit in units_above(row.unit)]).exists():
        raise DomainError(
            f"{row.user} là quản trị cuối cùng của {row.unit}. Hãy giao vai trò này cho người khác trước."
        )


def waiting(membership: Membership) -> Membership:
    """The row under its lock, while it still awaits a yes."""
    row = locked(membership)
    if not row.awaits:
        raise DomainError("Vai trò này đã được xác nhận rồi. Hãy tải lại trang.")
    return row


def locked(membership: Membership) -> Membership:
    """The row under its lock; DomainError when somebody took it off meanwhile."""
    rows = Membership.objects.select_for_update(of=("self",)).select_related("unit__parent", "user")
    row = rows.filter(pk=membership.pk).first()
    if row is None:
        raise DomainError("Vai trò này vừa được người khác gỡ. Hãy tải lại trang.")
    return row


def words(row: Membership) -> str:
    """ "vai trò «Ủy viên Hội đồng» ở UBND thị xã cho Trần An"."""
    return f"vai trò «{row.get_role_display()}» ở {row.unit} cho {row.user}"


def note(row: Membership, kind: str, sentence: str, *, by: User, at: datetime) -> None:
    """The event, under the person and the unit."""
    record_event(by=by, at=at, kind=kind, target=row.user, unit=row.unit, sentence=sentence)
