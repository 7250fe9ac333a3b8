"""What else bears on a nomination: other awards of the same nominee, what stops it, what the law asks."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from datetime import date

from accounts.text import fold
from awards.catalogue import campaign_requirement
from awards.models import AwardRecord, Nomination, Suspension
from campaigns.enums import Origin, SubjectKind
from campaigns.models import Round
from dossiers.past_of_nominees import past_cases, past_facts
from scoring.rules import AwardLaw, OtherAward, Suspended


def who_is(one: Nomination) -> Hashable:
    """The same for every nomination of the same nominee: a collective is its unit, a person a name in a unit.

    An outsider is a name in a place, whichever unit puts it forward.
    """
    if one.origin == Origin.OUTSIDE:
        return Origin.OUTSIDE, one.subject, fold(one.name), fold(one.origin_place)
    if one.subject == SubjectKind.TAP_THE and one.origin == Origin.UNIT:
        return one.subject, one.unit_id
    return one.subject, one.unit_id, fold(one.name)


def other_awards(round: Round, nominations: Iterable[Nomination]) -> dict[int, tuple[OtherAward, ...]]:
    """nomination id -> places given to the same nominee in other rounds or of other awards, and old awards."""
    nominations = list(nominations)
    before = past_cases(round, nominations)
    held: dict[Hashable, list[AwardRecord]] = defaultdict(list)
    rows = AwardRecord.objects.filter(campaign=round.campaign_id)
    for row in rows.select_related("nomination", "round", "quota__award").order_by("marked_at", "pk"):
        held[who_is(row.nomination)].append(row)
    return {
        one.pk: tuple(
            OtherAward(
                award=row.quota.award.name,
                round_kind=row.round.kind,
                round_name=row.round.name,
                year=row.round.year,
                same_round=row.round_id == round.pk,
                on=row.decided_on,
            )
            for row in held.get(who_is(one), ())
            if row.nomination_id != one.pk
        )
        + past_facts(before[one.pk])
        for one in nominations
    }


def suspensions(round: Round) -> dict[int, Suspended]:
    """nomination id -> why it waits now; what was lifted is over."""
    rows = Suspension.objects.filter(nomination__round=round, lifted_at__isnull=True)
    return {
        row.nomination_id: Suspended(_lower(row.get_kind_display()), row.since, row.document) for row in rows
    }


def award_law(one: Nomination, day: date) -> AwardLaw | None:
    """What the law of the day asks of a campaign for the award; None when nothing is recorded."""
    if not one.award.catalogue:
        return None
    found = campaign_requirement(one.award.catalogue, one.subject, day)
    if found is None:
        return None
    return AwardLaw(dict(found.levels), found.reference, found.confirmed, tuple(found.unread_levels))


def launch_level(levels: list[str], law: AwardLaw | None) -> str:
    """The highest level that the law grounds the award on, else the highest one."""
    grounding = [level for level in levels if law is not None and level in law.levels]
    return next(iter(grounding or levels), "")


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
