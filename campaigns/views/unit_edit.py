"""Sửa đơn vị: an administrator adds a unit, puts one right, takes it off the list, accepts other names."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.dates import local
from campaigns.domain.edit_unit import (
    accept_name,
    add_unit,
    alias_of,
    correct_unit,
    drop_name,
    mark_of,
    remove_unit,
)
from campaigns.forms_unit import NameForm, UnitForm, initial_of
from campaigns.models import Unit
from campaigns.people import below_any, find_typed_unit
from campaigns.unit_tree import hits_of
from campaigns.views.people import managed
from campaigns.views.yearly import answered, form_context, posted, status_of_form


def managed_unit(request: HttpRequest, pk: int) -> Unit:
    """A unit that the person administers; anybody else's does not exist."""
    rows = Unit.objects.filter(below_any("", managed(request))).select_related("parent")
    return get_object_or_404(rows, pk=pk)


def values_of(request: HttpRequest, form: UnitForm) -> tuple[dict[str, Any], bool]:
    """The written values with the parent that was meant, and the yes to a namesake."""
    values = dict(form.cleaned_data)
    despite = values.pop("despite")
    if "parent" in values:
        text, today = values["parent"], local(request.arrived_at).date()
        values["parent"] = find_typed_unit(text, managed(request), today) if text else None
    return values, despite


@require_http_methods(["GET", "HEAD", "POST"])
def unit_new(request: HttpRequest) -> HttpResponse:
    """One more unit; `thuoc` in the address is the code of the unit above."""
    managed(request)
    form = UnitForm(posted(request), initial={"parent": request.GET.get("thuoc", "")[:40]})

    def act() -> str:
        values, despite = values_of(request, form)
        made = add_unit(values=values, despite=despite, by=request.user, at=request.arrived_at)
        messages.success(request, f"Đã thêm {made.name} (mã {made.code}).")
        return reverse("campaigns:unit", args=[made.pk])

    if request.method == "POST" and (answer := answered(request, form, purpose="unit.add", act=act)):
        return answer
    context = {**form_context(form), "current": "units"}
    return render(request, "campaigns/unit_form.html", context, status=status_of_form(form))


@require_http_methods(["GET", "HEAD", "POST"])
def unit_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """What was typed wrongly is put right; the page says where a real change is recorded."""
    row = managed_unit(request, pk)
    form = UnitForm(posted(request), initial=initial_of(row), root=row.parent is None)

    def act() -> str:
        values, despite = values_of(request, form)
        seen = request.POST.get("seen")
        correct_unit(
            unit=row, values=values, despite=despite, seen=seen, by=request.user, at=request.arrived_at
        )
        messages.success(request, "Đã ghi.")
        return reverse("campaigns:unit", args=[row.pk])

    if request.method == "POST" and (answer := answered(request, form, purpose="unit.correct", act=act)):
        return answer
    context = {**form_context(form), "current": "units", "unit": row, "above": hits_of([row])[0].above}
    context["seen"] = request.POST.get("seen", mark_of(row))
    return render(request, "campaigns/unit_form.html", context, status=status_of_form(form))


@require_http_methods(["GET", "HEAD", "POST"])
def unit_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks, and takes a unit off the list that was entered by mistake."""
    row = managed_unit(request, pk)
    if request.method == "POST":
        remove_unit(unit=row, by=request.user, at=request.arrived_at)
        messages.success(request, f"Đã xóa {row.name} (mã {row.code}).")
        return redirect("campaigns:units")
    context = {"current": "units", "unit": row, "above": hits_of([row])[0].above}
    return render(request, "campaigns/unit_remove.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def unit_name(request: HttpRequest, pk: int) -> HttpResponse:
    """One more accepted name."""
    row = managed_unit(request, pk)
    form = NameForm(posted(request))

    def act() -> str:
        made = accept_name(unit=row, **form.cleaned_data, by=request.user, at=request.arrived_at)
        messages.success(request, f"Đã nhận «{made.name}» là tên khác của {row}.")
        return reverse("campaigns:unit", args=[row.pk])

    if request.method == "POST" and (answer := answered(request, form, purpose="unit.name", act=act)):
        return answer
    context = {**form_context(form), "current": "units", "unit": row, "above": hits_of([row])[0].above}
    return render(request, "campaigns/unit_name.html", context, status=status_of_form(form))


@require_POST
def unit_name_drop(request: HttpRequest, pk: int, name: int) -> HttpResponse:
    """The name is no longer accepted; it can be added again."""
    row = managed_unit(request, pk)
    alias = alias_of(row, name)
    drop_name(alias=alias, by=request.user, at=request.arrived_at)
    messages.success(request, f"Đã bỏ tên khác «{alias.name}». Muốn dùng lại thì thêm tên đó.")
    return redirect("campaigns:unit", row.pk)
