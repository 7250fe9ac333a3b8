"""Kế hoạch của đơn vị in the browser."""

import io
import uuid
from datetime import date

import pytest
from openpyxl import load_workbook

from campaigns.domain.record_own_plan import record_own_plan
from campaigns.models import OwnPlan
from dossiers.demo.base import moment
from tests.yearly_makers import add_plan_deadline, lengthen, words

ADDRESS = "/phong-trao/tan-chau-2023/ke-hoach-don-vi/"
NOW = moment(2023, 10, 10)


@pytest.fixture
def world(tan_chau):
    add_plan_deadline(lengthen(tan_chau.campaign))
    return tan_chau


def issued(world, code, day=date(2023, 9, 30), year=2023):
    """A plan on record."""
    return record_own_plan(
        campaign=world.campaign, unit=world.unit(code), year=year, number=f"{code}/KH", issued_on=day,
        by=world.officer, at=NOW,
    )  # fmt: skip


def answers(**changes) -> dict:
    """What a unit fills in."""
    form = {"number": "5/KH-UBND", "issued_on": "29/9/2023", "summary": "Phát động"}
    return {**form, "key": str(uuid.uuid4()), **changes}


def test_the_office_sees_who_has_and_who_has_not(world):
    issued(world, "30397")
    issued(world, "30388", date(2023, 10, 2))
    issued(world, "30376", date(2023, 10, 3), year=2024)
    page = words(world.browser(world.officer, at=NOW).get(ADDRESS))
    assert "chậm nhất quý III/2023, ngày cuối cùng 30/09/2023" in page
    assert page.count(">Đúng hạn</span>") == 1 and page.count(">Chậm 2 ngày</span>") == 1
    assert page.count(">Chưa có, quá hạn 10 ngày</span>") == 25
    assert page.count(">Đã có</span>") == 1 and page.count(">Chưa có</span>") == 26


def test_filters_search_and_excel_agree(world):
    issued(world, "30397")
    issued(world, "30388", date(2023, 10, 2))
    browser = world.browser(world.officer, at=NOW)
    for asked, codes in (
        ({"tinh-trang": "co", "q": "chau phong"}, ["30397"]),
        ({"tinh-trang": "cham"}, ["30388"]),
        ({"tinh-trang": "chua", "nam": "2023", "q": "chau phong"}, []),
        ({"tinh-trang": "chua", "nam": "2024", "q": "chau phong"}, ["30397"]),
    ):
        answer = browser.get(ADDRESS, {**asked, "xuat": "excel"})
        rows = load_workbook(io.BytesIO(answer.content)).active.iter_rows(min_row=4, values_only=True)
        assert [row[1] for row in rows if row[1]] == [str(world.unit(code)) for code in codes], asked
    for wrong in ({"nam": "2022"}, {"nam": "2025"}, {"tinh-trang": "la"}, {"nhom": "la"}):
        assert browser.get(ADDRESS, wrong).status_code == 404


def test_a_unit_sees_and_writes_its_own_once(world):
    issued(world, "30388")
    unit = world.unit("30397")
    browser = world.browser(world.person_of(unit), at=NOW)
    page = words(browser.get(ADDRESS))
    assert "30388/KH" not in page and "Chưa có, quá hạn 10 ngày" in page
    address = f"{ADDRESS}2023/{unit.pk}/"
    form = answers()
    for _ in range(2):
        assert browser.post(address, form)["Location"] == ADDRESS
    assert OwnPlan.objects.get(unit=unit).issued_on == date(2023, 9, 29)
    assert "Đúng hạn" in words(browser.get(ADDRESS)) and "<textarea" not in words(browser.get(address))
    assert browser.post(address, answers(number="6/KH")).status_code == 422


def test_somebody_elses_plan_is_not_found(world):
    row = issued(world, "30388")
    browser = world.browser(world.person_of(world.unit("30397")), at=NOW)
    address = f"{ADDRESS}2023/{row.unit_id}/"
    assert browser.get(address).status_code == 404 and browser.post(address, answers()).status_code == 404
    assert browser.post(f"{ADDRESS}xoa/{row.pk}/").status_code == 404
    assert browser.get(f"{ADDRESS}2029/{world.unit('30397').pk}/").status_code == 404
    assert OwnPlan.objects.count() == 1


def test_the_officer_corrects_and_takes_back(world):
    row = issued(world, "30397")
    browser = world.browser(world.officer, at=NOW)
    assert browser.post(f"{ADDRESS}2023/{row.unit_id}/", answers()).status_code == 302
    row.refresh_from_db()
    assert row.number == "5/KH-UBND"
    browser.post(f"{ADDRESS}xoa/{row.pk}/")
    assert not OwnPlan.objects.exists()


def test_a_plan_without_a_deadline_makes_nobody_late(world):
    world.campaign.deadlines.filter(code="own_plan").delete()
    issued(world, "30397", date(2023, 10, 5))
    page = words(world.browser(world.officer, at=NOW).get(ADDRESS))
    assert "không nêu hạn" in page and page.count(">Đã có</span>") == 1 and "quá hạn" not in page


def test_hostile_text_is_text(world):
    row = issued(world, "30397")
    OwnPlan.objects.update(number="<b>1</b>", summary="<img src=x>")
    for user in (world.officer, world.person_of(row.unit)):
        browser = world.browser(user, at=NOW)
        for address in (ADDRESS, f"{ADDRESS}2023/{row.unit_id}/"):
            page = words(browser.get(address))
            assert "<b>1</b>" not in page and "<img src=x" not in page


def test_signed_out_people_get_the_sign_in_page(client, world):
    assert client.get(ADDRESS)["Location"].startswith("/dang-nhap/")


def test_the_table_costs_the_same_for_one_and_three(world, django_assert_num_queries):
    browser = world.browser(world.officer, at=NOW)
    issued(world, "30397")
    with django_assert_num_queries(13):
        browser.get(ADDRESS)
    issued(world, "30388")
    issued(world, "30376", year=2024)
    with django_assert_num_queries(13):
        browser.get(ADDRESS)
