"""Context -> PDF by WeasyPrint: checks first, our own fonts only, the same bytes for the same context."""

import atexit
import gc
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dossiers.papers.base import Paper
from dossiers.rendering.fonts import check_letters, font_files, fonts_folder
from dossiers.rendering.html import SHEETS, STYLES, render_html, render_preview, template_version

__all__ = ["Rendered", "Toolkit", "release_toolkit", "render_pdf", "render_preview", "toolkit"]

# Lets everything break anywhere (but for the attached list's own page).
LOOSE = """
.paper * { break-inside: auto !important; break-after: auto !important; }
.paper :not(.annex) { break-before: auto !important; }
"""


@dataclass(frozen=True)
class Rendered:
    """One rendered paper; `html_sha256` is over the HTML that was laid out."""

    pdf: bytes
    pages: int
    html_sha256: str
    template_version: str


@dataclass(frozen=True)
class Toolkit:
    """What a process prepares once and uses for every paper."""

    fetcher: Any
    font_config: Any
    stylesheets: tuple[Any, ...]
    loose: Any


@lru_cache(maxsize=2)
def toolkit(folder: str) -> Toolkit:
    """Fonts and parsed stylesheets for this process; DomainError when a font file is missing."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    from dossiers.rendering.fetcher import PaperFetcher

    fetcher = PaperFetcher(font_files(folder))
    fonts = FontConfiguration()
    sheets = tuple(
        CSS(string=(STYLES / name).read_text(encoding="utf-8"), url_fetcher=fetcher, font_config=fonts)
        for name in SHEETS
    )
    return Toolkit(fetcher, fonts, sheets, CSS(string=LOOSE, url_fetcher=fetcher, font_config=fonts))


def release_toolkit() -> None:
    """Lets go of the fonts and their temporary folder; called when the process (or a Celery child) ends."""
    toolkit.cache_clear()
    # Fonts and styles hold each other, and a Celery child ends without looking for such rings.
    gc.collect()


# Python would otherwise free them after the library's own modules are gone, and leave the folder behind.
atexit.register(release_toolkit)


def render_pdf(kind: str, context: Paper) -> Rendered:
    """Renders a paper; DomainError for a missing font or a character that the fonts do not hold."""
    paper = context.cleaned()
    check_letters(paper)
    html = render_html(kind, paper)
    pdf, pages = _lay_out(html, toolkit(fonts_folder()))
    return Rendered(pdf, pages, hashlib.sha256(html.encode()).hexdigest(), template_version(kind))


def _lay_out(html: str, tools: Toolkit) -> tuple[bytes, int]:
    from weasyprint.urls import FatalURLFetchingError

    try:
        try:
            return _write(html, tools, tools.stylesheets)
        except AssertionError:
            # The library gives up where rows higher than a page must stay together: then they need not.
            return _write(html, tools, (*tools.stylesheets, tools.loose))
    except FatalURLFetchingError as error:
        # Escaped text cannot ask for an address, so one of our own templates did; and the library's
        # error is a BaseException, which would take the whole worker down.
        raise RuntimeError(f"A paper template asks for a forbidden address: {error}") from error


def _write(html: str, tools: Toolkit, stylesheets: tuple[Any, ...]) -> tuple[bytes, int]:
    from weasyprint import HTML

    document = HTML(string=html, url_fetcher=tools.fetcher).render(
        font_config=tools.font_config, stylesheets=stylesheets
    )
    return document.write_pdf(), len(document.pages)
