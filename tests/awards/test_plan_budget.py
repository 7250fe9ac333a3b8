from datetime import date
from decimal import Decimal

import pytest

from awards.domain.plan_budget import law_lines, plan_budget
from awards.lawbook import NoLaw
from awards.models import AwardQuota


def test_the_annex_of_tan_chau_is_computed_not_typed(tan_chau):
    budget = plan_budget(campaign=tan_chau.campaign, on=date(2023, 7, 28))
    assert [(row.subject, row.count, row.amount) for row in budget.rows] == [
        ("tap_the", 6, Decimal(6480000)),
        ("ca_nhan", 6, Decimal(3240000)),
    ]
    assert (budget.count, budget.total) == (12, Decimal(9720000))
    assert budget.words == "Chín triệu bảy trăm hai mươi nghìn đồng"


def test_the_day_and_the_quotas_decide(tan_chau):
    assert plan_budget(campaign=tan_chau.campaign, on=date(2023, 6, 30)).total < Decimal(9720000)
    AwardQuota.objects.filter(subject="ca_nhan", group__code="phong-ban").update(maximum=1)
    assert plan_budget(campaign=tan_chau.campaign, on=date(2023, 7, 28)).total == Decimal(
        9720000 - 2 * 540000
    )


def test_without_law_there_is_no_number(tan_chau):
    with pytest.raises(NoLaw):
        plan_budget(campaign=tan_chau.campaign, on=date(2010, 1, 1))


def test_every_number_has_its_reference_and_its_mark(tan_chau):
    lines = {line.label: line.law for line in law_lines(campaign=tan_chau.campaign, on=date(2023, 7, 28))}
    assert lines["Mức lương cơ sở"].value == Decimal(1800000)
    assert "24/2023" in lines["Mức lương cơ sở"].reference and lines["Mức lương cơ sở"].confirmed
    assert lines["Số lần nhân cho tập thể"].value == 2 and lines["Số lần nhân cho cá nhân"].value == 1
    later = law_lines(campaign=tan_chau.campaign, on=date(2024, 2, 1))
    assert not all(line.law.confirmed for line in later)
