"""What was typed on a line, read into what is stored; points follow from the rule, whatever else is posted."""

from decimal import Decimal as D

import pytest

from accounts.errors import DomainError
from campaigns.models import Criterion
from scoring.answers import Answer, read_answer
from scoring.sheets import Line, Typed

RATIO = {"rule": "ratio", "rule_params": {"a": "văn bản ký", "b": "tổng văn bản"}}
PARTS = {"rule": "parts", "rule_params": {"rows": [["dự họp", "5"], ["chủ trì", "5"]]}}


def criterion(**values) -> Criterion:
    """A criterion of ten points that was never stored."""
    return Criterion(**{"pk": 7, "code": "1.1", "name": "x", "kind": "points", "maximum": D(10), **values})


@pytest.mark.parametrize(
    ("values", "typed", "expected"),
    [
        ({}, Typed("8,5", " a\r\nb "), Answer(D("8.5"), "a\nb")),
        ({}, Typed(""), Answer()),
        ({}, Typed("3", inputs={"a": "1"}), Answer(D(3))),
        (RATIO, Typed("9", inputs={"a": "3", "b": "4"}), Answer(D("7.5"), "", {"a": "3", "b": "4"})),
        (RATIO, Typed("9", inputs={"a": "3", "b": ""}), Answer(None, "", {"a": "3"})),
        (RATIO, Typed("9"), Answer()),
        (RATIO, Typed("", inputs={"a": "3", "b": "4", "c": "9"}), Answer(D("7.5"), "", {"a": "3", "b": "4"})),
        (PARTS, Typed(inputs={"parts": ["0"]}), Answer(D(5), "", {"parts": ["0"]})),
        ({"kind": "gate"}, Typed("9", inputs={"answer": "co"}), Answer(None, "", {"answer": "co"})),
        ({"kind": "gate"}, Typed("9", inputs={"answer": "9"}), Answer()),
        (
            {"may_not_apply": True},
            Typed("9", "không có chợ", applies=False),
            Answer(None, "không có chợ", {}, False),
        ),
    ],
)
def test_typing_is_read(values, typed, expected):
    assert read_answer(criterion(**values), typed) == expected


@pytest.mark.parametrize(
    ("values", "typed", "field", "says"),
    [
        ({}, Typed("11"), "points", "Tiêu chí 1.1: 11 lớn hơn mức tối đa 10"),
        ({}, Typed("1", "x" * 4001), "note", "dài quá 4000 ký tự"),
        ({"maximum": None}, Typed("1"), "points", "chưa có điểm tối đa trong bộ tiêu chí"),
        (RATIO, Typed(inputs={"a": "3", "b": "0"}), "points", "Tiêu chí 1.1: Tổng văn bản là 0"),
        (RATIO, Typed(inputs={"a": "NaN", "b": "1"}), "points", "không phải là số"),
        ({}, Typed(applies=False, note="x"), "applies", "áp dụng với mọi đơn vị"),
        ({"may_not_apply": True}, Typed(applies=False), "note", "Hãy ghi lý do"),
    ],
)
def test_what_can_not_be_is_refused_at_its_field(values, typed, field, says):
    with pytest.raises(DomainError, match=says) as caught:
        read_answer(criterion(**values), typed)
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("answer", "answered", "words"),
    [
        (Answer(D(3)), True, "3 điểm"),
        (Answer(D(0), "x"), True, "0 điểm, diễn giải «x»"),
        (Answer(None, "", {"answer": "khong"}), True, "không"),
        (Answer(None, "vì", {}, False), True, "không áp dụng, diễn giải «vì»"),
        (Answer(None, "", {"a": "3"}), False, "chưa chấm"),
        (Answer(), False, "chưa chấm"),
    ],
)
def test_what_counts_as_answered(answer, answered, words):
    assert (answer.answered, answer.words) == (answered, words)


def test_a_line_asks_what_its_rule_asks():
    line = Line(criterion(**RATIO), None)
    assert [(one["name"], one["question"].label) for one in line.fields] == [
        ("in-7-a", "văn bản ký"), ("in-7-b", "tổng văn bản"),
    ]  # fmt: skip
    assert not line.types_points and Line(criterion(), None).types_points
    assert [one["name"] for one in Line(criterion(kind="gate"), None).fields] == ["in-7-answer"]
