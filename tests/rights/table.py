"""The rights matrix as data (matrix.toml) and the addresses of the program beside it."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from campaigns.enums import Role

FILE = Path(__file__).parent / "matrix.toml"
# Method that the address does not have.
NONE = "405"
# Who has an account but no role now.
WITHOUT_ROLE = "without_role"
EVERY_ROLE = tuple(role.value for role in Role)
EVERYBODY = (*EVERY_ROLE, WITHOUT_ROLE)


@dataclass(frozen=True)
class Page:
    """One line of the matrix. `get`, `post`: who may, in their own place; `other_…`: from another unit's desk."""

    key: str
    what: str
    get: frozenset[str] | None
    post: frozenset[str] | None
    other_get: frozenset[str]
    other_post: frozenset[str]
    rows: dict[str, str] = field(default_factory=dict)
    through: frozenset[str] = frozenset()
    public: bool = False
    as_if: dict[str, str] = field(default_factory=dict)
    nothing_yet: bool = False
    # Somebody else's program (the Django admin, a sign-in package): who may not is shown out its own way.
    theirs: bool = False
    body: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The address's name; what stands after # tells two lines of one address apart."""
        return self.key.partition("#")[0]

    @property
    def has_target(self) -> bool:
        """Whether the address names a campaign or a row, so that it can be somebody else's."""
        return any(not value.startswith("=") for value in self.rows.values())

    def has(self, method: str) -> bool:
        """Whether the address has the method at all."""
        return (self.get if method == "GET" else self.post) is not None

    def may(self, method: str, role: str, place: str) -> bool | None:
        """Whether the role may at that place (own, other_unit, other_campaign); None without such a method."""
        own = self.get if method == "GET" else self.post
        if own is None:
            return None
        if place == "own" or not self.has_target or self.public:
            return role in own
        if place == "other_unit":
            return role in (self.other_get if method == "GET" else self.other_post)
        return False


@cache
def matrix_groups() -> dict[str, frozenset[str]]:
    """The names of the table that stand for several roles."""
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {name: frozenset(names.split()) for name, names in data["groups"].items()}


@cache
def pages() -> tuple[Page, ...]:
    """Every line of matrix.toml."""
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    groups = {name: frozenset(names.split()) for name, names in data.pop("groups").items()}
    found = []
    for app, lines in data["pages"].items():
        for name, values in lines.items():
            key = f"{app}:{name}".removeprefix("config:")
            found += many(key, values, groups) if "*" in name else [page_of(key, values, groups)]
    return tuple(found)


def many(pattern: str, values: dict[str, Any], groups: dict[str, frozenset[str]]) -> list[Page]:
    """The addresses of a third-party room, which share one line; each argument is a number that nothing has."""
    return [
        page_of(name, {"rows": dict.fromkeys(sorted(arguments), "=999999"), "theirs": True, **values}, groups)
        for name, arguments in addresses()
        if fnmatchcase(name, pattern)
    ]


def page_of(key: str, values: dict[str, Any], groups: dict[str, frozenset[str]]) -> Page:
    """One line; a group stands for its roles."""
    given = dict(values)
    who = {name: people(given.pop(name, ""), groups, key) for name in ("get", "post")}
    more = {
        name: people(given.pop(name, ""), groups, key) or frozenset() for name in ("other_get", "other_post")
    }
    through = people(given.pop("through", ""), groups, key) or frozenset()
    return Page(key=key, **who, **more, through=through, **given)


def people(text: str, groups: dict[str, frozenset[str]], key: str) -> frozenset[str] | None:
    """«unit standing_officer» -> the roles; None for a method that does not exist."""
    if text == NONE:
        return None
    found: set[str] = set()
    for word in text.split():
        known = groups.get(word) or ({word} if word in EVERYBODY else None)
        assert known, f"matrix.toml, {key}: «{word}» is neither a role nor a group"
        found |= known
    return frozenset(found)


def addresses(resolver: URLResolver | None = None, space: str = "") -> Iterator[tuple[str, set[str]]]:
    """Every address of the program with its arguments."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            inner = ":".join(filter(None, (space, one.namespace)))
            yield from addresses(one, inner)
        elif isinstance(one, URLPattern):
            name = one.name or str(one.pattern)
            yield f"{space}:{name}" if space else name, set(one.pattern.regex.groupindex)
