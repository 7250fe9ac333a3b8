"""What a unit may read of a contest: its own people, totals of the others, winners of a closed round."""

import io

import openpyxl
import pytest

from awards.models import Nomination
from campaigns.models import Round
from scoring.models import Contestant
from scoring.views.pages import new_key
from tests.scoring.contest_makers import AT
from tests.scoring.views.test_contest import names_in, page_of

OWN = ["Hoàng Văn An", "Nông Thị Bình"]
OTHERS = ("Lý Thị Chi", "Vi Văn Dũng", "Trần Thị Én")


@pytest.fixture
def results(contest):
    contest.confirmed()
    return contest


def read(results, tail: str) -> str:
    return page_of(results, tail, user=results.world.person_of(results.unit()))


def cells(results, tail: str) -> set:
    browser = results.world.browser(results.world.person_of(results.unit()), AT)
    book = openpyxl.load_workbook(io.BytesIO(browser.get(results.url(tail)).content))
    return {cell for row in book.active.iter_rows(values_only=True) for cell in row}


TAILS = [
    "",
    "?xep=ten",
    "?xep=don-vi",
    "?xep=luot",
    "?doi-tuong=nguoi-dan",
    "?doi-tuong=can-bo",
    "?du-thi=chua",
    "?cong-nhan=khong",
    "?don-vi=nguoi-dan",
    "?q=ly thi chi",
    "?q=dan01",
    "?q=tc004",
    "?muc=don-vi",
    "?muc=don-vi&xep=diem",
]


@pytest.mark.parametrize("tail", TAILS)
def test_a_stranger_is_on_no_list(results, tail):
    page = read(results, tail)
    assert not any(f">{name}<" in page for name in OTHERS)
    assert not any(account in page for account in ("tc001", "tc003", "tc004<", "dan01<"))
    office = page_of(results, tail)
    assert any(name in office for name in (*OWN, *OTHERS))


@pytest.mark.parametrize("tail", ["?xuat=excel", "?xuat=excel&doi-tuong=nguoi-dan", "?muc=don-vi&xuat=excel"])
def test_a_stranger_is_in_no_workbook(results, tail):
    found = cells(results, tail)
    assert not found & {*OTHERS, "tc001", "dan01"}


def test_own_people_with_rank_and_the_totals_of_all(results):
    page = read(results, "")
    assert names_in(page) == OWN and "người của" in page
    assert '<div class="num">5</div>' in page  # registered, of all units
    assert "Phòng Nội vụ" in read(results, "?muc=don-vi")
    office, unit = cells_of_units(results, results.officer), cells_of_units(results, None)
    assert "Lý Thị Chi" in office and "Lý Thị Chi" not in unit and "Hoàng Văn An" in unit


def cells_of_units(results, user) -> str:
    return page_of(results, "?muc=don-vi", user=user or results.world.person_of(results.unit()))


def test_a_strangers_page_is_not_found(results):
    browser = results.world.browser(results.world.person_of(results.unit()), AT)
    for account, status in (("tc001", 200), ("tc003", 404), ("dan01", 404)):
        person = Contestant.objects.get(account=account)
        assert browser.get(results.url(f"nguoi/{person.pk}/")).status_code == status


def test_winners_are_named_once_their_round_is_closed(results):
    person = Contestant.objects.get(account="tc003")
    results.desk().post(
        results.url("de-nghi/"),
        {
            "key": new_key(),
            "award": results.award.pk,
            "nguoi": [person.pk],
            f"danh-xung-{person.pk}": "ba",
            f"chuc-vu-{person.pk}": "Chuyên viên",
        },
    )
    assert names_in(read(results, "")) == OWN
    Nomination.objects.update(state="awarded")
    assert names_in(read(results, "")) == OWN
    Round.objects.update(state="closed", closed_at=AT)
    assert names_in(read(results, "")) == [*OWN, "Lý Thị Chi"]
    assert "tc003" not in read(results, f"nguoi/{person.pk}/")
    Nomination.objects.update(state="not_awarded")
    assert names_in(read(results, "")) == OWN
