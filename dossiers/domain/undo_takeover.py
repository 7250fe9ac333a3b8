"""A wrong answer to «ai kế thừa» is taken back while nobody has worked on with what was handed on."""

from datetime import datetime

from django.db import transaction

from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from accounts.text import tidy
from campaigns.domain.lock_campaign import lock_campaign
from campaigns.enums import Inherited
from campaigns.models import OwnPlan, Registration, Takeover, UnitGroupMember
from campaigns.permissions import check_standing
from dossiers.domain.move_dossiers import check_can_give_back as check_dossiers
from dossiers.domain.move_dossiers import give_back_dossiers
from dossiers.domain.set_aside import ROWS, bring_back
from dossiers.models import Dossier
from scoring.models import ScoreSheet


def undo_takeover(*, takeover: Takeover, reason: str, by: User, at: datetime) -> Takeover:
    """What was moved is the old unit's again and the question is open; DomainError once work went on with it."""
    reason = tidy(reason)
    if not reason:
        raise DomainError("Hãy nêu lý do hủy quyết định kế thừa.", field="reason")
    with transaction.atomic():
        campaign = lock_campaign(takeover.campaign_id)
        check_standing(by=by, campaign=campaign, at=at)
        row = Takeover.objects.select_for_update(of=("self",)).get(pk=takeover.pk)
        if row.undone_at:
            raise DomainError("Quyết định này đã được hủy rồi. Hãy tải lại trang.")
        check_can_give_back(row)
        for name, keys in row.moved.items():
            if name in ROWS:
                ROWS[name].objects.filter(pk__in=keys, unit=row.successor_id).update(unit=row.predecessor_id)
        bring_back(row)
        if row.what == Inherited.DOSSIER:
            give_back_dossiers(row)
        if row.what == Inherited.PLACE:
            give_back_place(row)
        row.undone_at, row.undone_by, row.undone_reason = at, by, reason[:300]
        row.save(update_fields=["undone_at", "undone_by", "undone_reason"])
        record_event(
            by=by,
            at=at,
            kind="takeover.undone",
            target=row,
            campaign=campaign,
            unit=row.predecessor,
            sentence=f"Hủy quyết định kế thừa {row.get_what_display().lower()} của {row.predecessor}. Lý do: {reason}.",
        )
        return row


def check_can_give_back(row: Takeover) -> None:
    """DomainError for dossiers, for a sheet that was worked on since, and for a place that is in use."""
    if row.what == Inherited.DOSSIER:
        check_dossiers(row)
    sheets = ScoreSheet.objects.filter(pk__in=row.moved.get("sheet", ()))
    if any(sheet.updated_at > row.at or (sheet.sent_at and sheet.sent_at > row.at) for sheet in sheets):
        raise DomainError(f"{row.successor} đã chấm tiếp trên bảng điểm này nên không chuyển lại được.")
    if row.what == Inherited.PLACE and row.successor_id and "made" in row.moved:
        held = {"campaign": row.campaign_id, "unit": row.successor_id}
        if any(rows.objects.filter(**held).exists() for rows in (Registration, ScoreSheet, Dossier, OwnPlan)):
            raise DomainError(
                f"{row.successor} đã có đăng ký, bảng điểm hoặc hồ sơ ở phong trào này. Hãy hủy các quyết định kế "
                "thừa khác trước."
            )


def give_back_place(row: Takeover) -> None:
    """The old unit stands in its group again; the successor's place goes when it was made for it."""
    if "made" in row.moved:
        UnitGroupMember.objects.filter(campaign=row.campaign_id, unit=row.moved["made"]).delete()
    UnitGroupMember.objects.create(
        campaign_id=row.campaign_id, group_id=row.moved["group"], unit_id=row.predecessor_id
    )
