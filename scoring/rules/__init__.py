"""Conditions for an award: one small pure function per rule, found by its code.

Importing this package fills the registry; a new rule is a new file and a line below.
"""

from scoring.enums import Outcome
from scoring.rules import (  # noqa: F401
    attested,
    campaign_grounds,
    contest_account,
    contest_recognised,
    contest_score,
    council_reviewed,
    dossier_complete,
    field_threshold,
    index_threshold,
    not_already_awarded,
    not_dissolved,
    not_suspended,
    on_time,
    own_plan,
    registered,
    reports_on_time,
    tasks_on_time,
    top_band,
    unit_top_band,
    unit_within_top,
    within_top,
)
from scoring.rules.base import RULES, Finding, Rule, describe_params, find_rule
from scoring.rules.facts import (
    Attested,
    AwardLaw,
    ContestFact,
    Facts,
    OtherAward,
    ReportFact,
    Suspended,
    TaskCount,
    TopLine,
)
from scoring.rules.judging import ConditionSpec, Judgement, judge, replay
from scoring.rules.params import Parameter
from scoring.rules.stored import facts_as_data, facts_from_data

__all__ = [
    "RULES",
    "Attested",
    "AwardLaw",
    "ConditionSpec",
    "ContestFact",
    "Facts",
    "Finding",
    "Judgement",
    "OtherAward",
    "Outcome",
    "Parameter",
    "ReportFact",
    "Rule",
    "Suspended",
    "TaskCount",
    "TopLine",
    "describe_params",
    "facts_as_data",
    "facts_from_data",
    "find_rule",
    "judge",
    "replay",
]
