"""The lines of the pre-launch check about the quotas of one award and the conditions that name numbers."""

from collections.abc import Iterator
from itertools import combinations

from awards.enums import QuotaMode
from awards.models import Award, AwardQuota
from awards.plan_lines import CheckLine, warn
from awards.plan_words import quota_label
from campaigns.enums import SubjectKind

RANKED = ("within_top", "unit_within_top")


def quota_lines(award: Award, has_groups: bool) -> Iterator[CheckLine]:
    """Quotas without a group, quotas that overlap, and "within the first n" beside another number."""
    quotas = list(award.quotas.all())
    for quota in quotas:
        if has_groups and quota.group is None and quota.mode == QuotaMode.EXACT:
            yield warn(f"«{award}», {said(quota)}: chỉ tiêu không gắn nhóm.", "awards")
    for one, other in combinations(quotas, 2):
        if overlap(one, other):
            yield warn(
                f"«{award}»: chỉ tiêu «{said(one)}» ({one.maximum or 'không giới hạn'}) chồng lên chỉ tiêu "
                f"«{said(other)}» ({other.maximum or 'không giới hạn'}); cả hai cùng được giữ.",
                "awards",
            )
    yield from _lines_of_numbers(award, quotas)


def said(quota: AwardQuota) -> str:
    """«tập thể, nhóm Phòng ban»."""
    row = {"subject": quota.subject, "round_kind": quota.round_kind, "outside": quota.outside}
    name = quota.group.name if quota.group else ""
    return quota_label({**row, "group": name}, {})


def overlap(one: AwardQuota, other: AwardQuota) -> bool:
    """Whether somebody may count against both: a joint quota beside one of a subject, all groups beside one."""
    pairs = (
        (one.subject, other.subject),
        (one.round_kind, other.round_kind),
        (one.group_id or "", other.group_id or ""),
    )
    same_side = one.outside == other.outside
    meet = all(a == b or "" in (a, b) for a, b in pairs)
    return same_side and meet and one.maximum is not None and other.maximum is not None


def _lines_of_numbers(award: Award, quotas: list[AwardQuota]) -> Iterator[CheckLine]:
    for condition in award.conditions.all():
        n = condition.params.get("n")
        if condition.rule not in RANKED or not isinstance(n, int):
            continue
        for quota in quotas:
            wanted = (SubjectKind.TAP_THE,) if condition.rule == "within_top" else (SubjectKind.CA_NHAN,)
            fits = quota.subject in wanted and condition.group_id in (None, quota.group_id)
            if fits and quota.maximum is not None and quota.maximum != n:
                yield warn(
                    f"«{award}», {said(quota)}: tiêu chuẩn xét trong {n:02d} thứ hạng cao nhất nhưng chỉ tiêu là "
                    f"{quota.maximum:02d}.",
                    "awards",
                )
