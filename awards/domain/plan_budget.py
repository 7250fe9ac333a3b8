"""Dự toán of a plan: its quotas times the money of the law, never a typed number."""

from dataclasses import dataclass
from datetime import date

from awards.domain.budget import Budget, BudgetItem, budget_of
from awards.lawbook import LawValue, base_salary, coefficient, subject_factor
from awards.models import AwardQuota
from campaigns.enums import RoundKind, SubjectKind
from campaigns.models import Campaign, Round

JOINT = "tập thể, cá nhân (tính chung)"


def plan_budget(*, campaign: Campaign, on: date, round: Round | None = None, strict: bool = True) -> Budget:
    """A row for each award and subject as if every quota were given, by the law of the day `on`.

    One round, or all of them when none is given. Raises NoLaw when a number of the law is not recorded for that
    day, unless not `strict`.
    """
    return budget_of(plan_items(campaign, round), on, campaign.rounding, strict=strict)


def plan_items(campaign: Campaign, round: Round | None = None) -> list[BudgetItem]:
    """The quotas as lines of the annex, by award, kind of round and subject; groups are added up."""
    quotas = AwardQuota.objects.filter(award__campaign=campaign).select_related("award")
    kinds = [round.kind] if round else [row.kind for row in campaign.rounds.all()]
    counts: dict[tuple, int | None] = {}
    for quota in quotas.order_by("award__position", "position", "id"):
        times = rounds_counted(quota, kinds)
        if not times:
            continue
        award = quota.award
        label = line_label(quota, times, named=round is None and len(set(kinds)) > 1)
        key = (label, quota.subject, award.law_key, award.catalogue)
        counts[key] = added(counts.get(key, 0), quota.maximum, times)
    return [
        BudgetItem(label, subject, law_key, count, code)
        for (label, subject, law_key, code), count in counts.items()
    ]


def rounds_counted(quota: AwardQuota, kinds: list[str]) -> int:
    """In how many of the rounds the quota is given; once when the campaign has no rounds."""
    if not kinds:
        return 1
    return len(kinds) if not quota.round_kind else kinds.count(quota.round_kind)


def added(so_far: int | None, maximum: int | None, times: int) -> int | None:
    """A line without a fixed number stays without one."""
    return None if so_far is None or maximum is None else so_far + maximum * times


def line_label(quota: AwardQuota, times: int, *, named: bool) -> str:
    """ "Bằng khen … cho tập thể, sơ kết"; a kind with several rounds says how many."""
    subject = SubjectKind(quota.subject).label.lower() if quota.subject else JOINT
    outside = " ngoài địa bàn" if quota.outside else ""
    kind = RoundKind(quota.round_kind).label.lower() if quota.round_kind and named else ""
    several = f"{times} đợt" if times > 1 else ""
    tail = ", ".join(part for part in (kind, several) if part)
    return f"{quota.award.name} cho {subject}{outside}" + (f", {tail}" if tail else "")


@dataclass(frozen=True)
class LawLine:
    """One number of the law behind the estimate, with its reference and whether its source was read."""

    label: str
    law: LawValue
    is_money: bool = False


def law_lines(*, campaign: Campaign, on: date) -> list[LawLine]:
    """Every number that the estimate is multiplied from; NoLaw when one is not recorded for the day."""
    quotas = AwardQuota.objects.filter(award__campaign=campaign).select_related("award")
    quotas = [row for row in quotas.order_by("award__position", "position", "id") if row.award.law_key]
    awards = {quota.award.law_key: quota.award.name for quota in quotas}
    lines = [LawLine("Mức lương cơ sở", base_salary(on), is_money=True)]
    lines += [LawLine(f"Hệ số của {name}", coefficient(key, on)) for key, name in awards.items()]
    for subject in dict.fromkeys(quota.subject or SubjectKind.TAP_THE.value for quota in quotas):
        lines.append(
            LawLine(f"Số lần nhân cho {SubjectKind(subject).label.lower()}", subject_factor(subject, on))
        )
    return lines
