"""Papers of those who are not on stage: what papers look like is tested where somebody looks at them."""

import io
from functools import cache

from pypdf import PdfWriter

from dossiers.domain.render_document import Render
from dossiers.papers.base import Paper
from dossiers.rendering.pdf import Rendered, render_pdf


@cache
def signed_pdf() -> bytes:
    """A PDF of one page, as a scanner makes it."""
    writer, data = PdfWriter(), io.BytesIO()
    writer.add_blank_page(width=595, height=842)
    writer.write(data)
    return data.getvalue()


def blank_page(kind: str, paper: Paper) -> Rendered:
    """In place of a laid out paper."""
    return Rendered(pdf=signed_pdf(), pages=1, html_sha256="", template_version="blank")


def each_kind_once(real: list[str]) -> Render:
    """Lays out the first paper of every kind, which is noted in `real`; the others are blank."""

    def render(kind: str, paper: Paper) -> Rendered:
        if kind in real:
            return blank_page(kind, paper)
        real.append(kind)
        return render_pdf(kind, paper)

    return render
