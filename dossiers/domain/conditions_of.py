"""Which conditions hold for a nomination: those of the plan, of the unit's own head, and of the law of the day."""

from collections.abc import Iterable

from awards.catalogue import StandingCondition
from awards.models import Condition, Nomination
from campaigns.enums import SubjectKind
from scoring.rules import ConditionSpec


def holds_for(row: Condition, one: Nomination) -> bool:
    """Whether a condition of the award is asked of the nomination; what the condition leaves blank means all."""
    return (
        row.award_id == one.award_id
        and row.subject in ("", one.subject, counted_as(one))
        and row.round_kind in ("", one.round.kind)
        and row.group_id in (None, one.group_id)
        and row.origin in ("", one.origin)
        and row.unit_id in (None, one.unit_id)
    )


def counted_as(one: Nomination) -> str:
    """A household is asked what individuals are asked: no plan so far sets conditions of its own for it."""
    return SubjectKind.CA_NHAN if one.subject == SubjectKind.HO_GIA_DINH else one.subject


def conditions_for(one: Nomination, rows: Iterable[Condition]) -> list[Condition]:
    """The conditions asked of the nomination, in the plan's order."""
    return [row for row in rows if holds_for(row, one)]


def specs_for(
    one: Nomination, rows: Iterable[Condition], law: Iterable[StandingCondition]
) -> list[ConditionSpec]:
    """The same as the judge reads them, then those that the `law` of the day sets on every award."""
    found = [ConditionSpec(row.rule, row.params, row.clause, row.text) for row in conditions_for(one, rows)]
    asked = [(spec.rule, dict(spec.params)) for spec in found]
    return found + [
        ConditionSpec(row.rule, dict(row.params), row.reference, row.text)
        for row in law
        if row.subject in ("", one.subject) and (row.rule, dict(row.params)) not in asked
    ]
