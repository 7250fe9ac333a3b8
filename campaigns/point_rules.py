"""Quy tắc chấm: from what was counted to points, by the rule that the criterion's document states. Pure.

Parameters and inputs are texts, so that they go through JSON unchanged; points are Decimal with two places.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from accounts.errors import DomainError
from accounts.numbers import format_decimal, parse_decimal
from campaigns.enums import PointRule

CENT = Decimal("0.01")
MOST_ROWS = 30
LARGEST = 1_000_000_000
YES, NO = "co", "khong"


class Missing(DomainError):
    """One of the numbers was not entered yet: the line waits, it is not wrong."""


@dataclass(frozen=True)
class Question:
    """One thing a scorer is asked; `choices` (value, label) for a tick list or a choice, none for a number."""

    name: str
    label: str
    choices: tuple[tuple[str, str], ...] = ()
    many: bool = False


@dataclass(frozen=True)
class Computed:
    """The points of a line, None before it was answered, and how they came about in words."""

    points: Decimal | None = None
    words: str = ""


@dataclass(frozen=True)
class Rule:
    """How one rule asks, computes and explains itself; `wants` names its parameters."""

    wants: tuple[str, ...]
    questions: Callable[[Mapping[str, Any]], tuple[Question, ...]]
    compute: Callable[[Mapping[str, Any], Decimal, Mapping[str, Any]], Computed]
    words: Callable[[Mapping[str, Any], Decimal], str]


def questions_of(rule: str, params: Mapping[str, Any]) -> tuple[Question, ...]:
    """What the scorer is asked; nothing where the points themselves are typed."""
    return RULES[rule].questions(params) if rule != PointRule.MANUAL else ()


def compute_points(
    *, rule: str, params: Mapping[str, Any], maximum: Decimal, inputs: Mapping[str, Any]
) -> Computed:
    """The points for what was entered, never above `maximum`; None while something is missing, named in `words`.

    Raises DomainError for what is impossible: b = 0, a number that is none, a choice outside the list.
    """
    if not any(inputs.get(one.name) for one in questions_of(rule, params)):
        return Computed()
    try:
        found = RULES[rule].compute(params, maximum, inputs)
    except Missing as missing:
        return Computed(None, missing.message)
    points = (found.points or Decimal(0)).quantize(CENT, rounding=ROUND_HALF_UP)
    if points > maximum:
        return Computed(maximum, f"{found.words}, không quá {_n(maximum)}")
    return Computed(points, found.words)


def rule_in_words(rule: str, params: Mapping[str, Any], maximum: Decimal | None) -> str:
    """The rule as a sentence beside the criterion; empty where the points are typed."""
    if rule == PointRule.MANUAL or maximum is None:
        return ""
    return RULES[rule].words(params, maximum)


def _n(value: Decimal | str) -> str:
    return format_decimal(Decimal(value))


def _number(inputs: Mapping[str, Any], name: str, label: str) -> Decimal:
    raw = str(inputs.get(name) or "").strip()
    if not raw:
        raise Missing(f"Còn thiếu {label}.", field=name)
    try:
        return parse_decimal(raw, label=label[:1].upper() + label[1:], maximum=LARGEST, places=4)
    except DomainError as error:
        raise DomainError(error.message, field=name) from None


def _rows(params: Mapping[str, Any]) -> list[tuple[str, Decimal]]:
    return [(text, Decimal(points)) for text, points in params.get("rows", ())]


def _yes_no(params: Mapping[str, Any], maximum: Decimal, inputs: Mapping[str, Any]) -> Computed:
    said = inputs.get("answer")
    if said not in (YES, NO):
        raise DomainError("Hãy chọn có hoặc không.", field="answer")
    return Computed(maximum, f"có: {_n(maximum)}") if said == YES else Computed(Decimal(0), "không: 0")


def _steps(params: Mapping[str, Any], maximum: Decimal, inputs: Mapping[str, Any]) -> Computed:
    value = _number(inputs, "a", params["a"])
    reached = [(Decimal(text), points) for text, points in _rows(params) if value >= Decimal(text)]
    least, points = max(reached, default=(None, Decimal(0)))
    where = f"từ {_n(least)}" if least is not None else "dưới mức thấp nhất"
    return Computed(points, f"{params['a']} = {_n(value)}, {where}: {_n(points)}")


def _options(params: Mapping[str, Any], maximum: Decimal, inputs: Mapping[str, Any]) -> Computed:
    rows = dict(enumerate(_rows(params)))
    said = str(inputs.get("answer") or "")
    if not said.isdecimal() or int(said) not in rows:
        raise DomainError("Hãy chọn một mức trong danh sách.", field="answer")
    text, points = rows[int(said)]
    return Computed(points, f"{text}: {_n(points)}")


def _ratio(params: Mapping[str, Any], maximum: Decimal, inputs: Mapping[str, Any]) -> Computed:
    a, b = _number(inputs, "a", params["a"]), _number(inputs, "b", params["b"])
    if b == 0:
        raise DomainError(
            f"{params['b'][:1].upper()}{params['b'][1:]} là 0 nên không tính được tỷ lệ. "
            "Hãy kiểm tra số liệu, hoặc chọn «Không áp dụng» nếu bộ tiêu chí cho phép.",
            field="b",
        )
    if a > b and not params.get("over"):
        raise DomainError(f"{_n(a)} lớn hơn {_n(b)}. Hãy kiểm tra hai số đã nhập.", field="a")
    full = Decimal(params.get("full") or 100)
    share = min(a / b * 100 / full, Decimal(1))
    told = f"{_n(a)}/{_n(b)}" + (f" so với mức {_n(full)}%" if full != 100 else "")
    points = (share * maximum).quantize(CENT, rounding=ROUND_HALF_UP)
    return Computed(points, f"{told} × {_n(maximum)} = {_n(points)}")


def _parts(params: Mapping[str, Any], maximum: Decimal, inputs: Mapping[str, Any]) -> Computed:
    rows = _rows(params)
    said = [str(one) for one in inputs.get("parts", ())]
    if said == [NO]:
        return Computed(Decimal(0), "không đạt phần nào: 0")
    if any(not one.isdecimal() or int(one) >= len(rows) for one in said):
        raise DomainError("Hãy đánh dấu những phần đạt được trong danh sách.", field="parts")
    got = [rows[int(one)][1] for one in sorted(set(said), key=int)]
    total = sum(got, Decimal(0))
    return Computed(total, " + ".join(_n(one) for one in got) + f" = {_n(total)}")


def _count(params: Mapping[str, Any], maximum: Decimal, inputs: Mapping[str, Any]) -> Computed:
    value, each = _number(inputs, "a", params["a"]), Decimal(params["each"])
    return Computed(value * each, f"{_n(value)} × {_n(each)} = {_n(value * each)}")


def _choices(params: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((str(at), f"{text} ({_n(points)} điểm)") for at, (text, points) in enumerate(_rows(params)))


def _steps_words(params: Mapping[str, Any], maximum: Decimal) -> str:
    rows = sorted(((Decimal(text), points) for text, points in _rows(params)), reverse=True)
    told = "; ".join(f"từ {_n(least)}: {_n(points)} điểm" for least, points in rows)
    return f"{params['a'][:1].upper()}{params['a'][1:]}: {told}; còn lại: 0 điểm."


def _ratio_words(params: Mapping[str, Any], maximum: Decimal) -> str:
    full = Decimal(params.get("full") or 100)
    tail = f", đạt {_n(full)}% là đủ điểm" if full != 100 else ""
    return f"a/b × {_n(maximum)}{tail}; a = {params['a']}, b = {params['b']}."


def _rows_words(params: Mapping[str, Any], maximum: Decimal) -> str:
    return "; ".join(f"{text}: {_n(points)} điểm" for text, points in _rows(params)) + "."


YES_OR_NO = Question("answer", "Có hay không", ((YES, "Có"), (NO, "Không")))
RULES: dict[str, Rule] = {
    PointRule.YES_NO: Rule(
        (), lambda params: (YES_OR_NO,), _yes_no, lambda p, most: f"Có: {_n(most)} điểm; không: 0 điểm."
    ),
    PointRule.STEPS: Rule(("a", "rows"), lambda p: (Question("a", p["a"]),), _steps, _steps_words),
    PointRule.OPTIONS: Rule(
        ("rows",), lambda p: (Question("answer", "Mức đạt được", _choices(p)),), _options, _rows_words
    ),
    PointRule.RATIO: Rule(
        ("a", "b", "full", "over"),
        lambda p: (Question("a", p["a"]), Question("b", p["b"])),
        _ratio,
        _ratio_words,
    ),
    PointRule.PARTS: Rule(
        ("rows",),
        lambda p: (
            Question("parts", "Phần đạt được", (*_choices(p), (NO, "Không đạt phần nào")), many=True),
        ),
        _parts,
        lambda p, most: "Cộng các phần đạt được: " + _rows_words(p, most),
    ),
    PointRule.COUNT: Rule(
        ("a", "each"),
        lambda p: (Question("a", p["a"]),),
        _count,
        lambda p, most: f"Mỗi {p['a']}: {_n(p['each'])} điểm, nhiều nhất {_n(most)} điểm.",
    ),
}
