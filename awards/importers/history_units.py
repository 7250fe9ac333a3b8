"""Which unit an old list means: those that have ended count too, each in its own time; the rest a person decides."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from accounts.dates import date_short
from accounts.errors import DomainError
from campaigns.importers.matching import KnownUnit, UnitIndex, full_key, match_unit
from campaigns.models import Unit, UnitAlias
from campaigns.people import described
from campaigns.queries import under

NOT_HERE = "none"
MOST_SUGGESTED_NAMES = 300


@dataclass
class UnknownName:
    """A printed name that a person has to decide about: which unit it is, or none of these."""

    key: str
    name: str
    lines: list[str] = field(default_factory=list)
    suggestions: tuple[tuple[int, str], ...] = ()


@dataclass
class HistoryUnits:
    """The units under a body with every accepted name, what a person chose, and the names that wait."""

    index: UnitIndex
    units: dict[int, Unit]
    choices: Mapping[str, int | str]
    unknown: dict[str, UnknownName] = field(default_factory=dict)

    def find(self, name: str, code: str, day: date, line: str) -> tuple[Unit | None, bool]:
        """The unit and whether it is settled; what is not settled is kept in `unknown` with its candidates."""
        key = full_key(name) or code
        if not key:
            return None, True
        choice = self.choices.get(key)
        if choice == NOT_HERE:
            return None, True
        if choice in self.units:
            return self.units[int(choice)], True
        match = match_unit(name, code, self.index, suggest=len(self.unknown) < MOST_SUGGESTED_NAMES)
        found = [match.unit_key] if match.unit_key else list(self._exact(key))
        alive = [pk for pk in found if lives_on(self.units[pk], day)]
        if len(alive) == 1:
            return self.units[alive[0]], True
        near = found or [pk for pk, _, _ in match.suggestions]
        asked = self.unknown.setdefault(key, UnknownName(key, name or code))
        asked.lines.append(line)
        asked.suggestions = tuple((pk, shown(self.units[pk])) for pk in near)
        return None, False

    def is_named(self, unit: Unit, name: str) -> bool:
        """Whether the name is one of the unit's own."""
        known = self.index.units.get(unit.pk)
        return known is not None and full_key(name) in map(full_key, (known.name, *known.aliases))

    def _exact(self, key: str) -> set[int]:
        return {int(pk) for pk in self.index.by_name.get(key, set()) | self.index.by_alias.get(key, set())}


def lives_on(unit: Unit, day: date) -> bool:
    """Whether the unit existed on the day, as far as its dates are known."""
    return (unit.valid_from is None or unit.valid_from <= day) and (
        unit.valid_to is None or day <= unit.valid_to
    )


def shown(unit: Unit) -> str:
    """The unit with what it stands under and, when it has ended, until when."""
    return described(unit) + (f", đến {date_short(unit.valid_to)}" if unit.valid_to else "")


def history_units(office: Unit, choices: Mapping[str, int | str]) -> HistoryUnits:
    """The look-up over everything under the body, ended units too, in two queries."""
    units = {row.pk: row for row in Unit.objects.filter(under("", office.pk)).select_related("parent")}
    names: dict[int, list[str]] = {}
    for pk, name in UnitAlias.objects.filter(under("unit", office.pk)).values_list("unit", "name"):
        names.setdefault(pk, []).append(name)
    known = [
        KnownUnit(pk, unit.code, unit.name, tuple(filter(None, (unit.short_name, *names.get(pk, ())))))
        for pk, unit in units.items()
    ]
    return HistoryUnits(UnitIndex.of(known), units, choices)


def typed_unit(
    office: Unit, *, typed: str, printed: str, name: str, day: date | None, year: int
) -> tuple[Unit | None, bool]:
    """The unit that a person typed, else the one that the printed name fits exactly, and whether `name` is its own.

    DomainError with the candidates when what was typed fits none or several.
    """
    units, on = history_units(office, {}), day or date(year, 6, 30)
    coded = next((row for row in units.units.values() if typed and row.code == typed), None)
    unit, settled = (coded, True) if coded else units.find(typed or printed, "", on, "")
    if typed and unit is None:
        near = next(iter(units.unknown.values())).suggestions if units.unknown else ()
        listed = "; ".join(text for _, text in near)
        hint = f" Hãy gõ mã của một trong: {listed}." if listed else " Hãy gõ tên hoặc mã đơn vị."
        raise DomainError(f"«{typed}» không khớp đúng một đơn vị nào khi đó.{hint}", field="unit")
    return unit, settled and unit is not None and units.is_named(unit, name)
