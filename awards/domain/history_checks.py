"""Old awards before they are written: cleaned, compared with what is on record, asked about when alike."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from accounts.dates import date_short
from accounts.errors import DomainError
from accounts.text import fold, name_key, tidy
from awards.enums import Honorific
from awards.given import NO_NUMBER
from awards.given_queries import given_under_names
from awards.history import (
    FIRST_YEAR,
    OTHER,
    PastEntry,
    compare_achievements,
    kind_of_award,
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
    """What is on record, stands above in the same list, or was given here, under the same folded name."""

    entry: PastEntry
    place: str
    # Given in the program, and its paper is not among the old ones yet.
    is_given: bool = False


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
    """Folded name -> what the body has on record under it, and what was given here without its old paper."""
    keys = {fold(name)[:200] for name in names}
    rows = PastAward.objects.filter(keeper=office, fold_key__in=keys).exclude(pk=but)
    found: dict[str, list[Known]] = {}
    for row in rows.select_related("decision", "unit").order_by("pk"):
        found.setdefault(row.fold_key, []).append(Known(entry_of(row), place_of(row)))
    for given in given_under_names(office, names):
        place = f"đã được khen trong phần mềm, phong trào «{given.campaign.short_title}», {given.round}"
        found.setdefault(fold(given.name)[:200], []).append(Known(given.as_entry, place, is_given=True))
    return found


def entry_of(row: PastAward) -> PastEntry:
    """A stored award as a value."""
    paper = row.decision
    same = ("award_name", "subject", "name", "first_year", "last_year", "honorific", "position_title", "unit")
    same += ("unit_name", "whole_unit", "achievement", "money", "sheet", "row", "cells")
    return PastEntry(
        given=row.given_id,
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
    return next((one for one in known if _is_same(entry, one)), None)


def _is_same(entry: PastEntry, one: Known) -> bool:
    other = one.entry
    if not one.is_given:
        return other.decision_key == entry.decision_key and other.same_key == entry.same_key
    # The list may name another issuer: the number, day, name and unit of a head's own decision are enough.
    numbers = {number_key(other.number), number_key(entry.number)}
    who = (other.subject, name_key(other.name), other.unit) == (
        entry.subject,
        name_key(entry.name),
        entry.unit,
    )
    return bool(other.number) and len(numbers) == 1 and who and other.signed_on == entry.signed_on


def perhaps_same(entry: PastEntry, known: Sequence[Known]) -> str:
    """The question that a person has to answer before it is written; "" when nothing is alike."""
    return alike(entry, known)[0]


def alike(entry: PastEntry, known: Sequence[Known]) -> tuple[str, Known | None]:
    """The question, and about whom; what was given here comes first, because it can be tied to its paper."""
    for one in sorted(known, key=lambda one: not one.is_given):
        if one.entry.subject == entry.subject and (words := _alike_words(entry, one)):
            return words, one
    return "", None


def _alike_words(entry: PastEntry, one: Known) -> str:
    other = one.entry
    where = other.unit_name or str(other.unit or "không ghi đơn vị")
    overlap = other.first_year <= entry.last_year and entry.first_year <= other.last_year
    said, there = entry.achievement or entry.summary, other.achievement or other.summary
    same_award = words_key(other.award_name) == words_key(entry.award_name)
    if one.is_given:
        near = said and compare_achievements(said, there) != OTHER
        same_kind = kind_of_award(other.award_name) == kind_of_award(entry.award_name)
        if overlap and same_kind and (near or (same_award and not said)):
            paper = f"quyết định {other.number}" if other.number else NO_NUMBER
            return f"«{other.name}» ({where}) {one.place}: {other.award_name}, {paper}"
        return ""
    same_number = number_key(other.number) == number_key(entry.number)
    undated = other.signed_on is None or entry.signed_on is None
    if same_award and (other.decision_key == entry.decision_key or (same_number and undated)):
        return f"«{other.name}» ({where}) {one.place}, cùng quyết định {other.number} và cùng hình thức"
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
