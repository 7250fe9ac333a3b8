"""The audit trail: append-only, hash-chained, written in the transaction of the change."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from django.db import transaction

from accounts.models import AuditDay, AuditEvent, AuditHead, User
from accounts.origin import current_origin
from accounts.text import fold

READ_AT_ONCE = 2000


def record_event(
    *,
    by: User | None,
    at: datetime,
    kind: str,
    sentence: str,
    target: Any = None,
    changes: dict | None = None,
    campaign: Any = None,
    unit: Any = None,
) -> AuditEvent:
    """Appends one event, about `target` (a saved row) if there is one; must run inside the change's transaction."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("record_event must run inside the transaction of the change.")
    origin = current_origin()
    AuditHead.objects.get_or_create(pk=1)
    head = AuditHead.objects.select_for_update(no_key=True).get(pk=1)
    event = AuditEvent(
        number=head.last_number + 1,
        at=at,
        actor=by,
        actor_label=str(by) if by else "Hệ thống",
        actor_role=origin.role()[:300] if by else "",
        address=origin.address[:45],
        kind=kind,
        object_type=target._meta.label_lower if target is not None else "",
        object_id=str(target.pk) if target is not None else "",
        campaign_ref=getattr(campaign, "slug", "") or "",
        unit_ref=str(unit.pk) if unit is not None else "",
        sentence=sentence,
        changes=changes or {},
        previous_hash=head.last_hash,
    )
    event.search_key = fold(f"{event.actor_label} {sentence}")
    event.hash = event_hash(event)
    event.save(force_insert=True)
    AuditHead.objects.filter(pk=1).update(last_number=event.number, last_hash=event.hash)
    return event


def event_hash(event: AuditEvent) -> str:
    """SHA-256 over everything the event holds and the hash before it."""
    content = [
        event.number,
        event.at.astimezone(UTC).isoformat(),
        event.actor_id,
        event.actor_label,
        event.actor_role,
        event.address,
        event.kind,
        event.object_type,
        event.object_id,
        event.campaign_ref,
        event.unit_ref,
        event.sentence,
        event.changes,
        event.search_key,
        event.previous_hash,
    ]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def broken_links(*, kept: dict[int, str] | None = None) -> list[int]:
    """Numbers of the stored events that do not hold against their hashes, the end of the chain or a kept day;
    `kept` are days from a file (number -> hash) that somebody else held."""
    head = AuditHead.objects.filter(pk=1).first()
    end = (head.last_number, head.last_hash) if head else (0, "")
    days = dict(AuditDay.objects.values_list("number", "hash"))
    wrong = [number for number, hash in (kept or {}).items() if days.get(number, hash) != hash]
    events = AuditEvent.objects.order_by("number").iterator(chunk_size=READ_AT_ONCE)
    return sorted({*wrong, *broken_in(events, end=end, kept={**days, **(kept or {})})})


def broken_in(events: Iterable[AuditEvent], *, end: tuple[int, str], kept: dict[int, str]) -> list[int]:
    """Numbers where the chain breaks: content, order or link; `end` is the last (number, hash) there should be,
    `kept` the hash that an earlier day's end had under its number."""
    wrong, previous, expected, waiting = [], "", 1, dict(kept)
    waiting.pop(0, None)
    for event in events:
        sound = (
            event.number == expected and event.previous_hash == previous and event.hash == event_hash(event)
        )
        if waiting.pop(event.number, event.hash) != event.hash or not sound:
            wrong.append(event.number)
        previous, expected = event.hash, event.number + 1
    if end != (expected - 1, previous):
        wrong.append(end[0])
    return wrong + sorted(waiting)


def keep_day(*, day: date) -> AuditDay:
    """Keeps the end of the chain as that of the day; a day that was kept stays as it was."""
    head = AuditHead.objects.filter(pk=1).first()
    values = {"number": head.last_number, "hash": head.last_hash} if head else {"number": 0, "hash": ""}
    return AuditDay.objects.get_or_create(day=day, defaults=values)[0]
