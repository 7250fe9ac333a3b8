"""A campaign written back as a pack: what a launch freezes, what a copy starts from, what two loads are compared by."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import tomli_w
from django.db.models import Model

from awards.domain.plan_dates import last_valid_day
from awards.models import Award
from awards.packs_schema import SCHEMA
from awards.plan_parts import AWARD_PARTS, PARTS, SINGLES, TOP_KEYS, Part
from campaigns.models import Campaign, Unit

SCHEMA_VERSION = 1
# Values that a pack leaves out because they are what an absent key means.
ABSENT: tuple[Any, ...] = (None, "", [], {})
DEFAULTS = {"ranked": True, "order": "rank", "tie_rule": "ask", "rounding": "up_10000", "self_score": False}


def export_plan(campaign: Campaign) -> dict[str, Any]:
    """The pack of a campaign: `load_plan` of it gives the same campaign again. Dates are dates, scores are text."""
    pack: dict[str, Any] = {"schema": SCHEMA_VERSION}
    pack |= {key: getattr(campaign, key) for key in TOP_KEYS}
    if campaign.unconfirmed:
        pack["unconfirmed"] = list(campaign.unconfirmed)
    if campaign.criteria_set:
        pack["criteria_set"] = campaign.criteria_set.code
    for table in SINGLES:
        values = single_table(campaign, table)
        if values:
            pack[table] = values
    for part in PARTS.values():
        if part.key != "awards":
            pack[part.key] = export_rows(part, rows_of(part, campaign))
    pack["awards"] = [_award(award) for award in rows_of(PARTS["awards"], campaign)]
    return {key: value for key, value in pack.items() if value != []}


def single_table(campaign: Campaign, table: str) -> dict[str, Any]:
    """One of the plan's tables as in a pack, empty when it says nothing; "general": the names and the year."""
    if table not in SINGLES:
        code = campaign.criteria_set.code if campaign.criteria_set else ""
        return {**{key: getattr(campaign, key) for key in TOP_KEYS}, "criteria_set": code}
    values = {key: _told(key, getattr(campaign, column)) for key, column in SINGLES[table].items()}
    values["note"] = campaign.notes.get(table, "")
    values = {key: value for key, value in values.items() if _is_said(key, value)}
    optional = SCHEMA.get(f"{table}?", {})
    if not values.keys() >= {key for key in optional if key != "clause" and not key.endswith("?")}:
        return {}
    if not values and table not in campaign.clauses:
        return {}
    return {**values, "clause": campaign.clauses.get(table, "")}


def rows_of(part: Part, owner: Model) -> list[Any]:
    """The rows of a part in the plan's order; of an award's part when the owner is an award."""
    name = "award" if part.of_award else "campaign"
    rows = part.model.objects.filter(**{name: owner}, **part.fixed)
    if part.key == "conditions":
        rows = rows.filter(unit__isnull=True)
    if part.refs:
        rows = rows.select_related(*part.refs)
    return list(rows.order_by("position", "pk") if part.key != "deadlines" else rows.order_by("pk"))


def export_rows(part: Part, rows: Iterable[Any]) -> list[dict[str, Any]]:
    """Each row as the table of a pack, without what is empty or the default."""
    return [export_row(part, row) for row in rows]


def export_row(part: Part, row: Any) -> dict[str, Any]:
    """One row as the table of a pack."""
    values = {key: _told(key, getattr(row, part.column(key))) for key in part.fields}
    if part.key == "deadlines" and values["last_valid_day"] == last_valid_day(row.meaning, row.stated_day):
        del values["last_valid_day"]
    return {key: value for key, value in values.items() if key == "clause" or _is_said(key, value)}


def plan_as_toml(campaign: Campaign) -> str:
    """The pack as the text of a TOML file."""
    return tomli_w.dumps(export_plan(campaign), multiline_strings=False)


def plan_content(campaign: Campaign) -> dict[str, Any]:
    """The pack as JSON-ready data: what a version keeps."""
    content: dict[str, Any] = plain(export_plan(campaign))
    return content


def plain(value: Any) -> Any:
    """Dates as ISO text, everything else as it is."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _award(award: Award) -> dict[str, Any]:
    values = export_row(PARTS["awards"], award)
    for part in AWARD_PARTS.values():
        rows = export_rows(part, rows_of(part, award))
        if rows:
            values[part.key] = rows
    return values


def _told(key: str, value: Any) -> Any:
    """A row behind a reference is told by its code, a number by its digits."""
    if isinstance(value, Unit):
        return value.code
    if isinstance(value, Campaign):
        return value.slug
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, Model):
        return value.code  # type: ignore[attr-defined]
    return value


def _is_said(key: str, value: Any) -> bool:
    if key in DEFAULTS:
        return bool(value != DEFAULTS[key]) and value not in ABSENT
    return value is not False and value not in ABSENT
