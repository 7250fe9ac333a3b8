"""Cells that look empty because Excel keeps the value of a merged area in its first cell only."""

import re
from collections.abc import Iterable

_AREA = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")
# A title merged over a whole page costs nothing; an area over thousands of rows is no area of a table.
TALLEST = 500
WIDEST = 300


def merged_below(areas: Iterable[str]) -> dict[tuple[int, int], str]:
    """(row, column) of each swallowed cell below the first row of an area -> the area, "C3:C5"."""
    swallowed: dict[tuple[int, int], str] = {}
    for area in areas:
        found = _AREA.fullmatch(area)
        if not found:
            continue
        first, last = int(found[2]), int(found[4])
        left, right = column_number(found[1]), column_number(found[3])
        if last - first > TALLEST or right - left > WIDEST:
            continue
        places = ((row, column) for row in range(first + 1, last + 1) for column in range(left, right + 1))
        swallowed |= dict.fromkeys(places, area)
    return swallowed


def column_number(letters: str) -> int:
    """0 for "A", 26 for "AA"."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
