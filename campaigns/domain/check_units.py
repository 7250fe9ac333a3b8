"""What is kept beside units (path, keys, words) compared with what it is made from, and made anew."""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import transaction
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat

from campaigns.domain.write_unit import write_words
from campaigns.models import Unit, UnitAlias, UnitWord
from campaigns.unit_keys import name_keys, path_below, words_of

AT_ONCE = 500
KEPT = ("path", "search_key", "name_key", "sort_key")


def wrong_units() -> list[str]:
    """A sentence for each unit whose path, keys or words do not follow from its names and its parent."""
    return [f"{unit.code} ({unit}): {', '.join(wrong)}" for unit, wrong in _compared()]


def repair_units() -> int:
    """Makes anew what is kept beside the wrong units, in one transaction; returns how many there were."""
    with transaction.atomic():
        wrong = [unit for unit, _ in _compared()]
        paths = true_paths()
        for unit in wrong:
            for name, value in _kept(unit, paths).items():
                setattr(unit, name, value)
        # A path may be another's old one: all of them step aside first.
        aside = Concat(Value("z"), Cast("pk", CharField()))
        for part in _parts(wrong):
            Unit.objects.filter(pk__in=[unit.pk for unit in part]).update(path=aside)
        Unit.objects.bulk_update(wrong, KEPT, batch_size=AT_ONCE)
        for part in _parts(wrong):
            write_words(part)
    return len(wrong)


def true_paths() -> dict[int, str]:
    """The path of every unit, from the parents."""
    parents = dict(Unit.objects.order_by().values_list("pk", "parent"))
    paths: dict[int, str] = {}
    for pk in parents:
        chain: list[int] = []
        at: int | None = pk
        while at is not None and at not in paths and at not in chain:
            chain.append(at)
            at = parents[at]
        for one in reversed(chain):
            paths[one] = path_below(paths.get(parents[one] or 0, ""), one)
    return paths


def _kept(unit: Unit, paths: dict[int, str]) -> dict[str, str]:
    return {
        "path": paths[unit.pk],
        **name_keys(code=unit.code, name=unit.name, short_name=unit.short_name),
    }


def _compared() -> Iterator[tuple[Unit, list[str]]]:
    paths = true_paths()
    for part in _parts(Unit.objects.order_by("pk").iterator(chunk_size=AT_ONCE)):
        names = {unit.pk: [unit.name, unit.short_name, unit.code] for unit in part}
        for unit_id, name in UnitAlias.objects.filter(unit__in=names).values_list("unit", "name"):
            names[unit_id].append(name)
        stored: dict[int, set[str]] = {pk: set() for pk in names}
        for unit_id, text in UnitWord.objects.filter(unit__in=names).values_list("unit", "text"):
            stored[unit_id].add(text)
        for unit in part:
            wrong = [name for name, value in _kept(unit, paths).items() if getattr(unit, name) != value]
            if stored[unit.pk] != words_of(names[unit.pk]):
                wrong.append("words")
            if wrong:
                yield unit, wrong


def _parts(units: Iterable[Unit]) -> Iterator[list[Unit]]:
    rest = iter(units)
    while part := list(islice(rest, AT_ONCE)):
        yield part
