"""What the worker does every day: for the audit trail, and with sessions that ran out."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from accounts import clock
from accounts.domain.audit import keep_day
from accounts.domain.end_sessions import drop_old_sessions


@shared_task(name="accounts.tasks.keep_audit_day", expires=3600)
def keep_audit_day() -> None:
    """Keeps the end of the audit chain as that of yesterday; beat sends it right after midnight."""
    keep_day(day=timezone.localdate(clock.now()) - timedelta(days=1))


@shared_task(name="accounts.tasks.drop_sessions", expires=3600)
def drop_sessions() -> None:
    """Deletes sessions that ran out days ago."""
    drop_old_sessions()
