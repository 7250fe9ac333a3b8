"""Workbooks and CSV files to rows with their places; the parsing happens in a child with memory and time limits."""

import csv
import io
import json
import logging
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO

from accounts.excel.cells import Cell, CellFault, Row, Sheet, Workbook
from accounts.excel.encodings import decoded
from accounts.excel.guard import MAX_BYTES, RESAVE, FileRefused, check_workbook, open_source

logger = logging.getLogger(__name__)
PROJECT = Path(__file__).resolve().parents[2]
MEMORY_BYTES = 1024 * 1024 * 1024
SECONDS = 90
# Nothing else of the server's environment reaches the child: no key, no database address.
KEPT_ENVIRONMENT = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "TZ")


def read_workbook(
    source: Path | str | bytes,
    *,
    filename: str | None = None,
    max_rows: int = 20_000,
    max_columns: int = 300,
    max_bytes: int = MAX_BYTES,
    allow_csv: bool = False,
    seconds: int = SECONDS,
    memory_bytes: int = MEMORY_BYTES,
) -> Workbook:
    """Checks the file, then reads every worksheet; raises FileRefused with one sentence, never half a workbook.

    Cells are str, int, float, bool, datetime, None, or CellFault for errors and formulas without a value.
    """
    name = filename or (Path(source).name if not isinstance(source, bytes) else "tệp tải lên")
    kind = check_workbook(source, filename=name, max_bytes=max_bytes, allow_csv=allow_csv)
    if kind == "csv":
        return _read_csv(source, name=name, max_rows=max_rows, max_columns=max_columns)
    limits = [memory_bytes, seconds, max_rows, max_columns]
    with _as_file(source) as file, _Child(file, arguments=limits, seconds=seconds) as child:
        sheets = _collect(child.messages(), name=name)
    return Workbook(name, sheets)


def _as_file(source: Path | str | bytes) -> IO[bytes]:
    """A real file: the child inherits it as its standard input and needs to seek in it."""
    if not isinstance(source, bytes):
        return open_source(source)
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
    file.write(source)
    file.flush()
    file.seek(0)
    return file


class _Child:
    """The reading process; killed when its time is over or when the reading ends early."""

    def __init__(self, file: IO[bytes], *, arguments: list[int], seconds: int):
        environment = {name: os.environ[name] for name in KEPT_ENVIRONMENT if name in os.environ}
        # The guard refuses every document type, so the quick parser is as safe as the guarded one.
        environment["OPENPYXL_DEFUSEDXML"] = "False"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "accounts.excel.child", *map(str, arguments)],
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=PROJECT,
            env=environment,
        )
        self.timer = threading.Timer(seconds, self.process.kill)

    def __enter__(self) -> "_Child":
        self.timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.timer.cancel()
        self.process.kill()
        self.process.stdout.close()
        self.process.wait()

    def messages(self) -> Iterator[list]:
        """What the child says, as it says it; ends with ["silence"] when it was stopped before its end.

        Raises RuntimeError when it could not even start: that is the server's fault, not the file's.
        """
        has_spoken = False
        for line in self.process.stdout:
            if not line.endswith(b"\n"):
                break
            has_spoken = True
            yield json.loads(line)
        if self.process.wait() > 0 and not has_spoken:
            raise RuntimeError(f"the workbook reading process ended with {self.process.returncode}")
        yield ["silence"]


def _collect(messages: Iterator[list], *, name: str) -> list[Sheet]:
    sheets: list[Sheet] = []
    for kind, *rest in messages:
        if kind == "rows":
            _add_rows(sheets[-1].rows, *rest)
        elif kind == "sheet":
            sheets.append(Sheet(rest[0], rest[1], []))
        elif kind == "layout":
            rows, columns, merged = map(tuple, rest)
            sheets[-1] = sheets[-1]._replace(hidden_rows=rows, hidden_columns=columns, merged=merged)
        elif kind == "end":
            return sheets
        elif kind == "problem":
            raise FileRefused(rest[0])
        elif kind == "broken":
            logger.warning("workbook could not be read: %s", rest[0])
            raise FileRefused(f"Tệp «{name}» bị hỏng, không đọc được. {RESAVE}")
        else:
            break
    raise FileRefused(
        f"Tệp «{name}» quá nặng, hệ thống đã dừng đọc. Hãy chép vùng số liệu sang một tệp Excel mới rồi nạp lại."
    )


def _add_rows(rows: list[Row], batch: list[list], specials: list[list]) -> None:
    first = len(rows)
    rows.extend(Row(number, cells) for number, cells in batch)
    if specials:
        by_number = {row.number: row.cells for row in rows[first:]}
        for number, column, kind, text in specials:
            by_number[number][column] = _special(kind, text)


def _special(kind: str, text: str) -> Cell:
    return datetime.fromisoformat(text) if kind == "date" else CellFault(kind, text)


def _read_csv(source: Path | str | bytes, *, name: str, max_rows: int, max_columns: int) -> Workbook:
    with open_source(source) as file:
        text, encoding = decoded(file.read(), name=name)
    try:
        rows = list(_csv_rows(text))
    except csv.Error as error:
        raise FileRefused(f"Tệp «{name}» sai dạng CSV: có ô quá dài hoặc thiếu dấu nháy. {RESAVE}") from error
    outside = next((row for row in rows if row.number > max_rows or len(row.cells) > max_columns), None)
    if outside is not None:
        raise FileRefused(
            f"Tệp «{name}» có dữ liệu ở hàng {outside.number}, ngoài vùng đọc được "
            f"({max_rows} hàng, {max_columns} cột). Hãy xóa các hàng, cột thừa rồi nạp lại."
        )
    return Workbook(name, [Sheet(Path(name).stem, False, rows)], encoding)


def _csv_rows(text: str) -> Iterator[Row]:
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    for number, values in enumerate(lines, start=1):
        cells: list[Cell] = [value if value.strip() else None for value in values]
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            yield Row(number, cells)


def _delimiter(text: str) -> str:
    """The mark that parts the first lines most evenly: semicolon where the comma is the decimal mark."""
    sample = [line for line in text.splitlines()[:20] if line.strip()]
    best, best_score = ",", 0
    for mark in (";", "\t", ","):
        widths = [len(row) for row in csv.reader(sample, delimiter=mark)]
        score = min(widths, default=1) * 1000 + max(widths, default=1) if max(widths, default=1) > 1 else 0
        if score > best_score:
            best, best_score = mark, score
    return best
