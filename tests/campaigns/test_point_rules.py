"""Points follow from what was counted, by rules that are data."""

import tomllib
from decimal import Decimal as D
from pathlib import Path

import pytest

from accounts.errors import DomainError
from campaigns.enums import PointRule
from campaigns.point_params import read_params, typed_params
from campaigns.point_rules import RULES, compute_points, questions_of, rule_in_words

CASES = tomllib.loads((Path(__file__).parent / "point_rules.toml").read_text(encoding="utf-8"))
EACH = [(name, case) for name, one in CASES.items() for case in one["cases"]]


@pytest.mark.parametrize(("name", "case"), EACH, ids=[f"{name}-{case['inputs']}" for name, case in EACH])
def test_each_case(name, case):
    one = CASES[name]
    asked = {"rule": one["rule"], "params": one["params"], "maximum": D(one["maximum"])}
    if "error" in case:
        with pytest.raises(DomainError, match=case["error"]):
            compute_points(inputs=case["inputs"], **asked)
        return
    found = compute_points(inputs=case["inputs"], **asked)
    assert found.points == (D(case["points"]) if case["points"] else None)
    assert case.get("words", "") in found.words


@pytest.mark.parametrize("name", [name for name, one in CASES.items() if "says" in one])
def test_the_rule_in_words(name):
    one = CASES[name]
    assert rule_in_words(one["rule"], one["params"], D(one["maximum"])) == one["says"]


def test_every_rule_has_a_case_and_asks_something():
    assert {one["rule"] for one in CASES.values()} == set(RULES) == set(PointRule) - {PointRule.MANUAL}
    assert all(questions_of(one["rule"], one["params"]) for one in CASES.values())
    assert questions_of(PointRule.MANUAL, {}) == ()


@pytest.mark.parametrize("name", CASES)
def test_parameters_go_through_a_form_unchanged(name):
    one = CASES[name]
    typed = typed_params(one["params"])
    assert read_params(one["rule"], typed, D(one["maximum"])) == one["params"]


@pytest.mark.parametrize(
    ("rule", "typed", "maximum", "field", "says"),
    [
        ("steps", {"a": "", "rows": "4 = 20"}, "20", "a", "Hãy ghi rõ đây là số gì"),
        ("steps", {"a": "x", "rows": ""}, "20", "rows", "từ 1 đến 30 mức"),
        ("steps", {"a": "x", "rows": "4 : 20"}, "20", "rows", "hãy viết «mức = điểm»"),
        ("steps", {"a": "x", "rows": "bốn = 20"}, "20", "rows", "không phải là số"),
        ("steps", {"a": "x", "rows": "4 = 21"}, "20", "rows", "lớn hơn mức tối đa 20"),
        ("steps", {"a": "x", "rows": "4 = 20\n4 = 15"}, "20", "rows", "ghi hai lần"),
        ("ratio", {"a": "x", "b": ""}, "20", "b", "Hãy ghi rõ đây là số gì"),
        ("ratio", {"a": "x", "b": "y", "full": "120"}, "20", "full", "lớn hơn mức tối đa 100"),
        ("count", {"a": "x", "each": "0"}, "20", "each", "phải lớn hơn 0"),
        ("yes_no", {}, "0", "maximum", "lớn hơn 0"),
        ("yes_no", {}, None, "maximum", "lớn hơn 0"),
    ],
)
def test_bad_parameters_are_refused_at_their_field(rule, typed, maximum, field, says):
    with pytest.raises(DomainError, match=says) as refused:
        read_params(rule, typed, D(maximum) if maximum else None)
    assert refused.value.field == field


def test_half_of_the_maximum_as_documents_write_it():
    typed = {"rows": "Bí thư = 10\nPhó = 1/2 điểm tối đa"}
    assert read_params("options", typed, D(10))["rows"] == [["Bí thư", "10"], ["Phó", "5"]]
