"""What a list of old awards would write: preview and writing share it to the last line."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from accounts.dates import parse_date
from accounts.errors import DomainError
from accounts.numbers import parse_decimal
from accounts.text import fold
from awards.domain.history_checks import Known, alike, cleaned_entry, known_awards, same_as
from awards.domain.import_history import PreparedHistory, choices_mark
from awards.history import PastEntry, honorific_of, subject_of, years_of
from awards.importers.history_rows import HistoryRow
from awards.importers.history_units import HistoryUnits, UnknownName, history_units
from awards.models import HistoryImport
from campaigns.enums import SubjectKind

NEW, DUPLICATE, ASKED, LEFT_OUT = "new", "duplicate", "asked", "left_out"
WRITE, LEAVE, TIE = "ghi", "bo", "gan"
_PAPER = re.compile(
    r"(?:(?:quyết định|qđ)\s*)?(?:số\s*:?\s*)?(?P<number>\d+[a-zđ]?\s*/\s*[^\s,;(]+)"
    r"(?:[\s,;]*(?:ngày|ký ngày)?\s*(?P<day>\d{1,2}[/-]\d{1,2}[/-]\d{4}))?"
    r"(?:[\s,;]*(?:của\s+)?(?P<issuer>[^()]+?))?\s*(?:\((?P<years>\d{4})\))?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class HistoryLine:
    """One row of the list: what it would write, and whether it is new, on record, asked about or left out."""

    row: HistoryRow
    entry: PastEntry
    state: str
    note: str = ""
    # What was given in the program and looks like it: a person may say that this is its paper.
    given: int | None = None


@dataclass
class HistoryPlan:
    """Everything about a list: its lines, the names that wait for a person, and each located problem."""

    lines: list[HistoryLine] = field(default_factory=list)
    unknown: list[UnknownName] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    mark: str = ""

    def of_state(self, state: str) -> list[HistoryLine]:
        """The lines of one state."""
        return [line for line in self.lines if line.state == state]

    @property
    def new(self) -> list[HistoryLine]:
        return self.of_state(NEW)

    @property
    def duplicates(self) -> list[HistoryLine]:
        return self.of_state(DUPLICATE)

    @property
    def asked(self) -> list[HistoryLine]:
        return self.of_state(ASKED)

    @property
    def left_out(self) -> list[HistoryLine]:
        return self.of_state(LEFT_OUT)

    @property
    def waiting(self) -> int:
        """How many questions a person still has to answer."""
        return len(self.unknown) + len(self.asked)

    @property
    def can_write(self) -> bool:
        return bool(self.new) and not self.problems and not self.waiting

    @property
    def prepared(self) -> PreparedHistory:
        """What the verb takes."""
        problems = list(self.problems)
        if self.waiting:
            problems.append(f"Còn {self.waiting} câu hỏi cần trả lời.")
        return PreparedHistory([line.entry for line in self.new], problems, self.mark)


def plan_history(item: HistoryImport, rows: Iterable[HistoryRow], *, today: date) -> HistoryPlan:
    """The plan of a list with the choices as they are now; the number of queries does not grow with the rows."""
    plan, units = HistoryPlan(mark=choices_mark(item)), history_units(item.keeper, item.units)
    read: list[tuple[HistoryRow, PastEntry]] = []
    for row in rows:
        plan.problems += [f"{row.where}: {fault}." for fault in row.faults]
        try:
            read.append((row, entry_of_row(row, item.shared, units, today=today)))
        except DomainError as error:
            cell = row.cells.get(error.field or "")
            plan.problems.append(f"{row.where}{f', ô {cell}' if cell else ''}: {error.message}")
    plan.unknown = sorted(units.unknown.values(), key=lambda one: -len(one.lines))
    known = known_awards(item.keeper, [entry.name for _, entry in read])
    for row, entry in read:
        there = known.setdefault(fold(entry.name)[:200], [])
        line = _line(row, entry, there, item.rows.get(row.key, ""))
        plan.lines.append(line)
        if line.entry.given:
            there[:] = [one for one in there if not (one.is_given and one.entry.given == line.entry.given)]
        if line.state in (NEW, ASKED):
            there.append(Known(line.entry, f"đã có ở hàng {row.line}"))
    if not plan.lines and not plan.problems:
        plan.problems.append("Tệp không có hàng nào dưới hàng tiêu đề.")
    return plan


def _line(row: HistoryRow, entry: PastEntry, there: list[Known], choice: str) -> HistoryLine:
    if found := same_as(entry, there):
        return HistoryLine(row, entry, DUPLICATE, found.place)
    question, other = alike(entry, there)
    if not question or choice == WRITE:
        return HistoryLine(row, entry, NEW, question)
    given = other.entry.given if other and other.is_given else None
    if choice == TIE and given:
        return HistoryLine(row, replace(entry, given=given), NEW, f"là một lần khen: {question}")
    return HistoryLine(row, entry, LEFT_OUT if choice == LEAVE else ASKED, question, given)


def entry_of_row(
    row: HistoryRow, shared: Mapping[str, Any], units: HistoryUnits, *, today: date
) -> PastEntry:
    """One row as a value, what it leaves blank taken from what holds for the whole list; DomainError by field."""
    paper = _paper_of(row.texts)
    said = {**_blankless(shared), **_blankless(paper), **_blankless(row.texts)}
    if "number" in paper:
        said["number"] = paper["number"] or str(shared.get("number", ""))
    subject, name = _who(said)
    day = _day(said.get("signed_on", ""))
    first, last = _years(said, day, today)
    alone = subject == SubjectKind.TAP_THE and not said.get("unit_name")
    printed = name if alone else said.get("unit_name", "")
    on = day or date(last, 6, 30)
    unit, _ = units.find(printed, said.get("unit_code", ""), min(on, today), str(row.line))
    entry = PastEntry(
        number=said.get("number", ""),
        signed_on=day,
        issuer_name=said.get("issuer_name", ""),
        summary=said.get("summary", ""),
        award_name=said.get("award_name", ""),
        subject=subject,
        name=name,
        honorific=honorific_of(said.get("honorific", "")),
        position_title=said.get("position_title", ""),
        unit=unit,
        unit_name=printed,
        whole_unit=unit is not None and (alone or units.is_named(unit, name)),
        achievement=said.get("achievement", ""),
        first_year=first,
        last_year=last,
        money=_money(said.get("money", "")),
        sheet=row.sheet[:100],
        row=row.line,
        cells=row.cells,
    )
    return cleaned_entry(entry, today=today)


def _blankless(texts: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(text) for name, text in texts.items() if text}


def _paper_of(texts: Mapping[str, str]) -> dict[str, str]:
    """«Quyết định số 163/QĐ-UBND ngày 05/01/2023 của UBND tỉnh» in one cell, taken apart."""
    text = texts.get("number", "")
    if not text:
        return {}
    try:
        return {"signed_on": parse_date(text).isoformat(), "number": ""}
    except DomainError:
        found = _PAPER.fullmatch(text)
    if not found:
        return {}
    parts = {
        "number": found["number"].replace(" ", ""),
        "signed_on": found["day"],
        "issuer_name": found["issuer"],
    }
    return _blankless(parts | {"years": found["years"]})


def _who(said: Mapping[str, str]) -> tuple[str, str]:
    """Subject and name; a list that only has a column of units lists collectives."""
    name = said.get("name") or said.get("unit_name", "")
    subject = subject_of(said.get("subject", ""))
    if not subject and said.get("honorific") and honorific_of(said["honorific"]):
        subject = SubjectKind.CA_NHAN.value
    return subject, name


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return parse_date(text, label="Ngày quyết định")
    except DomainError as error:
        raise DomainError(error.message, field="signed_on") from None


def _years(said: Mapping[str, str], day: date | None, today: date) -> tuple[int, int]:
    if said.get("years"):
        return years_of(said["years"], today=today)
    if day:
        return day.year, day.year
    raise DomainError("Thiếu năm thành tích, và cũng không có ngày quyết định.", field="years")


def _money(text: str) -> Decimal | None:
    if not text:
        return None
    bare = re.sub(r"\s*(đồng|đ|vnđ|vnd)\.?$", "", text, flags=re.IGNORECASE)
    try:
        return parse_decimal(bare, label="Tiền thưởng", places=0)
    except DomainError as error:
        raise DomainError(error.message, field="money") from None
