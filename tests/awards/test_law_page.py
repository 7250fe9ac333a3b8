"""The law of a day: the record behind the page, and the page."""

from datetime import date
from decimal import Decimal as D

import pytest

from accounts.errors import DomainError
from awards.law_page import law_page
from dossiers.demo.base import moment

PAGE = "/phap-luat/"
TODAY = date(2026, 11, 21)


def page_of(on, today=TODAY, received_on=None):
    """The record for a day."""
    return law_page(on=on, today=today, received_on=received_on)


def money_of(page):
    """{award code: {subject: (raw, up, nearest)}} of the record."""
    return {
        row.award.code: {one.subject: (one.raw, one.up, one.near) for one in row.amounts}
        for row in page.awards
    }


def test_today_shows_every_award_with_its_money():
    money = money_of(page_of(TODAY))
    assert money["giay_khen_xa"] == {
        "tap_the": (1_518_000, 1_520_000, 1_520_000),
        "ca_nhan": (759_000, 760_000, 760_000),
        "ho_gia_dinh": (D("1138500"), 1_140_000, 1_140_000),
    }
    assert money["bang_khen_tinh"]["ho_gia_dinh"] == (D("5692500"), 5_700_000, 5_690_000)
    assert set(money["huan_chuong_lao_dong_hang_ba"]) == {"tap_the", "ca_nhan"}
    assert money["bang_khen_doan_the_tinh"] == {}
    assert "giay_khen_huyen" not in money


def test_the_front_has_a_sentence_instead_of_a_number():
    row = next(row for row in page_of(TODAY).awards if row.award.code == "bang_khen_doan_the_tinh")
    assert "Điều 48.5" in row.problem and row.coefficient is None


def test_the_huyen_is_gone_with_its_reason():
    (sentence,) = page_of(TODAY).gone
    assert "cấp huyện: sau ngày 30/06/2025 không còn người có thẩm quyền" in sentence
    assert page_of(date(2025, 6, 30)).gone == ()


def test_what_comes_is_told_and_does_not_act():
    page = page_of(date(2025, 3, 1))
    row = next(row for row in page.awards if row.award.code == "giay_khen_xa")
    assert (row.coefficient.value, row.coming.value, row.coming.start) == (
        D("0.15"),
        D("0.3"),
        date(2025, 7, 1),
    )
    assert [line.time for line in page.history] == ["past", "past", "past", "now", "future"]
    assert page.salary.value == 2_340_000


def test_what_ends_soon_is_gathered_by_text():
    (ending,) = page_of(TODAY).ending
    assert (ending.reference, ending.end, ending.days_left) == (
        "Nghị định 152/2025/NĐ-CP",
        date(2027, 2, 28),
        99,
    )
    assert "bộ mẫu hồ sơ" in ending.what and "hệ số của Huân chương Lao động hạng Ba" in ending.what
    assert not ending.followed


def test_what_another_text_follows_is_told_apart():
    assert page_of(date(2026, 3, 1)).ending[0].what == ("mức lương cơ sở",)
    assert page_of(date(2026, 3, 1)).ending[0].followed
    found = {(row.reference, row.followed): row.what for row in page_of(date(2025, 5, 1)).ending}
    assert found[("Luật 06/2022/QH15", False)] == (
        "thẩm quyền tặng Giấy khen của Chủ tịch Ủy ban nhân dân cấp huyện",
    )
    huyen = "hệ số của Giấy khen của Chủ tịch Ủy ban nhân dân cấp huyện"
    assert found[("Nghị định 98/2023/NĐ-CP", False)] == (huyen,)
    assert "bộ mẫu hồ sơ" in found[("Nghị định 98/2023/NĐ-CP", True)]
    assert page_of(date(2023, 1, 1)).ending[0].what == ("mức lương cơ sở",)
    assert page_of(date(2022, 12, 31)).ending == ()


def test_checks_of_more_than_a_year_ago_are_warned_of():
    assert page_of(TODAY, today=date(2027, 11, 1)).old == ()
    old = page_of(TODAY, today=date(2027, 11, 2))
    assert "mức lương cơ sở" in {check.what for check in old.old}
    assert old.salary in old.old_rows


def test_what_was_not_read_is_counted():
    assert page_of(date(2026, 9, 30)).unconfirmed == 2  # who may give at a unit, the circular of the ministry
    assert page_of(TODAY).unconfirmed == 3  # and the law of 2026


def test_the_reception_moves_the_case_to_the_older_decree():
    page = page_of(date(2025, 8, 1), received_on=date(2025, 6, 15))
    assert (page.decree.code, page.money_day) == ("nd98", date(2025, 6, 30))
    assert [line.rule.code for line in page.transitions if line.acts] == ["nd152_60_3"]
    assert money_of(page)["giay_khen_xa"]["ca_nhan"] == (351_000, 360_000, 350_000)
    assert [line.time for line in page.transitions] == ["now", "now", "now", "future"]


def test_outside_the_recorded_time_it_says_so_and_still_stands():
    before, after = page_of(date(2015, 1, 1)), page_of(date(2027, 3, 1))
    assert before.salary is None and before.awards == () and len(before.problems) == 3
    assert after.decree is None and after.salary.value == 2_530_000
    assert all(row.amounts == () for row in after.awards)
    assert [row.code for row in after.cautions] == ["luat2026", "khong_con_nghi_dinh"]
    for extreme in (date.min, date.max):
        assert page_of(extreme).on == extreme


def test_a_dossier_that_came_after_its_decision_is_refused():
    with pytest.raises(DomainError, match="sau ngày quyết định"):
        page_of(date(2025, 8, 1), received_on=date(2025, 8, 2))


@pytest.fixture
def officer(tan_chau):
    """The officer's browser in November 2023."""
    return tan_chau.browser(tan_chau.officer, at=moment(2023, 11, 20, 9))


def text_of(answer):
    """The page with single spaces."""
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize(
    "said",
    [
        "2.530.000 đồng", "1.520.000", "gần nhất 5.690.000", "gốc 5.692.500", "Nghị định 152/2025/NĐ-CP, Điều 54.1",
        "chưa đối chiếu", "đối chiếu lần cuối 01/11/2026", "Sắp hết áp dụng", "28/02/2027", "còn 99 ngày",
        "Luật 06/2026/QH16", "Chủ tịch nước", "từ 05 năm trở lên", "Thông tư 15/2025/TT-BNV", "Mẫu số 13",
        "1.390.000", "không còn người có thẩm quyền tặng", "Điều 48.5", "cần người xem xét",
    ],
)  # fmt: skip
def test_the_page_of_a_day_in_2026(officer, said):
    assert said in text_of(officer.get(PAGE + "?ngay=21/11/2026"))


def test_the_page_opens_on_the_day_of_the_clock(officer):
    page = text_of(officer.get(PAGE))
    assert 'value="20/11/2023"' in page and "1.800.000 đồng" in page and "Luật 15/2003/QH11" in page
    assert "chưa áp dụng" in page and "Hôm nay" not in page


def test_the_page_of_a_dossier_under_transition(officer):
    page = text_of(officer.get(PAGE + "?ngay=01/08/2025&nhan=15/06/2025"))
    assert "đang áp dụng cho hồ sơ này" in page and "Hệ số lấy theo ngày 30/06/2025" in page


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?ngay=31/02/2025", "không có ngày «31/02/2025»"),
        ("?ngay=01/08/2025&nhan=02/08/2025", "sau ngày quyết định 01/08/2025"),
        ("?nhan=mai", "Ngày tiếp nhận hồ sơ: «mai» không phải là ngày"),
        ('?ngay="><script>alert(1)</script>', "&lt;script&gt;"),
    ],
)
def test_a_wrong_day_is_said_at_its_field_and_the_page_stands(officer, query, said):
    answer = officer.get(PAGE + query)
    page = text_of(answer)
    assert answer.status_code == 200 and "Tiền thưởng cho một trường hợp" in page
    assert said in page and "<script>alert" not in page and 'aria-invalid="true"' in page


def test_the_page_of_an_old_check_warns(tan_chau):
    later = tan_chau.browser(tan_chau.officer, at=moment(2027, 12, 1, 9))
    page = text_of(later.get(PAGE + "?ngay=21/11/2026"))
    assert "đối chiếu lần cuối đã quá một năm" in page and ", quá một năm" in page
    now = tan_chau.browser(tan_chau.officer, at=moment(2026, 11, 21, 9))
    assert "quá một năm" not in text_of(now.get(PAGE + "?ngay=21/11/2026"))


def test_the_law_needs_a_signed_in_person(client, db):
    answer = client.get(PAGE)
    assert answer.status_code == 302 and "dang-nhap" in answer["Location"]
