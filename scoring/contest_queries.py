"""Reads of contest results used more than once; the scope is in the query."""

from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from awards.enums import NominationState
from campaigns.access import Access
from campaigns.enums import RoundState
from campaigns.models import Campaign
from campaigns.queries import campaigns_visible_to, matching
from scoring.enums import ImportState
from scoring.models import Contestant, ContestImport, ContestNominee, ContestUnitTotal


def contest_imports_visible_to(access: Access) -> QuerySet[ContestImport]:
    """The imports of the campaigns that a person sees; a unit sees none of the work, only the results."""
    if access.is_unit:
        return ContestImport.objects.none()
    rows = ContestImport.objects.filter(campaign__in=campaigns_visible_to(access))
    return rows.select_related("campaign", "campaign__standing_unit", "uploaded_by", "confirmed_by")


def confirmed_contest(campaign: Campaign) -> ContestImport | None:
    """The import whose results hold for the campaign."""
    rows = ContestImport.objects.filter(campaign=campaign, state=ImportState.CONFIRMED)
    return rows.select_related("uploaded_by", "confirmed_by").first()


def living_nominees(campaign: Campaign) -> QuerySet[ContestNominee]:
    """Who was chosen from the contest's people and has not been taken back."""
    rows = ContestNominee.objects.filter(nomination__campaign=campaign)
    return rows.exclude(nomination__state=NominationState.WITHDRAWN).select_related("nomination")


def contestants_visible_to(access: Access, contest_import: ContestImport) -> QuerySet[Contestant]:
    """Staff and council: everybody; a unit: its own people, and the winners once their round is closed."""
    rows = Contestant.objects.filter(contest_import=contest_import)
    if not access.is_unit:
        return rows
    winners = ContestNominee.objects.filter(
        nomination__campaign=contest_import.campaign_id,
        nomination__state=NominationState.AWARDED,
        nomination__round__state=RoundState.CLOSED,
    )
    return rows.filter(Q(unit=access.unit) | Q(account__in=winners.values("account")))


@dataclass(frozen=True)
class PeopleFilter:
    """What is looked at: a unit's key ("nguoi-dan", "khac"), group (can-bo, nguoi-dan), recognised (co, khong, chua),
    took part (da, chua), a text, and the order (hang, ten, don-vi, luot)."""

    unit: str = ""
    group: str = ""
    recognised: str = ""
    took_part: str = ""
    text: str = ""
    order: str = ""


def people_of_contest(
    people: QuerySet[Contestant], wanted: PeopleFilter, *, accounts: bool = False
) -> QuerySet[Contestant]:
    """These people as filtered and sorted; unknown filters find nothing, an unknown order is by rank.

    With `accounts` (for those who may see them) the text may be a whole account.
    """
    rows = people.select_related("unit")
    if wanted.unit:
        rows = rows.filter(_unit_is(wanted.unit))
    for value, meanings in (
        (wanted.group, {"can-bo": Q(is_resident=False), "nguoi-dan": Q(is_resident=True)}),
        (
            wanted.recognised,
            {"co": Q(recognised=True), "khong": Q(recognised=False), "chua": Q(recognised=None)},
        ),
        (wanted.took_part, {"da": Q(attempt_count__gte=1), "chua": Q(attempt_count=0)}),
    ):
        if value:
            rows = rows.filter(meanings.get(value, Q(pk__in=[])))
    own = rows.filter(account__iexact=wanted.text.strip())
    found = accounts and bool(wanted.text.strip()) and own.exists()
    rows = own if found else matching(rows, wanted.text, "search_key")
    by_rank = (F("rank").asc(nulls_last=True), "sort_key", "id")
    orders = {
        "ten": ("sort_key", "id"),
        "don-vi": (F("unit__sort_key").asc(nulls_last=True), *by_rank),
        "luot": ("-attempt_count", *by_rank),
    }
    return rows.order_by(*orders.get(wanted.order, by_rank))


def _unit_is(key: str) -> Q:
    if key == "nguoi-dan":
        return Q(is_resident=True)
    if key == "khac":
        return Q(unit__isnull=True, is_resident=False)
    return Q(unit=int(key)) if key.isascii() and key.isdigit() and len(key) < 18 else Q(pk__in=[])


def totals_of_contest(contest_import: ContestImport) -> list[ContestUnitTotal]:
    """One line for each unit that has people in the import, in one query."""
    return list(contest_import.unit_totals.select_related("unit", "best").order_by("unit__sort_key", "id"))


def totals_visible_to(access: Access, contest_import: ContestImport) -> list[ContestUnitTotal]:
    """The same lines; the best of another unit is named only to those who may see that person."""
    totals = totals_of_contest(contest_import)
    if access.is_unit:
        seen = contestants_visible_to(access, contest_import)
        named = set(seen.filter(pk__in=[one.best_id for one in totals]).values_list("pk", flat=True))
        for one in totals:
            one.best = one.best if one.best_id in named else None
    return totals
