"""Báo cáo định kỳ: who records, when it arrived, what is refused."""

from datetime import date, datetime

import pytest

from accounts.errors import DomainError, NotAllowed
from accounts.models import AuditEvent
from campaigns.domain.record_report import record_report, remove_report
from campaigns.enums import Reporter
from campaigns.models import ReportReceived
from dossiers.demo.base import moment
from tests.yearly_makers import add_duty, lengthen

IN_TIME = moment(2023, 11, 1)
LAST_MOMENT = datetime.fromisoformat("2023-11-04T16:59:59+00:00")
TOO_LATE = datetime.fromisoformat("2023-11-04T17:00:00+00:00")


@pytest.fixture
def duty(tan_chau):
    return add_duty(lengthen(tan_chau.campaign))


def send(world, duty, code="30397", **changes):
    """The unit records its report of 2023."""
    unit = world.unit(code)
    values = {
        "unit": unit, "year": 2023, "number": "12/BC-UBND", "issued_on": date(2023, 10, 30),
        "summary": "Đạt 9/10 nhiệm vụ.", "by": world.person_of(unit), "at": IN_TIME,
    }  # fmt: skip
    return record_report(duty=duty, **{**values, **changes})


def test_a_units_report_arrives_on_its_local_day(tan_chau, duty):
    row = send(tan_chau, duty, at=LAST_MOMENT)
    assert row.arrived_on == date(2023, 11, 4)
    assert "đúng hạn" in AuditEvent.objects.get(kind="report.recorded").sentence
    late = send(tan_chau, duty, "30388", at=TOO_LATE)
    assert late.arrived_on == date(2023, 11, 5)
    assert (
        "chậm 1 ngày" in AuditEvent.objects.filter(kind="report.recorded").order_by("number").last().sentence
    )


def test_a_unit_does_not_choose_its_day_of_arrival(tan_chau, duty):
    assert send(tan_chau, duty, arrived_on=date(2023, 10, 31)).arrived_on == date(2023, 11, 1)


def test_a_unit_records_once_the_office_corrects_and_the_trail_keeps_the_old(tan_chau, duty):
    send(tan_chau, duty)
    with pytest.raises(DomainError, match=r"đã gửi báo cáo năm 2023 \(số 12/BC-UBND"):
        send(tan_chau, duty, number="13/BC-UBND")
    send(tan_chau, duty, number="14/BC-UBND", arrived_on=date(2023, 10, 31), by=tan_chau.officer)
    row = ReportReceived.objects.get()
    assert (row.number, row.arrived_on) == ("14/BC-UBND", date(2023, 10, 31))
    assert AuditEvent.objects.get(kind="report.corrected").changes == {
        "number": ["12/BC-UBND", "14/BC-UBND"],
        "arrived_on": ["2023-11-01", "2023-10-31"],
    }


def test_the_office_records_what_came_on_paper_with_its_day(tan_chau, duty):
    at = moment(2023, 12, 1)
    row = send(tan_chau, duty, arrived_on=date(2023, 11, 3), by=tan_chau.officer, at=at)
    assert row.arrived_on == date(2023, 11, 3)
    with pytest.raises(DomainError) as caught:
        send(tan_chau, duty, "30388", by=tan_chau.officer, at=at)
    assert caught.value.field == "arrived_on"


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"number": " "}, "number", "số, ký hiệu"),
        ({"number": "x" * 81}, "number", "dài quá 80"),
        ({"summary": "x" * 4001}, "summary", "dài quá 4000"),
        ({"issued_on": None}, "issued_on", "Hãy nhập ngày"),
        ({"issued_on": date(2023, 11, 2)}, "issued_on", "sau ngày nhận"),
        ({"issued_on": date(1023, 11, 1)}, "issued_on", "quá xa"),
        ({"year": 2022}, "year", "không có kỳ năm 2022"),
        ({"year": 2031}, "year", "không có kỳ năm 2031"),
        ({"year": 2024}, "year", "chưa đến"),
    ],
)
def test_what_is_wrong_names_its_field_and_nothing_is_written(tan_chau, duty, changes, field, said):
    with pytest.raises(DomainError) as caught:
        send(tan_chau, duty, **changes)
    assert caught.value.field == field and said in caught.value.message
    assert not ReportReceived.objects.exists()


def test_nothing_arrives_tomorrow(tan_chau, duty):
    with pytest.raises(DomainError, match="chưa đến"):
        send(tan_chau, duty, arrived_on=date(2023, 11, 2), by=tan_chau.officer)


def test_nobody_writes_for_another_unit(tan_chau, duty):
    with pytest.raises(NotAllowed):
        send(tan_chau, duty, by=tan_chau.person_of(tan_chau.unit("30388")))
    tan_chau.campaign.members.filter(unit=tan_chau.unit("30397")).delete()
    with pytest.raises(DomainError, match="không thuộc đối tượng"):
        send(tan_chau, duty)
    assert not ReportReceived.objects.exists()


def test_the_standing_bodys_own_duty_is_its_officers(tan_chau, duty):
    own = add_duty(tan_chau.campaign, reporter=Reporter.STANDING, day=27)
    values = {"arrived_on": date(2023, 11, 1), "by": tan_chau.officer}
    with pytest.raises(DomainError, match="không phải"):
        send(tan_chau, own, **values)
    unit = tan_chau.campaign.standing_unit
    assert send(tan_chau, own, unit=unit, **values).unit == unit
    with pytest.raises(NotAllowed):
        send(tan_chau, own, unit=unit, by=tan_chau.person_of(tan_chau.unit("30397")))


def test_a_mistaken_report_is_taken_back_by_the_office_only(tan_chau, duty):
    row = send(tan_chau, duty)
    with pytest.raises(NotAllowed):
        remove_report(report=row, by=tan_chau.person_of(row.unit), at=IN_TIME)
    remove_report(report=row, by=tan_chau.officer, at=IN_TIME)
    assert not ReportReceived.objects.exists()
    assert AuditEvent.objects.get(kind="report.removed").changes["number"] == ["12/BC-UBND", None]
    with pytest.raises(DomainError, match="đã được xóa"):
        remove_report(report=row, by=tan_chau.officer, at=IN_TIME)


def test_a_draft_takes_nothing(tan_chau_draft):
    duty = add_duty(lengthen(tan_chau_draft.campaign))
    with pytest.raises(DomainError):
        send(tan_chau_draft, duty, by=tan_chau_draft.officer, arrived_on=date(2023, 11, 1))
    assert not ReportReceived.objects.exists()
