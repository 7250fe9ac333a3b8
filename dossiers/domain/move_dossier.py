"""The one door of a dossier's state."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.domain.audit import record_event
from accounts.errors import DomainError
from accounts.models import User
from awards.domain.move_nomination import move_nomination
from awards.models import Nomination
from campaigns.domain.lock_campaign import lock_campaign
from dossiers.enums import DossierState
from dossiers.models import Dossier, DossierStep
from dossiers.permissions import check_receives_dossier, check_writes_dossier
from dossiers.states import STANDING, STEPS, Step


def move_dossier(
    *, dossier: Dossier, to: str, by: User, at: datetime, why: str = "", **values: Any
) -> Dossier:
    """Takes the step from STEPS under lock: owner, guard, state with `values`, its nominations, step, event."""
    with transaction.atomic():
        lock_campaign(dossier.campaign_id)
        row = (
            Dossier.objects.select_for_update(of=("self",), no_key=True)
            .select_related("campaign__standing_unit", "campaign__issuer", "unit")
            .get(pk=dossier.pk)
        )
        step = STEPS.get(row.state, {}).get(to)
        if step is None:
            raise DomainError(
                f"Hồ sơ đang ở trạng thái «{row.get_state_display()}» nên không chuyển sang "
                f"«{DossierState(to).label}» được. Hãy tải lại trang để xem trạng thái mới."
            )
        check_owner(step, dossier=row, by=by, at=at)
        step.guard(row, by, at, why)
        before, row.state = row.state, to
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
        for nomination in Nomination.objects.filter(dossier_item__dossier=row).order_by("pk"):
            move_nomination(nomination=nomination, to=step.nominations, by=by, at=at)
        DossierStep.objects.create(dossier=row, from_state=before, to_state=to, at=at, by=by, note=why)
        record_event(
            by=by,
            at=at,
            kind=step.event,
            target=row,
            campaign=row.campaign,
            unit=row.unit,
            changes={"state": [before, to], **{k: v for k, v in values.items() if isinstance(v, str)}},
            sentence=step.sentence.format(unit=row.unit, office=row.campaign.standing_unit, why=why).strip(),
        )
        return row


def check_owner(step: Step, *, dossier: Dossier, by: User, at: datetime) -> None:
    """NotAllowed unless the person is of the side that takes this step."""
    if step.owner == STANDING:
        check_receives_dossier(dossier=dossier, by=by, at=at)
    else:
        check_writes_dossier(dossier=dossier, by=by, at=at)
