"""Tóm tắt trích ngang thành tích, of one nominee or of all of the dossier; nothing is typed twice."""

from awards.models import Nomination
from dossiers.papers.build_parts import campaign_name, letterhead, need_nominees, signer
from dossiers.papers.build_submission import nominee
from dossiers.papers.facts import DossierFacts
from dossiers.papers.trich_ngang import TrichNgang


def build_trich_ngang(facts: DossierFacts, nomination: Nomination | None) -> TrichNgang:
    """The summary; DomainError while nobody is put forward."""
    need_nominees(facts)
    rows = facts.nominations if nomination is None else (nomination,)
    name = campaign_name(facts)
    begins, ends = facts.period
    return TrichNgang(
        letterhead=letterhead(facts, ""),
        subject=f"Trong {name}",
        signature=signer(facts),
        unit=facts.unit.name,
        campaign=name,
        begins=begins,
        ends=ends,
        nominees=tuple(nominee(facts, row) for row in rows),
    )
