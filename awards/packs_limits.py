"""What the columns of the database can hold: SQLite would take anything, PostgreSQL would refuse without a word."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models

from awards.plan_parts import AWARD_PARTS, PARTS, SINGLES, TOP_KEYS, UNIT_SINGLES, Part
from campaigns.models import Campaign, CriteriaSet, Unit

Row = dict[str, Any]
LARGEST_NUMBER = 32_767
LONGEST_TEXT = 20_000
FIRST_YEAR, LAST_YEAR = 1945, 2100
YEARS = ("year", "first_year", "last_year")
LINES = "\n\r\t"


def limits(data: Row) -> Iterator[str]:
    """A sentence for each text, number, code or day that can't be kept; each names its key."""
    yield from _texts(data, "")
    for key in TOP_KEYS:
        yield from _value(data[key], Campaign._meta.get_field(key), key)
    yield from _value(data.get("criteria_set", ""), CriteriaSet._meta.get_field("code"), "criteria_set")
    for number, group in enumerate(data.get("groups", []), start=1):
        for code in group.get("unit_codes", []):
            yield from _value(code, Unit._meta.get_field("code"), f"groups[{number}].unit_codes")
    for table, keys in SINGLES.items():
        for key, column in keys.items():
            field = (
                Unit._meta.get_field("code") if table in UNIT_SINGLES else Campaign._meta.get_field(column)
            )
            yield from _value(data.get(table, {}).get(key), field, f"{table}.{key}")
    for part in PARTS.values():
        yield from _rows(part, data, "")
    for number, award in enumerate(data.get("awards", []), start=1):
        for part in AWARD_PARTS.values():
            yield from _rows(part, award, f"awards[{number}].")


def _texts(value: Any, place: str) -> Iterator[str]:
    """Signs that no database takes, and texts without end, wherever they stand."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _texts(one, f"{place}.{key}" if place else str(key))
    elif isinstance(value, list | tuple):
        for number, one in enumerate(value, start=1):
            yield from _texts(one, f"{place}[{number}]")
    elif isinstance(value, str):
        if any(unicodedata.category(sign) == "Cc" and sign not in LINES for sign in value):
            yield f"«{place}» có ký tự điều khiển không lưu được."
        if len(value) > LONGEST_TEXT:
            yield f"«{place}» dài {len(value)} ký tự, nhiều nhất {LONGEST_TEXT}."


def _rows(part: Part, owner: Row, at: str) -> Iterator[str]:
    for number, row in enumerate(owner.get(part.key, []), start=1):
        for key in part.fields:
            if key in row and key not in part.refs:
                field = part.model._meta.get_field(part.column(key))
                yield from _value(row[key], field, f"{at}{part.key}[{number}].{key}")


def _value(value: Any, field: Any, place: str) -> Iterator[str]:
    """One value against its column."""
    if value is None or isinstance(value, bool):
        return
    if isinstance(value, date):
        if not FIRST_YEAR <= value.year <= LAST_YEAR:
            yield f"«{place}» là {value}, phải từ năm {FIRST_YEAR} đến năm {LAST_YEAR}."
    elif isinstance(value, int):
        yield from _number(value, field, place)
    elif isinstance(field, models.DecimalField):
        yield from _decimal(Decimal(value), field, place)
    elif isinstance(value, str):
        if field.max_length and len(value) > field.max_length:
            yield f"«{place}» dài {len(value)} ký tự, nhiều nhất {field.max_length}."
        elif isinstance(field, models.SlugField) and value and not re.fullmatch(r"[-a-zA-Z0-9_]+", value):
            yield f"«{place}» là «{value}», chỉ gồm chữ không dấu, chữ số và gạch nối."


def _number(value: int, field: Any, place: str) -> Iterator[str]:
    low, high = (FIRST_YEAR, LAST_YEAR) if field.name in YEARS else (0, LARGEST_NUMBER)
    if not low <= value <= high:
        said = str(value) if abs(value) < 10**9 else "một số quá lớn"
        yield f"«{place}» là {said}, phải từ {low} đến {high}."


def _decimal(value: Decimal, field: Any, place: str) -> Iterator[str]:
    whole = field.max_digits - field.decimal_places
    if abs(value) >= Decimal(10) ** whole or value != round(value, field.decimal_places):
        yield f"«{place}» phải nhỏ hơn 10^{whole}, nhiều nhất {field.decimal_places} chữ số thập phân."
