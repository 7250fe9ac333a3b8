"""Mutated result files, seeded: bytes, packages, cells and text are broken in ways that people and programs do.

Nothing is written: each file is read, mapped and planned the way the preview does it.
"""

import io
import random
import resource
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from openpyxl import Workbook

from accounts.errors import DomainError
from accounts.legacy_text import TABLES
from campaigns.importers.matching import KnownUnit
from scoring.importers import uploads
from scoring.importers.index_rows import plan_import
from scoring.importers.legacy import in_unicode, legacy_of
from scoring.importers.notices import notices_of
from scoring.importers.scales import parse_scale
from scoring.importers.sheets import choose_sheet

MOST_SECONDS = 5
MOST_MEGABYTES = 512
MOST_BYTES = 20 * 1024 * 1024
PLACES = ("Tân An", "Châu Phong", "Vĩnh Hòa", "Long Thạnh", "Phú Lộc", "Lê Chánh", "Long Hưng", "Tân Thạnh")
UNITS = [KnownUnit(at, f"303{at:02d}", f"Xã {name}", (f"UBND xã {name}",)) for at, name in enumerate(PLACES)]
SCALES = ("one", "percent", "points:1000")
ODD: tuple[Any, ...] = (
    None, "", " ", "-", "–", "NaN", "Infinity", "-1", "1e308", "１２", "1.234", "1,234.5", "01 (0,727)", "#N/A", "=1+1",
    True, 10**15, -5, 0.1 + 0.2, "\u202e", "\ufeff", "I", "Tổng cộng", "Ghi chú: x",
    "TT", "Đơn vị", "Tổng điểm", "x" * 5_000, "§¬n vÞ", "Ñôn vò", "Xã Tân An\n(mới)", "<script>", "'; DROP TABLE x",
)  # fmt: skip


@dataclass
class Report:
    """What came of the files."""

    runs: int = 0
    refused: int = 0
    problems: int = 0
    clean: int = 0
    slowest: float = 0.0
    peak_mb: float = 0.0
    failures: list[str] = field(default_factory=list)


def fuzz(
    *, minutes: float, seed: int, progress: Callable[[str], Any] | None = None, runs: int | None = None
) -> Report:
    """Runs until the minutes are over, or for so many `runs`; a file's own seed is in its failure."""
    report, started = Report(), time.monotonic()
    while time.monotonic() - started < minutes * 60 and (runs is None or report.runs < runs):
        one(seed + report.runs, report)
        if progress and report.runs % 200 == 0:
            progress(f"{report.runs} tệp, {len(report.failures)} lỗi")
    return report


def one(seed: int, report: Report) -> None:
    """Makes the file of a seed, reads it, and notes what happened."""
    dice = random.Random(seed)
    name, data = mutated(dice)
    started = time.monotonic()
    try:
        outcome = taken(name, data, dice)
    except DomainError as error:
        outcome = "refused"
        if not error.message.strip():
            report.failures.append(f"seed {seed}: từ chối mà không có câu nào")
    except Exception as error:  # the point of the command is to find these
        outcome = "failed"
        report.failures.append(f"seed {seed}: {type(error).__name__}: {str(error)[:200]}")
    seconds = time.monotonic() - started
    report.runs += 1
    report.refused += outcome == "refused"
    report.problems += outcome == "problems"
    report.clean += outcome == "clean"
    report.slowest = max(report.slowest, seconds)
    # A child begins with what this process holds: the figure is an upper bound, and asks for a process of its own.
    report.peak_mb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    if seconds > MOST_SECONDS:
        report.failures.append(f"seed {seed}: mất {seconds:.1f} s")
    if report.peak_mb > MOST_MEGABYTES:
        report.failures.append(f"seed {seed}: {report.peak_mb:.0f} MB")


def taken(name: str, data: bytes, dice: random.Random) -> str:
    """Through the reading, the guess and the plan: "clean" or "problems"; raises what the pages would answer."""
    workbook = uploads.read_upload(filename=name, data=data, max_bytes=MOST_BYTES)
    sheet, mapping = choose_sheet(workbook)
    legacy = legacy_of(sheet)
    if legacy and dice.random() < 0.5:
        sheet = in_unicode(sheet, legacy.kind)
        mapping = uploads.chosen_columns(sheet, stored=None, header_row=None, choices={})
    plan = plan_import(sheet, mapping=mapping, scale=parse_scale(dice.choice(SCALES)), known_units=UNITS)
    told = [*plan.messages, *plan.warnings, *notices_of(workbook, sheet)]
    if any(not sentence.strip() for sentence in told):
        raise AssertionError("an empty sentence")
    return "clean" if plan.can_write else "problems"


def mutated(dice: random.Random) -> tuple[str, bytes]:
    """A file name and its bytes."""
    rows = table(dice)
    for _ in range(dice.randint(0, 12)):
        change_rows(rows, dice)
    if dice.random() < 0.25:
        return "ket-qua.csv", as_text(rows, dice)
    data = as_workbook(rows, dice)
    mutate = dice.choice((unchanged, unchanged, broken_bytes, cut, changed_part, dropped_part))
    return dice.choice(("ket-qua.xlsx",) * 9 + ("ket-qua.csv",)), mutate(data, dice)


def table(dice: random.Random) -> list[list[Any]]:
    """A good result table under a title."""
    parts = [f"Chỉ số {at}" for at in range(dice.randint(0, 4))]
    rows: list[list[Any]] = [
        ["KẾT QUẢ CHUYỂN ĐỔI SỐ"],
        [],
        ["TT", "Mã", "Đơn vị", *parts, "Tổng điểm", "Xếp hạng"],
    ]
    for at, unit in enumerate(UNITS, start=1):
        scores = [round(dice.random(), 4) for _ in range(len(parts) + 1)]
        rows.append([at, unit.code, unit.name, *scores, at])
    return rows


def change_rows(rows: list[list[Any]], dice: random.Random) -> None:
    """One thing that goes wrong in a table: a cell, a row, a column, a second table, another font."""
    row = dice.choice(rows)
    what = dice.randrange(8)
    if what <= 2 and row:
        row[dice.randrange(len(row))] = dice.choice(ODD)
    elif what == 3:
        rows.insert(dice.randrange(len(rows)), list(row))
    elif what == 4 and len(rows) > 1:
        rows.remove(row)
    elif what == 5:
        dice.shuffle(row)
    elif what == 6:
        rows.insert(dice.randrange(len(rows) + 1), [dice.choice(ODD) for _ in range(dice.randint(1, 9))])
    else:
        kind = dice.choice(list(TABLES))
        typed = {letter: stored for stored, letter in TABLES[kind].items()}
        row[:] = ["".join(typed.get(x, x) for x in cell) if isinstance(cell, str) else cell for cell in row]


def as_text(rows: list[list[Any]], dice: random.Random) -> bytes:
    """The rows as CSV in some encoding, sometimes with bytes knocked out."""
    mark = dice.choice(";,\t|")
    text = "\r\n".join(mark.join("" if cell is None else str(cell) for cell in row) for row in rows)
    encoding = dice.choice(("utf-8", "utf-8-sig", "utf-16", "cp1258", "cp1252", "latin-1"))
    data = text.encode(encoding, errors="replace")
    return broken_bytes(data, dice) if dice.random() < 0.3 else data


def as_workbook(rows: list[list[Any]], dice: random.Random) -> bytes:
    """The rows as a workbook, with merged and hidden parts here and there."""
    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    if dice.random() < 0.3:
        first, last = sorted((dice.randint(1, 12), dice.randint(1, 14)))
        column = dice.choice("ABCDE")
        sheet.merge_cells(f"{column}{first}:{column}{last}")
    if dice.random() < 0.2:
        sheet.row_dimensions[dice.randint(1, 12)].hidden = True
    if dice.random() < 0.1:
        sheet.sheet_state = "hidden"
        book.create_sheet("Bìa")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def unchanged(data: bytes, dice: random.Random) -> bytes:
    """As it was saved."""
    return data


def broken_bytes(data: bytes, dice: random.Random) -> bytes:
    """A few bytes are others."""
    found = bytearray(data)
    for _ in range(dice.randint(1, 8) if found else 0):
        found[dice.randrange(len(found))] = dice.randrange(256)
    return bytes(found)


def cut(data: bytes, dice: random.Random) -> bytes:
    """The upload stopped half-way."""
    return data[: dice.randrange(len(data) + 1)]


def changed_part(data: bytes, dice: random.Random) -> bytes:
    """The XML of one part is broken, doubled or swollen inside a sound package."""
    name = dice.choice(zipfile.ZipFile(io.BytesIO(data)).namelist())

    def change(content: bytes) -> bytes:
        at = dice.randrange(len(content) + 1)
        swollen = (
            content[:at] + dice.choice((b"<", b"&", b"\x00", b' r="-1"', b"<c/>", b"9" * 400)) + content[at:]
        )
        return dice.choice((broken_bytes(content, dice), content * 2, swollen, b"", content[:at]))

    return repacked(data, {name: change})


def dropped_part(data: bytes, dice: random.Random) -> bytes:
    """One part is missing."""
    name = dice.choice(zipfile.ZipFile(io.BytesIO(data)).namelist())
    return repacked(data, {name: lambda content: None})


def repacked(data: bytes, changes: dict[str, Callable[[bytes], bytes | None]]) -> bytes:
    """The package with some parts changed; None takes one out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = changes.get(name, lambda content: content)(old.read(name))
            if content is not None:
                new.writestr(name, content)
    return stream.getvalue()
