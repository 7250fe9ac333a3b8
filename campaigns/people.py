"""People and their roles as an administrator sees them; units found by what a person types."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from accounts.errors import DomainError
from accounts.models import FactorReset, Invitation, User
from accounts.text import fold, tidy
from campaigns.access import Access, active_memberships
from campaigns.enums import Role
from campaigns.models import Membership, Unit
from campaigns.queries import under
from campaigns.unit_keys import keys_in
from campaigns.unit_tree import searched, told_apart

CANDIDATES = 8
STATES = {
    "cho": "Chờ xác nhận vai trò",
    "moi": "Chưa đặt mật khẩu",
    "ngung": "Đã ngừng",
    "het": "Không còn vai trò",
}


def units_administered(user: User, at: datetime) -> list[int]:
    """Keys of the units whose administrator the person is."""
    return list(active_memberships(user, at).filter(role=Role.SYSTEM_ADMIN).values_list("unit", flat=True))


def administers(unit: Unit, *, by: User, at: datetime) -> bool:
    """Whether the person administers the unit or one above it: what `check_manages` refuses is not offered."""
    return not set(keys_in(unit.path)).isdisjoint(units_administered(by, at))


def below_any(field: str, places: Sequence[int]) -> Q:
    """Rows under any of the units; nothing for no unit."""
    return reduce(or_, (under(field, place) for place in places), Q(pk__in=[]))


def people_managed_by(user: User, at: datetime) -> QuerySet[User]:
    """Everybody who has or had a role at a unit that the person administers."""
    held = Membership.objects.filter(below_any("unit", units_administered(user, at)))
    return User.objects.filter(pk__in=held.values("user"))


def people_list(rows: QuerySet[User], *, q: str, role: str, state: str, today: date) -> QuerySet[User]:
    """The people that are asked for in Vietnamese order, each with `held`: the roles, current and coming first."""
    for word in tidy(q).split():
        rows = rows.filter(Q(search_key__contains=fold(word)))
    holding = Membership.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today))
    if role:
        rows = rows.filter(pk__in=holding.filter(role=role).values("user"))
    if state == "cho":
        rows = rows.filter(pk__in=Membership.objects.filter(awaits=True).values("user"))
    elif state == "moi":
        rows = rows.filter(password__startswith="!")
    elif state == "ngung":
        rows = rows.filter(is_active=False)
    elif state == "het":
        rows = rows.exclude(pk__in=holding.values("user"))
    roles = holding.select_related("unit").order_by("valid_from", "pk")
    return rows.prefetch_related(Prefetch("memberships", roles, to_attr="held")).order_by("sort_key", "pk")


def roles_to_confirm(access: Access, at: datetime) -> QuerySet[Membership]:
    """Roles that wait for a yes which the person may give: not the giver, not the receiver."""
    mine = active_memberships(access.user, at).filter(role__in=(Role.SYSTEM_ADMIN, Role.UNIT_HEAD))
    rows = Membership.objects.filter(
        below_any("unit", list(mine.values_list("unit", flat=True))), awaits=True
    )
    rows = rows.exclude(given_by=access.user).exclude(user=access.user)
    return rows.select_related("user", "unit", "given_by").order_by("pk")


def resets_to_confirm(user: User, at: datetime) -> QuerySet[FactorReset]:
    """Lost second factors that wait for a yes which the person may give: not the asker, not the one who lost it."""
    mine = active_memberships(user, at).filter(role__in=(Role.SYSTEM_ADMIN, Role.UNIT_HEAD))
    held = active_roles(at).filter(below_any("unit", list(mine.values_list("unit", flat=True))))
    rows = FactorReset.objects.filter(user__in=held.values("user")).exclude(asked_by=user).exclude(user=user)
    return rows.select_related("user", "asked_by")


def active_roles(at: datetime) -> QuerySet[Membership]:
    """Everybody's memberships that hold on the local day of `at`."""
    day = timezone.localdate(at)
    rows = Membership.objects.filter(awaits=False, valid_from__lte=day)
    return rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day))


def find_typed_unit(text: str, places: list[int], on: date, *, field: str = "unit") -> Unit:
    """The unit that a code or a name means among those administered; DomainError with the candidates if several."""
    rows = Unit.objects.filter(below_any("", places)).select_related("parent")
    rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))
    exact = rows.filter(code=tidy(text)).first()
    if exact:
        return exact
    found = list(searched(rows, text).rows.order_by("sort_key", "pk")[: CANDIDATES + 1]) if fold(text) else []
    same = [unit for unit in found if fold(text) in (fold(unit.name), fold(unit.short_name))]
    if len(same) == 1 or len(found) == 1:
        return (same or found)[0]
    if not found:
        raise DomainError(f"Không có đơn vị nào khớp «{tidy(text)}». Hãy gõ tên hoặc mã đơn vị.", field=field)
    listed = "; ".join(told_apart((same or found)[:CANDIDATES]))
    more = " và đơn vị khác" if len(same or found) > CANDIDATES else ""
    raise DomainError(f"«{tidy(text)}» khớp nhiều đơn vị, hãy gõ mã: {listed}{more}.", field=field)


def described(unit: Unit) -> str:
    """Name, the unit above and the code, by which namesakes are told apart; `told_apart` names all above."""
    above = f", {unit.parent}" if unit.parent else ""
    return f"{unit}{above} (mã {unit.code})"


@dataclass(frozen=True)
class Person:
    """A person's page: the account, the roles with what may be done with each, the invitation."""

    user: User
    roles: list[Membership]
    invitation: Invitation | None
    has_password: bool


def person_of(user: User) -> Person:
    """All roles of the person, the newest first; those of other places too, so that nothing is given twice."""
    roles = user.memberships.select_related("unit", "given_by", "confirmed_by").order_by("-valid_from", "-pk")
    invitation = Invitation.objects.filter(user=user, used_at__isnull=True).first()
    return Person(user, list(roles), invitation, user.has_usable_password())


def find_typed_person(text: str, rows: QuerySet[User]) -> User:
    """The person whom a staff code or a full name means; DomainError with the codes of namesakes."""
    asked = tidy(text)
    exact = rows.filter(username__iexact=asked).first()
    if exact:
        return exact
    found = [
        row
        for row in rows.filter(search_key__contains=fold(asked))[:50]
        if fold(row.full_name) == fold(asked)
    ]
    if len(found) == 1:
        return found[0]
    if not found:
        raise DomainError(f"Không có người dùng «{asked}» trong các đơn vị được quản lý.", field="to")
    codes = ", ".join(row.username for row in found)
    raise DomainError(f"Có {len(found)} người tên «{asked}»; hãy gõ mã cán bộ: {codes}.", field="to")
