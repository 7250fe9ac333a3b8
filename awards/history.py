"""Old awards as values: how two spellings of one decision, person or achievement are told to be the same."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from rapidfuzz import fuzz

from accounts.dates import date_short
from accounts.errors import DomainError
from accounts.text import fold, name_key, tidy
from awards.catalogue import catalogue
from awards.enums import Honorific, PastKind
from campaigns.enums import SubjectKind
from campaigns.models import Unit

FIRST_YEAR = 1945
SAME, MAYBE, OTHER = "same", "maybe", "other"
NEAR_SCORE = 80
# A title inside a longer one is the same only when it is most of it: «chuyển đổi số» alone says little.
WHOLE_SHARE = 0.6
_KINDS = (
    ("giay khen", PastKind.GIAY_KHEN),
    ("bang khen", PastKind.BANG_KHEN),
    ("co thi dua", PastKind.CO_THI_DUA),
    ("huan chuong", PastKind.HUAN_CHUONG),
    ("huy chuong", PastKind.HUAN_CHUONG),
    ("chien si thi dua", PastKind.DANH_HIEU),
    ("lao dong tien tien", PastKind.DANH_HIEU),
    ("tap the lao dong", PastKind.DANH_HIEU),
    ("don vi quyet thang", PastKind.DANH_HIEU),
    ("danh hieu", PastKind.DANH_HIEU),
)
_SUBJECTS = (
    ("tap the", SubjectKind.TAP_THE),
    ("don vi", SubjectKind.TAP_THE),
    ("ca nhan", SubjectKind.CA_NHAN),
    ("ho gia dinh", SubjectKind.HO_GIA_DINH),
    ("ho", SubjectKind.HO_GIA_DINH),
    ("gia dinh", SubjectKind.HO_GIA_DINH),
)
_LEAD = re.compile(
    r"^(da )?(co |dat )?(nhieu )?(thanh tich( xuat sac)?( tieu bieu)?( trong| ve)? |phong trao (thi dua )?)*"
)
_YEARS = re.compile(r"(?:nam |giai doan |tu nam )?(\d{4})(?: (?:den |toi )?(?:nam )?(\d{4}))?")


@dataclass(frozen=True)
class PastEntry:
    """One old award as it is to be written; `cells` say where in the list each value stood."""

    number: str
    award_name: str
    subject: str
    name: str
    first_year: int
    last_year: int
    signed_on: date | None = None
    issuer_name: str = ""
    summary: str = ""
    honorific: str = ""
    position_title: str = ""
    unit: Unit | None = None
    unit_name: str = ""
    whole_unit: bool = False
    achievement: str = ""
    money: Decimal | None = None
    sheet: str = ""
    row: int | None = None
    cells: Mapping[str, str] = field(default_factory=dict)
    # The award of the program that this is the paper of.
    given: int | None = None

    @property
    def years(self) -> str:
        """«2023» or «2021-2025»."""
        one = self.first_year == self.last_year
        return str(self.first_year) if one else f"{self.first_year}-{self.last_year}"

    @property
    def decision_key(self) -> str:
        """The decision in one spelling."""
        return decision_key(self.number, self.signed_on, self.issuer_name)

    @property
    def same_key(self) -> str:
        """The same for a second writing down of this row, within one decision."""
        unit = str(self.unit.pk) if self.unit else words_key(self.unit_name)
        parts = [self.subject, name_key(self.name), words_key(self.award_name), unit]
        return hashlib.sha256("|".join(parts).encode()).hexdigest()


def words_key(text: str) -> str:
    """Folded, with UBND in one spelling."""
    return fold(text).replace("uy ban nhan dan", "ubnd")


def number_key(number: str) -> str:
    """«QĐ số 0163/QĐ-UBND» and «163/qđ-ubnd» are one number."""
    words = fold(number).split()
    while words and words[0] in ("quyet", "dinh", "qd", "so"):
        words.pop(0)
    if words and words[0].isdigit():
        words[0] = words[0].lstrip("0") or "0"
    return " ".join(words)


def decision_key(number: str, signed_on: date | None, issuer: str) -> str:
    """Number, day and issuer; the Chủ tịch signs what the UBND is said to have issued."""
    body = words_key(issuer).removeprefix("chu tich ")
    return f"{number_key(number)}|{signed_on.isoformat() if signed_on else ''}|{body}"[:400]


def kind_of_award(name: str) -> str:
    """The kind that the printed name begins with."""
    words = fold(name)
    return next((kind.value for start, kind in _KINDS if words.startswith(start)), PastKind.KHAC.value)


def catalogue_code(name: str) -> str:
    """The award of the catalogue that bears this name, "" when none does."""
    return next((one.code for one in catalogue() if words_key(one.name) == words_key(name)), "")


def subject_of(text: str) -> str:
    """Tập thể, cá nhân or hộ gia đình as a list says it; "" when it does not."""
    words = fold(text)
    if words in SubjectKind.values:
        return words
    return next((kind.value for start, kind in _SUBJECTS if f"{words} ".startswith(f"{start} ")), "")


def honorific_of(text: str) -> str:
    """Ông or Bà as a list says it; "" for anything else."""
    return {"ong": Honorific.ONG.value, "ba": Honorific.BA.value}.get(fold(text), "")


def years_of(text: str, *, today: date) -> tuple[int, int]:
    """«2023», «2021-2025», «giai đoạn 2021 - 2025» as first and last year; DomainError for anything else."""
    found = _YEARS.fullmatch(fold(text))
    if not found:
        raise DomainError(f"«{tidy(text)}» không phải năm. Hãy ghi 2023 hoặc 2021-2025.", field="years")
    first, last = int(found[1]), int(found[2] or found[1])
    if not FIRST_YEAR <= first <= last or first > today.year or last > today.year + 10:
        raise DomainError(f"Năm «{tidy(text)}» không hợp lý. Hãy kiểm tra lại.", field="years")
    return first, last


def compare_achievements(one: str, other: str) -> str:
    """SAME, MAYBE (near, or one of them is not said) or OTHER."""
    first, second = _bare(one), _bare(other)
    if not first or not second:
        return MAYBE
    shorter, longer = sorted((first, second), key=len)
    if f" {shorter} " in f" {longer} ":
        return SAME if len(shorter) >= WHOLE_SHARE * len(longer) else MAYBE
    return MAYBE if fuzz.token_set_ratio(first, second) >= NEAR_SCORE else OTHER


def paper_words(number: str, signed_on: date | None, issuer: str) -> str:
    """«Quyết định số 163/QĐ-UBND ngày 05/01/2023 của Chủ tịch UBND thị xã», without what is not known."""
    day = f" ngày {date_short(signed_on)}" if signed_on else ""
    return f"Quyết định số {number}{day}{f' của {issuer}' if issuer else ''}"


def _bare(text: str) -> str:
    return _LEAD.sub("", fold(text))
