"""Có tài khoản dự thi đăng ký thuộc địa phương, đơn vị phát động phong trào."""

from scoring.enums import Outcome
from scoring.rules.base import Answer, Facts, Params, rule


@rule(
    "contest_account",
    name="Có tài khoản dự thi thuộc địa phương, đơn vị phát động",
    help="Đạt khi người được đề nghị có tài khoản dự thi, đăng ký thuộc nơi phát động phong trào.",
    subjects=("ca_nhan",),
)
def contest_account(facts: Facts, params: Params) -> Answer:
    """Met if there is an account of the contest and it is registered under the campaign's own unit."""
    contest = facts.contest
    if contest is None or contest.account is None:
        return Answer(Outcome.NO_DATA, "Chưa có dữ liệu về tài khoản dự thi của người được đề nghị.")
    if not contest.account:
        return Answer(Outcome.NOT_MET, "Người được đề nghị không có tài khoản dự thi.", {"account": False})
    if contest.under_unit is None:
        reason = "Có tài khoản dự thi, nhưng chưa rõ tài khoản đăng ký thuộc địa phương, đơn vị nào."
        return Answer(Outcome.NO_DATA, reason, {"account": True})
    numbers = {"account": True, "under_unit": contest.under_unit}
    if contest.under_unit:
        reason = "Có tài khoản dự thi đăng ký thuộc địa phương, đơn vị phát động phong trào."
        return Answer(Outcome.MET, reason, numbers)
    reason = "Tài khoản dự thi đăng ký thuộc nơi khác, không thuộc địa phương, đơn vị phát động phong trào."
    return Answer(Outcome.NOT_MET, reason, numbers)
