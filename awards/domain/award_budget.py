"""The money of what was really awarded, by the law of the day of the decision."""

from collections import Counter
from datetime import date

from awards.domain.budget import Budget, BudgetItem, budget_of
from awards.models import AwardQuota, AwardRecord
from campaigns.enums import SubjectKind
from campaigns.models import Campaign, Round


def award_budget(
    *, campaign: Campaign, on: date, round: Round | None = None, received_on: date | None = None
) -> Budget:
    """A row for each subject of each award that the plan counts; NoLaw when the law of the day is not recorded.

    Of one round, or of all. `received_on` moves a dossier to the older decree where a transition rule says so.
    """
    records = AwardRecord.objects.filter(campaign=campaign)
    if round is not None:
        records = records.filter(round=round)
    given = Counter(records.values_list("quota", "nomination__subject"))
    counts: Counter[tuple[str, str, str, str]] = Counter()
    quotas = AwardQuota.objects.filter(award__campaign=campaign).select_related("award")
    for quota in quotas.order_by("award__position", "position", "id"):
        for subject in counted_subjects(quota, given):
            award = quota.award
            key = (f"{award.name} cho {SubjectKind(subject).label.lower()}", subject, award.law_key)
            counts[(*key, award.catalogue)] += given[(quota.pk, subject)]
    items = [
        BudgetItem(label, subject, law_key, count, catalogue)
        for (label, subject, law_key, catalogue), count in counts.items()
    ]
    return budget_of(items, on, campaign.rounding, received_on)


def counted_subjects(quota: AwardQuota, given: Counter[tuple[int, str]]) -> list[str]:
    """The subject that the quota names; of one that subjects share, those that really got it."""
    if quota.subject:
        return [quota.subject]
    return [subject for subject in SubjectKind.values if given[(quota.pk, subject)]]
