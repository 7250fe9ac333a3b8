"""A verdict keeps what it was made of: the plan, the facts and the law may change afterwards."""

from decimal import Decimal

import pytest

from awards.domain.change_plan import Paper
from awards.domain.edit_plan import edit_single, remove_row
from awards.models import Award, Condition
from campaigns.models import CampaignVersion
from dossiers.demo.base import moment
from dossiers.domain.judge_nominations import judge_nominations, replay_verdict
from scoring.domain.write_condition import edit_condition
from scoring.models import IndexResult, Verdict
from tests.proposal_makers import JUDGED
from tests.shape_makers import measured, put, reshaped

LATER = moment(2023, 12, 28, 9)
PAPER = Paper("Điều chỉnh tiêu chuẩn", "Kế hoạch 1500/KH-UBND ngày 27/12/2023")


@pytest.fixture
def judged(tan_chau):
    """One collective with 92,5% under «từ 90% trở lên», judged under version 1."""
    reshaped(
        tan_chau,
        {"subject": "tap_the", "maximum": 3, "order": "person"},
        conditions=({"rule": "index_threshold", "params": {"min_percent": "90"}},),
    )
    measured(tan_chau, 2023, {"30376": "92.5"})
    put(tan_chau, "Long Thạnh", "30376")
    (verdict,) = judge_nominations(campaign=tan_chau.campaign, by=tan_chau.officer, at=JUDGED)
    return tan_chau, verdict


def line(verdict: Verdict) -> dict:
    return next(one for one in verdict.findings if one["rule"] == "index_threshold")


def amended(world, **values) -> None:
    row = Condition.objects.get(award__campaign=world.campaign, rule="index_threshold")
    known = {
        "text": row.text,
        "clause": row.clause,
        "subject": "",
        "origin": "",
        "round_kind": "",
        "group": None,
    }
    values = {**known, "rule": row.rule, "params": row.params, **values}
    edit_condition(campaign=world.campaign, pk=row.pk, values=values, paper=PAPER, by=world.officer, at=LATER)


def test_a_verdict_of_version_1_replays_equal_after_version_2_raised_the_same_line(judged):
    world, first = judged
    amended(world, params={"min_percent": "95"}, clause="mục II.1 (sửa)")
    (second,) = judge_nominations(campaign=world.campaign, by=world.officer, at=LATER)
    first, second = Verdict.objects.get(pk=first.pk), Verdict.objects.get(pk=second.pk)
    assert [one.campaign_version.number for one in (first, second)] == [1, 2]
    assert (line(first)["outcome"], line(second)["outcome"]) == ("met", "not_met")
    assert line(first)["params"] == {"min_percent": "90"} and line(second)["params"] == {"min_percent": "95"}
    assert line(second)["clause"] == "mục II.1 (sửa)" != line(first)["clause"]
    for verdict in (first, second):
        again = replay_verdict(verdict)
        assert (again.as_data(), again.outcome) == (verdict.findings, verdict.outcome)


def test_nor_do_new_facts_a_dropped_condition_or_other_dates_reach_it(judged):
    world, first = judged
    kept = [first.findings, first.facts, first.outcome]
    IndexResult.objects.update(value=Decimal("12.5"))
    edit_single(
        campaign=world.campaign, table="period", values={"period_end": moment(2024, 6, 30).date()},
        clause="mục I", paper=PAPER, by=world.officer, at=LATER,
    )  # fmt: skip
    row = Condition.objects.get(award=Award.objects.get(campaign=world.campaign), rule="index_threshold")
    remove_row(campaign=world.campaign, part="conditions", pk=row.pk, paper=PAPER, by=world.officer, at=LATER)
    judge_nominations(campaign=world.campaign, by=world.officer, at=LATER)
    first = Verdict.objects.get(pk=first.pk)
    assert [first.findings, first.facts, first.outcome] == kept
    assert replay_verdict(first).as_data() == first.findings
    last = Verdict.objects.first()
    assert last.pk != first.pk and all(one["rule"] != "index_threshold" for one in last.findings)
    assert last.campaign_version == CampaignVersion.objects.get(number=3)


def test_the_same_version_and_facts_make_no_second_verdict_a_new_version_does(judged):
    world, _ = judged
    assert judge_nominations(campaign=world.campaign, by=world.officer, at=LATER) == []
    amended(world, text="Chỉ số từ 90% trở lên")
    (second,) = judge_nominations(campaign=world.campaign, by=world.officer, at=LATER)
    assert second.outcome == "met" and second.campaign_version.number == 2
