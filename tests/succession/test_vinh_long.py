"""Vĩnh Long: Sở Thông tin và Truyền thông comes to Sở Khoa học và Công nghệ in the middle of the campaign (2025).

That the two Sở were joined in early 2025 is known; the number of the decision here is made up.
"""

from datetime import date
from decimal import Decimal

import pytest

from accounts.domain.audit import broken_links
from accounts.errors import DomainError
from accounts.models import User
from campaigns.access import access_of
from campaigns.domain.hand_over_campaign import hand_over_campaign
from campaigns.domain.register_unit import register_unit
from campaigns.domain.succeed_units import succeed_units
from campaigns.enums import ChangeKind, Inherited, Role
from campaigns.models import Membership, Registration, Unit
from campaigns.queries import campaigns_visible_to
from dossiers.demo.base import moment, write_person
from dossiers.demo.plans import OTHER_PLANS, seed_one
from dossiers.domain.decide_takeovers import Answer, decide_takeovers
from dossiers.domain.facts_of_years import read_years
from dossiers.takeovers import questions_of
from scoring.domain.rank_units import rank_units
from scoring.models import IndexResult, Standing
from tests.journeys import worlds
from tests.succession_makers import basis, person

OLD, NEW = "vinh-long-stttt", "vinh-long-skhcn"
BEFORE, AT = moment(2024, 2, 1), moment(2025, 3, 5)
PAPER = basis(date(2025, 3, 1), "05/NQ-HĐND", issued_on=date(2025, 2, 20), issuer_name="HĐND tỉnh Vĩnh Long")
SCORES = {2023: {OLD: "93", NEW: "88", "vinh-long-stc": "95"}, 2024: {OLD: "94", "vinh-long-stc": "96"}}


@pytest.fixture
def tinh(db, tmp_path):
    """Two Sở in the campaign; the addressee and standing body is about to end."""
    campaign = seed_one(next(one for one in OTHER_PLANS if one.pack == "vinh_long_2023_2025"))
    units = {unit.code: unit for unit in Unit.objects.all()}
    person("quan-tri-tinh", (Role.SYSTEM_ADMIN, units["vinh-long"]))
    for code in (OLD, NEW, "vinh-long-stc"):
        clerk = write_person(f"dv-{code}", f"Cán bộ {code}", units[code], Role.UNIT_OFFICER, "")
        register_unit(campaign=campaign, unit=units[code], by=clerk, at=BEFORE)
    write_person("thu-truong", "Lâm Chí Thành", units[OLD], Role.UNIT_HEAD, "Giám đốc")
    for year, scores in SCORES.items():
        worlds.results(worlds.Place(units), campaign, year, scores, tmp_path)
    return campaign, units


def merge(units) -> None:
    people = {row.pk: NEW for row in Membership.objects.filter(unit=units[OLD])}
    by = User.objects.get(username="quan-tri-tinh")
    succeed_units(
        kind=ChangeKind.MERGE, predecessors=[units[OLD]], successors=[units[NEW]], basis=PAPER, by=by, at=AT,
        people=people,
    )  # fmt: skip
    units.update({unit.code: unit for unit in Unit.objects.filter(code__in=(OLD, NEW))})


def handed_over(campaign, units):
    by = User.objects.get(username="quan-tri-tinh")
    hand_over_campaign(campaign=campaign, part="standing_unit", to=units[NEW], basis=PAPER, by=by, at=AT)
    campaign.refresh_from_db()
    return User.objects.get(username="can-bo-vinh-long")


def test_the_desk_goes_on_at_the_new_body(tinh):
    campaign, units = tinh
    assert campaign.standing_unit == units[OLD]
    merge(units)
    officer = handed_over(campaign, units)
    assert campaigns_visible_to(access_of(officer, AT)).get() == campaign
    assert campaign.issuer == units["vinh-long"]


def test_nothing_is_lost_and_nothing_doubled(tinh):
    campaign, units = tinh
    counts = [rows.objects.count() for rows in (Registration, IndexResult, Standing)]
    ranks = list(Standing.objects.order_by("pk").values_list("unit__code", "rank"))
    merge(units)
    officer = handed_over(campaign, units)
    asked = {row.what: row.said for row in questions_of(campaign, AT)[0].open}
    assert asked[Inherited.YEARS] == "2023: 93%, 2024: 94%"
    # The new body registered itself: one registration goes on, the other stays a document.
    with pytest.raises(DomainError, match="đã có đăng ký thi đua"):
        decide(campaign, units, officer, (Inherited.REGISTRATION, NEW))
    decide(campaign, units, officer, (Inherited.PLACE, NEW), (Inherited.REGISTRATION, None))
    assert [rows.objects.count() for rows in (Registration, IndexResult, Standing)] == counts
    # What was ranked then is ranked the same when the table is asked for again, the old body included.
    for year in SCORES:
        rank_units(campaign=campaign, year=year, by=officer, at=AT)
    current = Standing.objects.filter(ranking__is_current=True, ranking__year=2023)
    assert dict(current.values_list("unit__code", "rank")) == dict(ranks[: len(current)])
    assert current.filter(unit=units[NEW]).count() == 1
    assert broken_links() == []


def test_years_count_only_where_a_person_says_so_and_never_twice(tinh):
    campaign, units = tinh
    round = campaign.rounds.get(code="tong-ket")
    merge(units)
    officer = handed_over(campaign, units)
    assert read_years(round).percents[units[NEW].pk] == {2023: Decimal("88")}
    decide(campaign, units, officer, (Inherited.PLACE, NEW), (Inherited.YEARS, NEW))
    years = read_years(round)
    # 2023 the new body was measured itself; only 2024 is lent, under the old name.
    assert years.percents[units[NEW].pk] == {2023: Decimal("88"), 2024: Decimal("94")}
    assert years.measured_then[units[NEW].pk] == {2024: "Sở Thông tin và Truyền thông"}


def decide(campaign, units, officer, *rows):
    answers = [Answer(units[OLD].pk, what, code and units[code].pk) for what, code in rows]
    return decide_takeovers(campaign=campaign, answers=answers, document="QĐ 10/QĐ-UBND", by=officer, at=AT)
