"""Tiêu chuẩn định tính: a named person confirms it, nothing computes it."""

from accounts.dates import date_short
from scoring.enums import Outcome
from scoring.rules.base import Answer, Facts, Parameter, Params, rule


@rule(
    "attested",
    name="Tiêu chuẩn định tính do người có trách nhiệm xác nhận",
    help="Máy không chấm tiêu chuẩn này: người có trách nhiệm xác nhận đạt hay không đạt, theo văn bản nào.",
    parameters=(
        Parameter(
            "code",
            "Mã của tiêu chuẩn",
            "text",
            required=True,
            help="Mã ngắn, mỗi tiêu chuẩn của một hình thức khen thưởng một mã, ví dụ tham_gia.",
            phrase="mã {}",
        ),
    ),
)
def attested(facts: Facts, params: Params) -> Answer:
    """Met or not as the person said under this code; needs a person while nobody has."""
    code = params["code"]
    said = facts.attestations.get(code)
    if said is None:
        reason = "Tiêu chuẩn định tính, cần người có trách nhiệm xác nhận."
        return Answer(Outcome.NEEDS_PERSON, reason, {"code": code})
    paper = f" theo {said.document}" if said.document else ""
    numbers = {"code": code, "by": said.by, "on": said.on.isoformat(), "document": said.document}
    verdict, outcome = ("đạt", Outcome.MET) if said.holds else ("không đạt", Outcome.NOT_MET)
    reason = f"{said.by} xác nhận {verdict} ngày {date_short(said.on)}{paper}."
    return Answer(outcome, reason, numbers)
