"""The text of a CSV file whatever wrote it: UTF-8, UTF-16, or Excel's ANSI in a Vietnamese Windows."""

from accounts.excel.guard import RESAVE, FileRefused
from accounts.legacy_text import LEAST_SHARE, marked_words, recognised
from accounts.text import nfc
from accounts.viet_syllables import is_syllable

WINDOWS_1258 = "Windows-1258"
LOOKED_AT = 20_000


def decoded(data: bytes, *, name: str) -> tuple[str, str]:
    """The text, and the name of its encoding where it was not Unicode; raises FileRefused when it is none of these."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text, told = data.decode(encoding), ""
    except UnicodeDecodeError as error:
        found = None if encoding == "utf-16" else _ansi(data)
        if found is None:
            raise FileRefused(
                f"Tệp «{name}» không phải CSV mã UTF-8. "
                "Hãy mở bằng Excel, lưu thành «CSV UTF-8» hoặc .xlsx rồi nạp lại."
            ) from error
        text, told = found
    if "\0" in text:
        raise FileRefused(f"Tệp «{name}» không phải tệp chữ CSV. {RESAVE}")
    return text, told


def _ansi(data: bytes) -> tuple[str, str] | None:
    """Windows-1258 where it reads as Vietnamese; bytes of a legacy font as they are, for a person's yes."""
    vietnamese = nfc(data.decode("cp1258", errors="replace"))
    words = marked_words(vietnamese[:LOOKED_AT])
    if words and sum(map(is_syllable, words)) >= LEAST_SHARE * len(words):
        return (vietnamese, WINDOWS_1258) if "\ufffd" not in vietnamese else None
    western = data.decode("cp1252", errors="replace")
    is_legacy = any(recognised(line) for line in western[:LOOKED_AT].splitlines())
    return (western, "") if is_legacy and "\ufffd" not in western else None
