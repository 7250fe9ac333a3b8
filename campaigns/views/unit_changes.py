"""Biến động tổ chức của một đơn vị: the form, what it would do in numbers, the confirmation, the way back."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.dates import local
from accounts.domain.submissions import once
from accounts.errors import DomainError, NotFound
from campaigns.domain.change_unit import change_unit
from campaigns.domain.succeed_units import succeed_units
from campaigns.domain.undo_unit_change import undo_unit_change
from campaigns.domain.unit_people import Outcome
from campaigns.enums import ChangeKind
from campaigns.forms_changes import ChangeForm, NewUnitForm, SuccessionForm, UndoForm, change_initial
from campaigns.models import Unit, UnitChange
from campaigns.organisation import changes_of, consequences_of, line_before
from campaigns.people import below_any, units_administered
from campaigns.views.pages import chosen
from campaigns.views.yearly import posted

WAYS = {
    "doi": "Đổi tên, loại, cấp trên",
    "sap-nhap": "Sáp nhập, hợp nhất",
    "chia": "Chia, tách",
    "giai-the": "Giải thể",
}
KINDS = {"sap-nhap": ChangeKind.MERGE, "chia": ChangeKind.SPLIT, "giai-the": ChangeKind.DISSOLVE}
NEW_UNITS = {"sap-nhap": 1, "chia": 3, "giai-the": 0}


def history_context(request: HttpRequest, unit: Unit) -> dict[str, Any]:
    """What the unit's page says of its changes, and whether the person records them."""
    places = set(units_administered(request.user, request.arrived_at))
    may = places and Unit.objects.filter(below_any("", list(places)), pk=unit.pk).exists()
    return {
        "changes": list(changes_of(unit)[:50]),
        "line_before": line_before(unit),
        "can_change": bool(may),
    }


def administered(request: HttpRequest, pk: int) -> tuple[Unit, list[int]]:
    """A unit that the person administers; for others the page does not exist."""
    places = units_administered(request.user, request.arrived_at)
    if not places:
        raise NotFound("Trang này dành cho quản trị.")
    rows = Unit.objects.filter(below_any("", places)).select_related("parent")
    return get_object_or_404(rows, pk=pk), places


@require_http_methods(["GET", "HEAD", "POST"])
def unit_change(request: HttpRequest, pk: int) -> HttpResponse:
    """One of four forms; the first answer shows what would happen, the second one does it."""
    unit, places = administered(request, pk)
    way = chosen(request, "loai", list(WAYS)) or "doi"
    asked = Asked(request, unit, places, way)
    again = "back" in request.POST
    if request.method == "POST" and asked.is_valid() and not again:
        try:
            if "confirm" in request.POST:
                key, by = request.POST.get("key", ""), {"by": request.user, "at": request.arrived_at}
                return redirect(once(key=key, purpose="unit.change", act=asked.done, **by))
            return render(request, "campaigns/unit_change_confirm.html", asked.preview())
        except DomainError as error:
            asked.refuse(error)
    status = 422 if request.method == "POST" and not again else 200
    return render(request, "campaigns/unit_change.html", asked.context(), status=status)


class Asked:
    """One request for a change: its forms, its preview and the act, which share the same call."""

    def __init__(self, request: HttpRequest, unit: Unit, places: list[int], way: str) -> None:
        self.request, self.unit, self.places, self.way = request, unit, places, way
        self.today = local(request.arrived_at).date()
        first = {"day": self.today}
        data = posted(request)
        kind = ChangeForm if way == "doi" else SuccessionForm
        initial = {**first, **change_initial(unit)} if way == "doi" else first
        self.form: Any = kind(data, initial=initial)
        count = NEW_UNITS.get(way, 0)
        self.new_forms = [NewUnitForm(data, prefix=f"new{number}") for number in range(1, count + 1)]
        if way == "giai-the":
            for name in ("successors", "children_to"):
                del self.form.fields[name]
        if way == "chia":
            del self.form.fields["others"]
        if way == "sap-nhap":
            del self.form.fields["children_to"]

    def is_valid(self) -> bool:
        """All forms are read, so that all faults are shown."""
        checked = [form.is_valid() for form in (self.form, *self.new_forms)]
        return all(checked)

    def act(self, *, dry_run: bool) -> UnitChange | Outcome:
        """The one call behind preview and confirmation."""
        common = {
            "basis": self.form.basis(),
            "by": self.request.user,
            "at": self.request.arrived_at,
            "dry_run": dry_run,
        }
        if self.way == "doi":
            values = self.form.values(self.unit, self.places, self.today)
            return change_unit(unit=self.unit, **common, **values)
        others = self.typed("others")
        new = [form.new_unit(self.places, self.today) for form in self.new_forms]
        after = [*self.typed("successors"), *filter(None, new)]
        children = self.form.cleaned_data.get("children_to", "")
        if self.way == "sap-nhap" and after:
            children = after[0].code
        return succeed_units(
            kind=KINDS[self.way],
            predecessors=[self.unit, *others],
            successors=after,
            people=self.people(),
            children_to=children,
            **common,
        )

    def typed(self, name: str) -> list[Unit]:
        """The units of a field that this form has."""
        return self.form.units(name, self.places, self.today) if name in self.form.fields else []

    def people(self) -> dict[int, str]:
        """Membership -> successor, as chosen on the confirmation page."""
        found = {}
        for name, code in self.request.POST.items():
            number = name.removeprefix("person-")
            if name.startswith("person-") and number.isdecimal() and code:
                found[int(number)] = code
        return found

    def done(self) -> str:
        """Writes the change and says so."""
        found = self.act(dry_run=False)
        change = found.change if isinstance(found, Outcome) else found
        messages.success(self.request, f"Đã ghi biến động. {change.sentence}")
        return reverse("campaigns:unit", args=[self.unit.pk])

    def preview(self) -> dict[str, Any]:
        """What would happen, in numbers."""
        found = self.act(dry_run=True)
        outcome = found if isinstance(found, Outcome) else None
        context = self.context() | {"outcome": outcome, "change": outcome.change if outcome else found}
        if outcome:
            context["follows"] = consequences_of(outcome.ended)
        return context

    def refuse(self, error: DomainError) -> None:
        """The sentence at its field, else on top."""
        self.form.add_error(error.field if error.field in self.form.fields else None, error.message)

    def context(self) -> dict[str, Any]:
        """What both pages need."""
        return {
            "current": "units",
            "unit": self.unit,
            "way": self.way,
            "ways": WAYS.items(),
            "way_name": WAYS[self.way],
            "form": self.form,
            "new_forms": self.new_forms,
            "key": uuid.uuid4(),
        }


@require_POST
def unit_change_undo(request: HttpRequest, pk: int, change_id: int) -> HttpResponse:
    """Takes a change back with a reason."""
    unit, _ = administered(request, pk)
    change = get_object_or_404(changes_of(unit), pk=change_id)
    form = UndoForm(request.POST)
    if not form.is_valid():
        raise DomainError("Hãy nêu lý do hủy biến động.")
    undo_unit_change(
        change=change, reason=form.cleaned_data["reason"], by=request.user, at=request.arrived_at
    )
    messages.success(request, f"Đã hủy biến động: {change.sentence}")
    still = Unit.objects.filter(pk=unit.pk).exists()
    return redirect("campaigns:unit", unit.pk) if still else redirect("campaigns:units")
