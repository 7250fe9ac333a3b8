"""A tie at the line: a named officer chooses, and writes down the legal ground. Never automatic."""

from datetime import date, datetime

from django.db import transaction

from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from accounts.text import tidy
from awards.enums import CouncilLevel, MeetingState
from awards.models import AwardQuota, AwardRecord, Meeting, Nomination
from awards.quotas import group_words, subject_words
from campaigns.domain.lock_campaign import lock_campaign
from campaigns.models import Round, Unit
from campaigns.permissions import check_standing
from dossiers.domain.propose import Candidate, Proposal, Table, propose
from scoring.models import TieChoice

# Nghị định 152/2025 sets the order of preference; a decision before its first day can't rest on it.
DECREE_152_FROM = date(2025, 7, 1)


def tie_hints(day: date) -> list[str]:
    """What the law says about equals on that day, as text for the person who chooses."""
    hints = [
        "Chọn theo thành tích thể hiện trong hồ sơ; ghi rõ nội dung hơn của trường hợp được chọn.",
        "Xin ý kiến của Hội đồng Thi đua - Khen thưởng hoặc cấp quyết định và ghi số, ngày văn bản ý kiến.",
    ]
    preference = (
        "Khi đủ điều kiện, tiêu chuẩn như nhau, ưu tiên cá nhân nữ và tập thể có tỷ lệ nữ từ 70% trở lên "
        "(Nghị định 152/2025/NĐ-CP)"
    )
    if day >= DECREE_152_FROM:
        return [f"{preference}.", *hints]
    return [*hints, f"{preference}: chỉ áp dụng từ 01/7/2025, chưa áp dụng cho ngày đang xét."]


def choose_tie(
    *,
    quota: AwardQuota,
    ground: str,
    by: User,
    at: datetime,
    unit: Unit | None = None,
    nomination: Nomination | None = None,
    round: Round | None = None,
) -> TieChoice:
    """Names one of the tied for a free place of a round (the open one): a unit where units compete, else a nomination.

    DomainError if it is not in the tie or the places are used up.
    """
    with transaction.atomic():
        campaign = lock_campaign(quota.award.campaign_id)
        _check_there(quota)
        check_standing(by=by, campaign=campaign, at=at)
        who = unit or nomination
        clean = tidy(ground)
        if not clean:
            raise DomainError(f"Hãy ghi căn cứ chọn {who} trong nhóm đồng hạng.", field="ground")
        wanted = round or (nomination and nomination.round)
        proposal = propose(campaign=campaign, at=at, round=wanted and campaign.rounds.get(pk=wanted.pk))
        table = _table(proposal, quota)
        tied = {row.unit.pk if table.by_unit else _key(row) for row in table.tied}
        asked = unit if table.by_unit else nomination
        if asked is None or asked.pk not in tied:
            raise DomainError(f"{who} không ở trong nhóm đồng hạng đang chờ chọn. Hãy tải lại trang.")
        choice = TieChoice.objects.create(
            quota=quota,
            round=proposal.picture.round,
            ranking=proposal.picture.ranking if table.by_unit else None,
            unit=unit if table.by_unit else None,
            nomination=None if table.by_unit else nomination,
            ground=clean, at=at, by=by,
        )  # fmt: skip
        _record_chosen(choice)
        return choice


def _check_there(quota: AwardQuota) -> None:
    if not AwardQuota.objects.filter(pk=quota.pk).exists():
        raise DomainError("Chỉ tiêu này không còn trong kế hoạch. Hãy tải lại trang.")


def _record_chosen(choice: TieChoice) -> None:
    quota = choice.quota
    record_event(
        by=choice.by,
        at=choice.at,
        kind="tie.chosen",
        target=choice,
        campaign=quota.award.campaign,
        unit=_unit_of(choice),
        sentence=f"Chọn {choice.chosen} trong nhóm đồng hạng ({subject_words(quota)}, {group_words(quota)}). "
        f"Căn cứ: {choice.ground}",
    )


def drop_tie_choice(*, choice: TieChoice, by: User, at: datetime, reason: str) -> None:
    """Takes a choice back, with a reason, while the council has not opened its ballot and nobody is awarded."""
    with transaction.atomic():
        campaign = lock_campaign(choice.quota.award.campaign_id)
        check_standing(by=by, campaign=campaign, at=at)
        clean = tidy(reason)
        if not clean:
            raise DomainError("Hãy ghi lý do chọn lại.", field="reason")
        if not TieChoice.objects.filter(pk=choice.pk).exists():
            raise DomainError("Lựa chọn này đã được bỏ rồi. Hãy tải lại trang.")
        if _too_late(choice):
            raise DomainError("Hội đồng đã mở bỏ phiếu hoặc đã chọn khen thưởng nên không chọn lại được.")
        record_event(
            by=by,
            at=at,
            kind="tie.dropped",
            target=choice,
            campaign=campaign,
            unit=_unit_of(choice),
            changes={"ground": [choice.ground, ""]},
            sentence=f"Bỏ chọn {choice.chosen} trong nhóm đồng hạng. {clean}",
        )
        choice.delete()


def _too_late(choice: TieChoice) -> bool:
    opened = Meeting.objects.filter(council__level=CouncilLevel.DECIDING, round=choice.round_id)
    return (
        opened.exclude(state=MeetingState.PREPARED).exists()
        or AwardRecord.objects.filter(quota=choice.quota_id, round=choice.round_id).exists()
    )


def _key(row: Candidate) -> int | None:
    return row.nomination.pk if row.nomination else None


def _unit_of(choice: TieChoice) -> Unit:
    return choice.unit or choice.nomination.unit


def _table(proposal: Proposal, quota: AwardQuota) -> Table:
    found = next((table for table in proposal.tables if table.quota.pk == quota.pk), None)
    if found is None:
        raise DomainError(f"Chỉ tiêu này không áp dụng trong «{proposal.picture.round}». Hãy tải lại trang.")
    return found
