"""A list out to Excel opens with real figures, prints on A4, and runs nothing."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest

from accounts.excel.reading import read_workbook
from accounts.excel.writing import Column, safe_sheet_name, write_table

COLUMNS = [
    Column("STT", "number", 6),
    Column("Đơn vị", "text", 40),
    Column("Điểm", "number", 12),
    Column("Tiền thưởng", "money", 16),
    Column("Ngày gửi", "date", 14),
    Column("Tỷ lệ", "percent", 10),
]


def written(rows, **options):
    """The sheet as Excel would open it."""
    data = write_table(title="DANH SÁCH ĐỀ NGHỊ", columns=COLUMNS, rows=rows, **options)
    return openpyxl.load_workbook(io.BytesIO(data)).active


def test_figures_and_dates_are_real_and_show_as_many_places_as_the_column_needs():
    rows = [
        [1, "Xã Tân An", Decimal("0.80"), 6_480_000, date(2023, 12, 9), Decimal("0.7955")],
        [2, "Xã Tân Thạnh", Decimal("0.8002"), None, date(2023, 12, 10), 1],
    ]
    sheet = written(rows)
    values = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4, max_row=5)]
    assert values[0] == [1, "Xã Tân An", 0.8, 6_480_000, datetime.fromisoformat("2023-12-09"), 0.7955]
    assert values[1] == [2, "Xã Tân Thạnh", 0.8002, None, datetime.fromisoformat("2023-12-10"), 1]
    formats = [cell.number_format for cell in sheet[4]]
    assert formats == ["#,##0", "@", "#,##0.0000", "#,##0", "dd/mm/yyyy", "0.00%"]


@pytest.mark.parametrize(
    "text", ["=1+1", "+84", "-5 điểm", "@SUM(A1)", '=HYPERLINK("http://x","y")', "\t=1", "#N/A"]
)
def test_text_that_excel_would_run_stays_text(text):
    data = write_table(title=text, columns=[Column(text)], rows=[[text]], notes=[text])
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    for cell in (sheet["A1"], sheet["A3"], sheet["A4"], sheet["A6"]):
        assert (cell.value, cell.data_type) == (text, "s")
        assert bool(cell.quotePrefix) == (text != "#N/A")
    assert read_workbook(data, filename="a.xlsx").sheets[0].rows[-1].cells == [text]


def test_a_plain_text_beside_a_risky_one_gets_no_quote_prefix():
    sheet = written([[1, "=1", None, None, None, None], [2, "Xã", None, None, None, None]])
    assert [bool(sheet.cell(row, 2).quotePrefix) for row in (4, 5)] == [True, False]


def test_what_does_not_fit_its_column_is_written_as_text():
    sheet = written([[1, 30376, "–", "chưa tính", None, Decimal("NaN")]])
    assert [cell.value for cell in sheet[4]] == [1, "30376", "–", "chưa tính", None, "NaN"]
    assert [cell.data_type for cell in sheet[4]] == ["n", "s", "s", "s", "n", "s"]


def test_a_moment_is_written_in_vietnamese_time():
    sheet = written([[1, "x", None, None, datetime(2023, 12, 9, 20, 0, tzinfo=UTC), None]])
    assert sheet["E4"].value == datetime.fromisoformat("2023-12-10T03:00")
    assert sheet["E4"].number_format == "dd/mm/yyyy hh:mm"


def test_it_prints_on_a4_with_its_header_on_every_page():
    sheet = written([[1, "x", 1, 1, None, None]], landscape=True, sheet_name="Đề nghị [2023]/1")
    assert sheet.title == "Đề nghị  2023  1"
    assert sheet.page_setup.paperSize == 9 and sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$3:$3"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.freeze_panes == "A4"
    assert sheet.auto_filter.ref == "A3:F4"
    assert all(cell.font.bold for cell in sheet[3])
    assert sheet["A1"].font.bold and sheet.column_dimensions["B"].width == 40


def test_an_empty_list_is_still_a_table():
    assert [cell.value for cell in written([])[3]] == [column.header for column in COLUMNS]


def test_control_characters_and_endless_text_do_not_break_the_file():
    sheet = written([[1, "Xã\x00\x0b Tân An" + "x" * 40_000, None, None, None, None]])
    assert sheet["B4"].value.startswith("Xã Tân Anxxx") and len(sheet["B4"].value) == 32_767


@pytest.mark.parametrize(
    ("name", "safe"), [("", "Danh sách"), ("'x'", "x"), ("a" * 40, "a" * 31), ("a/b?", "a b")]
)
def test_sheet_names_are_made_acceptable(name, safe):
    assert safe_sheet_name(name) == safe
