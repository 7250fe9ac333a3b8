"""Where the units of a group stand: their order by the official result, and what that means for a nominee."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import Any

from awards.models import Nomination
from campaigns.enums import TieRule
from campaigns.organisation import ended_before
from dossiers.domain.collect_facts import Picture
from scoring.ranking import Entry, Placed, rank

Stands = dict[int, bool | None]


def units_in_order(picture: Picture, group_id: int | None) -> list[Placed]:
    """The units of the group by the official result; those without one come last, unranked."""
    values = {row.unit_id: row.result.value if row.result else None for row in _standings(picture, group_id)}
    for member in picture.members:
        if group_id in (None, member.group_id):
            values.setdefault(member.unit_id, None)
    return rank(Entry(unit, value, breaks=breaks_of(picture, unit)) for unit, value in values.items())


def breaks_of(picture: Picture, unit_id: int) -> tuple[Decimal | None, ...]:
    """What parts equals: the result of the year before where the plan says so, else nothing."""
    if picture.campaign.tie_rule != TieRule.PREVIOUS_YEAR:
        return ()
    return (picture.before.get(unit_id),)


def units_that_stand(
    picture: Picture, placed: Iterable[Placed], apart: Iterable[tuple[Nomination, bool | None]]
) -> Stands:
    """Whether a unit may use a place up: one of its nominations may, or (None) it can still come.

    `apart` says of each nomination whether it may be awarded if its rank allows.
    """
    still_open = picture.last_day is None or picture.day <= picture.last_day
    said = defaultdict(set)
    for one, may in apart:
        said[one.unit_id].add(may)
    stands: Stands = {}
    gone = ended_units(picture)
    for unit in placed:
        may_come = unit.key not in gone and (still_open or unit.key in picture.returned)
        found = said.get(unit.key) or {None if may_come else False}
        stands[unit.key] = True if True in found else None if None in found else False
    return stands


def ended_units(picture: Picture) -> set[int]:
    """Units that were no more on the day: they can't come any more."""
    rows = [*picture.standings, *picture.members]
    return {row.unit_id for row in rows if ended_before(row.unit, picture.day)}


def rank_facts(
    placed: Collection[Placed], stands: Mapping[int, bool | None], chosen: set[int], maximum: int | None
) -> dict[int, dict[str, Any]]:
    """unit id -> its rank, who ahead is shut out, with how many it is really tied, and a person's choice."""
    out: dict[int, int] = defaultdict(int)
    tied: dict[int, list[int]] = defaultdict(list)
    for one in placed:
        if one.rank is None:
            continue
        if stands[one.key] is False:
            out[one.rank] += 1
        else:
            tied[one.rank].append(one.key)
    found, ahead, before = {}, 0, None
    for one in sorted((one for one in placed if one.rank is not None), key=lambda one: one.rank or 0):
        if one.rank != before:
            ahead += out[before] if before else 0
            before = one.rank
        found[one.key] = _facts(one, ahead, tied[one.rank], chosen, maximum)
    return found


def _facts(one: Placed, ahead: int, tied: list[int], chosen: set[int], maximum: int | None) -> dict[str, Any]:
    assert one.rank is not None
    named = chosen.intersection(tied)
    over = maximum is not None and bool(named) and len(named) >= maximum - (one.rank - ahead - 1)
    return {
        "rank": one.rank,
        "shut_out_ahead": ahead,
        "tie_size": len({*tied, one.key}),
        "tie_chosen": True if one.key in named else False if over else None,
    }


def _standings(picture: Picture, group_id: int | None):
    return [row for row in picture.standings if group_id in (None, row.group_id)]
