"""Filters that show numbers, money and dates the Vietnamese way; an empty value shows as nothing."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import wraps
from typing import Any

from django import template

from accounts import dates, numbers, words
from accounts.paging import COUNT_TO

register = template.Library()


def _filter(show: Callable[..., str]) -> Callable[..., str]:
    @wraps(show)
    def shown(value: Any, *args: Any) -> str:
        return "" if value is None or value == "" else show(value, *args)

    register.filter(show.__name__, shown)
    return shown


@_filter
def so(value: int | float | Decimal, places: int | None = None) -> str:
    """A number: 0,7955; {{ x|so:2 }} always with two decimals."""
    return numbers.format_decimal(value, places)


@_filter
def dem(value: int, most: int = COUNT_TO) -> str:
    """A count that stops at 1,000 as pages do, or at another number: 27, 1.000, hơn 1.000."""
    return f"hơn {numbers.format_decimal(most)}" if value > most else numbers.format_decimal(value)


@_filter
def tien(value: int | Decimal) -> str:
    """Money: 9.720.000 đồng."""
    return numbers.format_money(value)


@_filter
def phan_tram(value: int | float | Decimal, places: int | None = None) -> str:
    """A percentage given in hundredths: 79.55 -> 79,55%."""
    return numbers.format_percent(value, places)


@_filter
def ngay(value: date) -> str:
    """A day: 09/12/2023."""
    return dates.date_short(value)


@_filter
def ngay_gio(value: datetime) -> str:
    """A moment in the time of Viet Nam: 09/12/2023, 16:30."""
    return dates.date_time_short(value)


@_filter
def thu_ngay(value: date) -> str:
    """A day with its weekday: Thứ Hai, 04/12/2023."""
    return f"{dates.weekday(value)}, {dates.date_short(value)}"


@_filter
def phut_giay(value: int) -> str:
    """A duration in seconds as minutes and seconds: 580 -> 09:40."""
    return dates.minutes_seconds(value)


@_filter
def bang_chu(value: int | Decimal) -> str:
    """Money in words: Chín triệu bảy trăm hai mươi nghìn đồng."""
    return words.money_in_words(value)


@_filter
def dau_thuong(value: str) -> str:
    """A label inside a sentence, names keeping their capitals: «biên bản họp Hội đồng»."""
    return f"{str(value)[:1].lower()}{str(value)[1:]}"


@_filter
def dem2(value: int) -> str:
    """A count as official papers write it, two digits at least: 06."""
    return f"{int(value):02d}"
