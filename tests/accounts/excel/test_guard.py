"""Every kind of file that must not be read is refused with its own sentence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.excel.guard import FileRefused, check_workbook
from tests.excel_makers import packed, raw_parts, raw_workbook, workbook_bytes, zip_bomb

SAVE_AS = "Hãy mở bằng Excel, chọn Lưu thành (Save As) dạng «Excel Workbook (*.xlsx)» rồi nạp lại."
CHOOSE = "Hãy chọn đúng tệp bảng tính, hoặc chép bảng sang Excel, lưu thành tệp .xlsx rồi nạp lại."
RESAVE = "Hãy mở tệp bằng Excel, lưu lại thành tệp .xlsx mới rồi nạp lại."
MACRO = f"có macro, hệ thống không nhận. {SAVE_AS}"
PASSWORD = "có mật khẩu mở tệp. Hãy bỏ mật khẩu trong Excel, lưu lại rồi nạp lại."
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
GOOD = workbook_bytes({"KQ": [["Đơn vị", "Tổng điểm"], ["Xã Tân An", 0.5]]})
PARTS = raw_parts('<row r="1"><c r="A1"><v>1</v></c></row>')
BILLION_LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'

REFUSED = [
    ("a.xlsx", b"", "rỗng (0 byte). Hãy lưu lại bảng từ Excel rồi nạp lại."),
    ("a.xls", OLE + bytes(4000), f"là tệp Office đời cũ (.xls, .doc), hệ thống không đọc. {SAVE_AS}"),
    ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), PASSWORD),
    ("a.pdf", b"%PDF-1.7\n", f"là tệp PDF, không phải bảng tính Excel. {CHOOSE}"),
    ("a.xlsx", b"\x89PNG\r\n\x1a\n", f"là tệp ảnh, không phải bảng tính Excel. {CHOOSE}"),
    ("a.xlsx", b"Rar!\x1a\x07", f"là tệp nén RAR, không phải bảng tính Excel. {CHOOSE}"),
    (
        "a.xlsx",
        b"\xef\xbb\xbf\n<html><table></table>",
        f"thật ra là trang web (HTML), không phải bảng tính Excel. {SAVE_AS}",
    ),
    ("a.xls", b"<table><tr><td>1", f"thật ra là trang web (HTML), không phải bảng tính Excel. {SAVE_AS}"),
    ("a.xlsx", "chỉ là chữ".encode(), f"không phải bảng tính Excel (.xlsx). {CHOOSE}"),
    (
        "a.docx",
        packed({"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"}),
        f"là tệp Word, không phải bảng tính Excel. {CHOOSE}",
    ),
    (
        "a.xlsx",
        packed({"anh.txt": "x"}),
        f"là tệp nén, không phải bảng tính Excel (.xlsx). {CHOOSE}",
    ),
    ("a.xlsm", GOOD, MACRO),
    ("a.xlsx", packed(PARTS | {"xl/vbaProject.bin": b"1"}), MACRO),
    ("a.xls", GOOD, f"phải có đuôi .xlsx. {SAVE_AS}"),
    (
        "a.xlsx",
        packed(PARTS | {"xl/externalLinks/externalLink1.xml": "<a/>"}),
        "lấy số liệu từ tệp khác. Hãy vào Dữ liệu, Sửa liên kết (Data, Edit Links), chọn Ngắt liên kết "
        "(Break Link), lưu lại rồi nạp lại.",
    ),
    ("a.xlsx", GOOD[:-40], f"bị hỏng hoặc tải lên dở dang. {RESAVE}"),
    ("a.xlsx", GOOD[:600] + bytes(60) + GOOD[660:], f"bị hỏng, không mở được. {RESAVE}"),
    (
        "a.xlsx",
        zip_bomb(),
        "giải nén ra 20 MB, lớn bất thường so với một bảng tính. "
        "Hãy chép vùng số liệu sang một tệp Excel mới rồi nạp lại.",
    ),
    (
        "a.xlsx",
        packed(PARTS | {f"xl/media/{at}.bin": b"" for at in range(2001)}),
        f"chứa quá nhiều thành phần so với một bảng tính thường. {RESAVE}",
    ),
    (
        "a.xlsx",
        raw_workbook("", prolog=BILLION_LAUGHS),
        f"chứa khai báo DTD, không phải do Excel lưu. {RESAVE}",
    ),
    (
        "a.xlsx",
        packed(PARTS | {"xl/workbook.xml": ("﻿" + BILLION_LAUGHS + "<workbook/>").encode("utf-16-le")}),
        f"chứa khai báo DTD, không phải do Excel lưu. {RESAVE}",
    ),
    (
        "a.xlsx",
        packed(PARTS | {"xl/workbook.xml": "không phải XML"}),
        f"bị hỏng ở thành phần «xl/workbook.xml». {RESAVE}",
    ),
]


@pytest.mark.parametrize(("name", "data", "sentence"), REFUSED, ids=[case[2][:40] for case in REFUSED])
def test_what_is_no_readable_workbook_is_refused_in_one_sentence(name, data, sentence):
    with pytest.raises(FileRefused) as refused:
        check_workbook(data, filename=name)
    assert str(refused.value) == f"Tệp «{name}» {sentence}"


def test_a_plain_workbook_passes():
    assert check_workbook(GOOD, filename="Kết quả.XLSX") == "xlsx"


def test_a_file_of_200_megabytes_is_refused_by_its_size_alone(tmp_path):
    path = tmp_path / "lon.xlsx"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(FileRefused) as refused:
        check_workbook(path)
    assert str(refused.value) == (
        "Tệp «lon.xlsx» nặng 200 MB, quá mức 20 MB cho phép. Hãy bỏ ảnh và trang tính thừa rồi nạp lại."
    )


def test_the_limit_is_the_callers(tmp_path):
    with pytest.raises(FileRefused, match="quá mức 0,5 MB cho phép"):
        check_workbook(bytes(1024 * 1024), filename="a.xlsx", max_bytes=512 * 1024)


def test_csv_only_where_it_is_asked_for():
    assert check_workbook(b"a;b", filename="a.csv", allow_csv=True) == "csv"
    with pytest.raises(FileRefused) as refused:
        check_workbook(b"a;b", filename="a.csv")
    assert str(refused.value) == f"Ở đây chỉ nhận tệp .xlsx, không nhận tệp .csv «a.csv». {SAVE_AS}"


def test_a_workbook_renamed_csv_is_told_to_take_its_own_ending():
    with pytest.raises(FileRefused) as refused:
        check_workbook(GOOD, filename="a.csv", allow_csv=True)
    assert str(refused.value) == f"Tệp «a.csv» phải có đuôi .xlsx. {SAVE_AS}"


def test_an_encrypted_zip_is_told_to_drop_its_password():
    data = bytearray(packed(PARTS))
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    with pytest.raises(FileRefused) as refused:
        check_workbook(bytes(data), filename="a.xlsx")
    assert str(refused.value) == f"Tệp «a.xlsx» {PASSWORD}"


def test_two_parts_of_one_name_are_refused():
    good = packed(PARTS | {"xl/worksheets/sheet2.xml": "<a/>"})
    data = good.replace(b"sheet2.xml", b"sheet1.xml")
    with pytest.raises(FileRefused) as refused:
        check_workbook(data, filename="a.xlsx")
    assert str(refused.value) == f"Tệp «a.xlsx» bị hỏng: có hai thành phần trùng tên. {RESAVE}"


@settings(derandomize=True, max_examples=300, deadline=None, database=None)
@given(at=st.integers(0, len(GOOD) - 1), piece=st.binary(max_size=40))
def test_no_damage_ends_in_anything_but_a_sentence(at, piece):
    damaged = GOOD[:at] + piece + GOOD[at + len(piece) :]
    try:
        assert check_workbook(damaged, filename="a.xlsx") == "xlsx"
    except FileRefused as refused:
        assert str(refused).startswith("Tệp «a.xlsx» ")
