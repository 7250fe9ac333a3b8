"""Two pairs of eyes where few people work: what an office did itself is checked by its head, or by the one above."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from campaigns.access import active_memberships
from campaigns.enums import Role
from campaigns.models import Campaign, Membership, Unit
from campaigns.queries import units_above


@dataclass(frozen=True)
class HeadStep:
    """A step that goes to a head: of which body, who may take it, and the sentence that says so."""

    place: Unit
    heads: frozenset[int]
    sentence: str

    def may(self, by: User) -> bool:
        """Whether the person is one of those heads."""
        return by.pk in self.heads


def is_one_office(campaign: Campaign) -> bool:
    """Whether the standing body is the appraising body too."""
    return campaign.appraising_unit_id == campaign.standing_unit_id


def works_at(user: int | None, unit: Unit, at: datetime) -> bool:
    """Whether the person has any role at the unit on that day."""
    person = User.objects.filter(pk=user).first()
    return person is not None and active_memberships(person, at).filter(unit=unit).exists()


def head_step(
    campaign: Campaign, *, done_by: Collection[int | None], why: str, step: str, at: datetime
) -> HeadStep:
    """The step for the nearest head who did not do the first one: of the office, of the issuer, of those above."""
    chain = chain_of(campaign)
    found = heads_of(chain, at)
    for place in chain:
        heads = frozenset(found.get(place.pk, set()) - set(done_by))
        if heads:
            return HeadStep(place, heads, f"{why}: bước {step} do thủ trưởng {place} thực hiện.")
    top = chain[min(1, len(chain) - 1)]
    missing = (
        f"Chưa có ai giữ vai trò «{Role.UNIT_HEAD.label}» ở {top} để làm việc này; hãy đề nghị quản trị giao."
    )
    return HeadStep(top, frozenset(), f"{why}: bước {step} do thủ trưởng {top} thực hiện. {missing}")


def chain_of(campaign: Campaign) -> list[Unit]:
    """The standing body, the issuer, and those above, each once."""
    chain = {unit.pk: unit for unit in (campaign.standing_unit, campaign.issuer)}
    for unit in [*units_above(campaign.standing_unit), *units_above(campaign.issuer)]:
        chain.setdefault(unit.pk, unit)
    return list(chain.values())


def officers_of(campaign: Campaign, at: datetime) -> dict[int, str]:
    """The standing body's officers on that day whose accounts are in use, with their names."""
    rows = holding(at).filter(role=Role.STANDING_OFFICER, unit=campaign.standing_unit_id)
    return dict(rows.values_list("user", "user__full_name"))


def heads_of(units: Collection[Unit], at: datetime) -> dict[int, set[int]]:
    """unit id -> its heads on that day whose accounts are in use."""
    rows = holding(at).filter(role=Role.UNIT_HEAD, unit__in=units)
    found: dict[int, set[int]] = {}
    for unit, user in rows.values_list("unit", "user"):
        found.setdefault(unit, set()).add(user)
    return found


def holding(at: datetime) -> QuerySet[Membership]:
    """The memberships that hold on that day, of accounts in use."""
    day = timezone.localdate(at)
    rows = Membership.objects.filter(awaits=False, valid_from__lte=day, user__is_active=True)
    return rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day))
