"""What differs between two plan contents, in sentences."""

from collections.abc import Mapping
from typing import Any

from awards.marks import mark_changes
from awards.plan_parts import AWARD_PARTS, PARTS, SINGLE_NAMES, UNIT_SINGLES, Part
from awards.plan_words import (
    TOP_NAMES,
    field_behind,
    key_name,
    names_for,
    names_in,
    row_label,
    value_in_words,
)
from campaigns.models import CriteriaSet, Unit

Content = dict[str, Any]
Names = Mapping[str, Mapping[str, str]]


def describe_changes(old: Content | None, new: Content) -> list[str]:
    """One sentence for each thing added, removed or changed; empty when nothing differs."""
    if old is None:
        return [f"Tạo phong trào «{new['title']}» ở trạng thái đang chuẩn bị."]
    before, after = names_in(old), names_in(new)
    names = {key: before[key] | after[key] for key in after}
    said: list[str] = []
    for key in dict.fromkeys([*old, *new]):
        if old.get(key) == new.get(key):
            continue
        if key == "unconfirmed":
            said += mark_changes(old, new)
        elif key in PARTS:
            said += _rows(PARTS[key].name, PARTS[key], old.get(key, []), new.get(key, []), names)
        else:
            said.append(_single(key, old.get(key), new.get(key)))
    return said


def _single(key: str, before: Any, after: Any) -> str:
    name = SINGLE_NAMES.get(key) or TOP_NAMES.get(key, key)
    codes = _names_of(key, before, after)
    if key in SINGLE_NAMES:
        one, other = before or {}, after or {}
        changed = [
            _change(
                key_name(None, key, one_key), field_behind(None, key, one_key), one_key, one, other, codes
            )
            for one_key in dict.fromkeys([*one, *other])
            if one.get(one_key) != other.get(one_key)
        ]
        return f"{name}: {'; '.join(changed)}."
    return f"{name}: {value_in_words(None, before, codes)} -> {value_in_words(None, after, codes)}."


def _names_of(key: str, before: Any, after: Any) -> dict[str, str]:
    if key in UNIT_SINGLES:
        codes = [row["code"] for row in (before, after) if row and "code" in row]
        return dict(Unit.objects.filter(code__in=codes).values_list("code", "name"))
    if key == "criteria_set":
        codes = [code for code in (before, after) if code]
        return dict(CriteriaSet.objects.filter(code__in=codes).values_list("code", "title"))
    return {}


def _change(name: str, field: Any, key: str, one: Content, other: Content, names: Mapping[str, str]) -> str:
    return f"{name} {value_in_words(field, one.get(key), names)} -> {value_in_words(field, other.get(key), names)}"


def _rows(name: str, part: Part, old: list[Content], new: list[Content], names: Names) -> list[str]:
    said = []
    for one, other in _pairs(part, old, new):
        if one == other:
            continue
        if one is None:
            said.append(f"{name}: thêm «{row_label(part, other or {}, names)}»{_number(part, other)}.")
        elif other is None:
            said.append(f"{name}: bỏ «{row_label(part, one, names)}»{_number(part, one)}.")
        else:
            said += _one_row(name, part, one, other, names)
    if not said and old != new:
        said.append(f"{name}: đổi thứ tự.")
    return said


def _number(part: Part, row: Content | None) -> str:
    if part.key != "quotas" or not row:
        return ""
    return f", số lượng {row.get('maximum', 'không giới hạn')}"


def _pairs(part: Part, old: list[Content], new: list[Content]) -> list[tuple[Content | None, Content | None]]:
    """Rows that are the same thing before and after; rows without a code are matched when only one differs."""
    if "position" not in part.match:
        before = {tuple(row.get(key) for key in part.match): row for row in old}
        after = {tuple(row.get(key) for key in part.match): row for row in new}
        return [(before.get(key), after.get(key)) for key in dict.fromkeys([*before, *after])]
    gone = [row for row in old if row not in new]
    come = [row for row in new if row not in old]
    if len(old) == len(new):
        return list(zip(gone, come, strict=False))
    return [(row, None) for row in gone] + [(None, row) for row in come]


def _one_row(name: str, part: Part, one: Content, other: Content, names: Names) -> list[str]:
    said, plain = [], []
    for key in dict.fromkeys([*one, *other]):
        if one.get(key) == other.get(key):
            continue
        if key in AWARD_PARTS:
            below = AWARD_PARTS[key]
            said += _rows(
                f"{row_label(part, other, names)}, {below.name.lower()}",
                below,
                one.get(key, []),
                other.get(key, []),
                names,
            )
        else:
            field = field_behind(part, "", key)
            plain.append(
                _change(key_name(part, "", key), field, key, one, other, names_for(part, key, names))
            )
    if plain and part.key == "quotas":
        award = name.removesuffix(f", {part.name.lower()}")
        said.append(f"{award}, {row_label(part, other, names)}: {'; '.join(plain)}.")
    elif plain:
        said.append(f"{name} «{row_label(part, other, names)}»: {'; '.join(plain)}.")
    return said
