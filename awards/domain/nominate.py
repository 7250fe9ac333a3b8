"""Đề nghị khen thưởng: a unit puts itself and its people forward, and may change its mind before sending."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from accounts.text import fold, person_sort_key, sort_key, tidy
from awards.enums import NominationState
from awards.models import Award, MeetingResult, Nomination
from campaigns.access import check_acts_for
from campaigns.enums import CampaignState, SubjectKind
from campaigns.models import Campaign, Registration, Round, Unit, UnitGroup
from campaigns.rounds import open_round

LONGEST_SUMMARY = 1500


def check_can_nominate(*, campaign: Campaign, unit: Unit) -> None:
    """Raises DomainError with the reason when the unit can't put anyone forward in this campaign."""
    if campaign.state != CampaignState.LAUNCHED:
        raise DomainError("Phong trào chưa phát động hoặc đã kết thúc nên chưa lập được hồ sơ đề nghị.")
    if not campaign.members.filter(unit=unit).exists():
        raise DomainError(f"{unit} không thuộc đối tượng thi đua của phong trào này.")
    if not Registration.objects.filter(campaign=campaign, unit=unit).exists():
        raise DomainError(
            f"{unit} chưa đăng ký thi đua nên chưa đề nghị khen thưởng được. Hãy đăng ký phong trào trước."
        )


def needed_round(campaign: Campaign) -> Round:
    """The open round; DomainError when none is, because nobody can be put forward then."""
    found = open_round(campaign)
    if found is None:
        raise DomainError("Chưa có đợt xét khen thưởng nào đang mở. Hãy liên hệ cơ quan thường trực.")
    return found


def nominate(
    *, campaign: Campaign, unit: Unit, award: Award, subject: str, by: User, at: datetime, **values: Any
) -> Nomination:
    """Puts the unit (tập thể, once) or one of its people forward in the open round.

    `values`: name, honorific, position_title, summary, priority; a collective always bears the unit's name.
    """
    with transaction.atomic():
        check_acts_for(by=by, unit=unit, at=at)
        check_can_nominate(campaign=campaign, unit=unit)
        if award.campaign_id != campaign.pk:
            raise DomainError("Hình thức khen thưởng này không thuộc phong trào đang xét.")
        round = needed_round(campaign)
        values = cleaned_values(unit=unit, subject=subject, values=values)
        check_name_is_new(round=round, award=award, unit=unit, subject=subject, values=values)
        group = UnitGroup.objects.get(campaign=campaign, members__unit=unit)
        row = withdrawn_collective(round, award, unit) if subject == SubjectKind.TAP_THE else None
        row = row or Nomination(
            campaign=campaign,
            round=round,
            award=award,
            unit=unit,
            group=group,
            subject=subject,
            created_by=by,
            created_at=at,
        )
        row.state = NominationState.DRAFT
        write_values(row, values)
        record_event(
            by=by,
            at=at,
            kind="nomination.created",
            target=row,
            campaign=campaign,
            unit=unit,
            sentence=f"{unit} đề nghị {award.get_kind_display()} cho {row.get_subject_display().lower()} {row.name}.",
        )
        return row


def edit_nomination(*, nomination: Nomination, by: User, at: datetime, **values: Any) -> Nomination:
    """Changes a nomination that is still a draft; the audit trail keeps the old and the new values."""
    with transaction.atomic():
        row = draft_of(nomination=nomination, by=by, at=at)
        values = cleaned_values(unit=row.unit, subject=row.subject, values=values)
        check_name_is_new(
            round=row.round, award=row.award, unit=row.unit, subject=row.subject, values=values, but=row.pk
        )
        changes = {
            name: [getattr(row, name), value] for name, value in values.items() if getattr(row, name) != value
        }
        if not changes:
            return row
        write_values(row, values)
        record_event(
            by=by,
            at=at,
            kind="nomination.edited",
            target=row,
            campaign=row.campaign,
            unit=row.unit,
            changes=changes,
            sentence=f"{row.unit} sửa đề nghị khen thưởng của {row.name}.",
        )
        return row


def withdraw_nomination(*, nomination: Nomination, by: User, at: datetime) -> Nomination:
    """Takes a draft back; the row stays as withdrawn, because papers and the audit trail may name it."""
    with transaction.atomic():
        row = draft_of(nomination=nomination, by=by, at=at)
        MeetingResult.objects.filter(nomination=row, meeting__council__unit=row.unit).delete()
        row.state = NominationState.WITHDRAWN
        row.save(update_fields=["state"])
        record_event(
            by=by,
            at=at,
            kind="nomination.withdrawn",
            target=row,
            campaign=row.campaign,
            unit=row.unit,
            sentence=f"{row.unit} rút đề nghị khen thưởng của {row.name}.",
        )
        return row


def draft_of(*, nomination: Nomination, by: User, at: datetime) -> Nomination:
    """The row under lock, when the person may still change it; NotAllowed or DomainError otherwise."""
    row = Nomination.objects.select_for_update().get(pk=nomination.pk)
    check_acts_for(by=by, unit=row.unit, at=at)
    if row.state != NominationState.DRAFT:
        raise DomainError(
            f"Đề nghị khen thưởng của {row.name} đã gửi nên không sửa được. "
            "Muốn sửa, hãy đề nghị cơ quan thường trực trả lại hồ sơ."
        )
    return row


def cleaned_values(*, unit: Unit, subject: str, values: dict[str, Any]) -> dict[str, Any]:
    """The given values, tidied and checked; each refusal names its field."""
    known = {"name", "honorific", "position_title", "summary", "priority"}
    if set(values) - known:
        raise TypeError(f"Unknown values: {sorted(set(values) - known)}")
    values = {key: tidy(value) if isinstance(value, str) else value for key, value in values.items()}
    if subject == SubjectKind.TAP_THE:
        values |= {"name": unit.name, "honorific": "", "position_title": ""}
    else:
        if not values.get("name"):
            raise DomainError("Hãy nhập họ và tên người được đề nghị.", field="name")
        if not values.get("honorific"):
            raise DomainError("Hãy chọn Ông hoặc Bà.", field="honorific")
        if not values.get("position_title"):
            raise DomainError("Hãy nhập chức vụ, ví dụ «Công chức Văn hóa - Xã hội».", field="position_title")
    if len(values.get("summary", "")) > LONGEST_SUMMARY:
        raise DomainError(
            f"Tóm tắt thành tích dài quá {LONGEST_SUMMARY} ký tự; phần chi tiết để ở báo cáo thành tích.",
            field="summary",
        )
    return values


def check_name_is_new(
    *, round: Round, award: Award, unit: Unit, subject: str, values: dict[str, Any], but: int | None = None
) -> None:
    """One unit does not put the same person of the same post, or itself, forward twice."""
    others = Nomination.objects.filter(round=round, award=award, unit=unit, subject=subject)
    others = others.exclude(state=NominationState.WITHDRAWN).exclude(pk=but)
    if subject == SubjectKind.TAP_THE:
        if others.exists():
            raise DomainError("Hồ sơ đã có đề nghị cho tập thể của đơn vị rồi; mỗi đơn vị một tập thể.")
        return
    same = others.filter(name__iexact=values["name"], position_title__iexact=values["position_title"])
    if same.exists():
        raise DomainError(
            f"Đã có đề nghị cho {values['name']}, {values['position_title']}. Mỗi người chỉ đề nghị một lần.",
            field="name",
        )


def withdrawn_collective(round: Round, award: Award, unit: Unit) -> Nomination | None:
    """The collective that was taken back before: it is put forward again in the same row."""
    return Nomination.objects.filter(
        round=round, award=award, unit=unit, subject=SubjectKind.TAP_THE, state=NominationState.WITHDRAWN
    ).first()


def write_values(row: Nomination, values: dict[str, Any]) -> None:
    """Sets the values and the keys to search and sort by, and saves."""
    for name, value in values.items():
        setattr(row, name, value)
    row.search_key = fold(f"{row.name} {row.position_title} {row.unit}")[:400]
    key = sort_key if row.subject == SubjectKind.TAP_THE else person_sort_key
    row.sort_key = key(row.name)[:1000]
    row.save()
