"""Measured results -> rank -> verdict -> proposed list."""

from scoring.models.contest import (
    Attempt,
    Contestant,
    ContestImport,
    ContestNominee,
    ContestUnitTotal,
)
from scoring.models.index import IndexImport, IndexResult
from scoring.models.ranking import Ranking, Standing
from scoring.models.sheet import Evidence, ScoreSheet, SheetItem
from scoring.models.verdict import Attestation, TieChoice, TopLine, Verdict

__all__ = [
    "Attempt",
    "Attestation",
    "ContestImport",
    "ContestNominee",
    "ContestUnitTotal",
    "Contestant",
    "Evidence",
    "IndexImport",
    "IndexResult",
    "Ranking",
    "ScoreSheet",
    "SheetItem",
    "Standing",
    "TieChoice",
    "TopLine",
    "Verdict",
]
