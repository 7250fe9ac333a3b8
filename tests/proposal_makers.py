"""Rows for the tests of the proposed list: an official ranking, and nominations with complete dossiers."""

import hashlib
from datetime import date
from decimal import Decimal

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from awards.enums import CouncilLevel, MeetingState
from awards.models import Condition, Council, DocumentRequirement, Meeting, MeetingResult, Nomination
from campaigns.models import Registration
from dossiers.demo.base import moment
from dossiers.models import Document, DocumentVersion, Dossier, DossierItem
from scoring.models import Attestation, IndexImport, IndexResult, Ranking, Standing
from scoring.ranking import Entry, rank
from tests.council_makers import accepted

JUDGED = moment(2023, 12, 12, 9)
# Long Thạnh, Phú Vĩnh, Long Sơn and Long Phú tied at the line, Tân An, Vĩnh Xương.
SCORES = {
    "30376": "96.40",
    "30400": "93.75",
    "30412": "91.25",
    "30394": "91.25",
    "30388": "90.80",
    "30382": "88.10",
}


def imported(world) -> IndexImport:
    """The confirmed import of 2023, without its results."""
    return IndexImport.objects.create(
        campaign=world.campaign,
        year=2023,
        state="confirmed",
        file="ket-qua.xlsx",
        filename="ket-qua-dti-2023.xlsx",
        sha256="0" * 64,
        size=1,
        sheet_name="Phường xã",
        scale="percent",
        uploaded_at=moment(2023, 11, 17),
        uploaded_by=world.officer,
        confirmed_at=moment(2023, 11, 20),
        confirmed_by=world.officer,
    )


def ranked(world, scores: dict[str, str] | None = None) -> Ranking:
    """A confirmed import and its ranking of the communes; every other commune has no result."""
    campaign, scores, source = world.campaign, scores or SCORES, imported(world)
    ranking = Ranking.objects.create(
        campaign=campaign,
        year=2023,
        index_import=source,
        inputs_sha256="0" * 64,
        computed_at=moment(2023, 11, 20),
    )
    group = campaign.groups.get(code="phuong-xa")
    units = {row.unit.code: row.unit for row in group.members.select_related("unit")}
    results = {
        code: IndexResult.objects.create(
            index_import=source, unit=units[code], value=Decimal(value), raw=value, row=n, cell=f"F{n}"
        )
        for n, (code, value) in enumerate(scores.items(), start=5)
    }
    entries = [Entry(code, Decimal(scores[code]) if code in scores else None) for code in units]
    for position, one in enumerate(rank(entries), start=1):
        Standing.objects.create(
            ranking=ranking,
            group=group,
            unit=units[one.key],
            result=results.get(one.key),
            rank=one.rank,
            tied=one.tied,
            position=position,
        )
    return ranking


def complete(world, code: str, subject: str = "tap_the", name: str = "", **values) -> Nomination:
    """An accepted nomination that meets every condition but, for a person, the three qualitative ones."""
    unit = world.unit(code)
    by = world.person_of(unit)
    one = accepted(world, code, subject, name, **values)
    Registration.objects.get_or_create(
        campaign=world.campaign,
        unit=unit,
        defaults={"registered_at": moment(2023, 8, 10), "registered_by": by},
    )
    dossier, _ = Dossier.objects.get_or_create(
        campaign=world.campaign,
        round=one.round,
        award=one.award,
        unit=unit,
        defaults={
            "state": "accepted",
            "sent_at": moment(2023, 12, 4),
            "first_sent_at": moment(2023, 12, 4),
            "sent_by": by,
            "times_sent": 1,
            "receipt_number": f"TC2023-{code}",
            "accepted_at": moment(2023, 12, 11),
            "accepted_by": world.officer,
            "meeting": unit_meeting(world, unit, one),
            "created_at": moment(2023, 12, 1),
            "updated_at": moment(2023, 12, 4),
        },
    )
    DossierItem.objects.create(dossier=dossier, nomination=one)
    MeetingResult.objects.create(
        meeting=dossier.meeting, nomination=one, agree=7, disagree=0, total_members=7, present=7
    )
    for row in DocumentRequirement.objects.filter(award=one.award):
        paper_row(dossier, row, one if row.per == "nominee" else None)
    return one


def unit_meeting(world, unit, one: Nomination) -> Meeting:
    """The unit's own council met on 28/11/2023."""
    council, _ = Council.objects.get_or_create(
        unit=unit,
        campaign=world.campaign,
        level=CouncilLevel.UNIT,
        round=one.round,
        award=one.award,
        defaults={"name": f"Hội đồng của {unit}"},
    )
    times = {"state": MeetingState.CLOSED, "closed_at": moment(2023, 11, 28, 17)}
    given = {"council": council, "round": one.round, "held_on": date(2023, 11, 28)}
    return Meeting.objects.get_or_create(**given, defaults=times)[0]


def paper_row(dossier: Dossier, required: DocumentRequirement, nomination: Nomination | None) -> None:
    """A paper with its file; a paper of the whole dossier once."""
    document, new = Document.objects.get_or_create(
        dossier=dossier, kind=required.kind, nomination=nomination, defaults={"title": required.name}
    )
    if not new:
        return
    content = f"{required.name} {nomination}".encode()
    DocumentVersion.objects.create(
        document=document,
        number=1,
        template_version="1",
        context={},
        context_sha256="0" * 64,
        file=default_storage.save(f"papers/{dossier.pk}/x.pdf", ContentFile(content)),
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        pages=1,
        created_at=moment(2023, 12, 4),
    )


def attested(world, nomination: Nomination, holds: bool = True) -> None:
    """The three qualitative criteria, confirmed as rows."""
    for condition in Condition.objects.filter(award=nomination.award, rule="attested"):
        Attestation.objects.create(
            condition=condition,
            nomination=nomination,
            wording=condition.text,
            holds=holds,
            document="Báo cáo thành tích",
            at=moment(2023, 12, 11),
            by=world.officer,
        )
