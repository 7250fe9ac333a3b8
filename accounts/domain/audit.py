"""The audit trail: append-only, hash-chained, written in the transaction of the change."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from accounts.models import AuditEvent, AuditHead, User


def record_event(
    *,
    by: User | None,
    at: datetime,
    kind: str,
    target: Any,
    sentence: str,
    changes: dict | None = None,
    campaign: Any = None,
    unit: Any = None,
) -> AuditEvent:
    """Appends one event for `target` (a saved row); must run inside the transaction of the change itself."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("record_event must run inside the transaction of the change.")
    AuditHead.objects.get_or_create(pk=1)
    head = AuditHead.objects.select_for_update(no_key=True).get(pk=1)
    event = AuditEvent(
        number=head.last_number + 1,
        at=at,
        actor=by,
        actor_label=str(by) if by else "Hệ thống",
        kind=kind,
        object_type=target._meta.label_lower,
        object_id=str(target.pk),
        campaign_ref=getattr(campaign, "slug", "") or "",
        unit_ref=str(unit.pk) if unit is not None else "",
        sentence=sentence,
        changes=changes or {},
        previous_hash=head.last_hash,
    )
    event.hash = event_hash(event)
    event.save(force_insert=True)
    AuditHead.objects.filter(pk=1).update(last_number=event.number, last_hash=event.hash)
    return event


def event_hash(event: AuditEvent) -> str:
    """SHA-256 over the event's content and the hash before it."""
    content = [
        event.number,
        event.at.astimezone(UTC).isoformat(),
        event.actor_id,
        event.actor_label,
        event.kind,
        event.object_type,
        event.object_id,
        event.campaign_ref,
        event.unit_ref,
        event.sentence,
        event.changes,
        event.previous_hash,
    ]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def broken_links() -> list[int]:
    """Numbers of the events whose hash, order or link to the one before does not hold."""
    wrong, previous, expected = [], "", 1
    for event in AuditEvent.objects.order_by("number").iterator(chunk_size=2000):
        if event.number != expected or event.previous_hash != previous or event.hash != event_hash(event):
            wrong.append(event.number)
        previous, expected = event.hash, event.number + 1
    head = AuditHead.objects.filter(pk=1).first()
    if head and (head.last_hash, head.last_number) != (previous, expected - 1):
        wrong.append(head.last_number)
    return wrong
