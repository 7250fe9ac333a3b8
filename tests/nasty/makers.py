"""Short ways to nasty tables."""

import io
import unicodedata
from collections.abc import Sequence
from typing import Any

from openpyxl import load_workbook

from tests.excel_makers import packed, raw_parts, workbook_bytes

HEAD = ["TT", "Đơn vị", "Tổng điểm", "Xếp hạng"]
AN, PHONG, HUNG = "Xã Tân An", "Xã Châu Phong", "Phường Long Hưng"
GOOD = [1, AN, 90, 1]
ONE = {"30388": "90"}
GUARD = "Hãy chọn đúng tệp bảng tính, hoặc chép bảng sang Excel, lưu thành tệp .xlsx rồi nạp lại."
RESAVE = "Hãy mở tệp bằng Excel, lưu lại thành tệp .xlsx mới rồi nạp lại."
FILE = "Tệp «ket-qua.xlsx»"


def book(
    *rows: Sequence[Any], head: Sequence[Any] = HEAD, name: str = "KQ", merged: Sequence[str] = ()
) -> bytes:
    """One sheet: the header in row 1, then these rows."""
    return workbook_bytes({name: [head, *rows]}, merged=merged)


def csv_bytes(text: str, encoding: str = "utf-8") -> bytes:
    """A table as plain text."""
    return text.encode(encoding)


def cp1258(text: str) -> bytes:
    """What Excel writes as «CSV» in a Vietnamese Windows: tones stand behind their letter."""
    found = b""
    for letter in unicodedata.normalize("NFC", text):
        try:
            found += letter.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", letter)
            tones = "".join(part for part in parts if part in "\u0300\u0301\u0303\u0309\u0323")
            bare = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
            found += (bare + tones).encode("cp1258")
    return found


def changed(data: bytes, change) -> bytes:
    """The workbook after `change(book)`, saved anew."""
    opened = load_workbook(io.BytesIO(data))
    change(opened)
    stream = io.BytesIO()
    opened.save(stream)
    return stream.getvalue()


def hide(data: bytes, *, rows: Sequence[int] = (), columns: str = "") -> bytes:
    """The workbook with rows and columns of its first sheet hidden."""

    def change(opened) -> None:
        for row in rows:
            opened.worksheets[0].row_dimensions[row].hidden = True
        for column in columns:
            opened.worksheets[0].column_dimensions[column].hidden = True

    return changed(data, change)


def raw_table(*cells: str) -> bytes:
    """The usual header and one row of hand-written cells; texts must be inline."""
    texts = [f'<c r="{"ABCD"[at]}1" t="inlineStr"><is><t>{text}</t></is></c>' for at, text in enumerate(HEAD)]
    return packed(raw_parts(f'<row r="1">{"".join(texts)}</row><row r="2">{"".join(cells)}</row>'))


def inline(place: str, text: str) -> str:
    """A cell with its text inside."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def at(row: int, what: str, sheet: str = "KQ") -> str:
    """A located sentence."""
    return f"Trang tính «{sheet}», hàng {row}: {what}."
