"""Vietnamese typed with the fonts of before Unicode: TCVN3 (ABC, .Vn...) and VNI; recognised and converted.

Pure functions. A text is legacy only when its marked words make Vietnamese syllables once converted and do not as
they stand: «X· T©n An» and «Xaõ Taân An» are both «Xã Tân An».
"""

import re
from functools import lru_cache

from accounts.text import nfc
from accounts.viet_syllables import is_syllable

TCVN3, VNI = "tcvn3", "vni"
LABELS = {TCVN3: "TCVN3 (ABC)", VNI: "VNI-Windows"}
# Of the marked words, this share must make sense once converted: names of other peoples and typing errors do not.
LEAST_SHARE = 0.6

_TCVN3_BYTES = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
_TCVN3 = {
    chr(first + at): letter for first, letters in _TCVN3_BYTES.items() for at, letter in enumerate(letters)
}

_PLAIN = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_HAT = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_BREVE = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_SINGLE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _vni_pairs() -> dict[str, str]:
    """Letter and mark, as typed -> the letter: "aù" -> "á", "oä" -> "ộ", "öù" -> "ứ", in both cases."""
    pairs = dict(_SINGLE)
    for typed, letter in [*((one, one) for one in "aeouy"), ("ô", "ơ"), ("ö", "ư")]:
        pairs |= {typed + mark: nfc(letter + tone) for mark, tone in _PLAIN.items()}
    for letter in "aeo":
        pairs |= {letter + mark: nfc(f"{letter}\u0302{tone}") for mark, tone in _HAT.items()}
    pairs |= {f"a{mark}": nfc(f"a\u0306{tone}") for mark, tone in _BREVE.items()}
    upper = {typed.upper(): letter.upper() for typed, letter in pairs.items()}
    mixed = {typed[0].upper() + typed[1:]: letter.upper() for typed, letter in pairs.items()}
    return pairs | mixed | upper


TABLES = {TCVN3: _TCVN3, VNI: _vni_pairs()}
_PATTERNS = {
    kind: re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True)))
    for kind, table in TABLES.items()
}
# The soft hyphen and the signs stand for letters in TCVN3, so a word is whatever spaces and plain marks part.
_BREAKS = re.compile(r"[\s.,;:()\[\]{}/\\\"'«»“”‘’!?0-9+*=_–—-]+")


def recognised(text: str) -> str:
    """TCVN3 or VNI when the text was typed with such a font, else "". Plain ASCII and Unicode give ""."""
    if text.isascii() or any(_is_unicode_vietnamese(char) for char in text):
        return ""
    words = marked_words(text)
    if not words:
        return ""
    as_is = sum(is_syllable(word) for word in words)
    counts = {kind: sum(_makes_sense(word, kind) for word in words) for kind in TABLES}
    best = max(counts, key=lambda kind: counts[kind])
    return best if counts[best] > as_is and counts[best] >= LEAST_SHARE * len(words) else ""


def marked_words(text: str) -> list[str]:
    """The words with any letter or sign beyond ASCII: the others say nothing about how a text was typed."""
    return [word for word in _BREAKS.split(text) if word and not word.isascii()]


def converted(text: str, kind: str) -> str:
    """The text in Unicode (NFC); what the table does not know stays as it is."""
    table = TABLES[kind]
    return nfc(_PATTERNS[kind].sub(lambda found: table[found[0]], text))


@lru_cache(maxsize=8_192)
def _makes_sense(word: str, kind: str) -> bool:
    changed = converted(word, kind)
    return changed != word and is_syllable(changed)


def _is_unicode_vietnamese(char: str) -> bool:
    """Letters that no legacy font's text can hold once it stands in a Unicode file."""
    return "\u1ea0" <= char <= "\u1ef9" or char in "ăĂđĐĩĨũŨơƠưƯ\u0300\u0301\u0303\u0309\u0323\u0302\u0306"
