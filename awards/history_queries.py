"""Reads of old awards: who keeps them, who may see which, and what a nominee or unit has behind it."""

from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.text import fold
from awards.models import HistoryImport, PastAward
from campaigns.access import Access
from campaigns.enums import Role, UnitKind
from campaigns.models import Membership, Unit, UnitSuccession
from campaigns.queries import matching, under

# Bodies that work for the committee above them; a commune or a province works for itself.
OFFICES = (UnitKind.PHONG_BAN, UnitKind.SO_NGANH)
READERS = (Role.STANDING_OFFICER, Role.APPRAISER, Role.SYSTEM_ADMIN, Role.AUDITOR)
KEEPERS = (Role.STANDING_OFFICER, Role.SYSTEM_ADMIN)


def office_of(unit: Unit, role: str) -> Unit:
    """The body whose history the person reads: that above a standing or appraising office, else the unit itself."""
    if role in (Role.STANDING_OFFICER, Role.APPRAISER) and unit.kind in OFFICES:
        return unit.parent or unit
    return unit


def history_office(access: Access) -> Unit | None:
    """The body whose history the person reads now; None for units, councils and others."""
    if access.unit is None or access.role not in READERS:
        return None
    return office_of(access.unit, access.role)


def keeps_history(access: Access) -> bool:
    """Whether the buttons that write are shown."""
    return access.unit is not None and access.role in KEEPERS


def line_of(unit: Unit) -> set[int]:
    """Keys of the unit and of those whose history it carries on."""
    return lines_of([unit.pk])[unit.pk]


def lines_of(units: Iterable[int]) -> dict[int, set[int]]:
    """unit id -> itself and all whose tasks came down to it; as many queries as the longest line has steps."""
    lines = {pk: {pk} for pk in units}
    level = set(lines)
    while level:
        rows = UnitSuccession.objects.filter(successor__in=level).values_list("successor", "predecessor")
        fresh = set()
        for after, before in rows:
            for line in lines.values():
                if after in line and before not in line:
                    line.add(before)
                    fresh.add(before)
        level = fresh
    return lines


def past_awards_visible_to(access: Access) -> QuerySet[PastAward]:
    """A unit reads its own past and its people's; the standing body, administrators and auditors their subtree's."""
    rows = PastAward.objects.select_related("decision", "unit", "source", "keeper")
    if access.is_unit and access.unit is not None:
        return rows.filter(unit__in=line_of(access.unit))
    office = history_office(access)
    if office is None:
        return rows.none()
    below = Unit.objects.filter(under("", office.pk)).order_by().values("pk")
    return rows.filter(Q(keeper__in=below) | Q(unit__in=below))


def imports_kept_by(office: Unit) -> QuerySet[HistoryImport]:
    """The lists that were uploaded for this body, the newest first."""
    rows = HistoryImport.objects.filter(keeper=office)
    return rows.select_related("keeper", "uploaded_by", "confirmed_by", "undone_by")


def past_award_list(
    rows: QuerySet[PastAward],
    *,
    q: str = "",
    kind: str = "",
    subject: str = "",
    year: int | None = None,
    unit: int | None = None,
    source: int | None = None,
) -> QuerySet[PastAward]:
    """The list with the page's filters, the newest years first; a year finds every award whose period holds it."""
    rows = matching(rows, q, "search_key")
    if kind:
        rows = rows.filter(kind=kind)
    if subject:
        rows = rows.filter(subject=subject)
    if year:
        rows = rows.filter(first_year__lte=year, last_year__gte=year)
    if unit:
        rows = rows.filter(unit=unit)
    if source:
        rows = rows.filter(source=source)
    return rows.order_by("-last_year", "-decision__signed_on", "sort_key", "pk")


def people_under(office: Unit) -> QuerySet[User]:
    """Everybody who has or had a role under the body."""
    return User.objects.filter(pk__in=Membership.objects.filter(under("unit", office.pk)).values("user"))


def namesakes(rows: QuerySet[PastAward], one: PastAward) -> QuerySet[PastAward]:
    """Other awards under the same name; a name is no identity, so a person decides what they are."""
    return (
        rows.filter(fold_key=one.fold_key, subject=one.subject)
        .exclude(pk=one.pk)
        .order_by("-last_year", "pk")
    )


def past_of_names(names: Iterable[str], units: Collection[int]) -> QuerySet[PastAward]:
    """Every old award of one of the names, and those of the units as collectives."""
    keys = {fold(name)[:200] for name in names}
    rows = PastAward.objects.filter(Q(fold_key__in=keys) | Q(unit__in=units, whole_unit=True))
    return rows.select_related("decision", "unit").order_by("pk")
