"""Centred headings break evenly and never inside a set phrase."""

from hypothesis import given
from hypothesis import strategies as st

from dossiers.papers.lines import balanced


def test_short_headings_stay_whole():
    assert balanced("Về việc đề nghị khen thưởng", 62) == ("Về việc đề nghị khen thưởng",)


def test_long_headings_break_between_phrases():
    assert balanced("HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG", 25) == ("HỘI ĐỒNG", "THI ĐUA - KHEN THƯỞNG")
    assert balanced("ỦY BAN NHÂN DÂN XÃ CHÂU PHONG", 25) == ("ỦY BAN NHÂN DÂN", "XÃ CHÂU PHONG")


def test_given_line_breaks_are_kept():
    assert balanced("Đề nghị tặng\n\nGiấy khen", 62) == ("Đề nghị tặng", "Giấy khen")


@given(st.lists(st.text("abcđ", min_size=1, max_size=12), max_size=60), st.integers(5, 62))
def test_no_word_is_lost_or_moved(words, width):
    assert " ".join(balanced(" ".join(words), width)).split() == words
