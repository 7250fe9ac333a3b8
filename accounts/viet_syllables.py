"""Whether a word is a Vietnamese syllable by its spelling: initial, rime, and the tones that a stop allows."""

import re
import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_INITIALS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q qu r s t th tr v x"
_RIMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot
ô ôc ôi ôm ôn ông ôông ôp ôt ơ ơi ơm ơn ơp ơt
u ua uân uâng uât uây uc uê uêch uên uênh uêt uêu ui um un ung uôc uôi uôm uôn uông uôp uôt up ut uy uya uych uyên uyêt
uynh uyn uyt uyp uyu uơ uâ ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu
"""
_STOPS = ("c", "ch", "p", "t")
# Written with the tone on the first vowel whatever the school; «oa», «oe», «uy» have two.
_TONE_FIRST = " ai ao au ay âu ây eo êu ia iu oi ôi ơi ua ui ưa ưi ưu "


def _any_of(words: str) -> str:
    return "|".join(sorted(words.split(), key=len, reverse=True))


_SHAPE = re.compile(f"({_any_of(_INITIALS)})?({_any_of(_RIMES)})")


@lru_cache(maxsize=16_384)
def is_syllable(word: str) -> bool:
    """Whether the word, in any case and any normal form, is spelled as one Vietnamese syllable."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = [char for char in decomposed if char in _TONES]
    bare = unicodedata.normalize("NFC", "".join(char for char in decomposed if char not in _TONES))
    found = _shape(bare)
    if found is None or len(tones) > 1:
        return False
    initial, rime = found
    if rime.endswith(_STOPS) and tones not in (["\u0301"], ["\u0323"]):
        return False
    if tones and not _is_toned_right(_toned_at(decomposed) - len(initial), rime):
        return False
    return _is_spelled(initial, rime)


def _is_toned_right(at: int, rime: str) -> bool:
    """A tone stands in the rime, on its first vowel where there is no other custom; «ñ» is no letter here."""
    return at == 0 if f" {rime} " in _TONE_FIRST else at >= 0


def _toned_at(decomposed: str) -> int:
    """Which letter bears the tone, counted from 0."""
    before = re.split(f"[{_TONES}]", decomposed)[0]
    return sum(not unicodedata.combining(char) for char in before) - 1


def _shape(bare: str) -> tuple[str, str] | None:
    """Initial and rime; "gi" and "qu" keep the vowel that they are written with."""
    found = _SHAPE.fullmatch(bare)
    if found:
        return found[1] or "", found[2]
    if bare in ("gi", "gin", "gim", "gip", "git", "gia"):
        return "g", bare[1:]
    return None


def _is_spelled(initial: str, rime: str) -> bool:
    """c, g, ng before e, ê, i are written k, gh, ngh, and the other way round."""
    is_front = rime[0] in "eêi" or rime[0] == "y"
    if initial in ("k", "gh", "ngh"):
        return is_front or (initial == "k" and rime == "y")
    return not (initial in ("c", "ng") and is_front) and not (initial == "g" and rime[0] in "eê")
