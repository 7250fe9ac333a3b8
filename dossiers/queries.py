"""Reads used more than once; the scope is in the query."""

from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from accounts.errors import DomainError
from awards.enums import NominationState, PaperKind
from awards.models import DocumentRequirement, Nomination
from awards.queries import campaigns_of_council_member
from campaigns.access import Access
from campaigns.enums import Role, SubjectKind
from campaigns.queries import campaigns_visible_to
from dossiers.enums import DossierState, JobState
from dossiers.models import Document, DocumentVersion, Dossier, DossierItem, RenderJob
from dossiers.papers.base import Paper
from dossiers.papers.build import build_paper, context_sha256
from dossiers.papers.facts import DossierFacts, load_facts

EDITABLE = (DossierState.DRAFT, DossierState.RETURNED)
# Papers that exist already, signed and stamped: the unit hands in the PDF.
FILE_KINDS = (PaperKind.BAO_CAO_PHONG_TRAO, PaperKind.KE_HOACH)


@dataclass(frozen=True)
class RequiredPaper:
    """One paper that the plan asks for, with what there is of it.

    `paper` is the context as the data are now (None with `problem` while data are missing, and on a sent
    dossier, whose papers are frozen); `stale` says that the data changed since `version` was rendered.
    """

    kind: str
    nomination: Nomination | None
    name: str
    clause: str
    position: int
    document: Document | None
    version: DocumentVersion | None
    job: RenderJob | None
    paper: Paper | None
    problem: str
    stale: bool

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.nomination.pk}" if self.nomination else self.kind

    @property
    def is_file(self) -> bool:
        """Whether the unit hands in a file of its own instead of having the paper made here."""
        return self.kind in FILE_KINDS

    @property
    def ready(self) -> bool:
        return self.version is not None and not self.stale

    @property
    def running(self) -> bool:
        return self.job is not None and self.job.state in (JobState.QUEUED, JobState.RUNNING)

    @property
    def failed(self) -> bool:
        return not self.ready and self.job is not None and self.job.state == JobState.FAILED


def dossiers_visible_to(access: Access) -> QuerySet[Dossier]:
    """Staff: what was sent to them; a unit: its own; a council member: the accepted ones of their council.

    A head also reads what was sent to their office or to the body they lead: some steps are theirs.
    """
    rows = Dossier.objects.select_related(
        "campaign__standing_unit", "campaign__issuer", "unit", "sent_by", "round", "award"
    )
    if access.is_unit:
        # Who came over with an ended unit may still be in the dossier that it sent.
        taken_over = DossierItem.objects.filter(nomination__unit=access.unit).values("dossier")
        own = Q(unit=access.unit) | Q(pk__in=taken_over)
        return rows.filter(own | headed_by(access) & ~Q(state=DossierState.DRAFT))
    if access.is_staff:
        sent = rows.exclude(state=DossierState.DRAFT)
        return sent.filter(campaign__in=campaigns_visible_to(access).order_by())
    return rows.filter(campaign__in=campaigns_of_council_member(access), state=DossierState.ACCEPTED)


def headed_by(access: Access) -> Q:
    """Rows of campaigns whose standing body or issuer the person heads; nothing for others."""
    if access.role != Role.UNIT_HEAD:
        return Q(pk__in=[])
    same = Q(campaign__issuer__parent=access.unit, campaign__issuer=F("campaign__standing_unit"))
    return Q(campaign__standing_unit=access.unit) | Q(campaign__issuer=access.unit) | same


def nominations_headed_by(access: Access) -> QuerySet[Nomination]:
    """What was sent in campaigns whose standing body or issuer the person heads."""
    unsent = (NominationState.DRAFT, NominationState.WITHDRAWN)
    return Nomination.objects.filter(headed_by(access)).exclude(state__in=unsent)


def required_papers(dossier: Dossier, facts: DossierFacts | None = None) -> list[RequiredPaper]:
    """The plan's papers in its order, once a dossier or once a nominee, in a fixed number of queries."""
    facts = facts or load_facts(dossier)
    documents = {(row.kind, row.nomination_id): row for row in Document.objects.filter(dossier=dossier)}
    versions = latest(DocumentVersion.objects.filter(document__dossier=dossier).order_by("number"))
    jobs = latest(RenderJob.objects.filter(document__dossier=dossier).order_by("id").defer("context"))
    found = []
    for requirement in facts.requirements:
        each = requirement.per == DocumentRequirement.Per.NOMINEE
        for nomination in facts.nominations if each else (None,):
            document = documents.get((requirement.kind, nomination.pk if nomination else None))
            pk = document.pk if document else None
            found.append(
                one_paper(
                    facts, requirement, nomination, document, versions.get(pk), jobs.get(pk), len(found) + 1
                )
            )
    return found


def latest(rows: QuerySet) -> dict:
    """The last row of each document."""
    return {row.document_id: row for row in rows}


def one_paper(
    facts: DossierFacts,
    requirement: DocumentRequirement,
    nomination: Nomination | None,
    document: Document | None,
    version: DocumentVersion | None,
    job: RenderJob | None,
    position: int,
) -> RequiredPaper:
    """One required paper; an open dossier's is built from the data to see whether its version is stale."""
    paper, problem, stale = None, "", False
    if facts.dossier.state in EDITABLE and requirement.kind not in FILE_KINDS:
        try:
            paper = build_paper(facts, requirement.kind, nomination)
        except DomainError as error:
            problem = error.message
        if version is not None:
            stale = paper is None or context_sha256(paper.to_dict()) != version.context_sha256
    return RequiredPaper(
        kind=requirement.kind,
        nomination=nomination,
        name=paper_name(requirement.kind, nomination, requirement.name),
        clause=requirement.clause,
        position=position,
        document=document,
        version=version,
        job=job,
        paper=paper,
        problem=problem,
        stale=stale,
    )


def paper_name(kind: str, nomination: Nomination | None, name: str) -> str:
    """The plan's name of the paper; a nominee's own paper is named after them."""
    if nomination is None:
        return name
    if kind == PaperKind.BAO_CAO_THANH_TICH:
        subject = SubjectKind(nomination.subject).label.lower()
        return f"Báo cáo thành tích {subject}: {nomination.name}"
    return f"{name}: {nomination.name}"
