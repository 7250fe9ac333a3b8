"""Every shape of quota that the plans have: who is proposed, who waits for a person, who is next."""

from datetime import timedelta

import pytest

from campaigns.models import Campaign
from dossiers.demo.base import moment
from dossiers.domain.proposal_words import sentence_of
from dossiers.domain.propose import propose
from dossiers.domain.put_to_vote import nominations_to_put
from dossiers.domain.table_words import order_of
from dossiers.domain.unranked_words import why_unranked
from scoring.ranking import Status
from tests.proposal_makers import JUDGED
from tests.shape_makers import BODIES, COMMUNES, measured, put, reshaped, round_of

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


# quotas, (name, unit, subject, origin), expected
SHAPES = {
    "a ceiling for collectives of all groups, by percent": (
        [{"subject": "tap_the", "maximum": 2, "order": "percent"}],
        [("B1", B1), ("C1", C1), ("B2", B2), ("C2", C2)],
        {"C1": P, "B1": P, "B2": N, "C2": N},
    ),
    "ceilings for collectives and for people, by percent": (
        [
            {"subject": "tap_the", "maximum": 1, "order": "percent"},
            {"subject": "ca_nhan", "maximum": 2, "order": "percent"},
        ],
        [("B1", B1), ("C1", C1), ("b1", B1, "ca_nhan"), ("c1", C1, "ca_nhan"), ("c1b", C1, "ca_nhan")],
        {"C1": P, "B1": N, "c1": P, "c1b": P, "b1": N},
    ),
    "fewer candidates than a ceiling allows": (
        [{"subject": "tap_the", "maximum": 10, "order": "percent"}],
        [("B1", B1), ("C3", C3)],
        {"B1": P, "C3": P},
    ),
    "a joint ceiling takes the first of each list": (
        [{"maximum": 3, "order": "rank"}],
        [("B1", B1), ("C1", C1), ("c1", C1, "ca_nhan"), ("C2", C2)],
        {"B1": P, "C1": P, "c1": P, "C2": N},
    ),
    "equal places of different lists are a tie for a person": (
        [{"maximum": 2, "order": "rank"}],
        [("B1", B1), ("C1", C1), ("c1", C1, "ca_nhan"), ("C2", C2)],
        {"B1": T, "C1": T, "c1": T, "C2": N},
    ),
    "ranks of two groups meet under one ceiling": (
        [{"subject": "tap_the", "maximum": 3, "order": "rank"}],
        [("B1", B1), ("B2", B2), ("C1", C1), ("C2", C2), ("C3", C3)],
        {"B1": P, "C1": P, "B2": T, "C2": T, "C3": N},
    ),
    "outsiders come on top": (
        [{"subject": "tap_the", "maximum": 1, "order": "rank"}, {"outside": True, "mode": "none"}],
        [
            ("B1", B1),
            ("C2", C2),
            ("Bệnh viện ngoài", C1, "tap_the", "outside"),
            ("x", C1, "ca_nhan", "outside"),
        ],
        {"B1": P, "C2": N, "Bệnh viện ngoài": P, "x": P},
    ),
    "no number is fixed": (
        [{"mode": "none", "order": "rank"}],
        [("B1", B1), ("C1", C1), ("c", C3, "ca_nhan"), ("r", C1, "ca_nhan", "resident")],
        {"B1": P, "C1": P, "c": P, "r": P},
    ),
    "a person chooses where there are more than places": (
        [{"subject": "ca_nhan", "maximum": 2, "order": "person"}],
        [("a", B1, "ca_nhan"), ("b", C1, "ca_nhan"), ("c", C2, "ca_nhan")],
        {"a": T, "b": T, "c": T},
    ),
    "a person need not choose where all fit": (
        [{"subject": "ca_nhan", "maximum": 3, "order": "person"}],
        [("a", B1, "ca_nhan"), ("b", C1, "ca_nhan"), ("c", C2, "ca_nhan")],
        {"a": P, "b": P, "c": P},
    ),
    "who has no rank stands behind those who have, for a person": (
        [{"subject": "tap_the", "maximum": 2, "order": "rank"}],
        [("C1", C1), ("no result", "30403"), ("none either", "30397")],
        {"C1": P, "no result": T, "none either": T},
    ),
    "households have their own number": (
        [
            {"subject": "ho_gia_dinh", "maximum": 1, "order": "person"},
            {"subject": "ca_nhan", "mode": "none", "order": "person"},
        ],
        [("hộ 1", C1, "ho_gia_dinh", "resident"), ("p", C1, "ca_nhan", "resident")],
        {"hộ 1": P, "p": P},
    ),
    "whom a narrower number holds back takes no place in the joint one": (
        [{"maximum": 3, "order": "percent"}, {"group": "phong-ban", "maximum": 1, "order": "percent"}],
        [("C1", C1), ("B1", B1), ("B2", B2), ("C2", C2), ("C3", C3)],
        {"C1": P, "B1": P, "C2": P, "B2": N, "C3": N},
    ),
    "a joint number of one group": (
        [{"group": "phuong-xa", "maximum": 1, "order": "rank"}],
        [("C2", C2), ("C1", C1), ("B1", B1)],
        {"C1": P, "C2": N},
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_shape(tan_chau, shape):
    quotas, people, expected = SHAPES[shape]
    measured(tan_chau, 2023, SCORES)
    reshaped(tan_chau, *[dict(one) for one in quotas])
    for name, code, *rest in people:
        subject, origin = [*rest, "tap_the", "unit"][:2] if len(rest) != 1 else (rest[0], "unit")
        put(tan_chau, name, code, subject, origin=origin)
    assert found(tan_chau) == expected


def test_exact_numbers_of_a_group_and_subject_hold_places_for_who_can_still_come(tan_chau):
    measured(tan_chau, 2023, SCORES)
    group = "phuong-xa"
    reshaped(tan_chau, {"group": group, "subject": "tap_the", "mode": "exact", "maximum": 2})
    put(tan_chau, "C2", C2)
    early, late = moment(2023, 12, 9), JUDGED
    lines = {
        at: [
            (row.unit.code, row.line.status)
            for row in propose(campaign=tan_chau.campaign, at=at).tables[0].rows
        ]
        for at in (early, late)
    }
    assert lines[early][:3] == [(C1, W), (C2, P), (C3, N)]
    assert lines[late][:3] == [(C1, X), (C2, P), (C3, X)]


def test_each_kind_of_round_has_its_own_number_and_its_own_nominations(tan_chau):
    later = round_of(tan_chau, "so_ket", 2022, 2023)
    reshaped(
        tan_chau,
        {"round_kind": "nam", "subject": "tap_the", "maximum": 1, "order": "rank"},
        {"round_kind": "so_ket", "subject": "tap_the", "maximum": 2, "order": "rank"},
    )
    measured(tan_chau, 2023, SCORES)
    tan_chau.campaign.rounds.filter(pk__lt=later.pk).update(kind="nam")
    for name, code in (("B1", B1), ("B2", B2), ("C2", C2)):
        put(tan_chau, name, code)
        put(tan_chau, f"{name} sk", code, round=later)
    assert found(tan_chau) == {"B1": P, "B2": N, "C2": N}
    assert found(tan_chau, later) == {"B1 sk": P, "B2 sk": T, "C2 sk": T}


def test_percent_is_the_mean_of_the_measured_years_on_any_scale(tan_chau):
    later = round_of(tan_chau, "tong_ket", 2021, 2023)
    reshaped(tan_chau, {"subject": "tap_the", "maximum": 1, "order": "percent"})
    measured(tan_chau, 2022, {B1: "0.90", B2: "0.80", C1: "0.70"}, scale="one")
    measured(tan_chau, 2023, {B1: "700", B2: "850", C1: "1000", C2: "990"}, scale="points", maximum=1000)
    for name, code in (("B1", B1), ("B2", B2), ("C1", C1), ("C2", C2)):
        put(tan_chau, name, code, round=later)
    table = propose(campaign=tan_chau.campaign, at=JUDGED, round=later).tables[0]
    # 2021 was never measured; C2 lacks a year that was, so no mean is known of it.
    values = {row.nomination.name: row.line.value for row in table.rows}
    assert values == {"C1": 85, "B2": pytest.approx(82.5), "B1": 80, "C2": None}
    assert [row.line.status for row in table.rows] == [P, N, N, N]
    facts = table.rows[0].facts
    assert facts.percent_by_year == {2022: 70, 2023: 100} and facts.years == (2021, 2022, 2023)


def test_who_lacks_a_measured_year_is_judged_and_stands_last_with_the_reason(tan_chau):
    later = round_of(tan_chau, "tong_ket", 2022, 2023)
    rule = {"rule": "index_threshold", "params": {"min_percent": "90", "years": 1}}
    reshaped(tan_chau, {"subject": "tap_the", "maximum": 2, "order": "percent"}, conditions=(rule,))
    measured(tan_chau, 2022, {B1: "91", B2: "92", C1: "50"})
    measured(tan_chau, 2023, {B1: "93", C1: "60", C2: "95"})
    for name, code in (("B1", B1), ("B2", B2), ("C1", C1), ("C2", C2)):
        put(tan_chau, name, code, round=later)
    proposal = propose(campaign=tan_chau.campaign, at=JUDGED, round=later)
    (table,), known = proposal.tables, proposal.picture.years.measured
    # C1 has both years and misses the threshold; B2 and C2 reach it in one year and share the free place.
    assert [(row.nomination.name, row.line.rank, row.line.status) for row in table.rows] == [
        ("B1", 1, P),
        ("C1", 2, X),
        ("B2", None, T),
        ("C2", None, T),
    ]
    said = {row.nomination.name: why_unranked(table, row, known) for row in table.rows}
    behind = "Đứng sau 2 trường hợp có hạng; vẫn được xét theo tiêu chuẩn."
    assert said["B1"] == said["C1"] == ""
    assert "thiếu kết quả chỉ số năm 2023 nên" in said["B2"] and said["B2"].endswith(behind)
    assert "thiếu kết quả chỉ số năm 2022 nên" in said["C2"] and str(tan_chau.unit(C2)) in said["C2"]
    assert "các trường hợp này không có hạng" in sentence_of(table, table.rows[2])
    assert "đứng sau các trường hợp có hạng" in order_of(table, proposal.picture)
    page = tan_chau.browser(tan_chau.officer, JUDGED).get(
        f"/phong-trao/tan-chau-2023/de-xuat/?dot={later.code}&don-vi={tan_chau.unit(B2).pk}"
    )
    text = " ".join(page.content.decode().split())
    assert text.count(said["B2"]) == 2  # in the list and beside it
    assert "năm 2022: 92%." in text and "chưa có kết quả đánh giá" not in text


def test_what_a_head_gives_by_own_power_never_comes_before_the_council(tan_chau):
    reshaped(tan_chau, {"mode": "none"})
    one = put(tan_chau, "B1", B1)
    assert nominations_to_put(campaign=tan_chau.campaign, at=JUDGED) == [one]
    one.award.own_power = True
    one.award.save()
    assert nominations_to_put(campaign=tan_chau.campaign, at=JUDGED) == []


def test_sentences_tell_the_number_and_its_kind(tan_chau):
    reshaped(tan_chau, {"maximum": 1, "order": "person"}, {"outside": True, "mode": "none"})
    put(tan_chau, "B1", B1)
    put(tan_chau, "out", B1, origin="outside")
    tables = propose(campaign=tan_chau.campaign, at=JUDGED).tables
    said = [sentence_of(table, row) for table in tables for row in table.rows]
    assert said == [
        "Nằm trong chỉ tiêu tối đa 1 tập thể và cá nhân.",
        "Đủ điều kiện; kế hoạch không giới hạn số lượng.",
    ]


def test_the_lists_cost_the_same_for_one_and_for_three(tan_chau, django_assert_num_queries):
    reshaped(
        tan_chau,
        {"subject": "tap_the", "maximum": 2, "order": "percent"},
        {"subject": "ca_nhan", "maximum": 2, "order": "person"},
        {"outside": True, "mode": "none"},
        conditions=({"rule": "index_threshold", "params": {"min_percent": "90"}},),
    )
    measured(tan_chau, 2023, SCORES)
    put(tan_chau, "B1", B1)
    campaign = Campaign.objects.select_related("issuer").get()
    with django_assert_num_queries(33):
        propose(campaign=campaign, at=JUDGED)
    put(tan_chau, "C1", C1)
    put(tan_chau, "a", C1, "ca_nhan")
    put(tan_chau, "out", B1, origin="outside")
    with django_assert_num_queries(33):
        propose(campaign=campaign, at=JUDGED)
