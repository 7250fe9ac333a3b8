"""Runs as a process of its own (python -m accounts.excel.child), so that no workbook can take the server down.

Reads a workbook from standard input and writes JSON lines to standard output: ["sheet", name, hidden],
["rows", [[number, cells]...], [[row, column, kind, text]...]] for cells JSON has no word for, ["layout", hidden
rows, hidden columns, merged ranges], then ["end"]; or ["problem", sentence]. Imports neither Django nor the database.
"""

import json
import resource
import sys
import warnings
from collections.abc import Iterator
from datetime import date, datetime
from xml.etree.ElementTree import Element, ParseError

ROWS_A_LINE = 200
MAX_SHEETS = 60
MAX_CELLS = 2_000_000
MAX_TEXT = 60_000_000
MAX_MERGED = 5_000
YES = ("1", "true")


class Refused(Exception):
    """Ends the reading with this sentence."""


def set_limits(*, memory_bytes: int, cpu_seconds: int) -> None:
    """Bounds this process only, before anything of the workbook is touched."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class Layout:
    """What stands around the cells of a sheet: hidden rows and columns, merged ranges."""

    def __init__(self, namespace: str, max_columns: int):
        self.column_tag, self.merged_tag = f"{namespace}col", f"{namespace}mergeCell"
        self.tags = frozenset((self.column_tag, self.merged_tag))
        self.max_columns = max_columns
        self.rows: list[int] = []
        self.columns: list[int] = []
        self.merged: list[str] = []

    def take(self, element: Element) -> None:
        """Notes a hidden column or a merged range."""
        if element.tag == self.merged_tag:
            self.merged += [element.get("ref") or ""] if len(self.merged) < MAX_MERGED else []
        elif element.get("hidden") in YES:
            last = min(int(element.get("max") or 0), self.max_columns)
            self.columns.extend(range(int(element.get("min") or 1) - 1, last))

    def message(self) -> list:
        """What is told after the rows."""
        return ["layout", self.rows, self.columns, self.merged]


class SheetReader:
    """Turns the sheet's XML into rows of plain values in one pass, keeping only cells that hold something."""

    def __init__(self, *, workbook, sheet, max_rows: int, max_columns: int):
        from openpyxl.worksheet import _reader

        self.tags = (_reader.ROW_TAG, _reader.VALUE_TAG, _reader.FORMULA_TAG, _reader.INLINE_STRING)
        self.text_tag = self.tags[1].removesuffix("v") + "t"
        self.name = sheet.title
        self.source = sheet._get_source
        self.strings = sheet._shared_strings
        self.epoch = workbook.epoch
        self.dates = workbook._date_formats
        self.spans = workbook._timedelta_formats
        self.max_rows = max_rows
        self.max_columns = max_columns
        self.columns: dict[str, int] = {}
        self.specials: list[list] = []
        self.layout = Layout(self.tags[0].removesuffix("row"), max_columns)
        self.cells = self.text = 0

    def rows(self) -> Iterator[tuple[int, list]]:
        """(number, cells) of each row that holds something, in order."""
        # The guard has refused every document type, so the fast parser meets no entity.
        from xml.etree.ElementTree import iterparse

        row_tag = self.tags[0]
        number = 0
        with self.source() as stream:
            for _, element in iterparse(stream):
                if element.tag == row_tag:
                    previous, number = number, int(element.get("r") or number + 1)
                    if number <= previous:
                        raise ValueError("rows out of order")
                    if cells := self._row(element, number):
                        if element.get("hidden") in YES:
                            self.layout.rows.append(number)
                        yield number, cells
                    element.clear()
                elif element.tag in self.layout.tags:
                    self.layout.take(element)

    def _row(self, element: Element, number: int) -> list:
        value_tag = self.tags[1]
        columns, strings = self.columns, self.strings
        cells: list = []
        at = -1
        for cell in element:
            get = cell.get
            ref = get("r")
            at = at + 1 if ref is None else columns.get(ref.rstrip("0123456789"), -1)
            if at < 0:
                at = self._column(ref)
            kind = get("t") or "n"
            raw = cell.findtext(value_tag)
            if kind == "s":
                value = strings[int(raw)] if raw else None
            elif kind == "n" and raw and not self._is_date(get("s")):
                value = _number(raw)
            else:
                value = self._rare(cell, kind=kind, raw=raw, style=get("s"))
            if value == "" or (value is None and not self._is_uncalculated(cell, kind=kind, raw=raw)):
                continue
            self._check_place(number, at)
            if at < len(cells):
                raise ValueError("cells out of order")
            cells.extend([None] * (at - len(cells)))
            cells.append(self._kept(value, number, at))
        return cells

    def _is_date(self, style: str | None) -> bool:
        return style is not None and int(style) in self.dates

    def _is_uncalculated(self, cell: Element, *, kind: str, raw: str | None) -> bool:
        """A formula without a stored value; one whose result is an empty text has kind "str"."""
        return not raw and kind != "str" and cell.find(self.tags[2]) is not None

    def _column(self, ref: str | None) -> int:
        from openpyxl.utils import coordinate_to_tuple

        index = coordinate_to_tuple(ref)[1] - 1
        self.columns[ref.rstrip("0123456789")] = index
        return index

    def _rare(self, cell: Element, *, kind: str, raw: str | None, style: str | None):
        """Values other than shared strings and plain numbers."""
        from openpyxl.cell.text import Text
        from openpyxl.utils.datetime import from_excel

        if kind == "inlineStr":
            child = cell.find(self.tags[3])
            if child is not None and len(child) == 1 and child[0].tag == self.text_tag:
                return child[0].text
            return None if child is None else Text.from_tree(child).content
        if not raw:
            return None
        if kind == "str":
            return raw
        if kind == "b":
            return raw == "1"
        if kind == "e":
            return ("error", raw)
        if kind == "d":
            return datetime.fromisoformat(raw.removesuffix("Z"))
        try:
            return from_excel(float(raw), self.epoch, timedelta=int(style or 0) in self.spans)
        except (OverflowError, ValueError):
            return ("error", "#VALUE!")

    def _check_place(self, number: int, at: int) -> None:
        if number <= self.max_rows and at < self.max_columns:
            return
        from accounts.excel.cells import place

        raise Refused(
            f"Trang tính «{self.name}» có dữ liệu ở ô {place(number, at)}, ngoài vùng đọc được "
            f"({_grouped(self.max_rows)} hàng, {_grouped(self.max_columns)} cột). "
            "Hãy xóa các hàng, cột thừa, lưu lại rồi nạp lại."
        )

    def _kept(self, value, number: int, at: int):
        """The value as it goes over the wire; what JSON cannot say is sent beside the row."""
        self.cells += 1
        if type(value) is str:
            self.text += len(value)
            return value
        if type(value) in (int, float, bool):
            return value
        if value is None:
            special = ["formula", ""]
        elif isinstance(value, tuple):
            special = list(value)
        elif isinstance(value, date):
            special = ["date", value.isoformat()]
        else:
            return str(value)
        self.specials.append([number, at, *special])
        return None


def _number(raw: str) -> int | float:
    if raw.isdigit() and len(raw) <= 15:
        return int(raw)
    return float(raw)


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def send(message: list) -> None:
    """One message, one line."""
    sys.stdout.write(json.dumps(message, ensure_ascii=False, separators=(",", ":")))
    sys.stdout.write("\n")


def send_sheet(reader: SheetReader, *, hidden: bool, cells_left: int, text_left: int) -> None:
    """Streams a sheet in batches, so that this process never holds more than a batch."""
    send(["sheet", reader.name, hidden])
    batch: list = []
    for row in reader.rows():
        batch.append(row)
        if reader.cells > cells_left or reader.text > text_left:
            raise Refused(
                f"Trang tính «{reader.name}» quá lớn để nạp một lần (trên {_grouped(MAX_CELLS)} ô hoặc quá nhiều chữ). "
                "Hãy tách thành nhiều tệp rồi nạp lần lượt."
            )
        if len(batch) >= ROWS_A_LINE:
            send(["rows", batch, reader.specials])
            batch = []
            reader.specials = []
    send(["rows", batch, reader.specials])
    send(reader.layout.message())


def send_workbook(*, max_rows: int, max_columns: int) -> None:
    """Reads standard input as a workbook and sends its worksheets."""
    import openpyxl
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

    warnings.simplefilter("ignore")
    # A sheet that does not state its size would be parsed whole to find it; nobody asks for it here.
    ReadOnlyWorksheet._get_size = lambda sheet: None
    book = openpyxl.load_workbook(sys.stdin.buffer, read_only=True, data_only=True, keep_links=False)
    sheets = [sheet for sheet in book.worksheets if isinstance(sheet, ReadOnlyWorksheet)]
    if len(sheets) > MAX_SHEETS:
        raise Refused(
            f"Tệp có {len(sheets)} trang tính, quá mức {MAX_SHEETS}. Hãy bỏ các trang tính thừa rồi nạp lại."
        )
    cells_left, text_left = MAX_CELLS, MAX_TEXT
    for sheet in sheets:
        reader = SheetReader(workbook=book, sheet=sheet, max_rows=max_rows, max_columns=max_columns)
        send_sheet(reader, hidden=sheet.sheet_state != "visible", cells_left=cells_left, text_left=text_left)
        cells_left -= reader.cells
        text_left -= reader.text
    send(["end"])


def main(argv: list[str]) -> None:
    """argv: memory in bytes, CPU seconds, most rows, most columns."""
    memory_bytes, cpu_seconds, max_rows, max_columns = (int(argument) for argument in argv)
    set_limits(memory_bytes=memory_bytes, cpu_seconds=cpu_seconds)
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    try:
        send_workbook(max_rows=max_rows, max_columns=max_columns)
    except Refused as refused:
        send(["problem", str(refused)])
    except MemoryError:
        send(["too big"])
    except (ParseError, Exception) as error:  # any shape of broken workbook ends in one sentence
        send(["broken", type(error).__name__])
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
