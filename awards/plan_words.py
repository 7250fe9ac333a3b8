"""The plan's keys, codes and places in the words of an officer: for changes, refusals and the editor."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from accounts.dates import date_short
from awards.catalogue import catalogue
from awards.plan_parts import AWARD_PARTS, PARTS, SINGLE_NAMES, SINGLES, UNIT_SINGLES, Part
from campaigns.enums import UnitKind
from campaigns.models import Campaign, Unit

TOP_NAMES = {
    "title": "Tên phong trào",
    "short_title": "Tên gọn",
    "year": "Năm đầu của phong trào",
    "slug": "Địa chỉ",
    "criteria_set": "Bộ tiêu chí",
    "unconfirmed": "Mục kế hoạch không nêu, do cơ quan đặt",
}
_OWN_NAMES = {"clause": "điều khoản", "note": "ghi chú", "params": "tham số", "position": "thứ tự"}
_PLACE = re.compile(r"«([a-z_]+(?:\[\d+\])?(?:\.[a-z_]+(?:\[\d+\])?)*)»")
Names = Mapping[str, Mapping[str, str]]


def part_of(key: str) -> Part | None:
    """The part behind a key of the plan or of an award."""
    return PARTS.get(key) or AWARD_PARTS.get(key)


def key_name(part: Part | None, table: str, key: str) -> str:
    """«số lượng» for a quota's `maximum`; the key itself when no field stands behind it."""
    if key in _OWN_NAMES:
        return _OWN_NAMES[key]
    if table in UNIT_SINGLES:
        return "cơ quan"
    field = field_behind(part, table, key)
    return str(field.verbose_name) if field is not None else key


def field_behind(part: Part | None, table: str, key: str) -> Any:
    """The model field of a key of a part's row, or of one of the plan's tables; None when there is none."""
    if part is not None and key in part.fields:
        return part.model._meta.get_field(part.column(key))
    column = SINGLES.get(table, {}).get(key)
    return Campaign._meta.get_field(column) if column else None


def value_in_words(
    field: Any, value: Any, names: Mapping[str, str] | None = None, *, most: int = 80, marks: str = "«»"
) -> str:
    """A value of a pack or a version as an officer reads it: a label for a code, 09/12/2023 for a day.

    `marks` are put around words ("" for none), `most` is where a long text is cut.
    """
    before, after = marks[:1], marks[1:]
    if value is None or value in ("", [], {}):
        return "(trống)"
    if isinstance(value, bool):
        return "có" if value else "không"
    if names and isinstance(value, str) and value in names:
        return f"{before}{names[value]}{after}"
    if isinstance(value, dict):
        return ", ".join(f"{key}: {value_in_words(None, one)}" for key, one in value.items())
    if isinstance(value, list):
        return ", ".join(value_in_words(None, one, names, marks=marks) for one in value)
    if field is not None and field.flatchoices:
        return f"{before}{dict(field.flatchoices).get(value, value)}{after}"
    if isinstance(value, int):
        return f"{value:02d}" if value < 10 else str(value)
    return f"{before}{shortened(_day(value), most)}{after}"


def _day(value: Any) -> str:
    if isinstance(value, date):
        return date_short(value)
    try:
        return date_short(date.fromisoformat(value))
    except (TypeError, ValueError):
        return str(value)


def shortened(text: str, most: int) -> str:
    """The text, or its beginning with dots."""
    return text if len(text) <= most else f"{text[: most - 3]}..."


def row_label(part: Part, row: Mapping[str, Any], names: Names) -> str:
    """What tells a row from its neighbours: «tập thể, nhóm Phòng ban» for a quota, else its name or text."""
    if part.key == "quotas":
        return quota_label(row, names.get("groups", {}))
    if part.key == "deadlines":
        what = dict(part.model._meta.get_field("code").flatchoices).get(row["code"], row["code"])
        return f"{what} ({names.get('rounds', {}).get(row.get('round', ''), 'cả phong trào')})"
    words = [str(row[key]) for key in ("name", "text", "issuer_name", "code") if row.get(key)]
    return shortened(words[0], 80) if words else "(trống)"


def quota_label(row: Mapping[str, Any], groups: Mapping[str, str]) -> str:
    """The subject, group and kind of round that a quota is for."""
    quota = AWARD_PARTS["quotas"].model._meta
    subjects = dict(quota.get_field("subject").flatchoices)
    kinds = dict(quota.get_field("round_kind").flatchoices)
    words = [str(subjects.get(row.get("subject"), "tập thể, cá nhân tính chung")).lower()]
    if row.get("with_households"):
        words.append("cả hộ gia đình")
    if row.get("group"):
        words.append(f"nhóm {groups.get(row['group'], row['group'])}")
    if row.get("round_kind"):
        words.append(str(kinds.get(row["round_kind"], row["round_kind"])).lower())
    if row.get("outside"):
        words.append("ngoài địa bàn")
    return ", ".join(words)


def names_in(content: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Code -> name of the plan's groups, rounds and phases, and of the units that head groups."""
    heads = {row[key] for row in content.get("groups", []) for key in ("head", "deputy") if row.get(key)}
    found = {
        key: {row["code"]: row["name"] for row in content.get(key, [])}
        for key in ("groups", "rounds", "phases")
    }
    return {**found, "units": unit_names(heads)}


def unit_names(codes: set[str]) -> dict[str, str]:
    """Code -> name of units; nothing is read for no codes."""
    return {unit.code: str(unit) for unit in Unit.objects.filter(code__in=codes)} if codes else {}


def names_for(part: Part | None, key: str, names: Names) -> Mapping[str, str]:
    """The names that the codes under a key stand for; none for plain values."""
    lists = {"round": "rounds", "group": "groups", "phase": "phases", "unit": "units"}
    kind = part.refs.get(key, "") if part else ""
    if part is not None and part.key == "groups" and key == "kinds":
        return _kinds()
    if part is not None and part.key == "awards" and key == "catalogue":
        return {one.code: one.name for one in catalogue()}
    if part is not None and part.key == "awards" and key == "law_key":
        return {one.law_key: f"theo {one.name}" for one in catalogue() if one.law_key}
    return names.get(lists.get(kind, ""), {})


def _kinds() -> Mapping[str, str]:
    return {kind.value: str(kind.label) for kind in UnitKind}


def in_words(sentence: str) -> str:
    """A fault of a pack as the editor says it: «awards[1].quotas[2].maximum» in the plan's words."""
    return _PLACE.sub(lambda found: f"«{place_in_words(found[1])}»", sentence)


def place_in_words(place: str) -> str:
    """ "awards[1].quotas[2].maximum" -> "Hình thức khen thưởng 1, chỉ tiêu khen thưởng 2, số lượng"."""
    words: list[str] = []
    part: Part | None = None
    table = ""
    for step in place.split("."):
        key, _, number = step.rstrip("]").partition("[")
        found = part_of(key) if not table else None
        if found is not None:
            part, name = found, found.name
        elif not words:
            table, name = key, SINGLE_NAMES.get(key) or TOP_NAMES.get(key, key)
        else:
            name = key_name(part, table, key)
        words.append((name if not words else name.lower()) + (f" {number}" if number else ""))
    return ", ".join(words)
