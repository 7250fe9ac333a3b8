"""Tasks for whoever is the second person: of a role, of a lost second factor, of a dossier that an office sent."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from campaigns.access import Access
from campaigns.enums import Role
from campaigns.people import resets_to_confirm, roles_to_confirm
from dossiers.enums import DossierState
from dossiers.four_eyes import head_accepts
from dossiers.queries import dossiers_visible_to
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


def head_tasks(access: Access, at: datetime) -> Iterator[Task]:
    """Dossiers that the standing body sent itself, for the head who takes them in."""
    if access.role != Role.UNIT_HEAD:
        return
    for row in dossiers_visible_to(access).filter(state=DossierState.SENT).order_by("sent_at", "pk"):
        step = head_accepts(row, at)
        if step and step.may(access.user):
            yield Task(
                due=due_count(1, "hồ sơ"),
                title=f"Kiểm tra, tiếp nhận hồ sơ của {row.unit}",
                text=step.sentence,
                url=reverse("dossiers:dossier", args=[row.pk]),
                button="Mở hồ sơ",
                urgent=True,
            )
