import io
from decimal import Decimal

import openpyxl
import pytest
from django.test import Client

from campaigns.domain.register_unit import register_unit
from campaigns.models import Criterion
from dossiers.demo.base import moment
from scoring.domain.sheets import open_sheet, save_item, send_sheet
from scoring.models import ScoreSheet, SheetItem
from scoring.sheets import Typed
from scoring.views.pages import new_key
from tests.scoring.conftest import SCORING

HTMX = {"HX-Request": "true"}


def post_row(own, browser, code: str, points: str, *, version: int = 0, note: str = ""):
    key = own.criterion(code).pk
    data = {f"points-{key}": points, f"note-{key}": note, f"version-{key}": version}
    return browser.post(own.url(f"dong/{key}/"), data, headers=HTMX)


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_signed_out_people_are_led_to_the_sign_in(own_sheet):
    key = own_sheet.criterion("1.1").pk
    for tail in ("", f"{own_sheet.unit.pk}/", "gui/", f"tai-lieu/{key}/"):
        response = Client().get(own_sheet.url(tail))
        assert response.status_code == 302 and response["Location"].startswith("/dang-nhap/")
    response = Client().post(own_sheet.url(f"dong/{key}/"), {f"points-{key}": "3"})
    assert response.status_code == 302 and not SheetItem.objects.exists()


def test_the_page_shows_groups_lines_and_totals(own_sheet):
    browser = own_sheet.browser()
    post_row(own_sheet, browser, "1.1", "3,75")
    page = text(browser.get(own_sheet.url()))
    assert "3,75<small>/100</small>" in page
    assert "tự chấm, 1/20 tiêu chí" in page
    assert "Còn 19 tiêu chí chưa chấm" in page
    assert 'value="3,75"' in page
    assert "hết Thứ Bảy, 09/12/2023" in page and "còn 33 ngày" in page


def test_a_row_is_saved_while_typing_goes_on(own_sheet):
    response = post_row(own_sheet, own_sheet.browser(), "1.1", "3,75")
    page = text(response)
    key = own_sheet.criterion("1.1").pk
    assert response.status_code == 200
    assert f'name="version-{key}" value="1"' in page
    assert "Đã lưu lúc 10:00" in page
    assert "3,75<small>/100</small>" in page
    assert f'id="diem-nhom-{own_sheet.criterion("1").pk}" hx-swap-oob="true">3,75 điểm' in page
    assert f'name="points-{key}"' not in page, "the field that is typed in is never replaced"


def test_a_wrong_score_is_said_at_the_row(own_sheet):
    response = post_row(own_sheet, own_sheet.browser(), "1.1", "9")
    assert response.status_code == 422
    assert "9 lớn hơn mức tối đa 5" in text(response) and 'role="alert"' in text(response)
    assert not SheetItem.objects.exists()


def test_a_changed_row_shows_both_texts(own_sheet):
    browser = own_sheet.browser()
    post_row(own_sheet, browser, "1.1", "3")
    response = post_row(own_sheet, browser, "1.1", "4")
    page = text(response)
    assert response.status_code == 422
    assert "ghi: 3 điểm" in page and "Bạn đang nhập: 4 điểm" in page
    assert f'name="version-{own_sheet.criterion("1.1").pk}" value="1"' in page
    assert "Giữ bản của tôi" in page and "Lấy bản đã lưu" in page


def test_without_script_the_whole_form_is_saved_and_typing_kept(own_sheet):
    good, bad = own_sheet.criterion("1.1").pk, own_sheet.criterion("1.2").pk
    data = {f"points-{good}": "3", f"version-{good}": 0, f"points-{bad}": "<b>9", f"version-{bad}": 0}
    data |= {f"note-{bad}": "<script>alert(1)</script>"}
    response = own_sheet.browser().post(own_sheet.url(), data)
    page = text(response)
    assert response.status_code == 422
    assert SheetItem.objects.get().self_points == 3
    assert 'value="&lt;b&gt;9"' in page and "không phải là số" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page and "<script>alert" not in page
    fixed = own_sheet.browser().post(own_sheet.url(), {**data, f"points-{bad}": "4", f"version-{good}": 1})
    assert fixed.status_code == 302
    assert SheetItem.objects.get(criterion=bad).self_points == 4


def test_hostile_notes_are_escaped_on_every_page(own_sheet):
    browser = own_sheet.browser()
    post_row(own_sheet, browser, "1.1", "3", note="<img src=x onerror=alert(1)>")
    for tail in ("", f"{own_sheet.unit.pk}/", "gui/"):
        assert "<img src=x" not in text(browser.get(own_sheet.url(tail)))


@pytest.mark.parametrize("rows", [1, 20])
def test_the_page_costs_at_most_fifteen_queries(own_sheet, django_assert_max_num_queries, rows):
    for criterion in Criterion.objects.filter(parent__isnull=False)[:rows]:
        save_item(
            sheet=own_sheet.sheet,
            criterion=criterion,
            typed=Typed("1", ""),
            version=0,
            by=own_sheet.by,
            at=SCORING,
        )
    browser = own_sheet.browser()
    with django_assert_max_num_queries(15):
        assert browser.get(own_sheet.url()).status_code == 200


def test_another_unit_reaches_nothing(own_sheet):
    world = own_sheet.world
    stranger = world.browser(world.person_of(world.unit("30388")), SCORING)
    key = own_sheet.criterion("1.1").pk
    assert stranger.get(own_sheet.url(f"{own_sheet.unit.pk}/")).status_code == 404
    assert stranger.post(own_sheet.url(f"dong/{key}/"), {f"points-{key}": "3"}).status_code == 404
    assert stranger.get(own_sheet.url("gui/")).status_code == 404
    assert stranger.post(own_sheet.url("gui/"), {"key": new_key()}).status_code == 404
    assert stranger.post(own_sheet.url("rut-lai/")).status_code == 404
    assert stranger.get(own_sheet.url(f"tai-lieu/{key}/")).status_code == 404
    page = text(stranger.get(own_sheet.url()))
    assert "UBND xã Tân An chưa mở bảng điểm" in page and "chưa đăng ký thi đua" in page
    assert not SheetItem.objects.exists()


@pytest.mark.parametrize("who", ["officer", "member"])
def test_staff_and_council_read_and_write_nothing(own_sheet, who):
    world = own_sheet.world
    user = world.officer if who == "officer" else world.member(1)
    browser = world.browser(user, SCORING)
    key = own_sheet.criterion("1.1").pk
    assert browser.get(own_sheet.url(f"{own_sheet.unit.pk}/")).status_code == 404, "not sent yet"
    assert browser.post(own_sheet.url(f"dong/{key}/"), {f"points-{key}": "3"}).status_code == 404
    assert browser.post(own_sheet.url("gui/"), {"key": new_key()}).status_code == 404
    assert browser.post(own_sheet.url("mo/")).status_code == 404
    assert not SheetItem.objects.exists()
    post_row(own_sheet, own_sheet.browser(), "1.1", "3")
    own_sheet.browser().post(own_sheet.url("gui/"), {"key": new_key()})
    assert browser.get(own_sheet.url(f"{own_sheet.unit.pk}/")).status_code == 200


def test_opening_needs_a_post(tan_chau):
    unit = tan_chau.unit("30397")
    by = tan_chau.person_of(unit)
    register_unit(campaign=tan_chau.campaign, unit=unit, by=by, at=moment(2023, 8, 2))
    browser = tan_chau.browser(by, SCORING)
    url = f"/phong-trao/{tan_chau.campaign.slug}/tu-cham/"
    assert "Bắt đầu chấm điểm" in text(browser.get(url))
    assert not ScoreSheet.objects.exists()
    assert browser.post(f"{url}mo/").status_code == 302
    assert ScoreSheet.objects.get().unit == unit


def test_sending_shows_numbers_and_happens_once(own_sheet):
    browser = own_sheet.browser()
    post_row(own_sheet, browser, "1.1", "3")
    page = text(browser.get(own_sheet.url("gui/")))
    assert "đã chấm <b>1</b>/20 tiêu chí" in page and "Còn 19 tiêu chí chưa chấm" in page
    data = {"key": new_key()}
    first, second = browser.post(own_sheet.url("gui/"), data), browser.post(own_sheet.url("gui/"), data)
    assert first["Location"] == second["Location"] == own_sheet.url(f"{own_sheet.unit.pk}/")
    assert ScoreSheet.objects.get().state == "sent"
    assert browser.get(own_sheet.url())["Location"] == own_sheet.url(f"{own_sheet.unit.pk}/")
    assert "Rút lại để sửa" in text(browser.get(own_sheet.url(f"{own_sheet.unit.pk}/")))
    assert browser.post(own_sheet.url("rut-lai/")).status_code == 302
    assert ScoreSheet.objects.get().state == "draft"


def test_the_officer_sees_every_unit_and_filters(own_sheet):
    browser = own_sheet.world.browser(own_sheet.world.officer, SCORING)
    page = text(browser.get(own_sheet.url()))
    assert "Dòng 1 đến 27 trong 27" in page and "Đang chấm" in page
    drafts = text(browser.get(own_sheet.url("?trang-thai=dang-cham")))
    assert "Dòng 1 đến 1 trong 1" in drafts and "UBND xã Châu Phong" in drafts
    assert "Dòng 1 đến 14 trong 14" in text(browser.get(own_sheet.url("?nhom=phuong-xa")))
    assert "UBND xã Tân An" in text(browser.get(own_sheet.url("?tim=tan+an")))
    assert "Không có đơn vị nào khớp" in text(browser.get(own_sheet.url("?tim=khong-co")))


def test_the_list_is_ordered_by_points_within_its_groups(own_sheet):
    post_row(own_sheet, own_sheet.browser(), "1.1", "3,25")
    browser = own_sheet.world.browser(own_sheet.world.officer, SCORING)
    page = text(browser.get(own_sheet.url()))
    assert "3,25" not in page and "0,00" not in page and ">chưa gửi<" in page
    own_sheet.browser().post(own_sheet.url("gui/"), {"key": new_key()})
    assert "3,25" in text(browser.get(own_sheet.url()))
    page = text(browser.get(own_sheet.url("?xep=diem")))
    assert page.index("Phòng Y tế") < page.index("UBND xã Châu Phong") < page.index("UBND phường Long Châu")
    page = text(browser.get(own_sheet.url()))
    assert page.index("UBND phường Long Châu") < page.index("UBND xã Châu Phong")


def test_excel_holds_what_is_filtered(own_sheet):
    browser = own_sheet.world.browser(own_sheet.world.officer, SCORING)
    response = browser.get(own_sheet.url("?trang-thai=dang-cham&xuat=excel"))
    rows = list(openpyxl.load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True))
    assert [row[1] for row in rows[3:] if row[1]] == ["UBND xã Châu Phong"]


def test_the_list_costs_the_same_with_three_sheets(own_sheet, django_assert_num_queries):
    world = own_sheet.world
    browser = world.browser(world.officer, SCORING)
    browser.get(own_sheet.url())
    with django_assert_num_queries(14):
        browser.get(own_sheet.url())
    for code in ("30388", "30382"):
        unit = world.unit(code)
        by = world.person_of(unit)
        register_unit(campaign=world.campaign, unit=unit, by=by, at=moment(2023, 8, 2))
        open_sheet(campaign=world.campaign, unit=unit, by=by, at=SCORING)
    with django_assert_num_queries(14):
        browser.get(own_sheet.url())


def test_a_line_with_a_rule_is_computed_and_a_posted_score_changes_nothing(own_sheet):
    criterion = own_sheet.criterion("1.1")
    Criterion.objects.filter(pk=criterion.pk).update(
        rule="ratio", rule_params={"a": "số cuộc họp do người đứng đầu chủ trì", "b": "tổng số cuộc họp"}
    )
    browser, key = own_sheet.browser(), criterion.pk
    page = browser.get(own_sheet.url()).content.decode()
    assert f'name="in-{key}-a"' in page and f'name="points-{key}"' not in page
    address = own_sheet.url(f"dong/{key}/")
    half = browser.post(address, {f"version-{key}": "0", f"in-{key}-a": "3", f"points-{key}": "5"})
    assert "Còn thiếu tổng số cuộc họp" in half.content.decode()
    form = {f"version-{key}": "1", f"in-{key}-a": "3", f"in-{key}-b": "4", f"points-{key}": "5"}
    answer = browser.post(address, form).content.decode()
    assert "3,75 điểm" in answer and "3/4 × 5 = 3,75" in answer
    item = SheetItem.objects.get(criterion=criterion)
    assert (item.self_points, item.answered, item.inputs) == (Decimal("3.75"), True, {"a": "3", "b": "4"})
    wrong = browser.post(address, {**form, f"version-{key}": "2", f"in-{key}-a": "5"})
    assert wrong.status_code == 422 and "5 lớn hơn 4" in wrong.content.decode()


def test_what_does_not_apply_is_left_out_of_the_maximum(own_sheet):
    Criterion.objects.filter(pk=own_sheet.criterion("1.1").pk).update(may_not_apply=True)
    browser = own_sheet.browser()
    for code, values in (("1.1", {"na": "1", "note": "Không có"}), ("1.2", {"points": "5"})):
        key = own_sheet.criterion(code).pk
        form = {f"{name}-{key}": value for name, value in values.items()} | {f"version-{key}": "0"}
        assert browser.post(own_sheet.url(f"dong/{key}/"), form).status_code == 200
    page = " ".join(browser.get(own_sheet.url()).content.decode().split())
    assert "5 điểm chấm trên 95 điểm còn áp dụng, tính lại trên 100: 5,26" in page
    sent = send_sheet(sheet=own_sheet.sheet, by=own_sheet.by, at=SCORING)
    assert sent.self_total == Decimal("5.26")
    Criterion.objects.filter(pk=own_sheet.criterion("1.2").pk).update(maximum=9)
    page = " ".join(browser.get(own_sheet.url(f"{own_sheet.unit.pk}/"), follow=True).content.decode().split())
    assert '<td class="n">5,26</td>' in page, "what was sent stays, whatever the set says later"


def test_a_sheet_of_120_criteria_costs_at_most_fifteen_queries(own_sheet, django_assert_max_num_queries):
    criteria = own_sheet.sheet.criteria_set
    group, last = criteria.criteria.get(code="1"), criteria.criteria.count()
    rule = {"rule": "ratio", "rule_params": {"a": "số a", "b": "số b"}}
    Criterion.objects.bulk_create(
        Criterion(
            criteria_set=criteria, parent=group, code=f"1.{n}", name="x", maximum=5, position=last + n, **rule
        )
        for n in range(10, 110)
    )
    save_item(
        sheet=own_sheet.sheet,
        criterion=own_sheet.criterion("1.10"),
        typed=Typed(inputs={"a": "3", "b": "4"}),
        version=0,
        by=own_sheet.by,
        at=SCORING,
    )
    browser = own_sheet.browser()
    with django_assert_max_num_queries(15):
        page = browser.get(own_sheet.url()).content.decode()
    assert page.count('<tr id="tc-') == 120 and "3/4 × 5 = 3,75" in page
