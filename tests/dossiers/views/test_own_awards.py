"""What heads commended by own power, in the browser."""

import uuid

import pytest

from awards.models import AwardRecord, Condition, Nomination
from tests.award_makers import own_power_award
from tests.dossier_makers import IN_TIME
from tests.excel_reading import rows_of

ADDRESS = "/phong-trao/tan-chau-2023/khen-cua-don-vi/"


@pytest.fixture
def award(tan_chau):
    award = own_power_award(tan_chau, substitute="Trưởng Ban Chỉ đạo")
    Condition.objects.create(
        award=award, position=1, rule="registered", text="Có đăng ký phong trào", clause="mục III"
    )
    return award


def add(browser, award, **values):
    row = {"key": str(uuid.uuid4()), "award": award.pk, "subject": "ca_nhan", "name": "Nguyễn Thị Lan"}
    row |= {"honorific": "ba", "position_title": "Chuyên viên", "decision_number": "12/QĐ-UBND"}
    return browser.post(f"{ADDRESS}them/", {**row, "decided_on": "01/12/2023", **values})


def test_a_head_enters_one_and_reads_the_conditions_as_information(tan_chau, award):
    browser = tan_chau.browser(tan_chau.person_of(tan_chau.unit("30397")), IN_TIME)
    page = browser.get(ADDRESS).content.decode()
    assert (
        "Chưa ghi trường hợp nào" in page and "Trưởng Ban Chỉ đạo" in page and "Có đăng ký phong trào" in page
    )
    assert add(browser, award).status_code == 302
    page = browser.get(ADDRESS).content.decode()
    assert "Nguyễn Thị Lan" in page and "12/QĐ-UBND" in page and "Chưa đủ điều kiện" in page
    (row,) = rows_of(browser.get(f"{ADDRESS}?xuat=xlsx"))
    assert row[2] == "Nguyễn Thị Lan" and row[6] == "12/QĐ-UBND"


def test_the_office_reads_all_a_unit_only_its_own(tan_chau, award):
    one, other = (tan_chau.person_of(tan_chau.unit(code)) for code in ("30397", "30388"))
    add(tan_chau.browser(one, IN_TIME), award)
    add(tan_chau.browser(other, IN_TIME), award, name="Trần Thị Cúc")
    own = tan_chau.browser(one, IN_TIME).get(ADDRESS).content.decode()
    assert "Nguyễn Thị Lan" in own and "Trần Thị Cúc" not in own
    everything = tan_chau.browser(tan_chau.officer, IN_TIME).get(ADDRESS).content.decode()
    assert "Nguyễn Thị Lan" in everything and "Trần Thị Cúc" in everything
    assert (
        "Trần Thị Cúc"
        not in tan_chau.browser(tan_chau.officer, IN_TIME).get(f"{ADDRESS}?q=lan").content.decode()
    )


def test_the_office_enters_for_a_unit(tan_chau, award):
    unit = tan_chau.unit("30397")
    browser = tan_chau.browser(tan_chau.officer, IN_TIME)
    assert add(browser, award).status_code == 422
    assert add(browser, award, unit=unit.pk, subject="tap_the", name=unit.name).status_code == 302
    assert Nomination.objects.get().unit == unit


def test_a_refusal_stays_in_the_form(tan_chau, award):
    browser = tan_chau.browser(tan_chau.person_of(tan_chau.unit("30397")), IN_TIME)
    answer = add(browser, award, decided_on="31/12/2024", name="<script>x</script>")
    text = answer.content.decode()
    assert answer.status_code == 422 and "chưa đến" in text and "<script>x" not in text
    assert not AwardRecord.objects.exists()


def test_a_second_click_enters_nobody_and_a_mistake_goes(tan_chau, award):
    browser = tan_chau.browser(tan_chau.person_of(tan_chau.unit("30397")), IN_TIME)
    key = str(uuid.uuid4())
    assert add(browser, award, key=key).url == add(browser, award, key=key).url
    row = Nomination.objects.get()
    other = tan_chau.browser(tan_chau.person_of(tan_chau.unit("30388")), IN_TIME)
    assert other.post(f"{ADDRESS}{row.pk}/huy/", {"reason": "x"}).status_code == 404
    assert AwardRecord.objects.exists()
    browser.post(f"{ADDRESS}{row.pk}/huy/", {"reason": "Ghi nhầm"})
    assert not AwardRecord.objects.exists()


def test_without_such_an_award_or_signed_out_there_is_no_page(tan_chau, client):
    person = tan_chau.person_of(tan_chau.unit("30397"))
    assert tan_chau.browser(person, IN_TIME).get(ADDRESS).status_code == 404
    own_power_award(tan_chau)
    assert tan_chau.browser(person, IN_TIME).get(ADDRESS).status_code == 200
    assert tan_chau.browser(tan_chau.member(1), IN_TIME).get(f"{ADDRESS}them/").status_code == 404
    assert client.get(ADDRESS).url.startswith("/dang-nhap/")


def test_the_list_costs_the_same_for_one_and_for_three(tan_chau, award, django_assert_num_queries):
    browser = tan_chau.browser(tan_chau.person_of(tan_chau.unit("30397")), IN_TIME)
    add(browser, award)
    browser.get(ADDRESS)
    with django_assert_num_queries(43):
        browser.get(ADDRESS)
    add(browser, award, name="Trần Thị B")
    add(browser, award, name="Trần Thị C")
    browser.get(ADDRESS)
    with django_assert_num_queries(43):
        browser.get(ADDRESS)
