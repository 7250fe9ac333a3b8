"""Results of different scales in one measure."""

from decimal import Decimal

from scoring.enums import Scale


def percent_of(value: Decimal, scale: str, maximum: Decimal | None) -> Decimal:
    """A result as percent of the scale's maximum: 0.7955 of 1, 795.5 of 1000 points and 79.55 are the same."""
    if scale == Scale.ONE:
        return value * 100
    return value * 100 / maximum if scale == Scale.POINTS and maximum else value
