"""A new plan out of a pack, an earlier campaign or nothing: a pure transformation, pack in, pack out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from awards.domain.check_plan import NOT_STATED
from awards.plan_parts import AWARD_PARTS, PARTS, SINGLES

Pack = dict[str, Any]
YEAR = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)")
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# Texts in which a year is part of the schedule; the plan's other words are left as they are.
DATED_TEXTS = ("code", "name", "stated", "round", "phase")
DATED_PARTS = ("rounds", "phases", "deadlines", "route", "report_duties")
# Tables that the person fills anew; the others may be taken over.
ASKED = ("plan", "issuer", "standing_unit", "appraising_unit", "authority", "launch", "period", "measure")
TAKEABLE = (
    *(key for key in SINGLES if key not in ASKED),
    *PARTS,
    *AWARD_PARTS,
)


@dataclass(frozen=True)
class Wishes:
    """What the person wants of the new plan; `units` are the codes of the units under the new issuer."""

    slug: str
    title: str
    short_title: str
    issuer: str
    standing_unit: str
    authority: str
    level: str
    measured_by: str
    nominated_by: str
    appraising_unit: str = ""
    self_score: bool = False
    criteria_set: str = ""
    counted_attempt: str = ""
    number: str = ""
    day: date | None = None
    start: date | None = None
    end: date | None = None
    shift: int = 0
    take: frozenset[str] = field(default_factory=frozenset)
    units: frozenset[str] = field(default_factory=frozenset)


def new_plan(source: Mapping[str, Any], wishes: Wishes) -> tuple[Pack, list[str]]:
    """The pack of the new plan, and what was left behind in sentences; `source` is empty for a plan from nothing."""
    notes: list[str] = []
    moved = shifted(source, wishes.shift)
    pack: Pack = {"schema": 1, "slug": wishes.slug, "title": wishes.title, "short_title": wishes.short_title}
    if wishes.criteria_set:
        pack["criteria_set"] = wishes.criteria_set
    pack |= asked_tables(moved, wishes)
    pack["year"] = pack["period"]["start"].year
    for key in SINGLES:
        if key not in ASKED and key in wishes.take and key in moved:
            pack[key] = moved[key]
    for key in PARTS:
        if key in wishes.take and moved.get(key):
            pack[key] = moved[key]
    if "awards" in pack:
        pack["awards"] = [taken_award(award, wishes.take) for award in pack["awards"]]
    without_strangers(pack, wishes.units, notes)
    without_lost_references(pack, notes)
    marks = [key for key in moved.get("unconfirmed", []) if key.split(".")[0] in pack]
    if marks:
        pack["unconfirmed"] = marks
    if wishes.shift:
        notes.append(
            f"Đã dời các ngày và năm của lịch đi {wishes.shift:+d} năm; số năm trong lời văn khác giữ nguyên, "
            "hãy rà lại."
        )
    return {key: value for key, value in pack.items() if value != []}, notes


def asked_tables(moved: Mapping[str, Any], wishes: Wishes) -> Pack:
    """The tables that every plan has, as wished; clauses are taken over where the source has them."""

    its_own = not wishes.shift and wishes.issuer == moved.get("issuer", {}).get("code")

    def table(key: str, **values: Any) -> Pack:
        source = moved.get(key, {})
        said = {name: value for name, value in values.items() if value not in ("", None, False)}
        # What the source says beside its values is true of its own plan with the same values only.
        same = its_own and said == {name: source[name] for name in values if name in source}
        beside = {name: source[name] for name in ("stated", "note") if same and source.get(name)}
        return {**said, **beside, "clause": source.get("clause") or NOT_STATED}

    period = moved.get("period", {})
    start, end = wishes.start or period.get("start"), wishes.end or period.get("end")
    basis = moved.get("measure", {}).get("basis", "")
    found = {
        "plan": table("plan", number=wishes.number, date=wishes.day),
        "issuer": table("issuer", code=wishes.issuer),
        "standing_unit": table("standing_unit", code=wishes.standing_unit),
        "authority": table("authority", title=wishes.authority),
        "launch": table("launch", level=wishes.level),
        "period": table("period", start=start, end=end),
        "measure": table(
            "measure",
            measured_by=wishes.measured_by,
            nominated_by=wishes.nominated_by,
            self_score=wishes.self_score,
            counted_attempt=wishes.counted_attempt,
            tie_rule=moved.get("measure", {}).get("tie_rule", ""),
            basis=basis,
        ),
    }
    if wishes.appraising_unit:
        found["appraising_unit"] = table("appraising_unit", code=wishes.appraising_unit)
    return found


def taken_award(award: Mapping[str, Any], take: frozenset[str]) -> Pack:
    """The award with those of its lists that were ticked."""
    return {key: value for key, value in award.items() if key not in AWARD_PARTS or key in take}


def without_strangers(pack: Pack, units: frozenset[str], notes: list[str]) -> None:
    """Units named by code stay only when they are under the new issuer."""
    groups = []
    for group in pack.get("groups", []):
        codes = group.get("unit_codes", [])
        kept = [code for code in codes if code in units]
        if len(kept) < len(codes):
            lost = len(codes) - len(kept)
            notes.append(
                f"Nhóm «{group['name']}»: bỏ {lost} đơn vị ghi đích danh không thuộc cơ quan ban hành mới."
            )
        # Who heads a group changes from plan to plan; a unit of elsewhere can't.
        without = {
            key: value
            for key, value in group.items()
            if key != "unit_codes" and not (key in ("head", "deputy") and value not in units)
        }
        groups.append({**without, "unit_codes": kept} if kept else without)
    if groups:
        pack["groups"] = groups


def without_lost_references(pack: Pack, notes: list[str]) -> None:
    """Rows that name a group, round or phase that was not taken are left out, in numbers."""
    known = {key: {row["code"] for row in pack.get(key, [])} for key in ("groups", "rounds", "phases")}
    kinds = {row["kind"] for row in pack.get("rounds", [])}
    _keep(pack, "deadlines", "round", known["rounds"], notes)
    pack["targets"] = [
        {key: value for key, value in row.items() if key != "phase" or value in known["phases"]}
        for row in pack.get("targets", [])
    ]
    for award in pack.get("awards", []):
        for key in ("quotas", "conditions"):
            _keep(award, key, "group", known["groups"], notes)
            _keep(award, key, "round_kind", kinds, notes)


def _keep(owner: Pack, key: str, reference: str, known: set[str], notes: list[str]) -> None:
    rows = owner.get(key, [])
    kept = [row for row in rows if not row.get(reference) or row[reference] in known]
    if len(kept) < len(rows):
        part = PARTS.get(key) or AWARD_PARTS[key]
        of = f" của «{owner['name']}»" if key in AWARD_PARTS else ""
        notes.append(
            f"{part.name}{of}: bỏ {len(rows) - len(kept)} dòng gắn với nhóm hoặc đợt xét không được lấy sang."
        )
    if key in owner:
        owner[key] = kept
        if not kept:
            del owner[key]


def shifted(source: Mapping[str, Any], years: int) -> Pack:
    """The pack with each date and each year of its schedule moved by whole years."""
    moved = {key: _moved(key, value, years, key) for key, value in source.items()}
    marks = moved.get("unconfirmed", [])
    if marks:
        moved["unconfirmed"] = [YEAR.sub(lambda found: str(int(found[0]) + years), key) for key in marks]
    return moved


def _moved(key: str, value: Any, years: int, part: str) -> Any:
    if isinstance(value, dict):
        inner = part if key != "params" else "params"
        return {one: _moved(one, below, years, inner) for one, below in value.items()}
    if isinstance(value, list):
        return [_moved(key, one, years, part) for one in value]
    if isinstance(value, date):
        return moved_day(value, years)
    if isinstance(value, int) and not isinstance(value, bool):
        return value + years if key in ("year", "first_year", "last_year") else value
    if isinstance(value, str) and part == "params" and ISO_DAY.fullmatch(value):
        return moved_day(date.fromisoformat(value), years).isoformat()
    dated = part in DATED_PARTS and key in DATED_TEXTS
    if isinstance(value, str) and (dated or (part, key) in (("targets", "code"), ("targets", "phase"))):
        return YEAR.sub(lambda found: str(int(found[0]) + years), value)
    return value


def moved_day(day: date, years: int) -> date:
    """The same day so many years on; 29/02 becomes 28/02 where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def counts_of(pack: Mapping[str, Any]) -> list[tuple[str, str, int]]:
    """(key, name, number of rows) of every list of a plan, those of its awards added up."""
    found = [(part.key, part.name, len(pack.get(part.key, []))) for part in PARTS.values()]
    for part in AWARD_PARTS.values():
        found.append((part.key, part.name, sum(len(row.get(part.key, [])) for row in pack.get("awards", []))))
    return found
