"""The shape of a task on the first page, and how its date is shown."""

from dataclasses import dataclass
from datetime import date

from accounts.dates import DaysLeft, date_short, weekday

NEAR_DAYS = 7
# From there on the day is shown with its year.
FAR_DAYS = 180
# The place of a task without a last day, behind those that have one.
UNLIMITED = 300


@dataclass(frozen=True)
class Due:
    """The box at the left: one big word, a small line under it, red when `near`."""

    big: str
    small: str
    near: bool = False
    until: str = ""


@dataclass(frozen=True)
class Task:
    """One thing to do. `order` sorts: what is due sooner stands higher."""

    due: Due
    title: str
    text: str
    url: str
    button: str
    clause: str = ""
    urgent: bool = False
    order: int = 1000


def due_by(last: date, left: DaysLeft) -> Due:
    """Days left, hours on the last day: "5 / ngày nữa / hết thứ Bảy 09/12"."""
    day = date_short(last) if left.days > FAR_DAYS else date_short(last)[:5]
    until = f"hết {lower_first(weekday(last))} {day}"
    if left.days > 0:
        return Due(str(left.days), "ngày nữa", left.days <= NEAR_DAYS, until)
    number, _, word = left.text.removeprefix("còn ").partition(" ")
    return Due(number, f"{word} nữa", True, until)


def due_limited(limited: bool, last: date, left: DaysLeft) -> Due:
    """The same where the plan names the day; else that it names none, and nothing is counted down."""
    return due_by(last, left) if limited else Due("…", "kế hoạch không nêu hạn")


def due_on(day: date) -> Due:
    """A day: "14/12 / thứ Năm"."""
    return Due(date_short(day)[:5], lower_first(weekday(day)))


def due_count(count: int, what: str, *, near: bool = False) -> Due:
    """A number of things: "2 / hồ sơ chờ kiểm tra"."""
    return Due(str(count), what, near)


def lower_first(text: str) -> str:
    """A word or title inside a sentence: «thứ Bảy», «phong trào»."""
    return f"{text[:1].lower()}{text[1:]}"
