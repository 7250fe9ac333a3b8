"""Context -> HTML: one body template per kind, inside a whole page for the PDF or a frame for the screen."""

import hashlib
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from dossiers.papers.base import Paper
from dossiers.papers.registry import paper_class

PAGE, FRAME = "papers/_page.html", "papers/_frame.html"
TEMPLATES = Path(settings.BASE_DIR) / "templates" / "papers"
STYLES = Path(settings.BASE_DIR) / "static" / "papers"
SHEETS = ("paper.css", "page.css")


def render_html(kind: str, context: Paper) -> str:
    """The whole HTML document of a cleaned context, every text escaped."""
    return _render(kind, context, PAGE)


def render_preview(kind: str, context: Paper) -> SafeString:
    """The same body as the PDF's as a safe fragment for a page that loads static papers/paper.css."""
    return _render(kind, context.cleaned(), FRAME)


def _render(kind: str, context: Paper, layout: str) -> SafeString:
    if not isinstance(context, paper_class(kind)):
        raise TypeError(f"{type(context).__name__} is not a context of {kind!r}")
    return render_to_string(f"papers/{kind}.html", {"paper": context, "layout": layout})


@lru_cache(maxsize=8)
def template_version(kind: str) -> str:
    """Names the look of a kind: changes exactly when its templates or the stylesheets change."""
    sources = [TEMPLATES / f"{kind}.html", *sorted(TEMPLATES.glob("_*.html")), *(STYLES / n for n in SHEETS)]
    digest = hashlib.sha256()
    for path in sources:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return f"{kind}-{digest.hexdigest()[:12]}"
