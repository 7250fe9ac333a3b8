"""What a change of the plan may not do to what was already given, nominated or recorded: refusals with numbers."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count

from accounts.errors import DomainError
from awards.enums import NominationState
from awards.models import AwardQuota, AwardRecord, Nomination
from awards.plan_parts import Part
from campaigns.models import Deadline, ReportReceived, TargetProgress

MEANT_FOR = ("round_kind", "group", "subject", "outside")


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
    """A quota is not lowered under the awards given, nor meant for others once awards were given under it."""
    given = list(
        AwardRecord.objects.filter(quota=quota)
        .order_by("round__position")
        .values("round__name")
        .annotate(count=Count("pk"))
    )
    if not given:
        return
    most = max(given, key=lambda row: row["count"])
    maximum = values.get("maximum", quota.maximum)
    if maximum is not None and maximum < most["count"]:
        raise DomainError(
            f"Đã chọn khen {most['count']} trường hợp theo chỉ tiêu này ở «{most['round__name']}» nên không hạ "
            f"xuống {maximum} được. Hãy bỏ chọn ít nhất {most['count'] - maximum} trường hợp trước.",
            field="maximum",
        )
    if any(name in values and values[name] != getattr(quota, name) for name in MEANT_FOR):
        raise DomainError(
            f"Đã chọn khen {sum(row['count'] for row in given)} trường hợp theo chỉ tiêu này nên không đổi đợt, "
            "nhóm, đối tượng của nó được. Hãy thêm một chỉ tiêu khác."
        )


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
