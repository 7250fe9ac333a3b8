"""Cá nhân thuộc đơn vị có thành tích cao nhất trong kết quả đánh giá, xếp hạng của nhóm."""

from scoring.rules.base import Answer, Facts, Params, rule
from scoring.rules.within_top import PLACES, place_among_first


@rule(
    "unit_within_top",
    name="Đơn vị công tác trong các thứ hạng cao nhất của nhóm",
    help="Đạt khi đơn vị mà người được đề nghị công tác có thứ hạng không vượt quá số vị trí.",
    parameters=PLACES,
    one_of=("n", "percent"),
    subjects=("ca_nhan",),
    by_rank=True,
)
def unit_within_top(facts: Facts, params: Params) -> Answer:
    """Met if the person's unit is among the first of its group; see place_among_first."""
    return place_among_first(facts, params, who=unit_words(facts))


def unit_words(facts: Facts) -> str:
    """ "Đơn vị công tác (UBND xã Tân An)"."""
    return f"Đơn vị công tác ({facts.unit_name})" if facts.unit_name else "Đơn vị công tác"
