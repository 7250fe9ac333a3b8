"""Không đang bị tạm dừng xét vì kỷ luật, khiếu nại, tố cáo, thanh tra; xong việc thì xét tiếp."""

from accounts.dates import date_short
from scoring.enums import Outcome
from scoring.rules.base import Answer, Facts, Numbers, Params, rule


@rule(
    "not_suspended",
    name="Không đang bị tạm dừng xét",
    help="Tạm dừng khi đang xem xét kỷ luật, khiếu nại, tố cáo, thanh tra; có kết luận thì xét tiếp.",
)
def not_suspended(facts: Facts, params: Params) -> Answer:
    """Needs a person while the nomination is suspended: it waits and may be resumed, it is not refused."""
    held = facts.suspended
    if held is None:
        return Answer(Outcome.MET, "Không ghi nhận việc tạm dừng xét.")
    numbers: Numbers = {"kind": held.kind, "since": held.since.isoformat(), "document": held.document}
    paper = f" theo {held.document}" if held.document else ""
    said = f"từ ngày {date_short(held.since)}{paper}: {held.kind}"
    if facts.judged_on and held.since > facts.judged_on:
        return Answer(Outcome.MET, f"Vào ngày xét chưa tạm dừng; tạm dừng xét {said}.", numbers)
    return Answer(Outcome.NEEDS_PERSON, f"Tạm dừng xét {said}. Xét tiếp khi việc này có kết luận.", numbers)
