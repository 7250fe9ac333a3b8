"""Cá nhân thuộc đơn vị có thành tích cao nhất trong kết quả đánh giá, xếp hạng của nhóm."""

from scoring.rules.base import Answer, Facts, Params, rule, whole_number
from scoring.rules.within_top import place_among_first


@rule("unit_within_top", needs=("n",), by_rank=True)
def unit_within_top(facts: Facts, params: Params) -> Answer:
    """Met if the person's unit is among the first n of its group; see place_among_first."""
    n = whole_number(params, "n", rule="unit_within_top")
    who = f"Đơn vị công tác ({facts.unit_name})" if facts.unit_name else "Đơn vị công tác"
    return place_among_first(facts, n, who=who)
