"""Which units have sent a dossier and which have not; each silence has its own name, none is guessed."""

from typing import Any

from django.db.models import Case, CharField, Exists, OuterRef, QuerySet, Subquery, Value, When

from awards.models import Award
from awards.queries import asks_registration
from campaigns.models import Campaign, Registration, Round, UnitGroupMember
from campaigns.queries import matching, members_of
from campaigns.rounds import shown_round
from dossiers.enums import DossierState
from dossiers.models import Dossier
from scoring.enums import SheetState
from scoring.models import ScoreSheet

# Code -> (label, colour of its chip); the first three are silences of the unit, «sent» is the officer's.
STATES = {
    "not_registered": ("Chưa đăng ký", ""),
    "not_scored": ("Đã đăng ký, chưa gửi bảng điểm", ""),
    "not_sent": ("Đã chấm điểm, chưa gửi hồ sơ", "wait"),
    DossierState.SENT.value: ("Đã gửi, chưa ai kiểm tra", "main"),
    DossierState.RETURNED.value: ("Đã trả lại, chờ đơn vị", "bad"),
    DossierState.ACCEPTED.value: ("Đã tiếp nhận", "good"),
}


def states_of(campaign: Campaign) -> dict[str, tuple[str, str]]:
    """The states that a unit of this campaign can be in: what the plan does not ask for is no silence of its own."""
    found = dict(STATES)
    if not asks_registration(campaign):
        del found["not_registered"]
        found["not_scored"] = ("Chưa gửi bảng điểm", "")
    if not campaign.has_self_score:
        del found["not_scored"]
        found["not_sent"] = ("Chưa gửi hồ sơ", "wait")
    return found


def incoming(
    campaign: Campaign, round: Round | None = None, award: Award | None = None
) -> QuerySet[UnitGroupMember]:
    """Each unit of the plan with `where` (a code of STATES) and what there is of its dossier.

    Of the round that is shown first if none is given; of all awards together if none is given.
    """
    here = {"campaign": campaign, "unit": OuterRef("unit")}
    round = round or shown_round(campaign)
    past = Dossier.objects.filter(round=round, unit=OuterRef("unit")).exclude(state=DossierState.DRAFT)
    past = past.filter(award=award) if award else past
    past = past.order_by("pk")
    year = round.year if round else campaign.year
    sheets = ScoreSheet.objects.filter(**here, year=year, state=SheetState.SENT)
    registered = Exists(Registration.objects.filter(**here))
    whens: list[Any] = [When(dossier_state__isnull=False, then="dossier_state")]
    states = states_of(campaign)
    if "not_scored" in states:
        whens.append(When(Exists(sheets), then=Value("not_sent")))
    silent = next(code for code in ("not_scored", "not_sent") if code in states)
    if "not_registered" in states:
        whens.append(When(registered, then=Value(silent)))
    last = next(iter(states))
    return (
        members_of(campaign)
        .annotate(
            dossier_state=Subquery(past.values("state")[:1]),
            dossier_id=Subquery(past.values("pk")[:1]),
            sent_at=Subquery(past.values("sent_at")[:1]),
            receipt_number=Subquery(past.values("receipt_number")[:1]),
        )
        .annotate(where=Case(*whens, default=Value(last), output_field=CharField()))
        .annotate(where_label=label_case(states), where_chip=label_case(states, 1))
    )


def label_case(states: dict[str, tuple[str, str]], part: int = 0) -> Case:
    """The label (or the chip) of each code, in the query, so that lists and workbooks say the same."""
    whens = [When(where=code, then=Value(texts[part])) for code, texts in states.items()]
    return Case(*whens, default=Value(""), output_field=CharField())


def whereabouts(
    rows: QuerySet[UnitGroupMember], *, state: str = "", group: str = "", q: str = ""
) -> QuerySet[UnitGroupMember]:
    """The page's filters; empty ones do nothing, unknown ones find nothing. «missing» is every silence of a unit."""
    # Before the other filters: words are looked for side by side among all units first.
    rows = matching(rows, q, "unit__search_key")
    if state == "missing":
        rows = rows.filter(where__in=["not_registered", "not_scored", "not_sent"])
    elif state:
        rows = rows.filter(where=state)
    if group:
        rows = rows.filter(group__code=group)
    return rows


def state_counts(rows: QuerySet[UnitGroupMember]) -> dict[str, int]:
    """How many units are where, in one query."""
    found = dict.fromkeys(STATES, 0)
    for where in rows.order_by().values_list("where", flat=True):
        found[where] += 1
    return found
