"""Gửi hồ sơ: a page that repeats what is sent, and the receipt."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_safe

from accounts.dates import days_left
from accounts.domain.submissions import once
from accounts.errors import DomainError
from accounts.views.password_again import proven_again
from campaigns.enums import DeadlineCode
from campaigns.rounds import deadline_of
from dossiers.checks import completeness, counts
from dossiers.domain.send_dossier import send_dossier
from dossiers.papers.facts import load_facts
from dossiers.queries import EDITABLE, required_papers
from dossiers.views.dossier import visible
from dossiers.views.nominations import own


@proven_again
def send(request: HttpRequest, pk: int) -> HttpResponse:
    row = own(request, pk)
    refusal = ""
    if request.method == "POST":
        try:
            return redirect(send_once(request, row))
        except DomainError as error:
            refusal = error.message
            row.refresh_from_db()
    if row.state not in EDITABLE:
        return redirect("dossiers:receipt", pk=pk)
    facts = load_facts(row)
    papers = required_papers(row, facts)
    deadline = deadline_of(row.campaign, DeadlineCode.DOSSIER, row.round)
    context = {
        "current": "dossiers",
        "dossier": row,
        "facts": facts,
        "papers": papers,
        "counts": counts(facts),
        "missing": [line for line in completeness(row, facts, papers) if not line.ok],
        "refusal": refusal,
        "deadline": deadline,
        "left": days_left(deadline.last_valid_day, request.arrived_at) if deadline else None,
        "key": uuid.uuid4(),
    }
    return render(request, "dossiers/dossier_send.html", context, status=409 if refusal else 200)


def send_once(request: HttpRequest, row) -> str:
    """The address of the receipt; a second click gets the first one."""

    def act() -> str:
        send_dossier(dossier=row, by=request.user, at=request.arrived_at)
        return reverse("dossiers:receipt", args=[row.pk])

    return once(
        key=request.POST.get("key", ""),
        by=request.user,
        at=request.arrived_at,
        purpose=f"send-dossier-{row.pk}",
        act=act,
    )


@require_safe
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    row = visible(request, pk)
    if not row.receipt:
        raise Http404
    arrived = parse_datetime(row.receipt["arrived_at"])
    context = {"current": "dossiers", "dossier": row, "receipt": row.receipt, "arrived": arrived}
    return render(request, "dossiers/dossier_receipt.html", context)
