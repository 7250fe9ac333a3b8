"""Units with one name told apart by where they stand: 27 communes are called Tân Thành."""

from collections.abc import Sequence
from dataclasses import replace

from campaigns.importers.matching import KnownUnit, UnitKey, full_key
from campaigns.models import Unit
from campaigns.unit_tree import places_of


def with_places(known: Sequence[KnownUnit], units: Sequence[Unit]) -> list[KnownUnit]:
    """The known units, namesakes among them with their place; one query when there are any, else none."""
    owners: dict[str, set[UnitKey]] = {}
    for one in known:
        for name in (one.name, *one.aliases):
            owners.setdefault(full_key(name), set()).add(one.key)
    alike = {key for keys in owners.values() if len(keys) > 1 for key in keys}
    if not alike:
        return list(known)
    places = places_of([unit for unit in units if unit.pk in alike])
    return [replace(one, place=places.get(int(one.key), "")) for one in known]
