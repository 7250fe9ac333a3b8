"""Kết quả chỉ số chính thức đạt ngưỡng trong một số năm của giai đoạn được xét."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from accounts.numbers import format_percent
from scoring.enums import Outcome
from scoring.rules.base import Answer, Facts, Numbers, Parameter, Params, rule
from scoring.rules.words import at_least, percent_beside

THRESHOLD = (
    Parameter(
        "min_percent",
        "Ngưỡng (% điểm tối đa)",
        "percent",
        required=True,
        help="Đúng bằng ngưỡng là đạt.",
        phrase="từ {} trở lên",
    ),
    Parameter(
        "years",
        "Số năm ít nhất phải đạt",
        "whole",
        help="Trong các năm mà đợt xét đánh giá; không nhập thì là một năm.",
        phrase="ít nhất {} năm",
        default=1,
    ),
)


@rule(
    "index_threshold",
    name="Kết quả chỉ số đạt ngưỡng trong n năm",
    help="Đạt khi kết quả chỉ số chính thức của đơn vị từ ngưỡng trở lên trong đủ số năm của đợt xét.",
    parameters=THRESHOLD,
)
def index_threshold(facts: Facts, params: Params) -> Answer:
    """Met if the unit's official result reaches the percent in enough years; see enough_years."""
    answer = enough_years(facts.years, facts.percent_by_year, params, who="Kết quả chỉ số của đơn vị")
    return with_predecessors(answer, facts)


def with_predecessors(answer: Answer, facts: Facts) -> Answer:
    """Names the ended units whose results count, with their years; nothing where there is none."""
    lent = [f"{year}: {facts.measured_then[year]}" for year in sorted(facts.measured_then)]
    if not lent:
        return answer
    said = f"{answer.reason} Tính cả kết quả của đơn vị trước khi sắp xếp ({'; '.join(lent)})."
    return replace(answer, reason=said, numbers={**answer.numbers, "predecessors": lent})


def enough_years(
    years: tuple[int, ...], percents: Mapping[int, Decimal], params: Params, *, who: str
) -> Answer:
    """Whether at least `years` of the window's years reach `min_percent`.

    No data only while the years without a result could still change the answer.
    """
    line: Decimal = params["min_percent"]
    needed: int = params["years"]
    window = sorted(set(years))
    if not window:
        return Answer(Outcome.NO_DATA, "Chưa xác định các năm mà đợt xét đánh giá.")
    missing = [year for year in window if year not in percents]
    reached = [year for year in window if year in percents and percents[year] >= line]
    below = [year for year in window if year in percents and percents[year] < line]
    if len(reached) >= needed:
        outcome = Outcome.MET
    else:
        outcome = Outcome.NO_DATA if len(reached) + len(missing) >= needed else Outcome.NOT_MET
    numbers: Numbers = {
        "min_percent": str(line),
        "years_needed": needed,
        "reached": [f"{year}: {percents[year]}" for year in reached],
        "below": [f"{year}: {percents[year]}" for year in below],
        "missing": [str(year) for year in missing],
    }
    if len(window) == needed == 1:
        return Answer(outcome, _one_year(who, window[0], percents.get(window[0]), line), numbers)
    said = {year: f"{year}: {percent_beside(percents[year], line)}" for year in reached + below}
    head = f"có {len(reached)} năm" if reached else "chưa có năm nào"
    parts = [f"{head} đạt {at_least(line)}{_in_brackets([said[year] for year in reached])}"]
    if below:
        parts.append(f"{len(below)} năm dưới mức{_in_brackets([said[year] for year in below])}")
    if missing:
        parts.append(f"{len(missing)} năm chưa có số liệu{_in_brackets([str(year) for year in missing])}")
    return Answer(outcome, f"{who} {', '.join(parts)}; {_TAILS[outcome].format(needed)}.", numbers)


_TAILS = {
    Outcome.MET: "đủ ít nhất {:02d} năm theo yêu cầu",
    Outcome.NOT_MET: "không đủ {:02d} năm theo yêu cầu",
    Outcome.NO_DATA: "cần ít nhất {:02d} năm nên chưa kết luận được",
}


def _one_year(who: str, year: int, percent: Decimal | None, line: Decimal) -> str:
    if percent is None:
        return f"{who} năm {year} chưa có số liệu; yêu cầu {at_least(line)}."
    said = f"{who} năm {year} là {percent_beside(percent, line)}"
    return f"{said}, dưới mức {format_percent(line)}." if percent < line else f"{said}, đạt {at_least(line)}."


def _in_brackets(items: list[str]) -> str:
    return f" ({'; '.join(items)})" if items else ""
