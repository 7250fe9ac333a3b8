"""From a sheet's rows to the lines of an official index; the preview and the writing use this same plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from accounts.excel.cells import Cell, CellFault, Row, Sheet, cell_text, place
from accounts.text import name_key, tidy
from campaigns.importers.matching import KnownUnit, Match, UnitIndex, UnitKey, match_unit
from scoring.importers import row_kinds
from scoring.importers.headers import WHOLE_HEADER, ColumnMapping, header_score
from scoring.importers.merged import merged_below
from scoring.importers.parts import read_parts
from scoring.importers.plan import ImportLine, ImportPlan, SkippedRow, UnmatchedName
from scoring.importers.printed_ranks import rank_warnings
from scoring.importers.problems import Problem
from scoring.importers.row_kinds import at, is_blank
from scoring.importers.scales import Scale
from scoring.importers.totals import Weight, total_warnings
from scoring.importers.values import MISSING, ValueProblem, rank_and_value, read_rank, read_value

SKIP = "skip"
SKIPPED = "bỏ qua theo lựa chọn của người nhập"
# Beyond this many unknown names the wrong column was chosen, and suggestions would only cost time.
MOST_SUGGESTED_NAMES = 200


def plan_import(
    sheet: Sheet,
    *,
    mapping: ColumnMapping | None,
    scale: Scale,
    known_units: Sequence[KnownUnit],
    decisions: Mapping[str, UnitKey] | None = None,
    criteria: Sequence[Weight] = (),
) -> ImportPlan:
    """Reads every row below the header; `decisions` are a person's answers: name_key of the name -> unit or "skip".

    `criteria` are the top-level criteria of the campaign's set: totals are held against their parts.
    """
    plan = ImportPlan(sheet.name)
    if not _check_mapping(plan, sheet, mapping):
        return plan
    reader = _Reader(plan, mapping, scale, UnitIndex.of(known_units), dict(decisions or {}))
    reader.merged = merged_below(sheet.merged)
    for row in sheet.rows:
        if row.number > mapping.header_row and not reader.is_over:
            reader.take(row)
    reader.finish(known_units)
    plan.warnings += total_warnings(plan.lines, scale=scale, criteria=criteria, printed=reader.printed)
    return plan


def _check_mapping(plan: ImportPlan, sheet: Sheet, mapping: ColumnMapping | None) -> bool:
    what = ""
    if not sheet.rows:
        what = "không có dữ liệu; chọn trang tính khác hoặc kiểm tra lại tệp"
    elif mapping is None:
        what = "không tìm thấy hàng tiêu đề có cột đơn vị và cột điểm; đặt tên cột ở hàng trên cùng của bảng"
    elif mapping.name is None and mapping.code is None:
        what = "chưa biết cột nào là tên hoặc mã đơn vị; chọn cột đó rồi xem lại"
    elif mapping.value is None:
        what = "chưa biết cột nào là tổng điểm; chọn cột đó rồi xem lại"
    elif mapping.value in (mapping.name, mapping.code, mapping.rank):
        what = f"cột «{mapping.header(mapping.value)}» được chọn cho hai việc; chọn lại cột tổng điểm"
    if what:
        plan.problems.append(Problem("mapping", sheet.name, None, what))
    return not what


@dataclass
class _Reader:
    """Takes the rows one by one and fills the plan."""

    plan: ImportPlan
    mapping: ColumnMapping
    scale: Scale
    index: UnitIndex
    decisions: dict[str, UnitKey]
    first_rows: dict[UnitKey, int] = field(default_factory=dict)
    unknown: dict[str, tuple[str, list[int], Match]] = field(default_factory=dict)
    merged: dict[tuple[int, int], str] = field(default_factory=dict)
    printed: dict[str, Decimal] = field(default_factory=dict)
    group_rows: list[int] = field(default_factory=list)
    is_over: bool = False

    def take(self, row: Row) -> None:
        """Adds the row's line, its reason for being left out, or its problems."""
        mapping = self.mapping
        if reason := row_kinds.layout_reason(row, mapping):
            self._skip(row, reason)
            return
        if self._begins_another_table(row) or self._has_faulty_name(row):
            return
        raw_name = tidy(cell_text(at(row, mapping.name)))
        code = cell_text(at(row, mapping.code))
        key = name_key(raw_name)
        decision = self.decisions.get(key) if key else None
        if decision == SKIP:
            self._skip(row, SKIPPED)
            return
        match = (
            Match(decision, "decision") if decision in self.index.units else self._match(raw_name, code, key)
        )
        if match.unit_key is None:
            self._take_unmatched(row, raw_name or code, key or name_key(code), match)
        elif self._is_consistent(row, raw_name, code, match):
            self._take_unit(row, raw_name or code, match)

    def _begins_another_table(self, row: Row) -> bool:
        """A header of other columns: what stands below it is never read with the columns of the table above."""
        self.is_over = row_kinds.is_word(at(row, self.mapping.value)) and header_score(row) >= WHOLE_HEADER
        if self.is_over:
            what = "có hàng tiêu đề của một bảng khác; mỗi trang tính một bảng, chuyển bảng này sang trang tính riêng"
            self._problem("another table", row, what)
        return self.is_over

    def _has_faulty_name(self, row: Row) -> bool:
        """An error in the name or code column stops the row: who is meant cannot be known."""
        for index in (self.mapping.name, self.mapping.code):
            cell = at(row, index)
            if not isinstance(cell, CellFault) or not row_kinds.has_figures(row, self.mapping):
                continue
            # Code columns looked up by formula show #N/A beside a good name; the name then decides.
            if index == self.mapping.name or is_blank(at(row, self.mapping.name)):
                self._problem(cell.kind, row, cell.sentence(place(row.number, index)))
                return True
        return False

    def _match(self, raw_name: str, code: str, key: str) -> Match:
        if key in self.unknown and not code:
            return self.unknown[key][2]
        return match_unit(raw_name, code, self.index, suggest=len(self.unknown) < MOST_SUGGESTED_NAMES)

    def _take_unmatched(self, row: Row, raw_name: str, key: str, match: Match) -> None:
        if reason := row_kinds.unmatched_reason(row, self.mapping):
            self._skip(row, reason)
            if reason == row_kinds.WEIGHTS and not self.printed:
                parts, _ = read_parts(row, self.mapping.parts)
                self.printed = {header: Decimal(text) for header, text in parts.items()}
        elif not raw_name:
            what = "có điểm nhưng không có tên đơn vị; điền tên hoặc xóa hàng này"
            self._problem("no name", row, what + self._merged_hint(row, self.mapping.name))
        else:
            self.unknown.setdefault(key, (raw_name, [], match))[1].append(row.number)
            ask = "chọn đơn vị đúng hoặc bỏ qua hàng này"
            if near := match.nearest_names:
                ask = f"có phải {' hoặc '.join(f'«{name}»' for name in near)}? Chọn đơn vị đúng hoặc bỏ qua hàng này"
            what = f"không tìm thấy đơn vị «{raw_name}»; {ask}"
            self._problem("unknown unit", row, what)

    def _is_consistent(self, row: Row, raw_name: str, code: str, match: Match) -> bool:
        """Codes are reused over the years: a code and a name that mean two units are never weighed silently."""
        if match.how != "code" or not raw_name:
            return True
        by_name = match_unit(raw_name, "", self.index, suggest=False).unit_key
        if by_name is None or by_name == match.unit_key:
            return True
        of_code, of_name = self.index.units[match.unit_key].name, self.index.units[by_name].name
        what = f"mã «{code}» là của «{of_code}» nhưng tên ghi là «{of_name}»; sửa mã hoặc tên cho khớp"
        self._problem("code and name", row, what)
        return False

    def _take_unit(self, row: Row, raw_name: str, match: Match) -> None:
        first = self.first_rows.setdefault(match.unit_key, row.number)
        if first != row.number:
            name = self.index.units[match.unit_key].name
            self._problem("twice", row, f"đơn vị «{name}» đã có ở hàng {first}; mỗi đơn vị chỉ được một hàng")
            return
        value_cell, rank_cell = at(row, self.mapping.value), at(row, self.mapping.rank)
        if both := rank_and_value(value_cell):
            rank_cell, value_cell = rank_cell or both[0], both[1]
        value = self._value(row, value_cell)
        parts, part_problems = read_parts(row, self.mapping.parts)
        for kind, what, about in part_problems:
            self._problem(kind, row, what, about)
        if value is None:
            return
        self.plan.lines.append(
            ImportLine(
                sheet=self.plan.sheet,
                row=row.number,
                cell=place(row.number, self.mapping.value),
                raw_name=raw_name,
                raw_value=tidy(cell_text(at(row, self.mapping.value))),
                unit_key=match.unit_key,
                how=match.how,
                value=value,
                rank=read_rank(rank_cell),
                parts=parts,
            )
        )

    def _value(self, row: Row, cell: Cell) -> Decimal | None:
        try:
            return read_value(cell, where=place(row.number, self.mapping.value), scale=self.scale)
        except ValueProblem as problem:
            hint = self._merged_hint(row, self.mapping.value) if problem.kind == MISSING else ""
            self._problem(problem.kind, row, problem.what.rstrip(".") + hint, problem.about)
            return None

    def _merged_hint(self, row: Row, index: int | None) -> str:
        """Excel keeps one value for a merged area; the rows below it look empty."""
        area = self.merged.get((row.number, index)) if index is not None else None
        return f" (ô này nằm trong vùng gộp {area}: bỏ gộp rồi điền từng hàng)" if area else ""

    def _skip(self, row: Row, reason: str) -> None:
        if reason == row_kinds.GROUP:
            self.group_rows.append(row.number)
        text = " | ".join(cell_text(cell) for cell in row.cells[:8] if not is_blank(cell))
        self.plan.skipped.append(SkippedRow(row.number, tidy(text)[:200], reason))

    def _problem(self, kind: str, row: Row, what: str, about: str = "") -> None:
        self.plan.problems.append(Problem(kind, self.plan.sheet, row.number, what.rstrip("."), about))

    def finish(self, known_units: Sequence[KnownUnit]) -> None:
        """What can be said only after the last row: who is missing, whether the scale fits."""
        plan = self.plan
        plan.unmatched = [
            UnmatchedName(raw_name, key, tuple(rows), match.suggestions)
            for key, (raw_name, rows, match) in self.unknown.items()
        ]
        plan.missing_units = [unit for unit in known_units if unit.key not in self.first_rows]
        if not plan.lines and not plan.problems:
            what = f"không có hàng kết quả nào dưới hàng tiêu đề {self.mapping.header_row}; kiểm tra lại bảng"
            plan.problems.append(Problem("no rows", plan.sheet, None, what))
        plan.warnings += rank_warnings(plan.lines, group_rows=self.group_rows)
        if plan.lines and self.scale.maximum > 1 and all(line.value <= 1 for line in plan.lines):
            plan.warnings.append(
                f"Mọi điểm đều không quá 1 trong khi thang đã chọn là {self.scale.label}. "
                "Hãy xác nhận thang điểm trước khi ghi."
            )
