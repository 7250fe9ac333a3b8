import json
from datetime import date
from decimal import Decimal

import pytest

from accounts.errors import DomainError
from campaigns.enums import Origin, RoundKind, SubjectKind
from scoring.rules import RULES, Facts, describe_params, find_rule
from scoring.rules.params import Parameter

KINDS = {"whole", "percent", "decimal", "date", "text", "flag", "choice", "rounds", "origins"}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_every_rule_tells_an_editor_what_it_is(rule):
    assert rule.name[0].isupper() and not rule.name.endswith(".")
    assert rule.help[0].isupper() and rule.help.endswith(".")
    assert set(rule.subjects) <= set(SubjectKind.values)
    assert len({one.name for one in rule.parameters}) == len(rule.parameters)
    assert set(rule.one_of) <= {one.name for one in rule.parameters if not one.required}
    for one in rule.parameters:
        assert one.label[0].isupper() and not one.label.endswith(".")
        assert one.help[0].isupper() and one.help.endswith(".")
        assert one.kind in KINDS
        assert bool(one.options) == (one.kind in {"choice", "rounds", "origins"})
        assert not (one.required and one.default is not None)


def test_names_are_told_apart():
    names = [rule.name for rule in RULES.values()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("code", "params", "words"),
    [
        ("registered", {}, ""),
        ("within_top", {"n": 3}, "trong 03 thứ hạng cao nhất"),
        ("unit_within_top", {"percent": "12,5"}, "trong 12,5% thứ hạng cao nhất của nhóm"),
        ("index_threshold", {"min_percent": "90", "years": 2}, "từ 90% trở lên, ít nhất 02 năm"),
        ("field_threshold", {"min_percent": "90"}, "từ 90% trở lên, ít nhất 01 năm"),
        ("tasks_on_time", {"min_percent": "100"}, "từ 100% nhiệm vụ trở lên trong từng năm"),
        ("own_plan", {"last_day": "2023-09-30"}, "ban hành muộn nhất ngày 30/09/2023"),
        ("own_plan", {"every_year": True}, "mỗi năm một kế hoạch"),
        ("own_plan", {"every_year": False}, ""),
        ("contest_score", {"min_score": "15,5"}, "từ 15,5 điểm trở lên"),
        (
            "not_already_awarded",
            {"rounds": ["nam"], "origins": ["outside"]},
            "chưa được khen ở đợt «Xét hằng năm», chỉ xét với «Ngoài địa bàn, ngoài đơn vị»",
        ),
        (
            "council_reviewed",
            {"min_share": "80", "denominator": "present"},
            "từ 80% đồng ý trở lên, tính trên số thành viên có mặt",
        ),
        ("council_reviewed", {"min_share": None}, ""),
        ("attested", {"code": "tham_gia"}, "mã «tham_gia»"),
    ],
)
def test_parameters_in_words(code, params, words):
    assert describe_params(code, params) == words


@pytest.mark.parametrize(
    ("code", "params", "part"),
    [
        ("lucky", {}, "Không có quy tắc xét «lucky»"),
        ("registered", {"n": 3}, "không có tham số «n»"),
        ("within_top", {}, "thiếu tham số «n» hoặc «percent»"),
        ("within_top", {"n": None}, "thiếu tham số «n» hoặc «percent»"),
        ("within_top", {"n": 3, "percent": "20"}, "chỉ nhận một trong các tham số «n», «percent»"),
        ("within_top", {"percent": "100,5"}, "tham số «percent»: 100,5 lớn hơn mức tối đa 100"),
        ("unit_within_top", {"n": 0}, "tham số «n» phải là số nguyên từ 1"),
        ("index_threshold", {}, "thiếu tham số «min_percent»"),
        ("index_threshold", {"min_percent": "chín mươi"}, "tham số «min_percent»"),
        ("index_threshold", {"min_percent": "-1"}, "tham số «min_percent»"),
        ("index_threshold", {"min_percent": "90", "years": "2"}, "tham số «years» phải là số nguyên"),
        ("field_threshold", {"min_percent": True}, "tham số «min_percent»"),
        ("tasks_on_time", {"min_percent": "101"}, "tham số «min_percent»"),
        ("own_plan", {"last_day": "2023-09-31"}, "tham số «last_day»"),
        ("own_plan", {"last_day": 20230930}, "tham số «last_day»"),
        ("own_plan", {"every_year": "có"}, "tham số «every_year»"),
        ("contest_score", {"min_score": "1.234"}, "tham số «min_score»"),
        ("contest_score", {"min_score": "-3"}, "tham số «min_score»"),
        ("not_already_awarded", {"rounds": []}, "tham số «rounds» phải là danh sách không trống"),
        ("not_already_awarded", {"rounds": "nam"}, "tham số «rounds» phải là danh sách"),
        ("not_already_awarded", {"rounds": ["nam", "nam"]}, "không lặp lại"),
        ("not_already_awarded", {"rounds": ["thang"]}, "tham số «rounds» có mã lạ «thang»"),
        ("not_already_awarded", {"origins": ["outside", "abroad"]}, "tham số «origins» có mã lạ «abroad»"),
        ("council_reviewed", {"denominator": ["total"]}, "tham số «denominator» phải là «total» hoặc"),
        ("attested", {"code": " "}, "tham số «code» phải là chữ"),
        ("attested", {"code": 7}, "tham số «code» phải là chữ"),
        ("top_band", {"n": 3}, "không có tham số «n»"),
    ],
)
def test_a_wrong_parameter_is_named_with_its_rule(code, params, part):
    with pytest.raises(DomainError) as refusal:
        find_rule(code, params)
    assert part in refusal.value.message
    assert f"«{code}»" in refusal.value.message


def test_values_are_read_by_kind():
    read = RULES["own_plan"].read({"last_day": "2023-09-30", "every_year": True})
    assert read == {"last_day": date(2023, 9, 30), "every_year": True}
    assert RULES["index_threshold"].read({"min_percent": "79,55 %"}) == {
        "min_percent": Decimal("79.55"),
        "years": 1,
    }
    both = RULES["not_already_awarded"].read({"rounds": ["so_ket"], "origins": ["resident"]})
    assert both == {"rounds": ("so_ket",), "origins": ("resident",)}


def test_options_are_those_of_the_campaign():
    rounds, origins = RULES["not_already_awarded"].parameters
    assert dict(rounds.options) == dict(RoundKind.choices)
    assert dict(origins.options) == dict(Origin.choices)
    assert Parameter("x", "X", "whole").options == {}


def test_the_check_takes_what_was_read():
    rule = RULES["tasks_on_time"]
    numbers = rule.check(Facts(years=(2023,)), rule.read({"min_percent": "99,5"})).numbers
    assert json.dumps(dict(numbers)) == '{"min_percent": "99.5", "tasks": []}'
