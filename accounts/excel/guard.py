"""Looks at an uploaded file before anything parses it, and refuses what could not be read or could do harm."""

import re
import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat

from accounts.errors import DomainError

MAX_BYTES = 20 * 1024 * 1024
MAX_PARTS = 2_000
MAX_DIRECTORY_BYTES = 1024 * 1024
MAX_UNPACKED_BYTES = 300 * 1024 * 1024
# A sheet of figures packs 5 to 20 times, one of empty styled cells about 100 times.
MAX_RATIO = 200
RATIO_COUNTS_FROM_BYTES = 10 * 1024 * 1024

SAVE_AS = "Hãy mở bằng Excel, chọn Lưu thành (Save As) dạng «Excel Workbook (*.xlsx)» rồi nạp lại."
CHOOSE = "Hãy chọn đúng tệp bảng tính, hoặc chép bảng sang Excel, lưu thành tệp .xlsx rồi nạp lại."
RESAVE = "Hãy mở tệp bằng Excel, lưu lại thành tệp .xlsx mới rồi nạp lại."

_EOCD = struct.Struct("<4s4H2LH")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HEADS = (
    (b"%PDF", "tệp PDF"),
    (b"\x89PNG", "tệp ảnh"),
    (b"\xff\xd8\xff", "tệp ảnh"),
    (b"GIF8", "tệp ảnh"),
    (b"Rar!", "tệp nén RAR"),
    (b"7z\xbc\xaf", "tệp nén 7z"),
)
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
)
_HTML = re.compile(
    rb"\s*(<!--.*?-->\s*)*<(!doctype html|html|head|body|table|meta|style|script)\b", re.I | re.S
)
_PACKAGES = (("word/", "tệp Word"), ("ppt/", "tệp PowerPoint"))


class FileRefused(DomainError):
    """The file as a whole cannot be taken; the sentence says why and how to make one that can."""


def check_workbook(
    source: Path | str | bytes,
    *,
    filename: str | None = None,
    max_bytes: int = MAX_BYTES,
    allow_csv: bool = False,
) -> str:
    """Returns "xlsx" (or "csv" where allowed) when the file may be read; raises FileRefused with one sentence.

    Decides by size, content and extension; unpacks no more than the first bytes of each part.
    """
    name = filename or (Path(source).name if not isinstance(source, bytes) else "tệp tải lên")
    size = len(source) if isinstance(source, bytes) else Path(source).stat().st_size
    if size == 0:
        raise FileRefused(f"Tệp «{name}» rỗng (0 byte). Hãy lưu lại bảng từ Excel rồi nạp lại.")
    if size > max_bytes:
        raise FileRefused(
            f"Tệp «{name}» nặng {_megabytes(size)}, quá mức {_megabytes(max_bytes)} cho phép. "
            "Hãy bỏ ảnh và trang tính thừa rồi nạp lại."
        )
    with open_source(source) as file:
        kind = _kind_by_content(file, name=name)
        return _match_extension(kind, file, name=name, allow_csv=allow_csv)


def open_source(source: Path | str | bytes) -> BinaryIO:
    """The bytes or the file at the path, as a seekable binary stream."""
    return BytesIO(source) if isinstance(source, bytes) else open(source, "rb")


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.1f}".replace(".", ",").removesuffix(",0") + " MB"


def _kind_by_content(file: BinaryIO, *, name: str) -> str:
    """ "zip" or "text"; anything else is refused by its own name."""
    head = file.read(4096)
    for magic, label in _HEADS:
        if head.startswith(magic):
            raise FileRefused(f"Tệp «{name}» là {label}, không phải bảng tính Excel. {CHOOSE}")
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        file.seek(0)
        if _ENCRYPTED in file.read():
            raise FileRefused(
                f"Tệp «{name}» có mật khẩu mở tệp. Hãy bỏ mật khẩu trong Excel, lưu lại rồi nạp lại."
            )
        raise FileRefused(f"Tệp «{name}» là tệp Office đời cũ (.xls, .doc), hệ thống không đọc. {SAVE_AS}")
    if head.startswith(b"PK"):
        return "zip"
    if _HTML.match(head.removeprefix(b"\xef\xbb\xbf")):
        raise FileRefused(f"Tệp «{name}» thật ra là trang web (HTML), không phải bảng tính Excel. {SAVE_AS}")
    return "text"


def _match_extension(kind: str, file: BinaryIO, *, name: str, allow_csv: bool) -> str:
    extension = Path(name).suffix.lower()
    if kind == "zip":
        _check_package(file, name=name)
        if extension != ".xlsx":
            raise FileRefused(f"Tệp «{name}» phải có đuôi .xlsx. {SAVE_AS}")
        return "xlsx"
    if extension == ".csv" and allow_csv:
        return "csv"
    if extension == ".csv":
        raise FileRefused(f"Ở đây chỉ nhận tệp .xlsx, không nhận tệp .csv «{name}». {SAVE_AS}")
    raise FileRefused(f"Tệp «{name}» không phải bảng tính Excel (.xlsx). {CHOOSE}")


def _check_package(file: BinaryIO, *, name: str) -> None:
    _check_directory(file, name=name)
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            _check_parts(parts, name=name)
            _check_is_workbook([part.filename for part in parts], name=name)
            for part in parts:
                if part.filename.lower().endswith((".xml", ".rels")):
                    _check_prolog(archive, part, name=name)
    except _BROKEN as error:
        raise FileRefused(f"Tệp «{name}» bị hỏng, không mở được. {RESAVE}") from error


def _check_directory(file: BinaryIO, *, name: str) -> None:
    """Refuses a directory of many parts before zipfile builds an object for each."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 65_557))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _EOCD.size:
        raise FileRefused(f"Tệp «{name}» bị hỏng hoặc tải lên dở dang. {RESAVE}")
    _, _, _, _, entries, directory_bytes, _, _ = _EOCD.unpack_from(tail, at)
    is_zip64 = b"PK\x06\x07" in tail[max(0, at - 20) : at]
    if is_zip64 or entries > MAX_PARTS or directory_bytes > MAX_DIRECTORY_BYTES:
        raise FileRefused(f"Tệp «{name}» chứa quá nhiều thành phần so với một bảng tính thường. {RESAVE}")
    file.seek(0)


def _check_parts(parts: list[zipfile.ZipInfo], *, name: str) -> None:
    if any(part.flag_bits & 1 for part in parts):
        raise FileRefused(
            f"Tệp «{name}» có mật khẩu mở tệp. Hãy bỏ mật khẩu trong Excel, lưu lại rồi nạp lại."
        )
    unpacked = sum(part.file_size for part in parts)
    bombs = (
        part
        for part in parts
        if part.file_size > RATIO_COUNTS_FROM_BYTES
        and part.file_size > MAX_RATIO * max(1, part.compress_size)
    )
    if unpacked > MAX_UNPACKED_BYTES or any(bombs):
        raise FileRefused(
            f"Tệp «{name}» giải nén ra {_megabytes(unpacked)}, lớn bất thường so với một bảng tính. "
            "Hãy chép vùng số liệu sang một tệp Excel mới rồi nạp lại."
        )
    if len({part.filename for part in parts}) != len(parts):
        raise FileRefused(f"Tệp «{name}» bị hỏng: có hai thành phần trùng tên. {RESAVE}")


def _check_is_workbook(names: list[str], *, name: str) -> None:
    for folder, label in _PACKAGES:
        if any(part.startswith(folder) for part in names):
            raise FileRefused(f"Tệp «{name}» là {label}, không phải bảng tính Excel. {CHOOSE}")
    lowered = [part.lower() for part in names]
    if any("vbaproject" in part for part in lowered) or Path(name).suffix.lower() == ".xlsm":
        raise FileRefused(f"Tệp «{name}» có macro, hệ thống không nhận. {SAVE_AS}")
    if "[Content_Types].xml" not in names or not any(part.startswith("xl/workbook") for part in names):
        raise FileRefused(f"Tệp «{name}» là tệp nén, không phải bảng tính Excel (.xlsx). {CHOOSE}")
    if any(part.startswith("xl/externallinks/") for part in lowered):
        raise FileRefused(
            f"Tệp «{name}» lấy số liệu từ tệp khác. Hãy vào Dữ liệu, Sửa liên kết (Data, Edit Links), "
            "chọn Ngắt liên kết (Break Link), lưu lại rồi nạp lại."
        )


class _Doctype(Exception):
    pass


class _RootReached(Exception):
    pass


def _check_prolog(archive: zipfile.ZipFile, part: zipfile.ZipInfo, *, name: str) -> None:
    """No part may declare a document type: that is where entities come from, and Excel writes none."""

    def on_doctype(*_: object) -> None:
        raise _Doctype

    def on_element(*_: object) -> None:
        raise _RootReached

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = on_doctype
    parser.StartElementHandler = on_element
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(4096):
                parser.Parse(chunk, False)
    except _RootReached:
        return
    except _Doctype as error:
        raise FileRefused(f"Tệp «{name}» chứa khai báo DTD, không phải do Excel lưu. {RESAVE}") from error
    except expat.ExpatError as error:
        raise FileRefused(f"Tệp «{name}» bị hỏng ở thành phần «{part.filename}». {RESAVE}") from error
    raise FileRefused(f"Tệp «{name}» bị hỏng ở thành phần «{part.filename}». {RESAVE}")
