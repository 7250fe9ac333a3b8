"""A list of units may name the unit above by its name: one that fits is taken, of several a person names the code."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from campaigns.importers.unit_names import MOST_LISTED, key_of
from campaigns.importers.unit_rows import UnitRow
from campaigns.models import Unit
from campaigns.people import below_any
from campaigns.unit_tree import told_apart

Candidates = dict[str, dict[str, str]]


def with_parents(rows: Sequence[UnitRow], within: Sequence[int] | None, problems: list[str]) -> list[UnitRow]:
    """The rows with codes for parents that were written as names; a sentence with the candidates for doubtful ones.

    What is a code of the file or of the system is a code. Names are looked for in the file and in what is administered.
    """
    wanted = {row.parent for row in rows if row.parent} - {row.code for row in rows}
    named = wanted - set(Unit.objects.filter(code__in=wanted).values_list("code", flat=True))
    if not named:
        return list(rows)
    candidates = _candidates(rows, named, within)
    found = []
    for row in rows:
        fitting = candidates.get(key_of(row.parent), {}) if row.parent in named else {}
        if len(fitting) > 1:
            listed = "; ".join(list(fitting.values())[:MOST_LISTED])
            problems.append(
                f"Dòng {row.line}: cấp trên «{row.parent}» là tên của {len(fitting)} đơn vị, hãy ghi mã: {listed}."
            )
        found.append(replace(row, parent=next(iter(fitting))) if len(fitting) == 1 else row)
    return found


def _candidates(rows: Sequence[UnitRow], named: set[str], within: Sequence[int] | None) -> Candidates:
    """Key of a name -> code -> the unit in words, of the file and of the system."""
    keys = {key_of(name) for name in named}
    found: Candidates = defaultdict(dict)
    stored = Unit.objects.filter(below_any("", within)) if within is not None else Unit.objects.all()
    stored = stored.order_by("sort_key", "code")
    for unit in stored.only("code", "name", "short_name", "path", "sort_key"):
        for key in {key_of(unit.name), key_of(unit.short_name)} & keys:
            found[key][unit.code] = ""
    texts = {
        unit.code: unit for unit in stored.filter(code__in={code for one in found.values() for code in one})
    }
    words = dict(zip(texts, told_apart(list(texts.values())), strict=True))
    for one in found.values():
        one |= {code: words[code] for code in one}
    for row in rows:
        for key in {key_of(row.name), key_of(str(row.values.get("short_name", "")))} & keys:
            above = f", thuộc «{row.parent}»" if row.parent else ""
            found[key].setdefault(row.code, f"{row.name}{above} (mã {row.code}, dòng {row.line})")
    return found


def same_names(rows: Iterable[UnitRow]) -> list[str]:
    """A sentence for each unit of the file that has the name of another one under the same parent."""
    rows = list(rows)
    parents = {row.parent for row in rows if row.parent}
    codes = {row.code for row in rows}
    seen: dict[tuple[str, str], str] = {}
    stored = Unit.objects.filter(parent__code__in=parents).exclude(code__in=codes)
    for code, name, parent in stored.values_list("code", "name", "parent__code"):
        seen[(parent, key_of(name))] = f"mã {code}"
    asks = []
    for row in rows:
        if not row.parent:
            continue
        place = (row.parent, key_of(row.name))
        if place in seen:
            asks.append(
                f"Dòng {row.line}: dưới cấp trên «{row.parent}» đã có {row.name} ({seen[place]}); đây là đơn vị khác, "
                f"mã {row.code}?"
            )
        seen.setdefault(place, f"mã {row.code}, dòng {row.line}")
    return asks
