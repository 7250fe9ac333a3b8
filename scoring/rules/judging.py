"""The judge: every condition of an award over one nomination's facts, all findings kept."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from scoring.enums import Outcome
from scoring.rules.base import RULES, Facts, Finding, Params, find_rule, worst
from scoring.rules.stored import as_plain, facts_from_data


@dataclass(frozen=True)
class ConditionSpec:
    """A condition as the plan sets it: which rule, with which parameters, under which clause, in whose words."""

    rule: str
    params: Params = field(default_factory=dict)
    clause: str = ""
    text: str = ""


@dataclass(frozen=True)
class Judgement:
    """The verdict on one nomination: the outcome and every finding, in the order of the conditions."""

    outcome: Outcome
    findings: tuple[Finding, ...]
    judged_on: date

    @property
    def eligible_apart_from_rank(self) -> bool | None:
        """For the cut: True, False, or None while data or a person are missing; rules by rank left out."""
        outcome = worst(found.outcome for found in self.findings if not RULES[found.rule].by_rank)
        return {Outcome.MET: True, Outcome.NOT_MET: False}.get(outcome)

    def as_data(self) -> list[dict[str, Any]]:
        """The findings as plain data, to be stored as they were."""
        return [as_plain({**asdict(found), "outcome": found.outcome.value}) for found in self.findings]


def judge(conditions: Iterable[ConditionSpec], facts: Facts, judged_on: date) -> Judgement:
    """Judges all conditions as of a day; not met outweighs no data, which outweighs needs a person.

    Raises DomainError for a rule or a parameter that does not exist.
    """
    known = replace(facts, judged_on=judged_on)
    findings = tuple(_find(condition, known) for condition in conditions)
    return Judgement(worst(found.outcome for found in findings), findings, judged_on)


def replay(
    findings_data: Iterable[Mapping[str, Any]], facts_data: Mapping[str, Any], judged_on: date
) -> Judgement:
    """Judges again from what Judgement.as_data and facts_as_data stored: rules, parameters, clauses and facts.

    The same findings come out unless a rule has changed since. Raises DomainError for a rule that is gone.
    """
    conditions = [
        ConditionSpec(one["rule"], one.get("params", {}), one.get("clause", ""), one.get("text", ""))
        for one in findings_data
    ]
    return judge(conditions, facts_from_data(facts_data), judged_on)


def _find(condition: ConditionSpec, facts: Facts) -> Finding:
    rule = find_rule(condition.rule, condition.params)
    answer = rule.check(facts, rule.read(condition.params))
    return Finding(
        rule=condition.rule,
        outcome=answer.outcome,
        reason=answer.reason,
        clause=condition.clause,
        numbers=dict(answer.numbers),
        params=as_plain(condition.params),
        text=condition.text,
    )
