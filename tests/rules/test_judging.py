import json
from datetime import UTC, date, datetime

import pytest

from accounts.errors import DomainError
from scoring.enums import Outcome
from scoring.rules import RULES, Attested, ConditionSpec, Facts, facts_as_data, find_rule, judge
from scoring.rules.base import rule

ON = date(2023, 12, 12)
REGISTERED = ConditionSpec("registered", {}, "mục IV.2", "Có đăng ký thi đua")
ON_TIME = ConditionSpec("on_time", {}, "mục IV.2")
ATTESTED = ConditionSpec("attested", {"code": "tham_gia"}, "mục III.1.2")
TOP = ConditionSpec("within_top", {"n": 3}, "mục III.2.a")
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
        rule("registered")(RULES["registered"].check)
    assert find_rule("registered", {}).code == "registered"


def test_nothing_is_guessed_from_empty_facts():
    specs = [
        ConditionSpec(code, {"n": 3} if r.by_rank else {}) for code, r in RULES.items() if code != "attested"
    ]
    findings = judge([*specs, ATTESTED], Facts(), ON).findings
    assert {found.outcome for found in findings} == {Outcome.NO_DATA, Outcome.NEEDS_PERSON}


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


def test_every_reason_is_a_sentence():
    specs = [
        ConditionSpec(code, {"n": 3} if r.by_rank else {}) for code, r in RULES.items() if code != "attested"
    ]
    for facts in (Facts(), Facts(registered=True, rank=2, council_met_on=ON, dossier_last_day=ON)):
        for found in judge([*specs, ATTESTED], facts, ON).findings:
            assert found.reason[0].isupper() and found.reason.endswith(".")
