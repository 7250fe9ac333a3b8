"""The scan of an old decision: kept under a name of our own making, replaced by a better one, never lost."""

from datetime import datetime
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from accounts.domain.audit import record_event
from accounts.models import User
from accounts.uploads import Upload
from awards.domain.write_history import lock_history
from awards.models import Decision, DecisionFile


def attach_decision(*, decision: Decision, upload: Upload, by: User, at: datetime) -> DecisionFile:
    """Keeps the scan; an earlier one stays on record as replaced, the same file again changes nothing."""
    with transaction.atomic():
        lock_history(office=decision.keeper, by=by, at=at)
        before = DecisionFile.objects.filter(decision=decision, replaced_at__isnull=True).first()
        if before and before.sha256 == upload.sha256:
            return before
        if before:
            before.replaced_at = at
            before.save(update_fields=["replaced_at"])
        path = f"quyet-dinh-cu/{decision.keeper_id}/{uuid4().hex}.{upload.kind}"
        row = DecisionFile.objects.create(
            decision=decision,
            file=default_storage.save(path, ContentFile(upload.data)),
            original_name=upload.name,
            content_type=upload.content_type,
            size=len(upload.data),
            sha256=upload.sha256,
            added_at=at,
            added_by=by,
        )
        what = f"thay tệp «{before}» bằng «{row}»" if before else f"kèm tệp «{row}»"
        record_event(
            by=by,
            at=at,
            kind="history.scanned",
            target=decision,
            unit=decision.keeper,
            sentence=f"Quyết định {decision.number}: {what}.",
            changes={"sha256": [before.sha256 if before else "", row.sha256]},
        )
        return row
