"""Phong trào đủ dài và do cấp đủ thẩm quyền phát động để xét hình thức khen thưởng này."""

from datetime import date, timedelta

from accounts.dates import date_short
from campaigns.enums import LaunchLevel
from scoring.enums import Outcome
from scoring.rules.base import Answer, Facts, Numbers, Params, rule
from scoring.rules.facts import AwardLaw


@rule(
    "campaign_grounds",
    name="Phong trào đủ thời gian và đúng cấp phát động",
    help="So thời gian và cấp phát động của phong trào với yêu cầu của pháp luật đối với hình thức khen thưởng.",
)
def campaign_grounds(facts: Facts, params: Params) -> Answer:
    """Met if the level that launched the campaign grounds the award and the campaign is long enough for it."""
    law = facts.award_law
    if law is None:
        reason = (
            "Pháp luật không đặt yêu cầu về thời gian và cấp phát động đối với hình thức khen thưởng này."
        )
        return Answer(Outcome.MET, reason)
    note = f"Căn cứ: {law.reference}{'' if law.confirmed else ' (chưa đối chiếu với văn bản gốc)'}."
    numbers = _numbers(facts, law)
    if not facts.launch_level:
        return Answer(Outcome.NO_DATA, f"Chưa rõ cấp phát động phong trào. {note}", numbers)
    if facts.launch_level in law.unread_levels:
        reason = (
            f"Phong trào do {_level(facts.launch_level)} phát động; chưa đối chiếu được quy định cho cấp này."
        )
        return Answer(Outcome.NEEDS_PERSON, f"{reason} {note}", numbers)
    if facts.launch_level not in law.levels:
        known = " hoặc ".join(_level(code) for code in law.levels)
        reason = f"Cấp phát động cao nhất của phong trào là {_level(facts.launch_level)}; yêu cầu: {known}."
        return Answer(Outcome.NOT_MET, f"{reason} {note}", numbers)
    outcome, said = _long_enough(facts, law.levels[facts.launch_level])
    return Answer(outcome, f"Phong trào do {_level(facts.launch_level)} phát động; {said}. {note}", numbers)


def whole_years(start: date, end: date) -> int:
    """Full years from the first day to the last one, both included: 01/01/2023 to 31/12/2025 are three."""
    after = end + timedelta(days=1)
    return after.year - start.year - ((after.month, after.day) < (start.month, start.day))


def _long_enough(facts: Facts, needed: int) -> tuple[Outcome, str]:
    if needed == 0:
        return Outcome.MET, "không yêu cầu thời gian tối thiểu"
    start, end = facts.campaign_start, facts.campaign_end
    if start is None or end is None:
        return Outcome.NO_DATA, f"chưa rõ ngày bắt đầu hoặc kết thúc, yêu cầu từ {needed:02d} năm trở lên"
    years = whole_years(start, end)
    said = f"thời gian từ {date_short(start)} đến {date_short(end)} là {years} năm tròn"
    if years < needed:
        return Outcome.NOT_MET, f"{said}, chưa đủ {needed:02d} năm"
    return Outcome.MET, f"{said}, đủ yêu cầu từ {needed:02d} năm trở lên"


def _level(code: str) -> str:
    return f"«{LaunchLevel(code).label}»" if code in LaunchLevel.values else f"«{code}»"


def _numbers(facts: Facts, law: AwardLaw) -> Numbers:
    found = {
        "level": facts.launch_level,
        "start": facts.campaign_start.isoformat() if facts.campaign_start else "",
        "end": facts.campaign_end.isoformat() if facts.campaign_end else "",
    }
    return {
        **{name: value for name, value in found.items() if value},
        "levels": [f"{code}: {years}" for code, years in law.levels.items()],
        "confirmed": law.confirmed,
    }
