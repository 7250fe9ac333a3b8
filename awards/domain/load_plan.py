"""A pack fills the database once; loading it again changes nothing; after that people edit in the browser."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, ProtectedError

from accounts.errors import DomainError
from accounts.text import fold
from awards.domain.export_plan import DEFAULTS, plan_content
from awards.domain.place_units import check_heads
from awards.domain.plan_changes import describe_changes
from awards.domain.plan_dates import last_valid_day
from awards.models import Award
from awards.packs_schema import PackError
from awards.packs_sense import check_sense
from awards.plan_parts import AWARD_PARTS, PARTS, SINGLES, TOP_KEYS, UNIT_SINGLES, Part
from campaigns.domain.set_deadline import OWN_SETTING
from campaigns.enums import CampaignState
from campaigns.models import Campaign, CriteriaSet, Phase, Round, Unit, UnitGroup


@dataclass
class LoadReport:
    """What loading does: sentences, and the campaign (None in a dry run of a new one); `notes` ask for a look."""

    campaign: Campaign | None
    changes: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class Frozen(DomainError):
    """A launched plan is changed by people with a reason, never written over from a pack."""

    def __init__(self, campaign: Campaign | None, changes: list[str]) -> None:
        super().__init__(
            f"Phong trào «{campaign}» đã phát động, không thể ghi đè từ gói. Gói khác kế hoạch đang áp dụng: "
            f"{' '.join(changes)} Hãy sửa ở trang «Soạn kế hoạch», nêu lý do và văn bản."
        )


def load_plan(
    *,
    pack: dict[str, Any],
    criteria_set: CriteriaSet | None = None,
    dry_run: bool = False,
    file: str = "",
    source: str = "",
    check_condition: Callable[[str, Mapping[str, Any]], Any] | None = None,
) -> LoadReport:
    """Writes a checked pack and says what changes; PackError for what can't be, DomainError for a launched plan.

    `source` is where it was taken from (a pack's or a campaign's name); `check_condition` is asked of each
    condition's rule and parameters, and raises DomainError for those that no rule takes.
    """
    check_sense(pack, file or pack["slug"])
    if check_condition:
        check_conditions(pack, file or pack["slug"], check_condition)
    before = None
    try:
        with transaction.atomic():
            rows = Campaign.objects.select_for_update(of=("self",), no_key=True)
            before = rows.filter(slug=pack["slug"]).first()
            frozen = before is not None and before.state != CampaignState.DRAFT
            old = plan_content(before) if before else None
            campaign = write_campaign(pack, before, criteria_set, source)
            write_parts(pack, campaign)
            check_heads(campaign)
            changes = describe_changes(old, plan_content(campaign))
            if dry_run or frozen:
                transaction.set_rollback(True)
    except ProtectedError:
        raise DomainError(
            f"Gói bỏ đi phần của «{before}» đã có người nộp hoặc được khen, nên không so và không ghi được."
        ) from None
    if frozen and changes and not dry_run:
        raise Frozen(before, changes)
    written = before if dry_run or frozen else campaign
    return LoadReport(written, changes, list(unknown_units(pack)))


def unknown_units(pack: Mapping[str, Any]) -> Iterator[str]:
    """A sentence for each group that names units which are not in the system (yet)."""
    for group in pack.get("groups", []):
        codes = set(group.get("unit_codes", []))
        missing = codes - set(Unit.objects.filter(code__in=codes).values_list("code", flat=True))
        if missing:
            yield f"Nhóm «{group['name']}»: chưa có đơn vị mã {', '.join(sorted(missing))} trong hệ thống."


def check_conditions(
    pack: Mapping[str, Any], file: str, check_condition: Callable[[str, Mapping[str, Any]], Any]
) -> None:
    """Asks of every condition; a refusal names its place in the file."""
    for number, award in enumerate(pack.get("awards", []), start=1):
        for place, row in enumerate(award.get("conditions", []), start=1):
            try:
                check_condition(row["rule"], row.get("params", {}))
            except DomainError as error:
                raise PackError(f"{file}: «awards[{number}].conditions[{place}]»: {error.message}") from None


def find_unit(code: str) -> Unit:
    """The unit that a pack names by code; raises DomainError."""
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        raise DomainError(f"Chưa có đơn vị mã «{code}». Hãy nhập danh sách đơn vị trước (lệnh import_units).")
    return unit


def write_campaign(
    pack: dict[str, Any], before: Campaign | None, criteria_set: CriteriaSet | None, source: str
) -> Campaign:
    """The campaign's own fields, each with its clause."""
    values: dict[str, Any] = {key: pack[key] for key in TOP_KEYS}
    for table, keys in SINGLES.items():
        found = pack.get(table, {})
        for key, column in keys.items():
            values[column] = single_value(table, key, column, found)
    values |= {
        "clauses": {table: pack[table]["clause"] for table in SINGLES if table in pack},
        "notes": {table: pack[table]["note"] for table in SINGLES if pack.get(table, {}).get("note")},
        "unconfirmed": list(pack.get("unconfirmed", [])),
        "pack": source or pack["slug"],
        "search_key": fold(f"{pack['title']} {values['plan_number']}"),
    }
    named = CriteriaSet.objects.filter(code=pack.get("criteria_set", "")).first()
    if criteria_set or named or before is None:
        values["criteria_set"] = criteria_set or named
    if before is None:
        return new_campaign(values)
    return Campaign.objects.update_or_create(slug=pack["slug"], defaults=values)[0]


def new_campaign(values: dict[str, Any]) -> Campaign:
    """The row of a new plan; DomainError when somebody took its address in the same moment."""
    try:
        with transaction.atomic():
            return Campaign.objects.create(**values)
    except IntegrityError:
        taken = Campaign.objects.filter(slug=values["slug"]).exists()
        if not taken:
            raise
        raise DomainError(
            f"Địa chỉ «{values['slug']}» vừa được dùng cho một kế hoạch khác. Hãy chọn địa chỉ khác.",
            field="slug",
        ) from None


def single_value(table: str, key: str, column: str, found: Mapping[str, Any]) -> Any:
    """The value of one key; an absent one is what the column holds when nothing is said."""
    if table in UNIT_SINGLES:
        return find_unit(found[key]) if key in found else None
    if key in found:
        return found[key]
    if key in DEFAULTS:
        return DEFAULTS[key]
    null = Campaign._meta.get_field(column).null
    return None if null else ""


def write_parts(pack: dict[str, Any], campaign: Campaign) -> None:
    """Everything that hangs on the campaign; rows are matched by their natural key, others are removed."""
    for part in PARTS.values():
        rows = [part_values(part, row, campaign) for row in pack.get(part.key, [])]
        sync(part, {"campaign": campaign, **part.fixed}, numbered(rows, part))
    for row in pack.get("awards", []):
        award = Award.objects.get(campaign=campaign, code=row["code"])
        for part in AWARD_PARTS.values():
            rows = [part_values(part, one, campaign) for one in row.get(part.key, [])]
            sync(part, {"award": award}, numbered(rows, part))


def part_values(part: Part, row: Mapping[str, Any], campaign: Campaign) -> dict[str, Any]:
    """The columns of one row of a pack; references become rows, absent keys their defaults."""
    values: dict[str, Any] = {}
    for key in part.fields:
        column = part.column(key)
        if key in part.refs:
            values[column] = referred(part.refs[key], row.get(key, ""), campaign)
        elif key in row:
            values[column] = row[key]
        else:
            values[column] = absent_value(part, key, column, row)
    if part.key == "targets":
        values["value"] = part.model._meta.get_field("value").to_python(values["value"])
    return values


def absent_value(part: Part, key: str, column: str, row: Mapping[str, Any]) -> Any:
    """What an absent key means: the day that follows from the meaning, the model's default, empty."""
    if key == "last_valid_day":
        return last_valid_day(row["meaning"], row["day"])
    return part.model._meta.get_field(column).get_default()


def referred(kind: str, code: str, campaign: Campaign) -> Any:
    """The row that a code names inside the same plan (a slug for a campaign above, a unit); None for no code."""
    if not code:
        return None
    if kind == "unit":
        return find_unit(code)
    if kind == "campaign":
        return Campaign.objects.filter(slug=code).first()
    model: Any = {"round": Round, "group": UnitGroup, "phase": Phase}[kind]
    return model.objects.get(campaign=campaign, code=code)


def numbered(rows: list[dict[str, Any]], part: Part) -> list[dict[str, Any]]:
    """Rows with their place in the plan, from 1; deadlines have none."""
    if part.key == "deadlines":
        return rows
    return [{**row, "position": place} for place, row in enumerate(rows, start=1)]


def sync(part: Part, owner: dict[str, Any], rows: list[dict[str, Any]]) -> None:
    """Makes the owner's rows equal to `rows`, matched by the part's key; unchanged rows are not written."""
    found = part.model.objects.filter(**owner)
    if part.key == "conditions":
        found = found.filter(unit__isnull=True)
    present = {_key(part, row): row for row in found}
    wanted = [(_key(part, {**owner, **values}), values) for values in rows]
    kept = {key for key, _ in wanted}
    for key, row in present.items():
        if key not in kept and not (part.key == "deadlines" and row.clause == OWN_SETTING):
            row.delete()
    if any(
        key in present and present[key].position != row.get("position")
        for key, row in wanted
        if "position" in row
    ):
        # Places are unique: move them out of the way before they are dealt anew.
        found.update(position=F("position") + 1000)
        present = {_key(part, row): row for row in found.all()}
    for key, values in wanted:
        write_row(part, owner, present.get(key), values)


def write_row(part: Part, owner: dict[str, Any], row: Any, values: dict[str, Any]) -> None:
    """Creates the row, or writes what differs; a deadline that the office settled stays while the plan's words do."""
    if row is None:
        part.model.objects.create(**owner, **values)
        return
    if part.key == "deadlines" and all(
        getattr(row, name) == values[name] for name in ("stated", "stated_day", "clause")
    ):
        return
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    if changed:
        row.save(update_fields=list(changed))


def _key(part: Part, row: Any) -> tuple:
    """The natural key of a row or of its values."""
    if isinstance(row, dict):
        return tuple(row.get(part.column(name)) for name in part.match)
    return tuple(getattr(row, part.column(name)) for name in part.match)
