"""Vietnamese text: one form to store, one to search, one to compare names, one to sort by."""

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = {"Cf", "Cc", "Cs", "Co", "Cn"}
_SPACE_LIKE = set("\t\n\r\v\f\x85")
_DASHES = re.compile(r"\s*[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d]\s*")
_APOSTROPHES = str.maketrans("‘’ʼ`´", "'''''")
# Tone marks in the order of the dictionaries: ngang (none), huyền, hỏi, ngã, sắc, nặng.
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_VOWELS = frozenset("aăâeêioôơuưy")
_LETTER_CODES = {letter: str(40 + place) for place, letter in enumerate(_ALPHABET)}
_NUMBER_RUN = 29  # the codes 11 to 39 say how many digits a number has
_BETWEEN_WORDS = "01"
_BEFORE_TONES = "00"
_OTHER_LETTER = "99"


def nfc(s: str) -> str:
    """The composed form (NFC) in which all text is stored."""
    return unicodedata.normalize("NFC", s)


def tidy(s: str) -> str:
    """NFC, one line, single spaces, no zero-width characters, byte-order marks or control characters."""
    composed = nfc(s)
    if composed.isprintable():
        return " ".join(composed.split())
    kept = []
    for char in composed:
        if char in _SPACE_LIKE:
            kept.append(" ")
        elif unicodedata.category(char) not in _INVISIBLE:
            kept.append(char)
    return nfc(" ".join("".join(kept).split()))


def fold(s: str) -> str:
    """The form to search in: lower case, no marks, đ as d, everything but letters and digits as one space."""
    return " ".join(folded for word in tidy(s).split(" ") if (folded := _folded(word)))


@lru_cache(maxsize=16_384)
def _folded(word: str) -> str:
    bare = _without_marks(word.casefold()).replace("đ", "d")
    return " ".join("".join(char if char.isalnum() else " " for char in bare).split())


def name_key(s: str) -> str:
    """The form in which two spellings of one name are equal: case, spaces, dashes, hòa as hoà, but not tones."""
    words = _DASHES.sub("-", tidy(s).translate(_APOSTROPHES).casefold())
    return nfc(re.sub(r"[^\W\d_]+", lambda found: _tone_on_first_vowel(found[0]), words))


def sort_key(s: str) -> str:
    """A key in Vietnamese alphabetical order, numbers by their value: Phường 2 stands before Phường 10.

    Only digits 0-9 come out, at most 3 for each character of `s` plus 3, so that SQLite's BINARY, PostgreSQL's
    C and any language's collation put the keys in one order; a column of it needs no collation of its own.
    Letters count first (a ă â b c d đ ...), then the tones (ngang huyền hỏi ngã sắc nặng), word by word.
    """
    words = re.findall(r"[^\W_]+", tidy(s).lower())
    if not words:
        return ""
    parts = [_word_codes(word) for word in words]
    return _BETWEEN_WORDS.join(code for code, _ in parts) + _BEFORE_TONES + "".join(tone for _, tone in parts)


def person_sort_key(s: str) -> str:
    """The key of a person's name: the given name (last word) first, then family and middle names."""
    words = tidy(s).split(" ")
    return sort_key(" ".join([words[-1], *words[:-1]]))


def _without_marks(s: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", s) if not unicodedata.combining(char))


def _split_tones(word: str) -> tuple[str, str]:
    """The word in NFC without its tone marks, and the marks in the order they stood."""
    decomposed = unicodedata.normalize("NFD", word)
    tones = "".join(char for char in decomposed if char in _TONES)
    return nfc("".join(char for char in decomposed if char not in _TONES)), tones


def _tone_on_first_vowel(word: str) -> str:
    letters, tones = _split_tones(word)
    place = next((i for i, letter in enumerate(letters) if letter in _VOWELS), 0)
    return letters[: place + 1] + tones + letters[place + 1 :]


@lru_cache(maxsize=16_384)
def _word_codes(word: str) -> tuple[str, str]:
    """The codes of a word's letters and numbers, and one digit for its tone."""
    letters, tones = _split_tones(word)
    codes = []
    for piece in re.findall(r"[0-9]+|[^0-9]", letters):
        if piece.isdigit() and piece.isascii():
            codes.extend(_number_code(piece))
        else:
            codes.append(_letter_code(piece))
    return "".join(codes), _TONES[tones[0]] if tones else "0"


def _number_code(digits: str) -> list[str]:
    value = digits.lstrip("0") or "0"
    runs = [value[i : i + _NUMBER_RUN] for i in range(0, len(value), _NUMBER_RUN)]
    return [f"{10 + len(run)}{run}" for run in runs]


def _letter_code(letter: str) -> str:
    if unicodedata.combining(letter):
        return ""
    return _LETTER_CODES.get(letter) or _LETTER_CODES.get(_without_marks(letter)[:1], _OTHER_LETTER)
