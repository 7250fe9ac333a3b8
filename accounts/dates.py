"""Dates as Vietnamese offices write them, and deadlines that end with a day in Viet Nam."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from accounts.errors import DomainError
from accounts.text import tidy

VIET_NAM = ZoneInfo("Asia/Ho_Chi_Minh")

_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
# No-break spaces: HTML would draw a row of plain ones as a single space and leave no room for the pen.
_ROOM_FOR_THE_DAY = "\u00a0" * 6


class DateError(DomainError):
    """The text is not a date."""


@dataclass(frozen=True)
class DaysLeft:
    """What is left until the end of the last valid day; days and hours are negative once it has passed."""

    days: int
    hours: int
    overdue: bool
    text: str


def local(at: datetime) -> datetime:
    """The moment as clocks in Viet Nam show it; a time without zone is a programming error (ValueError)."""
    if at.tzinfo is None:
        raise ValueError("A time without a zone cannot be shown or compared.")
    return at.astimezone(VIET_NAM)


def date_on_paper(d: date) -> str:
    """ "ngày 05 tháng 01 năm 2026": a zero before days under 10 and months 1 and 2 (Nghị định 30/2020)."""
    return f"ngày {d.day:02d} {_month_and_year(d.month, d.year)}"


def blank_date_on_paper(month: int, year: int) -> str:
    """ "ngày      tháng 12 năm 2023" with six no-break spaces for the day that the clerk writes in."""
    return f"ngày{_ROOM_FOR_THE_DAY}{_month_and_year(month, year)}"


def date_short(d: date) -> str:
    """dd/mm/yyyy; a datetime is shown as the day it is in Viet Nam."""
    day = local(d).date() if isinstance(d, datetime) else d
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def date_time_short(at: datetime) -> str:
    """dd/mm/yyyy, HH:MM in the time of Viet Nam."""
    return f"{date_short(at)}, {local(at):%H:%M}"


def weekday(d: date) -> str:
    """ "Thứ Hai" ... "Chủ nhật"."""
    day = local(d).date() if isinstance(d, datetime) else d
    return _WEEKDAYS[day.weekday()]


def parse_date(raw: object, *, label: str = "Ngày") -> date:
    """Reads "9/12/2023", "09/12/2023", "2023-12-09", a date or a datetime; raises DateError."""
    if isinstance(raw, datetime):
        return local(raw).date() if raw.tzinfo else raw.date()
    if isinstance(raw, date):
        return raw
    text = tidy(raw) if isinstance(raw, str) else ""
    if not text:
        raise DateError(f"{label}: chưa nhập ngày.")
    dmy = re.fullmatch(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})", text)
    ymd = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text)
    if not dmy and not ymd:
        raise DateError(f"{label}: «{text[:40]}» không phải là ngày. Xin nhập theo mẫu 09/12/2023.")
    parts = [int(part) for part in (dmy.groups()[::-1] if dmy else ymd.groups() if ymd else ())]
    try:
        return date(*parts)
    except ValueError:
        raise DateError(f"{label}: không có ngày «{text}» trong lịch. Xin kiểm tra lại.") from None


def end_of_day(d: date) -> datetime:
    """The last microsecond of the day in Viet Nam, aware, in UTC."""
    return datetime.combine(d, time.max, tzinfo=VIET_NAM).astimezone(UTC)


def is_within(at: datetime, last_valid_day: date) -> bool:
    """Whether a moment lies before the end of the last valid day in Viet Nam."""
    return local(at).date() <= last_valid_day


def days_left(deadline_day: date, now: datetime) -> DaysLeft:
    """How long until the end of `deadline_day`, the last valid day, which still counts: "còn 3 giờ" on it."""
    days = (deadline_day - local(now).date()).days
    seconds = (end_of_day(deadline_day) - now).total_seconds()
    hours = int(seconds / 3600)
    if days < 0:
        return DaysLeft(days, hours, True, f"quá hạn {-days} ngày")
    if days > 0:
        return DaysLeft(days, hours, False, f"còn {days} ngày")
    text = f"còn {hours} giờ" if hours else f"còn {max(1, int(seconds // 60))} phút"
    return DaysLeft(0, hours, False, text)


def minutes_seconds(seconds: int) -> str:
    """580 -> "09:40", 3723 -> "1:02:03": a duration as contest tables print it."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes:02d}:{rest:02d}"


def _month_and_year(month: int, year: int) -> str:
    return f"tháng {month:02d} năm {year}" if month < 3 else f"tháng {month} năm {year}"
