"""The rows of a confirmed contest import: people, attempts, ranks and the totals of units."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from accounts.text import fold, person_sort_key
from campaigns.models import Unit
from scoring.contest import Entrant, Result, Try, rank_people, unit_totals
from scoring.models import Attempt, Contestant, ContestImport, ContestUnitTotal

BATCH = 500


class PlannedTry(Protocol):
    """One attempt as the plan of the import holds it."""

    number: int
    score: Decimal
    seconds: int | None
    started_at: datetime | None
    cell: str


class PlannedEntrant(Protocol):
    """One registered person as the plan of the import holds it."""

    account: str
    full_name: str
    unit_text: str
    unit_key: int | None
    how: str
    is_resident: bool
    under_campaign: bool | None
    recognised: bool | None
    honorific: str
    position_title: str
    row: int
    attempts: Sequence[PlannedTry]


def write_people(row: ContestImport, people: Sequence[PlannedEntrant]) -> None:
    """Writes everybody of a confirmed import with attempts and rank, and the totals of their units."""
    names = {unit.pk: unit for unit in Unit.objects.filter(pk__in={one.unit_key for one in people})}
    entrants = [
        Entrant(
            one.account,
            (one.unit_key, one.is_resident),
            tuple(Try(each.number, each.score, each.seconds) for each in one.attempts),
        )
        for one in people
    ]
    results = rank_people(entrants, row.counted_by)
    by_account = {result.key: result for result in results}
    contestants = Contestant.objects.bulk_create(
        [_contestant(row, one, by_account[one.account], names) for one in people], batch_size=BATCH
    )
    Attempt.objects.bulk_create(
        [
            Attempt(
                contestant=contestant,
                number=each.number,
                score=each.score,
                seconds=each.seconds,
                started_at=each.started_at,
                cell=each.cell,
            )
            for contestant, one in zip(contestants, people, strict=True)
            for each in one.attempts
        ],
        batch_size=BATCH,
    )
    _write_totals(row, results, {one.account: one for one in contestants})


def _contestant(
    row: ContestImport, one: PlannedEntrant, result: Result, names: dict[int, Unit]
) -> Contestant:
    unit = names.get(one.unit_key) if one.unit_key is not None else None
    # Accounts may be telephone numbers or addresses of people: they are no words to search by.
    words = f"{one.full_name} {one.unit_text} {unit or ''}"
    counted = result.counted
    return Contestant(
        contest_import=row,
        account=one.account,
        full_name=one.full_name,
        unit_text=one.unit_text,
        unit=unit,
        under_campaign=one.under_campaign,
        is_resident=one.is_resident,
        recognised=one.recognised,
        honorific=one.honorific,
        position_title=one.position_title,
        row=one.row,
        attempt_count=result.attempts,
        counted_number=counted.number if counted else None,
        score=counted.score if counted else None,
        seconds=counted.seconds if counted else None,
        rank=result.rank,
        tied=result.tied,
        sort_key=person_sort_key(one.full_name)[:1000],
        search_key=fold(words)[:400],
    )


def _write_totals(row: ContestImport, results: Sequence[Result], contestants: dict[str, Contestant]) -> None:
    assert row.maximum is not None
    ContestUnitTotal.objects.bulk_create(
        [
            ContestUnitTotal(
                contest_import=row,
                unit_id=total.unit[0],
                is_resident=total.unit[1],
                registered=total.registered,
                people=total.people,
                attempts=total.attempts,
                average=total.average,
                full=total.full,
                best=contestants.get(total.best),
            )
            for total in unit_totals(results, row.maximum)
        ],
        batch_size=BATCH,
    )
