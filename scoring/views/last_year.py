"""Lấy từ năm trước: what would be filled is shown first, then filled."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.domain.submissions import once
from scoring.domain.last_year import offers_for, take_from_last_year
from scoring.enums import SheetState
from scoring.views.common import own_sheet
from scoring.views.pages import new_key


@require_http_methods(["GET", "HEAD", "POST"])
def last_year(request: HttpRequest, slug: str) -> HttpResponse:
    """The answers of the year before that this sheet could take; POST takes them once."""
    own = own_sheet(request, slug)
    if request.method != "POST":
        if own.state == SheetState.SENT:
            return redirect("scoring:sheet_view", slug, own.unit_id)
        context = {"sheet": own, "campaign": own.campaign, "offers": offers_for(own), "key": new_key()}
        return render(request, "scoring/sheet_last_year.html", {**context, "current": "campaigns"})

    def act() -> str:
        count = take_from_last_year(sheet=own, by=request.user, at=request.arrived_at)
        messages.success(
            request, f"Đã lấy {count} dòng từ năm trước. Hãy xem lại từng dòng và thêm tài liệu."
        )
        return reverse("scoring:sheet", args=[slug])

    key = request.POST.get("key", "")
    return redirect(once(key=key, by=request.user, at=request.arrived_at, purpose="sheet.take", act=act))
