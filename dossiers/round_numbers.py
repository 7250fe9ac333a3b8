"""How far a round has come: nominations by state, places given and still free, dossiers that wait."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count

from awards.ceilings import Usage, use_of
from awards.enums import CouncilLevel, NominationState
from awards.models import AwardRecord, MeetingResult, Nomination
from awards.next_step import COUNTED, NextSteps, next_steps
from awards.quotas import ceiling_of, claim_of, quotas_of_round, subject_words
from campaigns.models import Round
from dossiers.enums import DossierState
from dossiers.models import Dossier


@dataclass(frozen=True)
class QuotaNumber:
    """A quota in words with what is taken of it."""

    words: str
    clause: str
    usage: Usage


@dataclass(frozen=True)
class RoundNumbers:
    """Counts of a round; drafts are counted but never named."""

    states: tuple[tuple[str, int], ...]
    waiting: int
    drafts: int
    quotas: tuple[QuotaNumber, ...]


def in_words(counts: dict[str, int], seen: int, steps: NextSteps, kind: str) -> Iterator[tuple[str, int]]:
    """Each state with its count; of the accepted ones those that the council has voted on stand apart."""
    for state in NominationState:
        count = counts.get(state, 0) - (seen if state == NominationState.ACCEPTED else 0)
        if count:
            yield steps.label(state, kind), count
        if state == NominationState.ACCEPTED and seen:
            yield COUNTED, seen


def round_numbers(round: Round) -> RoundNumbers:
    """In a fixed number of queries whatever the size of the round."""
    rows = Nomination.objects.filter(round=round).exclude(state=NominationState.WITHDRAWN)
    counts = dict(rows.order_by().values_list("state").annotate(n=Count("pk")))
    drafts = counts.pop(NominationState.DRAFT, 0)
    votes = MeetingResult.objects.filter(meeting__council__level=CouncilLevel.DECIDING)
    accepted = rows.filter(state=NominationState.ACCEPTED)
    seen = accepted.filter(pk__in=votes.values("nomination")).count()
    quotas = list(quotas_of_round(round))
    steps = next_steps(round.campaign)
    given = AwardRecord.objects.filter(round=round).select_related("nomination__round")
    used = use_of([ceiling_of(row) for row in quotas], [claim_of(row.nomination) for row in given])
    return RoundNumbers(
        states=tuple(in_words(counts, seen, steps, round.kind)),
        waiting=Dossier.objects.filter(round=round, state=DossierState.SENT).count(),
        drafts=drafts,
        quotas=tuple(
            QuotaNumber(f"{row.award}, {subject_words(row)}, {row.group or 'mọi nhóm'}", row.clause, usage)
            for row, usage in zip(quotas, used, strict=True)
        ),
    )
