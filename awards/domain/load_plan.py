"""A pack fills the database once; loading it again changes nothing; after that people edit in the browser."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from accounts.errors import DomainError
from accounts.text import fold
from awards.models import Award, AwardQuota, Condition, DocumentRequirement
from campaigns.domain.set_deadline import OWN_SETTING
from campaigns.enums import CampaignState, DeadlineMeaning
from campaigns.models import BasisDocument, Campaign, CriteriaSet, PlanItem, Unit, UnitGroup

CLAUSED_FIELDS = {
    "plan": "plan_number",
    "issuer": "issuer",
    "standing_unit": "standing_unit",
    "authority": "authority_title",
    "period": "period",
    "theme": "theme",
    "scope": "scope",
    "ranking": "ranking_basis",
    "budget": "budget",
}


@dataclass
class LoadReport:
    """What loading does: sentences, and the campaign (None in a dry run of a new one)."""

    campaign: Campaign | None
    changes: list[str] = field(default_factory=list)


def load_plan(
    *, pack: dict[str, Any], criteria_set: CriteriaSet | None = None, dry_run: bool = False
) -> LoadReport:
    """Writes a checked pack and says what changes; raises DomainError when another plan was launched."""
    with transaction.atomic():
        before = Campaign.objects.filter(slug=pack["slug"]).first()
        old = plan_content(before) if before else None
        if before and before.state != CampaignState.DRAFT:
            return LoadReport(before, launched_difference(before, pack))
        campaign = write_campaign(pack, before, criteria_set)
        write_parts(pack, campaign)
        changes = describe_changes(old, plan_content(campaign))
        if dry_run:
            transaction.set_rollback(True)
        return LoadReport(None if dry_run and not before else campaign, changes)


def launched_difference(campaign: Campaign, pack: dict[str, Any]) -> list[str]:
    """A launched plan is frozen: the same pack is fine, another one is refused."""
    if campaign.title != pack["title"] or campaign.plan_number != pack["plan"]["number"]:
        raise DomainError(
            f"Phong trào «{campaign.title}» đã phát động, không thể ghi đè từ gói. Hãy lập bản sửa đổi có lý do."
        )
    return []


def find_unit(code: str) -> Unit:
    """The unit that a pack names by code; raises DomainError."""
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        raise DomainError(f"Chưa có đơn vị mã «{code}». Hãy nhập danh sách đơn vị trước (lệnh import_units).")
    return unit


def write_campaign(
    pack: dict[str, Any], before: Campaign | None, criteria_set: CriteriaSet | None
) -> Campaign:
    """The campaign's own fields, each with its clause."""
    values = {
        "title": pack["title"],
        "short_title": pack["short_title"],
        "theme": pack["theme"]["text"],
        "plan_number": pack["plan"]["number"],
        "plan_date": pack["plan"]["date"],
        "year": pack["year"],
        "period_start": pack["period"]["start"],
        "period_end": pack["period"]["end"],
        "scope": pack["scope"]["text"],
        "issuer": find_unit(pack["issuer"]["code"]),
        "standing_unit": find_unit(pack["standing_unit"]["code"]),
        "authority_title": pack["authority"]["title"],
        "ranking_basis": pack["ranking"]["basis"],
        "clauses": {name: pack[key]["clause"] for key, name in CLAUSED_FIELDS.items()},
        "pack": pack["slug"],
        "search_key": fold(f"{pack['title']} {pack['plan']['number']}"),
    }
    if criteria_set or before is None:
        values["criteria_set"] = criteria_set
    return Campaign.objects.update_or_create(slug=pack["slug"], defaults=values)[0]


def write_parts(pack: dict[str, Any], campaign: Campaign) -> None:
    """Everything that hangs on the campaign; rows are matched by their natural key, others are removed."""
    sync(BasisDocument, {"campaign": campaign}, "position", numbered(pack["basis"]))
    items = []
    for section, key in PLAN_SECTIONS.items():
        items += [{"section": section, **row} for row in numbered(pack[key])]
    sync(PlanItem, {"campaign": campaign}, ("section", "position"), items)
    sync_deadlines(campaign, [deadline_row(row) for row in pack["deadlines"]])
    sync(UnitGroup, {"campaign": campaign}, "code", numbered(pack["groups"]))
    groups = {group.code: group for group in campaign.groups.all()}
    rows = [{k: v for k, v in row.items() if k not in PARTS} for row in numbered(pack["awards"])]
    sync(Award, {"campaign": campaign}, "code", rows)
    for row in pack["awards"]:
        award = Award.objects.get(campaign=campaign, code=row["code"])
        quotas = [{**quota, "group": groups.get(quota.get("group", ""))} for quota in row["quotas"]]
        sync(AwardQuota, {"award": award}, ("group", "subject"), quotas)
        sync(Condition, {"award": award}, "position", numbered(row["conditions"]))
        sync(DocumentRequirement, {"award": award}, "position", numbered(row["papers"]))


PARTS = {"quotas", "conditions", "papers"}
PLAN_SECTIONS = {
    PlanItem.Section.SUBJECT: "subjects",
    PlanItem.Section.CRITERION: "criteria",
    PlanItem.Section.ROUTE: "route",
    PlanItem.Section.DUTY: "duties",
}


def numbered(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows with their place in the plan, from 1."""
    return [{**row, "position": place} for place, row in enumerate(rows, start=1)]


def deadline_row(row: dict[str, Any]) -> dict[str, Any]:
    """«Trước ngày D» means that the last valid day is D-1 (legal.md C18); the office may change it."""
    day: date = row["day"]
    before = row["meaning"] == DeadlineMeaning.BEFORE_DAY
    return {
        "code": row["code"],
        "stated": row["stated"],
        "stated_day": day,
        "meaning": row["meaning"],
        "last_valid_day": day - timedelta(days=1) if before else day,
        "clause": row["clause"],
    }


def sync_deadlines(campaign: Campaign, rows: list[dict[str, Any]]) -> None:
    """Like `sync`, but what the office settled in the browser stays while the plan's own words are the same."""
    present = {row.code: row for row in campaign.deadlines.all()}
    for values in rows:
        row = present.pop(values["code"], None)
        if row and all(getattr(row, name) == values[name] for name in ("stated", "stated_day", "clause")):
            continue
        campaign.deadlines.update_or_create(code=values["code"], defaults=values)
    for row in present.values():
        if row.clause != OWN_SETTING:
            row.delete()


def sync(model: Any, owner: dict[str, Any], key: str | tuple[str, ...], rows: list[dict[str, Any]]) -> None:
    """Makes the owner's rows of `model` equal to `rows`, matched by `key`; unchanged rows are not written."""
    keys = (key,) if isinstance(key, str) else key
    present = {tuple(getattr(row, name) for name in keys): row for row in model.objects.filter(**owner)}
    for values in rows:
        row = present.pop(tuple(values[name] for name in keys), None)
        if row is None:
            model.objects.create(**owner, **values)
        elif any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            row.save()
    for row in present.values():
        row.delete()


def plan_content(campaign: Campaign) -> dict[str, Any]:
    """The whole plan as JSON-ready data: what launch freezes, and what two loads are compared by."""
    fields = [
        "slug", "title", "short_title", "theme", "plan_number", "plan_date", "year", "period_start", "period_end",
        "scope", "authority_title", "ranking_basis", "clauses",
    ]  # fmt: skip
    content: dict[str, Any] = {name: plain(getattr(campaign, name)) for name in fields}
    content["issuer"] = campaign.issuer.code
    content["standing_unit"] = campaign.standing_unit.code
    content["criteria_set"] = campaign.criteria_set.code if campaign.criteria_set else None
    content["basis"] = rows_of(campaign.basis_documents.all(), "position text clause")
    content["items"] = rows_of(campaign.plan_items.all(), "section position code subject text clause")
    content["deadlines"] = rows_of(
        campaign.deadlines.all(), "code stated stated_day meaning last_valid_day clause"
    )
    content["groups"] = rows_of(campaign.groups.all(), "code name kinds clause position")
    content["awards"] = [award_content(award) for award in Award.objects.filter(campaign=campaign)]
    return content


def award_content(award: Award) -> dict[str, Any]:
    """One award with its quotas, conditions and papers."""
    content = rows_of([award], "code kind name decided_by law_key clause note position")[0]
    quotas = list(award.quotas.select_related("group"))
    content["quotas"] = [
        {"group": quota.group.code if quota.group else None, **row}
        for quota, row in zip(quotas, rows_of(quotas, "subject mode maximum clause"), strict=True)
    ]
    content["conditions"] = rows_of(award.conditions.all(), "position rule params subject text clause")
    content["papers"] = rows_of(award.requirements.all(), "position kind name per clause")
    return content


def rows_of(rows: Any, names: str) -> list[dict[str, Any]]:
    """The named fields of each row, JSON-ready."""
    return [{name: plain(getattr(row, name)) for name in names.split()} for row in rows]


def plain(value: Any) -> Any:
    """Dates as text, everything else as it is."""
    return value.isoformat() if isinstance(value, date) else value


def describe_changes(old: dict[str, Any] | None, new: dict[str, Any]) -> list[str]:
    """What differs between two plan contents, one sentence a key; empty when nothing does."""
    if old is None:
        return [f"Tạo phong trào «{new['title']}» ở trạng thái đang chuẩn bị."]
    return [f"Thay đổi «{key}»." for key in new if old.get(key) != new[key]]
