"""Chỉ tiêu số: what is asked, what was reached, and what that means on a day. Pure; numbers are Decimal."""

import operator
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from accounts.numbers import format_decimal
from campaigns.enums import Comparison

_HOLDS = {
    Comparison.GE: operator.ge,
    Comparison.GT: operator.gt,
    Comparison.EQ: operator.eq,
    Comparison.LE: operator.le,
    Comparison.LT: operator.lt,
}
_WORDS = {
    Comparison.GE: "từ {} trở lên",
    Comparison.GT: "trên {}",
    Comparison.EQ: "đúng {}",
    Comparison.LE: "không quá {}",
    Comparison.LT: "dưới {}",
}


class TargetStatus(StrEnum):
    """What can be said of a target on a day; only the number of its own year decides."""

    REACHED = "dat"
    MISSED = "chua-dat"
    NO_DATA = "chua-co-so-lieu"
    NOT_DUE = "chua-den-han"

    @property
    def label(self) -> str:
        """The status in Vietnamese."""
        return _LABELS[self]


_LABELS = {
    TargetStatus.REACHED: "Đạt",
    TargetStatus.MISSED: "Chưa đạt",
    TargetStatus.NO_DATA: "Chưa có số liệu",
    TargetStatus.NOT_DUE: "Chưa đến hạn",
}


def reaches(comparison: str, wanted: Decimal, value: Decimal) -> bool:
    """Whether the value is what the target asks for."""
    return bool(_HOLDS[Comparison(comparison)](value, wanted))


def status_of(
    *, comparison: str, wanted: Decimal, year: int, values: Mapping[int, Decimal], today: date
) -> TargetStatus:
    """The status on the day: a number of the target's year decides; until that year is over it can only be met."""
    value = values.get(year)
    if value is not None and reaches(comparison, wanted, value):
        return TargetStatus.REACHED
    if today <= date(year, 12, 31):
        return TargetStatus.NOT_DUE
    return TargetStatus.NO_DATA if value is None else TargetStatus.MISSED


def with_measure(value: Decimal, measure: str) -> str:
    """ "40% hộ gia đình", "2 chuyên trách": the per cent sign stands at the number."""
    space = "" if measure.startswith("%") or not measure else " "
    return f"{format_decimal(value)}{space}{measure}"


def in_words(comparison: str, value: Decimal, measure: str) -> str:
    """The comparison as a plan says it: "trên 40% hộ gia đình", "từ 2 chuyên trách trở lên"."""
    return _WORDS[Comparison(comparison)].format(with_measure(value, measure))


def is_share(measure: str, text: str) -> bool:
    """Whether a number above 100 would be a mistake: a share of a whole, not a growth."""
    return measure.startswith("%") and "tăng" not in f"{measure} {text}".lower()


@dataclass(frozen=True)
class Bar:
    """One year in the trend: the number, None where nobody recorded one, and the length it is measured by."""

    year: int
    value: Decimal | None
    maximum: Decimal
    reached: bool


def trend(
    *, comparison: str, wanted: Decimal, values: Mapping[int, Decimal], years: tuple[int, ...]
) -> tuple[Bar, ...]:
    """A bar for each year, all of one length: the wanted number or the largest one reached."""
    longest = max([wanted, *values.values(), Decimal(1)])
    return tuple(
        Bar(
            one,
            values.get(one),
            longest,
            one in values and reaches(comparison, wanted, values[one]),
        )
        for one in years
    )
