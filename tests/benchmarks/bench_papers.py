"""How much our work adds to WeasyPrint's own: `./test --bench` prints ratios.

Base: WeasyPrint lays out and writes the same ready HTML with the same prepared fonts and stylesheets.
Whole job: context -> cleaning -> glyph check -> HTML -> PDF. Both take turns in one run; medians are compared.
"""

import shutil
import statistics
import subprocess
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.sax.saxutils import escape

from dossiers.papers.base import Paper
from dossiers.rendering.fonts import fonts_folder
from dossiers.rendering.html import SHEETS, STYLES, render_html
from dossiers.rendering.pdf import render_pdf, toolkit
from tests.papers import samples

ROUNDS = 25
GOAL = 1.2


def two_pages() -> Paper:
    """A tờ trình of one page with a danh sách of twelve rows on the second."""
    short = {"post": "UBND xã Châu Phong", "summary": "Hoàn thành 38/38 nhiệm vụ.", "note": ""}
    people = tuple(replace(samples.NOMINEES[n % 3], **short) for n in range(12))
    return samples.to_trinh(summary="", grounds="", appraisal="", attachments=(), nominees=people)


def bare(html: str) -> bytes:
    """WeasyPrint alone on ready HTML, with prepared fonts and stylesheets."""
    from weasyprint import HTML

    tools = toolkit(fonts_folder())
    page = HTML(string=html, url_fetcher=tools.fetcher)
    return page.write_pdf(font_config=tools.font_config, stylesheets=tools.stylesheets)


def unprepared(html: str) -> bytes:
    """WeasyPrint alone as it is used without care: fonts and stylesheets read again for each paper."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts, fetcher = FontConfiguration(), toolkit(fonts_folder()).fetcher
    sheets = [CSS(filename=STYLES / name, url_fetcher=fetcher, font_config=fonts) for name in SHEETS]
    return HTML(string=html, url_fetcher=fetcher).write_pdf(font_config=fonts, stylesheets=sheets)


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measure() -> dict[str, float]:
    """Median seconds of each way and the ratios to the base, measured in turns."""
    paper = two_pages()
    html = render_html(paper.kind, paper.cleaned())
    ways = {
        "bare": lambda: bare(html),
        "whole": lambda: render_pdf(paper.kind, paper),
        "unprepared": lambda: unprepared(html),
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    for work in ways.values():
        work()
    for _ in range(ROUNDS):
        for name, work in ways.items():
            times[name].append(seconds(work))
    result = {name: statistics.median(taken) for name, taken in times.items()}
    result["whole/bare"] = result["whole"] / result["bare"]
    result["whole/unprepared"] = result["whole"] / result["unprepared"]
    office = libreoffice_seconds(paper)
    if office is not None:
        result["libreoffice"] = office
        result["whole/libreoffice"] = result["whole"] / office
    return result


def libreoffice_seconds(paper: Paper, copies: int = 10) -> float | None:
    """Seconds per document of one batch in LibreOffice, or None where it is not installed."""
    office = shutil.which("soffice")
    if office is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        files = [str(write_docx(paper, Path(folder) / f"{n}.docx")) for n in range(copies)]
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *files]
        return seconds(lambda: subprocess.run(command, check=True, capture_output=True)) / copies


def write_docx(paper: Paper, path: Path) -> Path:
    """A plain .docx with the paper's paragraphs and its table, enough for a comparison."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

    def paragraph(text: str) -> str:
        return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'

    rows = [(n.name, n.post, n.summary, n.award, n.votes_text, n.note) for n in paper.nominees]
    table = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in rows
    )
    texts = [paper.name_upper, paper.subject, *paper.base_lines, paper.proposer, paper.attachment_text]
    body = "".join(map(paragraph, texts)) + f"<w:tbl><w:tblPr/><w:tblGrid/>{table}</w:tbl>" + paragraph("")
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
        'Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", types)
        package.writestr("_rels/.rels", relations)
        package.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")
    return path


def test_whole_job_adds_little_to_the_bare_rendering() -> None:
    paper = two_pages()
    assert render_pdf(paper.kind, paper).pages == 2
    result = measure()
    for name, value in result.items():
        print(f"{name:>18}: {value:.3f}")
    assert result["whole/bare"] <= GOAL
