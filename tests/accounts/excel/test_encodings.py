"""Text files of every age are read, or refused with a sentence."""

import pytest

from accounts.excel.encodings import decoded
from accounts.excel.guard import FileRefused
from tests.nasty.makers import cp1258

TEXT = "Đơn vị;Tổng điểm\nXã Vĩnh Xương;8,5\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_without_a_word(encoding):
    assert decoded(TEXT.encode(encoding), name="a.csv") == (TEXT, "")


def test_windows_1258_is_converted_and_named():
    assert decoded(cp1258(TEXT), name="a.csv") == (TEXT, "Windows-1258")


@pytest.mark.parametrize(
    "text", ["§¬n vÞ;Tæng ®iÓm\nX· T©n An;8,5\n", "Ñôn vò;Toång ñieåm\nXaõ Taân An;8,5\n"]
)
def test_text_of_a_legacy_font_is_kept_for_a_persons_yes(text):
    assert decoded(text.encode("cp1252"), name="a.csv") == (text, "")


@pytest.mark.parametrize("data", [b"\xd0\xf5n v\xec;1", bytes(range(128, 256)), b"\xff\xfe\x00"])
def test_anything_else_is_refused(data):
    with pytest.raises(FileRefused, match="không phải CSV mã UTF-8"):
        decoded(data, name="a.csv")
