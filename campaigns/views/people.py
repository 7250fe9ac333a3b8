"""Người dùng: the people of the units that a person administers, their accounts and roles."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.dates import local
from accounts.errors import DomainError, NotFound
from accounts.excel.writing import Column, write_table
from accounts.files import excel_response
from accounts.models import FactorReset, User
from accounts.paging import page_of
from accounts.second_factor import has_second_factor
from accounts.views.password_again import proven_again
from campaigns.context import access
from campaigns.domain.give_role import confirm_role, end_role, give_role, hand_over, refuse_role
from campaigns.domain.manage_people import create_person, invite_person, reopen_person, stop_person
from campaigns.enums import Role
from campaigns.forms_people import EndRoleForm, HandOverForm, PersonForm, ReasonForm, RoleForm
from campaigns.models import Membership
from campaigns.people import (
    STATES,
    below_any,
    find_typed_person,
    find_typed_unit,
    people_list,
    people_managed_by,
    person_of,
    resets_to_confirm,
    roles_to_confirm,
    units_administered,
)
from campaigns.views.pages import chosen
from campaigns.views.yearly import answered, form_context, posted, status_of_form

COLUMNS = [
    Column("Họ và tên", width=28),
    Column("Mã cán bộ", width=18),
    Column("Thư điện tử", width=28),
    Column("Vai trò", width=70),
    Column("Tình trạng", width=22),
]


def managed(request: HttpRequest) -> list[int]:
    """The units whose administrator the person is; without one the pages do not exist."""
    places = units_administered(request.user, request.arrived_at)
    if not places:
        raise NotFound("Trang này dành cho quản trị.")
    return places


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Search, role and state come from the address; `xuat=excel` gives exactly what is filtered."""
    managed(request)
    today = local(request.arrived_at).date()
    picked = {
        "q": request.GET.get("q", "")[:100],
        "role": chosen(request, "vai-tro", Role.values),
        "state": chosen(request, "tinh-trang", list(STATES)),
    }
    rows = people_list(people_managed_by(request.user, request.arrived_at), today=today, **picked)
    if request.GET.get("xuat") == "excel":
        return excel_response("Người dùng", people_workbook(rows))
    context = {
        "current": "people",
        "page": page_of(rows, request.GET.get("trang")),
        "picked": picked,
        "roles": Role.choices,
        "states": STATES.items(),
        "is_filtered": any(picked.values()),
        "waiting": roles_to_confirm(access(request), request.arrived_at).count(),
        "today_local": today,
    }
    return render(request, "campaigns/people.html", context)


def people_workbook(rows) -> bytes:
    """The filtered people as a workbook."""
    values = [
        (
            person.full_name,
            person.username,
            person.email,
            "; ".join(f"{row.get_role_display()}, {row.unit}" for row in person.held),
            state_of(person),
        )
        for person in rows
    ]
    return write_table(
        title="NGƯỜI DÙNG", columns=COLUMNS, rows=values, sheet_name="Người dùng", landscape=True
    )


def state_of(person: User) -> str:
    """The state of an account in words."""
    if not person.is_active:
        return "Đã ngừng"
    return "Đang dùng" if person.has_usable_password() else "Chưa đặt mật khẩu"


@proven_again
@require_http_methods(["GET", "HEAD", "POST"])
def new_person(request: HttpRequest) -> HttpResponse:
    """A new account with its first role, both or neither."""
    places, today = managed(request), local(request.arrived_at).date()
    first = {"valid_from": today}
    form, role_form = PersonForm(posted(request)), RoleForm(posted(request), initial=first)

    def act() -> str:
        by = {"by": request.user, "at": request.arrived_at}
        values = dict(role_form.cleaned_data)
        unit = find_typed_unit(values.pop("unit"), places, today)
        person = create_person(**form.cleaned_data, **by)
        give_role(person=person, unit=unit, **values, **by)
        messages.success(request, f"Đã tạo tài khoản của {person}. Bước tiếp theo: tạo liên kết mời.")
        return reverse("campaigns:person", args=[person.pk])

    if request.method == "POST" and role_form.is_valid():
        if answer := answered(request, form, purpose="person.create", act=act):
            return answer
    elif request.method == "POST":
        form.is_valid()
    context = {**form_context(form), "role_form": role_form, "current": "people"}
    status = 422 if form.errors or role_form.errors else 200
    return render(request, "campaigns/person_new.html", context, status=status)


@proven_again
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: account, roles, and the form for another role."""
    places, today = managed(request), local(request.arrived_at).date()
    row = person_or_404(request, pk)
    form = RoleForm(posted(request), initial={"valid_from": today})

    def act() -> str:
        values = dict(form.cleaned_data)
        unit = find_typed_unit(values.pop("unit"), places, today)
        made = give_role(person=row, unit=unit, by=request.user, at=request.arrived_at, **values)
        waits = " Vai trò này chờ người thứ hai xác nhận." if made.awaits else ""
        messages.success(request, f"Đã giao vai trò «{made.get_role_display()}» ở {made.unit}.{waits}")
        return reverse("campaigns:person", args=[row.pk])

    if request.method == "POST" and (answer := answered(request, form, purpose="role.give", act=act)):
        return answer
    return render(
        request, "campaigns/person.html", person_context(request, row, form), status=status_of_form(form)
    )


def person_or_404(request: HttpRequest, pk: int) -> User:
    """A person of the units that are administered."""
    return get_object_or_404(people_managed_by(request.user, request.arrived_at), pk=pk)


def person_context(request: HttpRequest, row: User, form: RoleForm, **more: Any) -> dict[str, Any]:
    """What the page of a person needs."""
    places = units_administered(request.user, request.arrived_at)
    mine = Membership.objects.filter(below_any("unit", places), user=row).values_list("pk", flat=True)
    return {
        "current": "people",
        "person": person_of(row),
        "state": state_of(row),
        "mine": set(mine),
        "today_local": local(request.arrived_at).date(),
        "has_factor": has_second_factor(row),
        "reset": FactorReset.objects.filter(user=row).first(),
        **form_context(form),
        **more,
    }


@proven_again
@require_POST
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows a new link once; asking again makes another and ends the one before."""
    managed(request)
    row = person_or_404(request, pk)
    secret = invite_person(person=row, by=request.user, at=request.arrived_at)
    link = request.build_absolute_uri(reverse("campaigns:invitation", args=[secret]))
    form = RoleForm(initial={"valid_from": local(request.arrived_at).date()})
    return render(request, "campaigns/person.html", person_context(request, row, form, link=link))


@proven_again
@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Stops the account with a reason, or opens it again."""
    managed(request)
    row = person_or_404(request, pk)
    by = {"person": row, "by": request.user, "at": request.arrived_at}
    if not row.is_active:
        reopen_person(**by)
        messages.success(request, f"Đã mở lại tài khoản của {row}.")
        return redirect("campaigns:person", pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise DomainError("Hãy nêu lý do ngừng tài khoản.")
    stop_person(**by, reason=form.cleaned_data["reason"])
    messages.success(request, f"Đã ngừng tài khoản của {row}; các phiên đang mở không dùng được nữa.")
    return redirect("campaigns:person", pk)


@proven_again
@require_http_methods(["GET", "HEAD", "POST"])
def role_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends a role with a day, or hands it over to somebody else: two forms on one page."""
    rows = Membership.objects.filter(below_any("unit", managed(request))).select_related("unit", "user")
    row = get_object_or_404(rows, pk=pk)
    today = local(request.arrived_at).date()
    over = request.POST.get("act") == "hand_over"
    end_form = EndRoleForm(None if over else posted(request), initial={"last_day": today})
    over_form = HandOverForm(posted(request) if over else None, initial={"first_day": today})
    form = over_form if over else end_form

    def act() -> str:
        (handed_over if over else ended)(request, row, form.cleaned_data)
        return reverse("campaigns:person", args=[row.user_id])

    if request.method == "POST" and (answer := answered(request, form, purpose="role.end", act=act)):
        return answer
    context = {
        "current": "people",
        "row": row,
        "end_form": end_form,
        "over_form": over_form,
        "key": uuid.uuid4(),
    }
    return render(request, "campaigns/role_end.html", context, status=status_of_form(form))


def handed_over(request: HttpRequest, row: Membership, values: dict[str, Any]) -> None:
    """Gives the role to the person who was typed."""
    to = find_typed_person(values["to"], people_managed_by(request.user, request.arrived_at))
    hand_over(membership=row, to=to, first_day=values["first_day"], by=request.user, at=request.arrived_at)
    messages.success(request, f"Đã bàn giao vai trò «{row.get_role_display()}» cho {to}.")


def ended(request: HttpRequest, row: Membership, values: dict[str, Any]) -> None:
    """Ends the role on the day that was typed."""
    end_role(membership=row, last_day=values["last_day"], by=request.user, at=request.arrived_at)
    messages.success(request, f"Đã kết thúc vai trò «{row.get_role_display()}» ở {row.unit}.")


@require_safe
def confirmations(request: HttpRequest) -> HttpResponse:
    """Roles that wait for the person's yes."""
    rows = roles_to_confirm(access(request), request.arrived_at)
    context = {
        "current": "people",
        "page": page_of(rows, request.GET.get("trang")),
        "resets": resets_to_confirm(request.user, request.arrived_at),
        "key": uuid.uuid4(),
    }
    return render(request, "campaigns/roles_to_confirm.html", context)


@proven_again
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Yes, or no with a reason."""
    row = get_object_or_404(roles_to_confirm(access(request), request.arrived_at), pk=pk)
    by = {"membership": row, "by": request.user, "at": request.arrived_at}
    if "refuse" in request.POST:
        form = ReasonForm(request.POST)
        if not form.is_valid():
            raise DomainError("Hãy nêu lý do không xác nhận.")
        refuse_role(**by, reason=form.cleaned_data["reason"])
        messages.success(request, f"Đã từ chối vai trò của {row.user}.")
    else:
        confirm_role(**by)
        messages.success(request, f"Đã xác nhận vai trò «{row.get_role_display()}» của {row.user}.")
    return redirect("campaigns:confirmations")
