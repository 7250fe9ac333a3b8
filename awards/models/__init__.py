"""What may be given, by whom, to how many, on what terms, and what was given."""

from awards.models.award import Award, AwardQuota, Condition, DocumentRequirement
from awards.models.council import (
    AgendaItem,
    Ballot,
    Council,
    CouncilMember,
    Meeting,
    MeetingAttendance,
    MeetingResult,
    VoterMark,
)
from awards.models.history import Decision, DecisionFile, HistoryImport, PastAward, PastMatch
from awards.models.nomination import AwardRecord, FieldResult, Nomination, Suspension

__all__ = [
    "AgendaItem",
    "Award",
    "AwardQuota",
    "AwardRecord",
    "Ballot",
    "Condition",
    "Council",
    "CouncilMember",
    "Decision",
    "DecisionFile",
    "DocumentRequirement",
    "FieldResult",
    "HistoryImport",
    "Meeting",
    "MeetingAttendance",
    "MeetingResult",
    "Nomination",
    "PastAward",
    "PastMatch",
    "Suspension",
    "VoterMark",
]
