"""What of ended units waits for a person's answer in a campaign: never guessed, with the numbers beside it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q, QuerySet

from accounts.dates import local
from campaigns.enums import CampaignState
from campaigns.models import Campaign, Takeover, Unit, UnitGroupMember
from campaigns.organisation import followers
from dossiers.takeover_dossiers import add_dossiers
from dossiers.takeover_holdings import Holding, holdings
from dossiers.takeover_rivals import Rival, rivals_of


@dataclass(frozen=True)
class Question:
    """One ended unit in a campaign: what waits for an answer, who may take it, what was answered."""

    unit: Unit
    holdings: tuple[Holding, ...]
    candidates: tuple[Unit, ...]
    decided: tuple[Takeover, ...] = ()
    rivals: Mapping[tuple[int, str], Rival] = field(default_factory=dict)

    @property
    def open(self) -> tuple[Holding, ...]:
        """What nobody has answered yet."""
        done = {row.what for row in self.decided}
        return tuple(row for row in self.holdings if row.what not in done)

    def rivals_of(self, what: str) -> list[Rival]:
        """What the successors hold of that kind themselves."""
        return [row for (_, kind), row in self.rivals.items() if kind == what]

    def holding(self, what: str) -> Holding | None:
        """What of that kind is there and waits for an answer."""
        return next((row for row in self.open if row.what == what), None)


def ended_units(campaign: Campaign, at: datetime) -> QuerySet[Unit]:
    """Units of the campaign that have come to an end, also those whose place was answered already."""
    asked = Takeover.objects.filter(campaign=campaign, undone_at__isnull=True).values("predecessor")
    rows = Unit.objects.filter(valid_to__lt=local(at).date())
    rows = rows.filter(
        Q(pk__in=UnitGroupMember.objects.filter(campaign=campaign).values("unit")) | Q(pk__in=asked)
    )
    return rows.order_by("sort_key", "pk")


def questions_of(campaign: Campaign, at: datetime) -> list[Question]:
    """Every ended unit of a running campaign, in a fixed number of queries."""
    if campaign.state != CampaignState.LAUNCHED:
        return []
    units = list(ended_units(campaign, at))
    if not units:
        return []
    takers = candidates_for(units)
    asked = [unit.pk for unit in units]
    held = holdings(campaign, asked + [row.pk for rows in takers.values() for row in rows])
    add_dossiers(held, campaign, asked)
    answers = Takeover.objects.filter(campaign=campaign, undone_at__isnull=True)
    decided: dict[int, list[Takeover]] = defaultdict(list)
    for row in answers.select_related("successor", "predecessor", "by"):
        decided[row.predecessor_id].append(row)
    rivals = rivals_of(campaign, takers, held, [row for rows in decided.values() for row in rows])
    return [
        Question(
            unit,
            held.of(unit.pk),
            tuple(takers[unit.pk]),
            tuple(decided[unit.pk]),
            rivals.get(unit.pk, {}),
        )
        for unit in units
    ]


def open_count(campaign: Campaign, at: datetime) -> int:
    """How many answers are awaited."""
    return sum(len(row.open) for row in questions_of(campaign, at))


def candidates_for(units: Iterable[Unit]) -> dict[int, list[Unit]]:
    """Ended unit -> who may take over today, over as many changes as there were; one query for each step."""
    ends: dict[int, list[Unit]] = {unit.pk: [] for unit in units}
    level = {key: {key} for key in ends}
    seen = {key: {key} for key in ends}
    while any(level.values()):
        following = followers({key for keys in level.values() for key in keys})
        for start, keys in level.items():
            fresh = {
                row for key in sorted(keys) for row in following.get(key, ()) if row.pk not in seen[start]
            }
            seen[start] |= {row.pk for row in fresh}
            ends[start] += [row for row in fresh if row.valid_to is None]
            level[start] = {row.pk for row in fresh if row.valid_to is not None}
    return {key: sorted(rows, key=lambda row: (row.sort_key, row.pk)) for key, rows in ends.items()}
