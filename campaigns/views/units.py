"""Đơn vị: the list under the office, and one unit's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.dates import local
from accounts.excel.writing import Column, write_table
from accounts.files import excel_response
from accounts.paging import page_of
from campaigns.context import access
from campaigns.enums import UnitKind
from campaigns.queries import past_registrations, people_of, unit_list, units_visible_to
from campaigns.views.pages import chosen

COLUMNS = [
    Column("Mã", width=14),
    Column("Tên đơn vị", width=44),
    Column("Tên gọn", width=32),
    Column("Loại", width=26),
    Column("Cấp trên", width=30),
    Column("Địa danh", width=18),
]


@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """Search, kind and page come from the address; `xuat=excel` gives exactly what is filtered."""
    q, kind = request.GET.get("q", ""), chosen(request, "loai", UnitKind.values)
    rows = unit_list(access(request), q=q, kind=kind)
    if request.GET.get("xuat") == "excel":
        return excel_response("Danh sách đơn vị", units_workbook(rows))
    context = {
        "current": "units",
        "page": page_of(rows, request.GET.get("trang")),
        "q": q,
        "kind": kind,
        "kinds": UnitKind.choices,
    }
    return render(request, "campaigns/units.html", context)


def units_workbook(rows) -> bytes:
    """The filtered list as a workbook."""
    return write_table(
        title="DANH SÁCH ĐƠN VỊ",
        columns=COLUMNS,
        rows=[
            (u.code, u.name, u.short_name, u.get_kind_display(), str(u.parent or ""), u.place_name)
            for u in rows
        ],
        sheet_name="Đơn vị",
        landscape=True,
    )


@require_safe
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """One unit: other names, campaigns, and, for staff and the unit itself, its people."""
    mine = access(request)
    row = get_object_or_404(units_visible_to(mine).select_related("parent"), pk=pk)
    sees_inside = not mine.is_unit or row == mine.unit
    context = {
        "current": "units",
        "unit": row,
        "aliases": row.aliases.order_by("name"),
        "people": people_of(row, local(request.arrived_at).date()) if sees_inside else None,
        "registrations": past_registrations(mine, row) if sees_inside else None,
    }
    return render(request, "campaigns/unit.html", context)
