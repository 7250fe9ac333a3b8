"""The numbers behind each case of a ballot, as a member reads them before choosing."""

from datetime import datetime

from django.db.models import Max

from awards.council_queries import Ballot
from awards.models import AgendaItem, Meeting, MeetingResult
from dossiers.domain.proposal_words import chip_of, mark_of
from dossiers.domain.propose import Proposal, propose
from dossiers.models import Document, DossierItem


def ballot_groups(meeting: Meeting, ballot: Ballot, typed, at: datetime) -> list[dict]:
    """The cases by group and subject; `typed` keeps what was chosen when the page comes back with an error."""
    proposal = propose(campaign=meeting.council.campaign, at=at, round=meeting.round)
    recused = {item.nomination_id for item in ballot.recused_items}
    items = sorted((*ballot.open_items, *ballot.recused_items), key=lambda item: item.position)
    behind = Behind([item.nomination_id for item in items])
    several = len({item.nomination.award_id for item in items}) > 1
    groups: dict[tuple, dict] = {}
    for item in items:
        one = item.nomination
        name = f"{one.group or one.get_origin_display()}: {one.get_subject_display().lower()}"
        name = f"{one.award}. {name}" if several else name
        key = (one.award_id, one.group_id, one.origin, one.subject)
        group = groups.setdefault(key, {"name": name, "cases": []})
        case = case_of(proposal, behind, item)
        group["cases"].append({**case, "recused": one.pk in recused, "chosen": typed.get(f"n{one.pk}", "")})
    return list(groups.values())


def case_of(proposal: Proposal, behind: "Behind", item: AgendaItem) -> dict:
    """One nomination with its place, findings, the unit's own votes and its papers."""
    one = item.nomination
    found = proposal.candidate(one.pk)
    row = found[1] if found else None
    findings = row.judgement.findings if row and row.judgement else ()
    return {
        "item": item,
        "nomination": one,
        "row": row,
        "chip": chip_of(row) if row else None,
        "result": row.standing.result if row and row.standing else None,
        "findings": [(mark_of(finding), finding) for finding in findings],
        "votes": behind.votes.get(one.pk),
        "papers": behind.papers.get(one.pk, []),
        "dossier": behind.dossiers.get(one.pk),
    }


class Behind:
    """What lies behind the cases, read at once for all of them."""

    def __init__(self, nominations: list[int]):
        items = DossierItem.objects.filter(nomination__in=nominations).select_related("dossier__meeting")
        self.dossiers = {item.nomination_id: item.dossier for item in items}
        meetings = {dossier.meeting_id for dossier in self.dossiers.values()}
        rows = MeetingResult.objects.filter(nomination__in=nominations, meeting__in=meetings)
        self.votes = {row.nomination_id: row for row in rows.select_related("meeting")}
        self.papers = papers_of(self.dossiers)


def papers_of(dossiers: dict) -> dict[int, list[Document]]:
    """nomination id -> the papers about it: those of the whole dossier and its own report."""
    rows = Document.objects.filter(dossier__in=dossiers.values(), versions__isnull=False)
    made = list(rows.annotate(latest=Max("versions__number")).order_by("position", "id"))
    return {
        number: [one for one in made if one.dossier_id == dossier.pk and one.nomination_id in (None, number)]
        for number, dossier in dossiers.items()
    }
