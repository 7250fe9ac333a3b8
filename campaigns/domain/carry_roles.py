"""People of a unit that has ended come to its successor later than the change itself: one tick for each person."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.dates import local
from accounts.errors import DomainError
from accounts.models import User
from campaigns.domain.give_role import give_role
from campaigns.domain.unit_basis import lock_units
from campaigns.models import Membership, Unit
from campaigns.organisation import living_successors
from campaigns.permissions import check_manages


def roles_left(unit: Unit) -> QuerySet[Membership]:
    """The roles that ended with the unit, or would still hold if it had not ended."""
    rows = Membership.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=unit.valid_to), unit=unit)
    return rows.select_related("user", "unit").order_by("user__sort_key", "role", "pk")


def carry_roles(*, unit: Unit, people: Mapping[int, str], by: User, at: datetime) -> list[Membership]:
    """`people`: membership at the ended unit -> code of the successor where the person has the same role from today.

    The old role ends with the unit; one that judges others waits for a second person. DomainError, NotAllowed.
    """
    with transaction.atomic():
        unit = lock_units([unit.pk])[unit.pk]
        check_manages(by=by, unit=unit, at=at)
        if unit.valid_to is None or unit.valid_to >= local(at).date():
            raise DomainError(f"{unit} còn hoạt động; hãy chuyển người ở trang người dùng.")
        if not people:
            raise DomainError("Chưa chọn người nào. Hãy đánh dấu ít nhất một người.")
        successors = {row.code: row for row in living_successors(unit)}
        left = {row.pk: row for row in roles_left(unit).select_for_update(of=("self",))}
        given = []
        for number, code in people.items():
            row, after = left.get(number), successors.get(code)
            if row is None or after is None:
                raise DomainError("Danh sách người đã thay đổi từ lúc mở trang. Hãy tải lại trang.")
            if row.valid_to is None or row.valid_to > unit.valid_to:
                row.valid_to = max(unit.valid_to, row.valid_from)
                row.save(update_fields=["valid_to"])
            given.append(
                give_role(
                    person=row.user, unit=after, role=row.role, valid_from=local(at).date(), title=row.title,
                    by=by, at=at,
                )
            )  # fmt: skip
        return given
