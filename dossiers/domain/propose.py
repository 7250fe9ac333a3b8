"""The proposed list: for each quota the candidates in their order, every condition judged, and the line."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from accounts.errors import DomainError
from awards.enums import NominationState
from awards.models import AwardQuota, Nomination
from campaigns.enums import SubjectKind
from campaigns.models import Campaign, Round, Unit
from campaigns.rounds import shown_round
from dossiers.domain.collect_facts import Picture, collect_picture
from scoring.enums import Outcome
from scoring.models import Standing, TieChoice
from scoring.ranking import Cut, Entry, Line, Placed, Status, cut, rank
from scoring.rules import RULES, Judgement, judge


@dataclass(frozen=True)
class Candidate:
    """A line of the list: a unit or a person, with the place, the verdict, and where it stands at the cut."""

    unit: Unit
    standing: Standing | None
    nomination: Nomination | None
    judgement: Judgement | None
    line: Line


@dataclass(frozen=True)
class Table:
    """The list of one quota; `silent` are units among the first whose people nobody put forward."""

    quota: AwardQuota
    rows: tuple[Candidate, ...]
    cut: Cut
    choices: tuple[TieChoice, ...]
    silent: tuple[Unit, ...] = ()

    @property
    def tied(self) -> tuple[Candidate, ...]:
        return tuple(row for row in self.rows if row.line.status == Status.TIE_AT_LINE)

    @property
    def proposed(self) -> tuple[Candidate, ...]:
        return tuple(row for row in self.rows if row.line.status == Status.PROPOSED)


@dataclass(frozen=True)
class Proposal:
    """All lists of a campaign on one day, and the picture that they were made of."""

    picture: Picture
    tables: tuple[Table, ...]

    def candidate(self, nomination_id: int) -> tuple[Table, Candidate] | None:
        """Where a nomination stands; None when no quota is meant for it."""
        for table in self.tables:
            for row in table.rows:
                if row.nomination and row.nomination.pk == nomination_id:
                    return table, row
        return None

    def of_unit(self, unit_id: int) -> list[tuple[Table, Candidate]]:
        """The unit's own lines, in the order of the lists."""
        return [(table, row) for table in self.tables for row in table.rows if row.unit.pk == unit_id]


def propose(*, campaign: Campaign, at: datetime, round: Round | None = None) -> Proposal:
    """Judges every nomination of a round (the open one) as of the day of `at` and draws the lines.

    Nothing is written. DomainError when the plan has no round yet.
    """
    wanted = round or shown_round(campaign)
    if wanted is None:
        raise DomainError("Phong trào chưa có đợt xét khen thưởng nào. Hãy bổ sung đợt xét ở trang kế hoạch.")
    picture = collect_picture(round=wanted, at=at)
    return Proposal(picture, tuple(_table(picture, quota) for quota in picture.quotas))


def _table(picture: Picture, quota: AwardQuota) -> Table:
    nominations = [one for one in picture.nominations if _fits(one, quota)]
    apart = {one.pk: _apart_from_rank(picture, one) for one in nominations}
    placed = _units_in_order(picture, quota)
    stands = _units_that_stand(picture, placed, nominations, apart)
    choices = picture.choices.get(quota.pk, ())
    chosen = {choice.unit_id for choice in choices}
    places = {one.key: _place(one, placed, stands, chosen, quota.maximum) for one in placed}
    judged = {
        one.pk: judge(
            picture.conditions_of(one),
            replace(picture.facts[one.pk], **places.get(one.unit_id, {})),
            picture.day,
        )
        for one in nominations
    }
    build = _collectives if quota.subject == SubjectKind.TAP_THE else _people
    return build(picture, quota, nominations, judged, apart, placed, stands)


def _fits(one: Nomination, quota: AwardQuota) -> bool:
    same = one.award_id == quota.award_id and one.subject == quota.subject
    return same and quota.group_id in (None, one.group_id)


def _apart_from_rank(picture: Picture, one: Nomination) -> bool | None:
    """Whether it may be awarded if its rank allows; one that was declined may not."""
    if one.state == NominationState.NOT_AWARDED:
        return False
    facts = picture.facts[one.pk]
    return judge(picture.conditions_of(one), facts, picture.day).eligible_apart_from_rank


def _units_in_order(picture: Picture, quota: AwardQuota) -> list[Placed]:
    """The units of the group by the official result; those without one come last."""
    entries = [
        Entry(row.unit_id, row.result.value if row.result else None)
        for row in picture.standings
        if quota.group_id in (None, row.group_id)
    ]
    known = {entry.key for entry in entries}
    entries += [
        Entry(member.unit_id, None)
        for member in picture.members
        if quota.group_id in (None, member.group_id) and member.unit_id not in known
    ]
    return rank(entries)


def _units_that_stand(
    picture: Picture,
    placed: Sequence[Placed],
    nominations: Sequence[Nomination],
    apart: dict[int, bool | None],
) -> dict[int, bool | None]:
    """Whether a unit may use a place up: one of its nominations may, or (None) it can still come."""
    still_open = picture.last_day is None or picture.day <= picture.last_day
    said = defaultdict(set)
    for one in nominations:
        said[one.unit_id].add(apart[one.pk])
    stands: dict[int, bool | None] = {}
    for unit in placed:
        may_come = still_open or unit.key in picture.returned
        found = said.get(unit.key) or {None if may_come else False}
        stands[unit.key] = True if True in found else None if None in found else False
    return stands


def _place(
    one: Placed,
    placed: Sequence[Placed],
    stands: dict[int, bool | None],
    chosen: set[int],
    maximum: int,
) -> dict:
    """The rank facts of a unit: who ahead is shut out, how many it is really tied with, and a person's choice."""
    if one.rank is None:
        return {}
    ahead = sum(p.rank is not None and p.rank < one.rank and stands[p.key] is False for p in placed)
    tied = [p.key for p in placed if p.rank == one.rank and stands[p.key] is not False]
    free = maximum - (one.rank - ahead - 1)
    named = chosen.intersection(tied)
    over = bool(named) and len(named) >= free
    return {
        "rank": one.rank,
        "shut_out_ahead": ahead,
        "tie_size": len({*tied, one.key}),
        "tie_chosen": True if one.key in named else False if over else None,
    }


def _collectives(picture, quota, nominations, judged, apart, placed, stands) -> Table:
    by_unit = {one.unit_id: one for one in nominations}
    choices = picture.choices.get(quota.pk, ())
    drawn = cut(placed, quota.maximum, stands, {choice.unit_id for choice in choices})
    units, standings = _units(picture), {row.unit_id: row for row in picture.standings}
    rows = []
    for line in drawn.lines:
        one = by_unit.get(line.key)
        judgement = judged[one.pk] if one else None
        rows.append(Candidate(units[line.key], standings.get(line.key), one, judgement, line))
    return Table(quota, tuple(rows), drawn, choices)


def _people(picture, quota, nominations, judged, apart, placed, stands) -> Table:
    """People of the units among the first, by the unit's rank and then in the order the unit gave."""
    ranks = {one.key: one for one in placed}
    choices = picture.choices.get(quota.pk, ())
    chosen_units = {choice.unit_id for choice in choices}
    keyed, seen = [], defaultdict(int)
    for one in nominations:
        seen[one.unit_id] += 1
        unit_rank = ranks[one.unit_id].rank if one.unit_id in ranks else None
        keyed.append(((unit_rank is None, unit_rank or 0, seen[one.unit_id]), one))
    keyed.sort(key=lambda pair: pair[0])
    ordered = [_placed_person(key, one, keyed, ranks) for key, one in keyed]
    eligible = {one.pk: False if _rank_fails(judged[one.pk]) else apart[one.pk] for one in nominations}
    chosen = {one.pk for one in nominations if one.unit_id in chosen_units}
    chosen &= {one.key for one in ordered if one.tied}
    drawn = cut(ordered, quota.maximum, eligible, chosen)
    by_pk, standings = {one.pk: one for one in nominations}, {row.unit_id: row for row in picture.standings}
    rows = tuple(
        Candidate(
            by_pk[line.key].unit,
            standings.get(by_pk[line.key].unit_id),
            by_pk[line.key],
            judged[line.key],
            line,
        )
        for line in drawn.lines
    )
    named = {one.unit_id for one in nominations}
    units = _units(picture)
    first = [one.key for one in placed if one.rank is not None and one.rank <= quota.maximum]
    return Table(quota, rows, drawn, choices, tuple(units[key] for key in first if key not in named))


def _placed_person(key: tuple, one: Nomination, keyed: list, ranks: dict[int, Placed]) -> Placed:
    without, _, _ = key
    ahead = sum(other < key for other, _ in keyed)
    tied = sum(other == key for other, _ in keyed) > 1
    value = ranks[one.unit_id].value if one.unit_id in ranks else None
    return Placed(one.pk, value, None if without else ahead + 1, tied and not without)


def _rank_fails(judgement: Judgement) -> bool:
    return any(RULES[found.rule].by_rank and found.outcome == Outcome.NOT_MET for found in judgement.findings)


def _units(picture: Picture) -> dict[int, Unit]:
    units = {member.unit_id: member.unit for member in picture.members}
    return units | {row.unit_id: row.unit for row in picture.standings}
