"""Đăng ký thi đua: the unit's form, and for the office who has registered and who has not."""

import uuid
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.dates import days_left, local
from accounts.domain.submissions import once
from accounts.errors import DomainError
from accounts.excel.writing import Column, write_table
from accounts.files import excel_response
from accounts.paging import page_of
from campaigns.access import Access
from campaigns.context import access
from campaigns.domain.register_unit import check_can_register, register_unit
from campaigns.enums import CampaignState, DeadlineCode
from campaigns.forms import RegistrationForm
from campaigns.models import Campaign, Registration, UnitGroupMember
from campaigns.organisation import call_rows_as_then
from campaigns.queries import registration_counts, registration_last_day, registration_list
from campaigns.views.pages import campaign_or_404, chosen

COLUMNS = [
    Column("Nhóm", width=28),
    Column("Đơn vị", width=38),
    Column("Đăng ký", width=16),
    Column("Ngày đăng ký", "date", width=18),
    Column("Người phụ trách", width=26),
    Column("Điện thoại", width=16),
]


@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, slug: str) -> HttpResponse:
    """A unit answers for itself; everyone else who may see the campaign sees the list."""
    campaign = campaign_or_404(request, slug)
    mine = access(request)
    if mine.is_unit:
        return own_registration(request, campaign, mine)
    if request.method == "POST":
        raise Http404
    return who_registered(request, campaign)


def own_registration(request: HttpRequest, campaign: Campaign, mine: Access) -> HttpResponse:
    """The form, or what was registered, or why it is too late."""
    if request.method == "POST":
        return answer(request, campaign, mine)
    form = RegistrationForm(initial={"contact_name": mine.user.full_name})
    return show_form(request, campaign, mine, form)


def answer(request: HttpRequest, campaign: Campaign, mine: Access) -> HttpResponse:
    """Registers once; the second click is led to the same page."""
    form = RegistrationForm(request.POST)
    if not form.is_valid():
        return show_form(request, campaign, mine, form, status=422)
    address = reverse("campaigns:register", args=[campaign.slug])

    def act() -> str:
        register_unit(
            campaign=campaign, unit=mine.unit, by=request.user, at=request.arrived_at, **form.cleaned_data
        )
        messages.success(request, f"{mine.unit} đã đăng ký thi đua «{campaign.short_title}».")
        return address

    key = request.POST.get("key", "")
    return redirect(once(key=key, by=request.user, at=request.arrived_at, purpose="registration", act=act))


def show_form(
    request: HttpRequest, campaign: Campaign, mine: Access, form: RegistrationForm, *, status: int = 200
) -> HttpResponse:
    """The unit's page in each of its three states."""
    found = Registration.objects.filter(campaign=campaign, unit=mine.unit).select_related("registered_by")
    registration = found.first()
    refusal = "" if registration else why_not(request, campaign, mine)
    context = {
        "current": "campaigns",
        "campaign": campaign,
        "registration": registration,
        "form": form,
        "refusal": refusal,
        "key": uuid.uuid4(),
        **deadline_facts(request, campaign),
    }
    return render(request, "campaigns/register.html", context, status=status)


def why_not(request: HttpRequest, campaign: Campaign, mine: Access) -> str:
    """The sentence that the domain would refuse with, or nothing."""
    try:
        check_can_register(campaign=campaign, unit=mine.unit, at=request.arrived_at)
    except DomainError as error:
        return error.message
    return ""


def deadline_facts(request: HttpRequest, campaign: Campaign) -> dict:
    """The last day, what is left of it, and whether the plan states it."""
    last = registration_last_day(campaign)
    return {
        "last_day": last,
        "left": days_left(last, request.arrived_at),
        "deadline": campaign.deadlines.filter(code=DeadlineCode.REGISTRATION).first(),
    }


def who_registered(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Every unit that the plan covers, filtered from the address, with Excel of what is filtered."""
    groups = list(campaign.groups.all())
    group = chosen(request, "nhom", [row.code for row in groups])
    status = chosen(request, "dang-ky", ["da", "chua"])
    q = request.GET.get("q", "")
    rows = registration_list(campaign, q=q, group=group, status=status)
    if request.GET.get("xuat") == "excel":
        rows = list(rows)
        call_rows_as_then(rows, signed_on)
        return excel_response("Danh sách đăng ký thi đua", registration_workbook(campaign, rows))
    page = page_of(rows, request.GET.get("trang"))
    call_rows_as_then(page.rows, signed_on)
    context = {
        "current": "campaigns",
        "campaign": campaign,
        "page": page,
        "counts": registration_counts(campaign),
        "groups": groups,
        "chosen": {"q": q, "group": group, "status": status},
        "is_draft": campaign.state == CampaignState.DRAFT,
        **deadline_facts(request, campaign),
    }
    return render(request, "campaigns/registrations.html", context)


def signed_on(row: UnitGroupMember) -> date | None:
    """The day on which the unit registered; its name on the list is that of the day."""
    return local(row.registered_at).date() if row.registered_at else None


def registration_workbook(campaign: Campaign, rows) -> bytes:
    """The filtered list as a workbook."""
    return write_table(
        title=f"DANH SÁCH ĐĂNG KÝ THI ĐUA\n{campaign.title}",
        columns=COLUMNS,
        rows=[
            (
                row.group.name,
                str(row.unit),
                "Đã đăng ký" if row.registered_at else "Chưa đăng ký",
                signed_on(row),
                row.contact_name or "",
                row.contact_phone or "",
            )
            for row in rows
        ],
        sheet_name="Đăng ký",
        landscape=True,
    )
