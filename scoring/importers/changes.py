"""Old -> new: what differs from the import that a file would replace, figure by figure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from accounts.numbers import format_decimal
from scoring.importers.plan import ImportLine
from scoring.models import IndexImport, IndexResult

MOST_PARTS = 12


@dataclass(frozen=True)
class Change:
    """A unit whose result differs from the earlier import; None: not there. `parts` are (header, old, new) in words."""

    unit_name: str
    old: Decimal | None
    new: Decimal | None
    parts: tuple[tuple[str, str, str], ...] = ()


def changes_against(
    earlier: IndexImport, lines: Iterable[ImportLine], names: Mapping[int, str]
) -> list[Change]:
    """Changed, new and vanished results with their printed ranks and parts, in the order of the file."""
    old = {row.unit_id: row for row in earlier.results.all()}
    found, seen = [], set()
    for line in lines:
        seen.add(line.unit_key)
        before = old.get(int(line.unit_key))
        parts = _parts_changed(before, line) if before else ()
        if before is None or before.value != _stored(line.value) or parts:
            name = names.get(int(line.unit_key), "")
            found.append(Change(name, before.value if before else None, line.value, parts))
    gone = [Change(names.get(key, ""), row.value, None) for key, row in old.items() if key not in seen]
    return found + gone


def _stored(value: Decimal) -> Decimal:
    """As the database keeps it: six decimals."""
    return value.quantize(Decimal("0.000001"))


def _parts_changed(before: IndexResult, line: ImportLine) -> tuple[tuple[str, str, str], ...]:
    headers = dict.fromkeys([*before.parts, *line.parts])
    pairs = [(header, before.parts.get(header), line.parts.get(header)) for header in headers]
    found = [(header, _said(one), _said(two)) for header, one, two in pairs if _differ(one, two)]
    if before.printed_rank != line.rank:
        found.append(("Hạng in", str(before.printed_rank or "không"), str(line.rank or "không")))
    return tuple(found[:MOST_PARTS])


def _differ(one: str | None, two: str | None) -> bool:
    return one != two and (one is None or two is None or Decimal(one) != Decimal(two))


def _said(text: str | None) -> str:
    return format_decimal(Decimal(text)) if text is not None else "không có"
