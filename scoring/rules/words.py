"""How reasons say numbers, so that a rounded one never contradicts the verdict beside it."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from accounts.numbers import format_percent

_MOST_PLACES = 10


def at_least(percent: Decimal) -> str:
    """ "từ 90% trở lên"; "100%" where no more is possible."""
    return "100%" if percent == 100 else f"từ {format_percent(percent)} trở lên"


def percent_beside(value: Decimal, line: Decimal) -> str:
    """A percent with two decimals, or as many as it takes to lie on the same side of the line as it does."""
    for places in range(2, _MOST_PLACES):
        shown = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
        if (shown < line) == (value < line):
            return format_percent(shown)
    return format_percent(value)


def listed(items: Iterable[str]) -> str:
    """ "a; b; c", for things whose names may hold commas."""
    return "; ".join(items)
