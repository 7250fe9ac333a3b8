"""Conditions for an award: one small pure function per rule, found by its code.

Importing this package fills the registry; a new rule is a new file and a line below.
"""

from scoring.enums import Outcome
from scoring.rules import (
    attested,
    council_reviewed,
    dossier_complete,
    on_time,
    registered,
    unit_within_top,
    within_top,
)
from scoring.rules.base import RULES, Attested, Facts, Finding, find_rule
from scoring.rules.judging import ConditionSpec, Judgement, facts_as_data, judge

__all__ = [
    "RULES",
    "Attested",
    "ConditionSpec",
    "Facts",
    "Finding",
    "Judgement",
    "Outcome",
    "attested",
    "council_reviewed",
    "dossier_complete",
    "facts_as_data",
    "find_rule",
    "judge",
    "on_time",
    "registered",
    "unit_within_top",
    "within_top",
]
