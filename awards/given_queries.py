"""Reads of what was given in the program, as part of somebody's past: only what the unit may know by now."""

from collections.abc import Collection, Iterable

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from accounts.text import fold
from awards.given import GivenAward
from awards.history_queries import history_office, line_of
from awards.models import AwardRecord, PastAward
from campaigns.access import Access
from campaigns.enums import Origin, RoundState, SubjectKind
from campaigns.models import Campaign, Unit
from campaigns.queries import matching, under, units_above

# A place may still be taken back while its round is open; what a head gave by own power is decided already.
KNOWN = Q(round__state=RoundState.CLOSED) | Q(nomination__award__own_power=True)
PARTS = ("nomination__award", "nomination__unit", "campaign", "round")


def given_awards() -> QuerySet[AwardRecord]:
    """Everything that was given and may be known."""
    return AwardRecord.objects.filter(KNOWN).select_related(*PARTS)


def given_visible_to(access: Access) -> QuerySet[AwardRecord]:
    """The same scope as for old awards: a unit its own and its people's, down the line; offices their subtree's."""
    rows = given_awards()
    if access.is_unit and access.unit is not None:
        return rows.filter(nomination__unit__in=line_of(access.unit))
    office = history_office(access)
    return rows.none() if office is None else rows.filter(_of_office(office))


def given_list(
    rows: QuerySet[AwardRecord],
    *,
    q: str = "",
    kind: str = "",
    subject: str = "",
    year: int | None = None,
    unit: int | None = None,
) -> QuerySet[AwardRecord]:
    """With the page's filters, those of the list of old awards."""
    if q:
        keys = ("nomination__search_key", "nomination__unit__search_key", "campaign__search_key")
        words = Concat(*_spaced(keys), "decision_number")
        rows = matching(rows.annotate(words=words), q, "words")
    if kind:
        rows = rows.filter(nomination__award__kind=kind)
    if subject:
        rows = rows.filter(nomination__subject=subject)
    if year:
        rows = rows.filter(round__first_year__lte=year, round__last_year__gte=year)
    return rows.filter(nomination__unit=unit) if unit else rows


def _spaced(keys: Iterable[str]) -> list[F | Value]:
    return [part for key in keys for part in (F(key), Value(" "))]


def not_shown_as(rows: QuerySet[AwardRecord], old: QuerySet[PastAward]) -> QuerySet[AwardRecord]:
    """Without those whose own paper stands among the old awards: the two are shown as one."""
    return rows.exclude(Exists(old.order_by().filter(given=OuterRef("pk"))))


def given_under_names(office: Unit, names: Iterable[str]) -> list[GivenAward]:
    """What was given under one of the folded names in the body's subtree and has no old paper of it yet."""
    keys = {fold(name)[:200] for name in names}
    rows = not_shown_as(given_awards(), PastAward.objects.filter(keeper=office))
    rows = rows.filter(_of_office(office), nomination__fold_key__in=keys)
    return [GivenAward(row) for row in rows.order_by("pk")]


def given_near(
    campaign: Campaign, names: Iterable[str], units: Collection[int], *, others: bool
) -> list[GivenAward]:
    """Under one of the names, or to the units as collectives, in campaigns of bodies above or below the issuer.

    With `others` only in other campaigns than this.
    """
    keys = {fold(name)[:200] for name in names}
    whole = Q(nomination__unit__in=units, nomination__subject=SubjectKind.TAP_THE)
    rows = given_awards().filter(Q(nomination__fold_key__in=keys) | whole & Q(nomination__origin=Origin.UNIT))
    rows = rows.exclude(campaign=campaign) if others else rows
    above = [unit.pk for unit in units_above(campaign.issuer)]
    below = Unit.objects.filter(under("", campaign.issuer_id)).order_by().values("pk")
    near = rows.filter(Q(campaign__issuer__in=above) | Q(campaign__issuer__in=below))
    return [GivenAward(row) for row in near.order_by("pk")]


def _of_office(office: Unit) -> Q:
    below = Unit.objects.filter(under("", office.pk)).order_by().values("pk")
    return Q(campaign__issuer__in=below) | Q(nomination__unit__in=below)
