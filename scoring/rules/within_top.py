"""Đơn vị có thành tích cao nhất trong kết quả đánh giá, xếp hạng của nhóm."""

from decimal import Decimal
from typing import NamedTuple

from accounts.numbers import format_percent
from scoring.enums import Outcome
from scoring.rules.base import Answer, Facts, Parameter, Params, rule

PLACES = (
    Parameter(
        "n",
        "Số thứ hạng cao nhất",
        "whole",
        help="Nhập số thứ hạng, hoặc nhập tỷ lệ ở ô dưới; không nhập cả hai.",
        phrase="trong {} thứ hạng cao nhất",
    ),
    Parameter(
        "percent",
        "Tỷ lệ thứ hạng cao nhất của nhóm (%)",
        "percent",
        help="Số vị trí là phần nguyên của tỷ lệ nhân với số đơn vị của nhóm, ít nhất là một.",
        phrase="trong {} thứ hạng cao nhất của nhóm",
    ),
)


class _Line(NamedTuple):
    n: int
    words: str


@rule(
    "within_top",
    name="Đơn vị trong các thứ hạng cao nhất của nhóm",
    help="Đạt khi thứ hạng của đơn vị trong nhóm không vượt quá số vị trí; đồng hạng ở vạch thì cần người chọn.",
    parameters=PLACES,
    one_of=("n", "percent"),
    subjects=("tap_the",),
    by_rank=True,
)
def within_top(facts: Facts, params: Params) -> Answer:
    """Met if the unit is among the first n, or the first percent, of its group; see place_among_first."""
    return place_among_first(facts, params, who="Đơn vị")


def place_among_first(facts: Facts, params: Params, *, who: str) -> Answer:
    """Whether the rank, less those ahead that may not be awarded, is within the first places.

    A tie that straddles the last place needs a person, unless one has chosen already.
    """
    line = _line(facts, params)
    numbers = _numbers(params, line)
    group = group_words(facts)
    if facts.excluded:
        return Answer(Outcome.NOT_MET, excluded_words(facts, who), numbers)
    if facts.rank is None:
        return Answer(Outcome.NO_DATA, f"{who} chưa có thứ hạng trong kết quả đánh giá{group}.", numbers)
    place = facts.rank - facts.shut_out_ahead
    said = f"{who} xếp thứ {facts.rank}{group}{_notes(facts, place)}"
    numbers |= {"rank": facts.rank, "shut_out_ahead": facts.shut_out_ahead, "tie_size": facts.tie_size}
    if line is None:
        reason = f"{said}; chưa rõ số đơn vị của nhóm để tính {format_percent(params['percent'])} đứng đầu."
        return Answer(Outcome.NO_DATA, reason, numbers)
    if place > line.n:
        return Answer(Outcome.NOT_MET, f"{said}, ngoài {line.words}.", numbers)
    if place + facts.tie_size - 1 > line.n:
        return _tie_at_line(facts, line.n, said, numbers)
    return Answer(Outcome.MET, f"{said}, trong {line.words}.", numbers)


def group_words(facts: Facts) -> str:
    """ " nhóm UBND các phường, xã", or nothing where the group is not known."""
    return f" nhóm {facts.group_name}" if facts.group_name else ""


def excluded_words(facts: Facts, who: str) -> str:
    """The sentence that somebody was taken off the list, and why."""
    why = f": {facts.excluded_reason}" if facts.excluded_reason else ""
    return f"{who} bị loại khỏi danh sách xét{why}."


def _line(facts: Facts, params: Params) -> _Line | None:
    """How many places there are; None if that takes a group size which nobody knows."""
    if "n" in params:
        return _Line(params["n"], f"{params['n']:02d} thứ hạng cao nhất")
    if not facts.group_size:
        return None
    share: Decimal = params["percent"]
    n = max(1, int(facts.group_size * share / 100))
    words = f"{n:02d} thứ hạng cao nhất ({format_percent(share)} của {facts.group_size} đơn vị)"
    return _Line(n, words)


def _numbers(params: Params, line: _Line | None) -> dict[str, str | int | bool | list[str]]:
    found: dict[str, str | int | bool | list[str]] = {"n": line.n} if line else {}
    return found | ({"percent": str(params["percent"])} if "percent" in params else {})


def _notes(facts: Facts, place: int) -> str:
    tied = f", đồng hạng với {facts.tie_size - 1} đơn vị khác" if facts.tie_size > 1 else ""
    if not facts.shut_out_ahead:
        return tied
    ahead = f"{facts.shut_out_ahead} đơn vị xếp trên không được xét"
    return f"{tied} ({ahead}, nên được xét ở vị trí {place})"


def _tie_at_line(facts: Facts, n: int, said: str, numbers: dict[str, str | int | bool | list[str]]) -> Answer:
    if facts.tie_chosen is None:
        reason = f"{said}: nhóm đồng hạng vượt quá {n:02d} vị trí, cần người có thẩm quyền chọn."
        return Answer(Outcome.NEEDS_PERSON, reason, numbers)
    if facts.tie_chosen:
        return Answer(Outcome.MET, f"{said}; đã được chọn trong nhóm đồng hạng.", numbers)
    return Answer(Outcome.NOT_MET, f"{said}; không được chọn trong nhóm đồng hạng.", numbers)
