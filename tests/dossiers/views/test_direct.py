"""The standing body's own list in the browser."""

import uuid

import pytest

from awards.models import Nomination
from campaigns.models import Campaign
from tests.award_makers import more_award, residents_named
from tests.dossier_makers import IN_TIME, opened
from tests.excel_reading import rows_of

ADDRESS = "/phong-trao/tan-chau-2023/danh-sach/"


@pytest.fixture
def world(tan_chau):
    """The plan lets the standing body choose, names residents and has places for outsiders."""
    Campaign.objects.update(nominated_by="standing")
    residents_named(tan_chau)
    more_award(tan_chau, "ngoai", {"outside": True}, {"subject": "ho_gia_dinh"})
    tan_chau.campaign.refresh_from_db()
    return tan_chau


def add(browser, award, **values):
    row = {"key": str(uuid.uuid4()), "award": award.pk, "subject": "ca_nhan", "origin": "outside", "unit": ""}
    row |= {
        "name": "Lò Văn Pâng",
        "honorific": "ong",
        "origin_place": "xã Ta Ma",
        "summary": "Tặng 20 máy tính.",
    }
    return browser.post(f"{ADDRESS}them/", {**row, **values})


def test_a_household_a_person_and_a_collective_are_added_seen_and_written_out(world):
    browser = world.browser(world.officer, IN_TIME)
    outside, plan = world.campaign.awards.get(code="ngoai"), world.campaign.awards.first()
    assert "Chưa đề nghị ai" in browser.get(ADDRESS).content.decode()
    unit = world.unit("30397")
    assert add(browser, outside).status_code == 302
    assert (
        add(browser, plan, origin="unit", subject="tap_the", unit=unit.pk, name="", honorific="").status_code
        == 302
    )
    home = {"origin": "resident", "subject": "ho_gia_dinh", "name": "Hộ bà Sa", "honorific": ""}
    assert add(browser, outside, **home).status_code == 302
    found = set(Nomination.objects.values_list("name", "origin", "subject", "state"))
    assert found == {
        ("Lò Văn Pâng", "outside", "ca_nhan", "accepted"),
        (unit.name, "unit", "tap_the", "accepted"),
        ("Hộ bà Sa", "resident", "ho_gia_dinh", "accepted"),
    }
    page = browser.get(f"{ADDRESS}?thuoc=outside").content.decode()
    table = page.split("<table")[1]
    assert "Lò Văn Pâng" in table and "Hộ bà Sa" not in table
    (row,) = rows_of(browser.get(f"{ADDRESS}?q=pang&xuat=xlsx"))
    assert row[1:3] == ("Ông", "Lò Văn Pâng") and row[6] == "xã Ta Ma"


def test_a_second_click_adds_nobody(world):
    browser, award = world.browser(world.officer, IN_TIME), world.campaign.awards.get(code="ngoai")
    key = str(uuid.uuid4())
    assert add(browser, award, key=key).url == add(browser, award, key=key).url
    assert Nomination.objects.count() == 1


def test_a_refusal_stays_in_the_form_at_its_field(world):
    browser, award = world.browser(world.officer, IN_TIME), world.campaign.awards.get(code="ngoai")
    answer = add(browser, award, origin_place="", name="<b>Tư</b>")
    text = answer.content.decode()
    assert answer.status_code == 422 and "Hãy nhập cơ quan hoặc nơi ở" in text
    assert "<b>Tư</b>" not in text and "&lt;b&gt;Tư" in text and not Nomination.objects.exists()


def test_one_is_changed_and_taken_back_with_a_reason(world):
    browser, award = world.browser(world.officer, IN_TIME), world.campaign.awards.get(code="ngoai")
    add(browser, award)
    row = Nomination.objects.get()
    values = {"name": "Lò Văn Pâng", "honorific": "ong", "origin_place": "bản Phiêng"}
    assert browser.post(f"{ADDRESS}{row.pk}/", values).status_code == 302
    row.refresh_from_db()
    assert row.origin_place == "bản Phiêng"
    assert browser.post(f"{ADDRESS}{row.pk}/", {**values, "name": ""}).status_code == 422
    browser.post(f"{ADDRESS}{row.pk}/rut/", {"reason": "Trùng"})
    row.refresh_from_db()
    assert (
        row.state == "withdrawn"
        and "Lò Văn Pâng" not in browser.get(ADDRESS).content.decode().split("<table")[1]
    )


@pytest.mark.parametrize("path", ["", "them/", "1/"])
def test_units_strangers_and_the_signed_out_find_nothing(world, client, path):
    person = world.person_of(world.unit("30397"))
    assert world.browser(person, IN_TIME).get(f"{ADDRESS}{path}").status_code == 404
    assert world.browser(world.member(1), IN_TIME).get(f"{ADDRESS}{path}").status_code == 404
    assert client.get(f"{ADDRESS}{path}").url.startswith("/dang-nhap/")


def test_where_the_plan_opens_nothing_there_is_no_form(tan_chau):
    browser = tan_chau.browser(tan_chau.officer, IN_TIME)
    assert "Thêm đề nghị" not in browser.get(ADDRESS).content.decode()
    assert browser.get(f"{ADDRESS}them/").status_code == 404


def test_a_units_own_nomination_is_not_changed_here(world):
    Campaign.objects.update(nominated_by="units")
    award = world.campaign.awards.get(code="ngoai")
    award.delete()
    desk = opened(world)
    browser = world.browser(world.officer, IN_TIME)
    assert browser.get(f"{ADDRESS}{desk.nominations[0].pk}/").status_code == 404


def test_the_list_costs_the_same_for_one_and_for_three(world, django_assert_num_queries):
    browser, award = world.browser(world.officer, IN_TIME), world.campaign.awards.get(code="ngoai")
    add(browser, award)
    browser.get(ADDRESS)
    with django_assert_num_queries(17):
        browser.get(ADDRESS)
    add(browser, award, name="Lò Thị B", honorific="ba")
    add(browser, award, name="Lò Thị C", honorific="ba")
    browser.get(ADDRESS)
    with django_assert_num_queries(17):
        browser.get(ADDRESS)
