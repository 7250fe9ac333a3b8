"""Which unit a contestant belongs to: by the typed name, by a person's answer, or none (residents, other bodies)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from accounts.text import name_key
from campaigns.importers.matching import Match, UnitIndex, UnitKey, match_unit
from scoring.importers.contest_people import Person
from scoring.importers.contest_plan import ContestPlan, PlannedAttempt, PlannedPerson, UnknownUnit
from scoring.importers.problems import Problem

RESIDENT, OUTSIDE = "resident", "outside"
NOT_STATED = "(không ghi đơn vị)"
# Beyond this many unknown names the wrong column was chosen, and suggestions would only cost time.
MOST_SUGGESTED_NAMES = 200
SHOWN_ROWS = 5


@lru_cache(maxsize=4096)
def _unit_key(text: str) -> str:
    return name_key(text)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a person belongs: the unit or none, and how that is known; "" while nobody knows."""

    unit_key: UnitKey | None
    how: str


@dataclass
class UnitReader:
    """Adds the people to the plan, each with the unit; names nobody knows become questions."""

    plan: ContestPlan
    index: UnitIndex
    decisions: Mapping[str, UnitKey]
    matches: dict[str, Match] = field(default_factory=dict)
    unknown: dict[str, tuple[str, list[int]]] = field(default_factory=dict)

    def take(self, person: Person, attempts: tuple[PlannedAttempt, ...]) -> None:
        """Plans one person; two different units for one account are a problem."""
        texts = {_unit_key(row.unit_text): row for row in reversed(person.rows) if row.unit_text}
        stated = sorted(texts.values(), key=lambda row: row.row)
        resident = person.first("resident") is True
        text = stated[0].unit_text if stated else ""
        place = _Place(None, RESIDENT) if resident else self._place(text or NOT_STATED, person)
        if not resident:
            for row in stated[1:]:
                if self._place(row.unit_text, person) != place:
                    self._two_units(person, stated[0], row)
        self.plan.people.append(
            PlannedPerson(
                account=person.account,
                full_name=person.first("name") or "",
                unit_text=text,
                unit_key=place.unit_key,
                how=place.how,
                is_resident=place.how == RESIDENT,
                under_campaign=person.first("under"),
                recognised=person.first("recognised"),
                honorific=person.first("honorific") or "",
                position_title=person.first("position") or "",
                row=person.row,
                attempts=attempts,
            )
        )

    def finish(self) -> None:
        """One question, and one problem, for each name that nobody knows; the most frequent first."""
        ordered = sorted(self.unknown.items(), key=lambda item: -len(item[1][1]))
        for key, (raw_name, rows) in ordered:
            near = self.matches[key].suggestions if key in self.matches else ()
            self.plan.unknown.append(UnknownUnit(raw_name, key, len(rows), tuple(rows[:SHOWN_ROWS]), near))
            tail = "chưa rõ là đơn vị nào; chọn đơn vị, người dân hoặc đơn vị ngoài phong trào"
            what = f"«{raw_name}» ({len(rows)} người) {tail}"
            about = f"tên đơn vị {tail}"
            self.plan.problems.append(Problem("unknown unit", self.plan.sheet, rows[0], what, about))

    def _place(self, text: str, person: Person) -> _Place:
        key = _unit_key(text)
        decision = self.decisions.get(key)
        if decision in (RESIDENT, OUTSIDE):
            return _Place(None, str(decision))
        if decision in self.index.units:
            return _Place(decision, "decision")
        if text == NOT_STATED:
            self._ask(key, text, person)
            return _Place(None, "")
        if key not in self.matches:
            suggest = len(self.unknown) < MOST_SUGGESTED_NAMES
            self.matches[key] = match_unit(text, "", self.index, suggest=suggest)
        match = self.matches[key]
        if match.unit_key is None:
            self._ask(key, text, person)
            return _Place(None, "")
        return _Place(match.unit_key, match.how)

    def _ask(self, key: str, text: str, person: Person) -> None:
        rows = self.unknown.setdefault(key, (text, []))[1]
        if person.row not in rows[-1:]:
            rows.append(person.row)

    def _two_units(self, person: Person, one, two) -> None:
        tail = "ghi hai đơn vị khác nhau; ghi thống nhất một đơn vị"
        what = (
            f"tài khoản «{person.account}» ghi «{one.unit_text}» (hàng {one.row}) và «{two.unit_text}» "
            f"(hàng {two.row}): {tail}"
        )
        problem = Problem("two units", self.plan.sheet, two.row, what, f"có tài khoản {tail}")
        self.plan.problems.append(problem)
