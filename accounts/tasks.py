"""What the worker does for the audit trail every day."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from accounts import clock
from accounts.domain.audit import keep_day


@shared_task(name="accounts.tasks.keep_audit_day", expires=3600)
def keep_audit_day() -> None:
    """Keeps the end of the audit chain as that of yesterday; beat sends it right after midnight."""
    keep_day(day=timezone.localdate(clock.now()) - timedelta(days=1))
