"""A workbook of yearly numbers: columns, units, numbers, and every fault with its row."""

import pytest

from accounts.errors import DomainError
from accounts.excel.reading import read_workbook
from campaigns.domain.record_figures import TypedTasks, record_figures
from campaigns.importers.figure_rows import plan_figures, read_figure_rows
from campaigns.models import UnitAlias
from tests.excel_makers import workbook_bytes
from tests.yearly_makers import IN_2024, lengthen

HEAD = ["Mã đơn vị", "Đơn vị", "Số nhiệm vụ", "Đúng hạn", "Nguồn số liệu"]


@pytest.fixture
def world(tan_chau):
    lengthen(tan_chau.campaign)
    return tan_chau


def plan(world, *rows, head=HEAD, document="Báo cáo 9"):
    """The plan of a sheet with these rows under a title."""
    data = workbook_bytes({"Số liệu": [["SỐ LIỆU NĂM 2023"], [], head, *rows]})
    found = read_figure_rows(read_workbook(data, filename="so-lieu.xlsx"))
    return plan_figures(campaign=world.campaign, year=2023, rows=found, document=document)


def read(found) -> list[tuple]:
    """(code, total, on time, document) of each line."""
    return [(one.unit.code, one.tasks.total, one.tasks.on_time, one.tasks.document) for one in found.lines]


def test_units_by_code_by_name_and_by_accepted_name(world):
    UnitAlias.objects.create(unit=world.unit("30376"), name="Xã cũ", name_key="x")
    found = plan(
        world,
        ["30397", "", 40, 38, "Báo cáo 1"],
        ["", "Uỷ ban  nhân dân phường Long Phú", "1.200", 12.0, None],
        [None, "xã cũ", 0, 0, None],
    )
    assert not found.problems
    long_phu = next(u for u in world.campaign.members.select_related("unit") if "Long Phú" in u.unit.name)
    assert read(found) == [
        ("30397", 40, 38, "Báo cáo 1"),
        (long_phu.unit.code, 1200, 12, "Báo cáo 9"),
        ("30376", 0, 0, "Báo cáo 9"),
    ]


def test_columns_stand_in_any_order_and_sums_and_blanks_are_left_out(world):
    rows = [
        [1, 38, "UBND xã Châu Phong", 40],
        [2, None, "UBND phường Long Phú", None],
        [None, 50, "Tổng cộng", 60],
    ]
    found = plan(world, *rows, head=["TT", "Hoàn thành đúng hạn", "Tên đơn vị", "Nhiệm vụ được giao"])
    assert not found.problems and read(found) == [("30397", 40, 38, "Báo cáo 9")] and found.blank == 1


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["", "UBND xã Châu Phonng", 4, 3], "Hàng 4: không tìm thấy đơn vị «UBND xã Châu Phonng»"),
        (["99999", "", 4, 3], "Hàng 4: không tìm thấy đơn vị mã «99999»"),
        (["30388", "UBND xã Châu Phong", 4, 3], "nhưng tên ghi là UBND xã Châu Phong"),
        (["30397", "", 3, 4], "Hàng 4: UBND xã Châu Phong: số hoàn thành đúng hạn (4) lớn hơn"),
        (["30397", "", 4, None], "số hoàn thành đúng hạn: chưa nhập số"),
        (["30397", "", 4.5, 3], "không có phần thập phân"),
        (["30397", "", 1.234, 1], "không có phần thập phân"),
        (["30397", "", "=1+1", 1], "công thức chưa có giá trị"),
        (["30397", "", "#N/A", 1], "Hàng 4"),
    ],
)
def test_every_fault_names_its_row(world, row, said):
    found = plan(world, row, ["30376", "", 5, 5])
    assert any(said in problem for problem in found.problems), found.problems
    assert all(problem.startswith("Hàng 4") for problem in found.problems)


def test_a_near_name_is_only_suggested(world):
    found = plan(world, ["", "UBND xã Châu Phonng", 4, 3])
    assert "có phải «UBND xã Châu Phong»" in found.problems[0] and not found.lines


def test_a_unit_stands_once(world):
    found = plan(world, ["30397", "", 4, 3], ["", "UBND xã Châu Phong", 4, 3])
    assert found.problems == ["Hàng 5: UBND xã Châu Phong đã có ở hàng 4; mỗi đơn vị chỉ được một hàng."]


def test_numbers_need_a_source_from_somewhere(world):
    assert "chưa có nguồn số liệu" in plan(world, ["30397", "", 4, 3, ""], document=" ").problems[0]
    values = {"campaign": world.campaign, "year": 2023, "by": world.officer, "at": IN_2024}
    record_figures(lines=[TypedTasks(world.unit("30397"), 4, 3, "Báo cáo 1")], **values)
    found = plan(world, ["30397", "", 4, 3, ""], document="Báo cáo 2")
    assert not found.problems and not found.changed and read(found)[0][3] == "Báo cáo 1"


def test_a_file_without_the_columns_or_without_rows_says_so(world):
    with pytest.raises(DomainError, match="không có hàng tiêu đề"):
        plan(world, ["30397", "", 4], head=["Mã", "Đơn vị", "Số nhiệm vụ"])
    assert plan(world).problems == ["Tệp không có hàng số liệu nào dưới hàng tiêu đề."]
