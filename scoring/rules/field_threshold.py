"""Lĩnh vực mà cá nhân được giao phụ trách đạt ngưỡng trong một số năm của giai đoạn được xét."""

from scoring.rules.base import Answer, Facts, Params, rule
from scoring.rules.index_threshold import THRESHOLD, enough_years


@rule(
    "field_threshold",
    name="Lĩnh vực được giao phụ trách đạt ngưỡng trong n năm",
    help="Đạt khi lĩnh vực mà cá nhân được giao phụ trách được phê duyệt từ ngưỡng trở lên trong đủ số năm.",
    parameters=THRESHOLD,
    subjects=("ca_nhan",),
)
def field_threshold(facts: Facts, params: Params) -> Answer:
    """Met if the person's assigned field reaches the percent in enough years; see enough_years."""
    who = "Kết quả lĩnh vực được giao phụ trách"
    return enough_years(facts.years, facts.field_percent_by_year, params, who=who)
