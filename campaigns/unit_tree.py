"""Units as a tree and as what a search finds, each level and each search at one cost however many units there are."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Case, Exists, OuterRef, QuerySet, Value, When

from accounts.paging import COUNT_TO, PAGE_SIZE, Page, page_of, page_of_list
from accounts.text import fold
from campaigns.access import Access
from campaigns.enums import Role
from campaigns.models import Unit, UnitWord
from campaigns.queries import CountedTo, units_visible_to
from campaigns.unit_keys import AFTER, LONGEST_WORD, keys_in

STATES = {"con": "Còn hoạt động", "het": "Đã chấm dứt"}
# Somewhat more than a list counts; of so many units each may be looked at.
MOST_FOUND = COUNT_TO + 100
# Words in any order cost a second look at each; whoever types so little of so common a name is asked for more.
MOST_MIXED = 500
# The tree shows no more exact numbers than this.
BELOW_TO = 100
MOST_NAMESAKES = 30


@dataclass(frozen=True)
class UnitFilter:
    """What a person asks for in the list of units; `below` is the key of a unit whose direct units are wanted."""

    q: str = ""
    kind: str = ""
    state: str = ""
    below: int | None = None

    @property
    def is_tree(self) -> bool:
        """Whether the tree itself is shown and not a list of hits."""
        return not (self.q or self.kind or self.below or self.state == "het")


@dataclass
class Branch:
    """A unit of the tree (with `below`, how many stand directly under it) and those shown (None: not opened)."""

    unit: Any
    shown: list["Branch"] | None = None

    @property
    def more(self) -> bool:
        """Whether only the first of the units under it are shown."""
        return self.shown is not None and self.unit.below > len(self.shown)


@dataclass(frozen=True)
class Hit:
    """A unit with the names of the bodies above it, the uppermost first."""

    unit: Unit
    above: list[str] = field(default_factory=list)


def alive(rows: QuerySet[Unit], state: str, on: date) -> QuerySet[Unit]:
    """The units that work on the day ("con"), those that have ended ("het"), or all of them."""
    if state == "con":
        return rows.exclude(valid_to__lt=on)
    return rows.filter(valid_to__lt=on) if state == "het" else rows


@dataclass(frozen=True)
class Found:
    """The units that are asked for; `cut` says that too many hold the words to look at all of them. What a search
    found is few enough to be put in order here: `keys`, else None."""

    rows: QuerySet[Unit]
    cut: bool = False
    keys: list[int] | None = None


def unit_list(access: Access, asked: UnitFilter, on: date) -> Found:
    """The units that the person may see and asks for, in Vietnamese order."""
    rows = alive(units_visible_to(access), asked.state, on)
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.below:
        rows = rows.filter(parent=asked.below)
    found = searched(rows, asked.q)
    return replace(found, rows=found.rows.select_related("parent").order_by("sort_key", "pk"))


def unit_page(found: Found, number: str | None) -> Page:
    """One page of what was found; of a search only the units of the page are read."""
    if found.keys is None:
        return page_of(found.rows, number)
    page = page_of_list(found.keys, number)
    rows = Unit.objects.filter(pk__in=page.rows).select_related("parent").order_by("sort_key", "pk")
    return replace(page, rows=list(rows))


def searched(rows: QuerySet[Unit], q: str) -> Found:
    """Units one of whose names holds the folded words side by side, the last perhaps unfinished; if none does, in
    any order. No more than MOST_FOUND or MOST_MIXED are looked at: a search costs the same among 1,000 and 100,000."""
    words = fold(q).split()
    if not words:
        return Found(rows)
    few = rows.order_by().values("pk")[: MOST_FOUND + 1].count() <= MOST_FOUND
    found = _begin_so(rows, " ".join(words), few, MOST_FOUND)
    cut = not few and len(found) == MOST_FOUND
    if not found and len(words) > 1:
        first, *others = _rarest_first(words)
        found = _begin_so(rows, first, few, MOST_MIXED)
        cut = not few and len(found) == MOST_MIXED
        for word in others:
            fit = set(_words(word).filter(unit__in=[pk for _, pk in found]).values_list("unit", flat=True))
            found = [one for one in found if one[1] in fit]
    keys = [pk for _, pk in sorted(set(found))]
    return Found(Unit.objects.filter(pk__in=keys), cut, keys)


def _begin_so(rows: QuerySet[Unit], text: str, few: bool, most: int) -> list[tuple[str, int]]:
    """(place in Vietnamese order, key) of units of the rows with a name part that begins so.

    Few units are looked at one by one; among many, those are taken that the index of words gives first.
    """
    if few:
        rows = rows.filter(Exists(_words(text).filter(unit=OuterRef("pk"))))
        return list(rows.order_by().values_list("sort_key", "pk"))
    found = (
        _words(text).filter(Exists(rows.order_by().filter(pk=OuterRef("unit")))).order_by("text", "unit_id")
    )
    return list(found.values_list("unit__sort_key", "unit_id")[:most])


def _words(text: str) -> QuerySet[UnitWord]:
    text = text[:LONGEST_WORD]
    return UnitWord.objects.filter(text__gte=text, text__lt=text + AFTER)


def _rarest_first(words: list[str]) -> list[str]:
    """The words by how many name parts begin with them, counted only so far as it matters."""
    counts = {word: _words(word).order_by("text").values("unit")[: MOST_FOUND + 1].count() for word in words}
    return sorted(words, key=lambda word: (counts[word], -len(word)))


def hits_of(units: Sequence[Unit]) -> list[Hit]:
    """The units with the way to them, in one query."""
    above = {pk for unit in units for pk in keys_in(unit.path)[:-1]}
    rows = Unit.objects.filter(pk__in=above).order_by()
    names = {unit.pk: str(unit) for unit in rows.only("name", "short_name")} if above else {}
    return [Hit(unit, [names[pk] for pk in keys_in(unit.path)[:-1] if pk in names]) for unit in units]


def places_of(units: Sequence[Unit]) -> dict[int, str]:
    """Key -> the bodies above the unit, the nearest first."""
    return {hit.unit.pk: ", ".join(reversed(hit.above)) for hit in hits_of(units)}


def namesakes_of(access: Access, unit: Unit) -> list[Unit]:
    """The first units that the person sees and that have the very name of this one."""
    rows = units_visible_to(access).filter(name_key=unit.name_key).exclude(pk=unit.pk)
    return list(rows.order_by("sort_key", "pk")[:MOST_NAMESAKES])


def told_apart(units: Sequence[Unit]) -> list[str]:
    """Each unit with the bodies above it, the nearest first, and its code: what tells namesakes apart."""
    return [
        f"{', '.join([str(hit.unit), *reversed(hit.above)])} (mã {hit.unit.code})" for hit in hits_of(units)
    ]


def top_of(access: Access) -> int | None:
    """The key of the unit at which the person's tree begins."""
    if access.unit is None:
        return None
    if sees_deep(access):
        return access.unit.pk
    return access.unit.parent_id or access.unit.pk


def sees_deep(access: Access) -> bool:
    """Whether the person sees everything under the own unit, and not only one level."""
    return access.role in (Role.SYSTEM_ADMIN, Role.AUDITOR)


def counted(access: Access, state: str, on: date) -> QuerySet[Unit]:
    """The units that the person sees, each with `below`: how many of those stand directly under it."""
    children = CountedTo(alive(Unit.objects.filter(parent=OuterRef("pk")), state, on), BELOW_TO)
    if not sees_deep(access):
        children = Case(When(pk=top_of(access), then=children), default=Value(0))
    return alive(units_visible_to(access), state, on).annotate(below=children)


def unit_tree(access: Access, *, opened: int | None, state: str, on: date) -> Branch | None:
    """The person's tree, opened down to the unit `opened`; the first units of every opened level."""
    units = counted(access, "", on)
    top = units.filter(pk=top_of(access)).first()
    if top is None:
        return None
    way = [top.pk]
    if opened and opened != top.pk:
        path = units_visible_to(access).filter(pk=opened).values_list("path", flat=True).first() or ""
        keys = keys_in(path)
        way = keys[keys.index(top.pk) :] if top.pk in keys else way
    tree = at = Branch(top)
    for pk, following in zip(way, [*way[1:], None], strict=True):
        at.shown = level(access, pk, state, on)
        found = next((branch for branch in at.shown if branch.unit.pk == following), None)
        if following and found is None:
            found = Branch(units.get(pk=following))
            at.shown.append(found)
        at = found or at
    return tree


def branches_below(access: Access, pk: int, *, state: str, on: date) -> Branch | None:
    """One level of the tree, for a unit that is opened later; None for one that the person does not see."""
    unit = counted(access, "", on).filter(pk=pk).first()
    return Branch(unit, level(access, pk, state, on)) if unit else None


def level(access: Access, above: int, state: str, on: date) -> list[Branch]:
    """The first units that stand directly under one, in Vietnamese order."""
    rows = counted(access, state, on).filter(parent=above).order_by("sort_key", "pk")
    return [Branch(unit) for unit in rows[:PAGE_SIZE]]
