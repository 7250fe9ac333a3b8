"""Kế hoạch thi đua riêng của đơn vị."""

from datetime import date

import pytest

from accounts.errors import DomainError, NotAllowed
from accounts.models import AuditEvent
from campaigns.domain.record_own_plan import record_own_plan, remove_own_plan
from campaigns.models import OwnPlan
from dossiers.demo.base import moment
from tests.yearly_makers import lengthen

NOW = moment(2023, 9, 15)


@pytest.fixture
def world(tan_chau):
    lengthen(tan_chau.campaign)
    return tan_chau


def write(world, code="30397", **changes):
    """The unit records its plan of 2023."""
    unit = world.unit(code)
    values = {
        "unit": unit, "year": 2023, "number": "5/KH-UBND", "issued_on": date(2023, 9, 10),
        "summary": "Phát động thi đua.", "by": world.person_of(unit), "at": NOW,
    }  # fmt: skip
    return record_own_plan(campaign=world.campaign, **{**values, **changes})


def test_one_plan_a_year_the_office_corrects(world):
    row = write(world)
    with pytest.raises(DomainError, match="đã gửi kế hoạch năm 2023"):
        write(world, number="6/KH-UBND")
    write(world, number="7/KH-UBND", by=world.officer)
    row.refresh_from_db()
    assert row.number == "7/KH-UBND" and OwnPlan.objects.count() == 1
    assert AuditEvent.objects.get(kind="own_plan.corrected").changes == {"number": ["5/KH-UBND", "7/KH-UBND"]}


def test_next_years_plan_may_be_recorded_this_year(world):
    assert write(world, year=2024).year == 2024


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"number": ""}, "number", "số, ký hiệu"),
        ({"issued_on": None}, "issued_on", "Hãy nhập ngày"),
        ({"issued_on": date(2023, 9, 16)}, "issued_on", "chưa đến"),
        ({"issued_on": date(2021, 12, 31)}, "issued_on", "không thể là kế hoạch năm 2023"),
        ({"year": 2025}, "year", "chưa đến"),
        ({"year": 2022}, "year", "ngoài thời gian"),
    ],
)
def test_what_is_wrong_names_its_field_and_nothing_is_written(world, changes, field, said):
    with pytest.raises(DomainError) as caught:
        write(world, **changes)
    assert caught.value.field == field and said in caught.value.message
    assert not OwnPlan.objects.exists()


def test_nobody_writes_for_another_unit(world):
    with pytest.raises(NotAllowed):
        write(world, by=world.person_of(world.unit("30388")))
    assert not OwnPlan.objects.exists()


def test_only_the_office_takes_a_plan_back(world):
    row = write(world)
    with pytest.raises(NotAllowed):
        remove_own_plan(plan=row, by=world.person_of(row.unit), at=NOW)
    remove_own_plan(plan=row, by=world.officer, at=NOW)
    assert not OwnPlan.objects.exists() and AuditEvent.objects.filter(kind="own_plan.removed").exists()
    with pytest.raises(DomainError, match="đã được xóa"):
        remove_own_plan(plan=row, by=world.officer, at=NOW)
