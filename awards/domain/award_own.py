"""What a unit's head commends by own power, with the decision: kept, because it counts against a second award."""

from datetime import date, datetime

from django.db import transaction

from accounts.dates import date_short, local
from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from accounts.text import name_key, tidy
from awards.domain.nominate import write_values
from awards.domain.nominate_directly import cleaned_direct
from awards.domain.tie_given import tie_known
from awards.enums import NominationState
from awards.models import Award, AwardQuota, AwardRecord, Nomination
from awards.quotas import covers, quotas_of_round
from campaigns.domain.lock_campaign import lock_campaign
from campaigns.enums import CampaignState, Origin, RoundState, SubjectKind, UnitKind
from campaigns.models import Round, Unit, UnitGroup
from campaigns.permissions import can_stand, check_acts_for

# Not a body with a seal of its own: nobody there decides on a commendation.
WITHOUT_POWER = (UnitKind.BAN_THON,)


def record_own_award(
    *,
    round: Round,
    award: Award,
    unit: Unit,
    subject: str,
    decision_number: str,
    decided_on: date,
    by: User,
    at: datetime,
    **who: str,
) -> Nomination:
    """Records one whom the head of the unit commended: a person, household or collective below the unit.

    `who`: name, honorific, position_title, summary. The standing body records in place of the unit what the plan's
    substitute decided (also the unit itself). DomainError for an award that goes another way, a round not opened
    yet, or the same one twice.
    """
    with transaction.atomic():
        round = lock_campaign(round.campaign_id).rounds.get(pk=round.pk)
        by_standing = _check_may(round, award, unit, by, at)
        values = _cleaned(unit, subject, award, by_standing, **who)
        number, day = _decision(round, decision_number, decided_on, at)
        row = _new_row(round, award, unit, subject, by, at)
        _check_new(row, values)
        quota = _quota_of(row)
        write_values(row, values)
        record = AwardRecord.objects.create(
            campaign=round.campaign,
            round=round,
            nomination=row,
            quota=quota,
            place=_next_place(quota, round),
            marked_at=at,
            marked_by=by,
            decision_number=number,
            decided_on=day,
        )
        _record(row, record, by, at)
        return row


def cancel_own_award(*, nomination: Nomination, reason: str, by: User, at: datetime) -> Nomination:
    """Takes back what was recorded by mistake, with the reason; the audit trail keeps the decision."""
    with transaction.atomic():
        lock_campaign(nomination.campaign_id)
        row = Nomination.objects.select_for_update(no_key=True).get(pk=nomination.pk)
        _check_may(row.round, row.award, row.unit, by, at)
        record = AwardRecord.objects.select_for_update(no_key=True).filter(nomination=row).first()
        why = tidy(reason)
        if not why:
            raise DomainError(f"Hãy ghi lý do xóa {row.name} khỏi danh sách.", field="reason")
        if record is None:
            raise DomainError(f"{row.name} không còn trong danh sách. Hãy tải lại trang.")
        number, day = record.decision_number, record.decided_on
        record.delete()
        row.state = NominationState.WITHDRAWN
        row.save(update_fields=["state"])
        record_event(
            by=by,
            at=at,
            kind="award.own_power_cancelled",
            target=row,
            campaign=row.campaign,
            unit=row.unit,
            changes={"decision_number": [number, ""], "reason": why},
            sentence=f"{row.unit} xóa {row.name} khỏi danh sách {row.award.name} "
            f"(Quyết định số {number} ngày {date_short(day)}). Lý do: {why}",
        )
        return row


def has_power(unit: Unit) -> bool:
    """Whether the unit is a body whose head can commend at all."""
    return unit.kind not in WITHOUT_POWER


def _check_may(round: Round, award: Award, unit: Unit, by: User, at: datetime) -> bool:
    """Whether the standing body acts here in place of the unit; NotAllowed or DomainError when nobody may."""
    if not award.own_power or award.campaign_id != round.campaign_id:
        raise DomainError(f"{award.name} không do thủ trưởng đơn vị tự quyết định; hãy đề nghị bằng hồ sơ.")
    if round.campaign.state == CampaignState.DRAFT:
        raise DomainError("Phong trào chưa phát động nên chưa ghi khen thưởng được.")
    if round.state == RoundState.PLANNED:
        raise DomainError(f"Đợt xét «{round}» chưa mở nên chưa ghi khen thưởng được.")
    if not round.campaign.members.filter(unit=unit).exists():
        raise DomainError(f"{unit} không thuộc đối tượng thi đua của phong trào này.")
    if can_stand(by=by, campaign=round.campaign, at=at):
        return True
    check_acts_for(by=by, unit=unit, at=at)
    if not has_power(unit):
        raise DomainError(f"{unit} không có thẩm quyền tặng {award.name}. {_instead(award)}")
    return False


def _instead(award: Award) -> str:
    return (
        f"Người quyết định: {award.substitute}."
        if award.substitute
        else "Kế hoạch không nêu ai quyết định thay."
    )


def _new_row(round: Round, award: Award, unit: Unit, subject: str, by: User, at: datetime) -> Nomination:
    return Nomination(
        campaign=round.campaign,
        round=round,
        award=award,
        unit=unit,
        group=UnitGroup.objects.filter(campaign=round.campaign_id, members__unit=unit).first(),
        subject=subject,
        state=NominationState.AWARDED,
        created_by=by,
        created_at=at,
    )


def _record(row: Nomination, record: AwardRecord, by: User, at: datetime) -> None:
    tie_known(record=record, by=by, at=at)
    record_event(
        by=by,
        at=at,
        kind="award.own_power",
        target=row,
        campaign=row.campaign,
        unit=row.unit,
        sentence=f"{row.unit} ghi {row.award.name} cho {row.get_subject_display().lower()} {row.name}: "
        f"Quyết định số {record.decision_number} ngày {date_short(record.decided_on)}.",
    )


def _cleaned(
    unit: Unit,
    subject: str,
    award: Award,
    by_standing: bool,
    *,
    name: str = "",
    honorific: str = "",
    position_title: str = "",
    summary: str = "",
) -> dict[str, str]:
    itself = subject == SubjectKind.TAP_THE and name_key(name) in (name_key(unit.name), name_key(str(unit)))
    if itself and not by_standing:
        raise DomainError(
            f"Thủ trưởng không tự khen tập thể của chính mình ({unit}). {_instead(award)}", field="name"
        )
    if subject not in SubjectKind.values:
        raise ValueError(f"Unknown subject: {subject}")
    # As a resident a collective keeps its typed name: below the unit there are many.
    named = cleaned_direct(subject, Origin.RESIDENT, unit, name, honorific, position_title, summary)
    if subject == SubjectKind.CA_NHAN and not named["position_title"]:
        raise DomainError(f"Hãy nhập chức vụ, nơi làm việc của {named['name']}.", field="position_title")
    return named


def _decision(round: Round, number: str, day: date, at: datetime) -> tuple[str, date]:
    number = tidy(number)[:80]
    if not number:
        raise DomainError("Hãy nhập số, ký hiệu quyết định khen thưởng.", field="decision_number")
    if day > local(at).date():
        raise DomainError(
            f"Ngày quyết định {date_short(day)} chưa đến. Hãy kiểm tra lại.", field="decided_on"
        )
    if day < round.campaign.period_start:
        raise DomainError(
            f"Ngày quyết định {date_short(day)} trước khi phong trào bắt đầu "
            f"({date_short(round.campaign.period_start)}). Hãy kiểm tra lại.",
            field="decided_on",
        )
    return number, day


def _check_new(row: Nomination, values: dict[str, str]) -> None:
    same = {"round": row.round, "award": row.award, "unit": row.unit, "subject": row.subject}
    for other in Nomination.objects.filter(**same).exclude(state=NominationState.WITHDRAWN):
        if name_key(other.name) == name_key(values["name"]) and name_key(other.position_title) == name_key(
            values["position_title"]
        ):
            raise DomainError(
                f"{values['name']} đã có trong danh sách {row.award.name} của {row.unit}, «{row.round}».",
                field="name",
            )


def _quota_of(row: Nomination) -> AwardQuota:
    """The quota that gives the place, once every one that covers it has room; DomainError with the numbers else."""
    quotas = [one for one in quotas_of_round(row.round).filter(award=row.award) if covers(one, row)]
    if not quotas:
        raise DomainError(
            f"Kế hoạch không xét {row.award.name} cho {row.get_subject_display().lower()} trong «{row.round}».",
            field="subject",
        )
    given = Nomination.objects.filter(award_record__isnull=False, round=row.round, award=row.award)
    given = list(given.select_related("round"))
    for quota in quotas:
        taken = sum(covers(quota, one) for one in given)
        if quota.maximum is not None and taken >= quota.maximum:
            raise DomainError(f"Đã ghi đủ {quota.maximum} {quota.award.name} ({quota.clause}).")
    return quotas[0]


def _next_place(quota: AwardQuota, round: Round) -> int:
    """After the last one."""
    places = AwardRecord.objects.filter(quota=quota, round=round).order_by("-place")
    return (places.values_list("place", flat=True).first() or 0) + 1
