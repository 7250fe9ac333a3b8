"""What every change of the organisation rests on: a day, a paper, the right to make it, and locks in one order."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from accounts.dates import date_short, local
from accounts.errors import DomainError
from accounts.text import tidy
from campaigns.domain.write_unit import lock_trees
from campaigns.enums import ChangeKind
from campaigns.models import Unit, UnitPeriod
from campaigns.unit_papers import Basis

ONE_DAY = timedelta(days=1)
LONGEST = {"number": 80, "issuer_name": 200, "summary": 300}


def check_basis(basis: Basis, at: datetime) -> None:
    """DomainError at its field: a paper without number, body or day; a change that has not come yet."""
    for name, what in (("number", "số, ký hiệu văn bản"), ("issuer_name", "cơ quan ban hành văn bản")):
        if not tidy(getattr(basis, name)):
            raise DomainError(f"Hãy nhập {what} làm căn cứ của biến động.", field=name)
    for name, longest in LONGEST.items():
        if len(tidy(getattr(basis, name))) > longest:
            raise DomainError(f"Nội dung dài quá {longest} ký tự.", field=name)
    today = local(at).date()
    if basis.issued_on > today:
        raise DomainError("Ngày ban hành văn bản còn ở tương lai; hãy kiểm tra lại.", field="issued_on")
    if basis.day > today:
        raise DomainError(
            f"Biến động có hiệu lực từ {date_short(basis.day)} chưa đến ngày nên chưa ghi được. Đơn vị vẫn mang tên "
            "cũ đến hết hôm trước; hãy ghi biến động từ ngày đó trở đi.",
            field="day",
        )


def lock_units(keys: Iterable[int]) -> dict[int, Unit]:
    """The units by key under lock: the tops of their trees first, then the units in the order of their keys.

    Writing a unit locks the top of its tree too; whoever holds a unit without it could wait for ever.
    """
    keys = set(keys)
    lock_trees(*Unit.objects.filter(pk__in=keys).only("pk"))
    rows = Unit.objects.select_for_update(of=("self",), no_key=True).select_related("parent")
    return {row.pk: row for row in rows.filter(pk__in=keys).order_by("pk")}


def last_period(unit: Unit) -> UnitPeriod | None:
    """What the unit was before its last change."""
    return UnitPeriod.objects.filter(unit=unit).select_related("change").order_by("-last_day").first()


def first_day_of(unit: Unit) -> date | None:
    """Since when the unit is what it is today: after its last change, else since it began (None: unknown)."""
    last = last_period(unit)
    return last.last_day + ONE_DAY if last else unit.valid_from


def check_day(unit: Unit, day: date, *, ends: bool = False) -> None:
    """DomainError for a unit that has ended, a day before it began, or one that lies in a period that is closed.

    A unit that `ends` may have been moved that same day with its superior: an office goes after its xã has gone.
    """
    if unit.valid_to:
        raise DomainError(
            f"{unit} đã chấm dứt hoạt động từ hết ngày {date_short(unit.valid_to)} nên không ghi biến động nữa."
        )
    if unit.valid_from and day <= unit.valid_from:
        raise DomainError(
            f"{unit} bắt đầu hoạt động từ {date_short(unit.valid_from)}; biến động phải sau ngày đó.",
            field="day",
        )
    last = last_period(unit)
    start = last.last_day + ONE_DAY if last else unit.valid_from
    moved_along = ends and last is not None and last.change.kind in (ChangeKind.MERGE, ChangeKind.SPLIT)
    if start and day == start and not moved_along:
        raise DomainError(
            f"{unit} đã có một biến động có hiệu lực đúng ngày {date_short(day)}. Mỗi ngày chỉ một biến động; "
            "nếu lần ghi trước sai, hãy hủy lần đó rồi ghi lại.",
            field="day",
        )
    if start and day < start:
        raise DomainError(
            f"{unit} đã có biến động có hiệu lực từ {date_short(start)}; ngày {date_short(day)} chồng lên giai đoạn "
            "đã ghi.",
            field="day",
        )


def close_period(unit: Unit, change, day: date) -> UnitPeriod:
    """Keeps what the unit was up to the day before; the caller holds the unit's lock and has checked the day."""
    unit.changed_until = day - ONE_DAY
    Unit.objects.filter(pk=unit.pk).update(changed_until=unit.changed_until)
    return UnitPeriod.objects.create(
        unit=unit,
        change=change,
        first_day=first_day_of(unit),
        last_day=day - ONE_DAY,
        **{name: getattr(unit, name) for name in KEPT},
    )


KEPT = ("name", "short_name", "kind", "parent", "place_name", "symbol", "head_title")
