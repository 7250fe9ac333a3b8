"""The money of a list of awards: one computation for the plan's estimate and for what was really given."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounts.words import money_in_words
from awards.lawbook import Prize, prize


@dataclass(frozen=True)
class BudgetItem:
    """So many recipients of one subject for one award; `law_key` leads to its coefficient."""

    label: str
    subject: str
    law_key: str
    count: int


@dataclass(frozen=True)
class BudgetRow:
    """A line of the annex: how many, the money for one, and together, in đồng."""

    label: str
    subject: str
    law_key: str
    count: int
    prize: Prize
    amount: Decimal


@dataclass(frozen=True)
class Budget:
    """The annex: its rows, the total with its words, and every paragraph of the law it rests on."""

    on: date
    rows: tuple[BudgetRow, ...]
    count: int
    total: Decimal
    words: str
    references: tuple[str, ...]
    confirmed: bool


def budget_of(items: Iterable[BudgetItem], on: date, rounding: str = "up_10000") -> Budget:
    """The money for the items by the law of the day `on`; NoLaw when a number of the law is not recorded.

    The day is that of the plan for an estimate, that of the decision for what is paid.
    """
    rows = []
    for item in items:
        one = prize(item.law_key, item.subject, on, rounding)
        rows.append(BudgetRow(item.label, item.subject, item.law_key, item.count, one, one.paid * item.count))
    total = sum((row.amount for row in rows), Decimal(0))
    references = dict.fromkeys(reference for row in rows for reference in row.prize.references)
    return Budget(
        on=on,
        rows=tuple(rows),
        count=sum(row.count for row in rows),
        total=total,
        words=money_in_words(total),
        references=tuple(references),
        confirmed=all(row.prize.confirmed for row in rows),
    )
