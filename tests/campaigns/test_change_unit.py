"""A unit changes its name, kind or superior: dated, on a paper, and what it was stays readable."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from accounts.domain.audit import broken_links
from accounts.errors import DomainError, NotAllowed
from accounts.models import AuditEvent, User
from campaigns.domain.change_unit import change_unit
from campaigns.domain.undo_unit_change import undo_unit_change
from campaigns.domain.write_unit import write_unit
from campaigns.enums import ChangeKind, Role, UnitKind
from campaigns.models import Unit, UnitAlias, UnitChange, UnitPeriod
from campaigns.organisation import changes_of, face_on, name_on, names_then
from campaigns.people import find_typed_unit
from dossiers.demo.base import moment
from tests.succession_makers import NEW_ORDER, basis, person, province_above

AT = moment(2025, 7, 3)
OLD, NEW = "Ủy ban nhân dân xã Tân An", "Ủy ban nhân dân xã Tân An Thạnh"


@pytest.fixture
def land(tan_chau):
    """The thị xã under a province whose administrator changes units."""
    tan_chau.above = province_above(tan_chau.campaign.issuer)
    tan_chau.admin = User.objects.get(username="quan-tri-tinh")
    tan_chau.xa = tan_chau.unit("30388")
    return tan_chau


def rename(land, *, day=NEW_ORDER, at=AT, by=None, **values):
    values = values or {"name": NEW, "short_name": "UBND xã Tân An Thạnh"}
    return change_unit(unit=land.xa, basis=basis(day), by=by or land.admin, at=at, **values)


def test_the_old_name_holds_until_the_day_before(land):
    change = rename(land)
    land.xa.refresh_from_db()
    assert (land.xa.name, change.kind) == (NEW, ChangeKind.RENAME)
    assert name_on(land.xa, date(2025, 6, 30)) == "UBND xã Tân An"
    assert name_on(land.xa, NEW_ORDER) == "UBND xã Tân An Thạnh"
    event = AuditEvent.objects.get(kind="unit.changed")
    assert event.changes["name"] == [OLD, NEW] and "1654/NQ-UBTVQH15" in event.sentence
    assert broken_links() == []


def test_lists_with_the_old_name_still_find_the_unit(land):
    rename(land)
    assert UnitAlias.objects.get(unit=land.xa).name == OLD
    assert find_typed_unit("tan an thanh", [land.above.pk], NEW_ORDER) == land.xa


def test_an_old_name_that_another_unit_bears_is_no_other_name_of_this_one(land):
    write_unit(code="khac", name=OLD, kind=UnitKind.UBND_XA, parent=land.above)
    rename(land)
    assert not UnitAlias.objects.exists()


def test_type_name_and_superior_change_together_in_one_change(land):
    other = write_unit(code="huyen-khac", name="UBND huyện khác", kind=UnitKind.UBND, parent=land.above)
    change = rename(land, name="UBND phường Tân An", kind=UnitKind.UBND_PHUONG, parent=other)
    assert change.kind == ChangeKind.RETYPE and "cấp trên" in change.sentence
    before = face_on(land.xa, date(2025, 1, 1))
    assert (before.kind, before.parent_id) == (UnitKind.UBND_XA, land.campaign.issuer_id)


def test_three_names_follow_each_other(land):
    rename(land, day=date(2024, 1, 1), name="Tên thứ hai", short_name="Hai")
    rename(land, day=date(2025, 1, 1), name="Tên thứ ba", short_name="Ba")
    days = [date(2023, 12, 31), date(2024, 1, 1), date(2024, 12, 31), date(2025, 1, 1)]
    land.xa.refresh_from_db()
    assert [name_on(land.xa, day) for day in days] == ["UBND xã Tân An", "Hai", "Hai", "Ba"]
    first, second = UnitPeriod.objects.order_by("last_day")
    assert (first.first_day, first.last_day) == (None, date(2023, 12, 31))
    assert (second.first_day, second.last_day) == (date(2024, 1, 1), date(2024, 12, 31))
    assert len(changes_of(land.xa)) == 2


def test_a_list_of_old_rows_costs_one_query(land, django_assert_num_queries):
    rename(land)
    units = list(Unit.objects.all())
    with django_assert_num_queries(1):
        found = names_then((unit, date(2024, 5, 5)) for unit in units)
    assert list(found.values()) == ["UBND xã Tân An"]


@pytest.mark.parametrize(
    "day, field, said",
    [
        (date(2025, 7, 4), "day", "chưa đến ngày"),
        (date(2024, 5, 31), "day", "chồng lên giai đoạn"),
        (date(2024, 6, 1), "day", "đúng ngày 01/06/2024"),
    ],
)
def test_a_day_that_cannot_be_is_refused_at_its_field(land, day, field, said):
    rename(land, day=date(2024, 6, 1), name="Tên giữa")
    with pytest.raises(DomainError, match=said) as refused:
        rename(land, day=day, name="Tên khác")
    assert refused.value.field == field and UnitChange.objects.count() == 1


def test_a_day_before_the_unit_began_is_refused(land):
    Unit.objects.filter(pk=land.xa.pk).update(valid_from=date(2025, 7, 1))
    with pytest.raises(DomainError, match="bắt đầu hoạt động từ 01/07/2025"):
        rename(land)


@pytest.mark.parametrize("field, said", [("number", "số, ký hiệu"), ("issuer_name", "cơ quan ban hành")])
def test_no_change_without_its_paper(land, field, said):
    with pytest.raises(DomainError, match=said) as refused:
        change_unit(unit=land.xa, basis=basis(**{field: " "}), by=land.admin, at=AT, name=NEW)
    assert refused.value.field == field


def test_nothing_to_change_is_said(land):
    with pytest.raises(DomainError, match="Chưa có gì thay đổi"):
        rename(land, name=OLD)


def test_a_superior_below_the_unit_itself_is_refused(land):
    top = land.campaign.issuer
    with pytest.raises(DomainError, match="nằm dưới"):
        change_unit(unit=top, basis=basis(), by=land.admin, at=AT, parent=land.xa)


def test_only_an_administrator_above_changes_a_unit(land):
    below = person("qt-xa-khac", (Role.SYSTEM_ADMIN, land.unit("30385")))
    for who in (below, land.officer):
        with pytest.raises(NotAllowed, match="quản trị"):
            rename(land, by=who)
    assert Unit.objects.get(pk=land.xa.pk).name == OLD


def test_the_database_holds_the_periods_apart(land):
    change = rename(land)
    same = {"unit": land.xa, "change": change, "name": "x", "kind": UnitKind.UBND_XA}
    for values in (
        {"last_day": date(2025, 6, 30)},
        {"first_day": date(2025, 2, 1), "last_day": date(2025, 1, 1)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            UnitPeriod.objects.create(**same, **values)


def test_a_wrong_change_is_taken_back_with_its_reason(land):
    change = rename(land)
    undo_unit_change(change=change, reason="Nhầm đơn vị", by=land.admin, at=AT)
    land.xa.refresh_from_db()
    assert (land.xa.name, str(land.xa)) == (OLD, "UBND xã Tân An")
    assert not UnitPeriod.objects.exists() and not UnitAlias.objects.exists()
    assert "Nhầm đơn vị" in AuditEvent.objects.get(kind="unit.undone").sentence
    with pytest.raises(DomainError, match="đã được hủy rồi"):
        undo_unit_change(change=change, reason="x", by=land.admin, at=AT)


def test_what_a_later_change_rests_on_is_not_taken_back(land):
    first = rename(land, day=date(2024, 1, 1), name="Tên thứ hai")
    rename(land, day=date(2025, 1, 1), name="Tên thứ ba")
    with pytest.raises(DomainError, match="Hãy hủy biến động sau trước"):
        undo_unit_change(change=first, reason="Nhầm", by=land.admin, at=AT)
