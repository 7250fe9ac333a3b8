"""A change of the organisation that was recorded wrongly is taken back while nothing rests on it."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max, Q
from django.db.models.deletion import ProtectedError

from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from accounts.text import tidy
from campaigns.domain.change_unit import rewrite
from campaigns.domain.unit_basis import KEPT, lock_units
from campaigns.models import (
    CampaignHandOver,
    Membership,
    Takeover,
    Unit,
    UnitAlias,
    UnitChange,
    UnitPeriod,
    UnitSuccession,
)
from campaigns.permissions import check_may_change


def undo_unit_change(*, change: UnitChange, reason: str, by: User, at: datetime) -> UnitChange:
    """Everything is again as before the change; the row stays, with who took it back and why.

    DomainError while a later change, a decided takeover, a hand-over or work at a new unit rests on it.
    """
    reason = tidy(reason)
    if not reason:
        raise DomainError("Hãy nêu lý do hủy biến động.", field="reason")
    with transaction.atomic():
        change = UnitChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
        if change.undone_at:
            raise DomainError("Biến động này đã được hủy rồi. Hãy tải lại trang.")
        units = lock_units(units_of(change))
        made = set(change.effects.get("made", ()))
        check_may_change(units=[row for row in units.values() if row.pk not in made], by=by, at=at)
        check_nothing_rests_on(change, units)
        give_back_roles(change)
        UnitSuccession.objects.filter(change=change).delete()
        reopen_units(change, units)
        unmake(made)
        change.undone_at, change.undone_by, change.undone_reason = at, by, reason[:300]
        change.save(update_fields=["undone_at", "undone_by", "undone_reason"])
        for row in units.values():
            if row.pk not in made:
                sentence = f"Hủy biến động đã ghi: {change.sentence} Lý do: {reason}."
                record_event(by=by, at=at, kind="unit.undone", target=row, unit=row, sentence=sentence)
        return change


def units_of(change: UnitChange) -> set[int]:
    """Keys of all units that the change touched."""
    keys = set(change.periods.values_list("unit", flat=True))
    for pair in change.successions.values_list("predecessor", "successor"):
        keys |= {key for key in pair if key}
    return keys


def check_nothing_rests_on(change: UnitChange, units: Iterable[int]) -> None:
    """DomainError with what does: a later change of one of the units, a decision about the line, a hand-over."""
    touched = Q(periods__unit__in=list(units)) | Q(successions__predecessor__in=list(units))
    touched |= Q(successions__successor__in=list(units))
    later = UnitChange.objects.filter(touched, undone_at__isnull=True, pk__gt=change.pk).first()
    if later:
        raise DomainError(f"Chưa hủy được: sau đó đã ghi «{later.sentence}» Hãy hủy biến động sau trước.")
    ended = change.effects.get("ended", [])
    taken = Takeover.objects.filter(predecessor__in=ended, undone_at__isnull=True, at__gte=change.at)
    if one := taken.select_related("campaign").first():
        raise DomainError(
            f"Chưa hủy được: «{one.campaign.short_title}» đã quyết định kế thừa {one.get_what_display().lower()}."
        )
    handed = CampaignHandOver.objects.filter(before__in=ended, at__gte=change.at)
    if one := handed.select_related("campaign").first():
        raise DomainError(f"Chưa hủy được: phong trào «{one.campaign.short_title}» đã bàn giao.")


def give_back_roles(change: UnitChange) -> None:
    """Roles given by the change go, those that it ended hold as long as they did before."""
    Membership.objects.filter(pk__in=change.effects.get("roles_given", [])).delete()
    for key, day in change.effects.get("roles_ended", []):
        Membership.objects.filter(pk=key).update(valid_to=date.fromisoformat(day) if day else None)


def reopen_units(change: UnitChange, units: dict[int, Unit]) -> None:
    """Ended units go on; whoever was called otherwise, or moved, is as before."""
    UnitAlias.objects.filter(pk__in=change.effects.get("aliases", [])).delete()
    Unit.objects.filter(pk__in=change.effects.get("ended", [])).update(valid_to=None)
    for period in UnitPeriod.objects.filter(change=change).select_related("unit", "parent"):
        rewrite(period.unit, {name: getattr(period, name) for name in KEPT})
        period.delete()
        last = UnitPeriod.objects.filter(unit=period.unit_id).aggregate(day=Max("last_day"))["day"]
        Unit.objects.filter(pk=period.unit_id).update(changed_until=last)
    # Units that came under a successor without a period of their own: they began after the day.
    moved = Unit.objects.filter(
        pk__in=change.effects.get("children", []), parent__in=change.effects.get("made", [])
    )
    if stray := moved.first():
        raise DomainError(f"Chưa hủy được: {stray} được lập sau biến động; hãy chuyển đơn vị này trước.")


def unmake(made: Iterable[int]) -> None:
    """New units go when nobody has worked at them."""
    for row in Unit.objects.filter(pk__in=list(made)):
        try:
            row.delete()
        except ProtectedError:
            raise DomainError(
                f"Chưa hủy được: {row} đã có người, đăng ký hoặc hồ sơ. Hãy chuyển đi trước rồi hủy."
            ) from None
