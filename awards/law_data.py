"""The files of awards/law as rows with dates: what is in force on a day, what was checked when."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

from accounts.dates import date_short
from accounts.errors import DomainError

LAW_FOLDER = Path(__file__).resolve().parent / "law"
SOON = timedelta(days=180)


class NoLaw(DomainError):
    """No value of the law is recorded for this thing on this day."""


class Dated(Protocol):
    """Anything of the law that holds from a day, until another day or still."""

    @property
    def start(self) -> date: ...

    @property
    def end(self) -> date | None: ...


class Checked(Protocol):
    """Anything of the law that was looked up on a day."""

    @property
    def checked_on(self) -> date: ...


Row = TypeVar("Row", bound=Dated)


@dataclass(frozen=True)
class LawValue:
    """A number of the law, from `start` to `end` (none: still running); `confirmed` if its source was read."""

    value: Decimal
    start: date
    reference: str
    confirmed: bool
    checked_on: date
    end: date | None = None
    note: str = ""


def law_rows(file: str, table: str) -> Sequence[Mapping[str, Any]]:
    """The rows of a table of a file of awards/law, in the file's order."""
    rows: Sequence[Mapping[str, Any]] = _file(file)[table]
    return rows


def law_values(file: str, table: str, key: str = "", wanted: str = "") -> list[LawValue]:
    """The values of a table, of those rows whose `key` is the wanted one."""
    return [_value(row) for row in law_rows(file, table) if not key or row[key] == wanted]


def in_force(rows: Sequence[Row], on: date, what: str) -> Row:
    """The last row begun by the day, if it has not ended; NoLaw with a sentence that names `what` and the day."""
    begun = [row for row in rows if row.start <= on]
    last = max(begun, key=lambda row: row.start, default=None)
    if last is None or not holds_on(last, on):
        raise NoLaw(
            f"{what}: chưa có quy định cho ngày {date_short(on)} trong dữ liệu pháp luật. "
            "Xin kiểm tra ngày và hình thức, hoặc bổ sung văn bản đang có hiệu lực."
        )
    return last


def holds_on(row: Dated, on: date) -> bool:
    """Whether the day lies between its first and its last day."""
    return row.start <= on and (row.end is None or on <= row.end)


def time_of(row: Dated, on: date) -> str:
    """How a row lies to the day: "past", "now" or "future"; a future one never acts."""
    if row.start > on:
        return "future"
    return "now" if holds_on(row, on) else "past"


def ends_soon(row: Dated, on: date) -> bool:
    """Whether it holds on the day and ends within the next half year (180 days)."""
    return holds_on(row, on) and row.end is not None and row.end - on <= SOON


def stale(row: Checked, today: date) -> bool:
    """Whether it was last checked more than a year ago: the anniversary itself is still fresh."""
    last = row.checked_on
    anniversary = last.replace(day=28 if (last.month, last.day) == (2, 29) else last.day, year=last.year + 1)
    return today > anniversary


def _value(row: Mapping[str, Any]) -> LawValue:
    return LawValue(
        value=Decimal(row["value"]),
        start=row["start"],
        reference=row["reference"],
        confirmed=row["confirmed"],
        checked_on=row["checked_on"],
        end=row.get("end"),
        note=row.get("note", ""),
    )


@cache
def _file(name: str) -> Mapping[str, Any]:
    return MappingProxyType(tomllib.loads((LAW_FOLDER / f"{name}.toml").read_text(encoding="utf-8")))
