"""Who may do what here: memberships are read on every request, so a role taken away is gone at once."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from campaigns.enums import Role
from campaigns.models import Membership, Unit

UNIT_ROLES = (Role.UNIT_OFFICER, Role.UNIT_HEAD)
STAFF_ROLES = (Role.STANDING_OFFICER, Role.APPRAISER)
COUNCIL_ROLES = (Role.COUNCIL_MEMBER, Role.COUNCIL_SECRETARY)


@dataclass(frozen=True)
class Access:
    """A person's memberships of today; `current` is the one they are working in."""

    user: User
    memberships: tuple[Membership, ...]
    current: Membership | None

    @property
    def role(self) -> str:
        return self.current.role if self.current else ""

    @property
    def unit(self) -> Unit | None:
        return self.current.unit if self.current else None

    @property
    def is_unit(self) -> bool:
        return self.role in UNIT_ROLES

    @property
    def is_staff(self) -> bool:
        return self.role in STAFF_ROLES

    @property
    def is_council(self) -> bool:
        return self.role in COUNCIL_ROLES


def active_memberships(user: User, at: datetime) -> QuerySet[Membership]:
    """Memberships that hold on the local day of `at`; not one that awaits a second person's yes, nor one at a unit
    that has ended: whatever its own last day says, nobody acts for a body that is no more."""
    day = timezone.localdate(at)
    return (
        Membership.objects.filter(user=user, awaits=False, valid_from__lte=day)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day))
        .filter(Q(unit__valid_to__isnull=True) | Q(unit__valid_to__gte=day))
        .select_related("unit", "unit__parent")
        .order_by("id")
    )


def access_of(user: User, at: datetime, chosen: int | None = None) -> Access:
    """The person's memberships, with the chosen one (or the first) as current."""
    rows = tuple(active_memberships(user, at))
    current = next((row for row in rows if row.pk == chosen), rows[0] if rows else None)
    return Access(user, rows, current)


def holds_role(*, by: User, roles: tuple[str, ...], unit: Unit, at: datetime) -> bool:
    """Whether the person holds one of the roles at the unit on that day."""
    return active_memberships(by, at).filter(role__in=roles, unit=unit).exists()
