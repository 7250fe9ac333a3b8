"""What heads of units commended by own power: entered with the decision, read by the standing body."""

import uuid
from datetime import date
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
from accounts.paging import page_of
from accounts.views.password_again import proven_again
from awards.domain.award_own import cancel_own_award, has_power, record_own_award
from awards.models import Award, Nomination
from awards.own_queries import own_award_list, own_awards_visible_to, own_power_awards
from campaigns.context import access
from campaigns.enums import RoundState, SubjectKind
from campaigns.models import Campaign, Round, Unit
from campaigns.organisation import call_rows_as_then
from campaigns.permissions import can_stand
from campaigns.views.pages import campaign_or_404, chosen
from campaigns.views.round_switch import asked_round, round_context, with_round
from dossiers.forms.direct import OwnAwardForm
from dossiers.forms.entry import add_errors
from dossiers.views.own_verdicts import conditions_in_short, note_verdicts

MOST_ROWS_OUT = 20_000


def kept(request: HttpRequest, slug: str) -> tuple[Campaign, Round, list[Award]]:
    """The campaign with the shown round and its own-power awards; 404 when it has none."""
    campaign = campaign_or_404(request, slug)
    round, awards = asked_round(request, campaign), own_power_awards(campaign)
    if round is None or not awards:
        raise Http404
    return campaign, round, awards


def may_add(request: HttpRequest, campaign: Campaign, round: Round) -> bool:
    """Whether the person may enter one: a unit with the power, or the standing body."""
    now = access(request)
    own = now.is_unit and now.unit is not None and has_power(now.unit)
    stands = can_stand(by=request.user, campaign=campaign, at=request.arrived_at)
    return (own or stands) and campaign.state == "launched" and round.state != RoundState.PLANNED


@require_safe
def own_awards(request: HttpRequest, slug: str) -> HttpResponse:
    """The list of the shown round with its decisions, and how the plan's conditions look."""
    campaign, round, awards = kept(request, slug)
    now = access(request)
    filters = {
        "award": chosen(request, "hinh-thuc", [one.code for one in awards]),
        "subject": chosen(request, "loai", SubjectKind.values),
        "q": request.GET.get("q", "").strip()[:100],
    }
    rows = own_award_list(own_awards_visible_to(now, round), **filters)
    if request.GET.get("xuat") == "xlsx":
        rows = list(rows[:MOST_ROWS_OUT])
        call_rows_as_then(rows, decided_on)
        return excel_response(f"Khen của đơn vị {campaign.short_title}", workbook(round, rows))
    page = page_of(rows, request.GET.get("trang"))
    call_rows_as_then(page.rows, decided_on)
    note_verdicts(round, page.rows, at=request.arrived_at)
    context = {
        "current": "campaigns",
        "campaign": campaign,
        "awards": awards,
        "conditions": conditions_in_short(awards, round),
        "chosen": filters,
        "subjects": SubjectKind.choices,
        "page": page,
        "may_add": may_add(request, campaign, round),
        "powerless": now.is_unit and now.unit is not None and not has_power(now.unit),
    }
    return render(request, "dossiers/own_awards.html", context | round_context(campaign, round))


def decided_on(row: Nomination) -> date | None:
    """The day of the head's decision; the unit is named as on that day."""
    return row.award_record.decided_on


def workbook(round: Round, rows) -> bytes:
    """The list as it is filtered on the screen."""
    heads = ["Ông/Bà", "Tập thể, cá nhân, hộ gia đình", "Chức vụ", "Đơn vị", "Hình thức", "Số quyết định"]
    columns = [Column("STT", "number", 6), *[Column(head, width=24) for head in heads]]
    columns.append(Column("Ngày quyết định", "date", 16))
    table = [
        [
            place,
            row.get_honorific_display(),
            row.name,
            row.position_title,
            str(row.unit),
            row.award.name,
            row.award_record.decision_number,
            row.award_record.decided_on,
        ]
        for place, row in enumerate(rows, start=1)
    ]
    title = f"Khen thưởng của thủ trưởng đơn vị, {round}: {round.campaign.title}"
    return write_table(title=title, columns=columns, rows=table, landscape=True)


@proven_again
@require_http_methods(["GET", "POST"])
def own_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Enters one whom the head commended."""
    campaign, round, awards = kept(request, slug)
    if not may_add(request, campaign, round):
        raise Http404
    now = access(request)
    units = None if now.is_unit else Unit.objects.filter(group_places__campaign=campaign).order_by("sort_key")
    first = {"subject": SubjectKind.CA_NHAN}
    form = OwnAwardForm(request.POST or None, awards=awards, units=units, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(add_once(request, round, form.cleaned_data))
        except DomainError as error:
            add_errors(form, error)
    context = {"current": "campaigns", "campaign": campaign, "round": round, "form": form, "awards": awards}
    context["key"] = uuid.uuid4()
    return render(request, "dossiers/own_award_form.html", context, status=422 if form.errors else 200)


def add_once(request: HttpRequest, round: Round, values: dict[str, Any]) -> str:
    """The address of the list; a second click gets the first one."""
    unit = values.pop("unit", None) or access(request).unit

    def act() -> str:
        row = record_own_award(round=round, unit=unit, by=request.user, at=request.arrived_at, **values)
        messages.success(request, f"Đã ghi {row.award.name} cho {row.name}.")
        return with_round(reverse("dossiers:own_awards", args=[round.campaign.slug]), round)

    return once(
        key=request.POST.get("key", ""),
        by=request.user,
        at=request.arrived_at,
        purpose=f"own-award-{round.pk}",
        act=act,
    )


@proven_again
@require_POST
def own_cancel(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Takes back one that was entered by mistake."""
    campaign = campaign_or_404(request, slug)
    rows = own_awards_visible_to(access(request), None).filter(campaign=campaign)
    row = get_object_or_404(rows, pk=pk)
    reason = request.POST.get("reason", "")
    cancel_own_award(nomination=row, reason=reason, by=request.user, at=request.arrived_at)
    messages.success(request, f"Đã xóa {row.name} khỏi danh sách.")
    return redirect(with_round(reverse("dossiers:own_awards", args=[slug]), row.round))
