"""Kết quả xếp hạng thuộc tốp đầu: a named person says where the line is, the rule only compares."""

from accounts.dates import date_short
from scoring.enums import Outcome
from scoring.rules.base import Answer, Facts, Numbers, Params, rule
from scoring.rules.facts import TopLine
from scoring.rules.within_top import excluded_words, group_words


@rule(
    "top_band",
    name="Kết quả xếp hạng thuộc tốp đầu của nhóm",
    help="Kế hoạch không nêu số thứ hạng: người có thẩm quyền xác định tốp đầu đến thứ mấy, rồi máy so thứ hạng.",
    subjects=("tap_the",),
    by_rank=True,
)
def top_band(facts: Facts, params: Params) -> Answer:
    """Met if the unit's rank lies within the line that a person drew; needs a person until then."""
    return place_in_band(facts, who="Đơn vị")


def place_in_band(facts: Facts, *, who: str) -> Answer:
    """Compares the rank as published with the last rank of the top band; all who share that rank are in it."""
    group, line = group_words(facts), facts.top_line
    if facts.excluded:
        return Answer(Outcome.NOT_MET, excluded_words(facts, who))
    if facts.rank is None:
        return Answer(Outcome.NO_DATA, f"{who} chưa có thứ hạng trong kết quả đánh giá{group}.")
    said = f"{who} xếp thứ {facts.rank}{group}"
    if line is None:
        reason = f"{said}; cần người có thẩm quyền xác định tốp đầu đến thứ hạng nào."
        return Answer(Outcome.NEEDS_PERSON, reason, {"rank": facts.rank})
    numbers: Numbers = {
        "rank": facts.rank,
        "last_rank": line.last_rank,
        "by": line.by,
        "on": line.on.isoformat(),
        "ground": line.ground,
    }
    if facts.rank > line.last_rank:
        return Answer(Outcome.NOT_MET, f"{said}, ngoài tốp đầu {_drawn(line)}.", numbers)
    return Answer(Outcome.MET, f"{said}, thuộc tốp đầu {_drawn(line)}.", numbers)


def _drawn(line: TopLine) -> str:
    ground = f", căn cứ {line.ground}" if line.ground else ""
    return f"(đến thứ {line.last_rank}, {line.by} xác định ngày {date_short(line.on)}{ground})"
