"""The standing body itself puts someone forward: a plan without unit dossiers, residents, outsiders."""

from datetime import datetime

from django.db import transaction

from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from accounts.text import name_key, tidy
from awards.domain.nominate import LONGEST_SUMMARY, needed_round, withdrawn_collective, write_values
from awards.enums import Honorific, NominationState
from awards.models import AgendaItem, Award, AwardRecord, MeetingResult, Nomination
from awards.queries import admitted_subjects
from awards.quotas import quotas_of_round
from campaigns.domain.lock_campaign import lock_campaign
from campaigns.domain.register_unit import check_still_exists
from campaigns.enums import CampaignState, NominatedBy, Origin, SubjectKind
from campaigns.models import Campaign, Round, Unit, UnitGroup
from campaigns.permissions import check_standing


def nominate_directly(
    *,
    campaign: Campaign,
    award: Award,
    subject: str,
    unit: Unit,
    by: User,
    at: datetime,
    origin: str = Origin.UNIT,
    origin_place: str = "",
    name: str = "",
    honorific: str = "",
    position_title: str = "",
    summary: str = "",
) -> Nomination:
    """Puts a collective, person or household forward in the open round as accepted, without a unit's dossier.

    Of a unit (`origin`) only where the plan says that the standing body chooses; a resident or outsider in any
    campaign. A collective of a unit bears its name. DomainError for whoever stands there for the award already.
    """
    with transaction.atomic():
        campaign = Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
        check_standing(by=by, campaign=campaign, at=at)
        if origin == Origin.UNIT:
            check_still_exists(unit=unit, at=at)
        _check_may(campaign, award, subject, unit, origin)
        round = needed_round(campaign)
        values = cleaned_direct(subject, origin, unit, name, honorific, position_title, summary)
        values["origin_place"] = place_of(origin, origin_place)
        _check_admitted(round, award, unit, subject, origin)
        check_new(round, award, unit, subject, origin, values)
        row = _row(campaign, round, award, unit, subject, origin)
        row.state = NominationState.ACCEPTED
        row.created_by, row.created_at = by, at
        write_values(row, values)
        _record(row, by, at)
        return row


def withdraw_directly(*, nomination: Nomination, by: User, at: datetime, reason: str) -> Nomination:
    """Takes back what the standing body put forward, with the reason, until a council has it on its agenda."""
    with transaction.atomic():
        lock_campaign(nomination.campaign_id)
        row = Nomination.objects.select_for_update(no_key=True).get(pk=nomination.pk)
        check_standing(by=by, campaign=row.campaign, at=at)
        why = tidy(reason)
        if not why:
            raise DomainError(f"Hãy ghi lý do rút đề nghị khen thưởng của {row.name}.", field="reason")
        check_untouched(row)
        row.state = NominationState.WITHDRAWN
        row.save(update_fields=["state"])
        record_event(
            by=by,
            at=at,
            kind="nomination.withdrawn",
            target=row,
            campaign=row.campaign,
            unit=row.unit,
            changes={"state": ["accepted", "withdrawn"], "reason": why},
            sentence=f"{row.campaign.standing_unit} rút đề nghị khen thưởng của {row.name}. Lý do: {why}",
        )
        return row


def _check_may(campaign: Campaign, award: Award, subject: str, unit: Unit, origin: str) -> None:
    if campaign.state != CampaignState.LAUNCHED:
        raise DomainError("Phong trào chưa phát động hoặc đã kết thúc nên chưa đề nghị khen thưởng được.")
    if award.campaign_id != campaign.pk:
        raise DomainError("Hình thức khen thưởng này không thuộc phong trào đang xét.", field="award")
    if subject not in SubjectKind.values or origin not in Origin.values:
        raise ValueError(f"Unknown subject or origin: {subject}, {origin}")
    if origin != Origin.UNIT:
        return
    if campaign.nominated_by != NominatedBy.STANDING:
        raise DomainError(
            "Theo kế hoạch, từng đơn vị tự gửi hồ sơ đề nghị khen thưởng. "
            f"Hãy đề nghị {unit} lập hồ sơ; cơ quan thường trực chỉ nhập người ngoài đơn vị."
        )
    if not campaign.members.filter(unit=unit).exists():
        raise DomainError(f"{unit} không thuộc đối tượng thi đua của phong trào này.")


def _check_admitted(round: Round, award: Award, unit: Unit, subject: str, origin: str) -> None:
    """DomainError where the plan has no quota of the award in this round for such a one."""
    if award.own_power:
        raise DomainError(
            f"{award.name} do thủ trưởng đơn vị tự quyết định ({award.clause}). Hãy ghi ở trang «Khen của đơn vị»."
        )
    outside = origin == Origin.OUTSIDE
    quotas = quotas_of_round(round).filter(award=award, outside=outside)
    group = UnitGroup.objects.filter(campaign=round.campaign_id, members__unit=unit).first()
    if subject not in admitted_subjects(quotas, None if outside else group):
        of = "ngoài địa bàn" if outside else f"của {group or unit}"
        raise DomainError(
            f"Trong «{round}», kế hoạch không có chỉ tiêu {award.name} dành cho "
            f"{SubjectKind(subject).label.lower()} {of}.",
            field="award",
        )


def cleaned_direct(
    subject: str, origin: str, unit: Unit, name: str, honorific: str, position_title: str, summary: str
) -> dict[str, str]:
    """The values tidied and checked; a collective of a unit bears the unit's name; each refusal names its field."""
    if subject == SubjectKind.TAP_THE and origin == Origin.UNIT:
        name = unit.name
    values = {"name": tidy(name), "summary": summary.strip()}
    values |= {"honorific": honorific, "position_title": tidy(position_title)}
    if not values["name"]:
        raise DomainError(
            "Hãy nhập tên tập thể, hộ gia đình hoặc họ và tên người được đề nghị.", field="name"
        )
    if len(values["summary"]) > LONGEST_SUMMARY:
        raise DomainError(
            f"Tóm tắt thành tích của {values['name']} dài quá {LONGEST_SUMMARY} ký tự. Hãy viết gọn lại.",
            field="summary",
        )
    if subject != SubjectKind.CA_NHAN:
        return values | {"honorific": "", "position_title": ""}
    if honorific not in Honorific.values:
        raise DomainError(f"Hãy chọn Ông hoặc Bà cho {values['name']}.", field="honorific")
    if origin == Origin.UNIT and not values["position_title"]:
        raise DomainError(f"Hãy nhập chức vụ của {values['name']}.", field="position_title")
    return values


def place_of(origin: str, origin_place: str) -> str:
    """The home or office of one who is not of a unit; DomainError without it."""
    place = "" if origin == Origin.UNIT else tidy(origin_place)
    if origin != Origin.UNIT and not place:
        raise DomainError("Hãy nhập cơ quan hoặc nơi ở của người được đề nghị.", field="origin_place")
    return place[:200]


def check_new(
    round: Round,
    award: Award,
    unit: Unit,
    subject: str,
    origin: str,
    values: dict[str, str],
    but: int | None = None,
) -> None:
    """DomainError when the same one stands there for the award already."""
    place = values["origin_place"]
    rows = Nomination.objects.filter(round=round, award=award, unit=unit, subject=subject, origin=origin)
    for row in rows.exclude(state=NominationState.WITHDRAWN).exclude(pk=but):
        same = row.position_title.casefold() == values["position_title"].casefold()
        same = same and name_key(row.origin_place) == name_key(place)
        if name_key(row.name) == name_key(values["name"]) and same:
            raise DomainError(
                f"{values['name']} ({place or unit}) đã được đề nghị {award.name} trong «{round}» rồi. "
                "Nếu là người khác trùng tên, hãy ghi chức vụ hoặc nơi ở để phân biệt.",
                field="name",
            )


def _row(campaign: Campaign, round: Round, award: Award, unit: Unit, subject: str, origin: str) -> Nomination:
    """A new row, or that of the unit's collective which was taken back before: there is one for each unit."""
    if subject == SubjectKind.TAP_THE and origin == Origin.UNIT:
        known = withdrawn_collective(round, award, unit)
        if known:
            return known
    group = None
    if origin == Origin.UNIT:
        group = UnitGroup.objects.filter(campaign=campaign, members__unit=unit).first()
    named = {"campaign": campaign, "round": round, "award": award, "unit": unit}
    return Nomination(**named, group=group, subject=subject, origin=origin)


def check_untouched(row: Nomination) -> None:
    """DomainError unless the standing body itself put it forward and nothing was decided or voted on it."""
    if row.origin == Origin.UNIT and row.campaign.nominated_by != NominatedBy.STANDING:
        raise DomainError(f"{row.name} do {row.unit} đề nghị. Muốn thay đổi, hãy trả lại hồ sơ cho đơn vị.")
    if AwardRecord.objects.filter(nomination=row).exists():
        raise DomainError(f"{row.name} đã được chọn khen thưởng. Hãy bỏ chọn khen thưởng trước.")
    if row.state != NominationState.ACCEPTED:
        raise DomainError(
            f"Đề nghị của {row.name} đang ở bước «{row.get_state_display()}» nên không sửa, không rút được. "
            "Hãy tải lại trang."
        )
    voted = MeetingResult.objects.filter(nomination=row).exists()
    if voted or AgendaItem.objects.filter(nomination=row).exists():
        raise DomainError(
            f"Đề nghị của {row.name} đã đưa ra phiên họp Hội đồng nên không sửa, không rút được. "
            "Nếu không khen, hãy ghi lý do không khen thưởng sau phiên họp."
        )


def _record(row: Nomination, by: User, at: datetime) -> None:
    of = row.origin_place or row.unit
    record_event(
        by=by,
        at=at,
        kind="nomination.put_forward",
        target=row,
        campaign=row.campaign,
        unit=row.unit,
        sentence=f"{row.campaign.standing_unit} đề nghị {row.award.name} cho "
        f"{row.get_subject_display().lower()} {row.name} ({of}).",
    )
