"""Workbooks and CSV files become rows with their places; nothing nasty reaches this process."""

import multiprocessing
import random
from datetime import datetime

import pytest

from accounts.excel.cells import CellFault, Row
from accounts.excel.guard import FileRefused
from accounts.excel.reading import read_workbook
from tests.excel_makers import far_cell_workbook, raw_workbook, workbook_bytes, workbook_with_formula

TOO_HEAVY = (
    "Tệp «a.xlsx» quá nặng, hệ thống đã dừng đọc. Hãy chép vùng số liệu sang một tệp Excel mới rồi nạp lại."
)
BROKEN = (
    "Tệp «a.xlsx» bị hỏng, không đọc được. Hãy mở tệp bằng Excel, lưu lại thành tệp .xlsx mới rồi nạp lại."
)


def read(data, **options):
    """Reads bytes as a.xlsx unless told otherwise."""
    return read_workbook(data, filename=options.pop("filename", "a.xlsx"), **options)


def test_values_keep_their_kind_and_rows_their_number():
    rows = [
        ["Đơn vị", "Điểm"],
        [],
        ["Xã Tân An", 0.8002, 12, True, datetime.fromisoformat("2023-12-09T07:30")],
        [None, None],
    ]
    (sheet,) = read(workbook_bytes({"KQ": rows})).sheets
    assert sheet.rows == [
        Row(1, ["Đơn vị", "Điểm"]),
        Row(3, ["Xã Tân An", 0.8002, 12, True, datetime.fromisoformat("2023-12-09T07:30")]),
    ]


def test_a_path_is_read_like_bytes(tmp_path):
    path = tmp_path / "b.xlsx"
    path.write_bytes(workbook_bytes({"KQ": [["x"]]}))
    book = read_workbook(path)
    assert book.filename == "b.xlsx" and book.sheets[0].rows == [Row(1, ["x"])]


def test_hidden_sheets_are_read_and_named():
    book = read(workbook_bytes({"KQ": [[1]], "DANHMUC": [[2]]}, hidden=["DANHMUC"]))
    assert [sheet.name for sheet in book.visible] == ["KQ"]
    assert book.hidden_names == ["DANHMUC"]


def test_a_merged_title_is_one_cell_in_its_row():
    (sheet,) = read(workbook_bytes({"KQ": [["BẢNG"], ["a", "b"]]}, merged=["A1:B1"])).sheets
    assert sheet.rows == [Row(1, ["BẢNG"]), Row(2, ["a", "b"])]


def test_a_formula_gives_its_stored_value_or_says_that_it_has_none():
    assert read(workbook_with_formula("0.5")).sheets[0].rows[1].cells[1] == 0.5
    fault = read(workbook_with_formula(None)).sheets[0].rows[1].cells[1]
    assert fault == CellFault("formula", "")
    assert fault.sentence("C7") == "ô C7 là công thức chưa có giá trị: mở tệp bằng Excel, lưu lại rồi nạp lại"


def test_a_formula_written_by_a_program_that_does_not_calculate_has_no_value():
    assert read(workbook_bytes({"KQ": [["=1+1"]]})).sheets[0].rows[0].cells == [CellFault("formula", "")]


def test_a_formula_with_an_empty_text_as_result_is_an_empty_cell():
    data = '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="str"><f>IF(A1=1,"","x")</f><v></v></c></row>'
    assert read(raw_workbook(data)).sheets[0].rows == [Row(1, [1])]


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!"])
def test_error_values_are_told_apart_from_text(error):
    data = f'<row r="1"><c r="A1" t="e"><f>B1</f><v>{error}</v></c></row>'
    fault = read(raw_workbook(data)).sheets[0].rows[0].cells[0]
    assert fault == CellFault("error", error)
    assert fault.sentence("A1") == f"ô A1 có giá trị lỗi {error}: sửa công thức hoặc gõ giá trị vào ô"


def test_a_date_beyond_the_calendar_is_an_error_value():
    data = '<row r="1"><c r="A1" s="1"><v>99999999</v></c><c r="B1" s="1"><v>45269</v></c></row>'
    cells = read(raw_workbook(data)).sheets[0].rows[0].cells
    assert cells == [CellFault("error", "#VALUE!"), datetime.fromisoformat("2023-12-09")]


def test_a_cell_at_the_end_of_the_sheet_is_refused_with_its_place():
    data = far_cell_workbook()
    assert len(data) < 5000
    with pytest.raises(FileRefused) as refused:
        read(data)
    assert str(refused.value) == (
        "Trang tính «KQ» có dữ liệu ở ô XFD1048576, ngoài vùng đọc được (20.000 hàng, 300 cột). "
        "Hãy xóa các hàng, cột thừa, lưu lại rồi nạp lại."
    )


def test_a_declared_size_without_cells_is_harmless():
    data = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert read(raw_workbook(data, dimension="A1:XFD1048576")).sheets[0].rows == [Row(1, [1])]


@pytest.mark.parametrize(
    "data",
    [
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>7</v></c></row>',
        '<row r="1"><c r="A1"><v>một</v></c></row>',
        "<row",
    ],
)
def test_a_broken_sheet_ends_in_one_sentence(data):
    with pytest.raises(FileRefused) as refused:
        read(raw_workbook(data))
    assert str(refused.value) == BROKEN


def test_the_child_is_stopped_when_memory_runs_out():
    text = random.Random(2023).randbytes(15_000_000).hex()
    data = raw_workbook(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>')
    with pytest.raises(FileRefused) as refused:
        read(data, memory_bytes=60 * 1024 * 1024)
    assert str(refused.value) == TOO_HEAVY


def test_the_child_is_stopped_when_time_runs_out():
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="1"/><c r="B{n}" s="1"/></row>' for n in range(1, 600_000))
    with pytest.raises(FileRefused) as refused:
        read(raw_workbook(rows), seconds=1)
    assert str(refused.value) == TOO_HEAVY


def test_a_child_that_cannot_start_is_not_blamed_on_the_file():
    with pytest.raises(RuntimeError, match="reading process"):
        read(workbook_bytes({"KQ": [[1]]}), max_rows="not a number")


@pytest.mark.parametrize(
    "data",
    [
        "Đơn vị;Điểm\nXã Tân An;8,5\n".encode("utf-8-sig"),
        "Đơn vị\tĐiểm\r\nXã Tân An\t8,5\r\n".encode("utf-16"),
        'Đơn vị,Điểm\nXã Tân An,"8,5"\n'.encode(),
    ],
)
def test_csv_gives_the_same_rows_whatever_its_marks(data):
    book = read(data, filename="diem.csv", allow_csv=True)
    assert book.sheets[0].name == "diem"
    assert book.sheets[0].rows == [Row(1, ["Đơn vị", "Điểm"]), Row(2, ["Xã Tân An", "8,5"])]


def test_csv_in_another_encoding_is_refused():
    with pytest.raises(FileRefused) as refused:
        read(b"\xd0\xf5n v\xec;1", filename="a.csv", allow_csv=True)
    assert str(refused.value) == (
        "Tệp «a.csv» không phải CSV mã UTF-8. Hãy mở bằng Excel, lưu thành «CSV UTF-8» hoặc .xlsx rồi nạp lại."
    )


def test_csv_is_bounded_too():
    with pytest.raises(FileRefused) as refused:
        read(b"a\nb\nc\n", filename="a.csv", allow_csv=True, max_rows=2)
    assert str(refused.value) == (
        "Tệp «a.csv» có dữ liệu ở hàng 3, ngoài vùng đọc được (2 hàng, 300 cột). "
        "Hãy xóa các hàng, cột thừa rồi nạp lại."
    )


def test_csv_with_an_endless_cell_is_refused():
    with pytest.raises(FileRefused) as refused:
        read(b'a;"' + b"x" * 200_000, filename="a.csv", allow_csv=True)
    assert str(refused.value) == (
        "Tệp «a.csv» sai dạng CSV: có ô quá dài hoặc thiếu dấu nháy. "
        "Hãy mở tệp bằng Excel, lưu lại thành tệp .xlsx mới rồi nạp lại."
    )


def read_and_report(data, answers):
    """Runs in a daemon process, as Celery's are."""
    answers.put([list(row) for row in read(data).sheets[0].rows])


def test_a_daemon_process_may_read_too():
    context = multiprocessing.get_context("spawn")
    answers = context.Queue()
    arguments = (workbook_bytes({"KQ": [["Xã Tân An", 0.5]]}), answers)
    process = context.Process(target=read_and_report, args=arguments, daemon=True)
    process.start()
    assert answers.get(timeout=60) == [[1, ["Xã Tân An", 0.5]]]
    process.join(timeout=60)
