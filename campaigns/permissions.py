"""Who may do what in campaigns: `check_x` raises the sentence, `can_x` derives from it and shows or hides a button.

Roles are read anew each time. When and in which state something may be done stands with its verb.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from accounts.dates import date_short
from accounts.errors import NotAllowed, NotFound
from accounts.models import FactorReset, User
from accounts.origin import allowed
from campaigns.access import UNIT_ROLES, active_memberships, holds_role
from campaigns.criteria import campaigns_of
from campaigns.enums import Role
from campaigns.four_eyes import HeadStep
from campaigns.models import Campaign, CriteriaSet, Membership, Unit
from campaigns.organisation import ended_before
from campaigns.queries import under, units_above


def check_standing(*, by: User, campaign: Campaign, at: datetime) -> None:
    """Raises NotAllowed unless the person is an officer of the campaign's standing body."""
    if not holds_role(by=by, roles=(Role.STANDING_OFFICER,), unit=campaign.standing_unit, at=at):
        raise NotAllowed(
            f"Việc này do cán bộ của {campaign.standing_unit} (cơ quan thường trực) thực hiện. "
            "Hãy liên hệ cơ quan thường trực nếu cần."
        )


def can_stand(*, by: User, campaign: Campaign, at: datetime) -> bool:
    """Whether the standing body's buttons are shown."""
    return allowed(check_standing, NotAllowed, by=by, campaign=campaign, at=at)


def check_head(*, step: HeadStep, by: User) -> None:
    """Raises NotAllowed unless the person is the head to whom the step goes."""
    if not step.may(by):
        raise NotAllowed(step.sentence)


def check_acts_for(*, by: User, unit: Unit, at: datetime) -> None:
    """Raises NotAllowed unless the person works for the unit (officer or head)."""
    if not holds_role(by=by, roles=UNIT_ROLES, unit=unit, at=at):
        if ended_before(unit, timezone.localdate(at)):
            raise NotAllowed(
                f"{unit} đã chấm dứt hoạt động từ hết ngày {date_short(unit.valid_to)} nên không ai ghi thay "
                "đơn vị được nữa. Việc còn lại do đơn vị kế thừa tiếp tục."
            )
        raise NotAllowed(f"Việc này do cán bộ hoặc thủ trưởng của {unit} thực hiện.")


def can_act_for(*, by: User, unit: Unit, at: datetime) -> bool:
    """Whether the unit's own buttons are shown."""
    return allowed(check_acts_for, NotAllowed, by=by, unit=unit, at=at)


def check_records_for(*, by: User, campaign: Campaign, unit: Unit, at: datetime) -> bool:
    """True for the standing body's officer, False for the unit's own people; NotAllowed for everybody else."""
    if can_stand(by=by, campaign=campaign, at=at):
        return True
    if not can_act_for(by=by, unit=unit, at=at):
        raise NotAllowed(f"Việc này do {unit} hoặc {campaign.standing_unit} thực hiện.")
    return False


def check_records_own_report(*, by: User, campaign: Campaign, at: datetime) -> None:
    """A report that the standing body itself owes is recorded by its officer."""
    if not can_stand(by=by, campaign=campaign, at=at):
        raise NotAllowed(f"Báo cáo này do {campaign.standing_unit} ghi nhận.")


def check_takes_back(*, by: User, campaign: Campaign, what: str, at: datetime) -> None:
    """What a unit recorded (`what`, in words) is taken back by the standing body only."""
    if not can_stand(by=by, campaign=campaign, at=at):
        raise NotAllowed(f"Chỉ {campaign.standing_unit} được xóa {what} đã ghi nhận.")


def check_manages(*, by: User, unit: Unit, at: datetime) -> None:
    """Raises NotAllowed unless the person administers the unit or one above it."""
    places = [row.pk for row in units_above(unit)]
    if not active_memberships(by, at).filter(role=Role.SYSTEM_ADMIN, unit__in=places).exists():
        raise NotAllowed(f"Người dùng của {unit} do quản trị của đơn vị hoặc của cấp trên quản lý.")


def check_manages_person(*, by: User, person: User, at: datetime) -> None:
    """Raises NotFound unless the person has, or had, a role at a unit that `by` administers."""
    held = Membership.objects.filter(user=person)
    if not any(held.filter(under("unit", place)).exists() for place in _administered(by, at)):
        raise NotFound("Không có người dùng này trong các đơn vị được quản lý.")


def check_manages_account(*, by: User, person: User, at: datetime) -> None:
    """As check_manages_person, and NotAllowed while the person holds a role elsewhere: whoever can set a password
    can do all that the account may do."""
    check_manages_person(by=by, person=person, at=at)
    held = Membership.objects.filter(user=person)
    held = held.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=timezone.localdate(at)))
    for place in _administered(by, at):
        held = held.exclude(under("unit", place))
    elsewhere = held.select_related("unit").first()
    if elsewhere:
        raise NotAllowed(
            f"{person} còn giữ vai trò ở {elsewhere.unit}, ngoài phạm vi quản trị của bạn. Liên kết mời và việc "
            "ngừng tài khoản do quản trị của cấp bao gồm cả hai nơi thực hiện."
        )


def _administered(by: User, at: datetime) -> list[int]:
    return list(active_memberships(by, at).filter(role=Role.SYSTEM_ADMIN).values_list("unit", flat=True))


def check_confirms(*, membership: Membership, by: User, at: datetime) -> None:
    """Raises NotAllowed unless the person is a second one: an administrator or head of the unit or of one above,
    who neither gave the role nor receives it. Where one office has one administrator, that is its head (O8)."""
    if by.pk in (membership.given_by_id, membership.user_id):
        raise NotAllowed("Người giao và người nhận vai trò không tự xác nhận; cần một người thứ hai.")
    places = [row.pk for row in units_above(membership.unit)]
    second = active_memberships(by, at).filter(role__in=(Role.SYSTEM_ADMIN, Role.UNIT_HEAD), unit__in=places)
    if not second.exists():
        raise NotAllowed(
            f"Vai trò ở {membership.unit} do quản trị khác hoặc thủ trưởng của đơn vị, của cấp trên xác nhận."
        )


def check_confirms_reset(*, row: FactorReset, by: User, at: datetime) -> None:
    """Raises NotAllowed unless the person is a second one: an administrator or head of a unit where the person
    works, or of one above it."""
    if by.pk in (row.asked_by_id, row.user_id):
        raise NotAllowed("Người đề nghị và người mất yếu tố không tự xác nhận; cần một người thứ hai.")
    places = {unit.pk for one in active_memberships(row.user, at) for unit in units_above(one.unit)}
    second = active_memberships(by, at).filter(role__in=(Role.SYSTEM_ADMIN, Role.UNIT_HEAD), unit__in=places)
    if not second.exists():
        raise NotAllowed(f"Việc này do quản trị khác hoặc thủ trưởng nơi {row.user} làm việc xác nhận.")


def check_keeps_criteria(*, by: User, at: datetime) -> set[int]:
    """The keys of the bodies whose standing officer the person is; NotAllowed for nobody's."""
    units = set(active_memberships(by, at).filter(role=Role.STANDING_OFFICER).values_list("unit", flat=True))
    if not units:
        raise NotAllowed("Bộ tiêu chí do cán bộ cơ quan thường trực lập và sửa.")
    return units


def can_keep_criteria(*, by: User, at: datetime) -> bool:
    """Whether the button for a new set is shown."""
    return allowed(check_keeps_criteria, NotAllowed, by=by, at=at)


def check_can_edit(*, criteria_set: CriteriaSet, by: User, at: datetime) -> None:
    """A standing officer; of every campaign that uses the set, once one does. Raises NotAllowed."""
    units = check_keeps_criteria(by=by, at=at)
    others = [row for row in campaigns_of(criteria_set) if row.standing_unit_id not in units]
    if others:
        raise NotAllowed(
            f"Bộ tiêu chí này đang được dùng ở «{others[0].short_title}» do {others[0].standing_unit} quản lý. "
            "Hãy lập bộ mới."
        )


def can_edit(*, criteria_set: CriteriaSet, by: User, at: datetime) -> bool:
    """Whether the buttons for editing are shown."""
    return allowed(check_can_edit, NotAllowed, criteria_set=criteria_set, by=by, at=at)


def check_may_change(*, units: Iterable[Unit], by: User, at: datetime, ending: Iterable[Unit] = ()) -> None:
    """NotAllowed unless the person administers each unit from a place that does not itself come to an end."""
    held = active_memberships(by, at).filter(role=Role.SYSTEM_ADMIN).exclude(unit__in=list(ending))
    places = set(held.values_list("unit", flat=True))
    for unit in units:
        if not places & {row.pk for row in units_above(unit)}:
            raise NotAllowed(
                f"Biến động của {unit} do quản trị của cấp trên còn hoạt động ghi nhận, theo phạm vi quản trị."
            )


def check_may_hand_over(*, campaign: Campaign, before: Unit, to: Unit, by: User, at: datetime) -> None:
    """NotAllowed unless an administrator over both, or the standing officer within the issuer's house."""
    house = {row.pk for row in units_above(to)}
    if campaign.issuer_id in house and can_stand(by=by, campaign=campaign, at=at):
        return
    check_may_change(units=[before, to], by=by, at=at)
