from decimal import Decimal

import pytest

from awards.domain.nominate_directly import nominate_directly
from scoring.contest_facts import contest_fact_of, contest_facts, contest_facts_of
from scoring.domain.contest_nominees import nominate_contestant, nominate_unit_by_contest
from scoring.models import Contestant
from scoring.rules.facts import ContestFact
from tests.scoring.contest_makers import AT, FEW, line


@pytest.fixture
def chosen(contest):
    """The person of tc001, put forward."""
    contest.confirmed(*FEW[:-1], line("dan01", "Trần Thị Én", "Ấp 1", 19, "", 1, group="Người dân", place=""))
    return nominate_contestant(
        campaign=contest.campaign,
        contestant=Contestant.objects.get(account="tc001"),
        award=contest.award,
        honorific="ong",
        position_title="Công chức",
        by=contest.officer,
        at=AT,
    )


def test_a_nominee_has_the_counted_result_of_the_account(chosen):
    fact = contest_fact_of(chosen)
    assert fact == ContestFact(True, True, True, Decimal("20.00"), 2, Decimal("20.00"))


def test_every_account_of_the_results_has_its_fact(chosen, django_assert_num_queries):
    with django_assert_num_queries(2):
        facts = contest_facts(chosen.campaign)
    assert set(facts) == {"tc001", "tc002", "tc003", "tc004", "dan01"}
    assert facts["tc003"].recognised is False and facts["dan01"].under_unit is None
    assert (facts["tc004"].score, facts["tc004"].attempts) == (None, 0)


def test_after_a_correction_the_fact_is_that_of_the_new_file(chosen, contest):
    contest.confirmed(FEW[0])
    assert (contest_fact_of(chosen).score, contest_fact_of(chosen).attempts) == (18, 1)


def test_whoever_was_not_chosen_from_the_results_and_collectives_have_no_fact(chosen, contest):
    other = nominate_directly(
        campaign=contest.campaign,
        award=contest.award,
        subject="ca_nhan",
        unit=contest.unit(),
        by=contest.officer,
        at=AT,
        name="Lê Văn Khác",
        honorific="ong",
        position_title="Chuyên viên",
    )
    unit = nominate_unit_by_contest(
        campaign=contest.campaign, unit=contest.unit(), award=contest.award, by=contest.officer, at=AT
    )
    assert contest_fact_of(other) is None and contest_fact_of(unit) is None
    assert set(contest_facts_of([chosen, other, unit])) == {chosen.pk}


def test_many_nominees_cost_as_much_as_one(chosen, contest, django_assert_num_queries):
    second = nominate_contestant(
        campaign=contest.campaign,
        contestant=Contestant.objects.get(account="tc002"),
        award=contest.award,
        honorific="ba",
        position_title="Công chức",
        by=contest.officer,
        at=AT,
    )
    for rows in ([chosen], [chosen, second]):
        with django_assert_num_queries(3):
            assert len(contest_facts_of(rows)) == len(rows)


def test_where_no_contest_counts_there_are_no_facts(chosen):
    chosen.campaign.measured_by = "index"
    assert contest_fact_of(chosen) is None
