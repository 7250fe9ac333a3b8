"""The only writer of a nomination's state on its route; who may move it is decided by the dossier or the award."""

from datetime import datetime

from django.db import transaction

from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from awards.enums import NominationState
from awards.models import Nomination
from awards.states import SENTENCES, STEPS


def move_nomination(*, nomination: Nomination, to: str, by: User, at: datetime, why: str = "") -> Nomination:
    """Moves one nomination along STEPS under lock, with its audit event; DomainError for no such step."""
    with transaction.atomic():
        row = Nomination.objects.select_for_update(no_key=True).get(pk=nomination.pk)
        kind = STEPS.get(row.state, {}).get(to)
        if kind is None:
            raise DomainError(
                f"Đề nghị của {row.name} đang ở bước «{row.get_state_display()}» "
                f"nên không chuyển sang «{NominationState(to).label}» được. Hãy tải lại trang."
            )
        named = f"{row.get_honorific_display()} {row.name}".strip()
        before, row.state = row.get_state_display(), to
        row.save(update_fields=["state"])
        record_event(
            by=by,
            at=at,
            kind=kind,
            target=row,
            campaign=row.campaign,
            unit=row.unit,
            changes={"state": [before, row.get_state_display()]},
            sentence=f"{SENTENCES[kind].format(unit=row.unit, name=named)} {why}".strip(),
        )
        return row
