"""Có đăng ký thi đua."""

from accounts.dates import date_short
from scoring.enums import Outcome
from scoring.rules.base import Answer, Facts, Params, rule


@rule(
    "registered",
    name="Có đăng ký thi đua",
    help="Đạt khi đơn vị đã đăng ký thi đua, và không muộn hơn hạn đăng ký nếu kế hoạch có nêu hạn.",
)
def registered(facts: Facts, params: Params) -> Answer:
    """Met if the unit registered, and not after the last day where the plan sets one."""
    day, last = facts.registered_on, facts.registration_last_day
    numbers = {}
    if last:
        numbers["registration_last_day"] = last.isoformat()
    if facts.registered is False:
        return Answer(Outcome.NOT_MET, "Đơn vị không đăng ký thi đua.", numbers)
    if day is None and facts.registered is None:
        return Answer(Outcome.NO_DATA, "Chưa có dữ liệu về việc đăng ký thi đua của đơn vị.", numbers)
    if day is None:
        if last:
            reason = f"Đơn vị có đăng ký thi đua nhưng không rõ ngày, hạn là {date_short(last)}."
            return Answer(Outcome.NO_DATA, reason, numbers)
        return Answer(Outcome.MET, "Đơn vị có đăng ký thi đua.", numbers)
    numbers["registered_on"] = day.isoformat()
    if last and day > last:
        reason = f"Đăng ký thi đua ngày {date_short(day)}, sau hạn {date_short(last)}."
        return Answer(Outcome.NOT_MET, reason, numbers)
    within = f", trong hạn {date_short(last)}" if last else ""
    return Answer(Outcome.MET, f"Đăng ký thi đua ngày {date_short(day)}{within}.", numbers)
