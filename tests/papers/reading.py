"""Reads a rendered paper back: text, positions, fonts."""

import io
import re
from dataclasses import dataclass
from functools import cache

from fontTools.ttLib import TTFont
from pypdf import PdfReader

from dossiers.rendering.fonts import font_files, fonts_folder

MM = 72 / 25.4


@dataclass(frozen=True)
class Piece:
    """A run of text with its place in mm from the left and top edges and its size in points."""

    text: str
    x: float
    y: float
    size: float
    font: str


def reader(rendered):
    """A pypdf reader over the rendered bytes."""
    return PdfReader(io.BytesIO(rendered.pdf))


def text_of(rendered):
    """The text of all pages, one heading per page, spaces evened out: what golden files hold."""
    pages = []
    for number, page in enumerate(reader(rendered).pages, start=1):
        lines = (re.sub(r"\s+", " ", line).strip() for line in page.extract_text().splitlines())
        pages.append("\n".join([f"--- trang {number} ---", *(line for line in lines if line)]))
    return "\n".join(pages) + "\n"


def words_of(rendered):
    """All text on one line: for looking for sentences that the layout may break anywhere."""
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in reader(rendered).pages))


def letters_of(text):
    """The text without any white space, page marks and page numbers: what no other layout may change."""
    pages = re.split(r"--- trang \d+ ---\n", text)
    return "".join(re.sub(r"\s", "", re.sub(r"\n\d+\n*$", "", page)) for page in pages)


def pieces(page):
    """The runs of text of a page with place, size and face."""
    found = []
    height = float(page.mediabox.height)

    def visit(text, cm, tm, font, size):
        if text.strip():
            a, d = cm[0] * tm[0] + cm[1] * tm[2], cm[3] * tm[3] + cm[1] * tm[2]
            x = cm[0] * tm[4] + cm[2] * tm[5] + cm[4]
            y = cm[1] * tm[4] + cm[3] * tm[5] + cm[5]
            face = str(font.get("/BaseFont", "")) if font else ""
            found.append(Piece(text.strip(), x / MM, (height - y) / MM, abs(d) * size, face))
            assert abs(a) > 0

    page.extract_text(visitor_text=visit)
    return found


def right_edge(piece):
    """Where the run ends, in mm, by the face's own widths (without what justification adds)."""
    style = piece.font.partition("+Tinos")[2]
    name = {
        "": "Tinos_400Regular.ttf",
        "-Italic": "Tinos_400Regular_Italic.ttf",
        "-Bold": "Tinos_700Bold.ttf",
        "-Bold-Italic": "Tinos_700Bold_Italic.ttf",
    }[style]
    cmap, widths, unit = _metrics(name)
    return (
        piece.x
        + sum(widths[cmap[ord(ch)]][0] for ch in piece.text if ord(ch) in cmap) / unit * piece.size / MM
    )


@cache
def _metrics(name):
    face = TTFont(font_files(fonts_folder())[name])
    return face.getBestCmap(), face["hmtx"].metrics, face["head"].unitsPerEm


def fonts_of(rendered):
    """(base font, subtype, embedded) of every font in the file."""
    found = set()
    for page in reader(rendered).pages:
        for font in page["/Resources"]["/Font"].get_object().values():
            font = font.get_object()
            inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            descriptor = inner.get("/FontDescriptor", {})
            descriptor = descriptor.get_object() if hasattr(descriptor, "get_object") else descriptor
            embedded = any(key in descriptor for key in ("/FontFile2", "/FontFile3"))
            found.add((str(font["/BaseFont"]), str(font["/Subtype"]), embedded))
    return found
