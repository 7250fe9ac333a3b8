"""Dự toán of a plan: its quotas times the money of the law, never a typed number."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from awards.domain.budget import Budget, BudgetItem, budget_of
from awards.lawbook import LawValue, base_salary, coefficient, subject_factor
from awards.models import AwardQuota
from campaigns.enums import SubjectKind
from campaigns.models import Campaign


def plan_budget(*, campaign: Campaign, on: date) -> Budget:
    """A row for each award and subject as if every quota were given, by the law of the day `on`.

    Raises NoLaw when a number of the law is not recorded for that day.
    """
    counts: Counter[tuple[str, str, str]] = Counter()
    quotas = AwardQuota.objects.filter(award__campaign=campaign).select_related("award")
    for quota in quotas.order_by("award__position", "-subject", "group__position"):
        counts[(quota.award.name, quota.subject, quota.award.law_key)] += quota.maximum
    items = [
        BudgetItem(f"{name} cho {SubjectKind(subject).label.lower()}", subject, law_key, count)
        for (name, subject, law_key), count in counts.items()
    ]
    return budget_of(items, on)


@dataclass(frozen=True)
class LawLine:
    """One number of the law behind the estimate, with its reference and whether its source was read."""

    label: str
    law: LawValue
    is_money: bool = False


def law_lines(*, campaign: Campaign, on: date) -> list[LawLine]:
    """Every number that the estimate is multiplied from; NoLaw when one is not recorded for the day."""
    quotas = AwardQuota.objects.filter(award__campaign=campaign).select_related("award")
    quotas = list(quotas.order_by("award__position", "-subject"))
    awards = {quota.award.law_key: quota.award.name for quota in quotas}
    lines = [LawLine("Mức lương cơ sở", base_salary(on), is_money=True)]
    lines += [LawLine(f"Hệ số của {name}", coefficient(key, on)) for key, name in awards.items()]
    for subject in dict.fromkeys(quota.subject for quota in quotas):
        lines.append(
            LawLine(f"Số lần nhân cho {SubjectKind(subject).label.lower()}", subject_factor(subject, on))
        )
    return lines
