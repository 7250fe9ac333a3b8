"""Roles: who gives, who confirms, from when to when; nothing overlaps, nothing is deleted behind one's back."""

from datetime import date

import pytest

from accounts.domain.audit import broken_links
from accounts.errors import DomainError, NotAllowed
from accounts.models import AuditEvent, User
from campaigns.access import access_of, holds_role
from campaigns.domain.give_role import confirm_role, end_role, give_role, hand_over, refuse_role
from campaigns.enums import Role
from campaigns.models import Membership
from dossiers.demo.base import moment

AT = moment(2023, 8, 3)
TODAY = date(2023, 8, 3)


def person(name: str, *roles) -> User:
    """An account with roles (role, unit) since 2020."""
    user = User.objects.create(username=name, full_name=f"Người {name}")
    for role, unit in roles:
        Membership.objects.create(user=user, unit=unit, role=role, valid_from=date(2020, 1, 1))
    return user


@pytest.fixture
def town(tan_chau):
    """Two administrators of the thị xã, the head of a ward, and somebody without a role."""
    top, ward = tan_chau.campaign.issuer, tan_chau.unit("30376")
    tan_chau.ward, tan_chau.top = ward, top
    tan_chau.admin = person("quan-tri-1", (Role.SYSTEM_ADMIN, top))
    tan_chau.second = person("quan-tri-2", (Role.SYSTEM_ADMIN, top))
    tan_chau.head = person("chu-tich-phuong", (Role.UNIT_HEAD, ward))
    tan_chau.new = person("moi")
    return tan_chau


def give(town, role, *, to=None, by=None, unit=None, first=TODAY, **values) -> Membership:
    return give_role(
        person=to or town.new,
        unit=unit or town.ward,
        role=role,
        valid_from=first,
        by=by or town.admin,
        at=AT,
        **values,
    )


def test_an_ordinary_role_holds_at_once(town):
    row = give(town, Role.UNIT_OFFICER, title="Công chức")
    assert not row.awaits and holds_role(by=town.new, roles=(Role.UNIT_OFFICER,), unit=town.ward, at=AT)
    assert AuditEvent.objects.filter(kind="role.given", object_id=str(town.new.pk)).count() == 1
    assert broken_links() == []


@pytest.mark.parametrize(
    "role", [Role.COUNCIL_MEMBER, Role.COUNCIL_SECRETARY, Role.APPRAISER, Role.SYSTEM_ADMIN]
)
def test_a_role_that_judges_or_opens_doors_waits_for_a_second_person(town, role):
    row = give(town, role)
    assert row.awaits and access_of(town.new, AT).memberships == ()
    confirm_role(membership=row, by=town.second, at=AT)
    assert [one.role for one in access_of(town.new, AT).memberships] == [role]


def test_giver_and_receiver_do_not_confirm(town):
    row = give(town, Role.APPRAISER, to=town.second)
    for who in (town.admin, town.second):
        with pytest.raises(NotAllowed, match="người thứ hai"):
            confirm_role(membership=row, by=who, at=AT)
    assert Membership.objects.get(pk=row.pk).awaits


def test_where_there_is_one_administrator_the_head_is_the_second_person(town):
    row = give(town, Role.APPRAISER)
    assert confirm_role(membership=row, by=town.head, at=AT).confirmed_by == town.head


def test_the_head_of_another_unit_is_not(town):
    row = give(town, Role.APPRAISER, unit=town.unit("30397"))
    with pytest.raises(NotAllowed, match="thủ trưởng của đơn vị"):
        confirm_role(membership=row, by=town.head, at=AT)


def test_a_role_is_confirmed_once(town):
    row = give(town, Role.APPRAISER)
    confirm_role(membership=row, by=town.second, at=AT)
    with pytest.raises(DomainError, match="đã được xác nhận"):
        confirm_role(membership=row, by=town.head, at=AT)


def test_a_no_takes_the_role_off_and_the_trail_keeps_the_reason(town):
    row = give(town, Role.COUNCIL_MEMBER)
    refuse_role(membership=row, reason="Không thuộc Hội đồng", by=town.second, at=AT)
    assert not Membership.objects.filter(pk=row.pk).exists()
    assert "Không thuộc Hội đồng" in AuditEvent.objects.get(kind="role.refused").sentence
    with pytest.raises(DomainError, match="vừa được người khác gỡ"):
        confirm_role(membership=row, by=town.head, at=AT)


def test_only_an_administrator_of_the_unit_or_above_gives_roles(town):
    ward_admin = person("qt-phuong", (Role.SYSTEM_ADMIN, town.ward))
    give(town, Role.UNIT_OFFICER, by=ward_admin)
    for who, unit in ((town.head, town.ward), (town.officer, town.ward), (ward_admin, town.top)):
        with pytest.raises(NotAllowed, match="quản trị"):
            give(town, Role.UNIT_OFFICER, by=who, unit=unit, to=person(f"x{who.pk}{unit.pk}"))


@pytest.mark.parametrize(
    "first, last, said",
    [
        (date(2023, 9, 1), None, "chưa có ngày hết"),
        (date(2020, 1, 1), date(2023, 8, 3), "chưa có ngày hết"),
    ],
)
def test_the_same_role_twice_in_the_same_time_is_refused(town, first, last, said):
    give(town, Role.UNIT_OFFICER)
    with pytest.raises(DomainError, match=said):
        give(town, Role.UNIT_OFFICER, first=first, valid_to=last)


def test_the_same_role_again_after_its_end_is_fine(town):
    give(town, Role.UNIT_OFFICER, first=date(2022, 1, 1), valid_to=date(2022, 12, 31))
    give(town, Role.UNIT_OFFICER)
    assert Membership.objects.filter(user=town.new).count() == 2


def test_an_end_before_the_beginning_is_refused_at_its_field(town):
    with pytest.raises(DomainError) as refused:
        give(town, Role.UNIT_OFFICER, valid_to=date(2023, 8, 2))
    assert refused.value.field == "valid_to"


def test_the_last_day_still_counts_and_the_next_does_not(town):
    row = give(town, Role.UNIT_OFFICER)
    end_role(membership=row, last_day=TODAY, by=town.admin, at=AT)
    assert holds_role(by=town.new, roles=(Role.UNIT_OFFICER,), unit=town.ward, at=moment(2023, 8, 3, 23))
    assert not holds_role(by=town.new, roles=(Role.UNIT_OFFICER,), unit=town.ward, at=moment(2023, 8, 4, 0))


def test_a_role_that_never_began_is_taken_off(town):
    row = give(town, Role.UNIT_OFFICER, first=date(2023, 9, 1))
    end_role(membership=row, last_day=TODAY, by=town.admin, at=AT)
    assert not Membership.objects.filter(pk=row.pk).exists()
    assert AuditEvent.objects.filter(kind="role.withdrawn").exists()


def test_an_ended_role_is_not_lengthened_by_ending_it_again(town):
    row = give(town, Role.UNIT_OFFICER, first=date(2022, 1, 1), valid_to=date(2022, 12, 31))
    with pytest.raises(DomainError, match="đã hết từ 31/12/2022"):
        end_role(membership=row, last_day=TODAY, by=town.admin, at=AT)


def test_the_last_administrator_cannot_be_ended(town):
    Membership.objects.filter(user__username="quan-tri").delete()
    rows = {row.user: row for row in Membership.objects.filter(role=Role.SYSTEM_ADMIN)}
    end_role(membership=rows[town.second], last_day=date(2023, 8, 2), by=town.admin, at=AT)
    with pytest.raises(DomainError, match="quản trị cuối cùng"):
        end_role(membership=rows[town.admin], last_day=TODAY, by=town.admin, at=AT)


def test_a_handover_leaves_no_day_without_and_none_with_two(town):
    old = give(town, Role.UNIT_OFFICER, first=date(2023, 1, 1))
    other = person("nguoi-nhan")
    made = hand_over(membership=old, to=other, first_day=date(2023, 9, 1), by=town.admin, at=AT)
    old.refresh_from_db()
    assert (old.valid_to, made.valid_from, made.user) == (date(2023, 8, 31), date(2023, 9, 1), other)
    assert AuditEvent.objects.filter(kind="role.handed_over").count() == 1


def test_nothing_is_handed_over_to_oneself_or_to_a_stopped_account(town):
    row = give(town, Role.UNIT_OFFICER, first=date(2023, 1, 1))
    stopped = person("da-ngung")
    User.objects.filter(pk=stopped.pk).update(is_active=False)
    stopped.refresh_from_db()
    for to in (town.new, stopped):
        with pytest.raises(DomainError) as refused:
            hand_over(membership=row, to=to, first_day=date(2023, 9, 1), by=town.admin, at=AT)
        assert refused.value.field == "to"
    assert Membership.objects.get(user=town.new).valid_to is None
