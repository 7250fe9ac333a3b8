"""Điểm dự thi từ mức tối thiểu trở lên."""

from decimal import Decimal

from accounts.numbers import format_decimal
from scoring.enums import Outcome
from scoring.rules.base import Answer, Facts, Parameter, Params, rule


@rule(
    "contest_score",
    name="Điểm dự thi từ mức tối thiểu trở lên",
    help="So điểm của lượt thi được tính (kế hoạch chọn lượt nào) với mức tối thiểu; đúng bằng mức là đạt.",
    parameters=(
        Parameter(
            "min_score",
            "Điểm tối thiểu",
            "decimal",
            required=True,
            help="Theo thang điểm của cuộc thi.",
            phrase="từ {} điểm trở lên",
        ),
    ),
)
def contest_score(facts: Facts, params: Params) -> Answer:
    """Met if the score of the counted attempt is at least the minimum; no data without a counted attempt."""
    line: Decimal = params["min_score"]
    contest = facts.contest
    wanted = f"yêu cầu từ {format_decimal(line)} điểm trở lên"
    numbers: dict[str, str | int] = {"min_score": str(line)}
    if contest is None:
        return Answer(Outcome.NO_DATA, f"Chưa có kết quả cuộc thi của người được đề nghị; {wanted}.", numbers)
    numbers |= {"attempts": contest.attempts}
    if contest.score is None:
        tries = f"có {contest.attempts} lượt thi nhưng chưa có điểm được tính" if contest.attempts else ""
        said = tries or "chưa có lượt thi nào được ghi nhận"
        return Answer(Outcome.NO_DATA, f"Kết quả cuộc thi {said}; {wanted}.", numbers)
    numbers |= {"score": str(contest.score)}
    out_of = f"/{format_decimal(contest.maximum)}" if contest.maximum is not None else ""
    tries = f" (trong {contest.attempts} lượt thi)" if contest.attempts > 1 else ""
    said = f"Điểm được tính là {format_decimal(contest.score)}{out_of}{tries}"
    if contest.score < line:
        return Answer(Outcome.NOT_MET, f"{said}, dưới mức {format_decimal(line)} điểm.", numbers)
    return Answer(Outcome.MET, f"{said}, từ mức {format_decimal(line)} điểm trở lên.", numbers)
