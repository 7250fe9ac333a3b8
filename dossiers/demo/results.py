"""The made-up official results of the demo and the workbooks that hold them, printed as an office would."""

import io
from decimal import Decimal

from openpyxl import Workbook

from campaigns.models import Unit

# Unit code -> (2023, 2022). The figures are invented for the demo; the tie at 91,25 stands at the quota's line.
COMMUNES = {
    "30376": ("96.40", "94.25"),
    "30400": ("93.75", "92.55"),
    "30412": ("91.25", "90.85"),
    "30394": ("91.25", "91.35"),
    "30388": ("90.80", "87.75"),
    "30382": ("88.10", "87.35"),
    "30397": ("87.90", "88.90"),
    "30378": ("86.35", "84.10"),
    "30377": ("85.20", "85.90"),
    "30391": ("83.75", "81.60"),
    "30387": ("82.40", "80.05"),
    "30403": ("81.15", "79.80"),
    "30379": ("79.60", "80.40"),
    "30385": ("78.25", "76.95"),
}
DEPARTMENTS = {
    "tan-chau-nv": ("95.10", "93.40"),
    "tan-chau-vhtt": ("93.65", "94.20"),
    "tan-chau-vp": ("92.30", "90.15"),
    "tan-chau-tckh": ("90.45", "89.70"),
    "tan-chau-tp": ("88.60", "87.20"),
    "tan-chau-gddt": ("87.15", "85.90"),
    "tan-chau-tnmt": ("84.50", "84.50"),
    "tan-chau-kt": ("84.50", "82.75"),
    "tan-chau-ldtbxh": ("83.20", "81.30"),
    "tan-chau-tt": ("82.05", "80.60"),
    "tan-chau-yt": ("80.70", "81.55"),
    "tan-chau-qldt": ("79.35", "77.10"),
    "tan-chau-ttvh": ("76.80", "74.45"),
}
PILLARS = ["Nhận thức số", "Thể chế số", "Hạ tầng số", "Nhân lực số", "An toàn thông tin", "Chính quyền số"]
OFFSETS = [Decimal(text) for text in ("2.6", "1.2", "-3.4", "0.8", "-2.1", "0.9")]
# How the province's file happens to spell the commune: nobody knows this name until a person says who is meant.
MISSPELT = {"30382": "UBND xã Vỉnh Xương"}
SHEET = "Kết quả DTI"


def result_workbook(units: dict[str, Unit], *, year: int) -> bytes:
    """The official table of a year: merged title, header, a heading for each group, a note under the table."""
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    sheet.append([f"KẾT QUẢ ĐÁNH GIÁ, XẾP HẠNG MỨC ĐỘ CHUYỂN ĐỔI SỐ NĂM {year} (DỮ LIỆU MINH HỌA)"])
    sheet.append(["Đơn vị tính: điểm, thang 100"])
    sheet.append(["TT", "Đơn vị", *PILLARS, "Tổng điểm", "Xếp hạng"])
    groups = [("I", "CÁC PHÒNG, BAN CHUYÊN MÔN", DEPARTMENTS), ("II", "UBND CÁC PHƯỜNG, XÃ", COMMUNES)]
    for number, title, results in groups:
        sheet.append([number, title])
        values = {code: Decimal(pair[0] if year == 2023 else pair[1]) for code, pair in results.items()}
        for place, code in enumerate(sorted(values, key=lambda code: -values[code]), start=1):
            rank = 1 + sum(value > values[code] for value in values.values())
            sheet.append(
                [place, printed_name(units[code]), *parts_of(values[code], place), float(values[code]), rank]
            )
    sheet.append(["Ghi chú: điểm thành phần là phần trăm điểm tối đa của từng nhóm."])
    sheet.merge_cells("A1:J1")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def printed_name(unit: Unit) -> str:
    """The unit's name as the file has it."""
    return MISSPELT.get(unit.code) or unit.short_name or unit.name


def parts_of(total: Decimal, place: int) -> list[float]:
    """Six component shares around the total; made up, but the same on every run."""
    turned = OFFSETS[place % 6 :] + OFFSETS[: place % 6]
    return [float(min(Decimal(100), total + offset)) for offset in turned]
