"""One cell of a contest table: a duration, a moment, yes or no, whom it is about; or why it is none of these."""

import re
from datetime import datetime
from functools import lru_cache
from typing import NoReturn

from accounts.dates import VIET_NAM
from accounts.excel.cells import Cell, CellFault, cell_text
from accounts.text import fold
from scoring.importers.row_kinds import is_blank
from scoring.importers.values import ValueProblem

LONGEST_SECONDS = 6 * 3600
MINUTE = 60
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,]0*)?")
_WORDS = re.compile(
    r"(?:(\d{1,3})\s*(?:giờ|h))?\s*(?:(\d{1,3})\s*(?:phút|ph|p|'|′))?\s*(?:(\d{1,4})\s*(?:giây|gi|s|g|\"|''|″))?",
    re.IGNORECASE,
)
_MOMENT = re.compile(
    r"(?:(?P<h>\d{1,2})[:hg](?P<m>\d{2})(?::(?P<s>\d{2}))?\s*(?:,|ngày|-)?\s*)?"
    r"(?P<day>\d{1,2})[/-](?P<month>\d{1,2})[/-](?P<year>\d{4})"
    r"(?:\s*(?:,|lúc|-|T)?\s*(?P<h2>\d{1,2})[:hg](?P<m2>\d{2})(?::(?P<s2>\d{2}))?)?",
    re.IGNORECASE,
)
_YES = {
    "co",
    "x",
    "dung",
    "cong nhan",
    "duoc cong nhan",
    "hop le",
    "dat",
    "yes",
    "true",
    "1",
    "roi",
    "da cong nhan",
}
_NO = {
    "khong",
    "k",
    "ko",
    "sai",
    "khong cong nhan",
    "khong duoc cong nhan",
    "khong hop le",
    "khong dat",
    "no",
    "false",
    "0",
    "huy",
    "chua",
}
_RESIDENT = re.compile(r".*\b(nguoi dan|nhan dan|cong dan|quan chung|dan cu|ho dan)\b.*")
_ONG, _BA = {"ong", "nam", "male", "anh"}, {"ba", "nu", "female", "chi"}


def read_seconds(cell: Cell, *, where: str, unit: str) -> int | None:
    """Seconds in the cell called `where`: 12:05, 00:12:05, «12 phút 05 giây», or a number of the stated `unit`.

    None for an empty cell; raises ValueProblem for anything else.
    """
    if is_blank(cell):
        return None
    check_fault(cell, where=where, about="ô thời gian làm bài không đọc được")
    text = cell_text(cell)
    if found := _CLOCK.fullmatch(text):
        return _bounded(_clock(found, text, where), text, where)
    if re.fullmatch(r"\d+([.,]\d+)?", text):
        return _bounded(_plain(text, where, unit), text, where)
    found = _WORDS.fullmatch(text)
    if found and any(found.groups()):
        hours, minutes, seconds = (int(part or 0) for part in found.groups())
        return _bounded(hours * 3600 + minutes * MINUTE + seconds, text, where)
    _refuse_time(text, where)


def read_moment(cell: Cell, *, where: str) -> datetime | None:
    """The moment of an attempt in the time of Viet Nam; None for an empty cell, ValueProblem for no moment."""
    if is_blank(cell):
        return None
    check_fault(cell, where=where, about="ô thời điểm thi không đọc được")
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=VIET_NAM)
    text = cell_text(cell)
    try:
        return datetime.fromisoformat(text).replace(tzinfo=VIET_NAM)
    except ValueError:
        pass
    if found := _MOMENT.fullmatch(text):
        part = {key: int(value) for key, value in found.groupdict().items() if value}
        clock = [part.get(key, part.get(f"{key}2", 0)) for key in ("h", "m", "s")]
        try:
            return datetime(part["year"], part["month"], part["day"], *clock, tzinfo=VIET_NAM)
        except ValueError:
            pass
    what = f"ô {where} ghi «{text[:40]}», không phải thời điểm; ghi theo mẫu 24/11/2023 08:30"
    raise ValueProblem("moment", what, "ô thời điểm không phải ngày giờ; ghi theo mẫu 24/11/2023 08:30")


def read_yes(cell: Cell, *, where: str) -> bool | None:
    """Có or Không; None for an empty cell; ValueProblem for another word."""
    if is_blank(cell):
        return None
    check_fault(cell, where=where, about="ô công nhận không đọc được")
    key = _key(cell_text(cell))
    if key in _YES:
        return True
    if key in _NO:
        return False
    tail = "chỉ ghi Có hoặc Không, để trống nếu chưa rõ"
    raise ValueProblem("yes", f"ô {where} ghi «{cell_text(cell)[:40]}»; {tail}", f"ô công nhận {tail}")


def yes_or_no(text: str) -> bool | None:
    """Whether a word means yes or no; None for any other text, such as the name of a place."""
    key = _key(text)
    return True if key in _YES else False if key in _NO else None


def is_resident(text: str) -> bool:
    """Whether the stated group means residents; officials, pupils, soldiers and the like belong to a unit."""
    return bool(_RESIDENT.fullmatch(_key(text)))


def honorific_of(text: str) -> str:
    """ "ong" or "ba" from Ông, Bà, Nam, Nữ; "" when the cell says neither."""
    key = _key(text)
    return "ong" if key in _ONG else "ba" if key in _BA else ""


def read_attempt_number(cell: Cell, *, where: str) -> int | None:
    """The number of the attempt, from 1; None for an empty cell; ValueProblem for no such number."""
    if is_blank(cell):
        return None
    check_fault(cell, where=where, about="ô lượt thi không đọc được")
    found = re.fullmatch(
        r"(?:(?:lần|lượt)\s*(?:thi|thứ)?\s*)?0*([1-9]\d{0,3})", cell_text(cell), re.IGNORECASE
    )
    if found:
        return int(found[1])
    tail = "lượt thi là số từ 1 đến 9999"
    raise ValueProblem(
        "attempt", f"ô {where} ghi «{cell_text(cell)[:40]}»; {tail}", f"ô lượt thi sai; {tail}"
    )


@lru_cache(maxsize=4096)
def _key(text: str) -> str:
    return fold(text)


def check_fault(cell: Cell, *, where: str, about: str) -> None:
    """Raises ValueProblem for an Excel error or a formula that was never calculated."""
    if isinstance(cell, CellFault):
        raise ValueProblem(cell.kind, cell.sentence(where), about)


def _clock(found: re.Match, text: str, where: str) -> int:
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    if seconds >= MINUTE or (found[1] and minutes >= MINUTE):
        _refuse_time(text, where)
    return hours * 3600 + minutes * MINUTE + seconds


def _plain(text: str, where: str, unit: str) -> int:
    if not unit:
        tail = "tiêu đề cột không nói là giây hay phút; chọn ở bước chọn cột"
        raise ValueProblem(
            "time unit", f"ô {where} ghi {text} nhưng {tail}", f"thời gian là số trơn nhưng {tail}"
        )
    value = float(text.replace(",", "."))
    seconds = value * MINUTE if unit == "phut" else value
    if abs(seconds - round(seconds)) > 1e-6:
        _refuse_time(text, where)
    return round(seconds)


def _bounded(seconds: int, text: str, where: str) -> int:
    if seconds <= LONGEST_SECONDS:
        return seconds
    tail = "dài quá 6 giờ; nếu là phút và giây hãy ghi «12 phút 05 giây» hoặc 00:12:05"
    raise ValueProblem(
        "long time", f"thời gian «{text[:40]}» ở ô {where} {tail}", f"thời gian làm bài {tail}"
    )


def _refuse_time(text: str, where: str) -> NoReturn:
    tail = "ghi phút và giây như 12:05 hoặc «12 phút 05 giây» (giây dưới 60)"
    what = f"ô {where} ghi «{text[:40]}», không phải thời gian làm bài; {tail}"
    raise ValueProblem("time", what, f"ô thời gian làm bài sai; {tail}")
