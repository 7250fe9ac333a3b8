"""The words of the panel «Vì sao»: one unit's lines with their findings, and where its number comes from."""

from collections.abc import Collection

from campaigns.enums import MeasuredBy
from dossiers.domain.proposal_words import chip_of, mark_of, name_of, parts_of, question_of, sentence_of
from dossiers.domain.propose import Candidate, Proposal, Table
from dossiers.domain.table_words import round_words
from dossiers.domain.unranked_words import why_unranked


def why_of(proposal: Proposal, unit_id: int) -> dict | None:
    """Everything about one unit's lines; None when it is in no list."""
    lines = proposal.of_unit(unit_id)
    if not lines:
        return None
    row = lines[0][1]
    standing = next((row.standing for _, row in lines if row.standing), None)
    result = standing.result if standing else None
    return {
        "unit": row.unit,
        "round": proposal.picture.round,
        "round_words": round_words(proposal.picture.round),
        "day": proposal.picture.day,
        "answers": [answer_of(table, row, proposal.picture.years.measured) for table, row in lines],
        "result": result,
        "percents": sorted(proposal.picture.years.percents.get(unit_id, {}).items()),
        "by_index": proposal.picture.campaign.measured_by == MeasuredBy.INDEX,
        "standing": standing,
        "parts": parts_of(result),
    }


def answer_of(table: Table, row: Candidate, measured: Collection[int]) -> dict:
    """One line with its findings; the clause of the place is that of the quota."""
    findings = row.judgement.findings if row.judgement else ()
    return {
        "row": row,
        "name": name_of(row),
        "question": question_of(row),
        "sentence": sentence_of(table, row),
        "unranked": why_unranked(table, row, measured),
        "award": table.quota.award.name,
        "clause": table.quota.clause,
        "chip": chip_of(row),
        "findings": [(mark_of(one), one) for one in findings],
    }
