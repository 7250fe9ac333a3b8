"""Báo cáo định kỳ in the browser."""

import io
import uuid
from datetime import date

import pytest
from openpyxl import load_workbook

from campaigns.domain.record_report import record_report
from campaigns.enums import Reporter
from campaigns.models import ReportReceived
from dossiers.demo.base import moment
from tests.yearly_makers import add_duty, lengthen, words

ADDRESS = "/phong-trao/tan-chau-2023/bao-cao-dinh-ky/"
NOW = moment(2024, 11, 1)


@pytest.fixture
def world(tan_chau):
    lengthen(tan_chau.campaign)
    return tan_chau


def came(world, duty, code, day=date(2023, 11, 4), year=2023):
    """The office records the report of a unit."""
    return record_report(
        duty=duty, unit=world.unit(code), year=year, number=f"{code}/BC", issued_on=day, arrived_on=day,
        by=world.officer, at=NOW,
    )  # fmt: skip


def answers(**changes) -> dict:
    """What is filled in for 2023."""
    form = {"number": "12/BC-UBND", "issued_on": "25/10/2024", "summary": "Đạt 9/10."}
    return {**form, "key": str(uuid.uuid4()), **changes}


def test_a_plan_without_duties_says_so(world):
    for user in (world.officer, world.person_of(world.unit("30397"))):
        assert "Không có báo cáo" in words(world.browser(user, at=NOW).get(ADDRESS))


def test_the_office_sees_in_time_late_and_missing(world):
    duty = add_duty(world.campaign)
    came(world, duty, "30397")
    came(world, duty, "30388", date(2023, 11, 7))
    page = words(world.browser(world.officer, at=NOW).get(ADDRESS))
    assert page.count(">Đúng hạn</span>") == 1 and page.count(">Chậm 3 ngày</span>") == 1
    assert page.count(">Chưa gửi, quá hạn 363 ngày</span>") == 25 and page.count(">Chưa đến hạn</span>") == 27
    assert (
        "27 đơn vị chưa gửi, hạn hết 04/11/2024" in page and "25 đơn vị chưa gửi, hạn hết 04/11/2023" in page
    )
    assert "Kỳ 2025" not in page


def test_filters_search_and_excel_agree(world):
    duty = add_duty(world.campaign)
    came(world, duty, "30397")
    came(world, duty, "30388", date(2023, 11, 7))
    browser = world.browser(world.officer, at=NOW)
    for asked, names in (
        ({"tinh-trang": "dung-han"}, ["UBND xã Châu Phong"]),
        ({"tinh-trang": "cham", "nam": "2023"}, [str(world.unit("30388"))]),
        ({"tinh-trang": "chua-gui", "nam": "2023", "q": "chau phong"}, []),
        ({"tinh-trang": "chua-gui", "nam": "2024"}, []),
        ({"tinh-trang": "chua-den-han", "q": "chau phong", "nhom": "phuong-xa"}, ["UBND xã Châu Phong"]),
    ):
        answer = browser.get(ADDRESS, {**asked, "xuat": "excel"})
        rows = load_workbook(io.BytesIO(answer.content)).active.iter_rows(min_row=4, values_only=True)
        assert [row[1] for row in rows if row[1]] == names, asked
        page = words(browser.get(ADDRESS, asked))
        assert all(name in page for name in names) and (names or "Không có đơn vị nào khớp" in page)
    for wrong in ({"nam": "2022"}, {"nam": "2030"}, {"tinh-trang": "la"}, {"che-do": "9"}, {"nhom": "la"}):
        assert browser.get(ADDRESS, wrong).status_code == 404


def test_another_duty_is_chosen_by_its_place(world):
    came(world, add_duty(world.campaign), "30397")
    add_duty(world.campaign, month=6, day=10, text="Báo cáo sáu tháng")
    page = words(world.browser(world.officer, at=NOW).get(ADDRESS, {"che-do": "2"}))
    assert "hạn hết 09/06/2024" in page and ">Đúng hạn</span>" not in page


def test_a_unit_sees_and_sends_its_own_once(world):
    duty = add_duty(world.campaign)
    came(world, duty, "30388")
    unit = world.unit("30397")
    browser = world.browser(world.person_of(unit), at=NOW)
    page = words(browser.get(ADDRESS))
    assert "30388/BC" not in page and "Chưa gửi, quá hạn 363 ngày" in page
    address = f"{ADDRESS}{duty.pk}/2024/{unit.pk}/"
    assert "Ngày nhận" not in words(browser.get(address)).split("Cần biết")[0]
    form = answers(arrived_on="01/01/2024")
    for _ in range(2):
        assert browser.post(address, form)["Location"] == ADDRESS
    row = ReportReceived.objects.get(unit=unit)
    assert (row.number, row.arrived_on) == ("12/BC-UBND", date(2024, 11, 1))
    assert "<textarea" not in words(browser.get(address))
    again = browser.post(address, answers(number="13/BC-UBND"))
    assert again.status_code == 422 and "đã gửi báo cáo năm 2024" in words(again)


def test_somebody_elses_report_is_not_found(world):
    duty = add_duty(world.campaign)
    row = came(world, duty, "30388")
    browser = world.browser(world.person_of(world.unit("30397")), at=NOW)
    address = f"{ADDRESS}{duty.pk}/2024/{world.unit('30388').pk}/"
    assert browser.get(address).status_code == 404 and browser.post(address, answers()).status_code == 404
    assert browser.post(f"{ADDRESS}xoa/{row.pk}/").status_code == 404
    assert ReportReceived.objects.count() == 1


def test_the_officer_corrects_and_takes_back(world):
    duty = add_duty(world.campaign)
    row = came(world, duty, "30397")
    address = f"{ADDRESS}{duty.pk}/2023/{row.unit_id}/"
    browser = world.browser(world.officer, at=NOW)
    assert 'value="04/11/2023"' in words(browser.get(address))
    form = answers(number="9/BC", issued_on="01/11/2023", arrived_on="9/11/2023")
    assert browser.post(address, form).status_code == 302
    row.refresh_from_db()
    assert (row.number, row.arrived_on) == ("9/BC", date(2023, 11, 9))
    browser.post(f"{ADDRESS}xoa/{row.pk}/")
    assert not ReportReceived.objects.exists()


def test_the_standing_bodys_own_reports(world):
    add_duty(world.campaign)
    own = add_duty(world.campaign, reporter=Reporter.STANDING, day=27, recipient="UBND tỉnh")
    unit = world.campaign.standing_unit
    browser = world.browser(world.officer, at=NOW)
    page = words(browser.get(ADDRESS))
    assert f"Báo cáo của {unit}" in page and "hết 26/11/2024" in page
    address = f"{ADDRESS}{own.pk}/2024/{unit.pk}/"
    assert browser.post(address, answers(arrived_on="01/11/2024")).status_code == 302
    assert ReportReceived.objects.get().duty == own
    assert browser.get(f"{ADDRESS}{own.pk}/2024/{world.unit('30397').pk}/").status_code == 404
    clerk = world.person_of(world.unit("30397"))
    assert world.browser(clerk, at=NOW).get(address).status_code == 404


def test_faults_stand_on_top_and_at_the_field(world):
    duty = add_duty(world.campaign)
    unit = world.unit("30397")
    browser = world.browser(world.person_of(unit), at=NOW)
    answer = browser.post(f"{ADDRESS}{duty.pk}/2024/{unit.pk}/", answers(number=" ", issued_on="31/02/2024"))
    page = words(answer)
    assert answer.status_code == 422 and page.count("Hãy nhập số, ký hiệu") == 2
    assert page.count("không có ngày «31/02/2024»") == 2 and not ReportReceived.objects.exists()


def test_signed_out_people_get_the_sign_in_page(client, world):
    assert client.get(ADDRESS)["Location"].startswith("/dang-nhap/")


def test_hostile_text_is_text(world):
    duty = add_duty(world.campaign, text="<script>alert(1)</script>")
    row = came(world, duty, "30397")
    ReportReceived.objects.update(number="<b>1</b>", summary="<img src=x>")
    for user in (world.officer, world.person_of(row.unit)):
        browser = world.browser(user, at=NOW)
        for address in (ADDRESS, f"{ADDRESS}{duty.pk}/2023/{row.unit_id}/"):
            page = words(browser.get(address))
            assert "<script>alert" not in page and "<b>1</b>" not in page and "<img src=x" not in page


def test_the_table_costs_the_same_for_one_and_three(world, django_assert_num_queries):
    duty = add_duty(world.campaign)
    browser = world.browser(world.officer, at=NOW)
    came(world, duty, "30397")
    with django_assert_num_queries(14):
        browser.get(ADDRESS)
    came(world, duty, "30388")
    came(world, duty, "30376", year=2024, day=date(2024, 10, 30))
    with django_assert_num_queries(14):
        browser.get(ADDRESS)
