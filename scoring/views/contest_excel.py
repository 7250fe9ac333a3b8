"""The contest's tables as workbooks, of exactly what is filtered."""

from collections.abc import Iterable

from django.http import HttpResponse

from accounts.dates import minutes_seconds
from accounts.errors import DomainError
from accounts.excel.writing import Column, write_table
from accounts.files import excel_response
from campaigns.models import Campaign
from scoring.contest_tables import UnitRow
from scoring.models import Contestant, ContestImport

MOST = 20_000
PEOPLE = [
    Column("Hạng", "number", width=8, places=0),
    Column("Họ và tên", width=28),
    Column("Đơn vị", width=34),
    Column("Đối tượng", width=14),
    Column("Điểm được tính", "number", width=12),
    Column("Thời gian (phút:giây)", width=14),
    Column("Lượt được tính", "number", width=10, places=0),
    Column("Số lượt thi", "number", width=10, places=0),
    Column("Công nhận", width=12),
]
# What only the standing body sees: accounts may be telephone numbers or addresses.
KEPT = [
    Column("Tài khoản", width=24),
    Column("Thuộc địa bàn", width=12),
    Column("Hàng trong tệp", "number", width=10, places=0),
]
UNITS = [
    Column("Hạng", "number", width=8, places=0),
    Column("Đơn vị", width=36),
    Column("Đăng ký", "number", width=10, places=0),
    Column("Dự thi", "number", width=10, places=0),
    Column("Lượt thi", "number", width=10, places=0),
    Column("Điểm trung bình", "number", width=12, places=2),
    Column("Đạt điểm tối đa", "number", width=12, places=0),
    Column("Người cao nhất", width=28),
]


def people_excel(campaign: Campaign, source: ContestImport, rows, *, keeps: bool) -> HttpResponse:
    """The people as filtered; DomainError beyond what a workbook is made of at once."""
    found: list[Contestant] = list(rows[: MOST + 1])
    if len(found) > MOST:
        raise DomainError(
            f"Danh sách có hơn {MOST:,} người nên chưa xuất được một lần.".replace(",", ".")
            + " Hãy lọc theo đơn vị hoặc đối tượng rồi xuất lại."
        )
    data = write_table(
        title=f"Kết quả cuộc thi - {campaign.short_title}",
        columns=PEOPLE + (KEPT if keeps else []),
        rows=[_person(one) + (_kept(one) if keeps else []) for one in found],
        sheet_name="Người dự thi",
        notes=[note_of(source)],
        landscape=True,
    )
    return excel_response(f"cuoc-thi-{campaign.slug}", data)


def units_excel(campaign: Campaign, source: ContestImport, rows: Iterable[UnitRow]) -> HttpResponse:
    """The units as filtered."""
    table = [
        [
            row.rank if row.rank is not None else "",
            row.name,
            row.total.registered,
            row.total.people,
            row.total.attempts,
            row.total.average if row.total.average is not None else "",
            row.total.full,
            str(row.total.best or ""),
        ]
        for row in rows
    ]
    data = write_table(
        title=f"Kết quả cuộc thi theo đơn vị - {campaign.short_title}",
        columns=UNITS,
        rows=table,
        sheet_name="Đơn vị",
        notes=[note_of(source)],
        landscape=True,
    )
    return excel_response(f"cuoc-thi-don-vi-{campaign.slug}", data)


def note_of(source: ContestImport) -> str:
    """Where the numbers come from and which attempt counts."""
    counted = source.get_counted_by_display().lower()
    return f"Nguồn: tệp {source.filename}, trang tính {source.sheet_name}. Tính {counted}."


def _person(one: Contestant) -> list:
    said = {True: "Có", False: "Không", None: ""}
    return [
        one.rank if one.rank is not None else "",
        one.full_name,
        str(one.unit or one.unit_text),
        "Người dân" if one.is_resident else "Cán bộ",
        one.score if one.score is not None else "",
        minutes_seconds(one.seconds) if one.seconds is not None else "",
        one.counted_number if one.counted_number is not None else "",
        one.attempt_count,
        said[one.recognised],
    ]


def _kept(one: Contestant) -> list:
    said = {True: "Có", False: "Không", None: ""}
    return [one.account, said[one.under_campaign], one.row]
