"""Which conditions are asked of whom: the plan's, those of a unit's head, and those of the law of the day."""

from datetime import timedelta

from awards.domain.claim_place import claim_place
from awards.models import Award, AwardQuota, Condition
from campaigns.models import Campaign
from dossiers.demo.base import moment
from dossiers.domain.judge_nominations import judge_nominations, replay_verdict
from dossiers.domain.propose import propose
from scoring.models import Verdict
from scoring.ranking import Status
from tests.proposal_makers import JUDGED
from tests.shape_makers import BODIES, COMMUNES, measured, put, reshaped, round_of, without_council

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


def test_outsiders_commended_in_a_yearly_round_are_barred_and_nobody_else_is(tan_chau):
    yearly = tan_chau.campaign.rounds.get()
    later = round_of(tan_chau, "so_ket", 2022, 2023)
    reshaped(
        tan_chau,
        {"subject": "tap_the", "maximum": 5, "order": "person"},
        {"outside": True, "mode": "none"},
        conditions=({"rule": "not_already_awarded", "params": {"rounds": ["nam"], "origins": ["outside"]}},),
    )
    yearly.kind = "nam"
    yearly.save()
    without_council(tan_chau)
    inside, out = AwardQuota.objects.order_by("position")
    for quota, name, values in ((inside, "B1", {}), (out, "Công ty Sao Mai", {"origin": "outside"})):
        one = put(tan_chau, name, B1, **values)
        claim_place(nomination=one, quota=quota, by=tan_chau.officer, at=JUDGED)
        put(tan_chau, name, B1, round=later, **values)
    put(tan_chau, "Công ty Sao Mai", C1, round=later, origin="outside", origin_place="Chỗ khác")
    put(tan_chau, "Công ty Mới", B1, round=later, origin="outside")
    rows = propose(campaign=tan_chau.campaign, at=JUDGED, round=later).tables
    said = [
        (row.nomination.name, row.nomination.origin_place, row.line.status) for t in rows for row in t.rows
    ]
    assert ("B1", "", P) in said
    assert ("Công ty Sao Mai", "Nơi khác", X) in said
    assert ("Công ty Sao Mai", "Chỗ khác", P) in said and ("Công ty Mới", "Nơi khác", P) in said


def test_a_head_s_own_condition_binds_the_own_unit_only(tan_chau):
    reshaped(
        tan_chau,
        {"mode": "none"},
        conditions=({"rule": "attested", "params": {"code": "rieng"}, "clause": "Quyết định 12"},),
    )
    Condition.objects.update(unit=tan_chau.unit(B1))
    put(tan_chau, "B1", B1)
    put(tan_chau, "B2", B2)
    assert found(tan_chau) == {"B1": W, "B2": P}


def test_conditions_are_asked_of_the_origin_group_and_round_that_they_name(tan_chau):
    code = {"rule": "attested", "params": {"code": "x"}}
    reshaped(
        tan_chau,
        {"mode": "none"},
        {"mode": "none", "outside": True},
        conditions=(
            {**code, "origin": "outside", "clause": "ngoài"},
            {**code, "group": "phong-ban", "clause": "nhóm"},
            {**code, "round_kind": "so_ket", "clause": "sơ kết"},
            {**code, "subject": "ca_nhan", "clause": "cá nhân"},
        ),
    )
    put(tan_chau, "B1", B1)
    put(tan_chau, "C1", C1)
    put(tan_chau, "c1", C1, "ca_nhan")
    put(tan_chau, "out", B1, origin="outside")
    tables = propose(campaign=tan_chau.campaign, at=JUDGED).tables
    asked = {
        row.nomination.name: [one.clause for one in row.judgement.findings] for t in tables for row in t.rows
    }
    assert asked == {"B1": ["nhóm"], "C1": [], "c1": ["cá nhân"], "out": ["ngoài"]}


def test_the_law_of_the_day_is_asked_of_everyone(tan_chau):
    reshaped(tan_chau, {"mode": "none"})
    put(tan_chau, "B1", B1)
    before = propose(campaign=tan_chau.campaign, at=JUDGED).tables[0].rows[0].judgement
    assert before.findings == ()
    after = propose(campaign=tan_chau.campaign, at=moment(2026, 1, 5)).tables[0].rows[0].judgement
    rules = {one.rule: (one.outcome, one.clause) for one in after.findings}
    assert set(rules) >= {"not_already_awarded", "campaign_grounds", "not_suspended"}
    assert all(
        "Luật" in clause or "Nghị định" in clause or "Thông tư" in clause for _, clause in rules.values()
    )


def test_a_second_award_for_the_same_round_is_barred_by_law(tan_chau):
    reshaped(tan_chau, {"subject": "tap_the", "mode": "none"})
    without_council(tan_chau)
    first = put(tan_chau, "B1", B1)
    second_award = Award.objects.create(
        campaign=tan_chau.campaign, code="bk", kind="bang_khen", name="Bằng khen", decided_by="x", clause="x",
        position=1,
    )  # fmt: skip
    AwardQuota.objects.create(award=second_award, mode="none", clause="x")
    put(tan_chau, "B1", B1, award=second_award)
    at = moment(2026, 1, 5)
    claim_place(nomination=first, quota=AwardQuota.objects.first(), by=tan_chau.officer, at=at)
    tables = propose(campaign=tan_chau.campaign, at=at).tables
    judged = {table.quota.award.code: table.rows[0].judgement for table in tables}
    failing = [one.rule for one in judged["bk"].findings if one.outcome == "not_met"]
    assert failing == ["not_already_awarded"]
    assert "not_already_awarded" not in [
        one.rule for one in judged[first.award.code].findings if one.outcome == "not_met"
    ]


def test_a_stored_verdict_can_be_replayed_word_for_word(tan_chau):
    reshaped(
        tan_chau,
        {"subject": "tap_the", "maximum": 2, "order": "percent"},
        conditions=(
            {"rule": "index_threshold", "params": {"min_percent": "90", "years": 1}},
            {"rule": "within_top", "params": {"n": 2}},
        ),
    )
    measured(tan_chau, 2023, SCORES)
    put(tan_chau, "B1", B1)
    judge_nominations(campaign=tan_chau.campaign, by=tan_chau.officer, at=JUDGED)
    kept = Verdict.objects.get()
    assert replay_verdict(kept).as_data() == kept.findings
    assert replay_verdict(kept).judged_on == JUDGED.date()
    Campaign.objects.update(tie_rule="previous_year")
    tan_chau.campaign.index_imports.get().results.update(value=1)
    assert replay_verdict(Verdict.objects.get()).as_data() == kept.findings
