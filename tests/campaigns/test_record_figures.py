"""Số liệu hằng năm: all or nothing, checked, with the document; corrections stay in the trail."""

import pytest

from accounts.errors import DomainError, NotAllowed, Stale
from accounts.models import AuditEvent
from campaigns.domain.record_figures import FiguresRefused, TypedTasks, record_figures, stored_tasks
from campaigns.models import UnitFigure
from tests.yearly_makers import IN_2024, lengthen


@pytest.fixture
def world(tan_chau):
    lengthen(tan_chau.campaign)
    return tan_chau


def write(world, *lines, **changes):
    """The officer writes lines of (code, total, on time, seen) for 2023."""
    typed = [TypedTasks(world.unit(code), total, on_time, seen=seen) for code, total, on_time, seen in lines]
    values = {"year": 2023, "document": "Báo cáo 9/BC-UBND", "by": world.officer, "at": IN_2024}
    return record_figures(campaign=world.campaign, lines=typed, **{**values, **changes})


def test_two_numbers_and_their_document_for_each_unit(world):
    assert write(world, ("30397", "40", "38", ""), ("30388", " 12 ", "12", None)) == 2
    found = stored_tasks(world.campaign, 2023)
    assert {unit: (one.total, one.on_time, one.document) for unit, one in found.items()} == {
        world.unit("30397").pk: (40, 38, "Báo cáo 9/BC-UBND"),
        world.unit("30388").pk: (12, 12, "Báo cáo 9/BC-UBND"),
    }
    assert UnitFigure.objects.count() == 4


def test_the_same_again_writes_nothing_and_needs_no_document(world):
    write(world, ("30397", "40", "38", ""))
    before = AuditEvent.objects.count()
    assert write(world, ("30397", "40", "38", "38/40"), ("30388", "", " ", ""), document="") == 0
    assert AuditEvent.objects.count() == before


def test_a_correction_and_a_removal_stay_in_the_trail(world):
    write(world, ("30397", "40", "38", ""))
    write(world, ("30397", "41", "38", "38/40"), document="Báo cáo 10")
    assert AuditEvent.objects.get(kind="figures.corrected").changes["tasks"] == ["38/40", "38/41"]
    write(world, ("30397", "", "", "38/41"), document="")
    assert not UnitFigure.objects.exists()
    assert AuditEvent.objects.get(kind="figures.removed").changes["tasks"] == ["38/41", None]


@pytest.mark.parametrize(
    ("total", "on_time", "said"),
    [
        ("40", "41", r"đúng hạn \(41\) lớn hơn số nhiệm vụ được giao \(40\)"),
        ("40", "", "số hoàn thành đúng hạn: chưa nhập số"),
        ("", "3", "số nhiệm vụ được giao: chưa nhập số"),
        ("40,5", "3", "không có phần thập phân"),
        (1.234, 1, "không có phần thập phân"),
        ("-4", "3", "số âm"),
        ("bốn mươi", "3", "không phải là số"),
        ("1000001", "3", "lớn hơn mức tối đa"),
        (True, "1", "không phải là số"),
    ],
)
def test_one_bad_line_stops_everything_and_names_unit_and_number(world, total, on_time, said):
    with pytest.raises(FiguresRefused, match=said) as caught:
        write(world, ("30388", "12", "12", ""), ("30397", total, on_time, ""))
    assert caught.value.units == {world.unit("30397").pk}
    assert all("Châu Phong" in problem for problem in caught.value.problems)
    assert (
        not UnitFigure.objects.exists() and not AuditEvent.objects.filter(kind__startswith="figures").exists()
    )


def test_numbers_need_their_document(world):
    with pytest.raises(FiguresRefused, match="chưa có nguồn số liệu"):
        write(world, ("30397", "40", "38", ""), document="  ")
    with pytest.raises(DomainError, match="dài quá 250"):
        write(world, ("30397", "40", "38", ""), document="x" * 251)
    assert not UnitFigure.objects.exists()


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(world):
    write(world, ("30397", "40", "38", ""))
    with pytest.raises(Stale, match="vừa được người khác sửa thành 38/40"):
        write(world, ("30388", "5", "5", ""), ("30397", "50", "50", ""))
    assert stored_tasks(world.campaign, 2023)[world.unit("30397").pk].mark == "38/40"
    assert world.unit("30388").pk not in stored_tasks(world.campaign, 2023)


def test_a_unit_outside_the_plan_gets_no_numbers(world):
    world.campaign.members.filter(unit=world.unit("30397")).delete()
    with pytest.raises(FiguresRefused, match="không thuộc đối tượng"):
        write(world, ("30397", "40", "38", None))


def test_only_the_office_writes_and_only_for_years_that_have_begun(world):
    line = ("30397", "40", "38", "")
    with pytest.raises(NotAllowed):
        write(world, line, by=world.person_of(world.unit("30397")))
    with pytest.raises(DomainError, match="chưa đến"):
        write(world, line, year=2025)
    with pytest.raises(DomainError, match="ngoài thời gian"):
        write(world, line, year=2022)
    assert not UnitFigure.objects.exists()
