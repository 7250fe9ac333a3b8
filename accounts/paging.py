"""Pages of 50 rows whose cost does not grow with the table: rows are counted only up to a bound."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from accounts.numbers import whole_number

PAGE_SIZE = 50
COUNT_TO = 1000


@dataclass(frozen=True)
class Page:
    """One page of a list; `total` is exact up to COUNT_TO, `more` says that there are more."""

    rows: list[Any]
    number: int
    total: int
    more: bool
    has_next: bool

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def first(self) -> int:
        return (self.number - 1) * PAGE_SIZE + 1 if self.rows else 0

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1 if self.rows else 0

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE_SIZE))


def page_of(rows: QuerySet, number: str | int | None) -> Page:
    """The wanted page in two queries, whatever the size of the table: the first when the number is no number,
    the last when there are fewer."""
    return _cut(rows, rows.order_by().values("pk")[: COUNT_TO + 1].count(), number)


def page_of_list(values: Sequence[Any], number: str | int | None) -> Page:
    """The same of what is in memory."""
    return _cut(values, len(values), number)


def _cut(rows: Any, counted: int, number: str | int | None) -> Page:
    asked = whole_number(number) or 1
    wanted = asked if asked < 100000 else 1
    if counted <= COUNT_TO:
        wanted = min(wanted, max(1, -(-counted // PAGE_SIZE)))
    start = (wanted - 1) * PAGE_SIZE
    found = list(rows[start : start + PAGE_SIZE + 1])
    return Page(found[:PAGE_SIZE], wanted, min(counted, COUNT_TO), counted > COUNT_TO, len(found) > PAGE_SIZE)
