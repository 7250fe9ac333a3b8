"""Every row of every plan stands in the database where the program looks for it, with its clause."""

from datetime import date

import pytest

from awards.domain.plan_budget import plan_budget
from awards.models import Award, AwardQuota, Condition, DocumentRequirement
from campaigns.models import (
    BasisDocument,
    Deadline,
    Phase,
    PlanItem,
    ReportDuty,
    Round,
    RouteStep,
    Target,
    UnitGroup,
)
from tests.packs import rows_of_bac_son, rows_of_dong_thap, rows_of_ta_ma, rows_of_tan_chau, rows_of_vinh_long
from tests.packs.plans import UNITS, loaded
from tests.packs.rows import OF_AWARD, problem, single

TABLES = {
    "tan_chau_2023": rows_of_tan_chau,
    "bac_son_2023": rows_of_bac_son,
    "vinh_long_2023_2025": rows_of_vinh_long,
    "dong_thap_2021_2025": rows_of_dong_thap,
    "ta_ma_2023_2030": rows_of_ta_ma,
}
CLAUSED = [Award, AwardQuota, BasisDocument, Condition, Deadline, DocumentRequirement, Phase, PlanItem]
CLAUSED += [ReportDuty, Round, RouteStep, Target, UnitGroup]


def of(campaign, model):
    """The rows of a model that belong to the campaign."""
    return model.objects.filter(**{"award__campaign" if model in OF_AWARD else "campaign": campaign})


def test_every_plan_has_its_table():
    assert set(TABLES) == set(UNITS)


@pytest.mark.parametrize("name", TABLES)
def test_every_row_of_the_plan_is_in_the_database(name, db):
    campaign = loaded(name)
    assert len(TABLES[name].ROWS) > 40
    assert [said for row in TABLES[name].ROWS if (said := problem(campaign, row))] == []


@pytest.mark.parametrize("name", TABLES)
def test_there_is_nothing_more_than_the_plan_says(name, db):
    campaign = loaded(name)
    counts = TABLES[name].COUNTS
    assert {model.__name__: of(campaign, model).count() for model in counts} == {
        model.__name__: number for model, number in counts.items()
    }


@pytest.mark.parametrize("name", TABLES)
def test_every_value_has_its_clause(name, db):
    campaign = loaded(name)
    assert all(campaign.clauses.values())
    for model in CLAUSED:
        assert not of(campaign, model).filter(clause="").exists(), model


def test_a_table_notices_another_value(db):
    campaign = loaded("bac_son_2023")
    right = single("issuer", "issuer", "phần mở đầu", issuer="bac-son")
    assert problem(campaign, right) == ""
    assert problem(campaign, single("issuer", "issuer", "mục I", issuer="bac-son"))
    assert problem(campaign, single("issuer", "issuer", "phần mở đầu", issuer="ta-ma"))
    AwardQuota.objects.all().delete()
    assert [said for row in rows_of_bac_son.ROWS if (said := problem(campaign, row))] == [
        "no number of collectives: 0 rows",
        "no number of persons: 0 rows",
    ]


def test_the_budget_annex_is_computed_from_the_quotas(db):
    budget = plan_budget(campaign=loaded("tan_chau_2023"), on=date(2023, 7, 28))
    lines = [(line.count, int(line.amount)) for line in budget.lines]
    assert lines == [(6, 6_480_000), (6, 3_240_000)]
    assert (budget.count, int(budget.total)) == (12, 9_720_000)
