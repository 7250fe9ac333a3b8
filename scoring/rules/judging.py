"""The judge: every condition of an award over one nomination's facts, all findings kept."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from scoring.enums import Outcome
from scoring.rules.base import RULES, Facts, Finding, Params, find_rule

# The worst one decides: a condition that is not met outweighs data that are missing.
_WORST_FIRST = (Outcome.NOT_MET, Outcome.NO_DATA, Outcome.NEEDS_PERSON)


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
        outcome = _overall(found for found in self.findings if not RULES[found.rule].by_rank)
        return {Outcome.MET: True, Outcome.NOT_MET: False}.get(outcome)

    def as_data(self) -> list[dict[str, Any]]:
        """The findings as plain data, to be stored as they were."""
        return [{**asdict(found), "outcome": found.outcome.value} for found in self.findings]


def judge(conditions: Iterable[ConditionSpec], facts: Facts, judged_on: date) -> Judgement:
    """Judges all conditions as of a day; not met outweighs no data, which outweighs needs a person.

    Raises DomainError for a rule or a parameter that does not exist.
    """
    known = replace(facts, judged_on=judged_on)
    findings = tuple(_find(condition, known) for condition in conditions)
    return Judgement(_overall(findings), findings, judged_on)


def facts_as_data(facts: Facts) -> dict[str, Any]:
    """The facts as plain data (dates in ISO form), to be stored beside the verdict."""
    data: dict[str, Any] = _plain(asdict(facts))
    return data


def _find(condition: ConditionSpec, facts: Facts) -> Finding:
    answer = find_rule(condition.rule, condition.params).check(facts, condition.params)
    return Finding(
        rule=condition.rule,
        outcome=answer.outcome,
        reason=answer.reason,
        clause=condition.clause,
        numbers=dict(answer.numbers),
        params=dict(condition.params),
        text=condition.text,
    )


def _overall(findings: Iterable[Finding]) -> Outcome:
    outcomes = {found.outcome for found in findings}
    return next((outcome for outcome in _WORST_FIRST if outcome in outcomes), Outcome.MET)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
