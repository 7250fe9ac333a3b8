"""Which dossiers of an ended unit wait for an answer, in words, with the reason why the collective falls out."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q, QuerySet

from accounts.dates import date_short
from awards.catalogue import standing_conditions
from awards.enums import NominationState
from campaigns.enums import Inherited, RoundState, SubjectKind
from campaigns.models import Campaign, Unit
from dossiers.enums import DossierState
from dossiers.models import Dossier
from dossiers.takeover_holdings import Holdings

OPEN_DOSSIERS = (DossierState.DRAFT, DossierState.RETURNED)
# What was awarded or turned down stays as it was decided.
UNDER_WAY = (NominationState.DRAFT, NominationState.SENT, NominationState.ACCEPTED)


def dossiers_in_question(campaign: Campaign, units: Iterable[int]) -> QuerySet[Dossier]:
    """Dossiers of the open round that are being written, or in which somebody waits for a decision."""
    waiting = Q(state__in=OPEN_DOSSIERS) | Q(
        pk__in=Dossier.objects.filter(items__nomination__state__in=UNDER_WAY).values("pk")
    )
    return Dossier.objects.filter(
        waiting, campaign=campaign, unit__in=list(units), round__state=RoundState.OPEN
    )


def add_dossiers(found: Holdings, campaign: Campaign, units: Iterable[int]) -> None:
    """Each dossier with its state, and how many it puts forward."""
    rows = dossiers_in_question(campaign, units).annotate(
        collectives=Count("items", filter=Q(items__nomination__subject=SubjectKind.TAP_THE)),
        everybody=Count("items"),
    )
    said: dict[int, list[str]] = defaultdict(list)
    for row in rows.order_by("pk"):
        number = f" (biên nhận {row.receipt_number})" if row.receipt_number else ""
        who = f"{row.collectives} tập thể, {row.everybody - row.collectives} cá nhân, hộ gia đình"
        said[row.unit_id].append(f"hồ sơ {row.get_state_display().lower()}{number}: {who}")
    for unit, lines in said.items():
        found.add(unit, Inherited.DOSSIER, "; ".join(lines))


def why_collective_falls_out(unit: Unit, day: date) -> str:
    """The reason with the clause of that day, marked while nobody has read it in its source."""
    rule = next((row for row in standing_conditions(day) if row.rule == "not_dissolved"), None)
    clause = ""
    if rule:
        clause = f" ({rule.reference}{'' if rule.confirmed else ', chưa đối chiếu điều khoản'})"
    ended = date_short(unit.valid_to) if unit.valid_to else ""
    return (
        f"Tập thể {unit} chấm dứt từ hết ngày {ended} nên thôi được đề nghị{clause}. Cá nhân, hộ gia đình tiếp tục với "
        "đơn vị kế thừa; hồ sơ đã gửi không phải trả lại, giấy tờ đã lập giữ tên cũ."
    )
