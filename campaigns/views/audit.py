"""Nhật ký: the audit trail for auditors, administrators and a standing body, filtered from the address."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.dates import local, parse_date
from accounts.errors import DomainError, NotFound
from accounts.excel.writing import Column, write_table
from accounts.files import excel_response
from accounts.models import AuditDay, AuditEvent
from accounts.paging import page_of
from campaigns.access import Access
from campaigns.audit import (
    GROUP_NAMES,
    WATCHING,
    AuditFilter,
    campaigns_read_by,
    events_visible_to,
    filtered,
    group_of,
    may_read_audit,
)
from campaigns.context import access
from campaigns.views.pages import chosen

DAYS_SHOWN = 7
MOST_ROWS = 20_000
COLUMNS = [
    Column("Số", "number", width=9, places=0),
    Column("Thời điểm", width=20),
    Column("Người làm", width=26),
    Column("Vai trò, đơn vị", width=34),
    Column("Địa chỉ", width=16),
    Column("Nhóm việc", width=22),
    Column("Việc đã làm", width=70),
    Column("Phong trào", width=24),
    Column("Đối tượng", width=26),
    Column("Mã băm", width=24),
]


@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """The events that the person may read; `xuat=excel` gives what is filtered, the newest 20,000 of it."""
    mine = readers_access(request)
    asked, problems = asked_for(request)
    rows = filtered(events_visible_to(mine), asked)
    if request.GET.get("xuat") == "excel":
        return excel_response("Nhật ký", audit_workbook(rows))
    page = page_of(rows, request.GET.get("trang"))
    context = {
        "current": "audit",
        "page": page,
        "lines": [(row, group_of(row)) for row in page.rows],
        "asked": asked,
        "problems": problems,
        "groups": GROUP_NAMES,
        "campaigns": campaigns_read_by(mine).order_by("-period_start", "pk")[:50],
        "days": AuditDay.objects.all()[:DAYS_SHOWN] if mine.role in WATCHING else [],
    }
    return render(request, "campaigns/audit.html", context)


@require_safe
def audit_event(request: HttpRequest, number: int) -> HttpResponse:
    """One event with what changed, its place in the chain, and the way to everything about its object."""
    row = events_visible_to(readers_access(request)).filter(number=number).first()
    if row is None:
        raise NotFound("Không có sự kiện này trong phần nhật ký được xem.")
    context = {"current": "audit", "event": row, "group": group_of(row), "changes": changes_of(row)}
    return render(request, "campaigns/audit_event.html", context)


@require_safe
def audit_days(request: HttpRequest) -> HttpResponse:
    """The end of the chain of every kept day, as a workbook that somebody else keeps."""
    if readers_access(request).role not in WATCHING:
        raise NotFound("Trang này dành cho người giám sát.")
    columns = [
        Column("Ngày", "date", width=14),
        Column("Sự kiện cuối", "number", places=0),
        Column("Mã băm", width=70),
    ]
    rows = [(day.day, day.number, day.hash) for day in AuditDay.objects.all()]
    data = write_table(
        title="MÃ CUỐI NGÀY CỦA NHẬT KÝ", columns=columns, rows=rows, sheet_name="Mã cuối ngày"
    )
    return excel_response("Mã cuối ngày của nhật ký", data)


def readers_access(request: HttpRequest) -> Access:
    """The person's access; for whoever has no part of the trail to read, the page does not exist."""
    mine = access(request)
    if not may_read_audit(mine):
        raise NotFound("Trang này dành cho người giám sát và cơ quan thường trực.")
    return mine


def asked_for(request: HttpRequest) -> tuple[AuditFilter, list[str]]:
    """The filter that the address names, and a sentence for each part of it that can't be read."""
    problems: list[str] = []
    first, last = day_of(request, "tu-ngay", problems), day_of(request, "den-ngay", problems)
    asked = AuditFilter(
        q=request.GET.get("q", ""),
        group=chosen(request, "nhom", list(GROUP_NAMES)),
        campaign=request.GET.get("phong-trao", "")[:80],
        target=request.GET.get("doi-tuong", "")[:110],
        first_day=first,
        last_day=last,
    )
    return asked, problems


def day_of(request: HttpRequest, name: str, problems: list[str]) -> date | None:
    """A day of the filter; what is no date is said and not used."""
    raw = request.GET.get(name, "").strip()
    if not raw:
        return None
    try:
        return parse_date(raw, label="Từ ngày" if name == "tu-ngay" else "Đến ngày")
    except DomainError as error:
        problems.append(error.message)
        return None


def changes_of(event: AuditEvent) -> list[tuple[str, str]]:
    """What the event holds besides its sentence, as (name, value) in the order it was written."""
    shown = []
    for name, value in event.changes.items():
        if isinstance(value, list):
            value = "; ".join(str(one) for one in value)
        elif isinstance(value, dict):
            value = "; ".join(f"{key}: {one}" for key, one in value.items())
        shown.append((name, str(value)))
    return shown


def audit_workbook(rows) -> bytes:
    """The filtered events as a workbook."""
    values = [
        (
            row.number,
            f"{local(row.at):%d/%m/%Y %H:%M:%S}",
            row.actor_label,
            row.actor_role,
            row.address,
            group_of(row),
            row.sentence,
            row.campaign_ref,
            f"{row.object_type} {row.object_id}".strip(),
            row.hash,
        )
        for row in rows[:MOST_ROWS]
    ]
    return write_table(
        title="NHẬT KÝ HỆ THỐNG", columns=COLUMNS, rows=values, sheet_name="Nhật ký", landscape=True
    )
