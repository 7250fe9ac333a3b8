"""One line of a plan: what it says, where it stands in the database, the value, and the clause."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from awards.models import Award, AwardQuota, Condition, DocumentRequirement
from campaigns.models import Campaign, PlanItem

OF_AWARD = (AwardQuota, Condition, DocumentRequirement)


@dataclass(frozen=True)
class Row:
    """`clause` empty: the plan says nothing of it, and nothing may stand in the database."""

    what: str
    model: Any
    clause: str
    where: dict[str, Any] = field(default_factory=dict)
    expected: dict[str, Any] = field(default_factory=dict)


def single(what: str, table: str, clause: str, **expected: Any) -> Row:
    """A field of the campaign itself; `table` is where its clause is kept."""
    return Row(what, Campaign, clause, {"table": table}, expected)


def line(what: str, model: Any, clause: str, where: dict[str, Any], **expected: Any) -> Row:
    """Exactly one row of the plan's lists."""
    return Row(what, model, clause, where, expected)


def item(what: str, section: str, clause: str, text: str, **expected: Any) -> Row:
    """A subject, criterion or duty that holds these words."""
    return Row(what, PlanItem, clause, {"section": section, "text__contains": text}, expected)


def quota(what: str, clause: str, where: dict[str, Any], maximum: int | None, **expected: Any) -> Row:
    """A quota of an award: `where` names award, kind of round, subject, group; None is «không giới hạn»."""
    full = {"round_kind": "", "subject": "", "outside": False, "group__code": None, **where}
    mode = "none" if maximum is None else "ceiling"
    return Row(what, AwardQuota, clause, full, {"mode": mode, "maximum": maximum, **expected})


def asked(what: str, award: str, rule: str, clause: str, params: dict | None = None, **where: Any) -> Row:
    """A condition of an award; `where` narrows it to a subject, group or kind of round."""
    full = {"award__code": award, "rule": rule, "params": params or {}, **where}
    return Row(what, Condition, clause, full)


def silent(what: str, model: Any, **where: Any) -> Row:
    """What the plan does not say is not in the database."""
    return Row(what, model, "", where)


def problem(campaign: Campaign, row: Row) -> str:
    """Why the database does not hold this row of the plan; "" when it does."""
    if row.model is Campaign:
        found = {name: plain(getattr(campaign, name)) for name in row.expected}
        clause = campaign.clauses.get(row.where["table"], "")
        good = found == row.expected and clause == row.clause
        return "" if good else f"{row.what}: {found}, {clause!r}"
    owner = {"award__campaign": campaign} if row.model in OF_AWARD else {"campaign": campaign}
    rows = list(row.model.objects.filter(**owner, **row.where))
    if not row.clause:
        return f"{row.what}: {rows}" if rows else ""
    if len(rows) != 1:
        return f"{row.what}: {len(rows)} rows"
    found = {name: plain(getattr(rows[0], name)) for name in row.expected}
    good = found == row.expected and rows[0].clause == row.clause
    return "" if good else f"{row.what}: {found}, {rows[0].clause!r}"


def plain(value: Any) -> Any:
    """Units, rounds and phases by their code; dates as ISO text."""
    if isinstance(value, date):
        return value.isoformat()
    return value.code if hasattr(value, "code") and not isinstance(value, Award) else value
