"""The money of what was really awarded, by the law of the day of the decision."""

from collections import Counter
from datetime import date

from awards.domain.budget import Budget, BudgetItem, budget_of
from awards.models import AwardQuota, AwardRecord
from campaigns.enums import SubjectKind
from campaigns.models import Campaign


def award_budget(*, campaign: Campaign, on: date) -> Budget:
    """A row for each subject of each award that the plan counts; NoLaw when the law of the day is not recorded."""
    given = Counter(AwardRecord.objects.filter(campaign=campaign).values_list("quota", flat=True))
    counts: Counter[tuple[str, str, str]] = Counter()
    quotas = AwardQuota.objects.filter(award__campaign=campaign).select_related("award")
    for quota in quotas.order_by("award__position", "-subject", "group__position"):
        counts[(quota.award.name, quota.subject, quota.award.law_key)] += given[quota.pk]
    items = [
        BudgetItem(f"{name} cho {SubjectKind(subject).label.lower()}", subject, law_key, count)
        for (name, subject, law_key), count in counts.items()
    ]
    return budget_of(items, on)
