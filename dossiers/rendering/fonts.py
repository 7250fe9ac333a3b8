"""The faces that papers are set in: where their files lie and which characters they can print."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from accounts.errors import DomainError
from dossiers.papers.base import Paper
from dossiers.papers.codec import iter_texts

FACES = (
    "Tinos_400Regular.ttf",
    "Tinos_400Regular_Italic.ttf",
    "Tinos_700Bold.ttf",
    "Tinos_700Bold_Italic.ttf",
)
MISSING = (
    "Thiếu tệp phông chữ «{name}» nên chưa tạo được giấy tờ. "
    "Báo người quản trị chạy lại bước cài đặt, rồi bấm tạo lại."
)


def font_files(folder: str) -> dict[str, Path]:
    """The path of each face under `folder`, wherever the package puts it; DomainError when one is missing."""
    found = {path.name: path for path in sorted(Path(folder).rglob("Tinos_*.ttf"), reverse=True)}
    for name in FACES:
        if name not in found:
            raise DomainError(MISSING.format(name=name))
    return {name: found[name] for name in FACES}


def fonts_folder() -> str:
    """Where the font package was installed, as the settings say."""
    return str(settings.PAPER_FONTS_DIR)


@lru_cache(maxsize=4)
def printable(folder: str) -> frozenset[str]:
    """The characters that all four faces hold, with those that only part the text (space, line break)."""
    from fontTools.ttLib import TTFont, TTLibError  # type: ignore[import-untyped]

    tables = []
    for name, path in font_files(folder).items():
        try:
            with TTFont(path, lazy=True) as face:
                tables.append(frozenset(map(chr, face.getBestCmap())))
        except (TTLibError, OSError) as error:
            raise DomainError(MISSING.format(name=name)) from error
    return frozenset.intersection(*tables) | {" ", "\n"}


def check_letters(paper: Paper) -> None:
    """Refuses, with the character and its place, a text that the faces could only print as a box."""
    known = printable(fonts_folder())
    for where, text in iter_texts(paper):
        strange = (set(text) | set(text.upper())) - known
        if strange:
            first = min(strange, key=lambda ch: (text.find(ch), ch))
            raise DomainError(
                f"Ký tự «{first}» (mã U+{ord(first):04X}) ở {where} không in được trên giấy tờ. "
                "Xóa hoặc thay bằng chữ khác."
            )
