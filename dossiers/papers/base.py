"""What all papers of Nghị định 30/2020 share: the head, the foot, dates, counts. No database here."""

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, ClassVar, Self

from accounts.dates import date_on_paper, local
from accounts.numbers import format_percent
from dossiers.papers.codec import from_plain, map_texts, said, to_plain
from dossiers.papers.lines import balanced

COLLECTIVE, INDIVIDUAL, HOUSEHOLD = "tap_the", "ca_nhan", "ho_gia_dinh"
# Characters that fit on one line: capitals in the head's left column, a bold title, a signer's office.
HEAD_WIDTH, TITLE_WIDTH, SIGNER_WIDTH = 24, 62, 26
SUBJECT_WORDS = {COLLECTIVE: "tập thể", INDIVIDUAL: "cá nhân", HOUSEHOLD: "hộ gia đình"}


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """Ô số 2, 3, 4: superior and issuing body, number and symbol, place and date.

    `number_symbol` is "/TTr-UBND"; "" leaves the whole "Số" out (an individual's report has none).
    `place` "" leaves the địa danh, ngày line out (biên bản). `number` and `dated` None print blanks;
    `month` and `year` are printed when only the day is still open.
    """

    superior: str = said("cơ quan chủ quản", default="")
    issuer: str = said("cơ quan ban hành")
    number_symbol: str = said("ký hiệu văn bản", default="")
    number: int | None = said("số văn bản", default=None)
    place: str = said("địa danh", default="")
    dated: date | None = said("ngày ký", default=None)
    month: int | None = said("tháng ký", default=None)
    year: int | None = said("năm ký", default=None)

    @property
    def superior_lines(self) -> tuple[str, ...]:
        return balanced(self.superior.upper(), HEAD_WIDTH)

    @property
    def issuer_lines(self) -> tuple[str, ...]:
        return balanced(self.issuer.upper(), HEAD_WIDTH)

    @property
    def number_text(self) -> str:
        """The number with its leading zero (Phụ lục I, II.3b), or "" when it is not given yet."""
        return "" if self.number is None else two_digits(self.number)

    @property
    def day_text(self) -> str:
        return two_digits(self.dated.day) if self.dated else ""

    @property
    def month_text(self) -> str:
        """Months 1 and 2 get a zero, the others none (Phụ lục I, II.4b)."""
        month = self.dated.month if self.dated else self.month
        if month is None:
            return ""
        return two_digits(month) if month < 3 else str(month)

    @property
    def year_text(self) -> str:
        year = self.dated.year if self.dated else self.year
        return "" if year is None else str(year)


@dataclass(frozen=True, kw_only=True)
class Signature:
    """Ô số 7: lines such as TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH, a hint, a name."""

    authority_lines: tuple[str, ...] = said("quyền hạn, chức vụ của người ký")
    name: str = said("họ tên người ký", default="")
    hint: str = said("ghi chú ký tên", default="")

    @property
    def lines_upper(self) -> tuple[str, ...]:
        """The lines in capitals, long ones broken to the width of half the page."""
        return tuple(part for line in self.authority_lines for part in balanced(line.upper(), SIGNER_WIDTH))


@dataclass(frozen=True, kw_only=True)
class Section:
    """A guided part of free text: its heading (without number) and what the person wrote."""

    title: str = said("tiêu đề mục")
    text: str = said("nội dung mục", default="")

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return paragraphs(self.text)


@dataclass(frozen=True, kw_only=True)
class Paper:
    """The root of every context: frozen, made of plain values, goes to JSON and back unchanged."""

    kind: ClassVar[str]
    name: ClassVar[str]

    letterhead: Letterhead = said("phần đầu văn bản")
    subject: str = said("trích yếu")
    signature: Signature = said("người ký")
    recipients: tuple[str, ...] = said("nơi nhận", default=())

    @property
    def title(self) -> str:
        """The title in the PDF's properties and in lists of papers."""
        return " ".join(f"{self.name} {self.subject}".split())

    @property
    def name_upper(self) -> str:
        return self.name.upper()

    @property
    def subject_lines(self) -> tuple[str, ...]:
        return balanced(self.subject, TITLE_WIDTH)

    @property
    def recipient_lines(self) -> tuple[str, ...]:
        return ended(self.recipients)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values with the kind; decimals, dates and times as strings."""
        return {"kind": self.kind, **to_plain(self)}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """The context stored by `to_dict`; DomainError when it is not one of this kind."""
        values = {name: value for name, value in data.items() if name != "kind"}
        return from_plain(cls, values)

    def cleaned(self) -> Self:
        """The same paper with every text in NFC and without control and invisible characters."""
        return map_texts(self, clean_text)


def clean_text(text: str) -> str:
    """NFC, one kind of line break, tabs as spaces; control, format and lone surrogate characters dropped."""
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    kept = (" " if ch == "\t" else ch for ch in unicodedata.normalize("NFC", text) if _is_shown(ch))
    return "".join(kept)


def _is_shown(ch: str) -> bool:
    return ch in "\n\t" or unicodedata.category(ch) not in ("Cc", "Cf", "Cs")


def paragraphs(text: str) -> tuple[str, ...]:
    """The non-empty lines of a free text, trimmed."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def two_digits(number: int) -> str:
    """Numbers under ten with a leading zero, as papers write them: 01, 09, 10, 152."""
    return f"{number:02d}"


def ended(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The lines with ";" after each and "." after the last, whatever ending they came with."""
    bare = [line.strip().rstrip(";.,").rstrip() for line in lines]
    bare = [line for line in bare if line]
    return tuple(f"{line};" for line in bare[:-1]) + tuple(f"{line}." for line in bare[-1:])


def based_on(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Căn cứ lines, each opening with its own word and ending ";", the last "." (Phụ lục I, II.6)."""
    openings = ("căn cứ", "thực hiện", "theo", "xét")
    whole = [
        line if line.strip().lower().startswith(openings) else f"Căn cứ {line.strip()}" for line in lines
    ]
    return ended(tuple(whole))


def count_words(subjects: tuple[str, ...]) -> str:
    """How many of each kind of subject, in two digits: "01 tập thể và 02 cá nhân"."""
    parts = [
        f"{two_digits(subjects.count(code))} {word}"
        for code, word in SUBJECT_WORDS.items()
        if code in subjects
    ]
    return " và ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def period_words(begins: date | None, ends: date | None) -> str:
    """ "từ ngày 01 tháng 01 năm 2023 đến ngày 31 tháng 12 năm 2023", or "" when a date is missing."""
    if begins is None or ends is None:
        return ""
    return f"từ {date_on_paper(begins)} đến {date_on_paper(ends)}"


def moment_words(moment: datetime) -> str:
    """ "14 giờ 05 phút, ngày 28 tháng 11 năm 2023" by the clocks of Viet Nam; the moment is aware."""
    moment = local(moment)
    return f"{two_digits(moment.hour)} giờ {two_digits(moment.minute)} phút, {date_on_paper(moment.date())}"


def percent_words(part: int, whole: int) -> str:
    """The share in percent with at most two decimals and a comma: "100%", "85,71%"."""
    share = Decimal(part) * 100 / Decimal(whole)
    return format_percent(share.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))
