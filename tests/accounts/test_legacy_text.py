"""Text of the fonts of before Unicode is recognised and converted; Unicode text is never taken for it."""

import unicodedata

import pytest

from accounts.legacy_text import TCVN3, VNI, converted, recognised
from tests.accounts.legacy_sentences import as_stored, sentences

KNOWN = [
    ("Céng hßa x· héi chñ nghÜa ViÖt Nam", TCVN3, "Cộng hòa xã hội chủ nghĩa Việt Nam"),
    ("X· T©n An", TCVN3, "Xã Tân An"),
    ("Uû ban nh©n d©n x· VÜnh X\u00ad¬ng", TCVN3, "Uỷ ban nhân dân xã Vĩnh Xương"),
    ("§µ N½ng", TCVN3, "Đà Nẵng"),
    ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", VNI, "Cộng hòa xã hội chủ nghĩa Việt Nam"),
    ("Xaõ Taân An", VNI, "Xã Tân An"),
    ("XAÕ VÓNH XÖÔNG", VNI, "XÃ VĨNH XƯƠNG"),
    ("UÛy ban nhaân daân Thò traán Ñöùc Hueä", VNI, "Ủy ban nhân dân Thị trấn Đức Huệ"),
]


@pytest.mark.parametrize(("stored", "kind", "text"), KNOWN)
def test_known_texts(stored, kind, text):
    assert recognised(stored) == kind
    assert converted(stored, kind) == text


@pytest.mark.parametrize("kind", [TCVN3, VNI])
def test_of_500_sentences_at_least_99_in_100_are_recognised_and_read_right(kind):
    asked = sentences(500, seed=1975)
    right = [text for text in asked if recognised(as_stored(text, kind)) == kind]
    assert len(right) >= 495
    for text in right:
        back = converted(as_stored(text, kind), kind)
        assert back.lower() == text.lower() if kind == TCVN3 else back == text


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_of_500_unicode_sentences_none_is_taken_for_legacy(form):
    asked = [unicodedata.normalize(form, text) for text in sentences(500, seed=2001)]
    assert not [text for text in asked if recognised(text)]


@pytest.mark.parametrize(
    "text",
    ["", "UBND xa Tan An", "Xã Hà Lâm", "Hà Nam", "Tá Khê", "café", "© 2025", "Đắk Lắk", "Krông Pắc", "naïve Zürich",
     "5 m² ± 1%", "«ok»", "Ô", "A Ma Í"],
)  # fmt: skip
def test_short_and_foreign_texts_are_left_alone(text):
    assert recognised(text) == ""
