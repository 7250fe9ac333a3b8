"""From a sheet's rows to the people of a contest; the preview and the writing use this same plan."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any

from accounts.excel.cells import CellFault, Row, Sheet, cell_text, place
from accounts.numbers import format_decimal
from accounts.text import fold, tidy
from campaigns.importers.matching import KnownUnit, UnitIndex, UnitKey, full_key, match_unit, split_type
from scoring.importers import contest_values as values
from scoring.importers import row_kinds
from scoring.importers.contest_headers import ROLES, ContestColumns
from scoring.importers.contest_people import Person, ReadRow
from scoring.importers.contest_plan import ContestPlan, RegisteredPlace
from scoring.importers.contest_units import UnitReader
from scoring.importers.plan import SkippedRow
from scoring.importers.problems import Problem
from scoring.importers.row_kinds import at, is_blank
from scoring.importers.scales import Scale
from scoring.importers.values import ValueProblem, read_value

NEEDED = ("account", "name", "score")
LONGEST = {"account": 120, "name": 120, "unit": 250, "position": 150}
PLACES = 2
SHORTEST_NAME = 6


def plan_contest(
    sheet: Sheet,
    *,
    columns: ContestColumns | None,
    maximum: Decimal,
    known_units: Sequence[KnownUnit],
    home: Iterable[str] = (),
    decisions: Mapping[str, UnitKey] | None = None,
) -> ContestPlan:
    """Reads every row below the header; scores are points from 0 to `maximum`.

    `home` are names of the place whose accounts count as under the campaign; `decisions` are a person's answers:
    key of a typed unit -> unit, "resident" or "outside".
    """
    plan = ContestPlan(sheet.name)
    if columns is None or not _check_columns(plan, sheet, columns):
        return plan
    index = UnitIndex.of(known_units)
    maximum = Decimal(f"{maximum.normalize():f}")
    reader = _Reader(plan, columns, Scale(f"points:{maximum}", maximum), index, _home_keys(home))
    for row in sheet.rows:
        if row.number > columns.header_row:
            reader.take(row)
    reader.finish(UnitReader(plan, index, dict(decisions or {})))
    return plan


@lru_cache(maxsize=65_536)
def _tidied(text: str) -> str:
    return tidy(text)


@lru_cache(maxsize=65_536)
def _folded(text: str) -> str:
    return fold(text)


def _check_columns(plan: ContestPlan, sheet: Sheet, columns: ContestColumns) -> bool:
    what = ""
    twice = [index for index, times in Counter(columns.roles.values()).items() if times > 1]
    missing = [ROLES[role].lower() for role in NEEDED if role not in columns.roles]
    if missing:
        what = f"chưa biết cột nào là {', '.join(missing)}; chọn cột, hoặc thêm cột đó vào tệp rồi tải lại"
    elif twice:
        header = columns.as_table().header(twice[0])
        what = f"cột «{header}» được chọn cho hai việc; chọn lại cột"
    if what:
        plan.problems.append(Problem("columns", sheet.name, None, what))
    return not what


def _home_keys(names: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(split_type(full_key(name))[1]) for name in names if name)


@dataclass
class _Reader:
    """Takes the rows one by one, then puts the rows of each account together."""

    plan: ContestPlan
    columns: ContestColumns
    scale: Scale
    index: UnitIndex
    home: frozenset[str]
    people: dict[str, Person] = field(default_factory=dict)
    under: dict[str, bool] = field(default_factory=dict)
    places: Counter[str] = field(default_factory=Counter)
    # What cells were read as: of a hundred thousand most say the same.
    read: dict[tuple, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.table = self.columns.as_table()
        self.name_header = fold(self.columns.header("name").rsplit(" / ", 1)[-1])

    def take(self, row: Row) -> None:
        """Keeps the row's facts, its reason for being left out, or its problems."""
        if self._may_be_layout(row) and (reason := row_kinds.layout_reason(row, self.table)):
            self._skip(row, reason)
            return
        account, name = self._text(row, "account"), self._text(row, "name")
        if account is None or name is None:
            return
        if not (account and name) and (reason := row_kinds.unmatched_reason(row, self.table)):
            self._skip(row, reason)
            return
        if not account:
            where = place(row.number, self.columns.roles["account"])
            tail = "chưa có tài khoản dự thi; điền tài khoản hoặc xóa hàng này"
            self.report("no account", row.number, f"ô {where} {tail}", tail)
            return
        before = len(self.plan.problems)
        read = self._read(row, account, name)
        if len(self.plan.problems) == before:
            self.people.setdefault(account.casefold(), Person(account)).rows.append(read)

    def _may_be_layout(self, row: Row) -> bool:
        """Whether the name cell is none that a person has: the header again, or the number of a column."""
        name = cell_text(at(row, self.columns.roles["name"]))
        return len(name) < SHORTEST_NAME or "=" in name or _folded(name) == self.name_header

    def _read(self, row: Row, account: str, name: str) -> ReadRow:
        score = self._value(row, "score", self._score)
        seconds = self._value(row, "time", self._seconds)
        number = self._value(row, "attempt", values.read_attempt_number)
        if score is None and seconds is not None:
            where = place(row.number, self.columns.roles["score"])
            tail = "chưa có điểm nhưng có thời gian làm bài; điền điểm, hoặc xóa thời gian nếu chưa thi"
            self.report("no score", row.number, f"ô {where} {tail}", tail)
        group = self._text(row, "group") or ""
        return ReadRow(
            row=row.number,
            account=account,
            name=name,
            unit_text=self._text(row, "unit") or "",
            resident=values.is_resident(group) if group else None,
            under=self._under(self._text(row, "under") or ""),
            recognised=self._value(row, "recognised", values.read_yes),
            honorific=values.honorific_of(self._text(row, "honorific") or ""),
            position=self._text(row, "position") or "",
            score=score,
            seconds=seconds,
            number=number,
            moment=self._value(row, "moment", values.read_moment),
            cell=place(row.number, self.columns.roles["score"]),
        )

    def finish(self, units: UnitReader) -> None:
        """One planned person for each account, then what only the whole table can tell."""
        for person in self.people.values():
            person.check(self.report)
            attempts = person.attempts(self.report)
            units.take(person, attempts)
        units.finish()
        self.plan.places = [
            RegisteredPlace(text, self.under[text], count) for text, count in self.places.most_common()
        ]
        if not self.plan.people and not self.plan.problems:
            what = (
                "không có hàng người dự thi nào dưới hàng tiêu đề; chọn trang tính khác hoặc kiểm tra lại tệp"
            )
            self.plan.problems.append(Problem("empty", self.plan.sheet, None, what))

    def report(self, kind: str, row: int, what: str, about: str) -> None:
        """One problem with its row; `about` is the clause for many equal ones."""
        self.plan.problems.append(Problem(kind, self.plan.sheet, row, what, about))

    def _text(self, row: Row, role: str) -> str | None:
        """The tidied text of the role's cell; None after reporting a faulty or too long one."""
        index = self.columns.roles.get(role)
        cell = at(row, index)
        if index is None or is_blank(cell):
            return ""
        label = ROLES[role].lower()
        if isinstance(cell, CellFault):
            self.report(
                cell.kind, row.number, cell.sentence(place(row.number, index)), f"ô {label} có giá trị lỗi"
            )
            return None
        text = _tidied(cell_text(cell))
        if len(text) > LONGEST.get(role, 250):
            tail = f"dài quá {LONGEST.get(role, 250)} ký tự; rút gọn lại"
            what = f"ô {place(row.number, index)} ({label}) {tail}"
            self.report("long", row.number, what, f"ô {label} {tail}")
            return None
        return text

    def _value(self, row: Row, role: str, read):
        """What `read` makes of the role's cell; None without the column, when empty, or after reporting."""
        index = self.columns.roles.get(role)
        if index is None:
            return None
        cell = at(row, index)
        known = (role, type(cell), cell)
        if known in self.read:
            return self.read[known]
        try:
            found = read(cell, where=place(row.number, index))
        except ValueProblem as problem:
            self.report(problem.kind, row.number, problem.what, problem.about)
            return None
        self.read[known] = found
        return found

    def _seconds(self, cell, where: str) -> int | None:
        return values.read_seconds(cell, where=where, unit=self.columns.time_unit)

    def _score(self, cell, where: str) -> Decimal | None:
        if is_blank(cell):
            return None
        try:
            score = read_value(cell, where=where, scale=self.scale)
        except ValueProblem as problem:
            if problem.kind != "above":
                raise
            limit = format_decimal(self.scale.maximum)
            tail = f"lớn hơn điểm tối đa {limit} của một lượt thi; sửa điểm hoặc đổi điểm tối đa"
            raise ValueProblem(
                "above", f"điểm {cell_text(cell)} ở ô {where} {tail}", f"điểm {tail}"
            ) from problem
        if score != score.quantize(Decimal(1).scaleb(-PLACES)):
            tail = f"có quá {PLACES} chữ số sau dấu phẩy; làm tròn theo thể lệ rồi nạp lại"
            raise ValueProblem("places", f"điểm ở ô {where} {tail}", f"điểm {tail}")
        return score

    def _under(self, text: str) -> bool | None:
        """Có, Không, or the name of the place; other places are not under the campaign."""
        if not text:
            return None
        if text not in self.under:
            said = values.yes_or_no(text)
            at_home = fold(split_type(full_key(text))[1]) in self.home
            member = match_unit(text, "", self.index, suggest=False).unit_key is not None
            self.under[text] = (at_home or member) if said is None else said
        self.places[text] += 1
        return self.under[text]

    def _skip(self, row: Row, reason: str) -> None:
        text = " | ".join(cell_text(cell) for cell in row.cells if not is_blank(cell))
        self.plan.skipped.append(SkippedRow(row.number, text[:200], reason))
