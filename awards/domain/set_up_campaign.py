"""Lập phong trào: a draft campaign out of a pack, by an officer of the standing body that the pack names."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from awards.domain.load_plan import LoadReport, find_unit, load_plan
from awards.permissions import can_plan_for, check_sets_up
from campaigns.criteria import sets_for_office
from campaigns.enums import CampaignState
from campaigns.models import Campaign, Unit

RESERVED = ("moi", "nap-goi")
CheckCondition = Callable[[str, Mapping[str, Any]], Any]


def set_up_campaign(
    *,
    pack: dict[str, Any],
    by: User,
    at: datetime,
    source: str,
    new: bool = True,
    dry_run: bool = False,
    check_condition: CheckCondition | None = None,
    file: str = "",
) -> LoadReport:
    """Loads the pack as a draft and records who did it; `new` refuses an address that is taken.

    NotAllowed unless the person is an officer of its standing body, which must stand under the issuer.
    """
    with transaction.atomic():
        check_may_set_up(pack, by=by, at=at)
        check_reach(pack)
        check_free(pack["slug"], new=new, by=by, at=at)
        report = load_plan(
            pack=pack, dry_run=dry_run, source=source[:80], check_condition=check_condition, file=file
        )
        if not dry_run and report.campaign and report.changes:
            record_event(
                by=by,
                at=at,
                kind="plan.loaded",
                target=report.campaign,
                campaign=report.campaign,
                sentence=f"Lập kế hoạch «{report.campaign.title}» từ {source}.",
                changes={"changes": report.changes},
            )
        return report


def check_may_set_up(pack: Mapping[str, Any], *, by: User, at: datetime) -> None:
    """The person works for the standing body, and that is the issuer or a body under it."""
    standing, issuer = find_unit(pack["standing_unit"]["code"]), find_unit(pack["issuer"]["code"])
    check_sets_up(standing=standing, issuer=issuer, by=by, at=at)


def with_those_above(unit: Unit) -> list[Unit]:
    """The unit and every body above it."""
    found = [unit]
    while found[-1].parent is not None and len(found) < 6:
        found.append(found[-1].parent)
    return found


def may_stand_above(issuer: Unit, standing: Unit) -> Q:
    """Which campaigns a plan may name above it: launched ones of its issuer or a level above, and the own body's."""
    launched = Q(issuer__in=with_those_above(issuer)) & ~Q(state=CampaignState.DRAFT)
    return launched | Q(standing_unit=standing)


def check_reach(pack: Mapping[str, Any]) -> None:
    """DomainError where the pack reaches beyond its issuer: units of another place, another office's draft above it."""
    issuer, standing = find_unit(pack["issuer"]["code"]), find_unit(pack["standing_unit"]["code"])
    codes = [code for group in pack.get("groups", []) for code in group.get("unit_codes", [])]
    near = Q(pk__in=[unit.pk for unit in with_those_above(standing)])
    near |= Q(parent=issuer) | Q(parent__parent=issuer)
    foreign = Unit.objects.filter(code__in=codes).exclude(near).order_by("code").first()
    if foreign is not None:
        raise DomainError(
            f"«groups»: đơn vị mã «{foreign.code}» không thuộc {issuer} nên không ghi vào nhóm được."
        )
    if pack.get("criteria_set"):
        allowed = sets_for_office([issuer, standing])
        if not allowed.filter(code=pack["criteria_set"]).exists():
            raise DomainError(
                f"«criteria_set»: không có bộ tiêu chí mã «{pack['criteria_set']}» mà cơ quan được dùng."
            )
    above = {row["parent"] for row in pack.get("upper_plans", []) if row.get("parent")}
    named = set(Campaign.objects.filter(may_stand_above(issuer, standing)).values_list("slug", flat=True))
    for slug in sorted(above - named):
        raise DomainError(
            f"«upper_plans»: không có phong trào đã phát động nào ở «{slug}» của {issuer} hoặc cấp trên."
        )


def check_free(slug: str, *, new: bool, by: User, at: datetime) -> None:
    """A new plan gets an address of its own; an existing one is written over only as its own draft."""
    before = Campaign.objects.filter(slug=slug).first()
    if slug in RESERVED or (new and before is not None):
        raise DomainError(f"Địa chỉ «{slug}» đã được dùng. Hãy chọn địa chỉ khác.", field="slug")
    if before is None:
        return
    if not can_plan_for(standing=before.standing_unit, by=by, at=at):
        raise DomainError(f"Địa chỉ «{slug}» đã được dùng. Hãy đổi «slug» trong gói.", field="slug")
    if before.state != CampaignState.DRAFT:
        raise DomainError(
            f"Phong trào «{before.title}» đã phát động, không thể ghi đè từ gói. Hãy sửa từng mục trong trang "
            "soạn kế hoạch; mỗi lần sửa là một bản mới có lý do."
        )
