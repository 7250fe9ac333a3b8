"""One unit's way through a campaign, and how lists of units are said in words."""

from dataclasses import dataclass

from campaigns.models import Registration, Unit, UnitGroup
from dossiers.enums import DossierState
from dossiers.models import Dossier
from scoring.enums import SheetState
from scoring.models import ScoreSheet

URGENCY = (DossierState.RETURNED, DossierState.DRAFT, DossierState.SENT, DossierState.ACCEPTED)


@dataclass(frozen=True)
class UnitProgress:
    """One unit that the plan covers: what it has done so far (None: nothing)."""

    unit: Unit
    group: UnitGroup
    registration: Registration | None
    sheet: ScoreSheet | None
    dossiers: tuple[Dossier, ...]

    @property
    def dossier(self) -> Dossier | None:
        """The one that most needs a hand: given back, being written, sent, accepted."""
        return min(self.dossiers, key=lambda row: URGENCY.index(row.state), default=None)

    def dossiers_in(self, *states: str) -> list[Dossier]:
        """The unit's dossiers of the round in these states."""
        return [row for row in self.dossiers if row.state in states]

    @property
    def has_sent_sheet(self) -> bool:
        return self.sheet is not None and self.sheet.state == SheetState.SENT

    @property
    def has_sent_dossier(self) -> bool:
        return bool(self.dossiers_in(DossierState.SENT, DossierState.ACCEPTED))


def names(rows: list[UnitProgress], limit: int = 5) -> str:
    """ "Phòng Nội vụ, UBND xã Châu Phong và 3 đơn vị khác"."""
    shown = [str(row.unit) for row in rows]
    if len(shown) <= limit + 1:
        return ", ".join(shown)
    return f"{', '.join(shown[:limit])} và {len(shown) - limit} đơn vị khác"


def by_group(rows: list[UnitProgress]) -> str:
    """ "3 thuộc nhóm Các phòng, ban chuyên môn; 5 thuộc nhóm UBND các phường, xã"."""
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.group.name] = counts.get(row.group.name, 0) + 1
    return "; ".join(f"{count} thuộc nhóm «{name}»" for name, count in counts.items())
