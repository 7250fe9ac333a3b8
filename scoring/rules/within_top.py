"""Đơn vị có thành tích cao nhất trong kết quả đánh giá, xếp hạng của nhóm."""

from scoring.enums import Outcome
from scoring.rules.base import Answer, Facts, Params, rule, whole_number


@rule("within_top", needs=("n",), by_rank=True)
def within_top(facts: Facts, params: Params) -> Answer:
    """Met if the unit is among the first n of its group; see place_among_first."""
    return place_among_first(facts, whole_number(params, "n", rule="within_top"), who="Đơn vị")


def place_among_first(facts: Facts, n: int, *, who: str) -> Answer:
    """Whether the rank, less those ahead that may not be awarded, is at most n.

    A tie that straddles the n-th place needs a person, unless one has chosen already.
    """
    group = f" nhóm {facts.group_name}" if facts.group_name else ""
    if facts.excluded:
        why = f": {facts.excluded_reason}" if facts.excluded_reason else ""
        return Answer(Outcome.NOT_MET, f"{who} bị loại khỏi danh sách xét{why}.", {"n": n})
    if facts.rank is None:
        return Answer(Outcome.NO_DATA, f"{who} chưa có thứ hạng trong kết quả đánh giá{group}.", {"n": n})
    numbers = {"n": n, "rank": facts.rank, "shut_out_ahead": facts.shut_out_ahead, "tie_size": facts.tie_size}
    place = facts.rank - facts.shut_out_ahead
    said = f"{who} xếp thứ {facts.rank}{group}{_notes(facts, place)}"
    if place > n:
        return Answer(Outcome.NOT_MET, f"{said}, ngoài {n:02d} thứ hạng cao nhất.", numbers)
    if place + facts.tie_size - 1 > n:
        return _tie_at_line(facts, n, said, numbers)
    return Answer(Outcome.MET, f"{said}, trong {n:02d} thứ hạng cao nhất.", numbers)


def _notes(facts: Facts, place: int) -> str:
    tied = f", đồng hạng với {facts.tie_size - 1} đơn vị khác" if facts.tie_size > 1 else ""
    if not facts.shut_out_ahead:
        return tied
    ahead = f"{facts.shut_out_ahead} đơn vị xếp trên không được xét"
    return f"{tied} ({ahead}, nên được xét ở vị trí {place})"


def _tie_at_line(facts: Facts, n: int, said: str, numbers: dict[str, int]) -> Answer:
    if facts.tie_chosen is None:
        reason = f"{said}: nhóm đồng hạng vượt quá {n:02d} vị trí, cần người có thẩm quyền chọn."
        return Answer(Outcome.NEEDS_PERSON, reason, numbers)
    if facts.tie_chosen:
        return Answer(Outcome.MET, f"{said}; đã được chọn trong nhóm đồng hạng.", numbers)
    return Answer(Outcome.NOT_MET, f"{said}; không được chọn trong nhóm đồng hạng.", numbers)
