"""What is kept of a unit so that it is found fast: the keys of its names, its words, its place in the tree."""

from collections.abc import Iterable

from accounts.text import fold, name_key, sort_key

# A key of the database in a path; more levels than any office has.
WIDTH = 8
MOST_LEVELS = 12
LONGEST_WORD = 60
# Text that begins with `text` lies between it and `text` + AFTER, byte by byte.
AFTER = "~"


def name_keys(*, code: str, name: str, short_name: str = "") -> dict[str, str]:
    """The keys to search in, to compare names by and to sort by."""
    return {
        "search_key": fold(f"{name} {short_name} {code}"),
        "name_key": name_key(name),
        "sort_key": sort_key(short_name or name),
    }


def words_of(names: Iterable[str]) -> set[str]:
    """Every name folded, from each of its words on: «long phu», «phu»."""
    found = set()
    for name in names:
        words = fold(name).split()
        found |= {" ".join(words[at:])[:LONGEST_WORD].rstrip() for at in range(len(words))}
    return found


def path_below(above: str, pk: int) -> str:
    """The path of the unit `pk` that stands under the unit whose path is `above` ("": under nobody)."""
    return f"{above}{pk:0{WIDTH}d}"


def end_of(path: str) -> str:
    """The first path that lies behind everything under `path`; only digits, so that every collation agrees."""
    return path + "9" * (WIDTH + 1)


def keys_in(path: str) -> list[int]:
    """The units of a path, the uppermost first; none for one that was never placed."""
    return [int(path[at : at + WIDTH]) for at in range(0, len(path), WIDTH)] if path.isdigit() else []
