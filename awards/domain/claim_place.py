"""A place of a quota is claimed under a lock, and given back with a reason."""

from datetime import datetime

from django.db import transaction

from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from accounts.text import tidy
from awards.council_queries import deciding_results
from awards.domain.move_nomination import move_nomination
from awards.enums import NominationState
from awards.models import AwardQuota, AwardRecord, Nomination
from awards.quotas import covers
from campaigns.access import check_standing


def claim_place(
    *, nomination: Nomination, quota: AwardQuota, by: User, at: datetime, reason: str = ""
) -> AwardRecord:
    """Gives the nomination the lowest free place of the quota; only after the council's count.

    DomainError when the places are used up (with the numbers), the quota is another group's or subject's, or
    the council has not voted. Whether the nominee meets the conditions is judged by the caller.
    """
    with transaction.atomic():
        quota = AwardQuota.objects.select_for_update().get(pk=quota.pk)
        nomination = Nomination.objects.select_for_update().get(pk=nomination.pk)
        campaign = nomination.campaign
        check_standing(by=by, campaign=campaign, at=at)
        _check_fits(nomination, quota)
        given = AwardRecord.objects.filter(quota=quota, round=nomination.round)
        taken = set(given.values_list("place", flat=True))
        last = quota.maximum or len(taken) + 1
        place = next((n for n in range(1, last + 1) if n not in taken), None)
        if place is None:
            raise DomainError(
                f"Đã chọn đủ {len(taken)}/{quota.maximum} {quota.get_subject_display().lower()} "
                f"của {quota.group or 'phong trào'} ({quota.clause}) nên không chọn thêm {nomination} được. "
                "Muốn thay, hãy bỏ chọn một trường hợp trước."
            )
        record = AwardRecord.objects.create(
            campaign=campaign,
            round=nomination.round,
            nomination=nomination,
            quota=quota,
            place=place,
            marked_at=at,
            marked_by=by,
            reason=tidy(reason),
        )
        of = f" trên {quota.maximum}" if quota.maximum else ""
        why = f"Chỉ tiêu thứ {place}{of}. {record.reason}".strip()
        move_nomination(nomination=nomination, to=NominationState.AWARDED, by=by, at=at, why=why)
        return record


def release_place(*, nomination: Nomination, by: User, at: datetime, reason: str) -> Nomination:
    """Takes the award back before the decision; the place is free again and the reason stays in the trail."""
    with transaction.atomic():
        record = AwardRecord.objects.select_for_update().filter(nomination=nomination).first()
        check_standing(by=by, campaign=nomination.campaign, at=at)
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
        check_standing(by=by, campaign=nomination.campaign, at=at)
        _check_counted(nomination)
        why = _needed(reason, f"Hãy ghi lý do không khen thưởng {nomination}.")
        return move_nomination(nomination=nomination, to=NominationState.NOT_AWARDED, by=by, at=at, why=why)


def reopen_nomination(*, nomination: Nomination, by: User, at: datetime, reason: str) -> Nomination:
    """Undoes `decline_nomination`, with the reason."""
    with transaction.atomic():
        check_standing(by=by, campaign=nomination.campaign, at=at)
        why = _needed(reason, f"Hãy ghi lý do xét lại {nomination}.")
        return move_nomination(nomination=nomination, to=NominationState.ACCEPTED, by=by, at=at, why=why)


def _check_fits(nomination: Nomination, quota: AwardQuota) -> None:
    if nomination.state == NominationState.AWARDED:
        raise DomainError(f"{nomination} đã được chọn khen thưởng rồi.")
    if not covers(quota, nomination):
        raise DomainError(f"Chỉ tiêu này không dành cho {nomination}. Hãy tải lại trang.")
    _check_counted(nomination)


def _check_counted(nomination: Nomination) -> None:
    if nomination.pk not in deciding_results(nomination.campaign):
        raise DomainError(
            f"Hội đồng chưa biểu quyết xong về {nomination}. Chỉ chọn khen thưởng sau khi phiên họp kết thúc."
        )


def _needed(reason: str, sentence: str) -> str:
    clean = tidy(reason)
    if not clean:
        raise DomainError(sentence, field="reason")
    return clean
