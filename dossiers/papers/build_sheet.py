"""Bảng điểm tự chấm, from the sheet that the unit has sent."""

from accounts.dates import date_short
from accounts.errors import DomainError
from campaigns.models import Criterion
from dossiers.papers.bang_diem import BangDiem, ScoreGroup, ScoreRow
from dossiers.papers.base import Signature
from dossiers.papers.build_parts import letterhead, signer
from dossiers.papers.facts import DossierFacts
from scoring.models import Evidence


def build_bang_diem(facts: DossierFacts) -> BangDiem:
    """The self-scored sheet as sent; DomainError before that."""
    if facts.sheet is None:
        raise DomainError("Bảng điểm tự chấm chưa gửi. Hãy hoàn thành và gửi bảng điểm tự chấm trước.")
    campaign = facts.campaign
    return BangDiem(
        letterhead=letterhead(facts, ""),
        subject=campaign.title,
        signature=signer(facts),
        preparer=Signature(authority_lines=("Người lập",)),
        unit=facts.unit.name,
        criteria_set=campaign.criteria_set.title if campaign.criteria_set else "",
        criteria_basis=campaign.criteria_set.basis if campaign.criteria_set else "",
        groups=tuple(group(facts, one) for one in facts.criteria if one.is_group),
    )


def group(facts: DossierFacts, parent: Criterion) -> ScoreGroup:
    """One group with its criteria."""
    rows = tuple(row(facts, one) for one in facts.criteria if one.parent_id == parent.pk)
    return ScoreGroup(code=parent.code, name=parent.name, rows=rows)


def row(facts: DossierFacts, criterion: Criterion) -> ScoreRow:
    """One criterion with the unit's own score and its evidence."""
    item = facts.scores.get(criterion.pk)
    return ScoreRow(
        code=criterion.code,
        name=criterion.name,
        maximum=criterion.maximum,
        score=item.self_points if item else None,
        evidence=tuple(named(one) for one in item.evidence.all()) if item else (),
        note=item.note if item else "",
    )


def named(evidence: Evidence) -> str:
    """«Kế hoạch số 12/KH-UBND ngày 05/01/2023»: the document as it would be cited."""
    number = evidence.number
    if number and evidence.issued_on:
        number = f"{number} ngày {date_short(evidence.issued_on)}"
    return ", ".join(part for part in (number, evidence.subject) if part)
