"""Gửi hồ sơ đúng thời gian quy định."""

from accounts.dates import date_short, date_time_short, is_within
from scoring.enums import Outcome
from scoring.rules.base import Answer, Facts, Params, rule


@rule(
    "on_time",
    name="Gửi hồ sơ đúng thời gian",
    help="Đạt khi hồ sơ đến trước khi hết ngày cuối cùng nhận hồ sơ.",
)
def on_time(facts: Facts, params: Params) -> Answer:
    """Met if the dossier arrived before the end of the last valid day in Viet Nam."""
    sent, last = facts.dossier_sent_at, facts.dossier_last_day
    numbers = {}
    if last:
        numbers["dossier_last_day"] = last.isoformat()
    if sent:
        numbers["dossier_sent_at"] = sent.isoformat()
    if last is None:
        return Answer(Outcome.NO_DATA, "Chưa thiết đặt hạn gửi hồ sơ của phong trào.", numbers)
    if sent is None:
        if facts.judged_on and facts.judged_on > last:
            reason = f"Chưa gửi hồ sơ, đã quá hạn (hết ngày {date_short(last)})."
            return Answer(Outcome.NOT_MET, reason, numbers)
        reason = f"Chưa gửi hồ sơ; hạn gửi là hết ngày {date_short(last)}."
        return Answer(Outcome.NO_DATA, reason, numbers)
    arrived = f"Hồ sơ gửi lúc {sent_text(facts)}"
    if is_within(sent, last):
        return Answer(Outcome.MET, f"{arrived}, trong hạn (hết ngày {date_short(last)}).", numbers)
    return Answer(Outcome.NOT_MET, f"{arrived}, sau hạn (hết ngày {date_short(last)}).", numbers)


def sent_text(facts: Facts) -> str:
    """ "08:15 ngày 09/12/2023", the time of arrival in Viet Nam; nothing if the dossier was not sent."""
    if facts.dossier_sent_at is None:
        return ""
    day, clock = date_time_short(facts.dossier_sent_at).split(", ")
    return f"{clock} ngày {day}"
