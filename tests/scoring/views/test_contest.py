import io
import re

import openpyxl
import pytest
from django.test import Client

from awards.models import Nomination
from campaigns.models import Campaign
from scoring.models import Contestant
from scoring.views.pages import new_key
from tests.scoring.contest_makers import AT, FEW, line, many_lines


@pytest.fixture
def results(contest):
    contest.confirmed()
    return contest


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def page_of(contest, tail: str = "", user=None) -> str:
    response = contest.world.browser(user or contest.officer, AT).get(contest.url(tail))
    assert response.status_code == 200
    return text_of(response)


def names_in(page: str) -> list[str]:
    return re.findall(r'nguoi/\d+/">([^<]+)</a> ?<', page)


def test_before_results_the_page_says_what_to_do(contest):
    assert "Nhập kết quả" in page_of(contest)
    page = page_of(contest, user=contest.world.person_of(contest.unit()))
    assert "Chưa có kết quả cuộc thi" in page and "/nhap/" not in page


def test_people_by_rank_with_ties_counts_and_the_registered_last(results):
    page = page_of(results)
    order = ("Hoàng Văn An", "Nông Thị Bình", "Trần Thị Én", "Lý Thị Chi", "Vi Văn Dũng")
    places = [page.index(f">{name}<") for name in order]
    assert places == sorted(places)
    assert page.count("đồng hạng</span>") == 2 and "chưa thi" in page
    assert '<div class="num">5</div> <span>người đăng ký' in page
    assert '<div class="num">4</div> <span>người dự thi' in page
    assert '<div class="num">5</div> <span>lượt thi' in page
    assert "09:40" in page and "2 / 2" in page


@pytest.mark.parametrize(
    ("tail", "names"),
    [
        ("?doi-tuong=nguoi-dan", {"Trần Thị Én"}),
        ("?don-vi=nguoi-dan", {"Trần Thị Én"}),
        ("?doi-tuong=can-bo&du-thi=da", {"Hoàng Văn An", "Nông Thị Bình", "Lý Thị Chi"}),
        ("?cong-nhan=khong", {"Lý Thị Chi"}),
        ("?du-thi=chua", {"Vi Văn Dũng"}),
        ("?q=nong thi", {"Nông Thị Bình"}),
        ("?q=phong noi vu", {"Lý Thị Chi"}),
        ("?q=tc004", {"Vi Văn Dũng"}),
        ("?don-vi=abc", set()),
        ("?don-vi=999999999999999999999", set()),
        ("?cong-nhan=xyz", set()),
    ],
)
def test_filters(results, tail, names):
    page = page_of(results, tail)
    everybody = {"Hoàng Văn An", "Nông Thị Bình", "Trần Thị Én", "Lý Thị Chi", "Vi Văn Dũng"}
    assert {name for name in everybody if f">{name}<" in page} == names
    assert bool(names) != ("Không có ai khớp" in page)


def test_the_filter_of_a_unit_shows_its_people(results):
    page = page_of(results, f"?don-vi={results.unit().pk}")
    assert ">Hoàng Văn An<" in page and ">Nông Thị Bình<" in page and ">Lý Thị Chi<" not in page


def test_sorted_by_name_is_vietnamese_order_of_given_names(results):
    page = page_of(results, "?xep=ten")
    given = ["Hoàng Văn An", "Nông Thị Bình", "Lý Thị Chi", "Vi Văn Dũng", "Trần Thị Én"]
    assert [page.index(f">{name}<") for name in given] == sorted(page.index(f">{name}<") for name in given)


def test_units_see_their_own_results_without_accounts_and_work(results):
    user = results.world.person_of(results.unit())
    page = page_of(results, user=user)
    assert ">Hoàng Văn An<" in page and "tc001" not in page
    assert "/nhap/" not in page and 'type="checkbox"' not in page
    assert "Không có ai khớp" in page_of(results, "?q=tc004", user=user)
    person = Contestant.objects.get(account="tc001")
    detail = page_of(results, f"nguoi/{person.pk}/", user=user)
    assert "tc001" not in detail and "Được tính" in detail and "/nhap/" not in detail


def test_where_a_number_comes_from(results):
    person = Contestant.objects.get(account="tc001")
    page = page_of(results, f"nguoi/{person.pk}/")
    assert "Vì sao tính lượt 2?" in page and "tính lượt có điểm cao nhất" in page
    assert (
        "H3" in page and "H4" in page and "trang tính «Kết quả»" in page and "ket-qua-cuoc-thi.xlsx" in page
    )
    assert page.count("Được tính</span>") == 1


def test_a_person_of_results_that_hold_no_more_is_404(results):
    old = Contestant.objects.get(account="dan01")
    results.confirmed(*FEW[:-1])
    assert results.desk().get(results.url(f"nguoi/{old.pk}/")).status_code == 404


def test_units_by_the_chosen_count(results):
    page = page_of(results, "?muc=don-vi")
    assert "Người dân" in page and page.count('type="checkbox"') == 2  # nobody of Tân An took part
    by_average = page_of(results, "?muc=don-vi&xep=diem")
    assert by_average.index("20,00") < by_average.index("15,00")
    assert "Không có đơn vị nào khớp" in page_of(results, "?muc=don-vi&q=khong co")
    assert "Châu Phong" in page_of(results, "?muc=don-vi&q=chau phong")


def test_excel_is_what_is_filtered(results):
    response = results.desk().get(results.url("?xuat=excel&doi-tuong=can-bo&du-thi=da"))
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    rows = list(sheet.iter_rows(min_row=3, values_only=True))
    assert rows[0][:3] == ("Hạng", "Họ và tên", "Đơn vị") and "Tài khoản" in rows[0]
    assert [row[1] for row in rows[1:4]] == ["Hoàng Văn An", "Nông Thị Bình", "Lý Thị Chi"]
    assert rows[1][0] == 1 and rows[1][4] == 20 and rows[1][5] == "09:40"
    user = results.world.person_of(results.unit())
    response = results.world.browser(user, AT).get(results.url("?xuat=excel"))
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    values = {cell for row in sheet.iter_rows(values_only=True) for cell in row}
    assert "tc001" not in values and "Tài khoản" not in values and "Nông Thị Bình" in values


def test_excel_of_units(results):
    response = results.desk().get(results.url("?muc=don-vi&xuat=excel"))
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    assert rows[0][2:5] == (2, 2, 3)


def test_another_kind_of_campaign_has_no_such_pages(results):
    Campaign.objects.update(measured_by="index")
    browser = results.desk()
    for tail in ("", "nhap/", "de-nghi/", "nguoi/1/"):
        assert browser.get(results.url(tail)).status_code == 404


def test_signed_out_leads_to_the_sign_in_page(results):
    response = Client().get(results.url())
    assert response.status_code == 302 and "/dang-nhap/" in response["Location"]


def test_hostile_names_are_text(contest):
    contest.confirmed(line("<b>x</b>", "<script>alert(1)</script>", "UBND xã Tân An", 18, "", 1))
    page = page_of(contest)
    assert "<script>alert" not in page and "&lt;script&gt;" in page
    data = contest.desk().get(contest.url("?xuat=excel")).content
    assert openpyxl.load_workbook(io.BytesIO(data)).active["B4"].value == "<script>alert(1)</script>"


def test_pages_of_fifty(contest):
    units = [str(place.unit) for place in contest.campaign.members.select_related("unit")]
    contest.confirmed(*many_lines(units, 120))
    page = page_of(contest)
    assert "Dòng 1 đến 50 trong 120" in page and "Trang sau" in page
    assert "Dòng 101 đến 120" in page_of(contest, "?trang=3")


def test_the_cost_does_not_grow_with_the_rows(contest, django_assert_num_queries):
    browser = contest.desk()
    for rows in (FEW[:1], (FEW[0], FEW[2], FEW[3])):
        contest.confirmed(*rows)
        browser.get(contest.url())
        with django_assert_num_queries(PEOPLE_QUERIES):
            assert browser.get(contest.url()).status_code == 200
        with django_assert_num_queries(UNITS_QUERIES):
            assert browser.get(contest.url("?muc=don-vi")).status_code == 200


PEOPLE_QUERIES = 12
UNITS_QUERIES = 10


def test_a_new_rule_of_the_plan_is_told(results):
    Campaign.objects.update(counted_attempt="first")
    assert "Hãy nhập lại tệp" in page_of(results)
    assert "Hãy nhập lại tệp" not in page_of(results, user=results.world.person_of(results.unit()))


def ticks(results, *accounts) -> list[str]:
    return [str(Contestant.objects.get(account=one).pk) for one in accounts]


def test_ticked_people_and_units_are_looked_at_and_put_forward_in_one_go(results):
    browser = results.desk()
    first, second = ticks(results, "tc001", "dan01")
    page = text_of(
        browser.get(results.url(f"de-nghi/?nguoi={first}&nguoi={second}&don-vi={results.unit().pk}"))
    )
    assert "1 tập thể, 2 cá nhân" in page and "1 người là người dân" in page and 'value="Chuyên viên"' in page
    assert not Nomination.objects.exists()
    data = {
        "key": new_key(),
        "award": results.award.pk,
        "nguoi": [first, second],
        "don-vi": [str(results.unit().pk)],
        f"danh-xung-{first}": "ong",
        f"chuc-vu-{first}": "Công chức Văn hóa",
        f"danh-xung-{second}": "ba",
        f"chuc-vu-{second}": "",
    }
    assert browser.post(results.url("de-nghi/"), data)["Location"] == results.url()
    browser.post(results.url("de-nghi/"), data)
    assert Nomination.objects.count() == 3 and Nomination.objects.filter(state="accepted").count() == 3
    assert Nomination.objects.get(name="Hoàng Văn An").position_title == "Công chức Văn hóa"
    page = page_of(results)
    assert page.count("Đã đề nghị</span>") == 2 and page.count('type="checkbox"') == 2
    assert page_of(results, "?muc=don-vi").count("Đã đề nghị</span>") == 1


def test_a_missing_post_is_told_and_what_was_typed_stays(results):
    (first,) = ticks(results, "tc001")
    data = {"key": new_key(), "award": results.award.pk, "nguoi": [first], f"danh-xung-{first}": ""}
    data[f"chuc-vu-{first}"] = "Trưởng ban văn hóa"
    response = results.desk().post(results.url("de-nghi/"), data)
    assert response.status_code == 422
    page = text_of(response)
    assert "Hãy chọn Ông hoặc Bà cho Hoàng Văn An" in page and "Trưởng ban văn hóa" in page
    assert not Nomination.objects.exists()


def test_nobody_ticked_leads_back_with_a_sentence(results):
    for tail in ("de-nghi/", "de-nghi/?nguoi=x&don-vi=-1", "de-nghi/?nguoi=999999"):
        response = results.desk().get(results.url(tail), follow=True)
        assert "Chưa chọn ai" in text_of(response)


def test_taking_back_needs_a_reason(results):
    (first,) = ticks(results, "tc001")
    data = {"key": new_key(), "award": results.award.pk, "nguoi": [first]}
    data |= {f"danh-xung-{first}": "ong", f"chuc-vu-{first}": "Công chức"}
    browser = results.desk()
    browser.post(results.url("de-nghi/"), data)
    row = Nomination.objects.get()
    address = results.url(f"de-nghi/{row.pk}/rut/")
    assert "Rút đề nghị khen thưởng Ông Hoàng Văn An?" in text_of(browser.get(address))
    assert browser.post(address, {"reason": ""}).status_code == 422
    assert browser.post(address, {"reason": "Nhầm tài khoản"})["Location"] == results.url()
    row.refresh_from_db()
    assert row.state == "withdrawn"
    assert browser.get(address).status_code == 404
    assert "Đã đề nghị</span>" not in page_of(results)


def test_only_the_standing_body_chooses(results):
    (first,) = ticks(results, "tc001")
    unit = results.world.browser(results.world.person_of(results.unit()), AT)
    assert unit.get(results.url(f"de-nghi/?nguoi={first}")).status_code == 404
    data = {"key": new_key(), "award": results.award.pk, "nguoi": [first], f"danh-xung-{first}": "ong"}
    assert unit.post(results.url("de-nghi/"), data).status_code == 404
    assert unit.post(results.url("de-nghi/1/rut/"), {"reason": "x"}).status_code == 404
    assert not Nomination.objects.exists()


def test_where_units_nominate_there_is_nothing_to_tick(results):
    Campaign.objects.update(nominated_by="units")
    assert 'type="checkbox"' not in page_of(results)
