from accounts.excel.cells import Row, Sheet, Workbook
from scoring.importers.notices import notices_of

ROWS = [Row(1, ["Đơn vị"])]


def test_an_open_file_says_nothing():
    sheet = Sheet("KQ", False, ROWS)
    assert notices_of(Workbook("a.xlsx", [sheet, Sheet("Trống", True, [])]), sheet) == []


def test_what_is_hidden_and_converted_is_named():
    sheet = Sheet("KQ", False, ROWS, hidden_rows=tuple(range(2, 16)), hidden_columns=(3, 26))
    found = notices_of(Workbook("a.csv", [sheet, Sheet("Cũ", True, ROWS)], "Windows-1258"), sheet)
    assert [one.split(".")[0] for one in found] == [
        "Tệp có trang tính ẩn không được đọc: Cũ",
        "Trang tính «KQ» có 14 hàng ẩn vẫn được đọc: hàng 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 và 2 mục nữa",
        "Trang tính «KQ» có 2 cột ẩn vẫn được đọc: cột D, AA",
        "Tệp «a",
    ]
