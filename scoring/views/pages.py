"""Small things that the pages of this room share."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse

from accounts.dates import days_left
from campaigns.models import Campaign
from scoring.queries import sheet_deadline


def new_key() -> str:
    """The key of a fresh form."""
    return str(uuid4())


def wants_excel(request: HttpRequest) -> bool:
    """Whether the address asks for the workbook of the list instead of the page."""
    return request.GET.get("xuat") == "excel"


def refresh_to(url: str) -> HttpResponse:
    """Leads a partial update to another page."""
    return HttpResponse(headers={"HX-Redirect": url})


def deadline_context(request: HttpRequest, campaign: Campaign) -> dict:
    """The last day for sheets and what is left of it."""
    deadline = sheet_deadline(campaign)
    left = days_left(deadline.last_valid_day, request.arrived_at) if deadline else None
    return {"deadline": deadline, "left": left}
