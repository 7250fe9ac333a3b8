"""What each answer moves; the caller holds the campaign's lock. Each mover says what it moved, to be given back."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet

from accounts.errors import DomainError
from campaigns.enums import Inherited
from campaigns.models import (
    Campaign,
    OwnPlan,
    Registration,
    ReportReceived,
    Unit,
    UnitFigure,
    UnitGroupMember,
)
from dossiers.domain.move_dossiers import move_dossiers
from scoring.enums import ImportState
from scoring.models import IndexResult, ScoreSheet

Moved = dict[str, Any]


def move_place(campaign: Campaign, before: Unit, after: Unit | None, at: datetime) -> Moved:
    """The successor stands in the group once, also where it stood in it already."""
    place = campaign.members.select_for_update(of=("self",)).get(unit=before)
    moved: Moved = {"group": place.group_id}
    place.delete()
    if after and not campaign.members.filter(unit=after).exists():
        UnitGroupMember.objects.create(campaign=campaign, group_id=place.group_id, unit=after)
        moved["made"] = after.pk
    return moved


def move_registration(campaign: Campaign, before: Unit, after: Unit | None, at: datetime) -> Moved:
    """One registration goes on, with its day and its words."""
    if after is None:
        return {}
    if Registration.objects.filter(campaign=campaign, unit=after).exists():
        raise DomainError(
            f"{after} đã có đăng ký thi đua. Một đơn vị chỉ một đăng ký; đăng ký của {before} giữ làm tài liệu: "
            "hãy chọn «Không ai kế thừa»."
        )
    row = Registration.objects.get(campaign=campaign, unit=before)
    return {"registration": given([row], after)}


def move_sheets(campaign: Campaign, before: Unit, after: Unit | None, at: datetime) -> Moved:
    """Sheets go on with their lines and documents, for the years of which the successor has none itself."""
    if after is None:
        return {}
    rows = ScoreSheet.objects.filter(campaign=campaign)
    return {"sheet": given(lacking(rows, before, after, ("year",), "bảng điểm"), after)}


def move_reports(campaign: Campaign, before: Unit, after: Unit | None, at: datetime) -> Moved:
    """Reports, own plans and figures of the years of which the successor has none itself."""
    if after is None:
        return {}
    parts: dict[str, tuple[QuerySet, tuple[str, ...]]] = {
        "report": (ReportReceived.objects.filter(duty__campaign=campaign), ("duty_id", "year")),
        "plan": (OwnPlan.objects.filter(campaign=campaign), ("year",)),
        "figure": (UnitFigure.objects.filter(campaign=campaign), ("year", "kind")),
    }
    moved = {}
    for name, (rows, key) in parts.items():
        if rows.filter(unit=before).exists():
            moved[name] = given(lacking(rows, before, after, key, "báo cáo, kế hoạch, số liệu"), after)
    return moved


def lacking(rows: QuerySet, before: Unit, after: Unit, key: tuple[str, ...], what: str) -> list[Any]:
    """What the successor can take: of the same year it keeps its own. DomainError when nothing is left to take."""
    own = {tuple(getattr(row, name) for name in key) for row in rows.filter(unit=after)}
    found = [row for row in rows.filter(unit=before) if tuple(getattr(row, name) for name in key) not in own]
    if not found:
        raise DomainError(
            f"{after} đã có {what} cùng năm nên tiếp tục của mình; {what} của {before} giữ làm tài liệu: "
            "hãy chọn «Không ai kế thừa»."
        )
    return found


def given(rows: list[Any], after: Unit) -> list[int]:
    """The rows now belong to the successor."""
    for row in rows:
        model: type[Model] = type(row)
        model._default_manager.filter(pk=row.pk).update(unit=after)
    return [row.pk for row in rows]


def link_years(campaign: Campaign, before: Unit, after: Unit | None, at: datetime) -> Moved:
    """Nothing moves: the results stay those of the measured unit and are only counted for the line."""
    rows = IndexResult.objects.filter(
        index_import__campaign=campaign, index_import__state=ImportState.CONFIRMED, unit=before
    )
    return {"years": sorted(rows.values_list("index_import__year", flat=True))} if after else {}


MOVERS: dict[str, Callable[[Campaign, Unit, Unit | None, datetime], Moved]] = {
    Inherited.PLACE: move_place,
    Inherited.REGISTRATION: move_registration,
    Inherited.SHEET: move_sheets,
    Inherited.REPORTS: move_reports,
    Inherited.YEARS: link_years,
    Inherited.DOSSIER: move_dossiers,
}
