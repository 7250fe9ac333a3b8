"""Marks a nomination as awarded: proposed, judged eligible today, and within the quota."""

from datetime import datetime

from django.db import transaction

from accounts.errors import DomainError
from accounts.models import User
from awards.domain.claim_place import claim_place
from awards.models import AwardRecord, Nomination
from campaigns.domain.lock_campaign import lock_campaign
from campaigns.permissions import check_standing
from dossiers.domain.judge_nominations import keep_verdicts
from dossiers.domain.propose import Candidate, propose
from scoring.enums import Outcome
from scoring.ranking import Status


def award_nomination(*, nomination: Nomination, by: User, at: datetime, reason: str = "") -> AwardRecord:
    """Judges again, keeps the verdict, and claims a place; DomainError with the reason when it may not be awarded."""
    with transaction.atomic():
        # One at a time for a campaign's list: the line may move with each award. The campaign comes first, as it
        # does for a change of the plan, and everything is read once nobody else changes it.
        campaign = lock_campaign(nomination.campaign_id)
        round = campaign.rounds.get(pk=nomination.round_id)
        check_standing(by=by, campaign=campaign, at=at)
        proposal = propose(campaign=campaign, at=at, round=round)
        keep_verdicts(proposal=proposal, by=by, at=at)
        found = proposal.candidate(nomination.pk)
        if found is None:
            raise DomainError(f"Kế hoạch không có chỉ tiêu khen thưởng cho {nomination}.")
        table, row = found
        _check(row)
        # Quotas may overlap: every one that covers it is asked, this one gives the place.
        return claim_place(nomination=nomination, quota=table.quota, by=by, at=at, reason=reason)


def _check(row: Candidate) -> None:
    status, judgement = row.line.status, row.judgement
    if status == Status.TIE_AT_LINE:
        raise DomainError(
            f"{row.nomination} đang đồng hạng ở vạch chỉ tiêu. Hãy chọn và ghi căn cứ ở trang danh sách đề xuất trước."
        )
    if judgement is not None and judgement.outcome != Outcome.MET:
        wrong = next(one for one in judgement.findings if one.outcome != Outcome.MET)
        raise DomainError(f"{row.nomination} chưa đủ điều kiện khen thưởng ({wrong.clause}): {wrong.reason}")
    if status == Status.NEXT:
        raise DomainError(
            f"{row.nomination} đứng sau vạch chỉ tiêu. Chỉ chọn được khi một trường hợp xếp trên bị loại."
        )
    if status != Status.PROPOSED:
        raise DomainError(f"{row.nomination} không có trong danh sách đề xuất.")
