"""Cá nhân thuộc đơn vị có kết quả xếp hạng thuộc tốp đầu."""

from scoring.rules.base import Answer, Facts, Params, rule
from scoring.rules.top_band import place_in_band
from scoring.rules.unit_within_top import unit_words


@rule(
    "unit_top_band",
    name="Đơn vị công tác có kết quả xếp hạng thuộc tốp đầu của nhóm",
    help="Như điều kiện tốp đầu của tập thể, xét theo đơn vị mà người được đề nghị công tác.",
    subjects=("ca_nhan",),
    by_rank=True,
)
def unit_top_band(facts: Facts, params: Params) -> Answer:
    """Met if the person's unit lies within the line that a person drew; see place_in_band."""
    return place_in_band(facts, who=unit_words(facts))
