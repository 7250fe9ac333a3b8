"""The header is found under titles, and columns are guessed by their words."""

import pytest

from accounts.excel.cells import Row, Sheet
from scoring.importers.headers import ColumnMapping, guess_mapping


def sheet(*rows):
    """A sheet of these rows, numbered from 1; empty ones left out as the reader does."""
    return Sheet("KQ", False, [Row(at, list(row)) for at, row in enumerate(rows, start=1) if row])


def roles(mapping):
    """Header texts by role."""
    return {key: mapping.header(getattr(mapping, key)) for key in ("name", "code", "value", "rank")}


@pytest.mark.parametrize(
    ("header", "name", "code", "value", "rank"),
    [
        (["STT", "Đơn vị", "Điểm", "Xếp hạng"], "Đơn vị", "", "Điểm", "Xếp hạng"),
        (["TT", "Tên cơ quan", "Tổng điểm"], "Tên cơ quan", "", "Tổng điểm", ""),
        (
            ["Stt", "Mã đơn vị", "Tên đơn vị", "Công khai", "Điểm DTI"],
            "Tên đơn vị",
            "Mã đơn vị",
            "Điểm DTI",
            "",
        ),
        (
            [
                "Xếp hạng DTI",
                "Các tỉnh, thành phố trực thuộc TW",
                "Thể chế số",
                "CHUYỂN ĐỔI SỐ CẤP TỈNH (PDTI)",
            ],
            "Các tỉnh, thành phố trực thuộc TW",
            "",
            "CHUYỂN ĐỔI SỐ CẤP TỈNH (PDTI)",
            "Xếp hạng DTI",
        ),
        (
            ["Xếp hạng DTI", "Các tỉnh, thành phố trực thuộc TW", "Bộ chỉ số dành cho cấp Tỉnh"],
            "Các tỉnh, thành phố trực thuộc TW",
            "",
            "Bộ chỉ số dành cho cấp Tỉnh",
            "Xếp hạng DTI",
        ),
        (
            ["TT", "Tỉnh, thành phố trực thuộc Trung ương", "Năm 2017"],
            "Tỉnh, thành phố trực thuộc Trung ương",
            "",
            "Năm 2017",
            "",
        ),
        (
            ["STT", "Xã, phường", "Điểm tự chấm", "Điểm thẩm định", "Thứ hạng"],
            "Xã, phường",
            "",
            "Điểm thẩm định",
            "Thứ hạng",
        ),
        (["TT", "Đơn vị", "Đơn vị tính", "Điểm tối đa", "Tổng cộng"], "Đơn vị", "", "Tổng cộng", ""),
        (["STT", "ĐỊA PHƯƠNG", "Xã hội số", "TỔNG ĐIỂM"], "ĐỊA PHƯƠNG", "", "TỔNG ĐIỂM", ""),
    ],
)
def test_columns_are_guessed_by_the_words_of_real_tables(header, name, code, value, rank):
    mapping = guess_mapping(sheet(header, [1, "x", 2, 3, 4]))
    assert roles(mapping) == {"name": name, "code": code, "value": value, "rank": rank}


def test_titles_above_are_not_taken_for_the_header():
    mapping = guess_mapping(
        sheet(
            ["BẢNG XẾP HẠNG ĐIỂM CHUYỂN ĐỔI SỐ CÁC ĐƠN VỊ"],
            ["(Kèm theo Quyết định số 12/QĐ-UBND)"],
            [],
            ["TT", "Đơn vị", "Tổng điểm"],
            [1, "Xã Tân An", 50],
        )
    )
    assert mapping.header_row == 4


def test_sub_headers_join_their_group_and_numeric_columns_become_parts():
    mapping = guess_mapping(
        sheet(
            ["TT", "Đơn vị", "Điểm", None, "Tổng điểm", "Ghi chú", "Điểm"],
            [None, None, "Nhận thức số", "Thể chế số"],
            [1, "Xã Tân An", 5, "6,5", 11.5, "tốt", "không"],
        )
    )
    assert mapping.header_row == 2
    assert mapping.parts == (("Điểm / Nhận thức số", 2), ("Điểm / Thể chế số", 3))
    assert mapping.header(mapping.value) == "Tổng điểm"


def test_a_group_row_under_the_header_is_no_sub_header():
    mapping = guess_mapping(
        sheet(["TT", "Đơn vị", "Điểm"], ["I", "Khối phường"], [1, "Phường Long Thạnh", 5])
    )
    assert mapping.header_row == 1


def test_equal_headers_are_told_apart_by_their_letter():
    mapping = guess_mapping(sheet(["Đơn vị", "Chỉ số", "Chỉ số", "Tổng điểm"], ["Xã Tân An", 1, 2, 3]))
    assert mapping.parts == (("Chỉ số (cột B)", 1), ("Chỉ số (cột C)", 2))


def test_a_sheet_without_a_header_gives_no_mapping():
    assert guess_mapping(sheet(["Xã Tân An", 5], ["Xã Tân Thạnh", 6])) is None
    assert guess_mapping(sheet()) is None


def test_a_person_can_name_the_row_and_change_the_columns():
    mapping = guess_mapping(sheet(["a", "b", "c"], ["Xã Tân An", 5, 6]), header_row=1)
    assert (mapping.name, mapping.value) == (None, None)
    assert mapping.parts == (("b", 1), ("c", 2))
    changed = mapping.changed({"name": 0, "value": 2})
    assert (changed.name, changed.value, changed.parts) == (0, 2, (("b", 1),))
    assert changed.changed({"value": None}).value is None
    assert changed.changed({}, parts=[2]).parts == (("c", 2),)
    assert mapping.changed({"name": 0, "value": 2}, parts=[]).parts == ()


def test_a_mapping_can_be_kept_as_plain_data():
    mapping = guess_mapping(sheet(["Mã", "Đơn vị", "Chỉ số 1", "Tổng điểm"], ["01", "Xã Tân An", 1, 2]))
    assert ColumnMapping.from_data(mapping.as_data()) == mapping
