"""Who and what changes of the organisation are played with: a province above, an administrator there, papers."""

from datetime import date

from accounts.models import User
from campaigns.domain.unit_basis import Basis
from campaigns.domain.write_unit import write_unit
from campaigns.enums import ChangeKind, Role, UnitKind
from campaigns.models import Membership, Unit, UnitChange, UnitPeriod
from dossiers.demo.base import moment

NEW_ORDER = date(2025, 7, 1)


def basis(day: date = NEW_ORDER, number: str = "1654/NQ-UBTVQH15", **values) -> Basis:
    """A resolution of 16/06/2025; its number for An Giang is that of the published list."""
    found = {"issued_on": date(2025, 6, 16), "issuer_name": "Ủy ban Thường vụ Quốc hội", **values}
    return Basis(day=day, number=number, **found)


def person(name: str, *roles, since: date = date(2020, 1, 1)) -> User:
    """An account with roles (role, unit)."""
    user = User.objects.create(username=name, full_name=f"Người {name}")
    for role, unit in roles:
        Membership.objects.create(user=user, unit=unit, role=role, valid_from=since)
    return user


def province_above(top: Unit, code: str = "tinh", name: str = "Ủy ban nhân dân tỉnh") -> Unit:
    """A province over the body, with its administrator «quan-tri-tinh»."""
    above = write_unit(code=code, name=name, kind=UnitKind.UBND)
    write_unit(code=top.code, name=top.name, parent=above)
    top.refresh_from_db()
    person("quan-tri-tinh", (Role.SYSTEM_ADMIN, above))
    return above


def change_of(unit: Unit, by: User) -> int:
    """A change of the unit that was recorded by mistake."""
    change = UnitChange.objects.create(
        kind=ChangeKind.RENAME, day=date(2023, 7, 1), number="1/NQ", issued_on=date(2023, 6, 1), issuer_name="HĐND",
        sentence=f"Đổi tên {unit.pk}.", at=moment(2023, 7, 1), by=by,
    )  # fmt: skip
    UnitPeriod.objects.create(
        unit=unit, change=change, last_day=date(2023, 6, 30), name=unit.name, short_name=unit.short_name,
        kind=unit.kind, parent=unit.parent, place_name=unit.place_name,
    )  # fmt: skip
    return change.pk
