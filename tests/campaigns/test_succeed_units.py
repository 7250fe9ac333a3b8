"""Merging, splitting, ending units: who ends, who goes on, what happens to people and to units below."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from accounts.domain.audit import broken_links
from accounts.errors import DomainError, NotAllowed
from accounts.models import AuditEvent, User
from campaigns.access import access_of, holds_role
from campaigns.domain.succeed_units import NewUnit, succeed_units
from campaigns.domain.undo_unit_change import undo_unit_change
from campaigns.enums import ChangeKind, Role, UnitKind
from campaigns.models import Membership, Unit, UnitChange, UnitPeriod, UnitSuccession
from campaigns.organisation import changes_of, line_before, living_successors, name_on
from dossiers.demo.base import moment
from tests.succession_makers import NEW_ORDER, basis, person, province_above

AT = moment(2025, 7, 3)
PHUONG = NewUnit(
    "30377-moi", "Ủy ban nhân dân phường Tân Châu", UnitKind.UBND_PHUONG, short_name="UBND phường Tân Châu"
)


@pytest.fixture
def land(tan_chau):
    """The thị xã under a province, with somebody at each of three communes."""
    tan_chau.above = province_above(tan_chau.campaign.issuer)
    tan_chau.admin = User.objects.get(username="quan-tri-tinh")
    tan_chau.phu, tan_chau.an, tan_chau.long = (tan_chau.unit(code) for code in ("30394", "30391", "30376"))
    return tan_chau


def merge(land, *before, into, by=None, at=AT, day=NEW_ORDER, **values):
    return succeed_units(
        kind=ChangeKind.MERGE,
        predecessors=before,
        successors=[into],
        basis=basis(day),
        by=by or land.admin,
        at=at,
        **values,
    )


def split(land, unit, *after, **values):
    return succeed_units(
        kind=ChangeKind.SPLIT,
        predecessors=[unit],
        successors=after,
        basis=basis(),
        by=land.admin,
        at=AT,
        **values,
    )


def end(land, unit, by=None, **values):
    return succeed_units(
        kind=ChangeKind.DISSOLVE, predecessors=[unit], successors=[], basis=basis(), by=by or land.admin, at=AT,
        **values,
    )  # fmt: skip


def test_a_merger_into_a_unit_that_goes_on(land):
    out = merge(land, land.an, land.phu, into=land.phu)
    land.an.refresh_from_db()
    land.phu.refresh_from_db()
    assert (land.an.valid_to, land.phu.valid_to) == (date(2025, 6, 30), None)
    assert [row.pk for row in out.ended] == [land.an.pk]
    pairs = list(UnitSuccession.objects.values_list("predecessor", "successor"))
    assert pairs == [(land.an.pk, land.phu.pk)]
    assert line_before(land.phu) == [land.an] and living_successors(land.an) == [land.phu]
    assert changes_of(land.an).get() == changes_of(land.phu).get() == out.change
    assert name_on(land.an, date(2025, 7, 5)) == "UBND xã Long An"
    assert AuditEvent.objects.filter(kind="unit.succeeded").count() == 2 and broken_links() == []


def test_a_new_unit_on_the_ground_of_several(land):
    out = merge(land, land.long, land.an, into=PHUONG)
    made = Unit.objects.get(code=PHUONG.code)
    assert (made.valid_from, made.parent, str(made)) == (
        NEW_ORDER,
        land.campaign.issuer,
        "UBND phường Tân Châu",
    )
    assert "Thành lập UBND phường Tân Châu trên cơ sở" in out.change.sentence
    assert UnitSuccession.objects.filter(successor=made).count() == 2


def test_a_split_may_leave_the_old_unit(land):
    other = NewUnit("phan-tach", "UBND xã mới", UnitKind.UBND_XA)
    split(land, land.phu, land.phu, other)
    land.phu.refresh_from_db()
    assert land.phu.valid_to is None and living_successors(land.phu) == [Unit.objects.get(code="phan-tach")]


def test_a_dissolved_unit_is_followed_by_nobody(land):
    end(land, land.an)
    row = UnitSuccession.objects.get()
    assert row.successor is None and living_successors(land.an) == []


def test_the_line_is_followed_over_two_changes(land):
    merge(land, land.an, into=land.phu, day=date(2024, 1, 1))
    out = merge(land, land.phu, land.long, into=PHUONG)
    assert living_successors(land.an) == out.made
    assert {row.pk for row in line_before(out.made[0])} == {land.an.pk, land.phu.pk, land.long.pk}


def test_people_keep_their_account_and_go_on_only_where_somebody_says_so(land):
    clerk, head = land.person_of(land.an), person("chu-tich", (Role.UNIT_HEAD, land.an))
    row = Membership.objects.get(user=clerk)
    out = merge(land, land.an, into=land.phu, people={row.pk: land.phu.code})
    assert [one.user for one in out.roles_given] == [clerk] and len(out.roles_ended) == 2
    assert holds_role(by=clerk, roles=(Role.UNIT_OFFICER,), unit=land.phu, at=AT)
    assert access_of(head, AT).memberships == () and User.objects.get(pk=head.pk).is_active
    assert Membership.objects.get(pk=row.pk).valid_to == date(2025, 6, 30)


def test_a_role_that_judges_others_waits_for_a_second_person_at_the_successor(land):
    member = person("uy-vien-x", (Role.COUNCIL_MEMBER, land.an))
    row = Membership.objects.get(user=member)
    merge(land, land.an, into=land.phu, people={row.pk: land.phu.code})
    assert Membership.objects.get(user=member, unit=land.phu).awaits
    assert access_of(member, AT).memberships == ()


def test_units_below_move_where_they_are_told_to(land):
    village = Unit.objects.create(code="ap-1", name="Ấp 1", kind=UnitKind.BAN_THON, parent=land.an)
    with pytest.raises(DomainError, match="Còn 1 đơn vị trực thuộc") as refused:
        merge(land, land.an, into=land.phu)
    assert refused.value.field == "children_to" and not UnitChange.objects.exists()
    out = merge(land, land.an, into=land.phu, children_to=land.phu.code)
    village.refresh_from_db()
    assert (village.parent, out.children) == (land.phu, [village])
    assert UnitPeriod.objects.get(unit=village).parent == land.an


def test_a_preview_gives_the_same_numbers_and_writes_nothing(land):
    numbers = [
        (len(out.ended), len(out.made), len(out.roles_ended))
        for out in (merge(land, land.an, into=PHUONG, dry_run=dry) for dry in (True, False))
    ]
    assert numbers[0] == numbers[1] == (1, 1, 1)
    assert UnitChange.objects.count() == 1


def test_a_preview_alone_leaves_everything(land):
    merge(land, land.an, into=PHUONG, dry_run=True)
    assert not UnitChange.objects.exists() and Unit.objects.get(pk=land.an.pk).valid_to is None
    assert not Unit.objects.filter(code=PHUONG.code).exists() and not AuditEvent.objects.filter(
        kind="unit.succeeded"
    )


def test_a_successor_that_ended_before_is_refused(land):
    end(land, land.an)
    with pytest.raises(DomainError, match="cũ hơn đơn vị mà nó kế thừa") as refused:
        merge(land, land.phu, into=land.an)
    assert refused.value.field == "successors"


def test_no_circle_of_successors(land):
    merge(land, land.an, into=land.phu)
    with pytest.raises(DomainError, match="đã chấm dứt hoạt động"):
        merge(land, land.phu, into=land.an)


def test_a_successor_that_begins_later_is_refused(land):
    Unit.objects.filter(pk=land.phu.pk).update(valid_from=date(2025, 7, 2))
    with pytest.raises(DomainError, match="sau ngày biến động") as refused:
        merge(land, land.an, into=land.phu)
    assert refused.value.field == "day"


def test_a_unit_ends_once(land):
    merge(land, land.an, into=land.phu)
    with pytest.raises(DomainError, match="đã chấm dứt hoạt động từ hết ngày 30/06/2025"):
        end(land, land.an)


def test_the_day_may_not_lie_ahead(land):
    with pytest.raises(DomainError, match="chưa đến ngày"):
        merge(land, land.an, into=land.phu, at=moment(2025, 6, 20))


@pytest.mark.parametrize("code", ["30394", " ", "30391"])
def test_a_code_that_is_taken_or_empty_is_refused(land, code):
    with pytest.raises(DomainError, match="trống hoặc đã có đơn vị khác dùng") as refused:
        merge(land, land.an, into=NewUnit(code, "UBND xã mới", UnitKind.UBND_XA))
    assert refused.value.field == "code"


def test_the_same_new_code_twice_is_refused(land):
    twins = [NewUnit("moi", f"UBND xã {n}", UnitKind.UBND_XA) for n in (1, 2)]
    with pytest.raises(DomainError, match="Mã «moi»"):
        split(land, land.an, *twins)


@pytest.mark.parametrize(
    "act, said",
    [
        (lambda land: merge(land, land.an, into=land.an), "ít nhất một đơn vị chấm dứt"),
        (lambda land: split(land, land.an, land.phu), "ít nhất hai đơn vị"),
    ],
)
def test_the_shape_of_a_change_is_checked(land, act, said):
    with pytest.raises(DomainError, match=said):
        act(land)


def test_the_right_comes_from_above_and_not_from_the_unit_that_ends(land):
    own = person("qt-an", (Role.SYSTEM_ADMIN, land.an))
    town = User.objects.get(username="quan-tri")
    for who in (own, land.officer):
        with pytest.raises(NotAllowed, match="cấp trên còn hoạt động"):
            end(land, land.an, by=who)
    assert end(land, land.an, by=town).ended[0].pk == land.an.pk


def test_the_top_is_ended_from_above(land):
    town, top = User.objects.get(username="quan-tri"), land.campaign.issuer
    with pytest.raises(NotAllowed):
        end(land, top, by=town)
    with pytest.raises(DomainError, match="đơn vị trực thuộc"):
        end(land, top)


def test_a_merger_is_taken_back_whole(land):
    clerk = Membership.objects.get(user=land.person_of(land.an))
    Unit.objects.create(code="ap-1", name="Ấp 1", kind=UnitKind.BAN_THON, parent=land.an)
    before = list(Unit.objects.order_by("pk").values_list("code", "valid_to", "parent"))
    out = merge(
        land, land.an, land.long, into=PHUONG, people={clerk.pk: PHUONG.code}, children_to=PHUONG.code
    )
    undo_unit_change(change=out.change, reason="Nghị quyết chưa ban hành", by=land.admin, at=AT)
    assert list(Unit.objects.order_by("pk").values_list("code", "valid_to", "parent")) == before
    clerk.refresh_from_db()
    assert clerk.valid_to is None and Membership.objects.filter(user=clerk.user).count() == 1
    assert not UnitSuccession.objects.exists() and not UnitPeriod.objects.exists()


def test_a_merger_is_not_taken_back_once_somebody_works_there(land):
    out = merge(land, land.an, into=PHUONG)
    person("moi-nhan", (Role.UNIT_OFFICER, out.made[0]))
    with pytest.raises(DomainError, match="đã có người, đăng ký hoặc hồ sơ"):
        undo_unit_change(change=out.change, reason="Nhầm", by=land.admin, at=AT)
    assert Unit.objects.get(pk=land.an.pk).valid_to == date(2025, 6, 30)


def test_the_database_refuses_a_unit_that_follows_itself(land):
    out = merge(land, land.an, into=land.phu)
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitSuccession.objects.create(change=out.change, predecessor=land.an, successor=land.an)
