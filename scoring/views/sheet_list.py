"""The standing body's list of all sheets, one row for each unit that the plan covers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.excel.writing import Column, write_table
from accounts.files import excel_response
from accounts.text import fold
from campaigns.models import Campaign, UnitGroupMember
from campaigns.rounds import shown_year
from campaigns.views.names import page_in_year, rows_in_year
from scoring.queries import SheetFilter, criteria_count, sheet_overview
from scoring.views.pages import wants_excel

STATES = [("chua-mo", "Chưa mở"), ("dang-cham", "Đang chấm"), ("da-gui", "Đã gửi")]
COLUMNS = [
    Column("Nhóm", width=26),
    Column("Đơn vị", width=34),
    Column("Trạng thái", width=20),
    Column("Điểm tự chấm", "number", width=12, places=2),
    Column("Số tiêu chí đã chấm", "number", width=12, places=0),
    Column("Số tài liệu", "number", width=10, places=0),
    Column("Gửi lúc", "date", width=14),
]


def sheet_list(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """The list, filtered as the address says; Excel gives exactly these rows."""
    wanted = SheetFilter(
        state=request.GET.get("trang-thai", ""),
        group=request.GET.get("nhom", "")[:40],
        text=fold(request.GET.get("tim", "")[:100]),
        order=request.GET.get("xep", ""),
    )
    rows = sheet_overview(campaign, wanted)
    year = shown_year(campaign)
    if wants_excel(request):
        return _excel(campaign, rows_in_year(request, year, rows))
    page = page_in_year(request, year, rows)
    context = {
        "campaign": campaign,
        "page": page,
        "groups": list(campaign.groups.all()),
        "states": STATES,
        "wanted": wanted,
        "text": request.GET.get("tim", ""),
        "count": criteria_count(campaign),
        "current": "campaigns",
    }
    return render(request, "scoring/sheet_list.html", context)


def state_label(row: UnitGroupMember) -> str:
    """What is known about the unit's sheet; the silences are told apart."""
    if row.sheet_state is None:
        return "Đã đăng ký, chưa mở" if row.registered else "Chưa đăng ký"
    return "Đã gửi" if row.sheet_state == "sent" else "Đang chấm"


def _excel(campaign: Campaign, rows) -> HttpResponse:
    data = write_table(
        title=f"Bảng điểm tự chấm - {campaign.short_title}",
        columns=COLUMNS,
        rows=[
            [
                row.group.name,
                str(row.unit),
                state_label(row),
                row.points,
                row.scored,
                row.documents,
                row.sent_at,
            ]
            for row in rows
        ],
        sheet_name="Tự chấm",
        landscape=True,
    )
    return excel_response(f"tu-cham-{campaign.slug}", data)
