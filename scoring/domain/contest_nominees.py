"""Who is put forward on the strength of a contest: chosen by the standing body from the published results."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.errors import DomainError
from accounts.models import User
from awards.domain.nominate_directly import nominate_directly, withdraw_directly
from awards.models import Award, Nomination
from campaigns.enums import MeasuredBy, NominatedBy, Origin, SubjectKind
from campaigns.models import Campaign, Unit
from campaigns.permissions import check_standing
from scoring.contest_queries import living_nominees
from scoring.enums import ImportState
from scoring.models import Contestant, ContestNominee, ContestUnitTotal

MOST_AT_ONCE = 200


@dataclass(frozen=True)
class ChosenPerson:
    """A contestant with what the file may not say: Ông or Bà, and the post (needed for people of a unit)."""

    contestant: Contestant
    honorific: str
    position_title: str


def nominate_contestant(
    *,
    campaign: Campaign,
    contestant: Contestant,
    award: Award,
    honorific: str,
    position_title: str,
    by: User,
    at: datetime,
) -> Nomination:
    """Puts a contestant of the confirmed results forward; a resident under the standing body, with the typed place.

    DomainError for whoever has no attempt, belongs to no unit of the campaign, or stands there for the award already.
    """
    with transaction.atomic():
        Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
        check_standing(by=by, campaign=campaign, at=at)
        _check_campaign(campaign)
        row = Contestant.objects.select_related("unit", "contest_import").get(pk=contestant.pk)
        _check_contestant(campaign, row, award)
        resident = row.is_resident
        place = row.unit_text or f"{campaign.issuer.place_name or campaign.issuer}"
        nomination = nominate_directly(
            campaign=campaign,
            award=award,
            subject=SubjectKind.CA_NHAN,
            unit=campaign.standing_unit if resident or row.unit is None else row.unit,
            by=by,
            at=at,
            origin=Origin.RESIDENT if resident else Origin.UNIT,
            origin_place=place if resident else "",
            name=row.full_name,
            honorific=honorific,
            position_title=position_title,
        )
        ContestNominee.objects.create(nomination=nomination, account=row.account)
        return nomination


def nominate_unit_by_contest(
    *, campaign: Campaign, unit: Unit, award: Award, by: User, at: datetime
) -> Nomination:
    """Puts a unit forward as a collective on the strength of its people's results.

    DomainError when nobody of the unit took part, or the unit stands there for the award already.
    """
    with transaction.atomic():
        Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
        check_standing(by=by, campaign=campaign, at=at)
        _check_campaign(campaign)
        totals = ContestUnitTotal.objects.filter(
            contest_import__campaign=campaign, contest_import__state=ImportState.CONFIRMED, unit=unit
        )
        if not totals.filter(people__gte=1).exists():
            raise DomainError(f"{unit} không có ai dự thi trong kết quả đã ghi nhận nên không đề nghị được.")
        return nominate_directly(
            campaign=campaign, award=award, subject=SubjectKind.TAP_THE, unit=unit, by=by, at=at
        )


def nominate_from_contest(
    *,
    campaign: Campaign,
    award: Award,
    people: Sequence[ChosenPerson],
    units: Sequence[Unit],
    by: User,
    at: datetime,
) -> list[Nomination]:
    """Puts all of them forward in one go, or, when one is refused (DomainError naming whom), nobody."""
    count = len(people) + len(units)
    if not count:
        raise DomainError("Chưa chọn ai. Hãy đánh dấu người hoặc đơn vị trong bảng kết quả rồi làm lại.")
    if count > MOST_AT_ONCE:
        raise DomainError(
            f"Chọn {count} trường hợp một lần là quá nhiều. Hãy chọn nhiều nhất {MOST_AT_ONCE} trường hợp."
        )
    with transaction.atomic():
        made = [
            nominate_contestant(
                campaign=campaign,
                contestant=one.contestant,
                award=award,
                honorific=one.honorific,
                position_title=one.position_title,
                by=by,
                at=at,
            )
            for one in people
        ]
        return made + [
            nominate_unit_by_contest(campaign=campaign, unit=unit, award=award, by=by, at=at)
            for unit in units
        ]


def withdraw_from_contest(*, nomination: Nomination, by: User, at: datetime, reason: str) -> Nomination:
    """Takes a person or unit back that was chosen by the contest, while no council has it on its agenda."""
    if nomination.campaign.measured_by != MeasuredBy.CONTEST:
        raise DomainError("Đề nghị này không được chọn từ kết quả cuộc thi.")
    return withdraw_directly(nomination=nomination, by=by, at=at, reason=reason)


def _check_campaign(campaign: Campaign) -> None:
    if campaign.measured_by != MeasuredBy.CONTEST:
        raise DomainError("Phong trào này không xét theo kết quả cuộc thi.")
    if campaign.nominated_by != NominatedBy.STANDING:
        raise DomainError(
            "Theo kế hoạch, từng đơn vị tự gửi hồ sơ đề nghị khen thưởng; cơ quan thường trực không chọn thay."
        )


def _check_contestant(campaign: Campaign, row: Contestant, award: Award) -> None:
    source = row.contest_import
    if source.campaign_id != campaign.pk or source.state != ImportState.CONFIRMED:
        raise DomainError(
            f"{row.full_name} thuộc một lần nhập kết quả không còn hiệu lực. Hãy tải lại trang rồi chọn lại."
        )
    if row.attempt_count == 0:
        raise DomainError(
            f"{row.full_name} chỉ đăng ký, chưa dự thi nên không đề nghị theo kết quả thi được."
        )
    if row.unit is None and not row.is_resident:
        raise DomainError(
            f"{row.full_name} ({row.unit_text or 'không ghi đơn vị'}) không thuộc đơn vị nào của phong trào "
            "nên không đề nghị được."
        )
    same = living_nominees(campaign).filter(account=row.account, nomination__award=award)
    if found := same.select_related("nomination__round").first():
        raise DomainError(
            f"{row.full_name} (tài khoản {row.account}) đã được đề nghị {award.name} "
            f"trong «{found.nomination.round}» rồi."
        )
