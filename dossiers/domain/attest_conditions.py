"""A named officer confirms the qualitative criteria of a nominee, on a document."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from accounts.text import tidy
from awards.enums import CouncilLevel, MeetingState, NominationState
from awards.models import Condition, Meeting, Nomination
from campaigns.domain.lock_campaign import lock_campaign
from dossiers.domain.conditions_of import conditions_for
from dossiers.permissions import check_attests
from scoring.models import Attestation


def conditions_to_attest(nomination: Nomination) -> list[Condition]:
    """The qualitative conditions of the nominee, in the plan's order."""
    rows = Condition.objects.filter(award=nomination.award_id, rule="attested")
    return conditions_for(nomination, rows)


def attest_conditions(
    *, nomination: Nomination, answers: Mapping[int, bool], document: str, by: User, at: datetime
) -> list[Attestation]:
    """Writes met or not met for each qualitative condition (id -> answer); may be changed until the ballot opens.

    DomainError for a missing answer or document, for a draft, or once the council votes on it.
    """
    with transaction.atomic():
        lock_campaign(nomination.campaign_id)
        row = Nomination.objects.select_for_update(no_key=True).get(pk=nomination.pk)
        check_attests(nomination=row, by=by, at=at)
        conditions = conditions_to_attest(row)
        paper = _checked(row, conditions, answers, document)
        done = [
            Attestation.objects.update_or_create(
                condition=condition,
                nomination=row,
                defaults={
                    "holds": answers[condition.pk],
                    "wording": condition.text,
                    "document": paper,
                    "at": at,
                    "by": by,
                },
            )[0]
            for condition in conditions
        ]
        met = sum(one.holds for one in done)
        record_event(
            by=by,
            at=at,
            kind="condition.attested",
            target=row,
            campaign=row.campaign,
            unit=row.unit,
            changes={"answers": {str(one.condition_id): one.holds for one in done}, "document": paper},
            sentence=f"Xác nhận tiêu chuẩn của {row.name}: đạt {met}/{len(done)}, theo {paper}.",
        )
        return done


def can_still_attest(nomination: Nomination) -> bool:
    """Sent or accepted, and not yet on an opened ballot."""
    if nomination.state not in (NominationState.SENT, NominationState.ACCEPTED):
        return False
    return (
        not Meeting.objects.filter(council__level=CouncilLevel.DECIDING, agenda__nomination=nomination)
        .exclude(state=MeetingState.PREPARED)
        .exists()
    )


def _checked(row: Nomination, conditions: list[Condition], answers: Mapping[int, bool], document: str) -> str:
    if not conditions:
        raise DomainError(f"{row.name} không có tiêu chuẩn định tính nào cần xác nhận.")
    if not can_still_attest(row):
        raise DomainError(
            f"Không sửa được xác nhận của {row.name}: hồ sơ chưa gửi, hoặc Hội đồng đã mở bỏ phiếu."
        )
    if set(answers) != {condition.pk for condition in conditions}:
        raise DomainError(
            f"Hãy chọn đạt hoặc không đạt cho cả {len(conditions)} tiêu chuẩn của {row.name}.",
            field="answers",
        )
    paper = tidy(document)
    if not paper:
        raise DomainError(
            "Hãy ghi văn bản làm căn cứ, ví dụ «Báo cáo thành tích kèm Tờ trình số 45/TTr-UBND».",
            field="document",
        )
    return paper[:250]
