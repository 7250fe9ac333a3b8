"""Hoàn thành nhiệm vụ đúng tiến độ theo kế hoạch hằng năm."""

from decimal import Decimal

from scoring.enums import Outcome
from scoring.rules.base import Answer, Facts, Parameter, Params, rule, worst
from scoring.rules.facts import TaskCount
from scoring.rules.words import at_least, listed, percent_beside


@rule(
    "tasks_on_time",
    name="Hoàn thành nhiệm vụ đúng tiến độ",
    help="Đạt khi trong từng năm của đợt xét, tỷ lệ nhiệm vụ hoàn thành đúng hạn từ mức yêu cầu trở lên.",
    parameters=(
        Parameter(
            "min_percent",
            "Tỷ lệ nhiệm vụ hoàn thành đúng hạn ít nhất (%)",
            "percent",
            required=True,
            help="Tính riêng cho từng năm, không cộng dồn các năm.",
            phrase="từ {} nhiệm vụ trở lên trong từng năm",
        ),
    ),
)
def tasks_on_time(facts: Facts, params: Params) -> Answer:
    """Met if the share done on time reaches the percent in every year; counts that cannot be need a person."""
    line: Decimal = params["min_percent"]
    window = sorted(set(facts.years))
    if not window:
        return Answer(Outcome.NO_DATA, "Chưa xác định các năm mà đợt xét đánh giá.")
    found = {year: _year(facts.tasks_by_year.get(year), line) for year in window}
    said = listed(f"năm {year} {words}" for year, (_, words) in found.items())
    outcome = worst(outcome for outcome, _ in found.values())
    counts = [
        f"{year}: {one.on_time}/{one.total}"
        for year, one in sorted(facts.tasks_by_year.items())
        if year in found
    ]
    look = " Xin đối chiếu số liệu." if outcome == Outcome.NEEDS_PERSON else ""
    reason = f"Nhiệm vụ hoàn thành đúng hạn: {said}. Yêu cầu {at_least(line)} trong từng năm.{look}"
    return Answer(outcome, reason, {"min_percent": str(line), "tasks": counts})


def _year(count: TaskCount | None, line: Decimal) -> tuple[Outcome, str]:
    if count is None:
        return Outcome.NO_DATA, "chưa có số liệu"
    if not 0 <= count.on_time <= count.total:
        return Outcome.NEEDS_PERSON, f"ghi {count.on_time}/{count.total} là số liệu không khớp"
    if count.total == 0:
        return Outcome.NEEDS_PERSON, "không có nhiệm vụ nào được giao"
    share = Decimal(100 * count.on_time) / count.total
    said = f"{count.on_time}/{count.total} ({percent_beside(share, line)})"
    return (Outcome.NOT_MET, f"chỉ đạt {said}") if share < line else (Outcome.MET, f"đạt {said}")
