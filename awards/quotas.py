"""Which quota is meant for whom."""

from awards.ceilings import Ceiling, Claim
from awards.models import AwardQuota, Nomination
from campaigns.enums import Origin, SubjectKind
from campaigns.models import Round


def quotas_of_round(round: Round):
    """The quotas that hold in a round, in the plan's order; a blank kind holds in every round."""
    rows = AwardQuota.objects.filter(award__campaign=round.campaign_id, round_kind__in=("", round.kind))
    return rows.select_related("award", "group").order_by("award__position", "position", "pk")


def covers(quota: AwardQuota, nomination: Nomination) -> bool:
    """Whether the nomination counts against the quota: award, subject (blank: all), group, inside or outside."""
    return (
        quota.award_id == nomination.award_id
        and nomination.subject in subjects_of_quota(quota)
        and quota.group_id in (None, nomination.group_id)
        and quota.outside == (nomination.origin == Origin.OUTSIDE)
        and quota.round_kind in ("", nomination.round.kind)
    )


def subjects_of_quota(quota: AwardQuota) -> tuple[str, ...]:
    """Whom the quota admits: a joint one everybody; one for individuals also households where the plan says so."""
    if not quota.subject:
        return tuple(SubjectKind.values)
    return (quota.subject, SubjectKind.HO_GIA_DINH) if quota.with_households else (quota.subject,)


def ceiling_of(quota: AwardQuota) -> Ceiling:
    """The quota as a ceiling; it holds in every round of its kind, so a round is compared by its kind."""
    return Ceiling(
        key=quota.pk,
        award=quota.award_id,
        round=quota.round_kind or None,
        group=quota.group_id,
        subject=quota.subject,
        mode=quota.mode,
        maximum=quota.maximum,
        outside=quota.outside,
        with_households=quota.with_households,
    )


def claim_of(nomination: Nomination) -> Claim:
    """A place for the nomination; only places of one round may be counted together."""
    return Claim(
        key=nomination.pk,
        award=nomination.award_id,
        round=nomination.round.kind,
        group=nomination.group_id,
        subject=nomination.subject,
        outside=nomination.origin == Origin.OUTSIDE,
    )


def subject_words(quota: AwardQuota) -> str:
    """ "tập thể", or for a joint number "tập thể và cá nhân", with "ngoài địa bàn" where it is for outsiders."""
    said = quota.get_subject_display().lower() or "tập thể và cá nhân"
    said = f"{said}, hộ gia đình" if quota.with_households else said
    return f"{said} ngoài địa bàn" if quota.outside else said


def group_words(quota: AwardQuota) -> str:
    """The group, or "phong trào" where the number is for all of them."""
    return str(quota.group or "phong trào")
