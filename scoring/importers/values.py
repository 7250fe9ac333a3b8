"""One result cell: a score on the chosen scale, or the reason why it is none."""

import re
from datetime import date
from decimal import Decimal

from accounts.excel.cells import NO_CACHED_VALUE, Cell, CellFault, cell_text
from accounts.numbers import AmbiguousNumber, NumberError, format_decimal, parse_decimal
from scoring.importers.row_kinds import is_blank
from scoring.importers.scales import Scale

MISSING = "missing"
_RANK_AND_VALUE = re.compile(r"(\d{1,3})\s*\(([\d.,]+)\)")


class ValueProblem(Exception):
    """The cell holds no usable score: `what` with its place, `about` without, for folding equal ones."""

    def __init__(self, kind: str, what: str, about: str) -> None:
        super().__init__(what)
        self.kind = kind
        self.what = what
        self.about = about


def read_value(cell: Cell, *, where: str, scale: Scale) -> Decimal:
    """The score in the cell called `where`; raises ValueProblem when it is missing, no number or off the scale."""
    if isinstance(cell, CellFault):
        raise ValueProblem(cell.kind, cell.sentence(where), _about_fault(cell))
    if is_blank(cell):
        raise ValueProblem(
            MISSING, f"ô {where} chưa có điểm; điền điểm hoặc xóa hàng này", "chưa có điểm; điền điểm"
        )
    if isinstance(cell, date):
        tail = "Excel có thể đã đổi số thành ngày, gõ lại điểm dưới dạng số"
        what = f"ô {where} là ngày {cell_text(cell)}, không phải điểm: {tail}"
        raise ValueProblem("date", what, f"ô điểm là ngày, không phải số: {tail}")
    return _number(_without_unit(cell, scale) if isinstance(cell, str) else cell, where=where, scale=scale)


def rank_and_value(cell: Cell) -> tuple[str, str] | None:
    """("01", "0,727") of a cell printed as "01 (0,727)"; None for any other cell."""
    found = _RANK_AND_VALUE.fullmatch(cell.strip()) if isinstance(cell, str) else None
    return (found[1], found[2]) if found else None


def read_rank(cell: Cell) -> int | None:
    """The printed rank, None where there is none; 15 for "15" and "015"."""
    found = re.fullmatch(r"0*(\d{1,5})", cell_text(cell))
    return int(found[1]) if found and int(found[1]) else None


def _about_fault(fault: CellFault) -> str:
    if fault.kind == NO_CACHED_VALUE:
        return "ô điểm là công thức chưa có giá trị: mở tệp bằng Excel, lưu lại rồi nạp lại"
    return f"ô điểm có giá trị lỗi {fault.text}: sửa công thức hoặc gõ điểm vào ô"


def _number(raw: Cell, *, where: str, scale: Scale) -> Decimal:
    try:
        return parse_decimal(raw, label=f"ô {where}", maximum=scale.maximum)
    except AmbiguousNumber as error:
        about = "ô điểm có thể hiểu hai cách; viết rõ dấu thập phân"
        raise ValueProblem("ambiguous", error.message, about) from error
    except NumberError as error:
        if (value := _above(raw, scale)) is not None:
            tail = f"lớn hơn mức tối đa {format_decimal(scale.maximum)} của thang điểm; sửa điểm hoặc chọn thang khác"
            raise ValueProblem(
                "above", f"điểm {format_decimal(value)} ở ô {where} {tail}", f"điểm {tail}"
            ) from error
        about = "ô điểm không phải là số từ 0 trở lên; gõ lại điểm"
        raise ValueProblem("number", error.message, about) from error


def _without_unit(text: str, scale: Scale) -> str:
    """Takes off the scale's own unit: "69,63%" and "69,63/100" on the percent scale, "408/1000" on points."""
    if scale.code == "percent":
        text = re.sub(r"\s*%\s*$", "", text)
    return re.sub(rf"\s*/\s*{scale.maximum:f}\s*$", "", text)


def _above(raw: Cell, scale: Scale) -> Decimal | None:
    try:
        value = parse_decimal(raw)
    except NumberError:
        return None
    return value if value > scale.maximum else None
