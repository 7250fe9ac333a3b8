"""Đơn vị: the tree under the office, what a search finds in it, and one unit's page."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.dates import local
from accounts.excel.writing import Column, write_table
from accounts.files import excel_response
from accounts.numbers import whole_number
from campaigns.context import access
from campaigns.enums import UnitKind
from campaigns.people import administers
from campaigns.queries import past_registrations, people_of, units_visible_to
from campaigns.unit_tree import (
    STATES,
    UnitFilter,
    branches_below,
    hits_of,
    namesakes_of,
    sees_deep,
    told_apart,
    top_of,
    unit_list,
    unit_page,
    unit_tree,
)
from campaigns.views.pages import chosen
from campaigns.views.unit_changes import history_context

COLUMNS = [
    Column("Mã", width=14),
    Column("Tên đơn vị", width=44),
    Column("Tên gọn", width=32),
    Column("Loại", width=26),
    Column("Cấp trên", width=30),
    Column("Thuộc", width=50),
    Column("Địa danh", width=18),
    Column("Người đứng đầu", width=22),
    Column("Từ ngày", width=12),
    Column("Đến ngày", width=12),
]


@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """The tree; with something to search for or to filter by, the hits with the way to each.
    `xuat=excel` gives exactly what is filtered."""
    mine, asked, today = access(request), asked_of(request), local(request.arrived_at).date()
    if request.GET.get("xuat") == "excel":
        return excel_response("Danh sách đơn vị", units_workbook(unit_list(mine, asked, today).rows))
    context = {"current": "units", "asked": asked, "kinds": UnitKind.choices, "states": STATES.items()}
    context |= {"on_day": today}
    if asked.is_tree:
        opened = whole_number(request.GET.get("mo"))
        context["tree"] = unit_tree(mine, opened=opened, state=asked.state, on=today)
    else:
        found = unit_list(mine, asked, today)
        page = unit_page(found, request.GET.get("trang"))
        context |= {"page": page, "hits": hits_of(page.rows), "cut": found.cut}
        context["below"] = units_visible_to(mine).filter(pk=asked.below).first() if asked.below else None
    return render(request, "campaigns/units.html", context)


def asked_of(request: HttpRequest) -> UnitFilter:
    """The filter that the address holds."""
    kind, state = chosen(request, "loai", UnitKind.values), chosen(request, "tinh-trang", STATES)
    below = whole_number(request.GET.get("thuoc"))
    return UnitFilter(q=request.GET.get("q", "")[:100], kind=kind, state=state, below=below)


@require_safe
def units_below(request: HttpRequest, pk: int) -> HttpResponse:
    """One level of the tree for htmx; in a browser of its own, the page with that unit opened."""
    mine, asked, today = access(request), asked_of(request), local(request.arrived_at).date()
    at = branches_below(mine, pk, state=asked.state, on=today)
    if at is None:
        raise Http404
    if not request.headers.get("HX-Request"):
        return redirect(f"{reverse('campaigns:units')}?mo={pk}#dv-{pk}")
    return render(
        request, "campaigns/partials/_unit_level.html", {"branch": at, "asked": asked, "on_day": today}
    )


def units_workbook(rows) -> bytes:
    """The filtered list as a workbook."""
    return write_table(
        title="DANH SÁCH ĐƠN VỊ",
        columns=COLUMNS,
        rows=[
            (u.code, u.name, u.short_name, u.get_kind_display(), str(u.parent or ""), " › ".join(hit.above),
             u.place_name, u.head_title, day(u.valid_from), day(u.valid_to))
            for hit in hits_of(list(rows)) for u in [hit.unit]
        ],
        sheet_name="Đơn vị",
        landscape=True,
    )  # fmt: skip


def day(value: date | None) -> date | str:
    """The day as a cell."""
    return value or ""


@require_safe
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """One unit: other names, campaigns, and, for staff and the unit itself, its people."""
    mine, by = access(request), {"by": request.user, "at": request.arrived_at}
    row = get_object_or_404(units_visible_to(mine).select_related("parent"), pk=pk)
    sees_inside = not mine.is_unit or row == mine.unit
    context = {
        "current": "units",
        "unit": row,
        "above": hits_of([row])[0].above,
        "namesakes": told_apart(namesakes_of(mine, row)),
        "may_edit": administers(row, **by),
        "has_ended": row.valid_to is not None and row.valid_to < local(request.arrived_at).date(),
        "deep": sees_deep(mine),
        "top": top_of(mine),
        "aliases": row.aliases.order_by("name"),
        "people": people_of(row, local(request.arrived_at).date()) if sees_inside else None,
        "registrations": past_registrations(mine, row) if sees_inside else None,
        **history_context(request, row),
    }
    return render(request, "campaigns/unit.html", context)
