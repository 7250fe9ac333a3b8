"""A place of a quota is claimed under a lock, and given back with a reason."""

from datetime import datetime

from django.db import transaction

from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from accounts.text import tidy
from awards.ceilings import fit
from awards.council_queries import deciding_results
from awards.council_step import council_votes, needs_count
from awards.domain.move_nomination import move_nomination
from awards.enums import NominationState
from awards.models import AwardQuota, AwardRecord, Nomination
from awards.permissions import check_answers_for
from awards.quotas import ceiling_of, claim_of, covers, group_words, quotas_of_round, subject_words
from campaigns.domain.lock_campaign import lock_campaign
from campaigns.enums import RoundState


def claim_place(
    *, nomination: Nomination, quota: AwardQuota, by: User, at: datetime, reason: str = ""
) -> AwardRecord:
    """Gives the nomination the lowest free place of the quota, if no quota that covers it is full.

    The campaign stays locked: no route gives more than any quota allows, and neither the plan nor the round
    changes meanwhile. DomainError with the numbers of a full quota, for a quota of somebody else, or before the
    council's count where the plan has a council. Whether the nominee meets the conditions is judged by the caller.
    """
    with transaction.atomic():
        nomination = _locked(nomination)
        quotas = list(quotas_of_round(nomination.round).filter(award=nomination.award_id))
        _check_may(nomination, by, at)
        quota = _as_it_is_now(quota)
        _check_fits(nomination, quota)
        given = list(AwardRecord.objects.filter(round=nomination.round, quota__award=nomination.award_id))
        _check_free(nomination, quotas, given)
        taken = {row.place for row in given if row.quota_id == quota.pk}
        record = AwardRecord.objects.create(
            campaign=nomination.campaign,
            round=nomination.round,
            nomination=nomination,
            quota=quota,
            place=next(n for n in range(1, len(taken) + 2) if n not in taken),
            marked_at=at,
            marked_by=by,
            reason=tidy(reason),
        )
        of = f" trên {quota.maximum}" if quota.maximum else ""
        why = f"Chỉ tiêu thứ {record.place}{of}. {record.reason}".strip()
        move_nomination(nomination=nomination, to=NominationState.AWARDED, by=by, at=at, why=why)
        return record


def release_place(*, nomination: Nomination, by: User, at: datetime, reason: str) -> Nomination:
    """Takes the award back before the decision; the place is free again and the reason stays in the trail."""
    with transaction.atomic():
        nomination = _locked(nomination)
        record = AwardRecord.objects.filter(nomination=nomination).first()
        _check_may(nomination, by, at)
        if record is None:
            raise DomainError(f"{nomination} chưa được chọn khen thưởng nên không có gì để bỏ chọn.")
        why = _needed(reason, f"Hãy ghi lý do bỏ chọn {nomination}.")
        # The row goes, because its place must be free; the audit trail keeps who had it.
        record_event(
            by=by,
            at=at,
            kind="award.released",
            target=record,
            campaign=nomination.campaign,
            unit=nomination.unit,
            changes={"place": [record.place, None], "quota": [record.quota_id, None]},
            sentence=f"Bỏ chọn {nomination} (chỉ tiêu thứ {record.place}). {why}",
        )
        record.delete()
        return move_nomination(nomination=nomination, to=NominationState.ACCEPTED, by=by, at=at, why=why)


def decline_nomination(*, nomination: Nomination, by: User, at: datetime, reason: str) -> Nomination:
    """After the council's count: the nomination is not awarded, with the reason; the next in line moves up."""
    with transaction.atomic():
        nomination = _locked(nomination)
        _check_may(nomination, by, at)
        _check_counted(nomination)
        why = _needed(reason, f"Hãy ghi lý do không khen thưởng {nomination}.")
        return move_nomination(nomination=nomination, to=NominationState.NOT_AWARDED, by=by, at=at, why=why)


def reopen_nomination(*, nomination: Nomination, by: User, at: datetime, reason: str) -> Nomination:
    """Undoes `decline_nomination`, with the reason."""
    with transaction.atomic():
        nomination = _locked(nomination)
        _check_may(nomination, by, at)
        why = _needed(reason, f"Hãy ghi lý do xét lại {nomination}.")
        return move_nomination(nomination=nomination, to=NominationState.ACCEPTED, by=by, at=at, why=why)


def _locked(nomination: Nomination) -> Nomination:
    """The nomination, its round and its campaign as they are once nobody else is changing them."""
    lock_campaign(nomination.campaign_id)
    return Nomination.objects.select_for_update(no_key=True).get(pk=nomination.pk)


def _as_it_is_now(quota: AwardQuota) -> AwardQuota:
    row = AwardQuota.objects.select_related("group").filter(pk=quota.pk).first()
    if row is None:
        raise DomainError("Chỉ tiêu này không còn trong kế hoạch. Hãy tải lại trang.")
    return row


def _check_fits(nomination: Nomination, quota: AwardQuota) -> None:
    if nomination.state == NominationState.AWARDED:
        raise DomainError(f"{nomination} đã được chọn khen thưởng rồi.")
    if not covers(quota, nomination):
        raise DomainError(f"Chỉ tiêu này không dành cho {nomination}. Hãy tải lại trang.")
    _check_counted(nomination)


def _check_may(nomination: Nomination, by: User, at: datetime) -> None:
    """The standing body gives places in an open round; those that a head gives by own power are the unit's."""
    check_answers_for(nomination=nomination, by=by, at=at)
    if nomination.award.own_power:
        return
    if nomination.round.state == RoundState.CLOSED:
        raise DomainError(
            f"Đợt xét «{nomination.round}» đã kết thúc nên không đổi kết quả được. Muốn đổi, hãy mở lại đợt xét."
        )


def _check_free(nomination: Nomination, quotas: list[AwardQuota], given: list[AwardRecord]) -> None:
    """DomainError with the numbers of the first quota that covers the nomination and is full."""
    of = Nomination.objects.filter(pk__in=[row.nomination_id for row in given]).select_related("round")
    found = fit(claim_of(nomination), [claim_of(one) for one in of], [ceiling_of(row) for row in quotas])
    if not found.stopped_by:
        return
    full = found.stopped_by[0]
    row = next(row for row in quotas if row.pk == full.ceiling.key)
    raise DomainError(
        f"Đã chọn đủ {full.taken}/{full.maximum} {subject_words(row)} của {group_words(row)} ({row.clause}) "
        f"nên không chọn thêm {nomination} được. Muốn thay, hãy bỏ chọn một trường hợp trước."
    )


def _check_counted(nomination: Nomination) -> None:
    if not needs_count(nomination.award, council=council_votes(nomination.round)):
        return
    if nomination.pk not in deciding_results(nomination.campaign):
        raise DomainError(
            f"Hội đồng chưa biểu quyết xong về {nomination}. Chỉ chọn khen thưởng sau khi phiên họp kết thúc."
        )


def _needed(reason: str, sentence: str) -> str:
    clean = tidy(reason)
    if not clean:
        raise DomainError(sentence, field="reason")
    return clean
