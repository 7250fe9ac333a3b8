"""The file itself: text in many encodings, wrong kinds, broken and hostile packages."""

import io
import zipfile

from tests.excel_makers import far_cell_workbook, packed, raw_parts, raw_workbook, zip_bomb
from tests.nasty.makers import AN, FILE, GOOD, GUARD, ONE, RESAVE, book, cp1258, csv_bytes
from tests.nasty.world import Case

TABLE = "TT{0}Đơn vị{0}Tổng điểm{0}Xếp hạng\r\n1{0}Xã Tân An{0}90,0{0}1\r\n2{0}Xã Châu Phong{0}87,9{0}2\r\n"
TWO = {"30388": "90", "30397": "87.9"}
SAVE_AS = "Hãy mở bằng Excel, chọn Lưu thành (Save As) dạng «Excel Workbook (*.xlsx)» rồi nạp lại."
CSV = "ket-qua.csv"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def text(name: str, data: bytes, **expected) -> Case:
    """A table as plain text."""
    return Case(name, data, filename=CSV, **expected)


def refused(name: str, data, sentence: str, filename: str = "ket-qua.xlsx") -> Case:
    """A file that is not taken at all."""
    return Case(name, data, filename=filename, refused=sentence)


def flagged_as_encrypted() -> bytes:
    """A package whose parts say that they are encrypted."""
    data = bytearray(book(GOOD))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := data.find(mark, start)) >= 0:
            data[start + offset] |= 1
            start += 4
    return bytes(data)


def with_part(name: str, content: str = "x") -> bytes:
    """The good workbook with one more part."""
    stream = io.BytesIO(book(GOOD))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(name, content)
    return stream.getvalue()


CASES = [
    text("csv with semicolons and a byte-order mark", csv_bytes(TABLE.format(";"), "utf-8-sig"), values=TWO),
    text("csv with tabs in UTF-16", csv_bytes(TABLE.format("\t"), "utf-16"), values=TWO),
    text(
        "csv with commas and quoted decimals",
        csv_bytes('TT,Đơn vị,Tổng điểm\n1,"Xã Tân An","90,0"\n2,"Xã Châu\nPhong","87,9"\n'),
        values=TWO,
    ),
    text(
        "csv with titles above and ragged rows",
        csv_bytes("KẾT QUẢ ĐÁNH GIÁ\n\n" + TABLE.format(";") + ";;;;\nGhi chú: tạm tính\n"),
        skipped={7: "ghi chú, chữ ký ngoài bảng"},
        values=TWO,
    ),
    text("csv with bare carriage returns", csv_bytes(TABLE.format(";").replace("\r\n", "\r")), values=TWO),
    text(
        "csv in Windows-1258",
        cp1258(TABLE.format(";")),
        warnings=(
            "Tệp «ket-qua.csv» viết bằng bảng mã Windows-1258, đã chuyển sang Unicode. "
            "Hãy kiểm tra dấu trong tên đơn vị.",
        ),
        values=TWO,
    ),
    text(
        "csv in an unknown encoding",
        b"TT;\xd0\xf5n v\xec;T\xf3ng\n1;X\xe3;9\n" + bytes(range(128, 160)),
        refused="Tệp «ket-qua.csv» không phải CSV mã UTF-8. "
        "Hãy mở bằng Excel, lưu thành «CSV UTF-8» hoặc .xlsx rồi nạp lại.",
    ),
    text(
        "csv with binary rubbish",
        b"TT;a\0b\n1;2\n",
        refused=f"Tệp «ket-qua.csv» không phải tệp chữ CSV. {RESAVE}",
    ),
    text(
        "csv with an endless quoted cell",
        csv_bytes('TT;"' + "x" * 200_000),
        refused=f"Tệp «ket-qua.csv» sai dạng CSV: có ô quá dài hoặc thiếu dấu nháy. {RESAVE}",
    ),
    text(
        "csv wider than any table",
        csv_bytes(";".join("x" * 1 for _ in range(400))),
        refused="Tệp «ket-qua.csv» có dữ liệu ở hàng 1, ngoài vùng đọc được (20000 hàng, 300 cột). "
        "Hãy xóa các hàng, cột thừa rồi nạp lại.",
    ),
    text(
        "csv with a formula for a name",
        csv_bytes("TT;Đơn vị;Tổng điểm\n1;=HYPERLINK(1);90\n"),
        problems=(
            "Trang tính «ket-qua», hàng 2: không tìm thấy đơn vị «=HYPERLINK(1)»; "
            "chọn đơn vị đúng hoặc bỏ qua hàng này.",
        ),
    ),
    refused("nothing at all", b"", f"{FILE} rỗng (0 byte). Hãy lưu lại bảng từ Excel rồi nạp lại."),
    refused("plain text called xlsx", b"hello", f"{FILE} không phải bảng tính Excel (.xlsx). {GUARD}"),
    refused("a PDF called xlsx", b"%PDF-1.7 ...", f"{FILE} là tệp PDF, không phải bảng tính Excel. {GUARD}"),
    refused(
        "a picture called xlsx",
        b"\x89PNG\r\n\x1a\n",
        f"{FILE} là tệp ảnh, không phải bảng tính Excel. {GUARD}",
    ),
    refused(
        "a web page called xlsx",
        b"<html><table></table></html>",
        f"{FILE} thật ra là trang web (HTML), không phải bảng tính Excel. {SAVE_AS}",
    ),
    refused(
        "an old xls",
        OLD + b"Workbook",
        f"{FILE} là tệp Office đời cũ (.xls, .doc), hệ thống không đọc. {SAVE_AS}",
    ),
    refused(
        "an xls by name too",
        OLD + b"Workbook",
        f"Tệp «ket-qua.xls» là tệp Office đời cũ (.xls, .doc), hệ thống không đọc. {SAVE_AS}",
        "ket-qua.xls",
    ),
    refused(
        "an encrypted workbook",
        OLD + "EncryptedPackage".encode("utf-16-le"),
        f"{FILE} có mật khẩu mở tệp. Hãy bỏ mật khẩu trong Excel, lưu lại rồi nạp lại.",
    ),
    refused(
        "a package with encrypted parts",
        flagged_as_encrypted,
        f"{FILE} có mật khẩu mở tệp. Hãy bỏ mật khẩu trong Excel, lưu lại rồi nạp lại.",
    ),
    refused(
        "a workbook called csv", lambda: book(GOOD), f"Tệp «ket-qua.csv» phải có đuôi .xlsx. {SAVE_AS}", CSV
    ),
    refused(
        "a workbook with macros",
        lambda: with_part("xl/vbaProject.bin"),
        f"{FILE} có macro, hệ thống không nhận. {SAVE_AS}",
    ),
    refused(
        "a workbook that fetches from another file",
        lambda: with_part("xl/externalLinks/externalLink1.xml", "<a/>"),
        f"{FILE} lấy số liệu từ tệp khác. Hãy vào Dữ liệu, Sửa liên kết (Data, Edit Links), "
        "chọn Ngắt liên kết (Break Link), lưu lại rồi nạp lại.",
    ),
    refused(
        "a Word file called xlsx",
        lambda: packed({"word/document.xml": "<a/>"}),
        f"{FILE} là tệp Word, không phải bảng tính Excel. {GUARD}",
    ),
    refused(
        "a zip of pictures",
        lambda: packed({"a.jpg": "x"}),
        f"{FILE} là tệp nén, không phải bảng tính Excel (.xlsx). {GUARD}",
    ),
    refused("half a workbook", lambda: book(GOOD)[:2000], f"{FILE} bị hỏng hoặc tải lên dở dang. {RESAVE}"),
    refused(
        "a sheet with broken XML", lambda: raw_workbook("<row"), f"{FILE} bị hỏng, không đọc được. {RESAVE}"
    ),
    refused(
        "entities",
        lambda: packed(raw_parts("", prolog='<!DOCTYPE x [<!ENTITY a "aaaa">]>')),
        f"{FILE} chứa khai báo DTD, không phải do Excel lưu. {RESAVE}",
    ),
    refused(
        "one cell at XFD1048576",
        far_cell_workbook,
        "Trang tính «KQ» có dữ liệu ở ô XFD1048576, ngoài vùng đọc được (20.000 hàng, 300 cột). "
        "Hãy xóa các hàng, cột thừa, lưu lại rồi nạp lại.",
    ),
    refused(
        "a zip bomb",
        zip_bomb,
        f"{FILE} giải nén ra 20 MB, lớn bất thường so với một bảng tính. "
        "Hãy chép vùng số liệu sang một tệp Excel mới rồi nạp lại.",
    ),
    refused(
        "thousands of parts",
        lambda: packed({f"xl/{at}.xml": "" for at in range(2_100)}),
        f"{FILE} chứa quá nhiều thành phần so với một bảng tính thường. {RESAVE}",
    ),
    Case(
        "an xlsx whose ending is in capitals",
        lambda: book([1, AN, 90, 1]),
        filename="KET-QUA.XLSX",
        values=ONE,
    ),
]
