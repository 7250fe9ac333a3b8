"""Accounts: one for each person, a one-time link for the first password, stopping and opening again."""

from datetime import date, timedelta

import pytest
from django.test import Client

from accounts.errors import DomainError, NotAllowed, NotFound
from accounts.models import AuditEvent, Invitation, User
from campaigns.domain.give_role import give_role
from campaigns.domain.manage_people import (
    INVITATION_DAYS,
    accept_invitation,
    create_person,
    invite_person,
    open_invitation,
    reopen_person,
    stop_person,
)
from campaigns.enums import Role
from campaigns.models import Membership
from tests.campaigns.test_give_role import AT, TODAY, person, town  # noqa: F401

GOOD = "buoi-sang-Tan-Chau-9"


@pytest.fixture
def made(town):  # noqa: F811
    """A new person with a role at the ward, not yet invited."""
    row = create_person(username="CB-017", full_name=" Lê  Thị Ánh ", email="Anh@x.vn", by=town.admin, at=AT)
    give_role(person=row, unit=town.ward, role=Role.UNIT_OFFICER, valid_from=TODAY, by=town.admin, at=AT)
    town.made = row
    return town


def test_an_account_has_no_password_and_can_be_found(made):
    row = made.made
    assert (row.full_name, row.email, row.has_usable_password()) == ("Lê Thị Ánh", "anh@x.vn", False)
    assert "le thi anh" in row.search_key


@pytest.mark.parametrize(
    "values, field", [({"username": "cb-017"}, "username"), ({"email": "ANH@X.VN"}, "email")]
)
def test_a_code_or_an_address_is_of_one_person(made, values, field):
    with pytest.raises(DomainError) as refused:
        create_person(
            **{"username": "khac", "full_name": "Khác", "email": "", **values}, by=made.admin, at=AT
        )
    assert refused.value.field == field


def test_the_link_sets_a_password_once(made):
    secret = invite_person(person=made.made, by=made.admin, at=AT)
    assert secret not in str(list(Invitation.objects.values())) and secret not in str(
        list(AuditEvent.objects.values())
    )
    accept_invitation(secret=secret, password=GOOD, at=AT)
    assert User.objects.get(pk=made.made.pk).check_password(GOOD)
    with pytest.raises(NotFound, match="không còn dùng được"):
        accept_invitation(secret=secret, password="khac-hoan-toan-88", at=AT)


def test_an_easy_password_is_refused_and_the_link_still_works(made):
    secret = invite_person(person=made.made, by=made.admin, at=AT)
    for bad in ("12345678901", "ngan"):
        with pytest.raises(DomainError) as refused:
            accept_invitation(secret=secret, password=bad, at=AT)
        assert refused.value.field == "password"
    accept_invitation(secret=secret, password=GOOD, at=AT)


def test_a_newer_link_and_time_end_the_older_one(made):
    first = invite_person(person=made.made, by=made.admin, at=AT)
    second = invite_person(person=made.made, by=made.admin, at=AT)
    with pytest.raises(NotFound):
        open_invitation(secret=first, at=AT)
    last = AT + timedelta(days=INVITATION_DAYS)
    assert open_invitation(secret=second, at=last - timedelta(seconds=1))
    with pytest.raises(NotFound):
        open_invitation(secret=second, at=last)


def test_a_stopped_person_is_out_at_the_next_request(made):
    secret = invite_person(person=made.made, by=made.admin, at=AT)
    browser = made.browser(made.made, AT)
    assert browser.get("/").status_code == 200
    stop_person(person=made.made, reason="Chuyển công tác", by=made.admin, at=AT)
    assert browser.get("/").status_code == 302
    with pytest.raises(NotFound):
        open_invitation(secret=secret, at=AT)
    with pytest.raises(DomainError, match="đang ngừng"):
        invite_person(person=User.objects.get(pk=made.made.pk), by=made.admin, at=AT)
    reopen_person(person=made.made, by=made.admin, at=AT)
    assert Client().get(f"/loi-moi/{secret}/").status_code == 200


def test_nobody_stops_the_own_account(made):
    with pytest.raises(DomainError, match="của mình"):
        stop_person(person=made.admin, reason="x", by=made.admin, at=AT)


def test_who_also_serves_elsewhere_is_not_taken_over_by_a_lower_administrator(made):
    """A link sets a password, and the password opens every role of the account."""
    ward_admin = person("qt-phuong", (Role.SYSTEM_ADMIN, made.ward))
    both = person("hai-noi", (Role.UNIT_OFFICER, made.ward), (Role.SYSTEM_ADMIN, made.top))
    for act in (
        lambda: invite_person(person=both, by=ward_admin, at=AT),
        lambda: stop_person(person=both, reason="x", by=ward_admin, at=AT),
    ):
        with pytest.raises(NotAllowed, match="ngoài phạm vi"):
            act()
    assert not Invitation.objects.filter(user=both).exists() and User.objects.get(pk=both.pk).is_active
    invite_person(person=both, by=made.admin, at=AT)
    Membership.objects.filter(user=both, unit=made.top).update(valid_to=date(2023, 8, 2))
    invite_person(person=both, by=ward_admin, at=AT)


def test_people_of_another_place_do_not_exist_for_the_administrator(made):
    stranger = person("nguoi-la", (Role.UNIT_OFFICER, made.top))
    ward_admin = person("qt-phuong", (Role.SYSTEM_ADMIN, made.ward))
    for act in (
        lambda: invite_person(person=stranger, by=ward_admin, at=AT),
        lambda: stop_person(person=stranger, reason="x", by=ward_admin, at=AT),
    ):
        with pytest.raises(NotFound):
            act()
    assert not Invitation.objects.filter(user=stranger).exists()
    assert User.objects.get(pk=stranger.pk).is_active
    invite_person(person=made.made, by=ward_admin, at=AT)
    assert date(2023, 8, 3) == TODAY
