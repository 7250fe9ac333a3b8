"""How far a round has come: nominations by state, places given and still free, dossiers that wait."""

from dataclasses import dataclass

from django.db.models import Count

from awards.ceilings import Usage, use_of
from awards.enums import NominationState
from awards.models import AwardRecord, Nomination
from awards.next_step import next_steps
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


def round_numbers(round: Round) -> RoundNumbers:
    """In a fixed number of queries whatever the size of the round."""
    rows = Nomination.objects.filter(round=round).exclude(state=NominationState.WITHDRAWN)
    counts = dict(rows.order_by().values_list("state").annotate(n=Count("pk")))
    drafts = counts.pop(NominationState.DRAFT, 0)
    quotas = list(quotas_of_round(round))
    steps = next_steps(round.campaign)
    given = AwardRecord.objects.filter(round=round).select_related("nomination__round")
    used = use_of([ceiling_of(row) for row in quotas], [claim_of(row.nomination) for row in given])
    return RoundNumbers(
        states=tuple(
            (steps.label(state, round.kind), counts[state]) for state in NominationState if state in counts
        ),
        waiting=Dossier.objects.filter(round=round, state=DossierState.SENT).count(),
        drafts=drafts,
        quotas=tuple(
            QuotaNumber(f"{row.award}, {subject_words(row)}, {row.group or 'mọi nhóm'}", row.clause, usage)
            for row, usage in zip(quotas, used, strict=True)
        ),
    )
