"""thị xã Tân Châu: fourteen units become five on 01/07/2025; the campaign of 2023 gets a custodian and keeps its names.

That there are five and how they are called is sourced; which old unit came to which is made up (see the data).
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from accounts.models import User
from campaigns.access import access_of
from campaigns.domain.hand_over_campaign import hand_over_campaign
from campaigns.domain.register_unit import register_unit
from campaigns.domain.succeed_units import NewUnit, succeed_units
from campaigns.enums import CampaignPart, CampaignState, ChangeKind, UnitKind
from campaigns.models import Campaign, Registration, Unit, UnitSuccession
from campaigns.organisation import ended_parts, living_successors, orphaned_campaigns
from campaigns.queries import campaigns_visible_to, registration_list
from dossiers.demo.base import moment
from dossiers.takeovers import questions_of
from tests.succession_makers import basis, province_above

FACTS = Path(__file__).parent.parent / "data" / "tan_chau_2025.csv"
AT, PAPER = moment(2025, 7, 3), basis(date(2025, 7, 1))
PHUONG = "tan-chau-phuong"


def facts() -> list[dict[str, str]]:
    with FACTS.open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


def succeed(kind, before, after, **values):
    by = User.objects.get(username="quan-tri-tinh")
    return succeed_units(
        kind=kind, predecessors=before, successors=after, basis=PAPER, by=by, at=AT, **values
    )


@pytest.fixture
def town(tan_chau):
    """All fourteen registered in 2023; the campaign is over."""
    province_above(tan_chau.campaign.issuer, "an-giang", "Ủy ban nhân dân tỉnh An Giang")
    for row in facts():
        unit = tan_chau.unit(row["old_code"])
        by = tan_chau.person_of(unit)
        register_unit(campaign=tan_chau.campaign, unit=unit, by=by, at=moment(2023, 8, 1))
    Campaign.objects.update(state=CampaignState.CLOSED)
    return tan_chau


def reorganise(town) -> None:
    """Five mergers, then the offices of the thị xã and the thị xã itself."""
    rows, province = facts(), Unit.objects.get(code="an-giang")
    for code in dict.fromkeys(row["new_code"] for row in rows):
        before = [town.unit(row["old_code"]) for row in rows if row["new_code"] == code]
        new = NewUnit(
            PHUONG,
            "Ủy ban nhân dân phường Tân Châu",
            UnitKind.UBND_PHUONG,
            parent=province,
            short_name="UBND phường Tân Châu",
        )
        succeed(ChangeKind.MERGE, before, [new if code == PHUONG else town.unit(code)])
    phuong = town.unit(PHUONG)
    succeed(ChangeKind.MERGE, [town.campaign.issuer], [phuong], children_to=PHUONG)
    culture = NewUnit(
        "tan-chau-vhxh", "Phòng Văn hóa - Xã hội phường Tân Châu", UnitKind.PHONG_BAN, parent=phuong
    )
    officer = town.officer.memberships.get()
    succeed(ChangeKind.MERGE, [town.unit("tan-chau-vhtt")], [culture], people={officer.pk: culture.code})


def test_fourteen_become_five(town):
    reorganise(town)
    rows = facts()
    assert len(rows) == 14
    alive = {unit.code for row in rows for unit in living_successors(town.unit(row["old_code"]))} | {
        row["old_code"] for row in rows if town.unit(row["old_code"]).valid_to is None
    }
    assert alive == {PHUONG, "30394", "30388", "30397", "30382"}
    assert UnitSuccession.objects.filter(successor__code=PHUONG).count() == 4


def test_names_stay_apart(town):
    """Tân Châu was a thị xã and is now a phường: two units, two names."""
    reorganise(town)
    old, new = town.unit("tan-chau"), town.unit(PHUONG)
    assert old.valid_to == date(2025, 6, 30) and new.valid_from == date(2025, 7, 1)
    assert (str(old), str(new)) == ("UBND thị xã Tân Châu", "UBND phường Tân Châu")


def test_the_closed_campaign_gets_a_custodian_and_keeps_its_names(town):
    shown = [str(row.unit) for row in registration_list(town.campaign)]
    counts = Registration.objects.count()
    reorganise(town)
    campaign, by = Campaign.objects.get(), User.objects.get(username="quan-tri-tinh")
    assert [part for part, _ in ended_parts(campaign)] == ["issuer", "standing_unit"]
    assert len(orphaned_campaigns(Campaign.objects.all())) == 1
    # It is over: nobody is asked who takes part, only who keeps the records.
    assert questions_of(campaign, AT) == []
    for part, code in ((CampaignPart.ISSUER, PHUONG), (CampaignPart.STANDING_UNIT, "tan-chau-vhxh")):
        hand_over_campaign(campaign=campaign, part=part, to=town.unit(code), basis=PAPER, by=by, at=AT)
    campaign.refresh_from_db()
    assert ended_parts(campaign) == [] and Registration.objects.count() == counts
    assert campaigns_visible_to(access_of(town.officer, AT)).get() == campaign
    assert [str(row.unit) for row in registration_list(campaign)] == shown
    assert "thị xã Tân Châu" in campaign.title
    said = [row.before_name for row in campaign.hand_overs.all()]
    assert said[0] == "Ủy ban nhân dân thị xã Tân Châu"
