"""What rules may know about a contestant: the published result of the account that a nomination was chosen from."""

from awards.models import Nomination
from campaigns.enums import MeasuredBy
from campaigns.models import Campaign
from scoring.contest_queries import confirmed_contest
from scoring.models import Contestant, ContestImport, ContestNominee
from scoring.rules.facts import ContestFact


def contest_facts(campaign: Campaign) -> dict[str, ContestFact]:
    """account -> fact for everybody in the campaign's confirmed results, in two queries; {} without results."""
    source = confirmed_contest(campaign)
    if source is None:
        return {}
    return {row.account: _fact(source, row) for row in source.contestants.all()}


def contest_fact_of(nomination: Nomination) -> ContestFact | None:
    """The fact of the nominee's account; an empty one when the confirmed results do not hold it any more.

    None where no contest counts, for collectives, and for whoever was not chosen from contest results.
    """
    return contest_facts_of([nomination]).get(nomination.pk)


def contest_facts_of(nominations: list[Nomination]) -> dict[int, ContestFact]:
    """Nomination -> fact for many nominees of one campaign, in three queries; without those that have none."""
    campaigns = {row.campaign_id: row.campaign for row in nominations}
    chosen = [row for row in campaigns.values() if row.measured_by == MeasuredBy.CONTEST]
    if not chosen:
        return {}
    (campaign,) = chosen
    links = ContestNominee.objects.filter(nomination__in=[row.pk for row in nominations])
    accounts = dict(links.values_list("nomination", "account"))
    source = confirmed_contest(campaign)
    rows = source.contestants.filter(account__in=set(accounts.values())) if source else []
    known = {row.account: _fact(source, row) for row in rows if source}
    return {pk: known.get(account, ContestFact()) for pk, account in accounts.items()}


def _fact(source: ContestImport, row: Contestant) -> ContestFact:
    return ContestFact(
        account=True,
        under_unit=row.under_campaign,
        recognised=row.recognised,
        score=row.score,
        attempts=row.attempt_count,
        maximum=source.maximum,
    )
