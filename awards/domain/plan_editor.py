"""The plan as the editor lists it: every part with its rows, each row with its clause and what it says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from awards.domain.change_plan import seen_hash
from awards.domain.check_plan import unconfirmed_names
from awards.domain.edit_plan import settled_marks
from awards.domain.export_plan import export_row, plain, rows_of, single_table
from awards.models import Award
from awards.plan_parts import AWARD_PARTS, PARTS, SINGLE_NAMES, SINGLES, UNIT_SINGLES, Part
from awards.plan_words import (
    TOP_NAMES,
    field_behind,
    key_name,
    names_for,
    row_label,
    value_in_words,
)
from campaigns.models import Campaign

HEADLINES = ("name", "text", "issuer_name", "clause", "code", "rule", "params")
PLAIN: Mapping[str, Any] = MappingProxyType({"most": 1000, "marks": ""})
ADD_WORDS = {"quotas": "Thêm chỉ tiêu", "conditions": "Thêm tiêu chuẩn", "papers": "Thêm giấy tờ"}


@dataclass(frozen=True)
class Line:
    """One row: its headline (cut short in `label`), what else it says, its clause, the hash a form carries."""

    pk: int
    label: str
    text: str
    details: tuple[tuple[str, str], ...]
    clause: str
    seen: str
    row: Any = None
    unconfirmed: bool = False


@dataclass(frozen=True)
class Section:
    """A list of the plan with its rows; of an award when `award` is set; `order` is the hash of its order."""

    key: str
    name: str
    lines: tuple[Line, ...]
    order: str
    add: str = "Thêm"
    movable: bool = True
    unconfirmed: bool = False
    award: Award | None = None


@dataclass(frozen=True)
class AwardSection:
    """An award with its own lists."""

    line: Line
    award: Award
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Table:
    """One of the plan's single tables."""

    key: str
    name: str
    details: tuple[tuple[str, str], ...]
    clause: str
    note: str
    unconfirmed: bool


@dataclass(frozen=True)
class Editor:
    """The whole editor page."""

    tables: tuple[Table, ...]
    sections: tuple[Section, ...]
    awards: tuple[AwardSection, ...]
    award_order: str
    unconfirmed: tuple[tuple[str, str], ...]
    settled: tuple[tuple[str, str], ...]


def editor_of(campaign: Campaign) -> Editor:
    """Everything that can be edited, in the plan's order."""
    names = names_of(campaign)
    marks = tuple(campaign.unconfirmed)
    awards = rows_of(PARTS["awards"], campaign)
    return Editor(
        tables=(general(campaign), *(table(campaign, key, marks) for key in SINGLES)),
        sections=tuple(
            section(part, rows_of(part, campaign), names, marks)
            for part in PARTS.values()
            if part.key != "awards"
        ),
        awards=tuple(_award(award, names, marks) for award in awards),
        award_order=seen_hash([award.pk for award in awards]),
        unconfirmed=unconfirmed_names(campaign),
        settled=settled_marks(campaign),
    )


def general(campaign: Campaign) -> Table:
    """The names, the first year and the criteria set."""
    values = single_table(campaign, "general")
    if campaign.criteria_set:
        values["criteria_set"] = campaign.criteria_set.title
    details = tuple((TOP_NAMES[key], value_in_words(None, value, **PLAIN)) for key, value in values.items())
    return Table("general", "Tên và thông tin chung", details, "", "", False)


def table(campaign: Campaign, key: str, marks: tuple[str, ...]) -> Table:
    """One table with its values in words."""
    values = plain(single_table(campaign, key))
    names = {}
    if key in UNIT_SINGLES and values.get("code"):
        names = {values["code"]: str(getattr(campaign, SINGLES[key]["code"]).name)}
    details = tuple(
        (_title(None, key, one), value_in_words(field_behind(None, key, one), values[one], names, **PLAIN))
        for one in SINGLES[key]
        if one in values
    )
    return Table(
        key, SINGLE_NAMES[key], details, values.get("clause", ""), values.get("note", ""), _marked(key, marks)
    )


def section(
    part: Part, rows: list[Any], names: Mapping[str, Any], marks: tuple[str, ...], award: Award | None = None
) -> Section:
    """A part with its rows as lines."""
    return Section(
        key=part.key,
        name=part.name,
        lines=tuple(line(part, row, names, marks) for row in rows),
        order=seen_hash([row.pk for row in rows]),
        add=ADD_WORDS.get(part.key, "Thêm"),
        movable=part.key != "deadlines",
        unconfirmed=part.key in marks,
        award=award,
    )


def line(part: Part, row: Any, names: Mapping[str, Any], marks: tuple[str, ...] = ()) -> Line:
    """One row: the headline and every other value in words."""
    exported = export_row(part, row)
    values = plain(exported)
    details = tuple(
        (
            _title(part, "", key),
            value_in_words(field_behind(part, "", key), one, names_for(part, key, names), **PLAIN),
        )
        for key, one in values.items()
        if key not in HEADLINES and not (part.key == "quotas" and key in ("group", "subject", "round_kind"))
    )
    code = values.get("code", "")
    return Line(
        pk=row.pk,
        label=row_label(part, values, names),
        text=str(values.get("name") or values.get("text") or row_label(part, values, names)),
        details=details,
        clause=row.clause,
        seen=seen_hash(exported),
        row=row,
        unconfirmed=bool(code) and _marked(f"{part.key}.{code}", marks),
    )


def _award(award: Award, names: Mapping[str, Any], marks: tuple[str, ...]) -> AwardSection:
    parts: Iterator[Part] = iter(AWARD_PARTS.values())
    return AwardSection(
        line=line(PARTS["awards"], award, names, marks),
        award=award,
        sections=tuple(section(part, rows_of(part, award), names, marks, award) for part in parts),
    )


def _title(part: Part | None, table: str, key: str) -> str:
    name = key_name(part, table, key)
    return f"{name[:1].upper()}{name[1:]}"


def _marked(key: str, marks: tuple[str, ...]) -> bool:
    return any(one == key or one.startswith(f"{key}.") for one in marks)


def names_of(campaign: Campaign) -> dict[str, dict[str, str]]:
    """Code -> name of the plan's groups, rounds and phases, and of the units that head groups."""
    groups = list(campaign.groups.select_related("head", "deputy"))
    heads = [unit for group in groups for unit in (group.head, group.deputy) if unit]
    return {
        "units": {unit.code: str(unit) for unit in heads},
        "groups": {group.code: group.name for group in groups},
        "rounds": dict(campaign.rounds.values_list("code", "name")),
        "phases": dict(campaign.phases.values_list("code", "name")),
    }
