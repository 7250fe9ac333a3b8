"""Which quota is meant for whom."""

from awards.models import AwardQuota, Nomination
from campaigns.enums import Origin
from campaigns.models import Round


def quotas_of_round(round: Round):
    """The quotas that hold in a round, in the plan's order; a blank kind holds in every round."""
    rows = AwardQuota.objects.filter(award__campaign=round.campaign_id, round_kind__in=("", round.kind))
    return rows.select_related("award", "group").order_by("award__position", "position", "pk")


def covers(quota: AwardQuota, nomination: Nomination) -> bool:
    """Whether the nomination counts against the quota: award, subject (blank: all), group, inside or outside."""
    return (
        quota.award_id == nomination.award_id
        and quota.subject in ("", nomination.subject)
        and quota.group_id in (None, nomination.group_id)
        and quota.outside == (nomination.origin == Origin.OUTSIDE)
        and quota.round_kind in ("", nomination.round.kind)
    )
