"""How the plan's conditions look for those whom a head commended: information, the head decides."""

from collections.abc import Iterable
from datetime import datetime

from awards.models import Award, Condition, Nomination
from campaigns.models import Round
from dossiers.domain.collect_facts import collect_picture
from scoring.rules import judge


def conditions_in_short(awards: Iterable[Award], round: Round) -> dict[int, list[Condition]]:
    """award id -> the plan's conditions that hold in the round, in its order."""
    rows = Condition.objects.filter(
        award__in=list(awards), round_kind__in=("", round.kind), unit__isnull=True
    )
    found: dict[int, list[Condition]] = {}
    for row in rows.select_related("group"):
        found.setdefault(row.award_id, []).append(row)
    return found


def note_verdicts(round: Round, rows: Iterable[Nomination], *, at: datetime) -> None:
    """Notes on each row the judgement of the day, None where nothing is asked; the same number of queries always."""
    rows = list(rows)
    picture = collect_picture(round=round, at=at) if rows else None
    for row in rows:
        row.round, row.judgement = round, None
        if picture and row.pk in picture.facts:
            asked = picture.conditions_of(row)
            row.judgement = judge(asked, picture.facts[row.pk], picture.day) if asked else None
