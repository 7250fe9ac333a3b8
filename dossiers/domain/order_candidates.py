"""In which order the nominations of a quota stand: by rank, by percent, by the contest, or by nobody yet."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from decimal import Decimal

from awards.enums import QuotaOrder
from awards.models import AwardQuota, Nomination
from campaigns.enums import NominatedBy, Origin, SubjectKind
from dossiers.domain.collect_facts import Picture
from dossiers.domain.unit_places import breaks_of
from scoring.ranking import Entry, Placed, merge_groups, rank

Ranks = Mapping[int, Placed]


def in_order(
    picture: Picture, quota: AwardQuota, nominations: Sequence[Nomination], ranks: Ranks
) -> list[Placed]:
    """The nominations as the quota orders them; whoever can't be ordered comes last, unranked.

    `ranks` are the units in their own groups. Under a joint number collectives and people are two lists, merged
    by their places in them, because their numbers can't be compared.
    """
    if quota.outside or quota.order == QuotaOrder.PERSON:
        return [Placed(one.pk, None, None, False) for one in nominations]
    if quota.order == QuotaOrder.RANK:
        return _by_rank(nominations, ranks)
    value = _percent_of(picture) if quota.order == QuotaOrder.PERCENT else _score_of(picture)
    return _by_value(picture, nominations, value)


def people_in_order(nominations: Sequence[Nomination], ranks: Ranks) -> list[Placed]:
    """People by their unit's rank, then in the order that their unit gave; equal in both is a tie."""
    keyed, seen = [], defaultdict(int)
    for one in nominations:
        seen[one.unit_id] += 1
        placed = ranks.get(one.unit_id)
        value, unit_rank = (placed.value, placed.rank) if placed else (None, None)
        keyed.append(((unit_rank is None, unit_rank or 0, seen[one.unit_id]), one, value))
    keyed.sort(key=lambda row: row[0])
    keys = [key for key, _, _ in keyed]
    times, first = Counter(keys), {key: at for at, key in reversed(list(enumerate(keys, start=1)))}
    return [
        Placed(one.pk, value, None, False) if key[0] else Placed(one.pk, value, first[key], times[key] > 1)
        for key, one, value in keyed
    ]


def _by_rank(nominations: Sequence[Nomination], ranks: Ranks) -> list[Placed]:
    """Each group by the ranks of its units, collectives apart from people; then by the places in these lists."""
    lists: dict[Hashable, list[Nomination]] = defaultdict(list)
    for one in nominations:
        lists[one.subject == SubjectKind.TAP_THE, one.group_id].append(one)
    placed: dict[Hashable, list[Placed]] = {}
    for key, found in lists.items():
        mine = ranks if key[1] is not None else {}
        placed[key] = [_collective(one, mine) for one in found] if key[0] else people_in_order(found, mine)
    return merge_groups(placed)


def _collective(one: Nomination, ranks: Ranks) -> Placed:
    found = ranks.get(one.unit_id) if one.origin == Origin.UNIT else None
    if found is None:
        return Placed(one.pk, None, None, False)
    return Placed(one.pk, found.value, found.rank, False)


def _by_value(
    picture: Picture, nominations: Sequence[Nomination], value: Callable[[Nomination], Decimal | None]
) -> list[Placed]:
    lists: dict[Hashable, list[Entry]] = defaultdict(list)
    seen: dict[int, int] = defaultdict(int)
    for one in nominations:
        collective = one.subject == SubjectKind.TAP_THE
        breaks = breaks_of(picture, one.unit_id)
        if not collective and picture.campaign.nominated_by == NominatedBy.UNITS:
            # People of one unit stand in the order that their unit gave.
            seen[one.unit_id] += 1
            breaks = (*breaks, Decimal(-seen[one.unit_id]))
        lists[collective].append(Entry(one.pk, value(one), breaks=breaks))
    return merge_groups({key: rank(entries) for key, entries in lists.items()})


def _percent_of(picture: Picture) -> Callable[[Nomination], Decimal | None]:
    """The mean result of the nominee's unit; residents and outsiders have none."""

    def value(one: Nomination) -> Decimal | None:
        return picture.years.mean_percent(one.unit_id) if one.origin == Origin.UNIT else None

    return value


def _score_of(picture: Picture) -> Callable[[Nomination], Decimal | None]:
    def value(one: Nomination) -> Decimal | None:
        contest = picture.facts[one.pk].contest
        return contest.score if contest else None

    return value
