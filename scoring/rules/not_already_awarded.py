"""Không khen nhiều lần cho một thành tích; các đợt đã khen mà kế hoạch nêu."""

from accounts.dates import date_short
from campaigns.enums import Origin, RoundKind
from scoring.enums import Outcome
from scoring.rules.base import Answer, Facts, Parameter, Params, rule
from scoring.rules.facts import OtherAward
from scoring.rules.words import listed


@rule(
    "not_already_awarded",
    name="Chưa được khen cho cùng thành tích hoặc trong đợt đã nêu",
    help="Không chọn đợt: xét cùng thành tích hoặc cùng đợt. Có chọn đợt: xét người đã được khen ở loại đợt đó.",
    parameters=(
        Parameter(
            "rounds",
            "Đã được khen ở đợt nào thì không xét",
            "rounds",
            help="Chỉ chọn khi kế hoạch nêu, ví dụ «chưa được khen năm».",
            phrase="chưa được khen ở đợt {}",
        ),
        Parameter(
            "origins",
            "Chỉ xét với đối tượng",
            "origins",
            help="Không chọn thì xét với mọi đối tượng.",
            phrase="chỉ xét với {}",
        ),
    ),
)
def not_already_awarded(facts: Facts, params: Params) -> Answer:
    """Not met if another award has the same achievement or round, or with `rounds` came in such a round.

    An old award that is alike, or one of the campaign whose round the old paper does not name, needs a person.
    With `origins` it is only asked of those; for the others it is met.
    """
    origins, rounds = params.get("origins", ()), params.get("rounds", ())
    if origins and not facts.origin:
        return Answer(Outcome.NO_DATA, "Chưa rõ người được đề nghị thuộc đối tượng nào.")
    if origins and facts.origin not in origins:
        names = ", ".join(f"«{Origin(code).label}»" for code in origins)
        return Answer(Outcome.MET, f"Điều kiện này chỉ xét với đối tượng {names}.", {"origin": facts.origin})
    if facts.other_awards is None:
        return Answer(Outcome.NO_DATA, "Chưa tra cứu các lần khen khác của người, tập thể được đề nghị.")
    bars = [one for one in facts.other_awards if _bars(one, rounds)]
    names = " hoặc ".join(f"«{RoundKind(code).label}»" for code in rounds)
    if bars:
        numbers: dict[str, int | list[str]] = {"awards": [one.award for one in bars]}
        return Answer(Outcome.NOT_MET, f"Đã được khen: {listed(_said(one) for one in bars)}.", numbers)
    asked = [one for one in facts.other_awards if _asks(one, rounds)]
    if asked:
        said = listed(_said(one) for one in asked)
        what = "có phải lần khen ở đợt đó không" if rounds else "có phải cùng người, cùng thành tích không"
        return Answer(
            Outcome.NEEDS_PERSON, f"Có thể đã được khen: {said}. Cần người có trách nhiệm xác nhận {what}."
        )
    if rounds:
        return Answer(Outcome.MET, f"Chưa ghi nhận lần khen nào ở đợt {names}.")
    return Answer(Outcome.MET, "Chưa ghi nhận lần khen nào cho cùng thành tích hoặc trong cùng đợt xét.")


def _bars(one: OtherAward, rounds: tuple[str, ...]) -> bool:
    if one.uncertain or one.confirmed_by:
        return bool(one.confirmed_by)
    return one.round_kind in rounds if rounds else one.same_round or one.same_achievement


def _asks(one: OtherAward, rounds: tuple[str, ...]) -> bool:
    """An old award about which nobody has said yet whether it counts."""
    if one.confirmed_by:
        return False
    return bool(one.uncertain or (rounds and one.decision and one.same_achievement))


def _said(one: OtherAward) -> str:
    if one.decision:
        notes = [one.decision, f"thành tích năm {one.year}", one.uncertain or "cùng thành tích"]
        notes += [f"{one.confirmed_by} xác nhận"] if one.confirmed_by else []
        return f"{one.award} ({'; '.join(notes)})"
    where = f"đợt «{one.round_name}», năm {one.year}" if one.round_name else f"năm {one.year}"
    notes = [where]
    notes += [f"ngày {date_short(one.on)}"] if one.on else []
    notes += ["cùng đợt xét"] if one.same_round else []
    notes += ["cùng thành tích"] if one.same_achievement else []
    return f"{one.award} ({', '.join(notes)})"
