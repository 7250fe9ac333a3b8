"""Contexts as plain JSON and back, and a walk over every text in them with its Vietnamese place."""

import dataclasses
import types
import typing
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from accounts.errors import DomainError

BROKEN = "Bản lưu của giấy tờ không đọc được ({where}). Tạo lại giấy tờ từ hồ sơ."


def said(label: str, **options: Any) -> Any:
    """A dataclass field with the Vietnamese name that error messages use for it."""
    return dataclasses.field(metadata={"label": label}, **options)


def to_plain(value: Any) -> Any:
    """The value as JSON types: decimals, dates and times as strings, tuples as lists."""
    if dataclasses.is_dataclass(value):
        return {f.name: to_plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date | time):
        return value.isoformat()
    return value


def from_plain(kind: Any, data: Any, where: str = "") -> Any:
    """Builds a value of the annotated type from JSON types; DomainError when the stored form is broken."""
    if isinstance(kind, types.UnionType) or typing.get_origin(kind) is typing.Union:
        inner = [arg for arg in typing.get_args(kind) if arg is not type(None)]
        return None if data is None else from_plain(inner[0], data, where)
    if typing.get_origin(kind) is tuple:
        if not isinstance(data, list):
            raise DomainError(BROKEN.format(where=where))
        item = typing.get_args(kind)[0]
        return tuple(from_plain(item, one, where) for one in data)
    if dataclasses.is_dataclass(kind):
        return _build(kind, data, where)
    return _scalar(kind, data, where)


def map_texts(value: Any, change: Callable[[str], str]) -> Any:
    """The same value with `change` applied to every string in it."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple | list):
        return tuple(map_texts(item, change) for item in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changed = {f.name: map_texts(getattr(value, f.name), change) for f in dataclasses.fields(value)}
        return type(value)(**changed)
    return value


def iter_texts(value: Any, where: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Every string in the value with its place in words, such as «danh sách, dòng 3, họ tên»."""
    if isinstance(value, str):
        yield ", ".join(where), value
    elif isinstance(value, tuple | list):
        many = len(value) > 1
        for number, item in enumerate(value, start=1):
            yield from iter_texts(item, (*where, f"dòng {number}") if many else where)
    elif dataclasses.is_dataclass(value):
        for one in dataclasses.fields(value):
            yield from iter_texts(getattr(value, one.name), (*where, one.metadata.get("label", one.name)))


@lru_cache(maxsize=64)
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _build(kind: Any, data: Any, where: str) -> Any:
    known = {f.name for f in dataclasses.fields(kind)}
    if not isinstance(data, dict) or set(data) - known:
        raise DomainError(BROKEN.format(where=where or kind.__name__))
    hints = _hints(kind)
    values = {name: from_plain(hints[name], one, f"{where}.{name}".strip(".")) for name, one in data.items()}
    try:
        return kind(**values)
    except TypeError as error:
        raise DomainError(BROKEN.format(where=where or kind.__name__)) from error


def _scalar(kind: Any, data: Any, where: str) -> Any:
    try:
        if kind is Decimal and isinstance(data, str):
            return _finite(Decimal(data))
        if kind in (date, datetime, time):
            return kind.fromisoformat(data)
    except (InvalidOperation, TypeError, ValueError) as error:
        raise DomainError(BROKEN.format(where=where)) from error
    if type(data) is not kind:
        raise DomainError(BROKEN.format(where=where))
    return data


def _finite(number: Decimal) -> Decimal:
    if not number.is_finite():
        raise ValueError(number)
    return number
