"""A person lost phone and codes: an administrator takes the second factor away; for some a second person says yes."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from accounts.domain.audit import record_event
from accounts.domain.second_factor import take_factors_away
from accounts.errors import DomainError
from accounts.models import FactorReset, User
from accounts.second_factor import has_second_factor
from accounts.text import tidy
from campaigns.access import active_memberships
from campaigns.domain.give_role import CONFIRMED
from campaigns.permissions import check_confirms_reset, check_manages_account


def ask_factor_reset(*, person: User, reason: str, by: User, at: datetime) -> FactorReset | None:
    """Takes the second factor away at once, or gives the request that waits for a second person."""
    check_manages_account(by=by, person=person, at=at)
    if person.pk == by.pk:
        raise DomainError("Không tự gỡ ở đây được. Hãy vào «Bảo mật tài khoản», hoặc nhờ quản trị khác.")
    if not tidy(reason):
        raise DomainError("Hãy nêu lý do gỡ yếu tố thứ hai.")
    if not has_second_factor(person):
        raise DomainError(f"{person} chưa đặt yếu tố thứ hai.")
    with transaction.atomic():
        User.objects.select_for_update().get(pk=person.pk)
        if not needs_second_person(person, at):
            take_factors_away(person=person, by=by, reason=tidy(reason), at=at)
            return None
        values = {"asked_by": by, "asked_at": at, "reason": tidy(reason)[:300]}
        row, made = FactorReset.objects.get_or_create(user=person, defaults=values)
        if not made:
            raise DomainError(f"{row.asked_by} đã đề nghị gỡ rồi; đang chờ người thứ hai xác nhận.")
        said = f"Đề nghị gỡ yếu tố thứ hai của {person}: {row.reason}. Chờ người thứ hai xác nhận."
        record_event(by=by, at=at, kind="factor.reset_asked", target=person, sentence=said)
        return row


def needs_second_person(person: User, at: datetime) -> bool:
    """Whether a role of the person was itself given by two, or demands a second factor."""
    roles = {*CONFIRMED, *settings.SECOND_FACTOR_ROLES}
    flagged = person.is_staff or person.is_superuser
    return flagged or active_memberships(person, at).filter(role__in=roles).exists()


def confirm_factor_reset(*, reset: FactorReset, by: User, at: datetime) -> None:
    """The second person's yes: factors, known browsers and sessions of the person go."""
    with transaction.atomic():
        row = waiting(reset)
        check_confirms_reset(row=row, by=by, at=at)
        take_factors_away(
            person=row.user, by=by, reason=f"{row.reason}; {row.asked_by} đề nghị, {by} xác nhận", at=at
        )


def refuse_factor_reset(*, reset: FactorReset, by: User, at: datetime) -> None:
    """The second person's no: nothing is taken away."""
    with transaction.atomic():
        row = waiting(reset)
        check_confirms_reset(row=row, by=by, at=at)
        row.delete()
        said = f"Không gỡ yếu tố thứ hai của {row.user} như {row.asked_by} đề nghị."
        record_event(by=by, at=at, kind="factor.reset_refused", target=row.user, sentence=said)


def waiting(reset: FactorReset) -> FactorReset:
    """The request under its lock; DomainError when somebody else has answered it."""
    rows = FactorReset.objects.select_for_update(of=("self",)).select_related("user", "asked_by")
    row = rows.filter(pk=reset.pk).first()
    if row is None:
        raise DomainError("Đề nghị này đã được trả lời rồi. Hãy tải lại trang.")
    return row
