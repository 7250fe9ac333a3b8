"""Bảng điểm tự chấm, from the sheet that the unit has sent."""

from decimal import Decimal

from accounts.dates import date_short
from accounts.errors import DomainError
from campaigns.criteria_tree import Node, tree_of
from campaigns.models import Criterion
from campaigns.point_rules import YES
from dossiers.papers.bang_diem import BangDiem, ScoreGroup, ScoreRow
from dossiers.papers.base import Signature
from dossiers.papers.build_parts import letterhead, signer
from dossiers.papers.facts import DossierFacts
from scoring.models import Evidence, SheetItem


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
        groups=tuple(group(facts, root) for root in tree_of(facts.criteria)),
        total=facts.sheet.self_total,
    )


def group(facts: DossierFacts, root: Node) -> ScoreGroup:
    """One of the largest groups with everything below it, groups inside it as rows of their own."""
    rows = tuple(row(facts, node) for node in root.under[1:])
    return ScoreGroup(code=root.row.code, name=root.row.name, rows=rows)


def row(facts: DossierFacts, node: Node) -> ScoreRow:
    """One criterion with the unit's own score and its evidence; of a group inside a group only its name."""
    criterion = node.row
    if criterion.is_group:
        return ScoreRow(code=criterion.code, name=criterion.name, maximum=node.maximum, kind=criterion.kind)
    item = facts.scores.get(criterion.pk)
    score = None if item is None or item.self_points is None else item.self_points * criterion.sign
    return ScoreRow(
        code=criterion.code,
        name=criterion.name,
        maximum=criterion.maximum or Decimal(0),
        kind=criterion.kind,
        score=score,
        answer=answer_words(criterion, item) if item else "",
        evidence=tuple(named(one) for one in item.evidence.all()) if item else (),
        note=item.note if item else "",
    )


def answer_words(criterion: Criterion, item: SheetItem) -> str:
    """What stands in the place of points: «Không áp dụng», or a gate's answer."""
    if not item.applies:
        return "Không áp dụng"
    if criterion.is_gate and item.answered:
        return "Có" if item.inputs.get("answer") == YES else "Không"
    return ""


def named(evidence: Evidence) -> str:
    """«Kế hoạch số 12/KH-UBND ngày 05/01/2023»: the document as it would be cited."""
    number = evidence.number
    if number and evidence.issued_on:
        number = f"{number} ngày {date_short(evidence.issued_on)}"
    return ", ".join(part for part in (number, evidence.subject) if part)
