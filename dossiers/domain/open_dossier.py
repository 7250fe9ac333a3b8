"""A unit opens its dossier, fills the tờ trình's fields and the list of those put forward."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.domain.audit import record_event
from accounts.errors import DomainError, NotFound
from accounts.models import User
from accounts.text import nfc, tidy
from awards.domain.nominate import (
    check_can_nominate,
    edit_nomination,
    needed_round,
    nominate,
    withdraw_nomination,
)
from awards.domain.record_unit_meeting import Minutes, record_unit_meeting
from awards.models import Award, Meeting, Nomination
from campaigns.access import check_acts_for
from campaigns.enums import SubjectKind
from campaigns.models import Campaign, Unit
from dossiers.models import Dossier, DossierItem
from dossiers.papers.build_parts import default_signer_title
from dossiers.queries import EDITABLE

LETTER_FIELDS = {"addressee": 250, "signer_title": 250, "signer_name": 120, "overall_summary": 4000}


def open_dossier(
    *, campaign: Campaign, unit: Unit, by: User, at: datetime, award: Award | None = None
) -> Dossier:
    """The unit's dossier for an award in the open round, with the unit itself put forward; once."""
    with transaction.atomic():
        Campaign.objects.select_for_update().get(pk=campaign.pk)
        check_acts_for(by=by, unit=unit, at=at)
        check_can_nominate(campaign=campaign, unit=unit)
        round, award = needed_round(campaign), award or first_award(campaign)
        found = Dossier.objects.filter(round=round, award=award, unit=unit).first()
        if found:
            return found
        dossier = Dossier.objects.create(
            campaign=campaign,
            round=round,
            award=award,
            unit=unit,
            addressee=campaign.issuer.name,
            signer_title=default_signer_title(unit),
            created_at=at,
            updated_at=at,
        )
        record_event(
            by=by,
            at=at,
            kind="dossier.opened",
            target=dossier,
            campaign=campaign,
            unit=unit,
            sentence=f"{unit} lập hồ sơ đề nghị khen thưởng «{campaign.short_title}».",
        )
        add_nominee(dossier=dossier, by=by, at=at, subject=SubjectKind.TAP_THE)
        return dossier


def first_award(campaign: Campaign) -> Award:
    """The award that a new nomination asks for; DomainError when the plan has none."""
    award = Award.objects.filter(campaign=campaign).order_by("position").first()
    if award is None:
        raise DomainError("Kế hoạch chưa có hình thức khen thưởng nào nên chưa lập được hồ sơ.")
    return award


def editable(*, dossier: Dossier, by: User, at: datetime) -> Dossier:
    """The dossier under lock when the person may change it now; NotAllowed or DomainError otherwise."""
    row = Dossier.objects.select_for_update().get(pk=dossier.pk)
    check_acts_for(by=by, unit=row.unit, at=at)
    if row.state not in EDITABLE:
        raise DomainError(
            "Hồ sơ đã gửi nên không sửa được. Muốn sửa, hãy đề nghị cơ quan thường trực trả lại hồ sơ."
        )
    return row


def touch(dossier: Dossier, *, at: datetime) -> None:
    """Marks the moment of the last change; the papers' month and year follow it."""
    Dossier.objects.filter(pk=dossier.pk).update(updated_at=at)


def edit_letter(*, dossier: Dossier, by: User, at: datetime, **values: str) -> Dossier:
    """The fields of the tờ trình: addressee, signer_title, signer_name, overall_summary."""
    with transaction.atomic():
        row = editable(dossier=dossier, by=by, at=at)
        changed = []
        for name, value in values.items():
            value = nfc(value).strip() if name == "overall_summary" else tidy(value)
            if len(value) > LETTER_FIELDS[name]:
                raise DomainError(f"Nội dung dài quá {LETTER_FIELDS[name]} ký tự.", field=name)
            if name == "addressee" and not value:
                raise DomainError("Hãy nhập nơi nhận tờ trình (Kính gửi).", field=name)
            if getattr(row, name) != value:
                setattr(row, name, value)
                changed.append(name)
        if changed:
            row.updated_at = at
            row.save(update_fields=[*changed, "updated_at"])
            record_event(
                by=by,
                at=at,
                kind="dossier.edited",
                target=row,
                campaign=row.campaign,
                unit=row.unit,
                changes={"fields": changed},
                sentence=f"{row.unit} sửa nội dung tờ trình.",
            )
        return row


def add_nominee(*, dossier: Dossier, by: User, at: datetime, subject: str, **values: Any) -> Nomination:
    """Puts the unit or a person forward and into the dossier."""
    with transaction.atomic():
        row = editable(dossier=dossier, by=by, at=at)
        nomination = nominate(
            campaign=row.campaign,
            unit=row.unit,
            award=row.award,
            subject=subject,
            by=by,
            at=at,
            **values,
        )
        DossierItem.objects.get_or_create(dossier=row, nomination=nomination)
        touch(row, at=at)
        return nomination


def edit_nominee(
    *, dossier: Dossier, nomination: Nomination, by: User, at: datetime, **values: Any
) -> Nomination:
    """Changes one who is in the dossier; their papers become stale by themselves."""
    with transaction.atomic():
        row = editable(dossier=dossier, by=by, at=at)
        check_in(row, nomination)
        touch(row, at=at)
        return edit_nomination(nomination=nomination, by=by, at=at, **values)


def remove_nominee(*, dossier: Dossier, nomination: Nomination, by: User, at: datetime) -> None:
    """Takes one out of the dossier; what was rendered stays in the history."""
    with transaction.atomic():
        row = editable(dossier=dossier, by=by, at=at)
        check_in(row, nomination)
        withdraw_nomination(nomination=nomination, by=by, at=at)
        DossierItem.objects.filter(dossier=row, nomination=nomination).delete()
        touch(row, at=at)


def check_in(dossier: Dossier, nomination: Nomination) -> None:
    """NotFound unless the nomination belongs to this dossier."""
    if not DossierItem.objects.filter(dossier=dossier, nomination=nomination).exists():
        raise NotFound("Không có đề nghị này trong hồ sơ.")


def record_meeting(*, dossier: Dossier, minutes: Minutes, by: User, at: datetime) -> Meeting:
    """The minutes of the unit's own council, tied to the dossier; each nominee needs votes."""
    with transaction.atomic():
        row = editable(dossier=dossier, by=by, at=at)
        wanted = set(row.items.values_list("nomination_id", flat=True))
        if wanted != {vote.nomination.pk for vote in minutes.votes}:
            raise DomainError(
                "Danh sách đề nghị đã thay đổi từ lúc mở trang. Hãy tải lại trang rồi nhập lại số phiếu."
            )
        meeting = record_unit_meeting(
            round=row.round, award=row.award, unit=row.unit, minutes=minutes, by=by, at=at
        )
        row.meeting, row.updated_at = meeting, at
        row.save(update_fields=["meeting", "updated_at"])
        return meeting
