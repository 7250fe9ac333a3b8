"""Awards given in the program as part of somebody's past: one of them, and the old paper that is its decision."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.numbers import whole_number
from awards.domain.tie_given import tie_given, untie_given
from awards.given import GivenAward
from awards.given_queries import given_visible_to
from awards.history_queries import past_of_names
from awards.past_lines import INSIDE, lines_of_rows
from awards.views.history import kept_office, readable
from campaigns.context import access


@require_safe
def given_award(request: HttpRequest, pk: int) -> HttpResponse:
    """One award of the program, and the old ones under the same name."""
    visible, now = readable(request), access(request)
    record = get_object_or_404(given_visible_to(now), pk=pk)
    one = GivenAward(record)
    papers = past_of_names([one.name], []).filter(pk__in=visible.order_by().values("pk"), subject=one.subject)
    context = {
        "current": "history",
        "line": lines_of_rows(now, [{"origin": INSIDE, "key": record.pk}])[0],
        "row": one,
        "papers": list(papers[:20]),
    }
    return render(request, "awards/history_given.html", context)


@require_POST
def tie(request: HttpRequest, pk: int) -> HttpResponse:
    """The old paper is the decision of the award that was chosen; without one, it is no more."""
    row = get_object_or_404(readable(request), pk=pk, keeper=kept_office(request))
    by = {"by": request.user, "at": request.arrived_at}
    if request.POST.get("given"):
        record = get_object_or_404(given_visible_to(access(request)), pk=whole_number(request.POST["given"]))
        tie_given(row=row, given=record, **by)
        messages.success(request, f"Đã ghi quyết định {row.decision.number} cho lần khen trong phần mềm.")
    else:
        untie_given(row=row, **by)
        messages.success(request, "Đã tách: hai lần khen khác nhau.")
    return redirect("awards:past_award", pk)
