"""Which units the plan covers, and in which group; at the launch, and again when a launched plan's groups change."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet

from accounts.errors import DomainError
from awards.models import Nomination
from campaigns.enums import Inherited, UnitKind
from campaigns.models import Campaign, Registration, Unit, UnitGroup, UnitGroupMember
from campaigns.organisation import answers_on


def units_for_group(campaign: Campaign, group: UnitGroup) -> QuerySet[Unit]:
    """Units named in the group, and those of its kinds under the issuer, alive on the first day of the period."""
    below = Q(parent=campaign.issuer) | Q(parent__parent=campaign.issuer)
    return (
        Unit.objects.filter(Q(code__in=group.unit_codes) | (below & Q(kind__in=group.kinds)))
        .exclude(kind=UnitKind.UBND)
        .exclude(valid_to__lt=campaign.period_start)
    )


def covered_units(campaign: Campaign) -> Iterator[tuple[UnitGroup, Unit]]:
    """Every unit of the plan with its group; a unit that two groups cover comes twice."""
    for group in campaign.groups.all():
        for unit in units_for_group(campaign, group):
            yield group, unit


def check_heads(campaign: Campaign) -> None:
    """DomainError for a head or deputy of a group (khối, cụm) that is no unit of that group."""
    for group in campaign.groups.select_related("head", "deputy"):
        for field, unit in (("head", group.head), ("deputy", group.deputy)):
            if unit and not units_for_group(campaign, group).filter(pk=unit.pk).exists():
                what = "trưởng nhóm" if field == "head" else "phó trưởng nhóm"
                raise DomainError(
                    f"{unit} (mã {unit.code}) không thuộc nhóm «{group}» nên không làm {what} được. Hãy chọn một "
                    "đơn vị của nhóm, hoặc thêm đơn vị vào nhóm trước.",
                    field=field,
                )


def place_units(campaign: Campaign) -> int:
    """Puts every covered unit in its group; returns how many units take part by the plan."""
    rows = [
        UnitGroupMember(campaign=campaign, group=group, unit=unit) for group, unit in covered_units(campaign)
    ]
    UnitGroupMember.objects.bulk_create(rows)
    return len(rows)


def place_units_again(campaign: Campaign) -> None:
    """Adds, moves and takes out units after a launched plan's groups changed.

    DomainError with the numbers for a unit in two groups, or one that has registered or nominated already.
    """
    wanted: dict[int, UnitGroup] = {}
    for group, unit in covered_units(campaign):
        if unit.pk in wanted:
            raise DomainError(
                f"{unit} thuộc cả nhóm «{wanted[unit.pk]}» và nhóm «{group}». Mỗi đơn vị chỉ ở một nhóm."
            )
        wanted[unit.pk] = group
    _follow_takeovers(campaign, wanted)
    present = {row.unit_id: row for row in campaign.members.select_related("unit", "group")}
    for unit_id, row in present.items():
        if unit_id not in wanted:
            _check_free(campaign, row, f"bỏ {row.unit} khỏi phong trào")
            row.delete()
        elif wanted[unit_id].pk != row.group_id:
            _check_free(campaign, row, f"chuyển {row.unit} sang nhóm «{wanted[unit_id]}»", moved=True)
            row.group = wanted[unit_id]
            row.save(update_fields=["group"])
    UnitGroupMember.objects.bulk_create(
        UnitGroupMember(campaign=campaign, group=group, unit_id=unit_id)
        for unit_id, group in wanted.items()
        if unit_id not in present
    )


def _follow_takeovers(campaign: Campaign, wanted: dict[int, UnitGroup]) -> None:
    """A place that a person handed on stays with the successor, whatever its kind and superior are."""
    groups = {group.pk: group for group in campaign.groups.all()}
    for row in answers_on(campaign, Inherited.PLACE):
        group = wanted.pop(row.predecessor_id, None) or groups.get(row.moved.get("group"))
        if group and row.successor_id:
            wanted.setdefault(row.successor_id, group)


def _check_free(campaign: Campaign, row: UnitGroupMember, what: str, *, moved: bool = False) -> None:
    nominations = Nomination.objects.filter(campaign=campaign, unit=row.unit).count()
    registered = 0 if moved else Registration.objects.filter(campaign=campaign, unit=row.unit).count()
    if nominations or registered:
        raise DomainError(
            f"Không thể {what}: đơn vị đã có {registered} đăng ký thi đua, {nominations} đề nghị khen thưởng."
            if not moved
            else f"Không thể {what}: đơn vị đã có {nominations} đề nghị khen thưởng trong nhóm «{row.group}»."
        )
