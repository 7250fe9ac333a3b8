"""Which round of a campaign is being worked on."""

from campaigns.enums import RoundState
from campaigns.models import Campaign, Deadline, Round


def open_round(campaign: Campaign) -> Round | None:
    """The round that is being considered now; at most one is."""
    return Round.objects.filter(campaign=campaign, state=RoundState.OPEN).first()


def shown_round(campaign: Campaign, code: str = "") -> Round | None:
    """The round to show: the one asked for, else the open one, else the last one closed, else the first."""
    rounds = list(campaign.rounds.all())
    asked = next((row for row in rounds if row.code == code), None)
    opened = next((row for row in rounds if row.state == RoundState.OPEN), None)
    closed = [row for row in rounds if row.state == RoundState.CLOSED]
    return asked or opened or (closed[-1] if closed else None) or (rounds[0] if rounds else None)


def shown_year(campaign: Campaign, code: str = "") -> int:
    """The year whose results the shown round looks at; the campaign's first year before rounds are set up."""
    row = shown_round(campaign, code)
    return row.year if row else campaign.year


def years_of(campaign: Campaign) -> tuple[int, ...]:
    """Every year that some round evaluates, in order."""
    return tuple(sorted({year for row in campaign.rounds.all() for year in row.years}))


def deadlines_of(campaign: Campaign, round: Round | None) -> dict[str, Deadline]:
    """code -> the deadline of the round, or the campaign's own where the round has none."""
    rows = list(campaign.deadlines.all())
    found = {row.code: row for row in rows if row.round_id is None}
    return found | {row.code: row for row in rows if round and row.round_id == round.pk}


def deadline_of(campaign: Campaign, code: str, round: Round | None = None) -> Deadline | None:
    """The deadline of the round, or the campaign's own when the round has none."""
    return deadlines_of(campaign, round).get(code)


def deadlines_of_others(campaign: Campaign, round: Round | None) -> list[Deadline]:
    """The deadlines of the rounds that are not shown, each with its round, soonest first."""
    rows = campaign.deadlines.filter(round__isnull=False).exclude(round=round).select_related("round")
    return list(rows.order_by("last_valid_day", "pk"))
