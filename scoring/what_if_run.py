"""Thử phương án, the run: ranks, thresholds and the line of each quota, before and after the change."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from awards.enums import QuotaOrder
from campaigns.enums import Origin, TieRule
from scoring.enums import Outcome
from scoring.ranking import HOLDS_A_PLACE, Cut, Entry, Line, Placed, Status, cut, merge_groups, rank
from scoring.rules import ConditionSpec, Facts, Finding, TopLine, judge
from scoring.what_if import (
    Ground,
    Move,
    QuotaTrial,
    Terms,
    TrialCondition,
    TrialQuota,
    TrialRow,
    TrialUnit,
    moves_of,
    reason_to_skip,
)
from scoring.what_if_words import Case, sentence_of

SUPPOSED = "phép thử này"


@dataclass(frozen=True)
class Judged:
    """What the tried conditions say of one candidate; eligible None: it can't be told yet."""

    eligible: bool | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Drawn:
    """The line of one quota under one set of terms, and what the conditions said of each candidate."""

    cut: Cut
    judged: dict[Hashable, Judged]


def try_terms(ground: Ground, before: Terms, after: Terms) -> tuple[QuotaTrial, ...]:
    """Each quota with who comes in, falls out, stays or waits; both terms hold the same quotas in one order."""
    known: dict[Hashable, dict[int, Judged]] = {}
    old = _Run(ground, before, known)
    new = old if before == after else _Run(ground, after, known)
    pairs = zip(before.quotas, after.quotas, strict=True)
    return tuple(_trial(old, new, quota, tried) for quota, tried in pairs)


def _trial(old: "_Run", new: "_Run", quota: TrialQuota, tried: TrialQuota) -> QuotaTrial:
    if skipped := reason_to_skip(old.terms, new.terms, quota, tried):
        return QuotaTrial(quota, tried, skipped=skipped)
    first = old.draw(quota)
    second = first if old is new else new.draw(tried)
    moves = moves_of(first.cut, second.cut)
    rows = []
    for line in second.cut.lines:
        subject, number = line.key
        unit, year = new.units[number], new.ground.year
        case = Case(line, tried, unit, second.judged[line.key].findings, first.judged[line.key].findings)
        said = sentence_of(case, year, new.parted(unit, line, tried))
        percent = unit.percents.get(year)
        rows.append(TrialRow(unit, subject, line, moves.get(line.key, Move.OUT), percent, said))
    held = sum(line.status in HOLDS_A_PLACE for line in second.cut.lines)
    free = None if tried.maximum is None else max(0, tried.maximum - held)
    return QuotaTrial(quota, tried, tuple(rows), free)


class _Run:
    """One set of terms on one ground; what several quotas or both runs ask for is worked out once, in `known`."""

    def __init__(self, ground: Ground, terms: Terms, known: dict[Hashable, dict[int, Judged]]) -> None:
        self.ground, self.terms, self.known = ground, terms, known
        self.units = {unit.key: unit for unit in ground.units}
        self.groups: dict[int, list[TrialUnit]] = defaultdict(list)
        for unit in ground.units:
            self.groups[unit.group].append(unit)
        self.placed = {group: rank(self._entry(one) for one in units) for group, units in self.groups.items()}

    def draw(self, quota: TrialQuota) -> Drawn:
        """The candidates of the quota in its order, with the line under the last place."""
        groups = [group for group in self.ground.groups if quota.group in (None, group)]
        judged: dict[Hashable, Judged] = {}
        for subject in quota.subjects:
            for group in groups:
                found = self._judge(quota, subject, group)
                judged |= {(subject, number): one for number, one in found.items()}
        ordered = self._in_order(quota, groups)
        eligible = {key: one.eligible for key, one in judged.items()}
        by_hand = quota.order == QuotaOrder.PERSON
        drawn = cut(ordered, quota.maximum, eligible, unranked_stand=by_hand)
        lines = tuple(self._settled(line, judged[line.key]) for line in drawn.lines)
        return Drawn(replace(drawn, lines=lines), judged)

    def parted(self, unit: TrialUnit, line: Line, quota: TrialQuota) -> bool:
        """Whether only the year before parts the unit from an equal one."""
        if line.tied or unit.value is None or self.terms.tie_rule != TieRule.PREVIOUS_YEAR:
            return False
        peers = self.groups[unit.group] if quota.order != QuotaOrder.PERCENT else self.units.values()
        return sum(one.value == unit.value for one in peers) > 1

    def _entry(self, unit: TrialUnit, *, mean: bool = False) -> Entry:
        value = self.ground.mean_percent(unit) if mean else unit.value
        breaks = (unit.before,) if self.terms.tie_rule == TieRule.PREVIOUS_YEAR else ()
        return Entry(unit.key, value, breaks=breaks)

    def _in_order(self, quota: TrialQuota, groups: Sequence[int]) -> list[Placed]:
        lists: dict[Hashable, list[Placed]] = {}
        for subject in quota.subjects:
            if quota.order == QuotaOrder.PERCENT:
                units = [unit for group in groups for unit in self.groups.get(group, ())]
                lists[subject] = _of(subject, rank(self._entry(unit, mean=True) for unit in units))
                continue
            for group in groups:
                placed = _of(subject, self.placed.get(group, []))
                if quota.order == QuotaOrder.PERSON:
                    placed = [replace(one, rank=None, tied=False) for one in placed]
                lists[subject, group] = placed
        return next(iter(lists.values())) if len(lists) == 1 else merge_groups(lists)

    def _judge(self, quota: TrialQuota, subject: str, group: int) -> dict[int, Judged]:
        asked = self.terms.asked(quota, subject, group)
        said = tuple((one.key, repr(sorted(one.params.items())), one.last_rank) for one in asked)
        key = (said, self.terms.tie_rule, subject, group)
        if key not in self.known:
            self.known[key] = self._judge_group(asked, subject, group)
        return self.known[key]

    def _judge_group(self, asked: tuple[TrialCondition, ...], subject: str, group: int) -> dict[int, Judged]:
        """Thresholds first: who fails one keeps the rank and gives the place to the next in line."""
        units = {unit.key: unit for unit in self.groups.get(group, ()) if unit.value is not None}
        thresholds = [(one, self.ground.years_for(one)) for one in asked if not one.by_rank]
        apart = {
            number: tuple(
                self._finding(one, self._facts(unit, subject, years=years)) for one, years in thresholds
            )
            for number, unit in units.items()
        }
        shut = {number for number, found in apart.items() if _outcome(found) is False}
        by_rank, top_line = [one for one in asked if one.by_rank], self._top_line(asked)
        judged = {}
        for number, more in _rank_facts(self.placed.get(group, []), shut).items():
            if number not in units:
                judged[number] = Judged(False, ())
                continue
            known = self._facts(units[number], subject, top_line=top_line, **more)
            findings = apart[number] + tuple(self._finding(one, known) for one in by_rank)
            judged[number] = Judged(_outcome(findings), findings)
        return judged

    def _facts(self, unit: TrialUnit, subject: str, **more: Any) -> Facts:
        return Facts(
            unit_name=unit.name,
            group_name=self.ground.groups[unit.group],
            subject=subject,
            origin=Origin.UNIT,
            round_kind=self.ground.round_kind,
            group_size=len(self.groups[unit.group]),
            percent_by_year=unit.percents,
            **more,
        )

    def _finding(self, condition: TrialCondition, facts: Facts) -> Finding:
        spec = ConditionSpec(condition.rule, condition.params, condition.clause, condition.text)
        return judge([spec], facts, self.ground.day).findings[0]

    def _top_line(self, asked: Sequence[TrialCondition]) -> TopLine | None:
        supposed = [one.last_rank for one in asked if one.last_rank is not None]
        return TopLine(min(supposed), SUPPOSED, self.ground.day) if supposed else None

    def _settled(self, line: Line, judged: Judged) -> Line:
        """A place that waits for a person's choice is nobody's yet; without a result there is no place at all."""
        if self.units[line.key[1]].value is None:
            return replace(line, status=Status.UNRANKED, pending=False)
        waits = any(one.outcome == Outcome.NEEDS_PERSON for one in judged.findings)
        return replace(line, status=Status.TIE_AT_LINE) if line.status is Status.PENDING and waits else line


def _of(subject: str, placed: Sequence[Placed]) -> list[Placed]:
    return [Placed((subject, one.key), one.value, one.rank, one.tied) for one in placed]


def _outcome(findings: Sequence[Finding]) -> bool | None:
    outcomes = {one.outcome for one in findings}
    if Outcome.NOT_MET in outcomes:
        return False
    return True if outcomes <= {Outcome.MET} else None


def _rank_facts(placed: Sequence[Placed], shut: set[int]) -> dict[int, dict]:
    """unit -> its rank, how many ahead are shut out, and with how many it is really tied."""
    sizes = Counter(one.rank for one in placed if one.key not in shut)
    found: dict[int, dict] = {}
    ahead, here, before = 0, 0, None
    for one in placed:
        if one.rank != before:
            ahead, here, before = ahead + here, 0, one.rank
        here += one.key in shut
        size = sizes[one.rank] + (one.key in shut)
        found[one.key] = {
            "rank": one.rank,
            "shut_out_ahead": ahead,
            "tie_size": 1 if one.rank is None else size,
        }
    return found
