"""Thin verbs over `change_plan`: one row or one single table of the plan at a time."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import F, ProtectedError

from accounts.errors import DomainError, NotFound
from accounts.models import AuditEvent, User
from awards.domain.change_plan import (
    MARKS,
    NO_PAPER,
    Paper,
    PlanChange,
    change_plan,
    check_possible,
    check_seen,
)
from awards.domain.export_plan import (
    export_plan,
    export_row,
    export_rows,
    plain,
    plan_content,
    rows_of,
    single_table,
)
from awards.domain.plan_guards import check_change, hanging
from awards.marks import is_in, mark_in_words
from awards.models import Award
from awards.plan_parts import PARTS, SINGLES, UNIT_SINGLES, Part
from awards.plan_words import part_of, row_label
from campaigns.enums import Role
from campaigns.models import Campaign, Membership

Values = Mapping[str, Any]
# What may hang on a row of the plan without this app knowing it, by the model's name.
WORDS = {
    "attestation": "xác nhận tiêu chuẩn",
    "tiechoice": "lựa chọn khi đồng hạng",
    "standing": "dòng xếp hạng",
    "topline": "vạch tốp đầu",
    "nomination": "đề nghị khen thưởng",
    "awardrecord": "kết quả khen thưởng",
    "meeting": "phiên họp Hội đồng",
    "council": "Hội đồng",
}
UP, DOWN = "len", "xuong"


def edit_single(
    *, campaign: Campaign, table: str, values: Values, by: User, at: datetime,
    clause: str = "", note: str = "", seen: str = "", paper: Paper = NO_PAPER,
) -> PlanChange:  # fmt: skip
    """Writes the fields of one of the plan's tables (by the campaign's columns), its clause and its note.

    Table "general" holds the names, the first year and the criteria set, which no clause stands beside.
    """

    def change(campaign: Campaign) -> None:
        check_seen(seen, single_table(campaign, table))
        for column, value in values.items():
            setattr(campaign, column, value)
        if table in SINGLES:
            set_beside(campaign.clauses, table, clause)
            set_beside(campaign.notes, table, note)
        if table in UNIT_SINGLES:
            check_keeper(campaign, at)
        check_possible(export_plan(campaign))
        campaign.save()

    return change_plan(campaign=campaign, by=by, at=at, change=change, paper=paper)


def set_beside(beside: dict[str, str], table: str, text: str) -> None:
    """The clause or note of a table; an empty one is taken away."""
    if text:
        beside[table] = text
    else:
        beside.pop(table, None)


def check_keeper(campaign: Campaign, at: datetime) -> None:
    """A standing body without an officer would leave nobody who may go on."""
    kept = Membership.objects.filter(
        unit=campaign.standing_unit, role=Role.STANDING_OFFICER, valid_to__isnull=True
    )
    if not kept.exists():
        raise DomainError(
            f"{campaign.standing_unit} chưa có cán bộ cơ quan thường trực nào nên không ai sửa tiếp được. "
            "Hãy giao vai trò cho người của đơn vị đó trước.",
            field="standing_unit",
        )


def settle_unconfirmed(
    *, campaign: Campaign, key: str, by: User, at: datetime, paper: Paper = NO_PAPER
) -> PlanChange:
    """The office has checked a value that the plan does not state: its mark goes."""

    def change(campaign: Campaign) -> None:
        if key not in campaign.unconfirmed:
            raise NotFound("Mục này không còn chờ kiểm tra.")
        campaign.unconfirmed = [one for one in campaign.unconfirmed if one != key]
        campaign.save(update_fields=["unconfirmed"])

    return change_plan(campaign=campaign, by=by, at=at, change=change, paper=paper)


def mark_unconfirmed(
    *, campaign: Campaign, key: str, by: User, at: datetime, paper: Paper = NO_PAPER
) -> PlanChange:
    """The office wants a value that was checked looked at once more: its mark comes back."""

    def change(campaign: Campaign) -> None:
        if key not in dict(settled_marks(campaign)):
            raise NotFound("Mục này không phải mục đã kiểm tra của kế hoạch.")
        campaign.unconfirmed = [*campaign.unconfirmed, key]
        campaign.save(update_fields=["unconfirmed"])

    return change_plan(campaign=campaign, by=by, at=at, change=change, paper=paper)


def settled_marks(campaign: Campaign) -> tuple[tuple[str, str], ...]:
    """The marks that went since the plan was set up and whose value still stands there, with their names."""
    events = AuditEvent.objects.filter(kind="plan.changed", campaign_ref=campaign.slug)
    kept = events.filter(**{f"changes__{MARKS}__isnull": False}).order_by("number")
    once = [key for row in kept.values_list(f"changes__{MARKS}", flat=True) for key in row[0]]
    gone = [key for key in dict.fromkeys(once) if key not in campaign.unconfirmed]
    if not gone:
        return ()
    content = plan_content(campaign)
    return tuple((key, mark_in_words(key, content)) for key in gone if is_in(key, content))


def add_row(
    *, campaign: Campaign, part: str, values: Values, by: User, at: datetime,
    award: Award | None = None, paper: Paper = NO_PAPER,
) -> PlanChange:  # fmt: skip
    """Adds a row (by the model's columns) at the end of a part; `award` for the parts of an award."""
    found = known_part(part, award)

    def change(campaign: Campaign) -> None:
        owner = owner_of(found, campaign, award)
        rows = rows_of(found, award or campaign)
        row = found.model(**owner, **values)
        if found.key != "deadlines":
            row.position = max((one.position for one in rows), default=0) + 1
        refuse_double(found, row, rows)
        check_possible(with_row(campaign, found, award, rows, row))
        check_change(found, row, {})
        row.save()

    return change_plan(campaign=campaign, by=by, at=at, change=change, paper=paper)


def edit_row(
    *, campaign: Campaign, part: str, pk: int, values: Values, by: User, at: datetime,
    seen: str = "", paper: Paper = NO_PAPER,
) -> PlanChange:  # fmt: skip
    """Changes columns of a row; DomainError with the numbers when awards already given forbid it, or Stale."""

    def change(campaign: Campaign) -> None:
        found, row = find_row(campaign, part, pk)
        check_seen(seen, export_row(found, row))
        award = row.award if found.of_award else None
        check_change(found, row, values)
        for column, value in values.items():
            setattr(row, column, value)
        rows = rows_of(found, award or campaign)
        refuse_double(found, row, rows)
        check_possible(with_row(campaign, found, award, rows, row))
        row.save()

    return change_plan(campaign=campaign, by=by, at=at, change=change, paper=paper)


def remove_row(
    *, campaign: Campaign, part: str, pk: int, by: User, at: datetime, seen: str = "", paper: Paper = NO_PAPER
) -> PlanChange:
    """Takes a row out; DomainError with the numbers when something hangs on it."""

    def change(campaign: Campaign) -> None:
        found, row = find_row(campaign, part, pk)
        check_seen(seen, export_row(found, row))
        label = row_label(found, plain(export_row(found, row)), {})
        below = hanging(found, row)
        if below:
            raise DomainError(f"Không thể xóa «{label}»: {below}. Hãy bỏ hoặc chuyển các mục đó trước.")
        try:
            row.delete()
        except ProtectedError as error:
            kinds = Counter(
                WORDS.get(type(one)._meta.model_name, "dữ liệu") for one in error.protected_objects
            )
            said = ", ".join(f"{count} {name}" for name, count in kinds.items())
            raise DomainError(f"Không thể xóa «{label}»: đã có {said} gắn với mục này.") from None

    return change_plan(campaign=campaign, by=by, at=at, change=change, paper=paper)


def move_row(
    *, campaign: Campaign, part: str, pk: int, to: str, by: User, at: datetime,
    seen: str = "", paper: Paper = NO_PAPER,
) -> PlanChange:  # fmt: skip
    """Moves a row one place up ("len") or down ("xuong"); at the end of the list nothing happens."""

    def change(campaign: Campaign) -> None:
        found, row = find_row(campaign, part, pk)
        rows = rows_of(found, row.award if found.of_award else campaign)
        check_seen(seen, [one.pk for one in rows])
        place = [one.pk for one in rows].index(row.pk)
        other = place + (-1 if to == UP else 1)
        if found.key == "deadlines" or not 0 <= other < len(rows):
            return
        rows[place], rows[other] = rows[other], rows[place]
        number_again(found, rows)

    return change_plan(campaign=campaign, by=by, at=at, change=change, paper=paper)


def number_again(part: Part, rows: list[Any]) -> None:
    """Deals the places anew; they are unique, so all go out of the way first."""
    part.model.objects.filter(pk__in=[row.pk for row in rows]).update(position=F("position") + 10_000)
    for position, row in enumerate(rows, start=1):
        part.model.objects.filter(pk=row.pk).update(position=position)


def known_part(key: str, award: Award | None) -> Part:
    """The part of a key; NotFound for another one, or a part of an award without its award."""
    part = part_of(key)
    if part is None or part.of_award != (award is not None):
        raise NotFound("Kế hoạch không có mục này.")
    return part


def find_row(campaign: Campaign, key: str, pk: int) -> tuple[Part, Any]:
    """The locked row of the campaign's part; NotFound when it is gone or another campaign's."""
    part = part_of(key)
    if part is None:
        raise NotFound("Kế hoạch không có mục này.")
    owner = {"award__campaign": campaign} if part.of_award else {"campaign": campaign}
    rows = part.model.objects.filter(**owner, **part.fixed)
    if part.key == "conditions":
        rows = rows.filter(unit__isnull=True)
    row = rows.filter(pk=pk).first()
    if row is None:
        raise NotFound("Mục này vừa được xóa khỏi kế hoạch.")
    return part, row


def owner_of(part: Part, campaign: Campaign, award: Award | None) -> dict[str, Any]:
    """The columns that say whose row it is."""
    if award is not None and award.campaign_id != campaign.pk:
        raise NotFound("Hình thức khen thưởng này không thuộc phong trào.")
    return {"award": award} if part.of_award else {"campaign": campaign, **part.fixed}


def refuse_double(part: Part, row: Any, rows: list[Any]) -> None:
    """Rows of a part that are told apart by a code or by what they are for may not come twice."""
    if "position" in part.match:
        return
    key = [getattr(row, part.column(name)) for name in part.match]
    for one in rows:
        if one.pk != row.pk and [getattr(one, part.column(name)) for name in part.match] == key:
            label = row_label(part, plain(export_row(part, one)), {})
            raise DomainError(
                f"{part.name}: đã có «{label}». Hãy sửa mục đó, hoặc chọn khác.",
                field=part.column(part.match[0]),
            )


def with_row(
    campaign: Campaign, part: Part, award: Award | None, rows: list[Any], row: Any
) -> dict[str, Any]:
    """The plan as it would be with the row, not yet written: a fault is found before the database."""
    pack = export_plan(campaign)
    known = [one.pk for one in rows]
    new = [row if one.pk == row.pk else one for one in rows] + ([] if row.pk in known else [row])
    if part is PARTS["awards"]:
        told = {one["code"]: one for one in pack.get("awards", [])}
        codes = {one.pk: one.code for one in rows}
        pack["awards"] = [{**told.get(codes.get(one.pk, ""), {}), **export_row(part, one)} for one in new]
    elif award is not None:
        table = next(one for one in pack["awards"] if one["code"] == award.code)
        table[part.key] = export_rows(part, new)
    else:
        pack[part.key] = export_rows(part, new)
    return pack
