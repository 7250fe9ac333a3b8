"""Người của đơn vị đã chấm dứt: the administrator ticks who goes on at the successor."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.dates import local
from accounts.domain.submissions import once
from accounts.errors import DomainError
from campaigns.domain.carry_roles import carry_roles, roles_left
from campaigns.domain.give_role import CONFIRMED
from campaigns.models import Membership
from campaigns.organisation import ended_before, living_successors
from campaigns.views.unit_changes import administered
from campaigns.views.yearly import page_of_rows


@require_http_methods(["GET", "HEAD", "POST"])
def unit_people(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody whose role ended with the unit, with a tick; the same role at the successor from today."""
    unit, _ = administered(request, pk)
    if not ended_before(unit, local(request.arrived_at).date()):
        raise Http404
    error = None
    if request.method == "POST":

        def act() -> str:
            rows = carry_roles(unit=unit, people=ticked(request), by=request.user, at=request.arrived_at)
            waiting = sum(row.awaits for row in rows)
            more = f"; {waiting} vai trò chờ người thứ hai xác nhận" if waiting else ""
            messages.success(request, f"Đã giao {len(rows)} vai trò ở đơn vị kế thừa{more}.")
            return reverse("campaigns:unit_people", args=[unit.pk])

        key, by = request.POST.get("key", ""), {"by": request.user, "at": request.arrived_at}
        try:
            return redirect(once(key=key, purpose="unit.people", act=act, **by))
        except DomainError as refused:
            error = refused
    successors = living_successors(unit)
    page = page_of_rows(list(roles_left(unit)), request.GET.get("trang"))
    codes = [row.pk for row in successors]
    there = Membership.objects.filter(unit__in=codes, user__in=[row.user_id for row in page.rows])
    held = {(row.user_id, row.role): row for row in there.filter(valid_to=None).select_related("unit")}
    lines = [(row, held.get((row.user_id, row.role)), row.role in CONFIRMED) for row in page.rows]
    context = {"current": "units", "unit": unit, "successors": successors, "page": page, "lines": lines}
    context |= {"error": error, "key": uuid.uuid4(), "chosen": request.POST}
    return render(request, "campaigns/unit_people.html", context, status=422 if error else 200)


def ticked(request: HttpRequest) -> dict[int, str]:
    """Membership -> successor for each tick."""
    to = request.POST.get("to", "")
    numbers = request.POST.getlist("person")
    return {int(number): to for number in numbers if number.isdecimal()}
