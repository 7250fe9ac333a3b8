"""Which unit a printed name means: by code, by exact name, by an accepted name; anything else is only suggested."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from rapidfuzz import fuzz, process

from accounts.text import fold, name_key

UnitKey = int | str
How = Literal["code", "name", "alias", "decision", "none"]
MOST_SUGGESTIONS = 3
# Namesakes are all shown: which of them is meant only a person knows.
MOST_NAMESAKES = 40
LOWEST_SCORE = 70
# "Xã Tràng Đà (TP Tuyên Quang)" holds the whole of "Tràng Đà".
CONTAINED_SCORE = 80
SHORTEST_CONTAINED = 5

_SHORT = {"tp": "thành phố", "tx": "thị xã", "tt": "thị trấn", "p": "phường", "q": "quận", "h": "huyện"}
_SHORT = {short: name_key(full) for short, full in _SHORT.items()}
_TYPES = ("thành phố", "thị xã", "thị trấn", "tỉnh", "huyện", "quận", "phường", "xã")
_OFFICE = re.compile(rf"^(ubnd|{name_key('ủy ban nhân dân')})\s+")
_TYPE = re.compile(rf"^({'|'.join(map(name_key, _TYPES))})\s+(?=\S)")


@dataclass(frozen=True)
class KnownUnit:
    """A unit as the matcher needs it: its key in the database, official code, name and accepted other names; for a
    namesake also the place that tells it apart."""

    key: UnitKey
    code: str
    name: str
    aliases: tuple[str, ...] = ()
    place: str = ""

    @property
    def shown(self) -> str:
        """The name as a person has to see it to choose."""
        return f"{self.name}, {self.place} (mã {self.code})" if self.place else self.name


@dataclass(frozen=True)
class Match:
    """The unit found and how; without one, all namesakes or up to three suggestions (key, name, score 0..100)."""

    unit_key: UnitKey | None
    how: How
    suggestions: tuple[tuple[UnitKey, str, int], ...] = ()

    @property
    def nearest_names(self) -> list[str]:
        """The names of the suggestions that are equally near and nearest."""
        return [name for _, name, score in self.suggestions if score == self.suggestions[0][2]]


def full_key(name: str) -> str:
    """The name without capitals, punctuation, UBND and abbreviations; marks stay: Tân Thành is not Tân Thạnh."""
    spaced = _OFFICE.sub("", " ".join(re.sub(r"[^\w\s]+|_", " ", name_key(name)).split()))
    words = [word.lstrip("0") or "0" if word.isdigit() else word for word in spaced.split()]
    if len(words) > 1:
        words[0] = _SHORT.get(words[0], words[0])
    return " ".join(words)


def split_type(key: str) -> tuple[str, str]:
    """A full key parted into type and bare name; the type is "" when the name has none."""
    found = _TYPE.match(key)
    return (found.group(1), key[found.end() :]) if found else ("", key)


@dataclass
class UnitIndex:
    """Known units arranged for look-up; build it once for a whole table."""

    units: dict[UnitKey, KnownUnit]
    by_code: dict[str, set[UnitKey]] = field(default_factory=lambda: defaultdict(set))
    by_name: dict[str, set[UnitKey]] = field(default_factory=lambda: defaultdict(set))
    by_alias: dict[str, set[UnitKey]] = field(default_factory=lambda: defaultdict(set))
    by_bare: dict[str, set[tuple[str, UnitKey]]] = field(default_factory=lambda: defaultdict(set))
    choices: list[UnitKey] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, known: Iterable[KnownUnit]) -> "UnitIndex":
        """The index over these units."""
        index = cls({unit.key: unit for unit in known})
        for unit in index.units.values():
            if unit.code:
                index.by_code[_code_key(unit.code)].add(unit.key)
            index.by_name[full_key(unit.name)].add(unit.key)
            for alias in unit.aliases:
                index.by_alias[full_key(alias)].add(unit.key)
            for name in (unit.name, *unit.aliases):
                kind, bare = split_type(full_key(name))
                index.by_bare[bare].add((kind, unit.key))
                index.choices.append(unit.key)
                index.texts.append(fold(bare))
        return index


def match_unit(
    raw_name: str, code: str, known: UnitIndex | Iterable[KnownUnit], *, suggest: bool = True
) -> Match:
    """The unit meant by a printed name and code (either may be ""); a near name is suggested, never accepted.

    A type left out on one side ("Long Thạnh" for "Phường Long Thạnh") is accepted when only one unit fits. A name
    that several units have, or one has and another is also called, is never decided here.
    """
    index = known if isinstance(known, UnitIndex) else UnitIndex.of(known)
    if code and (unit_key := _only(index.by_code.get(_code_key(code)))) is not None:
        return Match(unit_key, "code")
    key = full_key(raw_name)
    if not key:
        return Match(None, "none")
    named, called, fitting = (
        index.by_name.get(key, set()),
        index.by_alias.get(key, set()),
        _fitting(index, key),
    )
    exact = named | called
    if (unit_key := _only(exact)) is not None and (named or fitting <= called):
        return Match(unit_key, "name" if named else "alias")
    if not exact and (unit_key := _only(fitting)) is not None:
        return Match(unit_key, "name")
    if not suggest:
        return Match(None, "none")
    return Match(None, "none", _namesakes(index, key, exact | fitting) or _suggest(index, key))


def _code_key(code: str) -> str:
    """Codes are text, but Excel drops leading zeros of those it took for numbers."""
    code = code.strip().upper()
    return code.lstrip("0") or code if code.isdigit() else code


def _only(found: set[UnitKey] | None) -> UnitKey | None:
    return next(iter(found)) if found and len(found) == 1 else None


def _fitting(index: UnitIndex, key: str) -> set[UnitKey]:
    """The units that the name fits when one side leaves the type out."""
    kind, bare = split_type(key)
    return {unit_key for known_kind, unit_key in index.by_bare.get(bare, ()) if not kind or not known_kind}


def _namesakes(index: UnitIndex, key: str, found: set[UnitKey]) -> tuple[tuple[UnitKey, str, int], ...]:
    """All whose name this is, when there are several; the one whose place the printed name holds comes first."""
    if len(found) < 2:
        return ()
    units = [index.units[unit_key] for unit_key in found]
    ordered = sorted(
        units, key=lambda unit: (-fuzz.ratio(key, full_key(unit.shown)), unit.shown, str(unit.key))
    )
    return tuple((unit.key, unit.shown, 100) for unit in ordered[:MOST_NAMESAKES])


def _suggest(index: UnitIndex, key: str) -> tuple[tuple[UnitKey, str, int], ...]:
    """Compared without marks and type, because those are what hurried typing loses first."""
    asked = fold(split_type(key)[1])
    near = process.extract(asked, index.texts, scorer=fuzz.ratio, score_cutoff=LOWEST_SCORE, limit=10)
    scores = {at: round(score) for _, score, at in near}
    for at, text in enumerate(index.texts):
        if len(text) >= SHORTEST_CONTAINED and f" {text} " in f" {asked} ":
            scores.setdefault(at, CONTAINED_SCORE)
    best: dict[UnitKey, tuple[int, float]] = {}
    for at, score in scores.items():
        unit_key = index.choices[at]
        marked = fuzz.ratio(key, full_key(index.units[unit_key].shown))
        best[unit_key] = max(best.get(unit_key, (0, 0.0)), (score, marked))
    ranked = sorted(best.items(), key=lambda item: item[1], reverse=True)[:MOST_SUGGESTIONS]
    return tuple((unit_key, index.units[unit_key].shown, score) for unit_key, (score, _) in ranked)
