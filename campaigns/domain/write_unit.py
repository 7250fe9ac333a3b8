"""Units are written in one place, so that their keys, their words and their place in the tree always follow."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat, Substr

from accounts.errors import DomainError
from accounts.text import tidy
from campaigns.models import Unit, UnitAlias, UnitWord
from campaigns.unit_keys import MOST_LEVELS, WIDTH, end_of, keys_in, name_keys, path_below, words_of

BATCH = 2000


def write_unit(*, code: str, name: str, pk: int | None = None, **values: Any) -> Unit:
    """Creates or updates the unit of that code (or of that key, whose code it then becomes).

    Text is tidied to NFC; keys, words and the places of all that stands under it are set anew.
    """
    values = {key: tidy(value) if isinstance(value, str) else value for key, value in values.items()}
    values |= {"code": code, "name": tidy(name)}
    with transaction.atomic():
        before = Unit.objects.filter(**({"pk": pk} if pk else {"code": code})).first()
        if before:
            values = {"short_name": before.short_name, "parent": before.parent, **values}
        lock_trees(before, values.get("parent"))
        values |= name_keys(code=code, name=values["name"], short_name=values.get("short_name", ""))
        unit = Unit.objects.update_or_create(pk=before.pk if before else None, defaults=values)[0]
        place_unit(unit)
        if before is None or any(getattr(before, key) != getattr(unit, key) for key in NAMED_BY):
            write_words([unit])
        return unit


NAMED_BY = ("name", "short_name", "code")


def lock_trees(*units: Unit | None) -> None:
    """Two people who change units of one tree wait for each other: the uppermost units are locked in their order.

    It comes before the lock of any single unit, so that nobody holds a unit and waits for the top.
    """
    paths = Unit.objects.filter(pk__in=[unit.pk for unit in units if unit]).values_list("path", flat=True)
    tops = {keys_in(path)[0] for path in paths if keys_in(path)}
    list(Unit.objects.select_for_update(no_key=True).filter(pk__in=tops).order_by("pk").values_list("pk"))


def place_unit(unit: Unit) -> None:
    """Gives the unit its path and takes everything under it along; DomainError for a circle or a tree too deep."""
    above = ""
    if unit.parent_id:
        above = Unit.objects.values_list("path", flat=True).get(pk=unit.parent_id)
    path, old = path_below(above, unit.pk), unit.path
    if path == old:
        return
    if unit.pk in keys_in(above):
        raise DomainError(
            f"{unit.parent} nằm dưới {unit} nên không thể là cấp trên của {unit}. Hãy chọn cấp trên khác.",
            field="parent",
        )
    below = Unit.objects.filter(path__gt=old, path__lt=end_of(old)).exclude(pk=unit.pk)
    deepest = max([len(row) - len(old) for row in below.values_list("path", flat=True)], default=0)
    if (len(path) + deepest) // WIDTH > MOST_LEVELS:
        raise DomainError(
            f"Cây đơn vị chỉ có tối đa {MOST_LEVELS} cấp. Hãy kiểm tra lại cấp trên của {unit}."
        )
    below.update(path=Concat(Value(path), Substr("path", len(old) + 1)))
    unit.path = path
    unit.save(update_fields=["path"])


def write_words(units: Iterable[Unit]) -> None:
    """The words by which units are found: of name, short name, code and accepted other names."""
    units = list(units)
    names: dict[int, list[str]] = {unit.pk: [unit.name, unit.short_name, unit.code] for unit in units}
    for unit_id, name in UnitAlias.objects.filter(unit__in=names).values_list("unit", "name"):
        names[unit_id].append(name)
    with transaction.atomic():
        UnitWord.objects.filter(unit__in=names).delete()
        UnitWord.objects.bulk_create(
            [
                UnitWord(unit_id=pk, text=text)
                for pk, named in names.items()
                for text in sorted(words_of(named))
            ],
            batch_size=BATCH,
        )
