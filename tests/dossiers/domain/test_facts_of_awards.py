"""What the law of the day asks of a campaign goes into the stored facts and comes back."""

from datetime import date

from awards.models import Award, Nomination
from dossiers.domain.facts_of_awards import award_law
from scoring.rules import Facts, facts_as_data, facts_from_data


def test_the_law_of_the_day_is_kept_with_a_verdict():
    one = Nomination(award=Award(catalogue="bang_khen_tinh"), subject="ca_nhan")
    law = award_law(one, date(2026, 1, 14))
    assert law is not None and law.levels == {"bo": 0, "tinh": 0}
    facts = Facts(award_law=law)
    assert facts_from_data(facts_as_data(facts)) == facts


def test_nothing_is_asked_before_the_law_was_read():
    one = Nomination(award=Award(catalogue="bang_khen_tinh"), subject="ca_nhan")
    assert award_law(one, date(2023, 12, 31)) is None
