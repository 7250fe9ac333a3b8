"""Tập thể đã giải thể, sáp nhập thì không còn là đối tượng khen thưởng; cá nhân vẫn được xét."""

from accounts.dates import date_short
from campaigns.enums import SubjectKind
from scoring.enums import Outcome
from scoring.rules.base import Answer, Facts, Numbers, Params, rule


@rule(
    "not_dissolved",
    name="Tập thể còn hoạt động vào ngày xét",
    help="Tập thể đã chấm dứt hoạt động trước ngày xét thì không đạt; cá nhân và đơn vị kế thừa vẫn được xét.",
)
def not_dissolved(facts: Facts, params: Params) -> Answer:
    """Not met only for a collective whose unit ended before the day of judging; people are never barred by it."""
    ended = facts.unit_ended_on
    if ended is None:
        return Answer(Outcome.MET, "Không ghi nhận việc đơn vị chấm dứt hoạt động.")
    numbers: Numbers = {"unit_ended_on": ended.isoformat()}
    name = f"Đơn vị ({facts.unit_name})" if facts.unit_name else "Đơn vị"
    said = f"{name} chấm dứt hoạt động ngày {date_short(ended)}"
    if facts.subject in (SubjectKind.CA_NHAN, SubjectKind.HO_GIA_DINH):
        return Answer(Outcome.MET, f"{said}; cá nhân, hộ gia đình vẫn được xét.", numbers)
    if facts.judged_on is None or not facts.subject:
        return Answer(Outcome.NO_DATA, f"{said}; chưa rõ đối tượng hoặc ngày xét.", numbers)
    if facts.judged_on > ended:
        judged = date_short(facts.judged_on)
        reason = f"{said}, trước ngày xét {judged}; không đề nghị khen tập thể này, xin xét đơn vị kế thừa."
        return Answer(Outcome.NOT_MET, reason, numbers)
    return Answer(Outcome.MET, f"{said}, còn hoạt động vào ngày xét {date_short(facts.judged_on)}.", numbers)
