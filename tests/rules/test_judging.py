import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from accounts.errors import DomainError
from scoring.enums import Outcome
from scoring.rules import (
    RULES,
    Attested,
    AwardLaw,
    ConditionSpec,
    ContestFact,
    Facts,
    OtherAward,
    ReportFact,
    Suspended,
    TaskCount,
    TopLine,
    facts_as_data,
    facts_from_data,
    find_rule,
    judge,
    replay,
)
from scoring.rules.base import rule

ON = date(2023, 12, 12)
REGISTERED = ConditionSpec("registered", {}, "mục IV.2", "Có đăng ký thi đua")
ON_TIME = ConditionSpec("on_time", {}, "mục IV.2")
ATTESTED = ConditionSpec("attested", {"code": "tham_gia"}, "mục III.1.2")
TOP = ConditionSpec("within_top", {"n": 3}, "mục III.2.a")
# What each rule that has required parameters is asked with.
ASKED = {
    "attested": {"code": "tham_gia"},
    "within_top": {"n": 3},
    "unit_within_top": {"percent": "20"},
    "index_threshold": {"min_percent": "90", "years": 2},
    "field_threshold": {"min_percent": "90"},
    "tasks_on_time": {"min_percent": "100"},
    "contest_score": {"min_score": "15"},
}
# What bars a nominee is only what is recorded: without a record these rules are met.
BARS = {"campaign_grounds", "not_dissolved", "not_suspended"}
YES = {"tham_gia": Attested(True, "Ông Lê Văn Tám", date(2023, 12, 6))}


def outcome(conditions, **facts):
    return judge(conditions, Facts(**facts), ON).outcome


def test_the_worst_finding_decides():
    all_three = [REGISTERED, ON_TIME, ATTESTED]
    assert outcome(all_three, registered=False) == Outcome.NOT_MET
    assert outcome(all_three, registered=True) == Outcome.NO_DATA
    assert outcome([REGISTERED, ATTESTED], registered=True) == Outcome.NEEDS_PERSON
    assert outcome([REGISTERED, ATTESTED], registered=True, attestations=YES) == Outcome.MET


def test_all_findings_are_listed_in_the_order_of_the_conditions():
    judgement = judge([ATTESTED, REGISTERED, ON_TIME], Facts(registered=False), ON)
    assert [found.rule for found in judgement.findings] == ["attested", "registered", "on_time"]
    assert [found.clause for found in judgement.findings] == ["mục III.1.2", "mục IV.2", "mục IV.2"]
    assert judgement.findings[1].text == "Có đăng ký thi đua"


def test_for_the_cut_the_rank_is_left_out():
    assert judge([REGISTERED, TOP], Facts(registered=True, rank=9), ON).eligible_apart_from_rank is True
    assert judge([REGISTERED, TOP], Facts(registered=False, rank=1), ON).eligible_apart_from_rank is False
    assert judge([ATTESTED, TOP], Facts(rank=1), ON).eligible_apart_from_rank is None


@pytest.mark.parametrize(
    ("condition", "part"),
    [
        (ConditionSpec("lucky"), "Không có quy tắc xét «lucky»"),
        (ConditionSpec("registered", {"n": 3}), "không có tham số «n»"),
        (ConditionSpec("within_top"), "thiếu tham số «n»"),
        (ConditionSpec("attested"), "thiếu tham số «code»"),
        (ConditionSpec("within_top", {"n": 0}), "từ 1 trở lên"),
        (ConditionSpec("within_top", {"n": "3"}), "từ 1 trở lên"),
        (ConditionSpec("unit_within_top", {"n": True}), "từ 1 trở lên"),
        (ConditionSpec("council_reviewed", {"denominator": "votes"}), "denominator"),
        (ConditionSpec("council_reviewed", {"min_share": "180"}), "min_share"),
    ],
)
def test_an_unknown_rule_or_parameter_is_refused(condition, part):
    with pytest.raises(DomainError) as refusal:
        judge([condition], Facts(), ON)
    assert part in refusal.value.message


def test_a_rule_code_is_given_once():
    with pytest.raises(ValueError, match="registered"):
        rule("registered", name="Có đăng ký", help="")(RULES["registered"].check)
    assert find_rule("registered", {}).code == "registered"


def every_rule():
    return [ConditionSpec(code, ASKED.get(code, {}), "mục I") for code in RULES]


def test_nothing_is_guessed_from_empty_facts():
    found = {one.rule: one.outcome for one in judge(every_rule(), Facts(), ON).findings}
    assert set(found) == set(RULES)
    assert {code for code, outcome in found.items() if outcome == Outcome.MET} == BARS
    assert Outcome.NOT_MET not in found.values()


def test_verdicts_and_facts_become_plain_data():
    facts = Facts(
        registered=True,
        registered_on=date(2023, 8, 15),
        dossier_sent_at=datetime(2023, 12, 8, 8, 30, tzinfo=UTC),
        papers_required=("Tờ trình",),
        attestations=YES,
    )
    stored = json.loads(json.dumps(facts_as_data(facts)))
    assert stored["registered_on"] == "2023-08-15"
    assert stored["dossier_sent_at"] == "2023-12-08T08:30:00+00:00"
    assert stored["papers_required"] == ["Tờ trình"]
    assert stored["attestations"]["tham_gia"]["on"] == "2023-12-06"
    findings = json.loads(json.dumps(judge([REGISTERED, TOP, ATTESTED], facts, ON).as_data()))
    assert findings[0]["outcome"] == "met"
    assert findings[0]["reason"] == "Đăng ký thi đua ngày 15/08/2023."
    assert findings[1]["params"] == {"n": 3}


# Every field recorded.
FULL = Facts(
    judged_on=ON,
    registered=True,
    registered_on=date(2023, 8, 15),
    registration_last_day=date(2023, 8, 31),
    dossier_sent_at=datetime(2023, 12, 8, 8, 30, tzinfo=UTC),
    dossier_last_day=date(2023, 12, 9),
    papers_required=("Tờ trình", "Biên bản"),
    papers_present=("Tờ trình",),
    council_met_on=date(2023, 12, 5),
    council_total=9,
    council_present=8,
    council_agree=7,
    unit_name="UBND xã Tân An",
    group_name="UBND các phường, xã",
    subject="tap_the",
    origin="unit",
    round_kind="nam",
    years=(2022, 2023),
    rank=3,
    tie_size=2,
    tie_chosen=True,
    shut_out_ahead=1,
    group_size=14,
    top_line=TopLine(4, "bà Lan", ON, "biên bản"),
    excluded=True,
    excluded_reason="rút tên",
    attestations=YES,
    percent_by_year={2022: Decimal("91.25"), 2023: Decimal("89.999")},
    measured_then={2022: "UBND xã Long An"},
    field_percent_by_year={2023: Decimal("90.00")},
    tasks_by_year={2022: TaskCount(3, 2), 2023: TaskCount(0, 0)},
    own_plans={2023: date(2023, 3, 1)},
    reports=(ReportFact("Báo cáo năm", ON), ReportFact("Báo cáo quý", ON, date(2023, 12, 1))),
    contest=ContestFact(True, False, None, Decimal("18.50"), 3, Decimal(20)),
    other_awards=(OtherAward("Giấy khen", "nam", "Năm 2022", 2022, True, False, ON),),
    campaign_start=date(2023, 1, 1),
    campaign_end=date(2025, 12, 31),
    launch_level="tinh",
    award_law=AwardLaw({"tinh": 3, "thu_tuong": 0}, "Luật", True),
    unit_ended_on=date(2023, 6, 30),
    suspended=Suspended("tố cáo", date(2023, 11, 1), "Đơn số 3"),
)


def test_full_facts_leave_nothing_out():
    empty = Facts()
    assert [name for name in FULL.__dataclass_fields__ if getattr(FULL, name) == getattr(empty, name)] == []


@pytest.mark.parametrize("facts", [Facts(), FULL], ids=["empty", "full"])
def test_a_stored_verdict_is_judged_the_same_again(facts):
    first = judge(every_rule(), facts, ON)
    findings, known = json.loads(json.dumps([first.as_data(), facts_as_data(facts)]))
    assert (findings, known) == (first.as_data(), facts_as_data(facts))
    assert facts_from_data(known) == facts
    again = replay(findings, known, ON)
    assert again == first
    assert again.as_data() == first.as_data()


def test_a_verdict_of_an_earlier_edition_is_read_with_the_rest_unknown():
    known = {"registered": True, "rank": 2, "no_longer_kept": 1}
    assert facts_from_data(known) == Facts(registered=True, rank=2)


def test_a_replay_follows_the_stored_parameters_and_day():
    stored = judge([ConditionSpec("within_top", {"n": 2}, "mục III")], Facts(rank=3), ON).as_data()
    assert replay(stored, facts_as_data(Facts(rank=3)), ON).outcome == Outcome.NOT_MET
    assert replay(stored, facts_as_data(Facts(rank=2)), ON).outcome == Outcome.MET
    late = judge([ON_TIME], Facts(dossier_last_day=ON), date(2023, 12, 13))
    assert late.outcome == Outcome.NOT_MET
    assert replay(late.as_data(), facts_as_data(Facts(dossier_last_day=ON)), ON).outcome == Outcome.NO_DATA


def test_a_date_among_the_parameters_is_stored_as_text():
    spec = ConditionSpec("own_plan", {"last_day": date(2023, 9, 30)})
    found = judge([spec], Facts(own_plans={2023: date(2023, 9, 30)}), ON)
    assert found.outcome == Outcome.MET
    assert found.findings[0].params == {"last_day": "2023-09-30"}
    assert replay(found.as_data(), facts_as_data(Facts(own_plans={2023: date(2023, 9, 30)})), ON) == found


@pytest.mark.parametrize("facts", [Facts(), FULL], ids=["empty", "full"])
def test_every_reason_is_made_of_whole_sentences(facts):
    for found in judge(every_rule(), facts, ON).findings:
        assert found.reason[0].isupper() and found.reason.endswith(".")
        assert "  " not in found.reason and "None" not in found.reason and ".." not in found.reason
