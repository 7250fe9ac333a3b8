"""Measured results -> rank -> verdict -> proposed list."""

from scoring.models.index import IndexImport, IndexResult
from scoring.models.ranking import Ranking, Standing
from scoring.models.sheet import Evidence, ScoreSheet, SheetItem
from scoring.models.verdict import Attestation, TieChoice, Verdict

__all__ = [
    "Attestation",
    "Evidence",
    "IndexImport",
    "IndexResult",
    "Ranking",
    "ScoreSheet",
    "SheetItem",
    "Standing",
    "TieChoice",
    "Verdict",
]
