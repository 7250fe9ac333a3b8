from datetime import date
from decimal import Decimal

import pytest

from awards.domain.budget import BudgetItem, budget_of
from awards.lawbook import NoLaw

ITEMS = [
    BudgetItem("Tập thể", "tap_the", "giay_khen_huyen", 6),
    BudgetItem("Cá nhân", "ca_nhan", "giay_khen_huyen", 6),
]


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
    assert "Nghị định 38/2019/NĐ-CP" in before.references


def test_a_number_that_nobody_has_checked_marks_the_whole():
    assert budget_of(ITEMS, date(2023, 12, 31)).confirmed
    assert not budget_of(ITEMS, date(2024, 1, 1)).confirmed


def test_no_award_is_no_money():
    empty = budget_of([BudgetItem("Tập thể", "tap_the", "giay_khen_huyen", 0)], date(2023, 12, 20))
    assert empty.total == 0
    assert empty.words == "Không đồng"


def test_a_day_without_law_is_refused_with_its_reason():
    with pytest.raises(NoLaw, match="giay_khen_huyen"):
        budget_of(ITEMS, date(2025, 7, 1))
