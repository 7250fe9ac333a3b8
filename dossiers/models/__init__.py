"""The papers and their route."""

from dossiers.models.dossier import AchievementReport, Dossier, DossierItem, DossierStep, PastAward
from dossiers.models.paper import Document, DocumentVersion, RenderJob

__all__ = [
    "AchievementReport",
    "Document",
    "DocumentVersion",
    "Dossier",
    "DossierItem",
    "DossierStep",
    "PastAward",
    "RenderJob",
]
