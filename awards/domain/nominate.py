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
from awards.queries import admitted_subjects, asks_registration, is_registered, quotas_for_units
from campaigns.domain.lock_campaign import lock_campaign
from campaigns.domain.register_unit import check_still_exists
from campaigns.enums import CampaignState, Origin, SubjectKind
from campaigns.models import Campaign, Round, Unit, UnitGroup
from campaigns.permissions import check_acts_for
from campaigns.rounds import open_round

LONGEST_SUMMARY = 1500


def check_can_nominate(*, campaign: Campaign, unit: Unit) -> None:
    """Raises DomainError with the reason when the unit can't put anyone forward in this campaign."""
    if campaign.state != CampaignState.LAUNCHED:
        raise DomainError("Phong trào chưa phát động hoặc đã kết thúc nên chưa lập được hồ sơ đề nghị.")
    if not campaign.members.filter(unit=unit).exists():
        raise DomainError(f"{unit} không thuộc đối tượng thi đua của phong trào này.")
    if asks_registration(campaign) and not is_registered(campaign, unit):
        raise DomainError(
            f"{unit} chưa đăng ký thi đua nên chưa đề nghị khen thưởng được. Hãy đăng ký phong trào trước."
        )


def needed_round(campaign: Campaign) -> Round:
    """The open round; DomainError when none is, because nobody can be put forward then."""
    found = open_round(campaign)
    if found is None:
        raise DomainError("Chưa có đợt xét khen thưởng nào đang mở. Hãy liên hệ cơ quan thường trực.")
    return found


def check_award_is_open(*, award: Award, round: Round) -> None:
    """DomainError unless units send dossiers for the award in this round."""
    if award.campaign_id != round.campaign_id:
        raise DomainError("Hình thức khen thưởng này không thuộc phong trào đang xét.")
    if award.own_power:
        raise DomainError(
            f"{award.name} do thủ trưởng đơn vị tự quyết định theo thẩm quyền ({award.clause}), không lập hồ sơ "
            "gửi lên trên. Hãy ghi ở trang «Khen của đơn vị»."
        )
    if not quotas_for_units(round).filter(award=award).exists():
        raise DomainError(f"Kế hoạch không xét {award.name} trong «{round}». Hãy chọn hình thức khác.")


def check_subject_is_admitted(*, award: Award, round: Round, group: UnitGroup, subject: str) -> None:
    """DomainError when the plan has no quota of the award for such a subject of the group in this round."""
    if subject not in SubjectKind.values:
        raise ValueError(f"Unknown subject: {subject}")
    if subject not in admitted_subjects(quotas_for_units(round).filter(award=award), group):
        raise DomainError(
            f"Trong «{round}», kế hoạch không có chỉ tiêu {award.name} dành cho "
            f"{SubjectKind(subject).label.lower()} của nhóm «{group}»."
        )


def locked_group(campaign: Campaign, unit: Unit) -> UnitGroup:
    """The unit's group; two forms of one unit wait for each other, so that nobody is put forward twice."""
    return (
        campaign.members.select_for_update(of=("self",), no_key=True)
        .select_related("group")
        .get(unit=unit)
        .group
    )


def nominate(
    *, campaign: Campaign, unit: Unit, award: Award, subject: str, by: User, at: datetime, **values: Any
) -> Nomination:
    """Puts the unit (tập thể, once), one of its people, a resident or a household forward in the open round.

    `values`: name, honorific, position_title, origin_place, summary, priority; a collective always bears the
    unit's name; whoever has an `origin_place` is a resident. DomainError where no quota admits the subject.
    """
    with transaction.atomic():
        check_acts_for(by=by, unit=unit, at=at)
        campaign = lock_campaign(campaign.pk)
        check_still_exists(unit=unit, at=at)
        check_can_nominate(campaign=campaign, unit=unit)
        round = needed_round(campaign)
        group = locked_group(campaign, unit)
        check_award_is_open(award=award, round=round)
        check_subject_is_admitted(award=award, round=round, group=group, subject=subject)
        values = cleaned_values(unit=unit, subject=subject, values=values)
        check_name_is_new(round=round, award=award, unit=unit, subject=subject, values=values)
        row = withdrawn_collective(round, award, unit) if subject == SubjectKind.TAP_THE else None
        row = row or Nomination(
            campaign=campaign, round=round, award=award, unit=unit, group=group, subject=subject,
            created_by=by, created_at=at,
        )  # fmt: skip
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
    lock_campaign(nomination.campaign_id)
    row = Nomination.objects.select_for_update(no_key=True).get(pk=nomination.pk)
    check_acts_for(by=by, unit=row.unit, at=at)
    if row.state != NominationState.DRAFT:
        raise DomainError(
            f"Đề nghị khen thưởng của {row.name} đã gửi nên không sửa được. "
            "Muốn sửa, hãy đề nghị cơ quan thường trực trả lại hồ sơ."
        )
    return row


def cleaned_values(*, unit: Unit, subject: str, values: dict[str, Any]) -> dict[str, Any]:
    """The given values, tidied and checked; each refusal names its field."""
    known = {"name", "honorific", "position_title", "origin_place", "summary", "priority"}
    if set(values) - known:
        raise TypeError(f"Unknown values: {sorted(set(values) - known)}")
    values = {key: tidy(value) if isinstance(value, str) else value for key, value in values.items()}
    if subject == SubjectKind.TAP_THE:
        values |= {"name": unit.name, "honorific": "", "position_title": "", "origin_place": ""}
    else:
        check_who(subject, values)
        if subject == SubjectKind.HO_GIA_DINH:
            values |= {"honorific": "", "position_title": ""}
    if "origin_place" in values:
        values["origin"] = Origin.RESIDENT if values["origin_place"] else Origin.UNIT
    if len(values.get("summary", "")) > LONGEST_SUMMARY:
        raise DomainError(
            f"Tóm tắt thành tích dài quá {LONGEST_SUMMARY} ký tự; phần chi tiết để ở báo cáo thành tích.",
            field="summary",
        )
    return values


def check_who(subject: str, values: dict[str, Any]) -> None:
    """A household has a name and a home; a person a name, Ông or Bà, and an office or a home."""
    if subject == SubjectKind.HO_GIA_DINH:
        if not values.get("name"):
            raise DomainError("Hãy nhập tên hộ gia đình, ví dụ «Hộ ông Lò Văn Pâng».", field="name")
        if not values.get("origin_place"):
            raise DomainError("Hãy nhập nơi ở của hộ gia đình.", field="origin_place")
        return
    if not values.get("name"):
        raise DomainError("Hãy nhập họ và tên người được đề nghị.", field="name")
    if not values.get("honorific"):
        raise DomainError("Hãy chọn Ông hoặc Bà.", field="honorific")
    if not values.get("position_title") and not values.get("origin_place"):
        raise DomainError("Hãy nhập chức vụ, ví dụ «Công chức Văn hóa - Xã hội».", field="position_title")


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
    # Compared in Python: SQLite folds the case of plain letters only.
    who = who_is(values)
    if any(who_is(row) == who for row in others.values("name", "position_title", "origin_place")):
        said = ", ".join(filter(None, (values["name"], values["position_title"], values.get("origin_place"))))
        raise DomainError(f"Đã có đề nghị cho {said}. Mỗi người chỉ đề nghị một lần.", field="name")


def who_is(values: dict[str, Any]) -> tuple[str, ...]:
    """What tells two people of one unit apart, without regard to case."""
    return tuple((values.get(key) or "").casefold() for key in ("name", "position_title", "origin_place"))


def withdrawn_collective(round: Round, award: Award, unit: Unit) -> Nomination | None:
    """The collective that was taken back before: it is put forward again in the same row."""
    return Nomination.objects.filter(
        round=round, award=award, unit=unit, subject=SubjectKind.TAP_THE, state=NominationState.WITHDRAWN
    ).first()


def write_values(row: Nomination, values: dict[str, Any]) -> None:
    """Sets the values and the keys to search and sort by, and saves."""
    for name, value in values.items():
        setattr(row, name, value)
    row.search_key = fold(f"{row.name} {row.position_title} {row.origin_place} {row.unit}")[:400]
    row.fold_key = fold(row.name)[:200]
    key = person_sort_key if row.subject == SubjectKind.CA_NHAN else sort_key
    row.sort_key = key(row.name)[:1000]
    row.save()
