"""Xếp loại of a set: bands between edges that belong to them or not. Gaps and overlaps are shown, never mended."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from accounts.errors import DomainError
from accounts.models import User
from accounts.numbers import format_decimal
from accounts.text import tidy
from campaigns.domain.edit_criteria_set import locked_set, note_criteria, points_of
from campaigns.enums import BandMeasure
from campaigns.models import Band, CriteriaSet, Criterion

MOST_BANDS = 40


@dataclass(frozen=True)
class TypedBand:
    """What a form says of a band; edges as typed, an empty one is open."""

    name: str
    measure: str = BandMeasure.PERCENT
    lower: str = ""
    lower_belongs: bool = True
    upper: str = ""
    upper_belongs: bool = False
    group: Criterion | None = None
    clause: str = ""


def add_band(*, criteria_set: CriteriaSet, typed: TypedBand, by: User, at: datetime) -> Band:
    """Adds a band to the set or to a group of it; DomainError with its field."""
    with transaction.atomic():
        found = locked_set(criteria_set, by, at)
        group, name = typed.group, tidy(typed.name)
        if group and (group.criteria_set_id != found.pk or not group.is_group):
            raise DomainError("Nhóm tiêu chí không thuộc bộ này. Hãy tải lại trang.", field="group")
        if found.bands.count() >= MOST_BANDS:
            raise DomainError(f"Bộ tiêu chí có nhiều nhất {MOST_BANDS} mức xếp loại.")
        if not name or found.bands.filter(name=name, group=group).exists():
            raise DomainError("Tên mức phải có và khác các mức đã có.", field="name")
        lower, upper = _edges(typed)
        row = Band.objects.create(
            criteria_set=found,
            group=group,
            name=name,
            measure=BandMeasure(typed.measure).value,
            lower=lower,
            lower_belongs=typed.lower_belongs,
            upper=upper,
            upper_belongs=typed.upper_belongs,
            clause=tidy(typed.clause),
        )
        note_criteria(found, "criteria.band_added", f"Thêm mức «{row}» vào «{found.title}».", by=by, at=at)
        return row


def remove_band(*, band: Band, by: User, at: datetime) -> None:
    """Takes a band off its set."""
    with transaction.atomic():
        found = locked_set(band.criteria_set, by, at)
        note_criteria(found, "criteria.band_removed", f"Bỏ mức «{band}» khỏi «{found.title}».", by=by, at=at)
        Band.objects.filter(pk=band.pk).delete()


def _edges(typed: TypedBand) -> tuple[Decimal | None, Decimal | None]:
    low = points_of(typed.lower, "lower", "Từ") if tidy(typed.lower) else None
    high = points_of(typed.upper, "upper", "Đến") if tidy(typed.upper) else None
    if low is None and high is None:
        raise DomainError("Hãy nhập ít nhất một trong hai mức điểm.", field="lower")
    if low is not None and high is not None and low > high:
        raise DomainError(
            f"Mức trên {format_decimal(high)} thấp hơn mức dưới {format_decimal(low)}.", field="upper"
        )
    return low, high
