"""Whose events a person may read, filters that cannot leak, and the groups of kinds."""

from datetime import date

import pytest
from django.db import transaction

from accounts.domain.audit import record_event
from accounts.models import AuditEvent, User
from campaigns.access import access_of
from campaigns.audit import GROUPS, AuditFilter, events_visible_to, filtered, group_of
from campaigns.enums import Role
from campaigns.models import Campaign, Membership, Unit
from dossiers.demo.base import moment
from dossiers.demo.decided import seed_decided

AT = moment(2023, 8, 3)


def note(sentence: str, *, by: User | None = None, campaign=None, at=AT, kind="plan.changed", target=None):
    """One event."""
    with transaction.atomic():
        return record_event(by=by, at=at, kind=kind, sentence=sentence, campaign=campaign, target=target)


def person(name: str, unit: Unit, role: str) -> User:
    """Somebody with one role."""
    user = User.objects.create(username=name, full_name=name)
    Membership.objects.create(user=user, unit=unit, role=role, valid_from=date(2020, 1, 1))
    return user


def seen(user: User) -> set[str]:
    return set(events_visible_to(access_of(user, AT)).values_list("sentence", flat=True))


@pytest.fixture
def world(tan_chau):
    """Besides Tân Châu: another place with a campaign of its own, and events of both."""
    other = Unit.objects.create(code="noi-khac", name="UBND nơi khác", kind="ubnd", sort_key="noi khac")
    office = Unit.objects.create(
        code="phong-khac", name="Phòng khác", kind="phong_ban", parent=other, sort_key="p"
    )
    Campaign.objects.filter(slug="khac").delete()
    copy = Campaign.objects.get()
    copy.pk, copy.slug, copy.issuer, copy.standing_unit = None, "khac", other, office
    copy.save()
    tan_chau.other, tan_chau.office, tan_chau.foreign = other, office, copy
    note("Kế hoạch Tân Châu.", campaign=tan_chau.campaign, by=tan_chau.officer)
    note("Kế hoạch nơi khác.", campaign=copy)
    note("Việc không của phong trào nào.")
    note("Đăng nhập của đơn vị.", by=tan_chau.person_of(tan_chau.unit("30376")), kind="account.signed_in")
    return tan_chau


def test_a_standing_body_reads_its_own_campaigns_only(world):
    rows = seen(world.officer)
    assert "Kế hoạch Tân Châu." in rows
    assert not rows & {"Kế hoạch nơi khác.", "Việc không của phong trào nào.", "Đăng nhập của đơn vị."}


@pytest.mark.parametrize("role", [Role.UNIT_OFFICER, Role.UNIT_HEAD, Role.COUNCIL_MEMBER, Role.APPRAISER])
def test_others_read_nothing(world, role):
    assert seen(person("ai-do", world.campaign.issuer, role)) == set()


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.SYSTEM_ADMIN])
def test_an_auditor_reads_what_lies_under_the_own_unit(world, role):
    Unit.objects.filter(pk=world.campaign.issuer_id).update(
        parent=Unit.objects.create(code="tinh", name="UBND tỉnh", kind="ubnd", sort_key="tinh")
    )
    rows = seen(person("giam-sat-x", world.campaign.issuer, role))
    assert {"Kế hoạch Tân Châu.", "Đăng nhập của đơn vị."} <= rows
    assert not rows & {"Kế hoạch nơi khác.", "Việc không của phong trào nào."}


def test_an_auditor_of_the_top_also_reads_what_is_nobodys_but_nothing_of_another_top(world):
    rows = seen(person("giam-sat-x", world.other, Role.AUDITOR))
    assert {"Kế hoạch nơi khác.", "Việc không của phong trào nào."} <= rows
    assert not rows & {"Kế hoạch Tân Châu.", "Đăng nhập của đơn vị."}


@pytest.mark.parametrize(
    "asked, expected",
    [
        (AuditFilter(q="ke hoach tan chau"), ["Kế hoạch Tân Châu."]),
        (AuditFilter(q="noi khac"), []),
        (AuditFilter(campaign="khac"), []),
        (AuditFilter(group="Tài khoản, đăng nhập"), []),
        (AuditFilter(group="Kế hoạch", first_day=date(2023, 8, 3)), ["Kế hoạch Tân Châu."]),
        (AuditFilter(q="ke hoach tan", first_day=date(2023, 8, 4)), []),
        (AuditFilter(q="ke hoach tan", last_day=date(2023, 8, 3)), ["Kế hoạch Tân Châu."]),
        (AuditFilter(q="ke hoach tan", last_day=date(2023, 8, 2)), []),
    ],
)
def test_a_filter_narrows_what_may_be_read_and_never_widens_it(world, asked, expected):
    rows = filtered(events_visible_to(access_of(world.officer, AT)), asked)
    assert [row.sentence for row in rows] == expected


def test_everything_about_one_object(world):
    note("Về phường Long Thạnh.", campaign=world.campaign, target=world.unit("30376"))
    rows = filtered(
        events_visible_to(access_of(world.officer, AT)),
        AuditFilter(target=f"campaigns.unit:{world.unit('30376').pk}"),
    )
    assert [row.sentence for row in rows] == ["Về phường Long Thạnh."]


def test_the_days_are_those_of_viet_nam(world):
    early = note("Ba giờ sáng ngày 04.", campaign=world.campaign, at=moment(2023, 8, 4, 3))
    rows = events_visible_to(access_of(world.officer, AT))
    assert early in filtered(rows, AuditFilter(first_day=date(2023, 8, 4)))
    assert early not in filtered(rows, AuditFilter(last_day=date(2023, 8, 3)))


def test_every_kind_that_a_whole_campaign_writes_has_its_group(db):
    seed_decided()
    kinds = set(AuditEvent.objects.values_list("kind", flat=True))
    assert len(kinds) > 20
    assert {kind for kind in kinds if kind.split(".")[0] not in GROUPS} == set()
    assert {group_of(event) for event in AuditEvent.objects.all()} <= set(GROUPS.values())
