"""A face that is not there is said in words; the faces hold every Vietnamese letter and our own texts."""

import shutil
import unicodedata

import pytest

from accounts.errors import DomainError
from dossiers.rendering.fonts import FACES, font_files, fonts_folder, printable
from dossiers.rendering.html import TEMPLATES
from dossiers.rendering.pdf import render_pdf
from tests.papers import samples

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")


def test_every_vietnamese_letter_can_be_printed():
    letters = {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES} | {"đ"}
    assert letters | {letter.upper() for letter in letters} <= printable(fonts_folder())


def test_our_own_templates_can_be_printed():
    for path in TEMPLATES.glob("*.html"):
        assert set(path.read_text(encoding="utf-8")) <= printable(fonts_folder()), path.name


def test_no_fonts_at_all_is_an_error_in_words(settings, tmp_path):
    settings.PAPER_FONTS_DIR = tmp_path / "nothing"
    with pytest.raises(DomainError, match="Thiếu tệp phông chữ «Tinos_400Regular.ttf»"):
        render_pdf("to_trinh", samples.to_trinh())


def test_one_missing_or_broken_face_is_named(settings, tmp_path):
    for path in font_files(fonts_folder()).values():
        shutil.copy(path, tmp_path)
    assert set(font_files(str(tmp_path))) == set(FACES)
    settings.PAPER_FONTS_DIR = tmp_path
    (tmp_path / "Tinos_700Bold.ttf").write_bytes(b"not a font")
    with pytest.raises(DomainError, match="Tinos_700Bold.ttf"):
        render_pdf("to_trinh", samples.to_trinh())
    (tmp_path / "Tinos_700Bold.ttf").unlink()
    with pytest.raises(DomainError, match="Tinos_700Bold.ttf"):
        render_pdf("to_trinh", samples.to_trinh())
