"""What a trial reads: the plan's terms, its units, and results by year."""

from datetime import date
from decimal import Decimal

import pytest

from awards.domain.place_units import units_for_group
from campaigns.models import Unit
from dossiers.domain.propose import propose
from scoring.importers import uploads
from scoring.ranking import Status
from scoring.what_if_plan import ground_of, placed_units, source_for, sources_of, terms_of
from scoring.what_if_run import try_terms
from scoring.what_if_words import notices_of
from tests.proposal_makers import JUDGED, SCORES, complete, ranked
from tests.scoring.conftest import IMPORTING
from tests.scoring.import_makers import confirm_by_two
from tests.scoring.what_if_makers import ROWS, draft_beside, imported


@pytest.fixture
def draft(results):
    return draft_beside(results)


def test_units_are_placed_as_the_launch_would(results, draft):
    groups = list(draft.groups.order_by("position"))
    groups[0].unit_codes = ["30397"]
    groups[0].save()
    gone = results.world.unit("30376")
    gone.valid_to = draft.period_start.replace(year=2022)
    gone.save()
    found = placed_units(draft, groups)
    for group in groups:
        expected = {unit.pk for unit in units_for_group(draft, group)}
        here = {unit.pk for unit, key in found if key == group.pk}
        assert here == expected - ({results.world.unit("30397").pk} if group != groups[0] else set())
    assert len(found) == 26


def test_the_years_of_the_round_are_moved_to_those_of_the_source(results, draft):
    old = results.upload(results.file((1, "UBND phường Long Sơn", 1, 0.8, 1)), year=2021)
    old = results.with_scale(old, "one")
    prepared = uploads.preview_of(old, uploads.open_import(old)).prepared
    confirm_by_two(old, prepared, by=results.world.officer, at=IMPORTING)
    draft.rounds.update(first_year=2021, last_year=2023)
    sources = sources_of(draft)
    assert [row.year for row in sources] == [2022, 2021]
    ground = ground_of(draft.rounds.get(), sources[0], sources, date(2023, 7, 1))
    assert (ground.window, ground.measured) == ((2020, 2021, 2022), (2021, 2022))
    unit = next(one for one in ground.units if one.name == "UBND phường Long Sơn")
    assert unit.percents == {2021: Decimal(80), 2022: Decimal("91.25")}
    assert unit.value == Decimal("91.25") and unit.before is None and ground.strangers == 0


def test_units_of_the_source_outside_the_plan_are_counted(results, draft):
    Unit.objects.filter(code="30388").update(kind="khac")
    sources = sources_of(draft)
    ground = ground_of(draft.rounds.get(), sources[0], sources, date(2023, 7, 1))
    assert ground.strangers == 1 and "UBND xã Tân An" not in {unit.name for unit in ground.units}
    said = notices_of(ground, 2022, terms_of(draft.rounds.get()).terms)
    assert any("1 đơn vị trong nguồn không thuộc nhóm nào của kế hoạch" in one for one in said)


def test_the_newest_results_before_the_campaign_are_taken(results, draft):
    imported(results, *ROWS[:2], year=2020)
    sources = sources_of(draft)
    assert [source_for(sources, year).year for year in (2023, 2022, 2021, 2020, 2019)] == [
        2022,
        2022,
        2020,
        2020,
        2020,
    ]
    assert source_for([], 2022) is None


@pytest.mark.parametrize(
    "scores",
    [
        SCORES,
        {code: str(90 - n) for n, code in enumerate(SCORES)},
        dict.fromkeys(SCORES, "80"),
        dict(zip(SCORES, ("95", "95", "95", "95", "60", "50"), strict=True)),
    ],
)
def test_a_trial_agrees_with_the_list_that_is_proposed_later(tan_chau, scores):
    """All communes with a result are put forward and meet what no trial can look at."""
    ranked(tan_chau, scores)
    for code in scores:
        complete(tan_chau, code)
    table = next(
        one
        for one in propose(campaign=tan_chau.campaign, at=JUDGED).tables
        if one.quota.subject == "tap_the" and one.quota.group.code == "phuong-xa"
    )
    sources, round = sources_of(tan_chau.campaign), tan_chau.campaign.rounds.get()
    terms = terms_of(round).terms
    found = try_terms(ground_of(round, sources[0], sources, JUDGED.date()), terms, terms)
    trial = next(one for one in found if one.after.key == table.quota.pk)
    inside = {Status.PROPOSED, Status.TIE_AT_LINE}
    assert {row.unit.key: row.line.status for row in trial.rows if row.line.status in inside} == {
        row.unit.pk: row.line.status for row in table.rows if row.line.status in inside
    }
