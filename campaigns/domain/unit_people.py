"""The people of units that come to an end: nobody loses the account, and each one's way on is somebody's choice."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from accounts.errors import DomainError
from accounts.models import User
from campaigns.domain.give_role import CONFIRMED
from campaigns.domain.unit_basis import ONE_DAY, Basis
from campaigns.models import Membership, Unit, UnitChange


@dataclass
class Outcome:
    """What a change did, or would do: numbers for the confirmation."""

    change: UnitChange | None = None
    ended: list[Unit] = field(default_factory=list)
    made: list[Unit] = field(default_factory=list)
    successors: list[Unit] = field(default_factory=list)
    children: list[Unit] = field(default_factory=list)
    roles_ended: list[Membership] = field(default_factory=list)
    roles_given: list[Membership] = field(default_factory=list)
    ends_before: dict[int, date | None] = field(default_factory=dict)


def end_roles(out: Outcome, basis: Basis) -> None:
    """Roles at ended units hold to their last day; nobody loses the account."""
    last = basis.day - ONE_DAY
    rows = Membership.objects.select_for_update(of=("self",)).select_related("user", "unit")
    rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=last), unit__in=out.ended)
    for row in rows.order_by("pk"):
        out.ends_before[row.pk] = row.valid_to
        row.valid_to = max(last, row.valid_from)
        row.save(update_fields=["valid_to"])
        out.roles_ended.append(row)


def give_on(out: Outcome, people: Mapping[int, str], basis: Basis, by: User) -> None:
    """Who goes on at a successor gets the same role there; a role that judges others waits for a second person."""
    by_code = {row.code: row for row in out.successors}
    ended = {row.pk: row for row in out.roles_ended}
    for number, code in people.items():
        row, unit = ended.get(number), by_code.get(code)
        if row is None or unit is None:
            raise DomainError(
                "Danh sách người đã thay đổi từ lúc mở trang. Hãy tải lại trang.", field="people"
            )
        if Membership.objects.filter(user=row.user, unit=unit, role=row.role, valid_to__isnull=True).exists():
            continue
        out.roles_given.append(
            Membership.objects.create(
                user=row.user,
                unit=unit,
                role=row.role,
                title=row.title,
                valid_from=max(basis.day, row.valid_from),
                given_by=by,
                awaits=row.role in CONFIRMED,
            )
        )
