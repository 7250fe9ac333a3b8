"""The deciding council of a campaign: who sits on it, with which account, and whose unit each one belongs to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from accounts.text import name_key, tidy
from awards.enums import CouncilLevel, CouncilRole, MeetingState
from awards.models import Council, CouncilMember, Meeting, MeetingAttendance
from campaigns.models import Campaign, Unit
from campaigns.permissions import check_standing


@dataclass(frozen=True)
class Member:
    """One seat: the name and office as printed, the role, the account that votes, the unit not voted on."""

    full_name: str
    office: str
    role: str
    user: User | None
    own_unit: Unit | None


def set_council(
    *, campaign: Campaign, name: str, members: Sequence[Member], by: User, at: datetime
) -> Council:
    """Writes the council and its members; DomainError while a meeting of it is not over.

    Whoever has sat in a meeting keeps the seat, because its minutes name them.
    """
    with transaction.atomic():
        campaign = Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
        check_standing(by=by, campaign=campaign, at=at)
        clean = tidy(name)
        wrong = check_members(clean, members)
        if wrong:
            raise DomainError(" ".join(wrong))
        council, _ = Council.objects.get_or_create(
            campaign=campaign, unit=campaign.issuer, level=CouncilLevel.DECIDING, defaults={"name": clean}
        )
        if Meeting.objects.filter(council=council).exclude(state=MeetingState.CLOSED).exists():
            raise DomainError("Hội đồng đang có phiên họp chưa kết thúc nên chưa đổi thành viên được.")
        council.name = clean
        council.save(update_fields=["name"])
        _write(council, members)
        record_event(
            by=by,
            at=at,
            kind="council.set",
            target=council,
            campaign=campaign,
            sentence=f"Lập «{council}» gồm {len(members)} thành viên.",
            changes={"members": [one.full_name for one in members]},
        )
        return council


def check_members(name: str, members: Sequence[Member]) -> list[str]:
    """Every fault at once, as sentences."""
    wrong = [] if name else ["Hãy nhập tên Hội đồng."]
    if len(members) < 3:
        wrong.append("Hội đồng phải có ít nhất 3 thành viên.")
    chairs = sum(one.role == CouncilRole.CHAIR for one in members)
    if chairs != 1:
        wrong.append(f"Hội đồng phải có đúng một Chủ tịch Hội đồng, hiện có {chairs}.")
    seen: set[tuple[str, str]] = set()
    accounts: set[int] = set()
    for one in members:
        key = (name_key(one.full_name), name_key(one.office))
        if key in seen:
            wrong.append(f"{one.full_name} có hai dòng trong Hội đồng.")
        seen.add(key)
        if not tidy(one.office):
            wrong.append(f"{one.full_name}: hãy nhập chức vụ.")
        if one.user and one.user.pk in accounts:
            wrong.append(f"Tài khoản {one.user.username} được chọn cho hai thành viên.")
        if one.user:
            accounts.add(one.user.pk)
    return wrong


def _write(council: Council, members: Sequence[Member]) -> None:
    """Members are found again by name; the chair is freed first, because there is only one."""
    before = {name_key(row.full_name): row for row in council.members.all()}
    council.members.filter(role=CouncilRole.CHAIR).update(role=CouncilRole.MEMBER)
    kept = {name_key(one.full_name) for one in members}
    for key, row in before.items():
        if key in kept:
            continue
        if MeetingAttendance.objects.filter(member=row).exists():
            raise DomainError(
                f"{row} đã dự phiên họp của Hội đồng nên không bỏ khỏi danh sách được; biên bản có tên người này."
            )
        row.delete()
    council.members.update(user=None)
    for place, one in enumerate(members, start=1):
        row = before.get(name_key(one.full_name)) or CouncilMember(council=council)
        row.full_name, row.office, row.role = tidy(one.full_name), tidy(one.office), one.role
        row.user, row.own_unit, row.position = one.user, one.own_unit, place
        row.save()
