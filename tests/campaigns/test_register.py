"""Đăng ký thi đua in the browser."""

import io
import uuid

from openpyxl import load_workbook

from accounts.models import AuditEvent
from campaigns.models import Registration
from dossiers.demo.base import moment
from tests.dossier_makers import register

ADDRESS = "/phong-trao/tan-chau-2023/dang-ky/"


def answers(**changes) -> dict:
    """What a unit fills in."""
    form = {"contact_name": "Lê Thị  Hoa", "contact_phone": "0296.3822", "commitment": "Đạt 90 điểm."}
    return {**form, "key": str(uuid.uuid4()), **changes}


def test_a_unit_registers_and_a_second_click_does_nothing(tan_chau):
    unit = tan_chau.unit("30397")
    browser = tan_chau.browser(tan_chau.person_of(unit), at=moment(2023, 8, 2))
    assert "Phiếu đăng ký" in browser.get(ADDRESS).content.decode()
    form = answers()
    for _ in range(2):
        answer = browser.post(ADDRESS, form)
        assert (answer.status_code, answer["Location"]) == (302, ADDRESS)
    row = Registration.objects.get()
    assert (row.unit, row.contact_name, row.commitment) == (unit, "Lê Thị Hoa", "Đạt 90 điểm.")
    assert AuditEvent.objects.filter(kind="registration.created").count() == 1
    assert "Đơn vị đã đăng ký ngày 02/08/2023" in browser.get(ADDRESS).content.decode()


def test_errors_stand_on_top_and_at_the_field_and_keep_what_was_typed(tan_chau):
    browser = tan_chau.browser(tan_chau.person_of(tan_chau.unit("30397")), at=moment(2023, 8, 2))
    answer = browser.post(ADDRESS, answers(contact_name=" ", contact_phone="hỏi văn thư"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert (
        page.count("Hãy nhập họ và tên người phụ trách.") == 2
        and page.count("Điện thoại chỉ gồm chữ số") == 2
    )
    assert "Đạt 90 điểm." in page
    assert not Registration.objects.exists()


def test_a_form_without_its_key_is_refused(tan_chau):
    browser = tan_chau.browser(tan_chau.person_of(tan_chau.unit("30397")), at=moment(2023, 8, 2))
    answer = browser.post(ADDRESS, answers(key=""))
    assert answer.status_code == 409 and not Registration.objects.exists()


def test_too_late_is_said_instead_of_a_form_and_refused_when_sent(tan_chau):
    unit = tan_chau.unit("30397")
    browser = tan_chau.browser(tan_chau.person_of(unit), at=moment(2024, 1, 1, 0, 1))
    page = browser.get(ADDRESS).content.decode()
    assert "Đã hết hạn đăng ký (ngày cuối cùng nhận là 31/12/2023)" in page and "<textarea" not in page
    browser.post(ADDRESS, answers())
    assert not Registration.objects.exists()


def test_the_office_sees_who_has_and_who_has_not(tan_chau):
    register(tan_chau, "30397")
    browser = tan_chau.browser(tan_chau.officer, at=moment(2023, 8, 3))
    page = " ".join(browser.get(ADDRESS).content.decode().split())
    assert "Đã đăng ký 02/08/2023" in page and page.count("Chưa đăng ký</span>") == 26
    assert 'value="1" max="14"' in page and 'value="0" max="13"' in page
    has = browser.get(ADDRESS, {"dang-ky": "da"}).content.decode()
    assert "UBND xã Châu Phong</a>" in has and "UBND xã Tân An</a>" not in has
    wards = browser.get(ADDRESS, {"dang-ky": "chua", "nhom": "phuong-xa", "q": "long"}).content.decode()
    assert "UBND phường Long Phú</a>" in wards and "Phòng Nội vụ</a>" not in wards
    assert browser.get(ADDRESS, {"nhom": "la"}).status_code == 404


def test_excel_holds_what_is_filtered(tan_chau):
    register(tan_chau, "30397")
    browser = tan_chau.browser(tan_chau.officer)
    answer = browser.get(ADDRESS, {"dang-ky": "da", "xuat": "excel"})
    rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(min_row=4, values_only=True))
    assert [(row[1], row[2]) for row in rows if row[0]] == [("UBND xã Châu Phong", "Đã đăng ký")]


def test_the_list_costs_the_same_for_one_and_three(tan_chau, django_assert_num_queries):
    browser = tan_chau.browser(tan_chau.officer)
    register(tan_chau, "30397")
    with django_assert_num_queries(14):
        browser.get(ADDRESS)
    register(tan_chau, "30388")
    register(tan_chau, "30376")
    with django_assert_num_queries(14):
        browser.get(ADDRESS)


def test_a_unit_outside_the_plan_does_not_find_it(tan_chau):
    unit = tan_chau.unit("30397")
    tan_chau.campaign.members.filter(unit=unit).delete()
    browser = tan_chau.browser(tan_chau.person_of(unit), at=moment(2023, 8, 2))
    assert browser.get(ADDRESS).status_code == 404
    assert browser.post(ADDRESS, answers()).status_code == 404
    assert not Registration.objects.exists()


def test_a_draft_is_not_there_for_units(tan_chau_draft):
    unit = tan_chau_draft.unit("30397")
    browser = tan_chau_draft.browser(tan_chau_draft.person_of(unit))
    assert browser.get(ADDRESS).status_code == 404
    assert (
        "Phong trào chưa phát động"
        in tan_chau_draft.browser(tan_chau_draft.officer).get(ADDRESS).content.decode()
    )


def test_a_hostile_commitment_is_text(tan_chau):
    unit = tan_chau.unit("30397")
    browser = tan_chau.browser(tan_chau.person_of(unit), at=moment(2023, 8, 2))
    browser.post(ADDRESS, answers(commitment="<img src=x onerror=alert(1)>"))
    assert "<img src=x" not in browser.get(ADDRESS).content.decode()
