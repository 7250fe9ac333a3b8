"""Tasks for whoever is the second person: of a role, or of a lost second factor, that waits for a yes."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from campaigns.access import Access
from campaigns.enums import Role
from campaigns.people import resets_to_confirm, roles_to_confirm
from dossiers.task import Task, due_count


def role_tasks(access: Access, at: datetime) -> Iterator[Task]:
    """One task for all roles that wait for the person."""
    if access.role not in (Role.SYSTEM_ADMIN, Role.UNIT_HEAD):
        return
    waiting = list(roles_to_confirm(access, at)[:4])
    if waiting:
        first = waiting[0]
        more = " và vai trò khác" if len(waiting) > 1 else ""
        yield Task(
            due=due_count(len(waiting), "vai trò"),
            title="Xác nhận vai trò vừa giao",
            text=f"{first.user}: {first.get_role_display()}, {first.unit}{more}. Chưa xác nhận thì chưa có hiệu lực.",
            url=reverse("campaigns:confirmations"),
            button="Xem và xác nhận",
            urgent=True,
        )
    lost = list(resets_to_confirm(access.user, at)[:4])
    if lost:
        yield Task(
            due=due_count(len(lost), "người"),
            title="Xác nhận gỡ yếu tố thứ hai",
            text=f"{lost[0].user} mất điện thoại hoặc khóa; {lost[0].asked_by} đề nghị gỡ để đặt lại.",
            url=reverse("campaigns:confirmations"),
            button="Xem và xác nhận",
            urgent=True,
        )
