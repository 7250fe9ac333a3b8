from datetime import date
from decimal import Decimal

import pytest

from awards.domain.budget import BudgetItem, BudgetRow, Unpriced, budget_of
from awards.lawbook import NoLaw

ITEMS = [
    BudgetItem("Tập thể", "tap_the", "giay_khen_huyen", 6),
    BudgetItem("Cá nhân", "ca_nhan", "giay_khen_huyen", 6),
]
IN_2026 = date(2026, 8, 1)


def test_the_annex_of_tan_chau():
    budget = budget_of(ITEMS, date(2023, 12, 20))
    assert [(row.prize.paid, row.amount) for row in budget.rows] == [
        (Decimal(1_080_000), Decimal(6_480_000)),
        (Decimal(540_000), Decimal(3_240_000)),
    ]
    assert budget.count == 12
    assert budget.total == Decimal(9_720_000)
    assert budget.words == "Chín triệu bảy trăm hai mươi nghìn đồng"
    assert "Nghị định 24/2023/NĐ-CP" in budget.references


def test_the_day_decides_the_salary():
    before = budget_of(ITEMS, date(2023, 6, 30))
    assert [row.prize.paid for row in before.rows] == [Decimal(900_000), Decimal(450_000)]
    assert before.total == Decimal(8_100_000)
    assert "Nghị định 38/2019/NĐ-CP" in before.references


def test_the_campaign_chooses_how_to_round():
    up, near = (budget_of(ITEMS, date(2024, 9, 1), mode) for mode in ("up_10000", "nearest_10000"))
    assert [row.prize.paid for row in up.rows] == [1_410_000, 710_000]
    assert [row.prize.paid for row in near.rows] == [1_400_000, 700_000]
    assert (up.total, near.total) == (12_720_000, 12_600_000)
    assert (up.rounding, near.rounding) == ("up_10000", "nearest_10000")


def test_a_number_that_nobody_has_checked_marks_the_whole():
    assert budget_of(ITEMS, date(2023, 12, 31)).confirmed
    assert not budget_of(ITEMS, date(2024, 1, 1)).confirmed


def test_no_award_is_no_money():
    empty = budget_of([BudgetItem("Tập thể", "tap_the", "giay_khen_huyen", 0)], date(2023, 12, 20))
    assert empty.total == 0 and empty.has_total
    assert empty.words == "Không đồng"


def test_a_day_without_law_is_refused_with_its_reason():
    with pytest.raises(NoLaw, match="giay_khen_huyen"):
        budget_of(ITEMS, date(2025, 7, 1))


def test_where_it_is_only_shown_the_line_says_why_it_has_no_money():
    budget = budget_of(ITEMS, date(2025, 7, 1), strict=False)
    assert budget.rows == () and not budget.has_total and budget.total == 0
    ((reason, labels),) = budget.reasons
    assert labels == ("Tập thể", "Cá nhân")
    assert "sau ngày 30/06/2025 không còn người có thẩm quyền" in reason
    later = budget_of([BudgetItem("Tập thể", "tap_the", "bang_khen_tinh", 1)], date(2027, 3, 1), strict=False)
    assert "01/03/2027" in later.unpriced[0].reason


def test_an_award_without_a_coefficient_is_a_sentence_and_the_rest_is_counted():
    items = [
        BudgetItem("Mặt trận", "tap_the", "", 2, "bang_khen_doan_the_tinh"),
        BudgetItem("Tỉnh", "ca_nhan", "bang_khen_tinh", 2, "bang_khen_tinh"),
        BudgetItem("Chưa gắn", "ca_nhan", "", 1),
    ]
    budget = budget_of(items, IN_2026)
    assert [type(line) for line in budget.lines] == [Unpriced, BudgetRow, Unpriced]
    assert "Điều 48.5" in budget.unpriced[0].reason and "chưa gắn" in budget.unpriced[1].reason
    assert (budget.count, budget.total, budget.has_total) == (5, 7_600_000, True)


def test_a_line_without_a_number_has_a_price_but_no_amount():
    budget = budget_of([*ITEMS, BudgetItem("Không hạn", "ca_nhan", "giay_khen_xa", None)], date(2023, 12, 20))
    assert budget.rows[-1].prize.paid == 270_000 and budget.rows[-1].amount is None
    assert budget.is_open and budget.total == 9_720_000 and budget.count == 12
    assert not budget_of(ITEMS, date(2023, 12, 20)).is_open


def test_a_joint_ceiling_costs_at_most_what_all_collectives_would():
    budget = budget_of([BudgetItem("Chung", "", "bang_khen_tinh", 5)], date(2026, 8, 1))
    assert budget.is_bound and budget.rows[0].is_bound
    assert (budget.rows[0].prize.factor, budget.total) == (2, 5 * 7_590_000)
    assert not budget_of(ITEMS, date(2023, 12, 20)).is_bound


def test_a_dossier_received_in_time_stays_with_the_old_coefficient():
    items = [BudgetItem("Xã", "ca_nhan", "giay_khen_xa", 2)]
    assert budget_of(items, IN_2026).total == 2 * 760_000
    assert budget_of(items, IN_2026, received_on=date(2025, 6, 30)).total == 2 * 380_000
