import gc
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from accounts.bulk import BATCH, insert_rows, uncollected
from scoring.models import Attempt, Contestant
from tests.scoring.conftest import contest  # noqa: F401 - a fixture
from tests.scoring.contest_makers import AT

COLUMNS = ("contestant", "number", "score", "seconds", "started_at", "cell")


@pytest.fixture
def person(contest):  # noqa: F811 - the fixture named above
    """Somebody registered only, without an attempt."""
    contest.confirmed()
    return Contestant.objects.get(account="tc004")


def test_rows_read_back_as_they_were_given_also_beyond_one_batch(person):
    seconds = [None if number % 3 else number for number in range(BATCH + 5)]
    rows = [
        (person.pk, number + 1, Decimal(number % 7) / 4, at, AT if number % 2 else None, "H4")
        for number, at in enumerate(seconds)
    ]
    insert_rows(Attempt, COLUMNS, iter(rows))
    found = Attempt.objects.filter(contestant=person).order_by("number").values_list(*COLUMNS)
    assert list(found) == rows
    assert found[1][4] == AT and found[1][4].astimezone(UTC) == datetime.fromtimestamp(AT.timestamp(), UTC)


def test_the_rules_of_the_table_hold_and_nothing_stays_of_a_refused_batch(person):
    rows = [(person.pk, 1, Decimal(3), None, None, "A1"), (person.pk, 2, Decimal(-1), None, None, "A2")]
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(Attempt, COLUMNS, rows)
    assert not Attempt.objects.filter(contestant=person).exists()


def test_collecting_goes_on_afterwards_even_after_an_error():
    with pytest.raises(ValueError), uncollected():
        assert not gc.isenabled()
        raise ValueError
    assert gc.isenabled()
