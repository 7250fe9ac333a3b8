"""What a change of the plan may not do to what was already given, nominated or recorded: refusals with numbers."""

from collections import Counter
from collections.abc import Mapping
from copy import copy
from typing import Any

from accounts.errors import DomainError
from awards.enums import NominationState
from awards.models import AwardQuota, AwardRecord, Nomination
from awards.plan_parts import Part
from awards.quotas import covers
from campaigns.models import Deadline, ReportReceived, TargetProgress

MEANT_FOR = ("round_kind", "group", "subject", "outside", "with_households")


def check_change(part: Part, row: Any, values: Mapping[str, Any]) -> None:
    """DomainError when the new values contradict what has happened under the old ones."""
    if part.key == "quotas":
        check_quota(row, values)
    if part.key == "rounds" and values.get("kind", row.kind) != row.kind:
        count = Nomination.objects.filter(round=row).count()
        if count:
            raise DomainError(
                f"Đợt «{row}» đã có {count} đề nghị khen thưởng nên không đổi loại đợt được.", field="kind"
            )
    if row.pk and "code" in values and values["code"] != row.code and is_used(part, row):
        raise DomainError(
            f"«{row}» đã được dùng trong đề nghị khen thưởng nên không đổi mã được.", field="code"
        )


def is_used(part: Part, row: Any) -> bool:
    """Whether nominations already name the round, group or award."""
    field = {"rounds": "round", "groups": "group", "awards": "award"}.get(part.key)
    return bool(field) and Nomination.objects.filter(**{str(field): row}).exists()


def check_quota(quota: AwardQuota, values: Mapping[str, Any]) -> None:
    """No quota is set below the places given under it, by whichever quota that overlaps it they were given.

    Nor is it meant for others once awards were given under it. The award's quotas stay locked as for a claim.
    """
    list(AwardQuota.objects.select_for_update(no_key=True).filter(award=quota.award_id).order_by("pk"))
    wanted = copy(quota)
    for name, value in values.items():
        setattr(wanted, name, value)
    changed = {name for name in (*MEANT_FOR, "maximum") if getattr(wanted, name) != getattr(quota, name)}
    if quota.pk and not changed:
        return
    most, where = most_given(wanted)
    if wanted.maximum is not None and wanted.maximum < most:
        done = (
            f"nên không hạ xuống {wanted.maximum} được"
            if quota.pk
            else f"nên không đặt {wanted.maximum} được"
        )
        raise DomainError(
            f"Đã chọn khen {most} trường hợp theo chỉ tiêu này ở «{where}» {done}. "
            f"Hãy bỏ chọn ít nhất {most - wanted.maximum} trường hợp trước.",
            field="maximum",
        )
    own = AwardRecord.objects.filter(quota=quota).count() if quota.pk else 0
    if own and changed - {"maximum"}:
        raise DomainError(
            f"Đã chọn khen {own} trường hợp theo chỉ tiêu này nên không đổi đợt, nhóm, đối tượng của nó được. "
            "Hãy thêm một chỉ tiêu khác."
        )


def most_given(quota: AwardQuota) -> tuple[int, str]:
    """The round in which most places count against the quota, and how many; a joint one counts those of others too."""
    rows = Nomination.objects.filter(award_record__isnull=False, award=quota.award_id).select_related("round")
    given = Counter(str(one.round) for one in rows if covers(quota, one))
    where, most = next(iter(given.most_common(1)), ("", 0))
    return most, where


def hanging(part: Part, row: Any) -> str:
    """What hangs on the row, in words with numbers; "" when it may go."""
    found = [f"{count} {name}" for name, count in COUNTS.get(part.key, _nothing)(row).items() if count]
    return f"đang có {', '.join(found)}" if found else ""


def _nothing(row: Any) -> dict[str, int]:
    return {}


def _of_round(row: Any) -> dict[str, int]:
    return {
        "đề nghị khen thưởng": Nomination.objects.filter(round=row).count(),
        "thời hạn riêng": Deadline.objects.filter(round=row).count(),
        "đợt đang mở hoặc đã xét": int(row.state != "planned"),
    }


def _of_group(row: Any) -> dict[str, int]:
    return {
        "đề nghị khen thưởng": Nomination.objects.filter(group=row).count(),
        "chỉ tiêu khen thưởng": row.quotas.count(),
        "tiêu chuẩn riêng": row.conditions.count(),
    }


def _of_award(row: Any) -> dict[str, int]:
    alive = Nomination.objects.filter(award=row).exclude(state=NominationState.WITHDRAWN).count()
    return {
        "đề nghị khen thưởng": alive,
        "kết quả khen thưởng": AwardRecord.objects.filter(quota__award=row).count(),
    }


def _of_quota(row: Any) -> dict[str, int]:
    return {"kết quả khen thưởng": AwardRecord.objects.filter(quota=row).count()}


def _of_duty(row: Any) -> dict[str, int]:
    return {"báo cáo đã nhận": ReportReceived.objects.filter(duty=row).count()}


def _of_target(row: Any) -> dict[str, int]:
    return {"năm đã nhập kết quả": TargetProgress.objects.filter(target=row).count()}


def _of_phase(row: Any) -> dict[str, int]:
    return {"chỉ tiêu số": row.targets.count()}


COUNTS = {
    "rounds": _of_round,
    "groups": _of_group,
    "awards": _of_award,
    "quotas": _of_quota,
    "report_duties": _of_duty,
    "targets": _of_target,
    "phases": _of_phase,
}
