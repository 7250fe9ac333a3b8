"""The rows of a confirmed contest import: people, attempts, ranks and the totals of units."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Protocol

from accounts.bulk import insert_rows, uncollected
from accounts.text import fold, person_sort_key
from campaigns.models import Unit
from scoring.contest import Entrant, Result, Try, rank_people, unit_totals
from scoring.models import Attempt, Contestant, ContestImport, ContestUnitTotal

BATCH = 500
COLUMNS = (
    "contest_import", "account", "full_name", "unit_text", "unit", "under_campaign", "is_resident", "recognised",
    "honorific", "position_title", "row", "attempt_count", "counted_number", "score", "seconds", "rank", "tied",
    "sort_key", "search_key",
)  # fmt: skip


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


@uncollected()
def write_people(row: ContestImport, people: Sequence[PlannedEntrant]) -> None:
    """Writes everybody of a confirmed import with attempts and rank, and the totals of their units."""
    names = {
        unit.pk: fold(str(unit)) for unit in Unit.objects.filter(pk__in={one.unit_key for one in people})
    }
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
    insert_rows(Contestant, COLUMNS, (_values(row, one, by_account[one.account], names) for one in people))
    ids = dict(Contestant.objects.filter(contest_import=row).values_list("account", "pk"))
    insert_rows(
        Attempt,
        ("contestant", "number", "score", "seconds", "started_at", "cell"),
        (
            (ids[one.account], each.number, each.score, each.seconds, each.started_at, each.cell)
            for one in people
            for each in one.attempts
        ),
    )
    _write_totals(row, results, ids)


def _values(
    row: ContestImport, one: PlannedEntrant, result: Result, names: dict[int, str]
) -> tuple[Any, ...]:
    """One person in the order of COLUMNS; a unit that is no longer there is none."""
    unit = one.unit_key if one.unit_key in names else None
    # Accounts may be telephone numbers or addresses of people: they are no words to search by.
    words = (fold(one.full_name), fold(one.unit_text), names.get(unit, "") if unit is not None else "")
    counted = result.counted
    return (
        row.pk, one.account, one.full_name, one.unit_text, unit, one.under_campaign, one.is_resident,
        one.recognised, one.honorific, one.position_title, one.row, result.attempts,
        counted.number if counted else None, counted.score if counted else None,
        counted.seconds if counted else None, result.rank, result.tied,
        person_sort_key(one.full_name)[:1000], " ".join(word for word in words if word)[:400],
    )  # fmt: skip


def _write_totals(row: ContestImport, results: Sequence[Result], ids: dict[str, int]) -> None:
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
                best_id=ids.get(str(total.best)) if total.best is not None else None,
            )
            for total in unit_totals(results, row.maximum)
        ],
        batch_size=BATCH,
    )
