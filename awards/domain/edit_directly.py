"""The standing body changes what it put forward itself, until a council has it on its agenda."""

from datetime import datetime

from django.db import transaction

from accounts.domain.audit import record_event
from accounts.models import User
from awards.domain.nominate import write_values
from awards.domain.nominate_directly import check_new, check_untouched, cleaned_direct, place_of
from awards.models import Nomination
from campaigns.domain.lock_campaign import lock_campaign
from campaigns.permissions import check_standing


def edit_directly(
    *,
    nomination: Nomination,
    by: User,
    at: datetime,
    name: str = "",
    honorific: str = "",
    position_title: str = "",
    origin_place: str = "",
    summary: str = "",
) -> Nomination:
    """Changes name, Ông/Bà, post, place and summary; award, unit and kind of subject stay as they are.

    DomainError once a meeting has the nomination, or when somebody else stands there under the new name.
    """
    with transaction.atomic():
        lock_campaign(nomination.campaign_id)
        row = Nomination.objects.select_for_update(no_key=True).get(pk=nomination.pk)
        check_standing(by=by, campaign=row.campaign, at=at)
        check_untouched(row)
        values = cleaned_direct(row.subject, row.origin, row.unit, name, honorific, position_title, summary)
        values["origin_place"] = place_of(row.origin, origin_place)
        check_new(row.round, row.award, row.unit, row.subject, row.origin, values, but=row.pk)
        changes = {key: [getattr(row, key), new] for key, new in values.items() if getattr(row, key) != new}
        if not changes:
            return row
        write_values(row, values)
        record_event(
            by=by,
            at=at,
            kind="nomination.edited",
            target=row,
            campaign=row.campaign,
            unit=row.unit,
            changes=changes,
            sentence=f"{row.campaign.standing_unit} sửa đề nghị khen thưởng của {row.name}.",
        )
        return row
