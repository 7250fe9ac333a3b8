"""The sheet with the table is found; an empty file says so."""

import pytest

from accounts.errors import DomainError
from accounts.excel.reading import read_workbook
from scoring.importers.sheets import choose_sheet
from tests.excel_makers import workbook_bytes

TABLE = [["Đơn vị", "Tổng điểm"], ["Xã Tân An", 0.5]]


def chosen(sheets, *, name=None, hidden=()):
    """The choice in a workbook of these sheets."""
    return choose_sheet(read_workbook(workbook_bytes(sheets, hidden=hidden), filename="kq.xlsx"), name=name)


def test_the_first_visible_sheet_with_a_total_is_taken():
    sheet, mapping = chosen({"Bìa": [["BÁO CÁO"]], "ẨN": TABLE, "KQ": TABLE}, hidden=["ẨN"])
    assert sheet.name == "KQ" and mapping.value == 1


def test_a_named_sheet_is_taken_even_if_hidden():
    assert chosen({"KQ": TABLE, "ẨN": TABLE}, name="ẨN", hidden=["ẨN"])[0].name == "ẨN"


def test_without_any_header_the_first_sheet_is_shown_for_a_person_to_map():
    sheet, mapping = chosen({"A": [["chữ"]], "B": [["khác"]]})
    assert sheet.name == "A" and mapping is None


@pytest.mark.parametrize(
    ("sheets", "options", "message"),
    [
        (
            {"Sheet1": [], "Sheet2": [[None]]},
            {},
            "Tệp «kq.xlsx» không có dữ liệu: trang tính «Sheet1», «Sheet2» trống. Hãy kiểm tra lại tệp rồi nạp lại.",
        ),
        (
            {"Sheet1": [], "KQ": TABLE},
            {"hidden": ["KQ"]},
            "Tệp «kq.xlsx» chỉ có dữ liệu ở trang tính ẩn «KQ». Hãy bỏ ẩn (Unhide) trong Excel, lưu lại rồi nạp lại.",
        ),
        ({"KQ": TABLE}, {"name": "X"}, "Tệp «kq.xlsx» không có trang tính «X». Hãy chọn lại trang tính."),
    ],
)
def test_a_file_without_a_table_says_why(sheets, options, message):
    with pytest.raises(DomainError) as refused:
        chosen(sheets, **options)
    assert str(refused.value) == message
