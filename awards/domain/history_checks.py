"""Old awards before they are written: cleaned, compared with what is on record, asked about when alike."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from accounts.dates import date_short
from accounts.errors import DomainError
from accounts.text import fold, tidy
from awards.enums import Honorific
from awards.history import (
    FIRST_YEAR,
    OTHER,
    PastEntry,
    compare_achievements,
    number_key,
    words_key,
)
from awards.models import PastAward
from campaigns.enums import SubjectKind
from campaigns.models import Unit
from campaigns.queries import under

LONGEST = {
    "number": (80, "Số quyết định"),
    "issuer_name": (200, "Cơ quan ban hành"),
    "summary": (400, "Trích yếu"),
    "award_name": (200, "Hình thức khen thưởng"),
    "name": (200, "Tên"),
    "position_title": (150, "Chức vụ"),
    "unit_name": (200, "Đơn vị"),
    "achievement": (300, "Thành tích"),
}
NEEDED = {
    "number": "Thiếu số quyết định.",
    "award_name": "Thiếu danh hiệu, hình thức khen thưởng.",
    "name": "Thiếu tên tập thể, hộ gia đình hoặc họ và tên.",
}


class MaybeSame(DomainError):
    """The award may be on record already under another spelling; a person has to say that it is not."""


@dataclass(frozen=True)
class Known:
    """What is on record, or stands above in the same list, under the same folded name."""

    entry: PastEntry
    place: str


def cleaned_entry(entry: PastEntry, *, today: date) -> PastEntry:
    """The entry tidied and checked by itself; each refusal names its field."""
    values = {name: tidy(getattr(entry, name)) for name in LONGEST}
    for name, sentence in NEEDED.items():
        if not values[name]:
            raise DomainError(sentence, field=name)
    for name, (longest, label) in LONGEST.items():
        if len(values[name]) > longest:
            raise DomainError(f"{label} dài quá {longest} ký tự. Hãy viết gọn lại.", field=name)
    if entry.subject not in SubjectKind.values:
        raise DomainError("Chưa rõ đối tượng: hãy ghi tập thể, cá nhân hoặc hộ gia đình.", field="subject")
    _check_days(entry, today)
    if entry.money is not None and not 0 <= entry.money < 10**12:
        raise DomainError("Tiền thưởng phải là số từ 0 đồng trở lên.", field="money")
    person = entry.subject == SubjectKind.CA_NHAN
    honorific = entry.honorific if person and entry.honorific in Honorific.values else ""
    if not person:
        values["position_title"] = ""
    whole = entry.subject == SubjectKind.TAP_THE and entry.unit is not None and entry.whole_unit
    return replace(entry, **values, honorific=honorific, whole_unit=whole)


def _check_days(entry: PastEntry, today: date) -> None:
    day = entry.signed_on
    if day and not FIRST_YEAR <= day.year <= today.year or day and day > today:
        raise DomainError(f"Ngày quyết định {date_short(day)} không hợp lý.", field="signed_on")
    if not FIRST_YEAR <= entry.first_year <= entry.last_year <= today.year + 10:
        raise DomainError("Năm thành tích không hợp lý. Hãy kiểm tra lại.", field="years")
    if day and day.year < entry.first_year:
        raise DomainError(
            f"Quyết định ký ngày {date_short(day)}, trước năm {entry.first_year} của thành tích.",
            field="years",
        )


def known_awards(office: Unit, names: Iterable[str], *, but: int | None = None) -> dict[str, list[Known]]:
    """Folded name -> what the body has on record under it, in one query."""
    keys = {fold(name)[:200] for name in names}
    rows = PastAward.objects.filter(keeper=office, fold_key__in=keys).exclude(pk=but)
    found: dict[str, list[Known]] = {}
    for row in rows.select_related("decision", "unit").order_by("pk"):
        found.setdefault(row.fold_key, []).append(Known(entry_of(row), place_of(row)))
    return found


def entry_of(row: PastAward) -> PastEntry:
    """A stored award as a value."""
    paper = row.decision
    same = ("award_name", "subject", "name", "first_year", "last_year", "honorific", "position_title", "unit")
    same += ("unit_name", "whole_unit", "achievement", "money", "sheet", "row", "cells")
    return PastEntry(
        number=paper.number,
        signed_on=paper.signed_on,
        issuer_name=paper.issuer_name,
        summary=paper.summary,
        **{name: getattr(row, name) for name in same},
    )


def place_of(row: PastAward) -> str:
    """Where a stored award is found, in words."""
    return f"đã có trong danh sách ({row.years})"


def same_as(entry: PastEntry, known: Sequence[Known]) -> Known | None:
    """The one that is this very award: same decision, name, award and unit."""
    return next(
        (
            one
            for one in known
            if one.entry.decision_key == entry.decision_key and one.entry.same_key == entry.same_key
        ),
        None,
    )


def perhaps_same(entry: PastEntry, known: Sequence[Known]) -> str:
    """The question that a person has to answer before it is written; "" when nothing is alike."""
    for one in known:
        other = one.entry
        if other.subject != entry.subject:
            continue
        same_number = number_key(other.number) == number_key(entry.number)
        undated = other.signed_on is None or entry.signed_on is None
        same_award = words_key(other.award_name) == words_key(entry.award_name)
        where = other.unit_name or str(other.unit or "không ghi đơn vị")
        if same_award and (other.decision_key == entry.decision_key or (same_number and undated)):
            return f"«{other.name}» ({where}) {one.place}, cùng quyết định {other.number} và cùng hình thức"
        overlap = other.first_year <= entry.last_year and entry.first_year <= other.last_year
        said, there = entry.achievement or entry.summary, other.achievement or other.summary
        if overlap and said and there and compare_achievements(said, there) != OTHER:
            return (
                f"«{other.name}» ({where}) {one.place}: {other.award_name} theo quyết định {other.number}, "
                f"thành tích «{there}»"
            )
    return ""


def check_new(entry: PastEntry, known: Mapping[str, Sequence[Known]], sure: bool) -> None:
    """DomainError when it is on record, MaybeSame when it may be and nobody has said that it is another."""
    there = known.get(fold(entry.name)[:200], ())
    if found := same_as(entry, there):
        raise DomainError(
            f"«{entry.name}» {found.place} theo quyết định {entry.number} với cùng hình thức, không ghi hai lần.",
            field="name",
        )
    question = "" if sure else perhaps_same(entry, there)
    if question:
        raise MaybeSame(
            f"Có thể trùng: {question}. Nếu đúng là lần khen khác, hãy đánh dấu xác nhận rồi ghi lại."
        )


def check_within(office: Unit, entries: Iterable[PastEntry]) -> None:
    """DomainError when a unit does not belong to the body."""
    wanted = {entry.unit.pk: entry.unit for entry in entries if entry.unit}
    inside = set(Unit.objects.filter(under("", office.pk), pk__in=wanted).values_list("pk", flat=True))
    strange = next((unit for pk, unit in wanted.items() if pk not in inside), None)
    if strange:
        raise DomainError(f"{strange} không thuộc {office}. Hãy chọn lại đơn vị.", field="unit")
