"""A unit opens its dossier, fills the tờ trình's fields and the list of those put forward."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.domain.audit import record_event
from accounts.errors import DomainError, NotFound
from accounts.models import User
from accounts.text import nfc, tidy
from awards.domain.nominate import (
    check_award_is_open,
    check_can_nominate,
    edit_nomination,
    needed_round,
    nominate,
    withdraw_nomination,
)
from awards.domain.record_unit_meeting import Minutes, record_unit_meeting
from awards.models import Award, Meeting, Nomination
from awards.queries import admitted_subjects, awards_for_unit, quotas_for_units
from campaigns.domain.register_unit import check_still_exists
from campaigns.enums import RoundState, SubjectKind
from campaigns.models import Campaign, Round, Unit, UnitGroup
from campaigns.permissions import check_acts_for
from dossiers.models import Dossier, DossierItem
from dossiers.papers.build_parts import default_signer_title
from dossiers.permissions import check_writes_dossier
from dossiers.queries import EDITABLE

LETTER_FIELDS = {"addressee": 250, "signer_title": 250, "signer_name": 120, "overall_summary": 4000}


def open_dossier(
    *, campaign: Campaign, unit: Unit, by: User, at: datetime, award: Award | None = None
) -> Dossier:
    """The unit's dossier for an award in the open round, once; the unit itself is put forward if a quota admits it.

    `award` None stands for the only one that may be asked for. One tờ trình goes to one deciding authority
    (legal.md F8, F9), so each award has its own dossier.
    """
    with transaction.atomic():
        Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
        check_acts_for(by=by, unit=unit, at=at)
        check_still_exists(unit=unit, at=at)
        check_can_nominate(campaign=campaign, unit=unit)
        round = needed_round(campaign)
        award = award or only_award(campaign, unit, round)
        check_award_is_open(award=award, round=round)
        found = Dossier.objects.filter(round=round, award=award, unit=unit).first()
        if found:
            return found
        group = UnitGroup.objects.get(campaign=campaign, members__unit=unit)
        subjects = admitted_subjects(quotas_for_units(round).filter(award=award), group)
        if not subjects:
            raise DomainError(
                f"Kế hoạch không có chỉ tiêu {award.name} dành cho nhóm «{group}» trong «{round}»."
            )
        dossier = _new_dossier(round, award, unit, by, at)
        if SubjectKind.TAP_THE in subjects:
            add_nominee(dossier=dossier, by=by, at=at, subject=SubjectKind.TAP_THE)
        return dossier


def _new_dossier(round: Round, award: Award, unit: Unit, by: User, at: datetime) -> Dossier:
    """The row, with the letter's first words and its event."""
    dossier = Dossier.objects.create(
        campaign=round.campaign,
        round=round,
        award=award,
        unit=unit,
        addressee=addressee_of(award),
        signer_title=default_signer_title(unit),
        created_at=at,
        updated_at=at,
    )
    record_event(
        by=by,
        at=at,
        kind="dossier.opened",
        target=dossier,
        campaign=round.campaign,
        unit=unit,
        sentence=f"{unit} lập hồ sơ đề nghị {award.name}, «{round.campaign.short_title}», {round}.",
    )
    return dossier


def only_award(campaign: Campaign, unit: Unit, round: Round) -> Award:
    """The award that the unit may ask for when there is one; DomainError when there is none, or a choice."""
    group = UnitGroup.objects.get(campaign=campaign, members__unit=unit)
    awards = [award for award, _ in awards_for_unit(round, group)]
    if not awards:
        raise DomainError(f"Trong «{round}», kế hoạch không có chỉ tiêu khen thưởng nào để {unit} đề nghị.")
    if len(awards) > 1:
        raise DomainError("Hãy chọn hình thức khen thưởng muốn đề nghị; mỗi hình thức lập một hồ sơ riêng.")
    return awards[0]


def addressee_of(award: Award) -> str:
    """To whom the tờ trình goes: the body whose head decides when that issued the plan, else the one who decides."""
    campaign = award.campaign
    return campaign.issuer.name if award.decided_by == campaign.authority_title else award.decided_by


def editable(*, dossier: Dossier, by: User, at: datetime) -> Dossier:
    """The dossier under lock when the person may change it now; NotAllowed or DomainError otherwise."""
    row = Dossier.objects.select_for_update(no_key=True).get(pk=dossier.pk)
    check_writes_dossier(dossier=row, by=by, at=at)
    if row.state not in EDITABLE:
        raise DomainError(
            "Hồ sơ đã gửi nên không sửa được. Muốn sửa, hãy đề nghị cơ quan thường trực trả lại hồ sơ."
        )
    check_round_open(row)
    return row


def check_round_open(dossier: Dossier) -> None:
    """DomainError when the dossier's round is over: what was sent in it stays as it is."""
    if dossier.round.state != RoundState.OPEN:
        raise DomainError(f"Đợt xét «{dossier.round}» không còn mở nên hồ sơ chỉ xem được, không sửa được.")


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
