"""Tiêu chuẩn định tính: a named person confirms it, nothing computes it."""

from accounts.dates import date_short
from scoring.enums import Outcome
from scoring.rules.base import Answer, Facts, Params, rule


@rule("attested", needs=("code",))
def attested(facts: Facts, params: Params) -> Answer:
    """Met or not as the person said under this code; needs a person while nobody has."""
    code = str(params["code"])
    said = facts.attestations.get(code)
    if said is None:
        reason = "Tiêu chuẩn định tính, cần người có trách nhiệm xác nhận."
        return Answer(Outcome.NEEDS_PERSON, reason, {"code": code})
    paper = f" theo {said.document}" if said.document else ""
    numbers = {"code": code, "by": said.by, "on": said.on.isoformat(), "document": said.document}
    verdict, outcome = ("đạt", Outcome.MET) if said.holds else ("không đạt", Outcome.NOT_MET)
    reason = f"{said.by} xác nhận {verdict} ngày {date_short(said.on)}{paper}."
    return Answer(outcome, reason, numbers)
