"""A successor's own registration, sheet or reports make way for its predecessor's: kept, readable, counted nowhere."""

from collections.abc import Iterable
from typing import Any

from accounts.errors import DomainError
from campaigns.models import Campaign, OwnPlan, Registration, ReportReceived, Takeover, UnitFigure
from dossiers.takeover_rivals import Rival
from scoring.models import ScoreSheet

ROWS: dict[str, Any] = {
    "registration": Registration,
    "sheet": ScoreSheet,
    "report": ReportReceived,
    "plan": OwnPlan,
    "figure": UnitFigure,
}


def check_can_set_aside(rival: Rival | None) -> Rival:
    """DomainError where the successor has nothing of the kind, or with what keeps it from being set aside."""
    if rival is None:
        raise DomainError("Đơn vị kế thừa không có phần nào để thay. Hãy tải lại trang rồi chọn lại.")
    if rival.blocked:
        raise DomainError(
            f"Không thay được phần của {rival.unit} ({rival.said}): {rival.blocked}. Hãy xử lý việc đó trước, hoặc "
            "chọn «Không ai kế thừa» để giữ phần của đơn vị kế thừa."
        )
    return rival


def set_aside(takeover: Takeover, rival: Rival) -> dict[str, list[int]]:
    """The successor's rows no longer count; what was set aside, by kind."""
    kept: dict[str, list[int]] = {}
    for piece in rival.pieces:
        kept.setdefault(piece.name, []).append(piece.pk)
    for name, keys in kept.items():
        ROWS[name].objects.filter(pk__in=keys, unit=rival.unit).update(set_aside=takeover)
    return kept


def bring_back(takeover: Takeover) -> None:
    """What was set aside for this answer counts again."""
    for name in takeover.moved.get("aside", ()):
        ROWS[name].every.filter(set_aside=takeover).update(set_aside=None)


def lock_sheets(campaign: Campaign, units: Iterable[int]) -> None:
    """Whoever fills or sends one of the units' sheets waits, or is waited for; in the order of their keys."""
    rows = ScoreSheet.every.select_for_update(no_key=True).filter(campaign=campaign, unit__in=set(units))
    list(rows.order_by("pk").values_list("pk"))
