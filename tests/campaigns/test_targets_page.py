"""Chỉ tiêu in the browser."""

import io
import uuid

import pytest
from openpyxl import load_workbook

from campaigns.domain.record_progress import record_progress
from campaigns.models import TargetProgress
from tests.yearly_makers import IN_2024, IN_2026, add_target, lengthen, words

ADDRESS = "/phong-trao/tan-chau-2023/chi-tieu/"


@pytest.fixture
def world(tan_chau):
    lengthen(tan_chau.campaign)
    return tan_chau


def answers(**changes) -> dict:
    """What the officer fills in."""
    form = {"year": "2023", "value": "41,5", "document": "Báo cáo 12/BC-UBND"}
    return {**form, "key": str(uuid.uuid4()), **changes}


def recorded(world, target, year=2025, value="41"):
    """A number on record."""
    record_progress(target=target, year=year, value=value, document="Báo cáo 9", by=world.officer, at=IN_2026)


def test_without_targets_the_page_says_so(world):
    assert "Chưa có chỉ tiêu số" in words(world.browser(world.officer, at=IN_2024).get(ADDRESS))


def test_the_list_says_what_is_asked_and_where_it_stands(world):
    recorded(world, add_target(world.campaign))
    add_target(world.campaign, "dien-thoai", text="Điện thoại thông minh", year=2030, area="Xã hội số")
    page = words(world.browser(world.officer, at=IN_2026).get(ADDRESS))
    assert "trên 40% hộ gia đình" in page and "mục III.2.2.1" in page
    assert page.count('class="chip good">Đạt<') == 1 and page.count(">Chưa đến hạn</span>") == 1
    assert 'value="41.000000" max="41.000000"' in page


def test_filters_search_and_excel_agree(world):
    recorded(world, add_target(world.campaign))
    phase = world.campaign.phases.last()
    add_target(
        world.campaign, "dien-thoai", text="Điện thoại thông minh", year=2030, area="Xã hội số", phase=phase
    )
    browser = world.browser(world.officer, at=IN_2026)
    for asked in (
        {"giai-doan": "gd-2"},
        {"linh-vuc": "Xã hội số"},
        {"trang-thai": "chua-den-han"},
        {"nam": "2030"},
        {"q": "dien thoai"},
    ):
        page = words(browser.get(ADDRESS, asked))
        assert "Điện thoại thông minh" in page and "Cáp quang" not in page, asked
        sheet = load_workbook(io.BytesIO(browser.get(ADDRESS, {**asked, "xuat": "excel"}).content)).active
        assert [row[0] for row in sheet.iter_rows(min_row=4, values_only=True) if row[0]] == ["dien-thoai"]
    assert "Không có chỉ tiêu nào khớp" in words(browser.get(ADDRESS, {"q": "khong co"}))
    for wrong in ({"giai-doan": "la"}, {"trang-thai": "la"}, {"nam": "1999"}, {"linh-vuc": "la"}):
        assert browser.get(ADDRESS, wrong).status_code == 404


def test_excel_holds_real_numbers(world):
    recorded(world, add_target(world.campaign), value="41,25")
    answer = world.browser(world.officer, at=IN_2026).get(ADDRESS, {"xuat": "excel"})
    rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(min_row=3, values_only=True))
    line = dict(zip(rows[0], rows[1], strict=True))
    assert (line["Kết quả 2025"], line["Năm phải đạt"], line["Trạng thái"]) == (41.25, 2025, "Đạt")


def test_the_officer_records_once_however_often_the_form_is_sent(world):
    target = add_target(world.campaign)
    address = f"{ADDRESS}{target.pk}/"
    browser = world.browser(world.officer, at=IN_2024)
    form = answers()
    for _ in range(2):
        answer = browser.post(address, form)
        assert (answer.status_code, answer["Location"]) == (302, address)
    assert TargetProgress.objects.get().value == 41.5
    page = words(browser.get(address))
    assert "Nhật ký" in page and page.count("Ghi kết quả năm 2023 của chỉ tiêu") == 1
    assert 'value="41,5"' in words(browser.get(address, {"nam": "2023"}))
    browser.post(f"{address}xoa/2023/")
    assert not TargetProgress.objects.exists()


def test_faults_stand_on_top_and_at_the_field_and_keep_what_was_typed(world):
    target = add_target(world.campaign)
    browser = world.browser(world.officer, at=IN_2024)
    answer = browser.post(f"{ADDRESS}{target.pk}/", answers(value="101", document="Báo cáo gõ dở"))
    page = words(answer)
    assert answer.status_code == 422 and page.count("lớn hơn mức tối đa 100") == 2
    assert "Báo cáo gõ dở" in page and not TargetProgress.objects.exists()
    answer = browser.post(f"{ADDRESS}{target.pk}/", answers(year="2029"))
    assert answer.status_code == 422 and "Hãy chọn năm trong danh sách" in words(answer)


def test_a_unit_reads_and_writes_nothing(world):
    target = add_target(world.campaign)
    recorded(world, target)
    browser = world.browser(world.person_of(world.unit("30397")), at=IN_2026)
    page = words(browser.get(f"{ADDRESS}{target.pk}/"))
    assert "Báo cáo 9" in page and "<textarea" not in page and "Ghi kết quả của một năm" not in page
    assert browser.post(f"{ADDRESS}{target.pk}/", answers()).status_code == 404
    assert browser.post(f"{ADDRESS}{target.pk}/xoa/2025/").status_code == 404
    assert TargetProgress.objects.get().value == 41


def test_another_campaigns_target_is_not_found(world):
    target = add_target(world.campaign)
    browser = world.browser(world.officer, at=IN_2024)
    assert browser.get(f"{ADDRESS}{target.pk + 1}/").status_code == 404
    assert browser.get(f"/phong-trao/khong-co/chi-tieu/{target.pk}/").status_code == 404


def test_signed_out_people_get_the_sign_in_page(client, world):
    assert client.get(ADDRESS)["Location"].startswith("/dang-nhap/")


def test_hostile_text_is_text(world):
    target = add_target(world.campaign, text="<script>alert(1)</script>", area="<b>x</b>", measure="<i>%</i>")
    recorded(world, target)
    TargetProgress.objects.update(document="<img src=x>")
    browser = world.browser(world.officer, at=IN_2026)
    for address in (ADDRESS, f"{ADDRESS}{target.pk}/"):
        page = words(browser.get(address))
        assert "<script>alert" not in page and "<img src=x" not in page and "<b>x</b>" not in page


def test_the_list_costs_the_same_for_one_and_three(world, django_assert_num_queries):
    browser = world.browser(world.officer, at=IN_2026)
    recorded(world, add_target(world.campaign))
    with django_assert_num_queries(10):
        browser.get(ADDRESS)
    for code in ("hai", "ba"):
        recorded(world, add_target(world.campaign, code, area=code))
    with django_assert_num_queries(10):
        browser.get(ADDRESS)


def test_more_than_a_page_is_paged(world):
    for number in range(51):
        add_target(world.campaign, f"ct-{number}")
    browser = world.browser(world.officer, at=IN_2024)
    assert "Dòng 1 đến 50 trong 51" in words(browser.get(ADDRESS))
    assert "Dòng 51 đến 51 trong 51" in words(browser.get(ADDRESS, {"trang": "2"}))
    assert "Dòng 51 đến 51 trong 51" in words(browser.get(ADDRESS, {"trang": "99"}))
