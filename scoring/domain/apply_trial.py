"""Đưa phương án vào kế hoạch: the numbers, parameters and tie rule that were tried become the draft's own."""

from datetime import datetime
from typing import Any

from accounts.errors import DomainError, Stale
from accounts.models import User
from awards.domain.change_plan import PlanChange, change_plan, seen_hash
from awards.domain.edit_plan import find_row
from awards.domain.plan_guards import check_change
from campaigns.enums import CampaignState
from campaigns.models import Campaign
from scoring.what_if import Terms


def apply_trial(
    *, campaign: Campaign, before: Terms, after: Terms, seen: str, by: User, at: datetime
) -> PlanChange:
    """Writes what differs between the terms into the draft, in one change of the plan.

    `seen` is `terms_mark` of the plan as it was on screen. DomainError for a launched plan, Stale for a changed one.
    """
    if seen != terms_mark(before):
        raise Stale(
            "Kế hoạch vừa được sửa sau khi bạn mở phép thử. Chưa ghi gì; hãy xem lại rồi bấm lần nữa."
        )

    def change(campaign: Campaign) -> None:
        if campaign.state != CampaignState.DRAFT:
            raise DomainError(
                "Phong trào đã phát động nên không đưa phương án thử vào được. Hãy sửa ở trang kế hoạch, kèm lý do "
                "và văn bản sửa đổi."
            )
        for old, new in zip(before.quotas, after.quotas, strict=True):
            if (old.mode, old.maximum) != (new.mode, new.maximum):
                _write(campaign, "quotas", new.key, {"mode": new.mode, "maximum": new.maximum})
        for one, other in zip(before.conditions, after.conditions, strict=True):
            if one.params != other.params:
                _write(campaign, "conditions", other.key, {"params": dict(other.params)})
        if before.tie_rule != after.tie_rule:
            campaign.tie_rule = after.tie_rule
            campaign.save(update_fields=["tie_rule"])

    return change_plan(campaign=campaign, by=by, at=at, change=change)


def terms_mark(terms: Terms) -> str:
    """What a form carries of the plan's terms, so that nobody's change is written over unseen."""
    quotas = [[one.key, one.mode, one.maximum] for one in terms.quotas]
    conditions = [[one.key, dict(one.params)] for one in terms.conditions]
    return seen_hash([quotas, conditions, terms.tie_rule])


def _write(campaign: Campaign, part: str, pk: int, values: dict[str, Any]) -> None:
    found, row = find_row(campaign, part, pk)
    check_change(found, row, values)
    for column, value in values.items():
        setattr(row, column, value)
    row.save(update_fields=list(values))
