"""Nhật ký in the browser: the list, an event, Excel out, the kept days."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from accounts.domain.audit import keep_day
from accounts.models import AuditEvent
from campaigns.enums import Role
from dossiers.demo.base import moment
from tests.campaigns.test_audit import AT, note, person
from tests.yearly_makers import words

ADDRESS = "/nhat-ky/"


@pytest.fixture
def auditor(tan_chau):
    """Somebody who watches the whole thị xã."""
    return tan_chau.browser(person("giam-sat-x", tan_chau.campaign.issuer, Role.AUDITOR), AT)


def test_the_list_names_who_what_and_when(tan_chau, auditor):
    note("Đổi số lượng 03 -> 04.", by=tan_chau.officer, campaign=tan_chau.campaign)
    page = words(auditor.get(ADDRESS))
    assert "Đổi số lượng 03 -&gt; 04." in page or "Đổi số lượng 03 -> 04." in page
    assert str(tan_chau.officer) in page and "03/08/2023" in page
    assert "Nhật ký" in words(auditor.get("/phong-trao/"))  # in the menu


def test_an_event_shows_what_changed_and_its_place_in_the_chain(tan_chau, auditor):
    event = AuditEvent.objects.filter(kind="campaign.launched").get()
    page = words(auditor.get(f"{ADDRESS}{event.number}/"))
    assert event.sentence in page and event.hash in page and event.previous_hash in page


@pytest.mark.parametrize("path", ["", "1/", "ma-cuoi-ngay/"])
def test_the_trail_does_not_exist_for_units_and_council(tan_chau, path):
    for user in (tan_chau.person_of(tan_chau.unit("30376")), tan_chau.member(1)):
        assert tan_chau.browser(user, AT).get(f"{ADDRESS}{path}").status_code == 404


def test_a_standing_body_reads_its_campaign_but_no_event_of_another_and_no_days(tan_chau):
    foreign = note("Bí mật nơi khác.")
    keep_day(day=date(2023, 8, 2))
    browser = tan_chau.browser(tan_chau.officer, AT)
    page = words(browser.get(ADDRESS))
    assert "Phát động" in page and "Bí mật" not in page and "Mã cuối ngày" not in page
    assert browser.get(f"{ADDRESS}{foreign.number}/").status_code == 404
    assert browser.get(f"{ADDRESS}ma-cuoi-ngay/").status_code == 404
    for search in ({"q": "bi mat"}, {"phong-trao": "khac"}, {"trang": "9"}):
        assert "Bí mật" not in words(browser.get(ADDRESS, search))


def test_excel_holds_exactly_what_is_filtered(tan_chau, auditor):
    note("Việc thứ nhất.", campaign=tan_chau.campaign)
    note("=1+1 không phải công thức.", campaign=tan_chau.campaign, at=moment(2023, 8, 9))
    data = auditor.get(ADDRESS, {"tu-ngay": "09/08/2023", "xuat": "excel"}).content
    sheet = load_workbook(io.BytesIO(data)).active
    rows = [[str(cell) for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    held = [row for row in rows if any("công thức" in cell for cell in row)]
    assert len(held) == 1 and not any("Việc thứ nhất." in row for row in rows)
    assert any(cell.data_type == "s" for cell in sheet[sheet.max_row])


def test_a_day_that_is_none_is_said_and_the_rest_still_filters(tan_chau, auditor):
    answer = auditor.get(ADDRESS, {"tu-ngay": "31/02/2023", "q": "phat dong"})
    page = words(answer)
    assert answer.status_code == 200 and "Từ ngày" in page and "Phát động" in page


def test_the_kept_days_go_out(tan_chau, auditor):
    day = keep_day(day=date(2023, 8, 2))
    assert day.hash in words(auditor.get(ADDRESS))
    sheet = load_workbook(io.BytesIO(auditor.get(f"{ADDRESS}ma-cuoi-ngay/").content)).active
    assert any(day.hash in row for row in sheet.iter_rows(values_only=True))


@pytest.mark.parametrize("more", [1, 3])
def test_the_list_costs_the_same_for_one_event_and_three(tan_chau, auditor, django_assert_num_queries, more):
    auditor.get(ADDRESS)
    for n in range(more):
        note(f"Việc {n}.", by=tan_chau.officer, campaign=tan_chau.campaign)
    with django_assert_num_queries(8):
        auditor.get(ADDRESS, {"nhom": "Kế hoạch"})
