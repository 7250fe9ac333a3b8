"""Which units have sent a dossier and which have not; each silence has its own name, none is guessed."""

from typing import Any

from django.db.models import Case, CharField, Exists, OuterRef, QuerySet, Subquery, Value, When

from accounts.text import fold
from campaigns.models import Campaign, Registration, UnitGroupMember
from campaigns.queries import members_of
from campaigns.rounds import shown_round, shown_year
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


def incoming(campaign: Campaign) -> QuerySet[UnitGroupMember]:
    """Each unit of the plan with `where` (a code of STATES) and what there is of its dossier."""
    here = {"campaign": campaign, "unit": OuterRef("unit")}
    round = shown_round(campaign)
    past = Dossier.objects.filter(round=round, unit=OuterRef("unit")).exclude(state=DossierState.DRAFT)
    past = past.order_by("pk")
    sheets = ScoreSheet.objects.filter(**here, year=shown_year(campaign), state=SheetState.SENT)
    whens: list[Any] = [
        When(dossier_state__isnull=False, then="dossier_state"),
        When(Exists(sheets), then=Value("not_sent")),
        When(Exists(Registration.objects.filter(**here)), then=Value("not_scored")),
    ]
    return (
        members_of(campaign)
        .annotate(
            dossier_state=Subquery(past.values("state")[:1]),
            dossier_id=Subquery(past.values("pk")[:1]),
            sent_at=Subquery(past.values("sent_at")[:1]),
            receipt_number=Subquery(past.values("receipt_number")[:1]),
        )
        .annotate(where=Case(*whens, default=Value("not_registered"), output_field=CharField()))
        .annotate(where_label=label_case(), where_chip=label_case(1))
    )


def label_case(part: int = 0) -> Case:
    """The label (or the chip) of each code, in the query, so that lists and workbooks say the same."""
    whens = [When(where=code, then=Value(texts[part])) for code, texts in STATES.items()]
    return Case(*whens, default=Value(""), output_field=CharField())


def whereabouts(
    rows: QuerySet[UnitGroupMember], *, state: str = "", group: str = "", q: str = ""
) -> QuerySet[UnitGroupMember]:
    """The page's filters; empty ones do nothing, unknown ones find nothing. «missing» is every silence of a unit."""
    if state == "missing":
        rows = rows.filter(where__in=["not_registered", "not_scored", "not_sent"])
    elif state:
        rows = rows.filter(where=state)
    if group:
        rows = rows.filter(group__code=group)
    return rows.filter(unit__search_key__contains=fold(q)) if fold(q) else rows


def state_counts(rows: QuerySet[UnitGroupMember]) -> dict[str, int]:
    """How many units are where, in one query."""
    found = dict.fromkeys(STATES, 0)
    for where in rows.order_by().values_list("where", flat=True):
        found[where] += 1
    return found
