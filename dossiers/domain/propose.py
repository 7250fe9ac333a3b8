"""The proposed list: for each quota of a round the candidates in their order, all conditions judged, and the line."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from accounts.errors import DomainError
from awards.enums import NominationState, QuotaOrder
from awards.models import AwardQuota, Nomination
from awards.quotas import covers
from campaigns.enums import Origin, SubjectKind
from campaigns.models import Campaign, Round, Unit
from campaigns.rounds import shown_round
from dossiers.domain.collect_facts import Picture, collect_picture
from dossiers.domain.order_candidates import in_order, people_in_order
from dossiers.domain.unit_places import Stands, rank_facts, units_in_order, units_that_stand
from scoring.enums import Outcome
from scoring.models import Standing, TieChoice
from scoring.ranking import Cut, Line, Placed, Status, cut
from scoring.rules import RULES, Facts, Judgement, judge


@dataclass(frozen=True)
class Candidate:
    """A line of the list: a unit or a person, with the place, the verdict, and where it stands at the cut."""

    unit: Unit
    standing: Standing | None
    nomination: Nomination | None
    judgement: Judgement | None
    line: Line
    facts: Facts | None = None


@dataclass(frozen=True)
class Table:
    """The list of one quota; `silent` are units among the first whose people nobody put forward.

    `by_unit`: the units of a ranked group compete, also those that can still come; in a tie a unit is chosen.
    Else nominations do, and in a tie a nomination is chosen.
    """

    quota: AwardQuota
    rows: tuple[Candidate, ...]
    cut: Cut
    choices: tuple[TieChoice, ...]
    silent: tuple[Unit, ...] = ()
    by_unit: bool = False

    @property
    def tied(self) -> tuple[Candidate, ...]:
        return tuple(row for row in self.rows if row.line.status == Status.TIE_AT_LINE)

    @property
    def proposed(self) -> tuple[Candidate, ...]:
        return tuple(row for row in self.rows if row.line.status == Status.PROPOSED)


@dataclass(frozen=True)
class Proposal:
    """All lists of a round on one day, and the picture that they were made of."""

    picture: Picture
    tables: tuple[Table, ...]

    def candidate(self, nomination_id: int) -> tuple[Table, Candidate] | None:
        """Where a nomination stands; None when no quota is meant for it.

        Of several quotas that cover it the one that holds it back counts.
        """
        return self._held.get(nomination_id)

    @cached_property
    def _held(self) -> dict[int, tuple[Table, Candidate]]:
        found: dict[int, tuple[Table, Candidate]] = {}
        for table in self.tables:
            for row in table.rows:
                if row.nomination and _holds_more(row, found.get(row.nomination.pk)):
                    found[row.nomination.pk] = table, row
        return found

    def of_unit(self, unit_id: int) -> list[tuple[Table, Candidate]]:
        """The unit's own lines, in the order of the lists."""
        return [(table, row) for table in self.tables for row in table.rows if row.unit.pk == unit_id]


def _holds_more(row: Candidate, known: tuple[Table, Candidate] | None) -> bool:
    """The first list counts, unless it proposes what a later one does not."""
    if known is None:
        return True
    return known[1].line.status == Status.PROPOSED and row.line.status != Status.PROPOSED


def propose(*, campaign: Campaign, at: datetime, round: Round | None = None) -> Proposal:
    """Judges every nomination of a round (the open one) as of the day of `at` and draws the lines.

    Nothing is written. DomainError when the plan has no round yet.
    """
    wanted = round or shown_round(campaign)
    if wanted is None:
        raise DomainError("Phong trào chưa có đợt xét khen thưởng nào. Hãy bổ sung đợt xét ở trang kế hoạch.")
    picture = collect_picture(round=wanted, at=at)
    apart = {one.pk: _apart_from_rank(picture, one) for one in picture.nominations}
    return Proposal(picture, _tables(picture, apart))


def _tables(picture: Picture, apart: dict[int, bool | None]) -> tuple[Table, ...]:
    """Narrow numbers first: whom one of them leaves behind its line takes no place in a wider one."""
    made: dict[int, Table] = {}
    held: set[int] = set()
    for quota in sorted(picture.quotas, key=_narrowness, reverse=True):
        table = made[quota.pk] = _table(_field(picture, quota, apart), frozenset(held))
        held |= {row.nomination.pk for row in table.rows if row.nomination and row.line.status == Status.NEXT}
    return tuple(made[quota.pk] for quota in picture.quotas)


def _narrowness(quota: AwardQuota) -> int:
    return (quota.group_id is not None) + bool(quota.subject)


@dataclass(frozen=True)
class _Field:
    """The nominations of a quota with their verdicts, and the units that they are compared with."""

    picture: Picture
    quota: AwardQuota
    nominations: tuple[Nomination, ...]
    apart: dict[int, bool | None]
    placed: dict[int | None, list[Placed]]
    stands: dict[int | None, Stands]
    facts: dict[int, Facts]
    judged: dict[int, Judgement]
    choices: tuple[TieChoice, ...]

    def candidate(self, line: Line, one: Nomination) -> Candidate:
        """The line of a nomination; without the confirmation that its verdict waits for it is not proposed."""
        judgement = self.judged[one.pk]
        standing = self.standings.get(one.unit_id) if one.origin == Origin.UNIT else None
        line = _settled(line, judgement)
        return Candidate(one.unit, standing, one, judgement, line, self.facts[one.pk])

    @cached_property
    def standings(self) -> dict[int, Standing]:
        return {row.unit_id: row for row in self.picture.standings}


def _table(field: _Field, held: frozenset[int]) -> Table:
    if not _units_compete(field.quota):
        return _nominations(field, held)
    return _collectives(field) if field.quota.subject == SubjectKind.TAP_THE else _people(field)


def _units_compete(quota: AwardQuota) -> bool:
    """A number of places of one ranked group and one subject: first its units are put in order."""
    group = quota.group
    numbered = quota.maximum is not None and not quota.outside
    named = quota.subject in (SubjectKind.TAP_THE, SubjectKind.CA_NHAN)
    return bool(group and group.ranked and numbered and named and quota.order == QuotaOrder.RANK)


def _field(picture: Picture, quota: AwardQuota, apart: dict[int, bool | None]) -> _Field:
    nominations = tuple(one for one in picture.nominations if covers(quota, one))
    choices = picture.choices.get(quota.pk, ())
    chosen = {choice.unit_id or choice.nomination.unit_id for choice in choices}
    groups = {quota.group_id} if _units_compete(quota) else {one.group_id for one in nominations}
    placed, stands, ranks = {}, {}, {}
    for group in groups if _units_compete(quota) else groups - {None}:
        placed[group] = units_in_order(picture, group)
        stands[group] = units_that_stand(
            picture, placed[group], [(one, apart[one.pk]) for one in nominations]
        )
        ranks[group] = rank_facts(placed[group], stands[group], chosen, quota.maximum)
    sizes = defaultdict(int)
    for member in picture.members:
        sizes[member.group_id] += 1
    facts = {
        one.pk: replace(picture.facts[one.pk], **_rank_of(picture, one, ranks, sizes)) for one in nominations
    }
    judged = {one.pk: judge(picture.conditions_of(one), facts[one.pk], picture.day) for one in nominations}
    return _Field(picture, quota, nominations, apart, placed, stands, facts, judged, choices)


def _rank_of(picture: Picture, one: Nomination, ranks: dict, sizes: dict[int, int]) -> dict[str, Any]:
    """The facts that take all units of the group together; only who belongs to a unit shares its rank."""
    if one.origin != Origin.UNIT or one.group_id is None:
        return {}
    return {
        **ranks.get(one.group_id, {}).get(one.unit_id, {}),
        "group_size": sizes[one.group_id],
        "top_line": picture.top_lines.get(one.group_id),
    }


def _apart_from_rank(picture: Picture, one: Nomination) -> bool | None:
    """Whether it may be awarded if its rank allows; one that was declined may not."""
    if one.state == NominationState.NOT_AWARDED:
        return False
    facts = picture.facts[one.pk]
    return judge(picture.conditions_of(one), facts, picture.day).eligible_apart_from_rank


def _collectives(field: _Field) -> Table:
    """Every unit of the group, with or without a nomination: who can still come holds its place."""
    quota, picture = field.quota, field.picture
    by_unit = {one.unit_id: one for one in field.nominations}
    chosen = {choice.unit_id for choice in field.choices}
    drawn = cut(field.placed[quota.group_id], quota.maximum, field.stands[quota.group_id], chosen)
    units, standings = _units(picture), field.standings
    rows = [
        field.candidate(line, by_unit[line.key])
        if line.key in by_unit
        else Candidate(units[line.key], standings.get(line.key), None, None, line)
        for line in drawn.lines
    ]
    return Table(quota, tuple(rows), drawn, field.choices, by_unit=True)


def _people(field: _Field) -> Table:
    """People of the units among the first, by the unit's rank and then in the order the unit gave."""
    quota, placed = field.quota, field.placed[field.quota.group_id]
    ordered = people_in_order(field.nominations, {one.key: one for one in placed})
    units = {choice.unit_id for choice in field.choices}
    chosen = {one.pk for one in field.nominations if one.unit_id in units}
    chosen &= {one.key for one in ordered if one.tied}
    eligible = {
        one.pk: False if _rank_fails(field.judged[one.pk]) else field.apart[one.pk]
        for one in field.nominations
    }
    drawn = cut(ordered, quota.maximum, eligible, chosen)
    named, known = {one.unit_id for one in field.nominations}, _units(field.picture)
    first = [one.key for one in placed if one.rank is not None and one.rank <= (quota.maximum or 0)]
    silent = tuple(known[key] for key in first if key not in named)
    return Table(quota, _rows(field, drawn), drawn, field.choices, silent, by_unit=True)


def _nominations(field: _Field, held: frozenset[int]) -> Table:
    """Only who was put forward, in the order of the quota; who has no place in it waits for a person.

    Those whom a narrower number holds back come last, behind the line.
    """
    ranks = {one.key: one for placed in field.placed.values() for one in placed}
    ordered = in_order(field.picture, field.quota, field.nominations, ranks)
    eligible = {one.pk: _eligible(field, one) for one in field.nominations}
    chosen = {choice.nomination_id for choice in field.choices}
    free = [one for one in ordered if one.key not in held]
    drawn = cut(free, field.quota.maximum, eligible, chosen, unranked_stand=True)
    last = sum(line.status == Status.NEXT for line in drawn.lines)
    behind = [
        Line(one.key, Status.NEXT, one.rank, one.value, one.tied, order=last + place)
        for place, one in enumerate((one for one in ordered if one.key in held), start=1)
    ]
    drawn = replace(drawn, lines=(*drawn.lines, *behind))
    return Table(field.quota, _rows(field, drawn), drawn, field.choices)


def _rows(field: _Field, drawn: Cut) -> tuple[Candidate, ...]:
    by_pk = {one.pk: one for one in field.nominations}
    return tuple(field.candidate(line, by_pk[line.key]) for line in drawn.lines)


def _eligible(field: _Field, one: Nomination) -> bool | None:
    judgement = field.judged[one.pk]
    if field.apart[one.pk] is False or _rank_fails(judgement):
        return False
    return True if judgement.outcome == Outcome.MET else None


def _settled(line: Line, judgement: Judgement) -> Line:
    """A place inside the line is worth what the verdict says: it may wait for data, or fail by rank."""
    if line.status != Status.PROPOSED or judgement.outcome == Outcome.MET:
        return line
    failed = judgement.outcome == Outcome.NOT_MET
    return replace(line, status=Status.INELIGIBLE if failed else Status.PENDING, pending=not failed)


def _rank_fails(judgement: Judgement) -> bool:
    return any(RULES[found.rule].by_rank and found.outcome == Outcome.NOT_MET for found in judgement.findings)


def _units(picture: Picture) -> dict[int, Unit]:
    units = {member.unit_id: member.unit for member in picture.members}
    return units | {row.unit_id: row.unit for row in picture.standings}
