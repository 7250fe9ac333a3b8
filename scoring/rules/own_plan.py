"""Đơn vị ban hành kế hoạch phát động phong trào thi đua của mình."""

from datetime import date

from accounts.dates import date_short
from scoring.enums import Outcome
from scoring.rules.base import Answer, Facts, Parameter, Params, rule, worst
from scoring.rules.words import listed


@rule(
    "own_plan",
    name="Đơn vị ban hành kế hoạch thi đua của mình",
    help="Có hạn thì xét ngày ban hành; không có hạn thì mỗi năm của đợt xét phải có một kế hoạch.",
    parameters=(
        Parameter(
            "last_day",
            "Ngày ban hành muộn nhất",
            "date",
            help="Ngày cuối cùng còn được tính là đúng hạn.",
            phrase="ban hành muộn nhất ngày {}",
        ),
        Parameter(
            "every_year",
            "Mỗi năm một kế hoạch",
            "flag",
            help="Không nhập thì: có hạn là không, không có hạn là có.",
            phrase="mỗi năm một kế hoạch",
        ),
    ),
    subjects=("tap_the",),
)
def own_plan(facts: Facts, params: Params) -> Answer:
    """Met if the first plan came by `last_day`, and with `every_year` if each year of the window has its own.

    Without `last_day` every year is asked for unless `every_year` is False: then any one plan is enough.
    """
    last = params.get("last_day")
    parts = [_first(facts, last)] if last or params.get("every_year") is False else []
    if params.get("every_year", last is None):
        parts.append(_each_year(facts))
    numbers = [f"{year}: {day.isoformat()}" for year, day in sorted(facts.own_plans.items())]
    reason = " ".join(words for _, words in parts)
    found = {"plans": numbers} | ({"last_day": last.isoformat()} if last else {})
    return Answer(worst(outcome for outcome, _ in parts), reason, found)


def _first(facts: Facts, last: date | None) -> tuple[Outcome, str]:
    if not facts.own_plans:
        limit = f"; hạn ban hành là hết ngày {date_short(last)}" if last else ""
        return Outcome.NO_DATA, f"Chưa ghi nhận kế hoạch thi đua của đơn vị{limit}."
    first = min(facts.own_plans.values())
    said = f"Đơn vị ban hành kế hoạch thi đua ngày {date_short(first)}"
    if last is None:
        return Outcome.MET, f"{said}."
    if first > last:
        return Outcome.NOT_MET, f"{said}, sau hạn (hết ngày {date_short(last)})."
    return Outcome.MET, f"{said}, trong hạn (hết ngày {date_short(last)})."


def _each_year(facts: Facts) -> tuple[Outcome, str]:
    """A plan that came only after its year was over does not count for that year."""
    window = sorted(set(facts.years))
    if not window:
        return Outcome.NO_DATA, "Chưa xác định các năm mà đợt xét đánh giá."
    plans = facts.own_plans
    good = [f"năm {year} ({date_short(plans[year])})" for year in window if _counts(plans.get(year), year)]
    late = [
        f"năm {year} ({date_short(plans[year])})"
        for year in window
        if year in plans and not _counts(plans[year], year)
    ]
    missing = [f"năm {year}" for year in window if year not in plans]
    said = f"Có {len(good)}/{len(window)} năm có kế hoạch thi đua của đơn vị{': ' if good else ''}{listed(good)}."
    said += f" Ban hành khi đã hết năm: {listed(late)}." if late else ""
    said += f" Chưa ghi nhận: {listed(missing)}." if missing else ""
    return Outcome.NOT_MET if late else Outcome.NO_DATA if missing else Outcome.MET, said


def _counts(day: date | None, year: int) -> bool:
    return day is not None and day <= date(year, 12, 31)
