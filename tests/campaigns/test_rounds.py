"""The page of rounds: the officer opens one after the other, everybody else reads."""

import uuid

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from campaigns.models import Round
from tests.proposal_makers import JUDGED
from tests.shape_makers import BODIES, put, reshaped, round_of

SLUG = "tan-chau-2023"
PAGE = f"/phong-trao/{SLUG}/dot-xet/"


def text(response) -> str:
    return " ".join(response.content.decode().split())


def move(browser, code, action):
    address = reverse("campaigns:move_round", args=[SLUG, code, action])
    return browser.post(
        address, {"key": str(uuid.uuid4())}, HTTP_REFERER=f"http://testserver{PAGE}", follow=True
    )


@pytest.fixture
def later(tan_chau):
    return round_of(tan_chau, "so_ket", 2022, 2023)


def test_one_round_after_the_other(tan_chau, later):
    first = tan_chau.campaign.rounds.first()
    browser = tan_chau.browser(tan_chau.officer, JUDGED)
    page = text(browser.get(PAGE))
    assert "Đang xét: <b>" + first.name in page and "Chưa mở" in page and "các năm 2022–2023" in page
    assert f"«{first}» đang mở" in text(move(browser, later.code, "mo"))
    assert "Đã kết thúc" in text(move(browser, first.code, "ket-thuc"))
    assert "Đã mở" in text(move(browser, later.code, "mo"))
    assert list(Round.objects.order_by("position").values_list("state", flat=True)) == ["closed", "open"]
    assert set(AuditEvent.objects.filter(kind__startswith="round.").values_list("kind", flat=True)) == {
        "round.open",
        "round.closed",
    }


def test_units_read_and_strangers_find_nothing(tan_chau, later):
    unit = tan_chau.unit(BODIES[0])
    browser = tan_chau.browser(tan_chau.person_of(unit), JUDGED)
    page = text(browser.get(PAGE))
    assert later.name in page and "Kết thúc đợt" not in page and "so-lieu" not in page
    assert move(browser, later.code, "mo").status_code == 404
    officer = tan_chau.browser(tan_chau.officer, JUDGED)
    assert move(officer, later.code, "xoa").status_code == 404
    assert move(officer, "khong-co", "mo").status_code == 404


def test_the_numbers_of_a_round(tan_chau, later, django_assert_num_queries):
    reshaped(tan_chau, {"maximum": 3, "order": "person"})
    put(tan_chau, "A", BODIES[0], round=later)
    put(tan_chau, "B", BODIES[1], round=later, state="draft")
    address = reverse("dossiers:round_numbers", args=[SLUG, later.code])
    browser = tan_chau.browser(tan_chau.officer, JUDGED)
    whole, part = text(browser.get(address)), text(browser.get(address, headers={"HX-Request": "true"}))
    assert "<html" in whole and "<html" not in part
    for page in (whole, part):
        assert "đang soạn: <b>1</b>" in page and "chờ Hội đồng xét: <b>1</b>" in page and "<b>0/3</b>" in page
    unit = tan_chau.browser(tan_chau.person_of(tan_chau.unit(BODIES[0])), JUDGED)
    assert unit.get(address).status_code == 404


def test_the_page_costs_the_same_for_one_round_and_three(tan_chau, django_assert_num_queries):
    browser = tan_chau.browser(tan_chau.officer, JUDGED)
    with django_assert_num_queries(10):
        browser.get(PAGE)
    round_of(tan_chau, "so_ket", 2022, 2023)
    round_of(tan_chau, "tong_ket", 2022, 2023)
    with django_assert_num_queries(10):
        browser.get(PAGE)
