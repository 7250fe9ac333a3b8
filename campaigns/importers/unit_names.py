"""Which unit of a campaign a row means: by code or by an accepted name; a near name is only suggested."""

from collections import defaultdict
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from accounts.text import fold, name_key
from campaigns.models import Campaign, Unit, UnitAlias
from campaigns.queries import members_of
from campaigns.unit_tree import told_apart

_LONG, _SHORT = name_key("Ủy ban nhân dân"), name_key("UBND")
LOWEST_SCORE = 75
MOST_LISTED = 30


def key_of(name: str) -> str:
    """The name as it is compared: spelling of marks, capitals and UBND make no difference, tones do."""
    return name_key(name).replace(_LONG, _SHORT)


def code_key(code: str) -> str:
    """Codes are text, but Excel drops the leading zeros of those it took for numbers."""
    code = code.strip().upper()
    return code.lstrip("0") or code if code.isdigit() else code


@dataclass
class UnitNames:
    """The units of a campaign by code and by every accepted name."""

    by_code: dict[str, Unit] = field(default_factory=dict)
    by_name: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    units: dict[int, Unit] = field(default_factory=dict)
    folded: dict[str, str] = field(default_factory=dict)

    def find(self, code: str, name: str) -> tuple[Unit | None, str]:
        """The unit, or None and a half-sentence that says why."""
        by_code = self.by_code.get(code_key(code)) if code else None
        named = self.by_name.get(key_of(name), set()) if name else set()
        if by_code and named and by_code.pk not in named:
            whose = self._listed(named)
            return None, f"mã «{code}» là của {by_code} nhưng tên ghi là {whose}; sửa mã hoặc tên cho khớp"
        if by_code:
            return by_code, ""
        if len(named) == 1:
            return self.units[next(iter(named))], ""
        if named:
            return None, f"tên «{name}» là của {len(named)} đơn vị, hãy ghi mã: {self._listed(named)}"
        shown = f"«{name}»" if name else f"mã «{code}»"
        near = self._near(name)
        hint = f"có phải «{near}»? " if near else ""
        return None, f"không tìm thấy đơn vị {shown} trong phong trào; {hint}Sửa tên hoặc ghi mã đơn vị"

    def _listed(self, keys: set[int]) -> str:
        """One unit by its name, several with what tells them apart."""
        units = sorted((self.units[pk] for pk in keys), key=lambda unit: (unit.sort_key, unit.code))
        if len(units) == 1:
            return str(units[0])
        more = f" và {len(units) - MOST_LISTED} đơn vị khác" if len(units) > MOST_LISTED else ""
        return "; ".join(told_apart(units[:MOST_LISTED])) + more

    def _near(self, name: str) -> str:
        found = process.extractOne(
            fold(name), self.folded.keys(), scorer=fuzz.ratio, score_cutoff=LOWEST_SCORE
        )
        return self.folded[found[0]] if name and found else ""


def unit_names(campaign: Campaign) -> UnitNames:
    """The look-up over the units that the plan covers, in two queries."""
    names = UnitNames()
    for member in members_of(campaign):
        unit = member.unit
        names.units[unit.pk] = unit
        names.by_code[code_key(unit.code)] = unit
        for name in (unit.name, unit.short_name):
            _add(names, unit.pk, name)
    for unit_id, name in UnitAlias.objects.filter(unit__group_places__campaign=campaign).values_list(
        "unit", "name"
    ):
        _add(names, unit_id, name)
    return names


def _add(names: UnitNames, unit_id: int, name: str) -> None:
    if name:
        names.by_name[key_of(name)].add(unit_id)
        names.folded.setdefault(fold(name), name)
