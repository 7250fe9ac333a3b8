"""Hội đồng Thi đua - Khen thưởng của đơn vị đã xét duyệt."""

from decimal import Decimal

from accounts.dates import date_short
from accounts.numbers import format_percent
from scoring.enums import Outcome
from scoring.rules.base import Answer, Facts, Parameter, Params, rule
from scoring.rules.words import percent_beside

_DENOMINATORS = {"total": "tổng số thành viên", "present": "số thành viên có mặt"}


@rule(
    "council_reviewed",
    name="Hội đồng Thi đua - Khen thưởng của đơn vị đã xét duyệt",
    help="Đạt khi Hội đồng của đơn vị đã họp và đồng ý; kế hoạch không nêu tỷ lệ phiếu thì để trống tỷ lệ.",
    parameters=(
        Parameter(
            "min_share",
            "Tỷ lệ phiếu đồng ý ít nhất (%)",
            "percent",
            help="Chỉ nhập khi quy chế hoặc kế hoạch có nêu.",
            phrase="từ {} đồng ý trở lên",
        ),
        Parameter(
            "denominator",
            "Tính trên",
            "choice",
            help="Không chọn thì tính trên tổng số thành viên.",
            phrase="tính trên {}",
            choices=_DENOMINATORS,
        ),
    ),
)
def council_reviewed(facts: Facts, params: Params) -> Answer:
    """Met if the unit's council met and agreed; with `min_share` (percent) by at least that share.

    The share is of all members, or with denominator = "present" of those who were there. Without a share set
    by the plan, one agreeing vote is asked for: no threshold is invented.
    """
    share: Decimal | None = params.get("min_share")
    base = params.get("denominator", "total")
    if facts.council_met_on is None:
        return Answer(Outcome.NO_DATA, "Chưa ghi nhận phiên họp Hội đồng Thi đua - Khen thưởng của đơn vị.")
    met = f"Hội đồng của đơn vị họp ngày {date_short(facts.council_met_on)}"
    numbers = _numbers(facts)
    total, present, agree = facts.council_total, facts.council_present, facts.council_agree
    if total is None or present is None or agree is None:
        return Answer(Outcome.NO_DATA, f"{met} nhưng chưa ghi đủ số thành viên, có mặt, đồng ý.", numbers)
    if not 0 <= agree <= present <= total:
        reason = f"{met}: {total} thành viên, {present} có mặt, {agree} đồng ý là số liệu không khớp."
        return Answer(Outcome.NEEDS_PERSON, f"{reason} Xin đối chiếu biên bản.", numbers)
    votes = f"{met}: {agree} đồng ý trên {present} có mặt, tổng số {total} thành viên"
    if agree == 0:
        return Answer(Outcome.NOT_MET, f"{votes}; không có thành viên nào đồng ý.", numbers)
    if share is None:
        return Answer(Outcome.MET, f"{votes}.", numbers)
    reached = Decimal(100 * agree) / (present if base == "present" else total)
    numbers |= {"share": str(round(reached, 2)), "min_share": str(share)}
    said = f"{votes}; đạt {percent_beside(reached, share)} {_DENOMINATORS[base]}"
    if reached < share:
        return Answer(Outcome.NOT_MET, f"{said}, dưới mức {format_percent(share)}.", numbers)
    return Answer(Outcome.MET, f"{said}, từ mức {format_percent(share)} trở lên.", numbers)


def _numbers(facts: Facts) -> dict[str, str | int | bool | list[str]]:
    given = {
        "met_on": facts.council_met_on.isoformat() if facts.council_met_on else None,
        "total": facts.council_total,
        "present": facts.council_present,
        "agree": facts.council_agree,
    }
    return {name: value for name, value in given.items() if value is not None}
