"""Database -> frozen contexts: one door for every kind of paper, and the hash that tells a stale one."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from accounts.errors import DomainError
from awards.enums import PaperKind
from awards.models import Nomination
from dossiers.papers.base import Paper
from dossiers.papers.build_minutes import build_bien_ban
from dossiers.papers.build_report import build_bao_cao
from dossiers.papers.build_sheet import build_bang_diem
from dossiers.papers.build_submission import build_to_trinh
from dossiers.papers.build_summary import build_trich_ngang
from dossiers.papers.facts import DossierFacts

BUILDERS: dict[str, Callable[[DossierFacts, Nomination | None], Paper]] = {
    PaperKind.TO_TRINH: lambda facts, nomination: build_to_trinh(facts),
    PaperKind.BIEN_BAN: lambda facts, nomination: build_bien_ban(facts),
    PaperKind.BANG_DIEM: lambda facts, nomination: build_bang_diem(facts),
    PaperKind.TRICH_NGANG: build_trich_ngang,
    PaperKind.BAO_CAO_THANH_TICH: lambda facts, nomination: build_bao_cao(facts, nomination),
}


def build_paper(facts: DossierFacts, kind: str, nomination: Nomination | None = None) -> Paper:
    """The context of a paper as the data are now; DomainError says what is still missing."""
    builder = BUILDERS.get(kind)
    if builder is None:
        raise DomainError(f"Chưa có mẫu cho loại giấy tờ «{kind}».")
    return builder(facts, nomination).cleaned()


def context_sha256(context: dict[str, Any]) -> str:
    """The hash over a context's canonical JSON."""
    text = json.dumps(context, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
