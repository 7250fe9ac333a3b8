"""Pháp luật theo ngày: what the law says of awards and their money on a chosen day."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.dates import DateError, local, parse_date
from accounts.errors import DomainError
from awards.law_page import law_page
from awards.lawbook import rounding_rule

ROUNDINGS = ("up_10000", "nearest_10000")


@require_safe
def law(request: HttpRequest) -> HttpResponse:
    """The law of the day in the address, today's when there is none; a wrong day is said at its field."""
    today = local(request.arrived_at).date()
    on, day_error = asked_day(request, "ngay", "Ngày quyết định", today)
    received_on, received_error = asked_day(request, "nhan", "Ngày tiếp nhận hồ sơ", None)
    try:
        page = law_page(on=on, today=today, received_on=received_on)
    except DomainError as error:
        received_error = error.message
        page = law_page(on=on, today=today)
    context = {
        "current": "law",
        "page": page,
        "roundings": [rounding_rule(mode) for mode in ROUNDINGS],
        "day_error": day_error,
        "received_error": received_error,
        "typed": {name: request.GET.get(name, "").strip()[:40] for name in ("ngay", "nhan")},
    }
    return render(request, "awards/law.html", context)


def asked_day(request: HttpRequest, name: str, label: str, otherwise: date | None) -> tuple[date | None, str]:
    """The day of the address, `otherwise` when there is none or it is wrong; and what is wrong with it."""
    typed = request.GET.get(name, "").strip()
    if not typed:
        return otherwise, ""
    try:
        return parse_date(typed, label=label), ""
    except DateError as error:
        return otherwise, error.message
