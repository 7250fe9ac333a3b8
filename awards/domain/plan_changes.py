"""What differs between two plan contents, in sentences."""

from typing import Any

from awards.plan_parts import AWARD_PARTS, PARTS, SINGLE_NAMES

NAMES = {
    "title": "Tên phong trào",
    "short_title": "Tên gọn",
    "year": "Năm đầu",
    "criteria_set": "Bộ tiêu chí",
    "unconfirmed": "Mục cơ quan tự đặt",
    **SINGLE_NAMES,
}
WORDS_OF_A_ROW = ("name", "text", "code", "stated")


def describe_changes(old: dict[str, Any] | None, new: dict[str, Any]) -> list[str]:
    """One sentence for each thing added, removed or changed; empty when nothing differs."""
    if old is None:
        return [f"Tạo phong trào «{new['title']}» ở trạng thái đang chuẩn bị."]
    said: list[str] = []
    for key in dict.fromkeys([*old, *new]):
        before, after = old.get(key), new.get(key)
        if before == after:
            continue
        if key in PARTS:
            said += _rows(PARTS[key].name, PARTS[key].match, before or [], after or [])
        else:
            said.append(f"{NAMES.get(key, key)}: {_values(before, after)}.")
    return said


def _rows(name: str, match: tuple[str, ...], old: list[dict], new: list[dict]) -> list[str]:
    by_place = "position" in match
    before = dict(enumerate(old)) if by_place else {tuple(row.get(key) for key in match): row for row in old}
    after = dict(enumerate(new)) if by_place else {tuple(row.get(key) for key in match): row for row in new}
    said = []
    for key in dict.fromkeys([*before, *after]):
        one, other = before.get(key), after.get(key)
        if one == other:
            continue
        if one is None:
            said.append(f"{name}: thêm «{_label(other)}».")
        elif other is None:
            said.append(f"{name}: bỏ «{_label(one)}».")
        else:
            said += _one_row(name, one, other)
    return said


def _one_row(name: str, one: dict, other: dict) -> list[str]:
    said, plain = [], []
    for key in dict.fromkeys([*one, *other]):
        if one.get(key) == other.get(key):
            continue
        if key in AWARD_PARTS:
            part = AWARD_PARTS[key]
            said += _rows(
                f"{_label(other)}, {part.name.lower()}", part.match, one.get(key, []), other.get(key, [])
            )
        else:
            plain.append(f"{key} {_short(one.get(key))} -> {_short(other.get(key))}")
    if plain:
        said.append(f"{name} «{_label(other)}»: {'; '.join(plain)}.")
    return said


def _values(before: Any, after: Any) -> str:
    if isinstance(before, dict) and isinstance(after, dict):
        keys = [key for key in dict.fromkeys([*before, *after]) if before.get(key) != after.get(key)]
        return "; ".join(f"{key} {_short(before.get(key))} -> {_short(after.get(key))}" for key in keys)
    return f"{_short(before)} -> {_short(after)}"


def _label(row: Any) -> str:
    words = [str(row[key]) for key in WORDS_OF_A_ROW if row.get(key)]
    text = (
        words[0] if words else ", ".join(str(value) for value in row.values() if not isinstance(value, list))
    )
    return text if len(text) <= 80 else f"{text[:77]}..."


def _short(value: Any) -> str:
    if value in (None, "", []):
        return "(trống)"
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_short(one)}" for key, one in value.items())
    text = str(value)
    return f"«{text if len(text) <= 60 else text[:57] + '...'}»"
