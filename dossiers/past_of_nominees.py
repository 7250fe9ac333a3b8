"""What nominees were given before, old or here: the awards that bar them, and those a person has to speak about."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from accounts.text import fold, name_key
from awards.given import NO_NUMBER, GivenAward
from awards.given_queries import given_near
from awards.history import MAYBE, OTHER, SAME, compare_achievements, number_key, paper_words
from awards.history_queries import lines_of, past_of_names
from awards.models import AwardRecord, Nomination, PastAward, PastMatch
from campaigns.enums import Origin, SubjectKind
from campaigns.models import Campaign, Round, Unit
from campaigns.queries import under, units_above
from scoring.rules import OtherAward


@dataclass(frozen=True)
class PastCase:
    """An earlier award beside a nomination: why it is not certain ("" when it is), and what a person said of it."""

    award: PastAward | GivenAward
    doubt: str
    answer: PastMatch | None = None

    @property
    def open(self) -> bool:
        """Whether somebody still has to say."""
        return bool(self.doubt) and self.answer is None

    @property
    def is_given(self) -> bool:
        """Whether it was given in another campaign of the program."""
        return isinstance(self.award, GivenAward)

    @property
    def page(self) -> str:
        """The name of the page of the award."""
        return "awards:given_award" if self.is_given else "awards:past_award"

    @property
    def answered_at(self) -> str:
        """The name of the address that takes the answer."""
        return "dossiers:given_settle" if self.is_given else "dossiers:past_settle"

    @property
    def as_fact(self) -> OtherAward:
        """The award as the rules read it."""
        row, paper = self.award, self.award.decision
        return OtherAward(
            award=row.award_name,
            round_kind="",
            round_name="",
            year=row.last_year,
            same_achievement=True,
            on=paper.signed_on,
            decision=decision_words(self.award),
            uncertain=self.doubt if self.answer is None else "",
            confirmed_by=str(self.answer.by) if self.answer else "",
        )


def past_cases(round: Round, nominations: Iterable[Nomination]) -> dict[int, list[PastCase]]:
    """nomination id -> the old awards that may be for the same achievement; those that a person cleared too."""
    nominations = list(nominations)
    lines = lines_of({one.unit_id for one in nominations})
    names = [one.name for one in nominations]
    kept = kept_near(round.campaign, past_of_names(names, _all(lines)))
    by_name, by_unit = defaultdict(list), defaultdict(list)
    for row in [*kept, *_others(round, names, _all(lines), kept)]:
        by_name[fold(row.name)[:200]].append(row)
        if row.whole_unit:
            by_unit[row.unit_id].append(row)
    answers = _answers(nominations)
    given = dict(
        AwardRecord.objects.filter(nomination__in=nominations).values_list("nomination", "decision_number")
    )
    return {
        one.pk: [
            PastCase(row, doubt, answers.get((one.pk, _key(row))))
            for row in _near(one, by_name, by_unit, lines[one.unit_id])
            if not _is_counted(round, row)
            and not _is_own(row, given.get(one.pk, ""))
            and (doubt := _doubt(round, one, row, lines[one.unit_id])) is not None
        ]
        for one in nominations
    }


def past_facts(cases: Iterable[PastCase]) -> tuple[OtherAward, ...]:
    """What the rules read: everything but what a person said to be another one's or another achievement."""
    return tuple(case.as_fact for case in cases if case.answer is None or case.answer.bars)


def _all(lines: Mapping[int, set[int]]) -> set[int]:
    return set().union(*lines.values())


def kept_near(campaign: Campaign, rows) -> list[PastAward]:
    """What bodies above or below the campaign's issuer keep; strangers' lists say nothing about our people."""
    above = [unit.pk for unit in units_above(campaign.issuer)]
    below = Unit.objects.filter(under("", campaign.issuer_id)).order_by().values("pk")
    return list(rows.select_related("given").filter(Q(keeper__in=above) | Q(keeper__in=below)))


def _others(round: Round, names: list[str], units: set[int], kept: list[PastAward]) -> list[GivenAward]:
    """What was given here in other campaigns, but for those whose own paper is among the old awards."""
    shown = {row.given_id for row in kept}
    return [row for row in given_near(round.campaign, names, units, others=True) if row.pk not in shown]


def _key(row: PastAward | GivenAward) -> tuple[bool, int]:
    return isinstance(row, GivenAward), row.pk


def _answers(nominations: list[Nomination]) -> dict[tuple[int, tuple[bool, int]], PastMatch]:
    rows = PastMatch.objects.filter(nomination__in=nominations).select_related("by")
    return {
        (row.nomination_id, (row.given_id is not None, row.given_id or row.past_award_id)): row
        for row in rows
    }


def decision_words(row: PastAward | GivenAward) -> str:
    """The decision; of one given here without a number, in which campaign it was."""
    paper = row.decision
    if paper.number:
        return paper_words(paper.number, paper.signed_on, paper.issuer_name)
    return f"phong trào «{row.achievement}», {NO_NUMBER}"


def _near(one: Nomination, by_name, by_unit, line: set[int]) -> list[PastAward | GivenAward]:
    """Old awards under the nominee's name, and those of its unit when the nominee is the unit itself."""
    found = {_key(row): row for row in by_name.get(fold(one.name)[:200], ())}
    if one.subject == SubjectKind.TAP_THE and one.origin == Origin.UNIT:
        found |= {_key(row): row for pk in line for row in by_unit.get(pk, ())}
    return [found[key] for key in sorted(found)]


def _is_counted(round: Round, row: PastAward | GivenAward) -> bool:
    """The old paper of an award of this very campaign: that one counts as a place of the campaign already."""
    return isinstance(row, PastAward) and row.given is not None and row.given.campaign_id == round.campaign_id


def _is_own(row: PastAward | GivenAward, decision_number: str) -> bool:
    """The nomination's own award, written down from its decision afterwards."""
    return bool(decision_number) and number_key(decision_number) == number_key(row.decision.number)


def _doubt(round: Round, one: Nomination, row: PastAward | GivenAward, line: set[int]) -> str | None:
    """Why it is not certain that the award is the nominee's and for this achievement; None when it is not at all."""
    if not any(row.first_year <= year <= row.last_year for year in round.years):
        return None
    who, what = same_nominee(one, row, line), _what(round.campaign, row)
    if OTHER in (who, what):
        return None
    doubts = []
    if who == MAYBE:
        doubts.append(f"trùng tên, đơn vị ghi là «{row.unit_name or 'không ghi'}»")
    if what == MAYBE:
        said = row.achievement or row.decision.summary
        doubts.append(f"thành tích ghi là «{said}»" if said else "quyết định không ghi thành tích")
    return "; ".join(doubts)


def _what(campaign: Campaign, row: PastAward | GivenAward) -> str:
    said = row.achievement or row.decision.summary
    found = {compare_achievements(said, title) for title in (campaign.title, campaign.short_title)}
    return next(answer for answer in (SAME, MAYBE, OTHER) if answer in found)


def same_nominee(one: Nomination, row: PastAward | GivenAward, line: set[int]) -> str:
    """SAME: this unit, or the same full name in this unit. MAYBE: a predecessor, or the name alone."""
    if one.subject != row.subject:
        return OTHER
    if one.origin != Origin.UNIT:
        here = name_key(one.name) == name_key(row.name) and fold(one.origin_place) == fold(row.unit_name)
        return SAME if here else MAYBE
    itself = one.subject == SubjectKind.TAP_THE and fold(one.name) == fold(one.unit.name)
    if itself and row.whole_unit:
        if row.unit_id == one.unit_id:
            return SAME
        return MAYBE if row.unit_id in line else OTHER
    if one.subject == SubjectKind.TAP_THE and row.unit_id and row.unit_id not in line:
        return OTHER
    return SAME if row.unit_id == one.unit_id and name_key(one.name) == name_key(row.name) else MAYBE
