"""A launched campaign made into a long one: years, phases, targets, duties, a deadline for own plans."""

from datetime import date
from decimal import Decimal

from awards.models import Award
from campaigns.enums import Comparison, DeadlineCode, DeadlineMeaning, Reporter
from campaigns.models import Campaign, Deadline, Phase, ReportDuty, Target
from dossiers.demo.base import moment
from tests.factories import World

IN_2024 = moment(2024, 6, 1)
AT_END_OF_2024 = moment(2024, 12, 20)
IN_2026 = moment(2026, 2, 2)


def lengthen(campaign: Campaign, last_year: int = 2030) -> Campaign:
    """The campaign runs until the end of `last_year`, in two phases."""
    campaign.period_end = date(last_year, 12, 31)
    campaign.save(update_fields=["period_end"])
    for position, (code, start, end) in enumerate(
        [("gd-1", date(2023, 1, 1), date(2025, 12, 31)), ("gd-2", date(2026, 1, 1), date(2030, 12, 31))]
    ):
        Phase.objects.create(
            campaign=campaign, position=position, code=code, name=f"Giai đoạn {position + 1}", start=start,
            end=end, clause="mục II.4",
        )  # fmt: skip
    return campaign


def add_target(campaign: Campaign, code: str = "cap-quang", **changes) -> Target:
    """«Cáp quang đến trên 40% hộ gia đình» in 2025."""
    values = {
        "position": campaign.targets.count() + 1,
        "phase": campaign.phases.first(),
        "area": "Hạ tầng số",
        "text": f"Cáp quang đến hộ gia đình ({code})",
        "comparison": Comparison.GT,
        "value": Decimal("40"),
        "measure": "% hộ gia đình",
        "year": 2025,
        "clause": "mục III.2.2.1",
    }
    return Target.objects.create(campaign=campaign, code=code, **{**values, **changes})


def add_duty(campaign: Campaign, **changes) -> ReportDuty:
    """Units report before 05/11 of each year."""
    values = {
        "position": campaign.report_duties.count() + 1,
        "reporter": Reporter.UNIT,
        "recipient": "Phòng Văn hóa và Thông tin",
        "text": "Báo cáo kết quả thực hiện phong trào",
        "stated": "trước ngày 05/11 hằng năm",
        "month": 11,
        "day": 5,
        "meaning": DeadlineMeaning.BEFORE_DAY,
        "clause": "mục V.4",
    }
    return ReportDuty.objects.create(campaign=campaign, **{**values, **changes})


def add_plan_deadline(campaign: Campaign) -> Deadline:
    """Own plans no later than the third quarter of 2023."""
    return Deadline.objects.create(
        campaign=campaign,
        code=DeadlineCode.OWN_PLAN,
        stated="chậm nhất quý III/2023",
        stated_day=date(2023, 9, 30),
        meaning=DeadlineMeaning.ON_DAY,
        last_valid_day=date(2023, 9, 30),
        clause="mục V.2",
    )


def own_power(world: World) -> Award:
    """The award is given by heads of units."""
    award = Award.objects.filter(campaign=world.campaign).first()
    award.own_power = True
    award.save(update_fields=["own_power"])
    return award


def words(response) -> str:
    """The page with single spaces."""
    return " ".join(response.content.decode().split())
