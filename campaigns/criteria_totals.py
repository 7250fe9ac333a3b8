"""Cộng điểm: from the points of single criteria to groups, the whole set and its band. Pure; points are Decimal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from campaigns.criteria_tree import Node, summed
from campaigns.enums import BandMeasure, CriterionKind, Rescale
from campaigns.models import Band, Criterion

ZERO = Decimal(0)
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Mark:
    """What stands for one criterion: its points (None: not answered or nothing to score) and whether it applies."""

    points: Decimal | None = None
    applies: bool = True


@dataclass(frozen=True)
class Total:
    """A sum: scored points, added and taken off beside the maximum, the maximum and what of it applies."""

    scored: Decimal = ZERO
    bonus: Decimal = ZERO
    minus: Decimal = ZERO
    maximum: Decimal = ZERO
    applicable: Decimal = ZERO
    rescaled: Decimal = ZERO

    @property
    def points(self) -> Decimal:
        """What counts: the scored points on the whole maximum, plus bonus, less minus points."""
        return self.rescaled + self.bonus - self.minus

    @property
    def percent(self) -> Decimal:
        """The share of the maximum in hundredths, 0 where there is no maximum."""
        return self.points / self.maximum * 100 if self.maximum else ZERO

    @property
    def was_rescaled(self) -> bool:
        """Whether criteria that do not apply changed the points."""
        return self.rescaled != self.scored


def total_of_rows(rows: Iterable[Criterion], marks: Mapping[int, Mark], *, rescale: bool) -> Total:
    """The sum of some criteria; with `rescale` what does not apply leaves the maximum: 40 of 80 is 50 of 100."""
    rows = list(rows)
    maximum = summed(rows)
    applicable = summed(row for row in rows if marks.get(row.pk, Mark()).applies)
    sums = dict.fromkeys((CriterionKind.POINTS, CriterionKind.BONUS, CriterionKind.MINUS), ZERO)
    for row in rows:
        mark = marks.get(row.pk, Mark())
        if row.kind in sums and mark.applies and mark.points is not None:
            sums[CriterionKind(row.kind)] += mark.points
    scored = sums[CriterionKind.POINTS]
    rescaled = scored
    if rescale and applicable and applicable != maximum:
        rescaled = (scored * maximum / applicable).quantize(CENT, rounding=ROUND_HALF_UP)
    return Total(
        scored=scored,
        bonus=sums[CriterionKind.BONUS],
        minus=sums[CriterionKind.MINUS],
        maximum=maximum,
        applicable=applicable,
        rescaled=rescaled,
    )


def total_of_set(roots: list[Node], marks: Mapping[int, Mark], rescale: str) -> Total:
    """The whole set: rescaled once, or group by group, or not at all, as the set says."""
    if rescale != Rescale.GROUP:
        leaves = [row for root in roots for row in root.leaves]
        return total_of_rows(leaves, marks, rescale=rescale == Rescale.WHOLE)
    parts = [total_of_rows(root.leaves, marks, rescale=True) for root in roots]
    return Total(
        **{
            name: sum((getattr(part, name) for part in parts), ZERO)
            for name in ("scored", "bonus", "minus", "maximum", "applicable", "rescaled")
        }
    )


def band_of(bands: Iterable[Band], total: Total) -> Band | None:
    """The band that the total lies in; None between bands. An edge belongs only where the band says so."""
    for band in bands:
        value = total.percent if band.measure == BandMeasure.PERCENT else total.points
        if _above(band, value) and _below(band, value):
            return band
    return None


def _above(band: Band, value: Decimal) -> bool:
    if band.lower is None:
        return True
    return value >= band.lower if band.lower_belongs else value > band.lower


def _below(band: Band, value: Decimal) -> bool:
    if band.upper is None:
        return True
    return value <= band.upper if band.upper_belongs else value < band.upper
