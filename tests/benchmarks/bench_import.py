"""Importing 3,321 units x 98 indicators, measured beside openpyxl's own bare read of the same file.

`./test --bench` prints the ratios. The whole import is what the command does: file, units, figures, database, ranking.
"""

import gc
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl

from accounts.excel.cells import Workbook
from accounts.excel.reading import read_workbook
from campaigns.importers.matching import KnownUnit
from scoring.importers.index_rows import plan_import
from scoring.importers.plan import ImportPlan
from scoring.importers.scales import parse_scale
from scoring.importers.sheets import choose_sheet
from tests.excel_makers import large_table

ROOT = Path(__file__).resolve().parents[2]
UNITS = 3_321
INDICATORS = 98
ROUNDS = 3
GOAL = 1.5
MEMORY_GOAL = 2


def bare_read(path: Path | str) -> int:
    """openpyxl alone: every row as values, nothing done with them."""
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    return sum(1 for sheet in book.worksheets for _ in sheet.iter_rows(values_only=True))


def plan_of(book: Workbook, *, units: int) -> ImportPlan:
    """Headers, units, figures and checks: all that is done between the file and the database."""
    sheet, mapping = choose_sheet(book)
    known = [KnownUnit(at, f"{at + 1:05d}", f"Xã số {at + 1}") for at in range(units)]
    return plan_import(sheet, mapping=mapping, scale=parse_scale("one"), known_units=known)


def timed(work: Callable[[], object]) -> float:
    """Seconds that the work takes, with a clean heap before it."""
    gc.collect()
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def bare_read_unguarded(path: Path) -> float:
    """Seconds of the bare read in a process of its own where openpyxl uses the plain XML parser, not defusedxml."""
    code = "import sys; from tests.benchmarks.bench_import import *; print(timed(lambda: bare_read(sys.argv[1])))"
    environment = os.environ | {"OPENPYXL_DEFUSEDXML": "False"}
    command = [sys.executable, "-c", code, str(path)]
    done = subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True)
    return float(done.stdout)


def peak_of(work: str, path: Path) -> float:
    """Megabytes that the larger process holds at most while a fresh one does the work (and its reading child)."""
    code = (
        "import resource, sys; from pathlib import Path; import django; django.setup(); "
        "from tests.benchmarks.bench_import import *; "
        f"{work}; "
        "print(max(resource.getrusage(who).ru_maxrss "
        "for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024)"
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings.test"}
    command = [sys.executable, "-c", code, str(path)]
    done = subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True)
    return float(done.stdout)


def measure_memory(*, units: int = UNITS, indicators: int = INDICATORS) -> dict[str, float]:
    """Peak of openpyxl's bare read and of ours with its plan, each in processes of their own; the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ket-qua.xlsx"
        path.write_bytes(large_table(units=units, indicators=indicators))
        bare = peak_of("bare_read(sys.argv[1])", path)
        ours = peak_of(f"plan_of(read_workbook(Path(sys.argv[1])), units={units})", path)
    return {"bare": bare, "ours": ours, "ratio": ours / bare}


def whole_import(path: Path, *, year: int) -> float:
    """Seconds of the whole import, database and ranking included, as the command does it."""
    # Django is set up only when the database part is asked for: the bare reads need none of it.
    from tests.benchmarks.import_rows import import_whole

    return timed(lambda: import_whole(path, year=year))


def measure_whole(
    *, units: int = UNITS, indicators: int = INDICATORS, rounds: int = ROUNDS
) -> dict[str, float]:
    """Best of `rounds` for the bare read and the whole import side by side, in seconds, and their ratio."""
    from tests.benchmarks.import_rows import write_campaign

    write_campaign(units=units)
    bare, whole = [], []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ket-qua.xlsx"
        path.write_bytes(large_table(units=units, indicators=indicators))
        for at in range(rounds):
            bare.append(timed(lambda: bare_read(path)))
            whole.append(whole_import(path, year=2001 + at))
    return {"bare": min(bare), "whole": min(whole), "ratio": min(whole) / min(bare)}


def measure(*, units: int = UNITS, indicators: int = INDICATORS, rounds: int = ROUNDS) -> dict[str, float]:
    """Best of `rounds` for the bare reads, ours and the plan, in seconds; the ratios; the peak memory in MB."""
    ours, plans, bare, unguarded = [], [], [], []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ket-qua.xlsx"
        path.write_bytes(large_table(units=units, indicators=indicators))
        for _ in range(rounds):
            books: list[Workbook] = []
            ours.append(timed(lambda books=books: books.append(read_workbook(path))))
            plans.append(timed(lambda books=books: plan_of(books[0], units=units)))
            bare.append(timed(lambda: bare_read(path)))
            unguarded.append(bare_read_unguarded(path))
    whole = min(ours) + min(plans)
    usage = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return {
        "bare": min(bare),
        "unguarded": min(unguarded),
        "read": min(ours),
        "plan": min(plans),
        "ratio": whole / min(bare),
        "unguarded_ratio": whole / min(unguarded),
        "peak_mb": max(usage) / 1024,
    }


def test_importing_costs_at_most_one_and_a_half_bare_reads(db):
    found = measure()
    bare = found["bare"]
    print(f"\n{UNITS} units x {INDICATORS} indicators, best of {ROUNDS}:")
    print(f"  openpyxl bare read       {bare:6.2f} s")
    print(f"  the same, no defusedxml  {found['unguarded']:6.2f} s")
    print(f"  our read, in a child     {found['read']:6.2f} s  ({found['read'] / bare:.2f} of bare)")
    print(f"  plan (units, checks)     {found['plan']:6.2f} s  ({found['plan'] / bare:.2f} of bare)")
    print(f"  peak memory of the larger process: {found['peak_mb']:.0f} MB")
    whole = measure_whole()
    print("The whole import, the bare read measured anew beside it:")
    print(f"  openpyxl bare read       {whole['bare']:6.2f} s")
    print(f"  the whole import         {whole['whole']:6.2f} s  ({whole['ratio']:.2f} of bare, goal {GOAL})")
    assert whole["ratio"] <= GOAL


def test_importing_holds_at_most_twice_the_memory_of_the_bare_read():
    found = measure_memory()
    print(
        f"\nPeak memory: bare read {found['bare']:.0f} MB, ours {found['ours']:.0f} MB ({found['ratio']:.2f})"
    )
    assert found["ratio"] <= MEMORY_GOAL
