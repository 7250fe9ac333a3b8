"""Ties at the line, the top band and overlapping numbers: what a person decides, and what holds a place back."""

import re
from datetime import timedelta

import pytest

from accounts.errors import DomainError
from awards.domain.claim_place import claim_place
from awards.models import AwardQuota, AwardRecord
from campaigns.models import Campaign, UnitGroup
from dossiers.domain.award_nomination import award_nomination
from dossiers.domain.choose_tie import choose_tie, drop_tie_choice
from dossiers.domain.propose import propose
from scoring.models import TieChoice, TopLine
from scoring.ranking import Status
from tests.proposal_makers import JUDGED
from tests.shape_makers import BODIES, COMMUNES, measured, put, reshaped, without_council

P, N, T, W, X = (
    Status.PROPOSED,
    Status.NEXT,
    Status.TIE_AT_LINE,
    Status.PENDING,
    Status.INELIGIBLE,
)
B1, B2, B3 = BODIES
C1, C2, C3 = COMMUNES
SCORES = {B1: "95", B2: "91", B3: "89", C1: "97", C2: "90", C3: "85"}
AWARDED = JUDGED + timedelta(days=8)


def found(world, round=None, at=JUDGED) -> dict:
    """name -> status, over all lists."""
    tables = propose(campaign=world.campaign, at=at, round=round).tables
    return {row.nomination.name: row.line.status for table in tables for row in table.rows if row.nomination}


def test_a_tie_among_nominations_is_chosen_and_claimed(tan_chau):
    reshaped(tan_chau, {"subject": "ca_nhan", "maximum": 2, "order": "person"})
    without_council(tan_chau)
    people = [put(tan_chau, name, B1, "ca_nhan") for name in "abc"]
    quota = AwardQuota.objects.get()

    def choose(one):
        return choose_tie(quota=quota, nomination=one, ground="Sáng kiến", by=tan_chau.officer, at=JUDGED)

    with pytest.raises(DomainError, match="đồng hạng ở vạch"):
        award_nomination(nomination=people[0], by=tan_chau.officer, at=AWARDED)
    choose(people[2])
    assert found(tan_chau) == {"a": T, "b": T, "c": P}
    wrong = choose(people[0])
    assert found(tan_chau) == {"a": P, "b": N, "c": P}
    with pytest.raises(DomainError, match="không ở trong nhóm đồng hạng"):
        choose(people[1])
    drop_tie_choice(choice=wrong, by=tan_chau.officer, at=JUDGED, reason="Nhầm")
    choose(people[1])
    for one in people[1:]:
        award_nomination(nomination=one, by=tan_chau.officer, at=AWARDED)
    assert sorted(AwardRecord.objects.values_list("nomination__name", "place")) == [("b", 1), ("c", 2)]
    with pytest.raises(DomainError, match="đứng sau vạch"):
        award_nomination(nomination=people[0], by=tan_chau.officer, at=AWARDED)
    with pytest.raises(DomainError, match="không chọn lại được"):
        drop_tie_choice(choice=TieChoice.objects.first(), by=tan_chau.officer, at=AWARDED, reason="x")


def test_a_tie_choice_of_an_older_ranking_no_longer_counts(tan_chau):
    group = "phuong-xa"
    reshaped(tan_chau, {"group": group, "subject": "tap_the", "mode": "exact", "maximum": 1})
    measured(tan_chau, 2023, {C1: "90", C2: "90"})
    for name, code in (("C1", C1), ("C2", C2)):
        put(tan_chau, name, code)
    quota = AwardQuota.objects.get()
    choose_tie(quota=quota, unit=tan_chau.unit(C2), ground="x", by=tan_chau.officer, at=JUDGED)
    assert found(tan_chau) == {"C1": N, "C2": P}
    tan_chau.campaign.index_imports.update(state="superseded")
    tan_chau.campaign.rankings.update(is_current=False)
    measured(tan_chau, 2023, {C1: "91", C2: "91"})
    assert found(tan_chau) == {"C1": T, "C2": T}


def test_the_year_before_parts_equals_where_the_plan_says_so(tan_chau):
    Campaign.objects.update(tie_rule="previous_year")
    tan_chau.campaign.refresh_from_db()
    reshaped(tan_chau, {"subject": "tap_the", "maximum": 1, "order": "percent"})
    measured(tan_chau, 2022, {C1: "80", C2: "81"})
    measured(tan_chau, 2023, {C1: "90", C2: "90"})
    for name, code in (("C1", C1), ("C2", C2)):
        put(tan_chau, name, code)
    assert found(tan_chau) == {"C2": P, "C1": N}
    Campaign.objects.update(tie_rule="ask")
    tan_chau.campaign.refresh_from_db()
    assert found(tan_chau) == {"C2": T, "C1": T}


def test_top_band_waits_for_a_named_person(tan_chau):
    reshaped(
        tan_chau,
        {"maximum": 5, "order": "rank"},
        conditions=({"rule": "top_band", "subject": "tap_the", "group": "phuong-xa"},),
    )
    ranking = measured(tan_chau, 2023, SCORES)
    for name, code in (("C1", C1), ("C2", C2), ("C3", C3), ("B1", B1)):
        put(tan_chau, name, code)
    assert found(tan_chau) == {"C1": W, "C2": W, "C3": W, "B1": P}
    group = UnitGroup.objects.get(code="phuong-xa")
    TopLine.objects.create(
        ranking=ranking, group=group, last_rank=2, ground="Biên bản", at=JUDGED, by=tan_chau.officer
    )
    assert found(tan_chau) == {"C1": P, "C2": P, "C3": X, "B1": P}


def test_under_overlapping_numbers_each_one_holds_back(tan_chau):
    reshaped(
        tan_chau,
        {"subject": "tap_the", "maximum": 2, "order": "person"},
        {"maximum": 3, "order": "person"},
    )
    without_council(tan_chau)
    single, joint = AwardQuota.objects.order_by("position")
    collectives = [put(tan_chau, code, code) for code in (B1, B2, C1)]
    people = [put(tan_chau, name, B1, "ca_nhan") for name in "ab"]

    def claim(one, quota):
        return claim_place(nomination=one, quota=quota, by=tan_chau.officer, at=AWARDED)

    claim(collectives[0], single)
    claim(collectives[1], joint)
    with pytest.raises(DomainError, match=r"đủ 2/2 tập thể của phong trào \(mục 1\)"):
        claim(collectives[2], joint)
    claim(people[0], joint)
    with pytest.raises(DomainError, match=r"đủ 3/3 tập thể và cá nhân của phong trào \(mục 2\)"):
        claim(people[1], joint)
    assert AwardRecord.objects.count() == 3


def test_nobody_gets_a_button_whom_another_number_holds_back(tan_chau):
    of_groups = [{"group": code, "maximum": 2, "order": "percent"} for code in ("phong-ban", "phuong-xa")]
    reshaped(tan_chau, {"maximum": 2, "order": "percent"}, *of_groups)
    without_council(tan_chau)
    measured(tan_chau, 2023, SCORES)
    for code in (B1, B2, C1, C2):
        put(tan_chau, code, code)
    # C1 97, B1 95: two places together; B2 and C2 would have one in their groups.
    browser = tan_chau.browser(tan_chau.officer, AWARDED)
    page = browser.get(f"/phong-trao/{tan_chau.campaign.slug}/khen-thuong/").content.decode()
    chosen = re.findall(r'data-confirm="Chọn khen thưởng ([\w-]+):', page)
    assert sorted(chosen) == sorted([B1, B1, C1, C1])
