"""Parameters of a rule: described for an editor, read strictly, said in a few words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from accounts.dates import date_short, parse_date
from accounts.errors import DomainError
from accounts.numbers import format_decimal, format_percent, parse_decimal, parse_percent
from campaigns.enums import Origin, RoundKind

Params = Mapping[str, Any]


@dataclass(frozen=True)
class Parameter:
    """What an editor must know of one parameter; `phrase` says its value in words, with {} in its place.

    Kinds: whole (from 1), percent (0 to 100), decimal, date, rounds and origins (lists of codes), choice (one
    code), text, flag.
    """

    name: str
    label: str
    kind: str
    required: bool = False
    help: str = ""
    phrase: str = "{}"
    default: Any = None
    choices: Mapping[str, str] = field(default_factory=dict)

    @property
    def options(self) -> Mapping[str, str]:
        """Code -> label of the values that may be chosen; empty for kinds that are typed in."""
        return self.choices or _OPTIONS.get(self.kind, {})

    def read(self, value: object, *, rule: str) -> Any:
        """The value as a rule needs it; DomainError naming the rule and the parameter."""
        return _READERS[self.kind](self, value, f"Quy tắc «{rule}»: tham số «{self.name}»")

    def say(self, value: Any) -> str:
        """A read value in a few Vietnamese words; nothing for a flag that is off."""
        if self.kind == "flag":
            return self.phrase if value else ""
        if isinstance(value, tuple):
            return self.phrase.format(", ".join(f"«{self.options[code]}»" for code in value))
        return self.phrase.format(_SAID[self.kind](self, value))


def read_params(parameters: tuple[Parameter, ...], params: Params, *, rule: str) -> dict[str, Any]:
    """Name -> value as its kind asks, defaults filled in, absent ones left out; DomainError naming the rule."""
    unknown = sorted(set(params) - {one.name for one in parameters})
    if unknown:
        known = ", ".join(sorted(one.name for one in parameters)) or "không có tham số nào"
        raise DomainError(f"Quy tắc «{rule}» không có tham số «{unknown[0]}» (tham số được dùng: {known}).")
    found = {}
    for one in parameters:
        value = params.get(one.name)
        if value is not None:
            found[one.name] = one.read(value, rule=rule)
        elif one.required:
            raise DomainError(f"Quy tắc «{rule}» thiếu tham số «{one.name}». Xin bổ sung vào điều kiện.")
        elif one.default is not None:
            found[one.name] = one.default
    return found


def _whole(_: Parameter, value: object, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise DomainError(f"{where} phải là số nguyên từ 1 trở lên.")
    return value


def _percent(_: Parameter, value: object, where: str) -> Decimal:
    return parse_percent(value, label=where)


def _decimal(_: Parameter, value: object, where: str) -> Decimal:
    return parse_decimal(value, label=where)


def _date(_: Parameter, value: object, where: str) -> date:
    return parse_date(value, label=where)


def _text(_: Parameter, value: object, where: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise DomainError(f"{where} phải là chữ, không được để trống.")
    return value


def _flag(_: Parameter, value: object, where: str) -> bool:
    if not isinstance(value, bool):
        raise DomainError(f"{where} phải là có (true) hoặc không (false).")
    return value


def _choice(parameter: Parameter, value: object, where: str) -> str:
    if not isinstance(value, str) or value not in parameter.options:
        known = " hoặc ".join(f"«{code}»" for code in parameter.options)
        raise DomainError(f"{where} phải là {known}.")
    return value


def _several(parameter: Parameter, value: object, where: str) -> tuple[str, ...]:
    known = ", ".join(f"«{code}»" for code in parameter.options)
    if not isinstance(value, (list, tuple)) or not value or len({str(one) for one in value}) < len(value):
        raise DomainError(f"{where} phải là danh sách không trống, không lặp lại, gồm các mã {known}.")
    wrong = [str(one) for one in value if str(one) not in parameter.options]
    if wrong:
        raise DomainError(f"{where} có mã lạ «{wrong[0]}»; các mã được dùng: {known}.")
    return tuple(str(one) for one in value)


_OPTIONS: dict[str, dict[str, str]] = {
    "rounds": {one.value: str(one.label) for one in RoundKind},
    "origins": {one.value: str(one.label) for one in Origin},
}
_READERS: dict[str, Callable[[Parameter, object, str], Any]] = {
    "whole": _whole,
    "percent": _percent,
    "decimal": _decimal,
    "date": _date,
    "text": _text,
    "flag": _flag,
    "choice": _choice,
    "rounds": _several,
    "origins": _several,
}
_SAID: dict[str, Callable[[Parameter, Any], str]] = {
    "whole": lambda _, value: f"{value:02d}",
    "percent": lambda _, value: format_percent(value),
    "decimal": lambda _, value: format_decimal(value),
    "date": lambda _, value: date_short(value),
    "text": lambda _, value: f"«{value}»",
    "choice": lambda one, value: one.options[value],
}
