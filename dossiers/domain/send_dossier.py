"""Gửi hồ sơ: judged by its time of arrival, answered with a receipt."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.text import fold
from campaigns.models import Campaign
from dossiers.checks import counts
from dossiers.domain.move_dossier import move_dossier
from dossiers.enums import DossierState
from dossiers.models import Dossier, DossierStep
from dossiers.papers.facts import load_facts
from dossiers.queries import RequiredPaper, required_papers


def send_dossier(*, dossier: Dossier, by: User, at: datetime) -> Dossier:
    """Sends a complete dossier; `at` is the time of arrival. DomainError (Late when too late) leaves it a draft."""
    with transaction.atomic():
        # Receipt numbers of one campaign are given one after the other.
        campaign = Campaign.objects.select_for_update(no_key=True).get(pk=dossier.campaign_id)
        dossier = Dossier.objects.select_for_update(no_key=True).get(pk=dossier.pk)
        facts = load_facts(dossier)
        papers = required_papers(dossier, facts)
        number = next_number(campaign, dossier.round.year)
        receipt = {
            "number": number,
            "arrived_at": at.isoformat(),
            "counts": counts(facts),
            "sent_by": str(by),
            "files": [
                file_line(place, paper) for place, paper in enumerate(papers, start=1) if paper.version
            ],
        }
        return move_dossier(
            dossier=dossier,
            to=DossierState.SENT,
            by=by,
            at=at,
            why=f"Biên nhận {number}.",
            sent_at=at,
            sent_by=by,
            first_sent_at=dossier.first_sent_at or at,
            times_sent=dossier.times_sent + 1,
            receipt_number=number,
            receipt=receipt,
            returned_reason="",
        )


def next_number(campaign: Campaign, year: int) -> str:
    """«TC2023-0007»: initials of the place, the year, and how many have come in so far."""
    sent = DossierStep.objects.filter(dossier__campaign=campaign, to_state=DossierState.SENT).count()
    place = fold(campaign.issuer.place_name or campaign.issuer.name)
    initials = "".join(word[0] for word in place.split()).upper()
    number = f"{initials}{year}-{sent + 1:04d}"
    # Two campaigns of one body in one year may share their initials.
    if Dossier.objects.filter(receipt_number=number).exclude(campaign=campaign).exists():
        number = f"{initials}{year}-{campaign.pk}-{sent + 1:04d}"
    return number


def file_line(place: int, paper: RequiredPaper) -> dict[str, Any]:
    """One file of the receipt, with its hash."""
    version = paper.version
    assert version is not None
    return {
        "name": paper_file_name(place, paper),
        "title": paper.name,
        "document": version.document_id,
        "version": version.number,
        "pages": version.pages,
        "size": version.size,
        "sha256": version.sha256,
    }


def paper_file_name(place: int, paper: RequiredPaper) -> str:
    """«01-to-trinh.pdf», «03-bao-cao-thanh-tich-tran-minh-khoa.pdf»: plain letters that every system opens."""
    words = paper.kind.replace("_", "-")
    if paper.nomination:
        words = f"{words}-{fold(paper.nomination.name).replace(' ', '-')[:60]}"
    return f"{place:02d}-{words}.pdf"
