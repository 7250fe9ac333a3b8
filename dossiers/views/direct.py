"""The standing body's own list: whom it puts forward itself, without a unit's dossier."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.domain.submissions import once
from accounts.errors import DomainError
from accounts.excel.writing import Column, write_table
from accounts.files import excel_response
from awards.domain.edit_directly import edit_directly
from awards.domain.nominate_directly import nominate_directly, withdraw_directly
from awards.models import Nomination
from awards.next_step import note_stands
from awards.queries import nomination_list
from awards.quotas import quotas_of_round
from campaigns.context import access
from campaigns.enums import Origin, SubjectKind
from campaigns.models import Campaign, Round, Unit
from campaigns.permissions import can_stand
from campaigns.views.names import page_in_year, rows_in_year
from campaigns.views.pages import campaign_or_404, chosen
from campaigns.views.round_switch import asked_round, round_context, with_round
from dossiers.direct_lists import direct_awards, direct_nominations, open_origins
from dossiers.forms.direct import DirectForm, WhoForm
from dossiers.forms.entry import add_errors

MOST_ROWS_OUT = 20_000


def kept(request: HttpRequest, slug: str) -> Campaign:
    """The campaign when its staff looks, else 404: a unit has no business with this list."""
    campaign = campaign_or_404(request, slug)
    if not access(request).is_staff:
        raise Http404
    return campaign


def kept_for_writing(request: HttpRequest, slug: str) -> Campaign:
    """The campaign when an officer of its standing body asks, else 404."""
    campaign = kept(request, slug)
    if not can_stand(by=request.user, campaign=campaign, at=request.arrived_at):
        raise Http404
    return campaign


@require_safe
def direct_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Everyone put forward directly in the shown round, with filters, Excel and the way to add one."""
    campaign = kept(request, slug)
    round = asked_round(request, campaign)
    if round is None:
        raise Http404
    filters = {
        "subject": chosen(request, "loai", SubjectKind.values),
        "origin": chosen(request, "thuoc", Origin.values),
        "q": request.GET.get("q", "").strip()[:100],
    }
    rows = nomination_list(direct_nominations(round), **filters)
    if request.GET.get("xuat") == "xlsx":
        rows = rows_in_year(request, round.year, rows[:MOST_ROWS_OUT])
        return excel_response(f"Danh sách đề nghị {campaign.short_title}", workbook(round, rows))
    may = can_stand(by=request.user, campaign=campaign, at=request.arrived_at) and round.state == "open"
    page = page_in_year(request, round.year, rows)
    note_stands(campaign, page.rows)
    context = {
        "current": "campaigns",
        "campaign": campaign,
        "chosen": filters,
        "subjects": SubjectKind.choices,
        "origins": Origin.choices,
        "page": page,
        "may_add": may and bool(open_origins(campaign, quotas_of_round(round))),
        "may": may,
        "key": uuid.uuid4(),
    }
    return render(request, "dossiers/direct_list.html", context | round_context(campaign, round))


def workbook(round: Round, rows) -> bytes:
    """The list as it is filtered on the screen."""
    heads = ["Ông/Bà", "Tập thể, cá nhân, hộ gia đình", "Chức vụ", "Đơn vị", "Thuộc", "Cơ quan, nơi ở"]
    heads += ["Hình thức", "Tóm tắt thành tích", "Trạng thái"]
    note_stands(round.campaign, rows)
    columns = [Column("STT", "number", 6), *[Column(head, width=22) for head in heads]]
    table = [
        [
            place,
            row.get_honorific_display(),
            row.name,
            row.position_title,
            str(row.unit),
            row.get_origin_display(),
            row.origin_place,
            row.award.name,
            row.summary,
            row.stands,
        ]
        for place, row in enumerate(rows, start=1)
    ]
    title = f"Danh sách do cơ quan thường trực đề nghị, {round}: {round.campaign.title}"
    return write_table(title=title, columns=columns, rows=table, landscape=True)


@require_http_methods(["GET", "POST"])
def direct_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Puts one forward in the open round."""
    campaign = kept_for_writing(request, slug)
    form = add_form(request, campaign, asked_round(request, campaign))
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(add_once(request, campaign, form.cleaned_data))
        except DomainError as error:
            add_errors(form, error)
    context = {"current": "campaigns", "campaign": campaign, "form": form, "key": uuid.uuid4()}
    return render(request, "dossiers/direct_form.html", context, status=422 if form.errors else 200)


def add_form(request: HttpRequest, campaign: Campaign, round: Round | None) -> DirectForm:
    """The form with what the plan opens in the round; 404 while nothing is open."""
    origins = open_origins(campaign, quotas_of_round(round)) if round else []
    if round is None or not origins:
        raise Http404
    units = Unit.objects.filter(group_places__campaign=campaign).order_by("sort_key")
    first = {"origin": origins[0], "subject": SubjectKind.CA_NHAN}
    labels = [(code, Origin(code).label) for code in origins]
    return DirectForm(
        request.POST or None, awards=direct_awards(round), origins=labels, units=units, initial=first
    )


def add_once(request: HttpRequest, campaign: Campaign, values: dict[str, Any]) -> str:
    """The address of the list; a second click gets the first one."""

    def act() -> str:
        unit = values.pop("unit") or campaign.standing_unit
        row = nominate_directly(
            campaign=campaign, unit=unit, by=request.user, at=request.arrived_at, **values
        )
        messages.success(request, f"Đã đề nghị {row.award.name} cho {row.name}.")
        return with_round(reverse("dossiers:direct_list", args=[campaign.slug]), row.round)

    return once(
        key=request.POST.get("key", ""),
        by=request.user,
        at=request.arrived_at,
        purpose=f"nominate-directly-{campaign.pk}",
        act=act,
    )


def direct_or_404(campaign: Campaign, pk: int) -> Nomination:
    """One of those put forward directly."""
    return get_object_or_404(direct_nominations(None).filter(campaign=campaign), pk=pk)


@require_http_methods(["GET", "POST"])
def direct_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Changes one that is still untouched."""
    campaign = kept_for_writing(request, slug)
    row = direct_or_404(campaign, pk)
    form = WhoForm.of(row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            edit_directly(nomination=row, by=request.user, at=request.arrived_at, **form.cleaned_data)
        except DomainError as error:
            add_errors(form, error)
        else:
            messages.success(request, f"Đã lưu đề nghị của {form.cleaned_data['name'] or row.name}.")
            return redirect(with_round(reverse("dossiers:direct_list", args=[slug]), row.round))
    context = {"current": "campaigns", "campaign": campaign, "form": form, "nomination": row}
    return render(request, "dossiers/direct_form.html", context, status=422 if form.errors else 200)


@require_POST
def direct_withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Takes one back with the reason."""
    row = direct_or_404(kept_for_writing(request, slug), pk)
    reason = request.POST.get("reason", "")
    withdraw_directly(nomination=row, reason=reason, by=request.user, at=request.arrived_at)
    messages.success(request, f"Đã rút đề nghị của {row.name}.")
    return redirect(with_round(reverse("dossiers:direct_list", args=[slug]), row.round))
