"""Workbooks made by code, good and nasty, as bytes."""

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

DATA = Path(__file__).parent / "data"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEETML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PILLARS = {
    "nhan_thuc_so": "Chỉ số Nhận thức số",
    "the_che_so": "Thể chế số",
    "ha_tang_so": "Hạ tầng số",
    "nhan_luc_so": "Nhân lực số",
    "an_toan_thong_tin_mang": "An toàn thông tin mạng",
    "hoat_dong_chinh_quyen_so": "Hoạt động chính quyền số",
    "hoat_dong_kinh_te_so": "Hoạt động kinh tế số",
    "hoat_dong_xa_hoi_so": "Hoạt động xã hội số",
}


def workbook_bytes(
    sheets: Mapping[str, Sequence[Sequence[Any]]], *, merged: Sequence[str] = (), hidden: Sequence[str] = ()
) -> bytes:
    """A workbook with these rows on these sheets; `merged` ranges are merged on the first one."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
        for row in rows:
            sheet.append(list(row))
    for area in merged:
        book.worksheets[0].merge_cells(area)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def raw_parts(sheet_data: str, *, dimension: str = "A1", prolog: str = "") -> dict[str, str]:
    """The parts of a one-sheet workbook around hand-written <row> elements, as Excel would pack them."""
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    types = f"{_SHEETML}.sheet.main+xml", f"{_SHEETML}.worksheet+xml"
    return {
        "[Content_Types].xml": f'{head}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{types[0]}"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{types[1]}"/></Types>',
        "_rels/.rels": f'{head}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{head}<workbook xmlns="{MAIN}" xmlns:r="{_DOCUMENT}"><sheets>'
        '<sheet name="KQ" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{head}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship '
        f'Id="rId1" Type="{_DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/styles.xml": f'{head}<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf/>'
        '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f'{head}{prolog}<worksheet xmlns="{MAIN}"><dimension ref="{dimension}"/>'
        f"<sheetData>{sheet_data}</sheetData></worksheet>",
    }


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """The parts as a zip file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def raw_workbook(sheet_data: str, **options: str) -> bytes:
    """A workbook around hand-written <row> elements."""
    return packed(raw_parts(sheet_data, **options))


def far_cell_workbook() -> bytes:
    """The few kilobytes with one cell at XFD1048576 that take an unbounded reader to gigabytes."""
    data = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return raw_workbook(data, dimension="A1:XFD1048576")


def zip_bomb() -> bytes:
    """A workbook of about 20 KB whose sheet unpacks to 20 MB."""
    return raw_workbook(" " * (20 * 1024 * 1024))


def workbook_with_formula(cached: str | None) -> bytes:
    """A result table whose score is a formula, with or without the value Excel stores beside it."""
    value = "" if cached is None else f"<v>{cached}</v>"
    cells = [("A1", "Đơn vị"), ("B1", "Tổng điểm"), ("A2", "Xã Vĩnh Hòa")]
    texts = [f'<c r="{ref}" t="inlineStr"><is><t>{text}</t></is></c>' for ref, text in cells]
    score = f'<c r="B2"><f>SUM(C2:F2)</f>{value}</c>'
    return raw_workbook(f'<row r="1">{texts[0]}{texts[1]}</row><row r="2">{texts[2]}{score}</row>')


def dti_rows() -> list[dict[str, str]]:
    """The 63 provinces of DTI 2022, as the national table names and ranks them."""
    with open(DATA / "dti_2022_printed.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def printed_national_table() -> bytes:
    """The 63 provinces as dti.gov.vn printed them for 2022: title, header, pillars, total last; dots, four places."""
    title = ["BẢNG XẾP HẠNG CHUYỂN ĐỔI SỐ CẤP TỈNH NĂM 2022"]
    header = ["Xếp hạng DTI", "Các tỉnh, thành phố trực thuộc TW"]
    header += [*PILLARS.values(), "CHUYỂN ĐỔI SỐ CẤP TỈNH (PDTI)"]
    rows = [
        [int(row["rank"]), row["unit_as_printed"]]
        + [float(row[key]) if row[key] else None for key in PILLARS]
        + [float(row["total"])]
        for row in dti_rows()
    ]
    return workbook_bytes({"PDTI 2022": [title, header, *rows]}, merged=["A1:K1"])


def large_table(*, units: int, indicators: int) -> bytes:
    """A result table of the benchmark's size with figures of four places, the same on every run."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Kết quả")
    header = [
        "STT",
        "Mã đơn vị",
        "Tên đơn vị",
        *(f"Chỉ số {at}" for at in range(1, indicators + 1)),
        "Tổng điểm",
    ]
    sheet.append(header)
    for unit in range(units):
        figures = [(unit * 7919 + at * 104729) % 10_000 / 10_000 for at in range(indicators + 1)]
        sheet.append([unit + 1, f"{unit + 1:05d}", f"Xã số {unit + 1}", *figures])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
