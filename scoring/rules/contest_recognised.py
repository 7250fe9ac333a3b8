"""Kết quả dự thi được Ban Tổ chức cuộc thi công nhận."""

from scoring.enums import Outcome
from scoring.rules.base import Answer, Facts, Params, rule


@rule(
    "contest_recognised",
    name="Kết quả dự thi được Ban Tổ chức công nhận",
    help="Đạt khi danh sách kết quả của Ban Tổ chức cuộc thi ghi công nhận kết quả này.",
)
def contest_recognised(facts: Facts, params: Params) -> Answer:
    """Met or not as the organisers said; no data while their list does not say."""
    contest = facts.contest
    if contest is None or contest.recognised is None:
        return Answer(Outcome.NO_DATA, "Chưa có dữ liệu về việc Ban Tổ chức cuộc thi công nhận kết quả.")
    numbers = {"recognised": contest.recognised, "attempts": contest.attempts}
    if contest.recognised:
        return Answer(Outcome.MET, "Kết quả dự thi được Ban Tổ chức cuộc thi công nhận.", numbers)
    return Answer(Outcome.NOT_MET, "Kết quả dự thi không được Ban Tổ chức cuộc thi công nhận.", numbers)
