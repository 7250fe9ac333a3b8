"""Tham số của quy tắc chấm: what a person typed or a document says, checked and brought to one form. Pure."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from accounts.errors import DomainError
from accounts.numbers import format_decimal, parse_decimal
from accounts.text import tidy
from campaigns.enums import PointRule
from campaigns.point_rules import MOST_ROWS, RULES

_HALF = re.compile(r"1/2 điểm tối đa|½ điểm tối đa", re.I)


def read_params(rule: str, typed: Mapping[str, Any], maximum: Decimal | None) -> dict[str, Any]:
    """The parameters as they are stored; DomainError with the field that is missing or makes no sense.

    `typed["rows"]` is a text, one «mức = điểm» on each line; `a`, `b` are words, `each`, `full` numbers, `over` a flag.
    """
    if rule == PointRule.MANUAL:
        return {}
    if maximum is None or maximum <= 0:
        raise DomainError("Hãy nhập điểm tối đa lớn hơn 0 trước khi chọn quy tắc chấm.", field="maximum")
    found: dict[str, Any] = {}
    wants = RULES[rule].wants
    for name in ("a", "b"):
        if name in wants:
            found[name] = _words(typed.get(name, ""), name)
    if "rows" in wants:
        found["rows"] = _rows(rule, str(typed.get("rows", "")), maximum)
    if "each" in wants:
        found["each"] = _positive(typed.get("each", ""), "each", "Điểm mỗi đơn vị", maximum)
    if "full" in wants and str(typed.get("full") or "").strip():
        found["full"] = _positive(typed["full"], "full", "Tỷ lệ đạt đủ điểm", Decimal(100))
    if typed.get("over") and "over" in wants:
        found["over"] = True
    return found


def typed_params(params: Mapping[str, Any]) -> dict[str, Any]:
    """Stored parameters as a form shows them."""
    shown = dict(params)
    if "rows" in shown:
        shown["rows"] = "\n".join(
            f"{text if not _is_number(text) else format_decimal(Decimal(text))} = {format_decimal(Decimal(points))}"
            for text, points in shown["rows"]
        )
    for name in ("each", "full"):
        if shown.get(name):
            shown[name] = format_decimal(Decimal(shown[name]))
    return shown


def _words(raw: object, name: str) -> str:
    text = tidy(str(raw))
    if not text or len(text) > 200:
        raise DomainError(
            "Hãy ghi rõ đây là số gì, nhiều nhất 200 ký tự, ví dụ «số cuộc họp trong năm».", field=name
        )
    return text


def _positive(raw: object, field: str, label: str, maximum: Decimal) -> str:
    try:
        value = parse_decimal(raw, label=label, places=2, maximum=maximum)
    except DomainError as error:
        raise DomainError(error.message, field=field) from None
    if value == 0:
        raise DomainError(f"{label} phải lớn hơn 0.", field=field)
    return str(value)


def _rows(rule: str, text: str, maximum: Decimal) -> list[list[str]]:
    rows = [_row(rule, line, maximum) for line in text.splitlines() if line.strip()]
    if not rows or len(rows) > MOST_ROWS:
        raise DomainError(
            f"Hãy ghi từ 1 đến {MOST_ROWS} mức, mỗi dòng một mức, ví dụ «4 = 20».", field="rows"
        )
    names = [name for name, _ in rows]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise DomainError(f"Mức «{twice}» ghi hai lần. Hãy bỏ một dòng.", field="rows")
    return rows


def _row(rule: str, line: str, maximum: Decimal) -> list[str]:
    name, mark, points = _HALF.sub(str(maximum / 2), line).rpartition("=")
    name = tidy(name)
    if not mark or not name or len(name) > 300:
        raise DomainError(f"Dòng «{tidy(line)[:60]}»: hãy viết «mức = điểm», ví dụ «4 = 20».", field="rows")
    try:
        value = parse_decimal(points, label=f"Điểm của mức «{name[:60]}»", places=2, maximum=maximum)
        if rule == PointRule.STEPS:
            name = str(parse_decimal(name, label=f"Mức «{name[:60]}»", places=4))
    except DomainError as error:
        raise DomainError(error.message, field="rows") from None
    return [name, str(value)]


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[0-9]+(\.[0-9]+)?", text) is not None
