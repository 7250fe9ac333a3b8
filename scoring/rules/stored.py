"""Facts and findings as plain data, as they are stored beside a verdict, and back again."""

from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from scoring.rules.facts import Facts


def facts_as_data(facts: Facts) -> dict[str, Any]:
    """The facts as plain data (keys are text, dates in ISO form, decimals as text); facts_from_data undoes it."""
    data: dict[str, Any] = as_plain(asdict(facts))
    return data


def facts_from_data(data: Mapping[str, Any]) -> Facts:
    """The facts that facts_as_data wrote, also by an earlier edition: what it did not know stays unknown.

    Raises ValueError for data that no edition wrote.
    """
    facts: Facts = _build(Facts, data)
    return facts


def as_plain(value: Any) -> Any:
    """What JSON keeps as it is: mappings with text keys, lists, texts, numbers."""
    if isinstance(value, Mapping):
        return {str(key): as_plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [as_plain(one) for one in value]
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _build(kind: Any, data: Mapping[str, Any]) -> Any:
    hints = _hints(kind)
    names = [one.name for one in fields(kind) if one.name in data]
    return kind(**{name: _typed(hints[name], data[name]) for name in names})


def _typed(kind: Any, value: Any) -> Any:
    """The value as its declared type has it."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return None if value is None else _typed(next(one for one in inner if one is not type(None)), value)
    if origin is tuple:
        return tuple(_typed(inner[0], one) for one in value)
    if origin is Mapping:
        return {_typed(inner[0], key): _typed(inner[1], one) for key, one in value.items()}
    if is_dataclass(kind):
        return _build(kind, value)
    if kind in (date, datetime):
        return value if isinstance(value, kind) else kind.fromisoformat(value)
    return kind(value) if kind in (int, Decimal) else value
