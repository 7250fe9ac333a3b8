"""Bảng điểm tự chấm: the unit fills and sends its own; the standing body sees all; anyone entitled prints."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.domain.submissions import once
from accounts.errors import DomainError
from accounts.numbers import whole_number
from campaigns.context import access
from campaigns.criteria import answered_criteria
from campaigns.models import Campaign, Unit
from campaigns.rounds import shown_year
from scoring.domain.sheets import (
    StaleItem,
    check_can_open,
    open_sheet,
    reopen_sheet,
    save_item,
    save_items,
    send_sheet,
)
from scoring.enums import SheetState
from scoring.forms import typed_lines, typed_of
from scoring.models import ScoreSheet
from scoring.queries import picture_of, sheets_set_aside, sheets_visible_to
from scoring.sheets import Line, SheetPicture, Typed
from scoring.views.common import campaign_of, own_sheet
from scoring.views.pages import deadline_context, new_key
from scoring.views.sheet_list import sheet_list


@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """The unit's own sheet (POST saves the whole form, for pages without script); others get the list."""
    campaign = campaign_of(request, slug)
    if not campaign.has_self_score:
        raise Http404
    now = access(request)
    if not now.is_unit and request.method == "POST":
        raise Http404
    if not now.is_unit:
        return sheet_list(request, campaign)
    own = sheets_visible_to(now).filter(campaign=campaign, unit=now.unit, year=shown_year(campaign)).first()
    if request.method == "POST":
        return save_sheet(request, own)
    if own is None:
        return start_page(request, campaign, now.unit)
    if own.state == SheetState.SENT:
        return redirect("scoring:sheet_view", slug, now.unit.pk)
    return sheet_page(request, own, picture_of(own))


def start_page(request: HttpRequest, campaign: Campaign, unit: Unit) -> HttpResponse:
    """Before the sheet is opened: what it is for, or why it can't be opened."""
    context = {
        "campaign": campaign,
        "unit": unit,
        "current": "campaigns",
        **deadline_context(request, campaign),
    }
    try:
        check_can_open(campaign=campaign, unit=unit)
    except DomainError as error:
        context["problem"] = error.message
    return render(request, "scoring/sheet_start.html", context)


def sheet_page(
    request: HttpRequest, own: ScoreSheet, picture: SheetPicture, status: int = 200
) -> HttpResponse:
    """The page with all rows."""
    context = {"sheet": own, "campaign": own.campaign, "picture": picture, "current": "campaigns"}
    context |= deadline_context(request, own.campaign)
    return render(request, "scoring/sheet.html", context, status=status)


def save_sheet(request: HttpRequest, own: ScoreSheet | None) -> HttpResponse:
    """Saves every changed row of the form; refused rows come back with their typing and the sentence."""
    if own is None:
        raise Http404
    typed = typed_lines(request.POST, picture_of(own))
    report = save_items(sheet=own, typed=typed, by=request.user, at=request.arrived_at)
    if not report.refused:
        messages.success(
            request, f"Đã lưu {report.saved} dòng." if report.saved else "Không có dòng nào thay đổi."
        )
        return redirect("scoring:sheet", own.campaign.slug)
    picture = picture_of(own)
    for line, error in report.refused:
        kept = picture.line(line.criterion.pk)
        stale = isinstance(error, StaleItem)
        kept = kept.refused(line.typed, problem=error.message, stale=stale)
        picture = picture.with_line(kept)
    messages.error(
        request, f"Đã lưu {report.saved} dòng; {len(report.refused)} dòng chưa lưu được, xem chỗ tô đỏ."
    )
    return sheet_page(request, own, picture, status=422)


@require_POST
def open_own(request: HttpRequest, slug: str) -> HttpResponse:
    """Opens the unit's sheet."""
    campaign = campaign_of(request, slug)
    now = access(request)
    if not now.is_unit:
        raise Http404
    open_sheet(campaign=campaign, unit=now.unit, by=request.user, at=request.arrived_at)
    return redirect("scoring:sheet", slug)


@require_POST
def save_row(request: HttpRequest, slug: str, criterion_id: int) -> HttpResponse:
    """Saves one row while the person goes on typing; answers with the row's state and the new totals."""
    own = own_sheet(request, slug)
    criterion = get_object_or_404(answered_criteria(own.criteria_set_id), pk=criterion_id)
    version = request.POST.get(f"version-{criterion.pk}", "")
    context = {"sheet": own, "campaign": own.campaign, "criterion": criterion}
    try:
        item = save_item(
            sheet=own,
            criterion=criterion,
            typed=typed_of(request.POST, Line(criterion, None)) or Typed(),
            version=-1 if (known := whole_number(version)) is None else known,
            by=request.user,
            at=request.arrived_at,
        )
    except DomainError as error:
        stale = isinstance(error, StaleItem)
        context |= {"problem": error.message, "stale": stale, "version": error.version if stale else version}
        return render(request, "scoring/partials/_row_state.html", context, status=422)
    picture = picture_of(own)
    context["line"] = picture.line(criterion.pk)
    context |= {"version": item.version, "saved_at": item.updated_at, "picture": picture}
    return render(request, "scoring/partials/_row_saved.html", context)


@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, slug: str) -> HttpResponse:
    """Shows what will be sent, by numbers; POST sends it once."""
    own = own_sheet(request, slug)
    if request.method == "GET":
        if own.state == SheetState.SENT:
            return redirect("scoring:sheet_view", slug, own.unit_id)
        context = {"sheet": own, "campaign": own.campaign, "picture": picture_of(own), "current": "campaigns"}
        context |= {"key": new_key(), **deadline_context(request, own.campaign)}
        return render(request, "scoring/sheet_send.html", context)

    def act() -> str:
        send_sheet(sheet=own, by=request.user, at=request.arrived_at)
        messages.success(request, "Đã gửi bảng điểm tự chấm đến cơ quan thường trực.")
        return reverse("scoring:sheet_view", args=[slug, own.unit_id])

    key = request.POST.get("key", "")
    return redirect(once(key=key, by=request.user, at=request.arrived_at, purpose="sheet.send", act=act))


@require_POST
def reopen(request: HttpRequest, slug: str) -> HttpResponse:
    """Pulls the sent sheet back."""
    own = own_sheet(request, slug)
    reopen_sheet(sheet=own, by=request.user, at=request.arrived_at)
    messages.success(request, "Đã rút lại bảng điểm. Hãy sửa rồi gửi lại.")
    return redirect("scoring:sheet", slug)


@require_GET
def sheet_view(request: HttpRequest, slug: str, unit_id: int) -> HttpResponse:
    """The sheet to read and to print on A4."""
    campaign: Campaign = campaign_of(request, slug)
    now = access(request)
    seen = get_object_or_404(sheets_visible_to(now), campaign=campaign, unit_id=unit_id)
    own = now.is_unit and now.unit == seen.unit
    context = {
        "sheet": seen,
        "campaign": campaign,
        "picture": picture_of(seen),
        "own": own,
        "current": "campaigns",
    }
    return render(request, "scoring/sheet_view.html", context)


@require_GET
def sheet_aside(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A draft that made way for the predecessor's sheet, for the unit's own people to read."""
    seen = get_object_or_404(sheets_set_aside(access(request)), campaign__slug=slug, pk=pk)
    context = {"sheet": seen, "campaign": seen.campaign, "picture": picture_of(seen), "aside": True}
    return render(request, "scoring/sheet_view.html", context | {"own": True, "current": "campaigns"})
