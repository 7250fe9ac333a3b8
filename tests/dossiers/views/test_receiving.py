import pytest

from awards.models import Nomination
from dossiers.domain.send_dossier import send_dossier
from dossiers.enums import DossierState
from tests.dossier_makers import IN_TIME, opened, ready
from tests.excel_reading import rows_of


@pytest.fixture
def sent(tan_chau):
    desk = ready(tan_chau)
    desk.dossier = send_dossier(dossier=desk.dossier, by=desk.person, at=IN_TIME)
    return desk


def test_the_officer_sees_every_unit_and_filters(sent):
    browser = sent.world.browser(sent.world.officer, IN_TIME)
    text = browser.get("/ho-so/").content.decode()
    assert "Dòng 1 đến 27 trong 27" in text and "TC2023-0001" in text
    found = browser.get("/ho-so/?trang-thai=sent&q=chau+phong").content.decode()
    assert "Dòng 1 đến 1 trong 1" in found and "UBND xã Châu Phong" in found
    empty = browser.get("/ho-so/?trang-thai=accepted").content.decode()
    assert "Không có đơn vị nào" in empty


def test_the_workbook_holds_what_is_filtered(sent):
    browser = sent.world.browser(sent.world.officer, IN_TIME)
    (row,) = rows_of(browser.get("/ho-so/?trang-thai=sent&xuat=xlsx"))
    assert row[1:4] == ("Ủy ban nhân dân xã Châu Phong", "UBND các phường, xã", "Đã gửi, chưa ai kiểm tra")
    assert len(rows_of(browser.get("/ho-so/?trang-thai=missing&xuat=xlsx"))) == 26


def test_a_unit_sees_its_own_and_a_member_is_led_to_the_nominations(sent):
    own = sent.world.browser(sent.person, IN_TIME).get("/ho-so/").content.decode()
    assert "Hồ sơ của đơn vị" in own and "Đã gửi, chờ kiểm tra" in own
    member = sent.world.browser(sent.world.member(1), IN_TIME).get("/ho-so/").content.decode()
    assert "TC2023-0001" not in member


def test_returning_and_accepting_by_button(sent):
    browser = sent.world.browser(sent.world.officer, IN_TIME)
    address = f"/ho-so/{sent.dossier.pk}/"
    answer = browser.post(
        f"{address}tra-lai/", {"reason": "ngắn"}, headers={"Referer": f"http://testserver{address}"}
    )
    assert answer.status_code == 302
    sent.dossier.refresh_from_db()
    assert sent.dossier.state == DossierState.SENT
    browser.post(f"{address}tiep-nhan/")
    sent.dossier.refresh_from_db()
    assert sent.dossier.state == DossierState.ACCEPTED
    text = browser.get("/ho-so/?trang-thai=accepted").content.decode()
    assert "UBND xã Châu Phong" in text


def test_nominations_are_listed_filtered_and_written_out(sent):
    browser = sent.world.browser(sent.world.officer, IN_TIME)
    text = browser.get("/ho-so/de-nghi/").content.decode()
    assert f'href="/ho-so/{sent.dossier.pk}/"' in text
    assert "Trần Minh Khoa" in text and "Dòng 1 đến 2 trong 2" in text
    assert "Trần Minh Khoa" not in browser.get("/ho-so/de-nghi/?loai=tap_the").content.decode()
    (row,) = rows_of(browser.get("/ho-so/de-nghi/?q=minh+khoa&xuat=xlsx"))
    assert row[1:4] == ("Trần Minh Khoa", "Ông", "Công chức Văn hóa - Xã hội")
    other = sent.world.browser(sent.world.person_of(sent.world.unit("30388")), IN_TIME)
    assert "Trần Minh Khoa" not in other.get("/ho-so/de-nghi/").content.decode()


@pytest.mark.parametrize(("address", "queries"), [("/ho-so/", 15), ("/ho-so/de-nghi/", 19)])
def test_a_list_costs_the_same_for_one_row_and_for_three(sent, address, queries, django_assert_num_queries):
    browser = sent.world.browser(sent.world.officer, IN_TIME)
    browser.get(address)
    with django_assert_num_queries(queries):
        browser.get(address)
    other = opened(sent.world, "30388")
    other.add_person("Lê Văn B")
    other.add_person("Lê Văn C")
    Nomination.objects.update(state="sent")
    with django_assert_num_queries(queries):
        browser.get(address)


def test_signed_out_is_led_to_the_door(client, sent):
    for address in ("/ho-so/", "/ho-so/de-nghi/"):
        assert client.get(address).url.startswith("/dang-nhap/")
