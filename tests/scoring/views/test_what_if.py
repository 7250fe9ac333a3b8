import io
import re
from html import unescape

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from awards.models import AwardQuota, Condition
from campaigns.models import Unit, UnitGroup
from scoring.domain.apply_trial import terms_mark
from scoring.models import IndexImport
from scoring.what_if_plan import terms_of
from tests.many_units_makers import more_units, with_results
from tests.scoring.conftest import IMPORTING
from tests.scoring.what_if_makers import ROWS, draft_beside, imported


@pytest.fixture
def draft(results):
    return draft_beside(results)


def url(campaign, tail: str = "") -> str:
    return f"/phong-trao/{campaign.slug}/thu-phuong-an/{tail}"


def page_of(world, campaign, tail: str = "", **headers) -> str:
    response = world.browser(world.officer, IMPORTING).get(url(campaign, tail), headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def quota_of(campaign, subject: str = "tap_the") -> AwardQuota:
    return AwardQuota.objects.get(award__campaign=campaign, group__code="phuong-xa", subject=subject)


def condition_of(campaign, rule: str = "within_top") -> Condition:
    return Condition.objects.get(award__campaign=campaign, rule=rule)


def test_the_plan_as_it_is(results, draft):
    page = page_of(results.world, draft)
    assert "Vào 0, ra 0, giữ 4, chờ chọn 4." in page and "Chưa đổi gì so với kế hoạch" in page
    assert "UBND phường Long Thạnh" in page and "96,40" in page
    assert "không lưu gì vào kế hoạch" in page and "Phong trào đã phát động" not in page
    assert "Nhóm «Các phòng, ban chuyên môn»: không đơn vị nào có kết quả năm 2022" in page
    assert "Không xét trong phép thử" in page and "9 không có kết quả" in page
    assert f'name="so-{quota_of(draft).pk}" value="3"' in page


def test_two_places_and_two_ranks_instead_of_three(results, draft):
    change = f"?so-{quota_of(draft).pk}=2&dk-{condition_of(draft).pk}-n=2"
    page = page_of(results.world, draft, change)
    assert "Vào 0, ra 0, giữ 4, chờ chọn 2, thôi chờ 2." in page
    assert "đúng số lượng" in page and "3 → 2" in page
    assert "giảm 1.080.000 đồng" in page and "ngoài 02 thứ hạng cao nhất" in page
    assert quota_of(draft).maximum == 3 and condition_of(draft).params == {"n": 3}


def test_the_address_holds_the_change_only(results, draft):
    quota, source = quota_of(draft), IndexImport.objects.get()
    browser = results.world.browser(results.world.officer, IMPORTING)
    full = {"dot": "2023", "nguon": source.pk, f"so-{quota.pk}": "4", f"cach-{quota.pk}": "exact"}
    response = browser.get(url(draft), full, headers={"HX-Request": "true"})
    part = response.content.decode()
    assert "<html" not in part and 'hx-swap-oob="true"' in part and "Vào" in part
    shared = response["HX-Replace-Url"]
    assert f"nguon={source.pk}" in shared and f"so-{quota.pk}=4" in shared and "cach-" not in shared
    again = browser.get(shared).content.decode()
    assert f'name="so-{quota.pk}" value="4"' in again and "3 → 4" in again


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("so", "ba", "Số lượng phải là số nguyên từ 1 đến 32.767."),
        ("so", "0", "Số lượng phải là số nguyên từ 1 đến 32.767."),
        ("so", "", "Hãy nhập số lượng, vì cách tính là «đúng số lượng»."),
        ("so", "99999999999", "tối đa"),
        ("cach", "lung-tung", "Không có lựa chọn này"),
        ("n", "-1", "Số thứ hạng cao nhất phải là số nguyên từ 1"),
        ("n", "", "Hãy nhập một trong hai: số thứ hạng hoặc tỷ lệ"),
        ("percent", "20", "Hãy nhập một trong hai: số thứ hạng hoặc tỷ lệ"),
        ("percent", "120", "Hãy nhập"),
        ("percent", "abc", "không phải là số"),
        ("dong_hang", "boc-tham", "Không có lựa chọn này"),
        ("nguon", "999999", "Không có lựa chọn này"),
    ],
)
def test_bad_input_is_a_sentence_at_its_field_and_the_page_stays(results, draft, name, value, said):
    quota, condition = quota_of(draft).pk, condition_of(draft).pk
    names = {"so": f"so-{quota}", "cach": f"cach-{quota}"}
    names |= {"n": f"dk-{condition}-n", "percent": f"dk-{condition}-percent"}
    browser = results.world.browser(results.world.officer, IMPORTING)
    response = browser.get(url(draft), {names.get(name, name): value})
    page = response.content.decode()
    assert response.status_code == 200 and "Có ô chưa đúng" in page
    assert page.count(said) >= 2 or said == "Hãy nhập"
    assert "Vào 0, ra 0, giữ 4" in page


def test_strange_addresses_do_not_break_the_page(results, draft):
    page = page_of(results.world, draft, "?nguon=x&dot=khong-co&so-1=a&la=1&nguon=-1")
    assert "Vào 0, ra 0, giữ 4" in page


def test_a_threshold_is_tried(results, draft):
    condition = condition_of(draft)
    condition.rule, condition.params = "index_threshold", {"min_percent": "92"}
    condition.save()
    page = page_of(results.world, draft, f"?dk-{condition.pk}-min_percent=90,8&so-{quota_of(draft).pk}=4")
    assert "Kết quả chỉ số của đơn vị năm 2022 là 91,25%, đạt từ 90,8% trở lên." in page
    assert "Vào 2, ra 0, giữ 4, chờ chọn 2." in page
    page = page_of(results.world, draft, f"?dk-{condition.pk}-min_percent=93,75%")
    assert "Kết quả chỉ số của đơn vị năm 2022 là 91,25%, dưới mức 93,75%." in page


def test_what_was_tried_goes_into_the_draft(results, draft):
    world, quota, condition = results.world, quota_of(draft), condition_of(draft)
    change = f"so-{quota.pk}=2&dk-{condition.pk}-percent=20&dk-{condition.pk}-n=&dong_hang=previous_year"
    page = page_of(world, draft, f"?{change}")
    form = {
        "phuong_an": unescape(re.search(r'name="phuong_an" value="([^"]*)"', page)[1]),
        "seen": re.search(r'name="seen" value="([^"]*)"', page)[1],
    }
    browser = world.browser(world.officer, IMPORTING)
    response = browser.post(url(draft, "dua-vao/"), form)
    assert response["Location"] == f"/phong-trao/{draft.slug}/ke-hoach/"
    draft.refresh_from_db()
    assert (quota_of(draft).maximum, condition_of(draft).params) == (2, {"percent": "20"})
    assert draft.tie_rule == "previous_year" and draft.version == 0
    again = browser.post(url(draft, "dua-vao/"), form, follow=True).content.decode()
    assert "Kế hoạch vừa được sửa sau khi bạn mở phép thử" in again


def test_a_launched_plan_is_not_changed_from_here(results, draft):
    world = results.world
    quota = quota_of(world.campaign)
    page = page_of(world, world.campaign, f"?so-{quota.pk}=2")
    assert "Đưa vào kế hoạch" not in page
    seen = terms_mark(terms_of(world.campaign.rounds.get()).terms)
    form = {"phuong_an": f"so-{quota.pk}=2", "seen": seen}
    browser = world.browser(world.officer, IMPORTING)
    refused = browser.post(url(world.campaign, "dua-vao/"), form, follow=True).content.decode()
    assert "đã phát động" in refused and quota_of(world.campaign).maximum == 3
    wrong = {**form, "phuong_an": f"so-{quota_of(draft).pk}=x"}
    assert "Có ô chưa đúng" in browser.post(url(draft, "dua-vao/"), wrong, follow=True).content.decode()
    assert browser.get(url(draft, "dua-vao/")).status_code == 405


def test_the_tie_rule_uses_the_year_before(results, draft):
    imported(results, (1, "UBND phường Long Sơn", 1, 80, 2), (2, "UBND phường Long Phú", 1, 85, 1), year=2021)
    page = page_of(results.world, draft, "?dong_hang=previous_year")
    assert "Vào 2, ra 0, giữ 4, thôi chờ 2." in page
    assert "kết quả năm 2021 quyết định thứ tự" in page
    source = IndexImport.objects.get(year=2021)
    page = page_of(results.world, draft, f"?nguon={source.pk}&dong_hang=previous_year")
    assert "Chưa có kết quả năm 2022 (năm liền trước phong trào); đang thử trên năm 2021." in page
    assert "Chưa có kết quả năm 2020 cùng thang điểm" in page


def test_a_launched_campaign_says_that_it_is_a_simulation(results, draft):
    page = page_of(results.world, results.world.campaign, f"?so-{quota_of(results.world.campaign).pk}=1")
    assert "đây chỉ là phép thử, kế hoạch và danh sách đề nghị giữ nguyên" in page
    assert "3 → 1" in page


def test_without_results_the_page_says_where_to_import_them(results, tan_chau):
    page = page_of(tan_chau, tan_chau.campaign)
    assert "Chưa có kết quả năm 2022 để thử" in page and "/ket-qua/nhap/" in page
    row, _ = results.ready(*ROWS, year=2022)
    page = page_of(tan_chau, tan_chau.campaign)
    assert "đang chờ xác nhận" in page and f"/ket-qua/nhap/{row.pk}/" in page
    tan_chau.campaign.rounds.all().delete()
    assert "Kế hoạch chưa có đợt xét khen thưởng nào" in page_of(tan_chau, tan_chau.campaign)


def test_a_draft_alone_has_nowhere_to_import(tan_chau_draft):
    assert "chưa có phong trào nào đã phát động" in page_of(tan_chau_draft, tan_chau_draft.campaign)


def test_a_round_without_quotas(results, draft):
    AwardQuota.objects.filter(award__campaign=draft).delete()
    assert "Chưa có chỉ tiêu để thử" in page_of(results.world, draft)


def test_only_the_standing_body_sees_it(results, draft):
    world = results.world
    for user in (world.member(2), world.person_of(world.unit("30388"))):
        assert world.browser(user, IMPORTING).get(url(draft)).status_code == 404
        assert world.browser(user, IMPORTING).get(url(world.campaign)).status_code == 404
    assert Client().get(url(draft))["Location"].startswith("/dang-nhap/")
    assert world.browser(world.officer, IMPORTING).post(url(draft)).status_code == 405


def test_a_condition_that_no_rule_can_read_is_not_tried(results, draft):
    condition = condition_of(draft)
    condition.params = {}
    condition.save()
    page = page_of(results.world, draft)
    assert f"dk-{condition.pk}-n" not in page and page.count(condition.text) == 1


def test_excel_holds_every_row(results, draft):
    browser = results.world.browser(results.world.officer, IMPORTING)
    response = browser.get(url(draft, f"?xuat=excel&so-{quota_of(draft).pk}=1"))
    rows = list(openpyxl.load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True))
    found = [row for row in rows if row[2] == "Tập thể"]
    assert len(found) == 27
    assert (found[13][3], found[13][4], found[13][5], found[13][7]) == (
        1,
        "UBND phường Long Thạnh",
        96.4,
        "Giữ",
    )


@pytest.mark.parametrize(("partial", "queries"), [(False, 13), (True, 13)])
def test_the_page_costs_the_same_with_three_groups(
    results, draft, partial, queries, django_assert_num_queries
):
    browser = results.world.browser(results.world.officer, IMPORTING)
    headers = {"HX-Request": "true"} if partial else {}
    UnitGroup.objects.filter(campaign=draft).exclude(code="phuong-xa").update(kinds=[], unit_codes=[])
    Unit.objects.filter(kind__in=["ubnd_phuong", "ubnd_xa"]).exclude(code="30376").update(kind="khac")
    browser.get(url(draft))
    with django_assert_num_queries(queries):
        browser.get(url(draft), headers=headers)
    Unit.objects.filter(kind="khac").update(kind="ubnd_xa")
    group = draft.groups.create(code="truong", name="Trường", kinds=["truong"], clause="x", position=9)
    quota = quota_of(draft)
    quota.pk, quota.group, quota.position = None, group, 9
    quota.save()
    with django_assert_num_queries(queries):
        browser.get(url(draft, f"?so-{quota.pk}=2"), headers=headers)


def test_a_thousand_units_ask_as_often_as_five(results, draft, django_assert_num_queries):
    """How long they take is measured in tests/benchmarks."""
    Condition.objects.create(
        award=quota_of(draft).award,
        position=99,
        rule="index_threshold",
        params={"min_percent": "60"},
        text="Từ 60%",
        clause="x",
    )
    browser = results.world.browser(results.world.officer, IMPORTING)
    address = url(draft, f"?so-{quota_of(draft).pk}=300&dk-{condition_of(draft).pk}-n=300")
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    with_results(more_units(draft, 0, 1000), IndexImport.objects.get())
    with django_assert_num_queries(len(few)):
        page = browser.get(address).content.decode()
    assert "dòng nữa, xem trong tệp Excel" in page and "Vào 297" in page
