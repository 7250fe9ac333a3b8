"""The plan of an import: each bad cell with its sentence and place, each left-out row with its reason."""

from datetime import date
from decimal import Decimal

import pytest

from accounts.excel.cells import CellFault
from accounts.excel.reading import read_workbook
from accounts.text import name_key
from campaigns.importers.matching import KnownUnit
from scoring.importers.headers import guess_mapping
from scoring.importers.index_rows import SKIP, plan_import
from scoring.importers.scales import parse_scale
from tests.excel_makers import workbook_bytes, workbook_with_formula
from tests.scoring.importers.test_headers import sheet

KNOWN = [
    KnownUnit(1, "30376", "Phường Long Thạnh"),
    KnownUnit(2, "30377", "Phường Long Hưng"),
    KnownUnit(3, "30388", "Xã Tân Thạnh"),
    KnownUnit(4, "30382", "Xã Vĩnh Hòa"),
    KnownUnit(5, "", "Phòng Văn hóa và Thông tin", ("Phòng VHTT",)),
]
HEADER = ["TT", "Mã", "Đơn vị", "Nhận thức số", "Tổng điểm", "Xếp hạng"]
GOOD = [1, "30376", "Phường Long Thạnh", 5, 0.8002, 1]
FORMULA = CellFault("formula", "")


def plan(*rows, scale="one", decisions=None, header=HEADER):
    """The plan of a table with the usual header in row 1; the first of `rows` is row 2."""
    table = sheet(header, *rows)
    return plan_import(
        table, mapping=guess_mapping(table), scale=parse_scale(scale), known_units=KNOWN, decisions=decisions
    )


def test_a_good_row_becomes_a_line_with_its_place_and_exact_figures():
    (line,) = plan(GOOD).lines
    assert (line.sheet, line.row, line.cell, line.raw_value) == ("KQ", 2, "E2", "0.8002")
    assert (line.unit_key, line.how, line.value, line.rank) == (1, "code", Decimal("0.8002"), 1)
    assert line.parts == {"Nhận thức số": "5"}
    assert plan(GOOD).can_write


BAD_ROWS = [
    (
        ["", "", "Xã Vỉnh Hòa", 1, 0.5],
        "không tìm thấy đơn vị «Xã Vỉnh Hòa»; có phải «Xã Vĩnh Hòa»? Chọn đơn vị đúng hoặc bỏ qua hàng này",
    ),
    (
        ["", "", "Công ty Điện lực", 1, 0.5],
        "không tìm thấy đơn vị «Công ty Điện lực»; chọn đơn vị đúng hoặc bỏ qua hàng này",
    ),
    (
        ["", "", "Phường Long Thạnh", 1, 0.5],
        "đơn vị «Phường Long Thạnh» đã có ở hàng 2; mỗi đơn vị chỉ được một hàng",
    ),
    (
        ["", "", "Xã Vĩnh Hòa", 1, 1.2],
        "điểm 1,2 ở ô E3 lớn hơn mức tối đa 1 của thang điểm; sửa điểm hoặc chọn thang khác",
    ),
    (
        ["", "", "Xã Vĩnh Hòa", 1, "1,2"],
        "điểm 1,2 ở ô E3 lớn hơn mức tối đa 1 của thang điểm; sửa điểm hoặc chọn thang khác",
    ),
    (["", "", "Xã Vĩnh Hòa", 1, "khá"], "ô E3: «khá» không phải là số. Xin nhập số, ví dụ 8,5"),
    (["", "", "Xã Vĩnh Hòa", 1, True], "ô E3: «True» không phải là số"),
    (["", "", "Xã Vĩnh Hòa", 1, -0.5], "ô E3: -0,5 là số âm. Xin nhập số từ 0 trở lên"),
    (["", "", "Xã Vĩnh Hòa", 1, None], "ô E3 chưa có điểm; điền điểm hoặc xóa hàng này"),
    (["", "", "Xã Vĩnh Hòa", 1, "–"], "ô E3 chưa có điểm; điền điểm hoặc xóa hàng này"),
    (
        ["", "", "Xã Vĩnh Hòa", 1, FORMULA],
        "ô E3 là công thức chưa có giá trị: mở tệp bằng Excel, lưu lại rồi nạp lại",
    ),
    (
        ["", "", "Xã Vĩnh Hòa", 1, CellFault("error", "#N/A")],
        "ô E3 có giá trị lỗi #N/A: sửa công thức hoặc gõ giá trị vào ô",
    ),
    (
        ["", "", CellFault("error", "#REF!"), 1, 0.5],
        "ô C3 có giá trị lỗi #REF!: sửa công thức hoặc gõ giá trị vào ô",
    ),
    (["", "", None, 1, 0.5], "có điểm nhưng không có tên đơn vị; điền tên hoặc xóa hàng này"),
    (
        ["", "", "Xã Vĩnh Hòa", "không", 0.5],
        "cột «Nhận thức số», ô D3: «không» không phải là số. Xin nhập số, ví dụ 8,5",
    ),
    (
        ["", "30377", "Xã Vĩnh Hòa", 1, 0.5],
        "mã «30377» là của «Phường Long Hưng» nhưng tên ghi là «Xã Vĩnh Hòa»; sửa mã hoặc tên cho khớp",
    ),
]


@pytest.mark.parametrize(("row", "what"), BAD_ROWS, ids=[case[1][:50] for case in BAD_ROWS])
def test_each_bad_row_is_named_and_nothing_may_be_written(row, what):
    bad = plan(GOOD, row)
    assert bad.messages == [f"Trang tính «KQ», hàng 3: {what}."]
    assert not bad.can_write


def test_a_score_with_two_readings_is_asked_about():
    bad = plan(["", "", "Xã Vĩnh Hòa", 1, "1.234"], scale="points:2000")
    assert bad.messages == [
        "Trang tính «KQ», hàng 2: ô E2: «1.234» có thể là 1.234 (hàng nghìn) hoặc 1,234 (thập phân). "
        "Xin viết rõ, ví dụ 1234 hoặc 1,2340."
    ]


def test_a_date_in_the_score_column_is_told_as_excels_doing():
    data = workbook_bytes({"KQ": [["Đơn vị", "Tổng điểm"], ["Xã Vĩnh Hòa", date(2023, 5, 8)]]})
    table = read_workbook(data, filename="a.xlsx").sheets[0]
    bad = plan_import(table, mapping=guess_mapping(table), scale=parse_scale("one"), known_units=KNOWN)
    assert bad.messages == [
        "Trang tính «KQ», hàng 2: ô B2 là ngày 08/05/2023, không phải điểm: "
        "Excel có thể đã đổi số thành ngày, gõ lại điểm dưới dạng số."
    ]


def test_a_formula_without_value_is_found_in_a_real_file():
    table = read_workbook(workbook_with_formula(None), filename="a.xlsx").sheets[0]
    bad = plan_import(table, mapping=guess_mapping(table), scale=parse_scale("one"), known_units=KNOWN)
    assert bad.messages == [
        "Trang tính «KQ», hàng 2: ô B2 là công thức chưa có giá trị: mở tệp bằng Excel, lưu lại rồi nạp lại."
    ]


@pytest.mark.parametrize(
    ("raw", "scale", "value"),
    [
        ("0,727", "one", "0.727"),
        ("65.2", "percent", "65.2"),
        ("69,63", "percent", "69.63"),
        ("69,63%", "percent", "69.63"),
        ("69,63/100", "percent", "69.63"),
        ("407,64", "points:1000", "407.64"),
        ("408/1000", "points:1000", "408"),
        (0.1 + 0.2, "one", "0.3"),
        (1, "one", "1"),
        (0, "one", "0"),
    ],
)
def test_comma_and_dot_decimals_and_the_scales_own_unit(raw, scale, value):
    (line,) = plan(["", "", "Xã Vĩnh Hòa", 1, raw], scale=scale).lines
    assert line.value == Decimal(value)


def test_rank_and_score_in_one_cell():
    (line,) = plan(["", "", "Xã Vĩnh Hòa", 1, "01 (0,727)"]).lines
    assert (line.rank, line.value, line.raw_value) == (1, Decimal("0.727"), "01 (0,727)")


def test_equal_problems_fold_to_the_first_place_and_a_count():
    rows = [["", "", unit.name, 1, 1.5] for unit in KNOWN[:4]]
    assert plan(*rows).messages == [
        "Trang tính «KQ», hàng 2 và 3 hàng nữa: "
        "điểm lớn hơn mức tối đa 1 của thang điểm; sửa điểm hoặc chọn thang khác."
    ]


def test_rows_that_are_no_results_are_listed_with_their_reason():
    good = plan(
        ["(1)", "(2)", "(3)", "(4)", "(5)=(4)", "(6)"],
        ["I", None, "Khối phường, xã"],
        GOOD,
        HEADER,
        ["II", None, "Khối phòng, ban", 4, 0.4],
        [2, None, "Phòng VHTT", 4, 0.5, 2],
        [3],
        [None, None, "Tổng cộng", 9, 1.3],
        ["Ghi chú: số liệu tạm tính"],
        [None, None, None, None, "Tân Châu, ngày 10 tháng 12 năm 2023"],
    )
    assert [line.unit_key for line in good.lines] == [1, 5]
    assert good.messages == []
    assert [(row.row, row.reason) for row in good.skipped] == [
        (2, "hàng đánh số cột"),
        (3, "hàng tên nhóm"),
        (5, "hàng tiêu đề lặp lại"),
        (6, "hàng tên nhóm"),
        (8, "hàng không có tên đơn vị và không có điểm"),
        (9, "hàng tổng cộng hoặc trung bình"),
        (10, "ghi chú, chữ ký ngoài bảng"),
        (11, "ghi chú, chữ ký ngoài bảng"),
    ]
    assert good.skipped[-1].text == "Tân Châu, ngày 10 tháng 12 năm 2023"


@pytest.mark.parametrize("name", ["Công an phường", "Tổng công ty Điện"])
def test_a_unit_whose_name_begins_like_a_total_is_not_left_out(name):
    assert (
        plan(["", "", name, 1, 0.5])
        .messages[0]
        .startswith(f"Trang tính «KQ», hàng 2: không tìm thấy đơn vị «{name}»")
    )


def test_a_code_looked_up_in_vain_does_not_spoil_a_good_name():
    (line,) = plan([1, CellFault("error", "#N/A"), "Xã Vĩnh Hòa", 1, 0.5]).lines
    assert (line.unit_key, line.how) == (4, "name")


def test_unknown_names_are_collected_once_for_the_persons_answer():
    bad = plan(["", "", "Xã Vỉnh Hòa", 1, 0.5], ["", "", "xã  vỉnh hoà", 1, 0.5])
    (unmatched,) = bad.unmatched
    assert (unmatched.raw_name, unmatched.rows) == ("Xã Vỉnh Hòa", (2, 3))
    assert unmatched.key == name_key("Xã Vỉnh Hòa")
    assert unmatched.suggestions == ((4, "Xã Vĩnh Hòa", 100),)


def test_a_persons_answer_settles_a_name_or_leaves_the_row_out():
    rows = [["", "", "Xã Vỉnh Hòa", 1, 0.5], ["", "", "Công ty Điện lực", 1, 0.7]]
    answers = {name_key("Xã Vỉnh Hòa"): 4, name_key("Công ty Điện lực"): SKIP}
    good = plan(*rows, decisions=answers)
    assert good.can_write and not good.unmatched
    assert [(line.unit_key, line.how) for line in good.lines] == [(4, "decision")]
    assert [row.reason for row in good.skipped] == ["bỏ qua theo lựa chọn của người nhập"]


def test_an_answer_that_names_no_known_unit_changes_nothing():
    assert not plan(["", "", "Xã Vỉnh Hòa", 1, 0.5], decisions={name_key("Xã Vỉnh Hòa"): 99}).can_write


def test_units_without_a_row_are_named():
    assert [unit.name for unit in plan(GOOD).missing_units] == [unit.name for unit in KNOWN[1:]]


def test_a_scale_that_looks_wrong_is_questioned_not_changed():
    questioned = plan(GOOD, scale="percent")
    assert questioned.can_write and questioned.lines[0].value == Decimal("0.8002")
    assert questioned.warnings == [
        "Mọi điểm đều không quá 1 trong khi thang đã chọn là phần trăm, từ 0 đến 100. "
        "Hãy xác nhận thang điểm trước khi ghi."
    ]
    assert plan(GOOD).warnings == []


@pytest.mark.parametrize(
    ("header", "rows", "message"),
    [
        ([], [], "Trang tính «KQ»: không có dữ liệu; chọn trang tính khác hoặc kiểm tra lại tệp."),
        (
            ["Xã Tân An", 5],
            [],
            "Trang tính «KQ»: không tìm thấy hàng tiêu đề có cột đơn vị và cột điểm; "
            "đặt tên cột ở hàng trên cùng của bảng.",
        ),
        (
            ["Đơn vị", "Nhận xét chung"],
            [["Xã Tân An", "tốt"]],
            "Trang tính «KQ»: chưa biết cột nào là tổng điểm; chọn cột đó rồi xem lại.",
        ),
        (
            HEADER,
            [],
            "Trang tính «KQ»: không có hàng kết quả nào dưới hàng tiêu đề 1; kiểm tra lại bảng.",
        ),
    ],
)
def test_a_table_that_cannot_be_read_at_all_says_what_is_missing(header, rows, message):
    bad = plan(*rows, header=header)
    assert bad.messages == [message] and not bad.can_write


def test_one_column_cannot_be_both_name_and_score():
    table = sheet(HEADER, GOOD)
    mapping = guess_mapping(table).changed({"value": 2})
    bad = plan_import(table, mapping=mapping, scale=parse_scale("one"), known_units=KNOWN)
    assert bad.messages == ["Trang tính «KQ»: cột «Đơn vị» được chọn cho hai việc; chọn lại cột tổng điểm."]
