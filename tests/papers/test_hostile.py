"""Text that tries to be markup or an address stays text, in every field of every kind."""

import re
from dataclasses import replace

import pytest

from accounts.errors import DomainError
from dossiers.papers.base import SUBJECT_WORDS
from dossiers.papers.codec import iter_texts, map_texts
from dossiers.rendering.fonts import fonts_folder
from dossiers.rendering.html import TEMPLATES, render_html
from dossiers.rendering.pdf import Rendered, _lay_out, render_pdf, render_preview, toolkit
from tests.papers import samples
from tests.papers.reading import pieces, reader, right_edge, words_of

PAYLOADS = (
    "<img src=file:///etc/passwd>",
    '<link rel="stylesheet" href="http://127.0.0.1:9/a.css">',
    "<link rel=attachment href=file:///etc/passwd>",
    "<style>@import url(file:///etc/passwd);</style>",
    '<a href="javascript:alert(1)">x</a>',
    "</td></table><object data='file:///etc/passwd'></object>",
    "{% include '/etc/passwd' %}{{ settings.SECRET_KEY }}",
    "&lt;b&gt; && <!-- ]]> url(file:///etc/hostname)",
)


def spoiled(paper, payload):
    """The paper with the payload in every text field; the codes of subjects stay."""
    return map_texts(paper, lambda text: text if text in SUBJECT_WORDS else payload)


def spoiled_at(paper, place, payload):
    """The paper with the payload in one text field only, counted in the order of the walk."""
    seen = iter(range(10_000))

    def change(text):
        return payload if next(seen) == place else text

    return map_texts(paper, change)


@pytest.mark.parametrize("name", samples.SAMPLES)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_is_printed_as_text_and_fetches_nothing(name, payload):
    paper = spoiled(samples.SAMPLES[name](), payload)
    rendered = render_pdf(paper.kind, paper)
    file = reader(rendered)
    printed = re.sub(r"\s", "", words_of(rendered)).casefold()
    assert re.sub(r"\s", "", payload).casefold() in printed
    assert "root:x:0" not in printed
    assert not file.attachments and "/Names" not in file.trailer["/Root"]
    for page in file.pages:
        assert not page.get("/Annots") and not page.images


@pytest.mark.parametrize("name", samples.SAMPLES)
def test_each_field_by_itself_is_escaped_in_pdf_and_preview(name):
    paper = samples.SAMPLES[name]()
    harmless = re.findall(r"<[a-z]+", render_html(paper.kind, paper))
    texts = [text for _, text in iter_texts(paper)]
    assert len(texts) > 20
    for place, text in enumerate(texts):
        if text in SUBJECT_WORDS:
            continue
        bad = spoiled_at(paper, place, "<img/src=file:///x>")
        for html in (render_html(paper.kind, bad), render_preview(paper.kind, bad)):
            assert "<img" not in html.casefold()
        assert set(re.findall(r"<[a-z]+", render_html(paper.kind, bad))) <= {*harmless, "<br", "<p"}


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="file:///etc/passwd">',
        '<link rel="stylesheet" href="file:///etc/passwd">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<p style="background: url(http://127.0.0.1:9/a.png)">x</p>',
        '<style>@import "https://127.0.0.1:9/a.css";</style>',
        "<style>@font-face { font-family: X; src: url(paperfont:../../etc/passwd) }</style>",
        '<img src="data:image/png;base64,AAAA">',
    ],
)
def test_an_address_in_our_own_template_is_an_error(markup):
    with pytest.raises(RuntimeError, match="forbidden address"):
        _lay_out(f"<!doctype html><title>x</title>{markup}", toolkit(fonts_folder()))


def test_templates_never_switch_escaping_off():
    for path in TEMPLATES.glob("*.html"):
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe|autoescape|style=|<script|<style|<link|src=|href=", source), (
            path.name
        )


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"summary": "Rất tốt 😀"}, "tóm tắt thành tích chung"),
        (
            {"nominees": (*samples.NOMINEES[:2], replace(samples.NOMINEES[2], name="Lê 😀"))},
            "danh sách đề nghị, dòng 3, họ tên hoặc tên tập thể",
        ),
        ({"letterhead": replace(samples.HEAD, place="😀")}, "phần đầu văn bản, địa danh"),
    ],
)
def test_a_character_without_a_glyph_is_named_with_its_place(changes, place):
    with pytest.raises(DomainError) as caught:
        render_pdf("to_trinh", samples.to_trinh(**changes))
    assert "«😀» (mã U+1F600)" in str(caught.value)
    assert f"ở {place} không in được" in str(caught.value)


def test_control_and_invisible_characters_are_dropped():
    paper = samples.to_trinh(summary="Chuyển\x00 đổi\u200b số\u202e năm\x1b[31m 2023")
    assert "Chuyển đổi số năm[31m 2023" in words_of(render_pdf("to_trinh", paper))


def test_combining_input_is_printed_as_whole_letters():
    paper = samples.to_trinh(summary="Ti\u00ea\u0301ng Vi\u00ea\u0323t")
    assert "Tiếng Việt" in words_of(render_pdf("to_trinh", paper))


def test_rows_higher_than_a_page_are_still_printed_whole():
    """WeasyPrint cannot keep such rows together and gives up; the paper comes out all the same."""
    tall = "".join(f"dòng {n}<br>" for n in range(60))
    rows = f"<tbody><tr><td>{tall}</td></tr></tbody><tbody><tr class='total'><td>{tall}hết</td></tr></tbody>"
    table = f"<table class='grid'><thead><tr><th>Đầu bảng</th></tr></thead>{rows}</table>"
    foot = "<div class='closing bare'><table class='foot'><tr><td>Người lập</td></tr></table></div>"
    html = f"<!doctype html><title>x</title><article class='paper'>{table}{foot}</article>"
    pdf, pages = _lay_out(html, toolkit(fonts_folder()))
    text = words_of(Rendered(pdf, pages, "", ""))
    assert pages > 2 and text.count("dòng 59") == 2 and "hết" in text and "Người lập" in text


@pytest.mark.parametrize("name", samples.SAMPLES)
def test_long_unbroken_words_wrap_inside_the_margins(name):
    paper = spoiled(samples.SAMPLES[name](), "W" * 150)
    for page in reader(render_pdf(paper.kind, paper)).pages:
        for piece in pieces(page):
            assert set(piece.text) != {"W"} or right_edge(piece) <= 195.05
