"""A named person says whether an old award that looks alike is the nominee's, and for this achievement."""

from datetime import datetime

from django.db import transaction

from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from accounts.text import tidy
from awards.domain.suspend_nomination import UNDER_WAY
from awards.given import NO_NUMBER, GivenAward
from awards.models import Nomination, PastAward, PastMatch
from awards.permissions import check_answers_for
from campaigns.domain.lock_campaign import lock_campaign


def settle_past(
    *,
    nomination: Nomination,
    past_award: PastAward | GivenAward,
    bars: bool,
    ground: str,
    by: User,
    at: datetime,
) -> PastMatch:
    """Keeps the answer with its ground; it may be changed while the nomination is under way.

    The standing body answers; for what a unit's head gives by own power the unit itself.
    """
    with transaction.atomic():
        lock_campaign(nomination.campaign_id)
        row = Nomination.objects.select_for_update(no_key=True).get(pk=nomination.pk)
        check_answers_for(nomination=row, by=by, at=at)
        if row.state not in UNDER_WAY and not row.award.own_power:
            raise DomainError(
                f"Đề nghị của {row} đang ở bước «{row.get_state_display()}» nên không xác nhận được."
            )
        why = _needed(ground)
        values = {"bars": bars, "ground": why, "at": at, "by": by}
        old = isinstance(past_award, PastAward)
        which = {"past_award": past_award} if old else {"given_id": past_award.pk}
        found, _ = PastMatch.objects.update_or_create(nomination=row, **which, defaults=values)
        number = past_award.decision.number or NO_NUMBER
        what = "đúng là lần khen đó, cùng thành tích" if bars else "không phải, hoặc khác thành tích"
        record_event(
            by=by,
            at=at,
            kind="nomination.past_settled",
            target=row,
            campaign=row.campaign,
            unit=row.unit,
            changes={"past_award" if old else "given": past_award.pk, "bars": bars, "ground": why},
            sentence=f"{row}: {past_award.award_name}, quyết định {number} {what}. Căn cứ: {why}",
        )
        return found


def _needed(ground: str) -> str:
    why = tidy(ground)[:250]
    if not why:
        raise DomainError("Hãy ghi căn cứ, ví dụ «Đối chiếu lý lịch cán bộ, khác ngày sinh».", field="ground")
    return why
