"""The marks «kế hoạch không nêu, cơ quan đặt»: which value a mark's key means, in the plan's words."""

from collections.abc import Mapping
from typing import Any

from awards.plan_parts import Part
from awards.plan_words import key_name, names_in, part_of, place_in_words, row_label

Content = Mapping[str, Any]


def mark_in_words(key: str, content: Content) -> str:
    """ "rounds.nam-2023.kind" -> "Đợt xét khen thưởng «Năm 2023», loại đợt"; names come from the plan's content."""
    words: list[str] = []
    part: Part | None = None
    here: Any = content
    for step in key.split("."):
        if isinstance(here, list):
            here = next((row for row in here if row.get("code") == step), None)
            if here is None or part is None:
                return place_in_words(key)
            words[-1] += f" «{row_label(part, here, names_in(content))}»"
            continue
        name, _, number = step.rstrip("]").partition("[")
        found = part_of(name) if not words or part else None
        if found is None:
            words.append(place_in_words(key) if not part else key_name(part, "", name))
            break
        part, here = found, (here or {}).get(name)
        words.append(found.name if not words else found.name.lower())
        if number and isinstance(here, list) and 0 < int(number) <= len(here):
            here = here[int(number) - 1]
            words[-1] += f" «{row_label(part, here, names_in(content))}»"
    return ", ".join(words)


def is_in(key: str, content: Content) -> bool:
    """Whether the plan still says the value that the mark is about."""
    here: Any = content
    for step in key.split("."):
        if isinstance(here, list):
            here = next((row for row in here if row.get("code") == step), None)
        else:
            here = (here or {}).get(step)
        if here in (None, "", [], {}):
            return False
    return True


def mark_changes(before: Content, after: Content) -> list[str]:
    """One sentence for each mark that went or came."""
    old, new = before.get("unconfirmed", []), after.get("unconfirmed", [])
    said = [f"Đã kiểm tra mục do cơ quan đặt: {mark_in_words(key, after)}." for key in old if key not in new]
    said += [
        f"Chưa kiểm tra mục do cơ quan đặt: {mark_in_words(key, after)}." for key in new if key not in old
    ]
    return said
