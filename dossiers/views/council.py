"""Hội đồng: meetings for the standing body, the ballot for its members, the count for both once it is closed."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.errors import DomainError
from accounts.excel.writing import Column, write_table
from accounts.files import excel_response
from accounts.numbers import whole_number
from accounts.paging import page_of
from accounts.views.password_again import password_problem, proven_again
from awards.council_queries import (
    agenda_of,
    ballot_of,
    councils_visible_to,
    meeting_list,
    meetings_visible_to,
    results_of,
)
from awards.domain.cast_ballot import cast_ballot
from awards.domain.close_meeting import close_meeting
from awards.domain.prepare_meeting import MeetingPlan, Seat, change_meeting, prepare_meeting
from awards.enums import MeetingState
from awards.models import Council, Meeting, MeetingResult
from campaigns.context import access
from campaigns.enums import CampaignState
from campaigns.models import Campaign
from campaigns.organisation import call_as_then
from campaigns.permissions import can_stand
from campaigns.queries import campaigns_visible_to
from dossiers.domain.put_to_vote import nominations_to_put, put_to_vote
from dossiers.forms.meeting import MeetingForm
from dossiers.views.ballot_page import ballot_groups
from dossiers.views.proposals import answered

MOST_CAMPAIGNS = 12
MEETING_COLUMNS = [
    Column("Ngày họp", "date", width=14),
    Column("Hội đồng", width=40),
    Column("Phong trào", width=36),
    Column("Địa điểm", width=28),
    Column("Trường hợp", "number", width=12),
    Column("Có mặt", "number", width=10),
    Column("Đã bỏ phiếu", "number", width=12),
    Column("Trạng thái", width=16),
    Column("Đợt xét", width=28),
]
RESULT_COLUMNS = [
    Column("STT", "number", width=6),
    Column("Tập thể, cá nhân", width=36),
    Column("Đơn vị", width=32),
    Column("Đồng ý", "number", width=10),
    Column("Không đồng ý", "number", width=14),
    Column("Không tham gia biểu quyết", "number", width=14),
    Column("Có mặt", "number", width=10),
    Column("Tổng số thành viên", "number", width=12),
]


@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """The meetings the person may see; the standing body may prepare one."""
    mine = access(request)
    if request.GET.get("xuat") == "excel":
        return meetings_file(meeting_list(mine))
    councils = [
        (council, can_stand(by=request.user, campaign=council.campaign, at=request.arrived_at))
        for council in councils_visible_to(mine)
    ]
    context = {
        "current": "council",
        "page": page_of(meeting_list(mine), request.GET.get("trang")),
        "councils": councils,
        "may_prepare": [council for council, may in councils if may],
        "may_set_up": campaigns_with_council(request),
    }
    return render(request, "dossiers/council.html", context)


def campaigns_with_council(request: HttpRequest) -> list[Campaign]:
    """The newest campaigns whose council the person may name: those of the own standing body."""
    mine = access(request)
    rows = campaigns_visible_to(mine).filter(standing_unit=mine.unit).exclude(state=CampaignState.CLOSED)
    found = list(rows.order_by("-period_end", "-pk")[:MOST_CAMPAIGNS])
    may = bool(found) and can_stand(by=request.user, campaign=found[0], at=request.arrived_at)
    return found if may else []


@require_http_methods(["GET", "HEAD", "POST"])
def new_meeting(request: HttpRequest, council_id: int) -> HttpResponse:
    """Prepares a meeting: day, place and who is there."""
    council = officers_council(request, council_id)
    form = MeetingForm(council, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(answered(request, "meeting", lambda: written(request, council, None, form)))
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
    return meeting_form(request, council, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Changes a meeting that is not open yet."""
    meeting = get_object_or_404(meetings_visible_to(access(request)), pk=pk)
    council = officers_council(request, meeting.council_id)
    form = MeetingForm(council, request.POST or None, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(answered(request, "meeting", lambda: written(request, council, meeting, form)))
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
    return meeting_form(request, council, form, meeting)


def officers_council(request: HttpRequest, pk: int) -> Council:
    """The council when the person may prepare its meetings, else 404."""
    council = get_object_or_404(councils_visible_to(access(request)), pk=pk)
    if not can_stand(by=request.user, campaign=council.campaign, at=request.arrived_at):
        raise Http404
    return council


def written(request: HttpRequest, council: Council, meeting: Meeting | None, form: MeetingForm) -> str:
    """Writes the meeting of a valid form; returns its address."""
    data = form.cleaned_data
    plan = MeetingPlan(
        held_on=data["held_on"],
        starts_at=data["starts_at"],
        place=data["place"],
        note=data["note"],
        seats=[Seat(member, present, reason) for member, present, reason in form.seats()],
    )
    if meeting is None:
        meeting = prepare_meeting(council=council, plan=plan, by=request.user, at=request.arrived_at)
    else:
        meeting = change_meeting(meeting=meeting, plan=plan, by=request.user, at=request.arrived_at)
    messages.success(request, "Đã lưu phiên họp. Kiểm tra danh sách biểu quyết rồi mở bỏ phiếu.")
    return reverse("dossiers:meeting", args=[meeting.pk])


def meeting_form(request: HttpRequest, council: Council, form: MeetingForm, meeting) -> HttpResponse:
    """The form page."""
    context = {
        "current": "council",
        "council": council,
        "form": form,
        "meeting": meeting,
        "key": uuid.uuid4(),
    }
    return render(request, "dossiers/meeting_form.html", context, status=422 if form.errors else 200)


@require_safe
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """A member sees the ballot or the count; the standing body who has voted, and the count after closing."""
    mine = access(request)
    row = get_object_or_404(meetings_visible_to(mine), pk=pk)
    if request.GET.get("xuat") == "excel" and row.state == MeetingState.CLOSED:
        return results_file(row)
    if mine.is_council:
        return member_page(request, row)
    return officer_page(request, row)


def member_page(request: HttpRequest, row: Meeting, error: str = "") -> HttpResponse:
    """The member's ballot."""
    member = get_object_or_404(row.council.members, user=request.user)
    ballot = ballot_of(row, member, request.arrived_at)
    groups = []
    if row.state == MeetingState.OPEN:
        groups = ballot_groups(row, ballot, request.POST, request.arrived_at)
    context = {
        "current": "council",
        "meeting": row,
        "ballot": ballot,
        "groups": groups,
        "results": counted_then(row),
        "open": row.state == MeetingState.OPEN,
        "error": error,
        "key": uuid.uuid4(),
    }
    return render(request, "dossiers/meeting_member.html", context, status=422 if error else 200)


def officer_page(request: HttpRequest, row: Meeting) -> HttpResponse:
    """Who is there, who has voted; never how, before it is closed."""
    voted = {mark.member_id: mark.voted_at for mark in row.voter_marks.all()}
    seats = [(one, voted.get(one.member_id)) for one in row.attendances.select_related("member__own_unit")]
    context = {
        "current": "council",
        "meeting": row,
        "seats": seats,
        "present": sum(one.present for one, _ in seats),
        "voted": len(voted),
        "agenda": cases_of(request, row),
        "results": counted_then(row),
        "officer": can_stand(by=request.user, campaign=row.council.campaign, at=request.arrived_at),
        "key": uuid.uuid4(),
    }
    return render(request, "dossiers/meeting.html", context)


def cases_of(request: HttpRequest, row: Meeting) -> list:
    """The nominations of the ballot; before it is opened, those that would be put to the vote now."""
    if row.state == MeetingState.PREPARED:
        return nominations_to_put(campaign=row.council.campaign, at=request.arrived_at, round=row.round)
    return [item.nomination for item in agenda_of(row)]


@require_POST
def start_vote(request: HttpRequest, pk: int) -> HttpResponse:
    """Opens the ballot."""
    row = get_object_or_404(meetings_visible_to(access(request)), pk=pk)

    def act() -> str:
        put_to_vote(meeting=row, by=request.user, at=request.arrived_at)
        messages.success(request, "Đã mở bỏ phiếu. Thành viên có mặt bỏ phiếu trên máy hoặc điện thoại.")
        return reverse("dossiers:meeting", args=[row.pk])

    return redirect(answered(request, "meeting-open", act))


@proven_again
@require_POST
def end_vote(request: HttpRequest, pk: int) -> HttpResponse:
    """Closes the ballot and counts."""
    row = get_object_or_404(meetings_visible_to(access(request)), pk=pk)

    def act() -> str:
        close_meeting(meeting=row, by=request.user, at=request.arrived_at)
        messages.success(request, "Đã kết thúc phiên và kiểm phiếu. Phiếu và khóa mở phiếu đã được xóa.")
        return reverse("dossiers:meeting", args=[row.pk])

    return redirect(answered(request, "meeting-close", act))


@require_POST
def vote(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes the member's ballot; the password is asked for again."""
    row = get_object_or_404(meetings_visible_to(access(request)), pk=pk)
    get_object_or_404(row.council.members, user=request.user)
    if problem := password_problem(request):
        return member_page(request, row, problem)
    choices = {
        number: value == "dong-y"
        for name, value in request.POST.items()
        if name[:1] == "n" and (number := whole_number(name[1:])) and value in ("dong-y", "khong")
    }

    def act() -> str:
        cast_ballot(meeting=row, choices=choices, by=request.user, at=request.arrived_at)
        messages.success(request, f"Đã ghi phiếu của ông (bà) về {len(choices)} trường hợp.")
        return reverse("dossiers:meeting", args=[row.pk])

    try:
        return redirect(answered(request, "vote", act))
    except DomainError as error:
        return member_page(request, row, error.message)


def meetings_file(rows) -> HttpResponse:
    """The meetings as a workbook; the number of votes cast, never their content."""
    lines = [
        [row.held_on, row.council.name, row.council.campaign.short_title, row.place, row.items]
        + [row.members_present, row.members_voted, row.get_state_display(), row.round.name]
        for row in rows
    ]
    data = write_table(title="Các phiên họp Hội đồng", columns=MEETING_COLUMNS, rows=lines, landscape=True)
    return excel_response("phien-hop-hoi-dong", data)


def counted_then(row: Meeting) -> list[MeetingResult]:
    """The count, the units named as on the day of the meeting."""
    found = results_of(row)
    call_as_then((one.nomination.unit, row.held_on) for one in found)
    return found


def results_file(row: Meeting) -> HttpResponse:
    """The count as a workbook."""
    rows = [
        [n, one.nomination.name, str(one.nomination.unit), one.agree, one.disagree, one.recused, one.present]
        + [one.total_members]
        for n, one in enumerate(counted_then(row), start=1)
    ]
    data = write_table(title=f"Kết quả biểu quyết - {row}", columns=RESULT_COLUMNS, rows=rows, landscape=True)
    return excel_response(f"bieu-quyet-{row.held_on:%Y-%m-%d}", data)
