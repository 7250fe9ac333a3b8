"""The audit trail as people read it: whose events a person may see, and in which groups of kinds."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from accounts.dates import VIET_NAM
from accounts.models import AuditEvent
from campaigns.access import Access
from campaigns.enums import Role
from campaigns.models import Campaign, Membership
from campaigns.queries import matching, under

WATCHING = (Role.AUDITOR, Role.SYSTEM_ADMIN)
# Beginning of a kind -> the group under which the filter shows it.
GROUPS = {
    "account": "Tài khoản, đăng nhập",
    "unit": "Đơn vị",
    "role": "Người dùng, vai trò",
    "person": "Người dùng, vai trò",
    "refused": "Bị từ chối",
    "download": "Tải tệp",
    "plan": "Kế hoạch",
    "campaign": "Kế hoạch",
    "round": "Kế hoạch",
    "deadline": "Kế hoạch",
    "criteria": "Kế hoạch",
    "council": "Hội đồng",
    "meeting": "Hội đồng",
    "registration": "Đăng ký thi đua",
    "own_plan": "Báo cáo, chỉ tiêu, số liệu",
    "report": "Báo cáo, chỉ tiêu, số liệu",
    "target": "Báo cáo, chỉ tiêu, số liệu",
    "figures": "Báo cáo, chỉ tiêu, số liệu",
    "field_result": "Báo cáo, chỉ tiêu, số liệu",
    "sheet": "Tự chấm, minh chứng",
    "evidence": "Tự chấm, minh chứng",
    "index": "Kết quả, xếp hạng",
    "contest": "Kết quả, xếp hạng",
    "takeover": "Đơn vị",
    "ranking": "Kết quả, xếp hạng",
    "nomination": "Đề nghị, hồ sơ",
    "dossier": "Đề nghị, hồ sơ",
    "papers": "Đề nghị, hồ sơ",
    "paper": "Đề nghị, hồ sơ",
    "condition": "Xét điều kiện",
    "verdict": "Xét điều kiện",
    "tie": "Xét điều kiện",
    "top_line": "Xét điều kiện",
    "award": "Khen thưởng",
    "history": "Khen thưởng",
}
GROUP_NAMES = tuple(dict.fromkeys(GROUPS.values()))


@dataclass(frozen=True)
class AuditFilter:
    """What of the trail is asked for; empty means all. Days are local, `target` is "type:id"."""

    q: str = ""
    group: str = ""
    campaign: str = ""
    target: str = ""
    first_day: date | None = None
    last_day: date | None = None

    def __bool__(self) -> bool:
        return any((self.q, self.group, self.campaign, self.target, self.first_day, self.last_day))


def group_of(event: AuditEvent) -> str:
    """The group of an event's kind, in words."""
    return GROUPS.get(event.kind.split(".")[0], "Việc khác")


def may_read_audit(access: Access) -> bool:
    """Auditors and administrators read what lies under their unit, a standing body what belongs to its campaigns."""
    return access.role in (*WATCHING, Role.STANDING_OFFICER)


def events_visible_to(access: Access) -> QuerySet[AuditEvent]:
    """The events that the person may read, newest first; those of nobody's are for whoever watches at the top."""
    rows = AuditEvent.objects.order_by("-number")
    if access.unit is None or not may_read_audit(access):
        return rows.none()
    if access.role == Role.STANDING_OFFICER:
        return rows.filter(campaign_ref__in=campaigns_read_by(access).values("slug"))
    people = Membership.objects.filter(under("unit", access.unit.pk)).values("user")
    seen = Q(campaign_ref__in=campaigns_read_by(access).values("slug")) | Q(actor__in=people)
    if access.unit.parent_id is None:
        # The system's own work, and what came from people without a place: of no other top either.
        homeless = Q(actor__isnull=True) | ~Q(actor__in=Membership.objects.values("user"))
        seen |= Q(campaign_ref="") & homeless
    return rows.filter(seen)


def campaigns_read_by(access: Access) -> QuerySet[Campaign]:
    """The campaigns whose events the person may read."""
    if access.unit is None or not may_read_audit(access):
        return Campaign.objects.none()
    if access.role == Role.STANDING_OFFICER:
        return Campaign.objects.filter(standing_unit=access.unit)
    return Campaign.objects.filter(under("issuer", access.unit.pk) | under("standing_unit", access.unit.pk))


def filtered(rows: QuerySet[AuditEvent], asked: AuditFilter) -> QuerySet[AuditEvent]:
    """The rows that are asked for."""
    rows = matching(rows, asked.q, "search_key")
    if asked.group:
        heads = [head for head, name in GROUPS.items() if name == asked.group]
        kinds = Q()
        for head in heads:
            kinds |= Q(kind__startswith=f"{head}.")
        rows = rows.filter(kinds)
    if asked.campaign:
        rows = rows.filter(campaign_ref=asked.campaign)
    if asked.target:
        kind, _, number = asked.target.partition(":")
        rows = rows.filter(object_type=kind, object_id=number)
    if asked.first_day:
        rows = rows.filter(at__gte=_start(asked.first_day))
    if asked.last_day:
        rows = rows.filter(at__lt=_start(asked.last_day + timedelta(days=1)))
    return rows


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), VIET_NAM)
