"""Sets of criteria as they are published load whole, with what is odd in them said and kept."""

import io
from decimal import Decimal as D
from pathlib import Path

import pytest
from openpyxl import Workbook as Book

from accounts.errors import DomainError
from accounts.excel.reading import read_workbook
from campaigns.criteria import set_picture
from campaigns.domain.edit_criteria import Scored
from campaigns.domain.edit_criteria_set import create_criteria_set
from campaigns.domain.import_criteria import import_criteria
from campaigns.importers.criteria_plan import CriteriaPlan, plan_criteria
from campaigns.importers.criteria_rows import read_criteria_rows
from campaigns.importers.criteria_words import bands_from_words, rule_from_words
from campaigns.models import CriteriaSet
from campaigns.views.criteria import workbook
from tests.yearly_makers import IN_2024

DATA = Path(__file__).parent / "data"
HEADER = ["Mã", "Mã cha", "Loại", "Tiêu chí", "Điểm tối đa", "Cách tính điểm", "Tài liệu kiểm chứng"]


def nobody(criterion) -> Scored:
    """Nothing has been scored."""
    return Scored()


def scored(criterion) -> Scored:
    """Everything has been scored with 9."""
    return Scored(3, D(9))


@pytest.fixture
def world(tan_chau):
    return tan_chau


def empty(world, stated: str = "100") -> CriteriaSet:
    """A set without rows."""
    made = {"code": "bo-nhap", "title": "Bộ nhập", "stated_maximum": stated}
    return create_criteria_set(**made, by=world.officer, at=IN_2024)


def plan(found: CriteriaSet, data: bytes, name: str, **options) -> CriteriaPlan:
    """What a file means for the set."""
    book = read_workbook(data, filename=name, allow_csv=True)
    return plan_criteria(criteria_set=found, raw=read_criteria_rows(book), **options)


def rows_plan(found: CriteriaSet, *rows: list, **options) -> CriteriaPlan:
    """What a workbook of these rows under the usual header means."""
    book, stream = Book(), io.BytesIO()
    for row in (["BỘ TIÊU CHÍ"], HEADER, *rows):
        book.active.append(row)
    book.save(stream)
    return plan(found, stream.getvalue(), "bo.xlsx", **options)


def write(world, found: CriteriaSet, made: CriteriaPlan, scores_of=nobody) -> tuple[int, int]:
    """Writes the plan as the officer."""
    return import_criteria(
        criteria_set=found,
        nodes=made.nodes,
        bands=made.bands,
        problems=made.problems,
        scores_of=scores_of,
        filename="bo.xlsx",
        sha256="0" * 64,
        by=world.officer,
        at=IN_2024,
    )


SETS = {
    "commune_tayninh_2026": ("960", 69, 62, 960, ["«4.22» không có tên"]),
    "district_caolanh_dongthap_partial": ("60", 4, 3, 30, ["Nhóm 1: văn bản ghi 60 điểm, cộng các tiêu chí được 30"]),
    "district_unknown_province_partial": ("100", 5, 4, 60, ["Tiêu chí 1.4 chưa có điểm tối đa"]),
    "province_dti_2022_2023_weights": ("1000", 9, 8, 1000, []),
    "province_dti_2024_weights": ("940", 9, 8, 940, []),
    "school_moet4725": ("200", 37, 29, 190, ["cộng các tiêu chí được 90 điểm", "«1.3» không có tên"]),
}  # fmt: skip


@pytest.mark.parametrize("name", SETS)
def test_each_published_set_loads_and_keeps_its_oddities(world, name):
    stated, rows, leaves, total, odd = SETS[name]
    found = empty(world, stated)
    data = (DATA / f"criteria_{name}.csv").read_bytes()
    made = plan(found, data, f"{name}.csv")
    assert made.problems == [] and all(any(one in said for said in made.oddities) for one in odd)
    if not odd:
        assert made.oddities == []
    assert write(world, found, made) == (rows, 0)
    picture = set_picture(found)
    assert (len(picture.rows), picture.count, picture.total) == (rows, leaves, D(total))
    again = plan(found, data, f"{name}.csv")
    assert (again.added, again.changed, again.left) == (0, 0, [])


def test_what_goes_out_comes_back_without_a_change(world):
    found = empty(world, "200")
    write(world, found, plan(found, (DATA / "criteria_school_moet4725.csv").read_bytes(), "a.csv"))
    again = plan(found, workbook(set_picture(found)), "xuat.xlsx")
    assert (again.problems, again.added, again.changed, again.left) == ([], 0, 0, [])


def test_school_gates_and_bands(world):
    found = empty(world, "200")
    write(world, found, plan(found, (DATA / "criteria_school_moet4725.csv").read_bytes(), "a.csv"))
    assert list(found.criteria.filter(kind="gate").values_list("code", flat=True)) == [
        "1.1",
        "1.2",
        "2.1",
        "2.2",
    ]
    bands = [
        (b.name, b.lower, b.lower_belongs, b.upper, b.upper_belongs)
        for b in found.bands.filter(group__code="1")
    ]
    assert sorted(bands) == [
        ("Mức 1", None, True, 50, False),
        ("Mức 2", 50, True, 75, True),
        ("Mức 3", 75, False, None, True),
    ]


def test_codes_stay_text_and_a_lost_zero_is_said(world):
    found = empty(world)
    made = rows_plan(found, ["4", "", "", "Nhóm", 10], ["4.10", "", "", "Mười", 5], ["4.1", "", "", "Một", 5])
    assert [node.row.code for node in made.nodes] == ["4", "4.10", "4.1"] and made.oddities[0].startswith(
        "Văn bản"
    )
    shaky = rows_plan(found, ["4", "", "", "Nhóm", 10], [4.1, "", "", "Mười?", 5])
    assert any("Ô A4: mã «4.1» là số" in one for one in shaky.oddities)
    twice = rows_plan(found, ["4", "", "", "Nhóm", 10], [4.1, "", "", "Một", 5], [4.1, "", "", "Mười", 5])
    assert "Hàng 5: mã «4.1» đã có ở hàng 4. Ô A5 là số nên 4.10 đã thành 4.1" in twice.problems[0]


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([["", "", "", "Không mã", 5]], "Hàng 3: «Không mã» không có mã"),
        (
            [["1", "", "", "Nhóm", 5], ["1.1", "1", "", "x", "năm"]],
            "Hàng 4, tiêu chí 1.1: điểm tối đa: «năm»",
        ),
        ([["1", "", "", "Lẻ loi", 5]], "«1» không nằm trong nhóm nào"),
        ([["a", "b", "", "A", 5], ["b", "a", "", "B", 5]], "nằm trong chính nó"),
        ([["1", "", "", "x" * 401, 5]], "tên dài quá 400 ký tự"),
        ([["1" * 21, "", "", "x", 5]], "dài quá 20 ký tự"),
        ([], "không có hàng tiêu chí nào"),
    ],
)
def test_what_can_not_be_is_refused_with_its_row(world, rows, says):
    found = empty(world)
    made = rows_plan(found, *rows)
    assert any(says in one for one in made.problems), made.problems
    with pytest.raises(DomainError, match="Chưa ghi gì"):
        write(world, found, made)
    assert not found.criteria.exists()


def test_a_group_that_only_codes_name_is_added_and_said(world):
    found = empty(world)
    made = rows_plan(found, ["4", "", "", "Nhóm", 10], ["4.1.1", "", "", "Lá", 10])
    assert [node.row.code for node in made.nodes] == ["4", "4.1.1"]
    made = rows_plan(found, ["1.1", "", "", "Lá", 100])
    assert [(node.row.code, node.depth) for node in made.nodes] == [("1", 0), ("1.1", 1)]
    assert "Tệp không có hàng của nhóm «1»; nhóm được thêm, hãy đặt tên." in made.oddities


def test_negative_maxima_are_minus_points_and_kinds_are_read(world):
    found = empty(world)
    made = rows_plan(
        found,
        ["1", "", "", "Nhóm", None],
        ["1.1", "", "", "Trừ", -5],
        ["1.2", "", "Điểm cộng", "Cộng", 3],
        ["1.3", "", "Điều kiện bắt buộc, không chấm điểm", "Có kế hoạch", None],
        ["1.4", "", "", "Chấm", 100],
    )
    assert [(node.row.kind, node.row.maximum) for node in made.nodes[1:]] == [
        ("minus", 5), ("bonus", 3), ("gate", None), ("points", 100),
    ]  # fmt: skip
    assert made.oddities == []


def test_a_second_file_changes_by_code_and_keeps_what_it_does_not_have(world):
    found, group = empty(world), ["1", "", "", "Nhóm", 10]
    write(
        world,
        found,
        rows_plan(found, group, ["1.1", "", "", "Một", 5], ["1.2", "", "", "Hai", 5]),
    )
    made = rows_plan(found, group, ["1.3", "", "", "Ba", 2], ["1.1", "", "", "Một", 3])
    assert made.changes["1.1"] == {"maximum": ["5", "3"]} and [row.code for row in made.left] == ["1.2"]
    with pytest.raises(DomainError, match=r"«1.1» đã có 3 điểm tự chấm \(cao nhất 9 điểm\)"):
        write(world, found, made, scored)
    assert found.criteria.count() == 3
    assert write(world, found, made) == (1, 1)
    assert list(found.criteria.values_list("code", flat=True)) == ["1", "1.3", "1.1", "1.2"]


@pytest.mark.parametrize(
    ("how", "rule"),
    [
        ("Bậc theo số lần họp: 4 lần = 20; 3 lần = 15; còn lại = 0", "steps"),
        ("a = số văn bản ký; b = tổng số văn bản; điểm = a/b x điểm tối đa", "ratio"),
        ("Có: đủ điểm; không: 0 điểm.", "yes_no"),
        ("Bậc: Trưởng ban là Bí thư = điểm tối đa; Phó = 1/2 điểm tối đa; chưa có = 0", "options"),
        ("Cộng hai phần: dự họp = 1/2 điểm tối đa; chủ trì = 1/2 điểm tối đa; phần không đạt = 0", "parts"),
        ("4 cuộc trở lên: 5 điểm; 3 cuộc: 3,75", None),
        ("Theo đánh giá của Hội đồng", None),
        ("Bậc theo số lần họp: 4 lần = 25; còn lại = 0", None),
        ("", None),
    ],
)
def test_only_plain_words_become_a_rule(how, rule):
    found = rule_from_words(how, D(20))
    assert (found and found[0]) == rule
    assert rule_from_words(how, None) is None


def test_bands_are_read_only_where_several_are_listed():
    assert [band.name for band in bands_from_words("Mức 1 < 50; mức 2: 50-75; mức 3: > 75")] == [
        "Mức 1",
        "Mức 2",
        "Mức 3",
    ]
    assert bands_from_words("Mức 1 < 50") == [] and bands_from_words("không có") == []
