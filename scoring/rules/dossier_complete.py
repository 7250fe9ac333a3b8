"""Gửi hồ sơ đầy đủ."""

from scoring.enums import Outcome
from scoring.rules.base import Answer, Facts, Params, rule


@rule(
    "dossier_complete",
    name="Hồ sơ đầy đủ giấy tờ",
    help="Đạt khi hồ sơ có đủ mọi loại giấy tờ mà kế hoạch yêu cầu cho hình thức khen thưởng này.",
)
def dossier_complete(facts: Facts, params: Params) -> Answer:
    """Met if every required paper is there, compared by name; the missing ones are listed."""
    required, present = facts.papers_required, facts.papers_present
    if required is None:
        return Answer(Outcome.NO_DATA, "Chưa có danh mục giấy tờ phải có của phong trào.")
    if present is None:
        return Answer(Outcome.NO_DATA, f"Chưa có hồ sơ; cần {len(required)} loại giấy tờ.")
    missing = [paper for paper in required if paper not in present]
    total = len(required)
    numbers: dict[str, int | list[str]] = {"required": total, "present": total - len(missing)}
    if missing:
        numbers["missing"] = missing
        names = "; ".join(missing)
        reason = f"Hồ sơ có {total - len(missing)}/{total} loại giấy tờ, còn thiếu: {names}."
        return Answer(Outcome.NOT_MET, reason, numbers)
    return Answer(Outcome.MET, f"Hồ sơ có đủ {total}/{total} loại giấy tờ.", numbers)
