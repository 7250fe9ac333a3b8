"""xã Ta Ma, Rạng Đông and Pú Nhung become xã Pú Nhung on 01/07/2025 (huyện Tuần Giáo ends); the campaign runs to 2030.

The merger and its day are those of the new order of 2025; the offices of the new xã are made up.
"""

import tomllib
from datetime import date
from decimal import Decimal

import pytest

from accounts.domain.audit import broken_links
from accounts.models import User
from awards.domain.launch_campaign import launch_campaign
from campaigns.access import access_of
from campaigns.domain.change_unit import change_unit
from campaigns.domain.hand_over_campaign import hand_over_campaign
from campaigns.domain.register_unit import register_unit
from campaigns.domain.succeed_units import NewUnit, succeed_units
from campaigns.domain.write_criteria import write_criteria_set
from campaigns.domain.write_unit import write_unit
from campaigns.enums import CampaignPart, ChangeKind, Inherited, Role, UnitKind
from campaigns.models import Campaign, Membership, Registration, Unit, UnitGroupMember
from campaigns.organisation import ended_parts, face_on, living_successors
from campaigns.queries import campaigns_visible_to
from dossiers.demo.base import DATA, moment
from dossiers.demo.plans import OTHER_PLANS, seed_one
from dossiers.domain.decide_takeovers import Answer, decide_takeovers
from dossiers.domain.facts_of_years import read_years
from dossiers.takeovers import open_count, questions_of
from scoring.models import IndexResult, Ranking, Standing
from tests.journeys import worlds
from tests.succession_makers import basis, person

BEFORE, AT = moment(2024, 3, 1), moment(2025, 7, 2)
DAY = date(2025, 7, 1)
PAPER = basis(DAY, "1661/NQ-UBTVQH15")
OFFICES = ["ta-ma-vp", "ta-ma-tckt"]


@pytest.fixture
def xa(db, tmp_path):
    """The campaign in its second year: two offices registered, results of 2023 are in; the province's admin."""
    plan = next(one for one in OTHER_PLANS if one.pack == "ta_ma_2023_2030")
    campaign = seed_one(plan)
    with (DATA / "criteria.toml").open("rb") as file:
        campaign.criteria_set = write_criteria_set(data=tomllib.load(file), is_demo=True)
    campaign.save(update_fields=["criteria_set"])
    officer = User.objects.get(username=plan.officer)
    campaign = launch_campaign(campaign=campaign, by=officer, at=moment(2023, 7, 1))
    province, district = Unit.objects.get(code="dien-bien"), Unit.objects.get(code="tuan-giao")
    person("quan-tri-tinh", (Role.SYSTEM_ADMIN, province))
    for code, name in (("03260", "Rạng Đông"), ("03271", "Pú Nhung")):
        write_unit(
            code=code, name=f"Ủy ban nhân dân xã {name}", short_name=f"UBND xã {name}", kind=UnitKind.UBND_XA,
            parent=district, place_name=name, symbol="UBND",
        )  # fmt: skip
    units = {unit.code: unit for unit in Unit.objects.all()}
    place = worlds.Place(units)
    for code in OFFICES:
        clerk = person(f"cb-{code}", (Role.UNIT_OFFICER, units[code]))
        register_unit(campaign=campaign, unit=units[code], by=clerk, at=BEFORE)
    person("thu-truong", (Role.UNIT_HEAD, campaign.standing_unit))
    scores = {"ta-ma-vp": "95", "ta-ma-tckt": "92", "ta-ma-mttq": "85"}
    worlds.results(place, campaign, 2023, scores, tmp_path)
    return place, campaign


def succeed(kind, before, after, **values):
    by = User.objects.get(username="quan-tri-tinh")
    return succeed_units(
        kind=kind, predecessors=before, successors=after, basis=PAPER, by=by, at=AT, **values
    )


def head_of(unit: Unit) -> None:
    """The head of the new body confirms what its one officer has prepared."""
    head = User.objects.get(username="thu-truong")
    Membership.objects.create(user=head, unit=unit, role=Role.UNIT_HEAD, valid_from=date(2025, 1, 1))


def reorganise(place: worlds.Place, officer: User) -> dict[str, Unit]:
    """The three xã, then their offices, then the district; people go on where the administrator says so."""
    units = place.units
    new = units["03271"]
    succeed(
        ChangeKind.MERGE,
        [units["ta-ma"], units["03260"], new],
        [new],
        children_to=new.code,
    )
    office = NewUnit("pu-nhung-vp", "Văn phòng HĐND và UBND xã", UnitKind.PHONG_BAN, parent=new)
    culture = NewUnit("pu-nhung-vhxh", "Phòng Văn hóa - Xã hội xã", UnitKind.PHONG_BAN, parent=new)
    people = Membership.objects.filter(unit__code__in=OFFICES)
    succeed(
        ChangeKind.MERGE,
        [units[code] for code in OFFICES],
        [office],
        people={row.pk: office.code for row in people},
    )
    mine = Membership.objects.get(user=officer)
    succeed(ChangeKind.MERGE, [units["ta-ma-vh"]], [culture], people={mine.pk: culture.code})
    new.refresh_from_db()
    by = User.objects.get(username="quan-tri-tinh")
    change_unit(unit=new, basis=PAPER, by=by, at=AT, parent=units["dien-bien"])
    succeed(ChangeKind.DISSOLVE, [Unit.objects.get(code="tuan-giao")], [])
    return {unit.code: unit for unit in Unit.objects.all()}


def test_the_line_of_the_xa_and_its_villages(xa):
    place, campaign = xa
    below = Unit.objects.filter(parent=place.units["ta-ma"]).count()
    units = reorganise(place, User.objects.get(username="can-bo-ta-ma"))
    assert living_successors(units["ta-ma"]) == [units["03271"]]
    assert Unit.objects.filter(parent=units["03271"], valid_to__isnull=True).count() == below - 3 + 2
    assert units["03271"].parent == units["dien-bien"] and units["tuan-giao"].valid_to == date(2025, 6, 30)
    assert face_on(units["ta-ma-ban-1"], date(2025, 6, 30)).parent_id == units["ta-ma"].pk
    assert {part for part, _ in ended_parts(Campaign.objects.get(pk=campaign.pk))} == set(CampaignPart.values)


def test_the_campaign_goes_on_with_nothing_lost_and_nothing_doubled(xa, tmp_path):
    place, campaign = xa
    officer = User.objects.get(username="can-bo-ta-ma")
    counts = Registration.objects.count(), IndexResult.objects.count(), Standing.objects.count()
    frozen = list(Standing.objects.values_list("unit__short_name", "rank"))
    units = reorganise(place, officer)
    # Nobody sees the campaign until it is handed over, with its paper.
    assert not campaigns_visible_to(access_of(officer, AT)).exists()
    by = User.objects.get(username="quan-tri-tinh")
    for part, code in (
        ("issuer", "03271"),
        ("standing_unit", "pu-nhung-vhxh"),
        ("appraising_unit", "pu-nhung-vp"),
    ):
        hand_over_campaign(campaign=campaign, part=part, to=units[code], basis=PAPER, by=by, at=AT)
    campaign = campaigns_visible_to(access_of(officer, AT)).get()
    assert campaign.hand_overs.get(part="issuer").before_name == "Ủy ban nhân dân xã Ta Ma"
    # The offices: one registration goes on, the results of one are counted for the line.
    office = units["pu-nhung-vp"]
    # ta-ma-vh kept the campaign and took part in it: its place is asked about too.
    assert {row.unit.code for row in questions_of(campaign, AT)} == {*OFFICES, "ta-ma-vh"}
    first, second = (units[code] for code in OFFICES)
    answers = [Answer(unit.pk, Inherited.PLACE, office.pk) for unit in (first, second)]
    answers.append(Answer(units["ta-ma-vh"].pk, Inherited.PLACE, units["pu-nhung-vhxh"].pk))
    for what in (Inherited.REGISTRATION, Inherited.YEARS):
        answers += [Answer(first.pk, what, office.pk), Answer(second.pk, what, None)]
    decide_takeovers(
        campaign=campaign, answers=answers, document="Thông báo số 02/TB-UBND", by=officer, at=AT
    )
    assert open_count(campaign, AT) == 0
    assert (Registration.objects.count(), IndexResult.objects.count(), Standing.objects.count()) == counts
    assert list(Standing.objects.values_list("unit__short_name", "rank")) == frozen
    # A year later: the successor is measured and ranked once; 2023 stays the table of those days.
    later = worlds.Place(units)
    head_of(units["pu-nhung-vhxh"])
    worlds.results(later, campaign, 2025, {"pu-nhung-vp": "96", "ta-ma-mttq": "88"}, tmp_path)
    table = Standing.objects.filter(ranking=Ranking.objects.get(year=2025, is_current=True))
    assert table.filter(unit=office).count() == 1 and not table.filter(unit__in=[first, second]).exists()
    assert UnitGroupMember.objects.filter(unit=office).count() == 1
    assert broken_links() == []


def test_a_threshold_counts_the_lent_year_and_names_the_old_unit(xa, tmp_path):
    place, campaign = xa
    officer = User.objects.get(username="can-bo-ta-ma")
    units = reorganise(place, officer)
    by = User.objects.get(username="quan-tri-tinh")
    hand_over_campaign(
        campaign=campaign, part="standing_unit", to=units["pu-nhung-vhxh"], basis=PAPER, by=by, at=AT
    )
    campaign.refresh_from_db()
    office, first = units["pu-nhung-vp"], units["ta-ma-vp"]
    round = campaign.rounds.get(code="nam-2023")
    assert office.pk not in read_years(round).percents
    answers = [Answer(first.pk, what, office.pk) for what in (Inherited.PLACE, Inherited.YEARS)]
    decide_takeovers(campaign=campaign, answers=answers, document="TB 02", by=officer, at=AT)
    years = read_years(round)
    assert years.percents[office.pk] == {2023: Decimal("95")}
    assert years.measured_then[office.pk] == {2023: "Văn phòng HĐND - UBND xã"}
    assert years.percents[first.pk] == {2023: Decimal("95")}
