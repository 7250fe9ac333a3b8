"""Each nasty file gets its sentence with the place, or its result; half of a file is never written."""

from decimal import Decimal

import pytest

from scoring.models import IndexImport, IndexResult
from tests.nasty import cells, files, fonts, tables, units
from tests.nasty.world import make_world, run

CASES = [*cells.CASES, *tables.CASES, *units.CASES, *files.CASES, *fonts.CASES]


@pytest.fixture
def campaign(db):
    return make_world()


def test_there_are_enough_of_them():
    assert len(CASES) >= 60
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_nasty_file(campaign, case):
    found = run(case, campaign)
    assert (found.refused, found.problems) == (case.refused, case.problems)
    assert found.warnings == case.warnings
    assert found.skipped == dict(case.skipped)
    assert found.values == {code: Decimal(value) for code, value in case.values.items()}
    assert bool(IndexResult.objects.count()) == bool(case.values)
    assert IndexImport.objects.filter(state="confirmed").exists() == bool(case.values)
