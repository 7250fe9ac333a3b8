"""Chế độ báo cáo and kế hoạch của đơn vị: due days of each year, and whether something came in time. Pure."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from campaigns.enums import DeadlineMeaning

NEAR_DAYS = 30


class Timing(StrEnum):
    """How a due day and what came (or did not) stand to each other."""

    ON_TIME = "dung-han"
    LATE = "cham"
    MISSING = "chua-gui"
    NOT_DUE = "chua-den-han"

    @property
    def label(self) -> str:
        """The timing in Vietnamese."""
        return _LABELS[self]


_LABELS = {
    Timing.ON_TIME: "Đúng hạn",
    Timing.LATE: "Chậm",
    Timing.MISSING: "Chưa gửi",
    Timing.NOT_DUE: "Chưa đến hạn",
}


@dataclass(frozen=True)
class DueDay:
    """One due day of a duty: its year and the last day that still counts."""

    year: int
    last_day: date


@dataclass(frozen=True)
class Standing:
    """What is said of one due day: the timing, and the days late or overdue (0 otherwise)."""

    timing: Timing
    days: int

    @property
    def text(self) -> str:
        """ "Đúng hạn", "Chậm 3 ngày", "Chưa gửi, quá hạn 12 ngày", "Chưa đến hạn"."""
        if self.timing == Timing.LATE:
            return f"Chậm {self.days} ngày"
        if self.timing == Timing.MISSING:
            return f"Chưa gửi, quá hạn {self.days} ngày"
        return self.timing.label


def last_day_of(*, year: int, month: int, day: int, meaning: str) -> date:
    """The last valid day of a yearly due day.

    «Trước ngày D» ends on the day before D, «đến hết ngày D» on D; a day that the month does not have in this
    year (29/02) becomes the month's last day.
    """
    end = calendar.monthrange(year, month)[1]
    if meaning == DeadlineMeaning.BEFORE_DAY:
        return date(year, month, 1) + timedelta(days=min(day - 1, end) - 1)
    return date(year, month, min(day, end))


def due_days(*, month: int, day: int, meaning: str, start: date, end: date) -> tuple[DueDay, ...]:
    """The due days of the campaign's years that do not lie before its first day."""
    found = (
        DueDay(year, last_day_of(year=year, month=month, day=day, meaning=meaning))
        for year in range(start.year, end.year + 1)
    )
    return tuple(one for one in found if one.last_day >= start)


def standing_of(last_day: date | None, came_on: date | None, today: date) -> Standing:
    """In time or late by the day it came; without it, missing once the last day is over. No last day: no lateness."""
    if came_on is not None:
        late = (came_on - last_day).days if last_day else 0
        return Standing(Timing.LATE, late) if late > 0 else Standing(Timing.ON_TIME, 0)
    if last_day is not None and today > last_day:
        return Standing(Timing.MISSING, (today - last_day).days)
    return Standing(Timing.NOT_DUE, 0)


def is_near(last_day: date, today: date, days: int = NEAR_DAYS) -> bool:
    """Whether the last day is today or within the next `days` days."""
    return 0 <= (last_day - today).days <= days


def is_own_plan_year(issued_on: date, year: int) -> bool:
    """A plan for a year may be issued from the year before on; one that came later still counts as late."""
    return issued_on.year >= year - 1
