import unicodedata

import pytest

from accounts.viet_syllables import is_syllable

RIGHT = "Xã nghĩa Quỳnh giếng gì khuỷu nguyễn ƯƠNG yếu hòa hoà thuở quốc rượu Đức kỷ ghế oằn"
WRONG = "Lắk café Cếng ngế kà gế mạp2 Xaõ bàc UBND lướp- ñôn"


@pytest.mark.parametrize("word", RIGHT.split())
def test_words_as_they_are_spelled(word):
    assert is_syllable(word) and is_syllable(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize("word", [*WRONG.split(), "", "à à"])
def test_what_is_none(word):
    assert not is_syllable(word)
