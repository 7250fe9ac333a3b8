"""The plan's estimate by the law of two days: the one of the plan and the one of the decision."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounts.dates import date_short
from accounts.numbers import format_decimal, format_money
from accounts.words import money_in_words
from awards.domain.budget import Budget, BudgetRow, Unpriced, budget_of
from awards.domain.plan_budget import plan_items
from awards.law_data import NoLaw
from awards.lawbook import base_salary
from campaigns.models import Campaign, Round


@dataclass(frozen=True)
class ComparedLine:
    """One line of the annex on both days; `difference` (second less first) when both have an amount."""

    label: str
    count: int | None
    first: BudgetRow | Unpriced
    second: BudgetRow | Unpriced
    difference: Decimal | None


@dataclass(frozen=True)
class ComparedBudgets:
    """Both budgets, their lines side by side, and what differs in a sentence."""

    first: Budget
    second: Budget
    lines: tuple[ComparedLine, ...]
    difference: Decimal | None
    sentence: str

    @property
    def budgets(self) -> tuple[Budget, Budget]:
        """Both, in the order of the two days."""
        return self.first, self.second


def compare_budgets(
    *, campaign: Campaign, plan_day: date, decision_day: date, round: Round | None = None
) -> ComparedBudgets:
    """What the quotas cost by the law of each day, rounded as the campaign sets.

    A line whose money the law of a day does not give says so; nothing raises for it.
    """
    items = plan_items(campaign, round)
    first = budget_of(items, plan_day, campaign.rounding, strict=False)
    second = budget_of(items, decision_day, campaign.rounding, strict=False)
    lines = tuple(_compared(*pair) for pair in zip(first.lines, second.lines, strict=True))
    difference = second.total - first.total if comparable(first, second) else None
    return ComparedBudgets(first, second, lines, difference, difference_sentence(first, second))


def difference_sentence(first: Budget, second: Budget) -> str:
    """Says whether the second day costs more or less, how much in figures and words, and what changed."""
    days = f"ngày {date_short(second.on)} so với ngày {date_short(first.on)}"
    if not comparable(first, second):
        return "Có dòng chỉ tính được tiền ở một trong hai ngày, nên hai tổng không so sánh được với nhau."
    if not first.rows:
        return "Chưa dòng nào tính được tiền."
    difference = second.total - first.total
    if difference == 0:
        return f"Hai ngày cho cùng một số tiền ({days})."
    way = "tăng" if difference > 0 else "giảm"
    amount = abs(difference)
    causes = changes(first, second)
    because = f" Thay đổi: {'; '.join(causes)}." if causes else ""
    words = money_in_words(amount)
    return f"Tính theo {days}: {way} {format_money(amount)} (bằng chữ: {words})." + because


def comparable(first: Budget, second: Budget) -> bool:
    """Whether both days give money for the same lines, so that their totals may be set against each other."""
    pairs = zip(first.lines, second.lines, strict=True)
    return all(isinstance(one, Unpriced) == isinstance(two, Unpriced) for one, two in pairs)


def changes(first: Budget, second: Budget) -> list[str]:
    """Which numbers of the law differ between the two days, each with both values."""
    found = []
    salaries = [_salary(first.on), _salary(second.on)]
    if None not in salaries and salaries[0] != salaries[1]:
        found.append(f"mức lương cơ sở {format_money(salaries[0])} thành {format_money(salaries[1])}")
    for one, two in zip(first.lines, second.lines, strict=True):
        if isinstance(one, BudgetRow) and isinstance(two, BudgetRow):
            old, new = one.prize, two.prize
            if (old.coefficient, old.factor) != (new.coefficient, new.factor):
                before, after = (_times(row.prize) for row in (one, two))
                found.append(f"hệ số của {one.label} {before} thành {after}")
    return found


def _compared(first: BudgetRow | Unpriced, second: BudgetRow | Unpriced) -> ComparedLine:
    amounts = [line.amount if isinstance(line, BudgetRow) else None for line in (first, second)]
    both = None if amounts[0] is None or amounts[1] is None else amounts[1] - amounts[0]
    return ComparedLine(first.label, first.count, first, second, both)


def _salary(on: date) -> Decimal | None:
    try:
        return base_salary(on).value
    except NoLaw:
        return None


def _times(prize) -> str:
    shown = format_decimal(prize.coefficient)
    return shown if prize.factor == 1 else f"{shown} × {format_decimal(prize.factor)}"
