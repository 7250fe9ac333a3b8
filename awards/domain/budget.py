"""The money of a list of awards: one computation for the plan's estimate and for what was really given."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounts.words import money_in_words
from awards.catalogue import CatalogueAward, catalogue, no_issuer
from awards.law_data import NoLaw, holds_on
from awards.lawbook import SUBJECT_NAMES, UP, Prize, prize


@dataclass(frozen=True)
class BudgetItem:
    """So many recipients of one subject for one award; `law_key` leads to its coefficient, empty if it has none.

    No `count`: the plan fixes no number. Empty `subject`: one number for all subjects together.
    """

    label: str
    subject: str
    law_key: str
    count: int | None
    catalogue: str = ""


@dataclass(frozen=True)
class BudgetRow:
    """A line of the annex: how many, the money for one, and together, in đồng; no amount without a number.

    `is_bound`: subjects share the number, so the amount is that of the dearest one, which it can't exceed.
    """

    label: str
    subject: str
    law_key: str
    count: int | None
    prize: Prize
    amount: Decimal | None
    is_bound: bool = False


@dataclass(frozen=True)
class Unpriced:
    """A line whose money the law of the day does not give, with the sentence that says why."""

    label: str
    subject: str
    law_key: str
    count: int | None
    reason: str


@dataclass(frozen=True)
class Budget:
    """The annex: its lines, the total with its words, and every paragraph of the law it rests on."""

    on: date
    lines: tuple[BudgetRow | Unpriced, ...]
    count: int
    total: Decimal
    words: str
    references: tuple[str, ...]
    confirmed: bool
    rounding: str

    @property
    def rows(self) -> tuple[BudgetRow, ...]:
        """The lines that have their money."""
        return tuple(line for line in self.lines if isinstance(line, BudgetRow))

    @property
    def unpriced(self) -> tuple[Unpriced, ...]:
        """The lines that the total leaves out because the law gives no money for them."""
        return tuple(line for line in self.lines if isinstance(line, Unpriced))

    @property
    def reasons(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each reason once, with the lines that have no money for it."""
        found: dict[str, list[str]] = {}
        for line in self.unpriced:
            found.setdefault(line.reason, []).append(line.label)
        return tuple((reason, tuple(labels)) for reason, labels in found.items())

    @property
    def has_total(self) -> bool:
        """Whether there is something to add up: a list whose lines all lack their money has no total."""
        return bool(self.rows) or not self.lines

    @property
    def is_open(self) -> bool:
        """Whether a line has no fixed number, so that the total is not the whole."""
        return any(line.count is None for line in self.lines)

    @property
    def is_bound(self) -> bool:
        """Whether the total is the most that it can be, not an exact amount."""
        return any(row.is_bound for row in self.rows)


def budget_of(
    items: Iterable[BudgetItem],
    on: date,
    rounding: str = UP,
    received_on: date | None = None,
    strict: bool = True,
) -> Budget:
    """The money for the items by the law of the day `on`: that of the plan for an estimate, of the decision else.

    An award without a coefficient becomes an Unpriced line. A number of the law that is not recorded for the day
    raises NoLaw; not `strict`: it becomes an Unpriced line too.
    """
    lines = tuple(_line(item, on, rounding, received_on, strict) for item in items)
    rows = [line for line in lines if isinstance(line, BudgetRow)]
    total = sum((row.amount for row in rows if row.amount is not None), Decimal(0))
    references = dict.fromkeys(reference for row in rows for reference in row.prize.references)
    return Budget(
        on=on,
        lines=lines,
        count=sum(line.count or 0 for line in lines),
        total=total,
        words=money_in_words(total),
        references=tuple(references),
        confirmed=all(row.prize.confirmed for row in rows),
        rounding=rounding,
    )


def _line(
    item: BudgetItem, on: date, rounding: str, received_on: date | None, strict: bool
) -> BudgetRow | Unpriced:
    if not item.law_key:
        return Unpriced(item.label, item.subject, "", item.count, _no_coefficient(item, on))
    try:
        one = _dearest(item, on, rounding, received_on)
    except NoLaw as error:
        if strict:
            raise
        return Unpriced(item.label, item.subject, item.law_key, item.count, _no_law(item, on, error))
    amount = None if item.count is None else one.paid * item.count
    return BudgetRow(item.label, item.subject, item.law_key, item.count, one, amount, not item.subject)


def _dearest(item: BudgetItem, on: date, rounding: str, received_on: date | None) -> Prize:
    """The money of the item's subject; when subjects share the number, of the one that gets most."""
    subjects = [item.subject] if item.subject else list(SUBJECT_NAMES)
    prizes = [prize(item.law_key, subject, on, rounding, received_on) for subject in subjects]
    return max(prizes, key=lambda one: one.paid)


def _no_coefficient(item: BudgetItem, on: date) -> str:
    rows = [award for award in catalogue(on) if award.code == item.catalogue]
    if rows and rows[0].money:
        return rows[0].money
    return "Hình thức này chưa gắn với hệ số tiền thưởng nào nên chưa tính được tiền."


def _no_law(item: BudgetItem, on: date, error: NoLaw) -> str:
    """That nobody may give it any more says more than that there is no coefficient."""
    award = _known(item.catalogue or item.law_key)
    if award is not None and not holds_on(award, on) and award.end is not None and award.end < on:
        return no_issuer(award, on)
    return error.message


def _known(code: str) -> CatalogueAward | None:
    return next((award for award in catalogue() if award.code == code), None)
