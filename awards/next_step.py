"""Who acts on an accepted nomination next, in the words of the plan's route."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from awards.council_step import COUNCIL_NEXT, has_deciding_council
from awards.enums import CouncilLevel, NominationState
from awards.models import MeetingResult, Nomination
from campaigns.enums import RouteActor
from campaigns.models import Campaign, RouteStep

COUNTED = f"{NominationState.ACCEPTED.label}, Hội đồng đã xét"
AFTER_STANDING = (RouteActor.APPRAISER, RouteActor.COUNCIL, RouteActor.AUTHORITY, RouteActor.UPPER)


@dataclass(frozen=True)
class NextSteps:
    """The route of one campaign as far as it lies behind the standing body; `kinds` by the round's number."""

    campaign: Campaign
    route: tuple[RouteStep, ...]
    kinds: Mapping[int, str]
    council: bool

    def words(self, row: Nomination, counted: Collection[int] = ()) -> str:
        """«Đã tiếp nhận, chờ Sở Nội vụ thẩm định»; every other state as it is called.

        `counted` are the nominations whose votes a deciding council has counted.
        """
        if row.state == NominationState.ACCEPTED and row.pk in counted:
            return COUNTED
        return self.label(row.state, self.kinds.get(row.round_id, ""))

    def label(self, state: str, kind: str) -> str:
        """The same for a state in a kind of round."""
        name = str(NominationState(state).label)
        return f"{name}, {self.waits_for(kind)}" if state == NominationState.ACCEPTED else name

    def waits_for(self, kind: str) -> str:
        """«chờ Hội đồng xét», or the first step behind the standing body in such a round."""
        steps = [row for row in self.route if row.round_kind in ("", kind)]
        if self.council or any(row.actor == RouteActor.COUNCIL for row in steps):
            return COUNCIL_NEXT
        appraiser = self.campaign.appraising_unit
        if not steps and appraiser:
            return f"chờ {appraiser} thẩm định"
        if steps and steps[0].actor == RouteActor.APPRAISER:
            return f"chờ {appraiser or steps[0].actor_name} thẩm định"
        if steps and steps[0].actor == RouteActor.UPPER:
            return f"chờ {steps[0].actor_name or 'cấp trên'} xem xét"
        named = steps[0].actor_name if steps else ""
        return f"chờ {named or self.campaign.authority_title} quyết định"


def next_steps(campaign: Campaign) -> NextSteps:
    """Reads the route in a fixed number of queries."""
    route = RouteStep.objects.filter(campaign=campaign, actor__in=AFTER_STANDING)
    return NextSteps(
        campaign=campaign,
        route=tuple(route.order_by("position")),
        kinds={row.pk: row.kind for row in campaign.rounds.all()},
        council=has_deciding_council(campaign),
    )


def counted_of(rows: Iterable[Nomination]) -> frozenset[int]:
    """Which of these nominations a deciding council has voted on, in one query."""
    found = MeetingResult.objects.filter(
        nomination__in=[row.pk for row in rows], meeting__council__level=CouncilLevel.DECIDING
    )
    return frozenset(found.values_list("nomination_id", flat=True))


def note_stands(campaign: Campaign, rows: Iterable[Nomination]) -> None:
    """Notes on each of these nominations where it stands, in the words of `NextSteps`, in a few queries."""
    rows = list(rows)
    steps, counted = next_steps(campaign), counted_of(rows)
    for row in rows:
        row.stands = steps.words(row, counted)
