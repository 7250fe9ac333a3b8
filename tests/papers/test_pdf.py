"""The sheet by Nghị định 30/2020: size, margins, page numbers, faces, tables, blanks, the foot."""

import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

from dossiers.rendering.html import render_html, template_version
from dossiers.rendering.pdf import render_pdf, render_preview
from tests.papers import samples
from tests.papers.reading import MM, fonts_of, pieces, reader, right_edge, words_of


def rendered(paper):
    return render_pdf(paper.kind, paper)


def long_list(rows=60):
    """A tờ trình with that many nominees, each row marked at its first and its last cell."""
    people = tuple(
        replace(samples.NOMINEES[1], name=f"Đầu{n}", summary="Tham mưu nhiều văn bản. " * 4, note=f"Cuối{n}")
        for n in range(1, rows + 1)
    )
    return samples.to_trinh(nominees=people)


@pytest.mark.parametrize("name", samples.SAMPLES)
def test_sheet_is_a4_and_text_keeps_the_margins(name):
    for number, page in enumerate(reader(rendered(samples.SAMPLES[name]())).pages, start=1):
        assert float(page.mediabox.width) / MM == pytest.approx(210, abs=0.1)
        assert float(page.mediabox.height) / MM == pytest.approx(297, abs=0.1)
        body = [piece for piece in pieces(page) if piece.y > 19]
        assert min(piece.x for piece in body) >= 29.9
        # pypdf reads the cells of a table's head as one run: their end says nothing.
        runs = [piece for piece in body if not (piece.size < 12.5 and piece.font.endswith("-Bold"))]
        assert max(right_edge(piece) for piece in runs) <= 195.05
        assert min(piece.y for piece in body) > 20 and max(piece.y for piece in body) < 277
        above = [piece.text for piece in pieces(page) if piece.y <= 19]
        assert above in ([], [str(number)])


def test_page_number_is_centred_on_top_from_the_second_page():
    pages = reader(rendered(samples.bien_ban())).pages
    assert len(pages) >= 2
    assert not [piece for piece in pieces(pages[0]) if piece.y <= 19]
    (number,) = [piece for piece in pieces(pages[1]) if piece.y <= 19]
    assert (number.text, round(number.size)) == ("2", 13)
    assert (number.x + right_edge(number)) / 2 == pytest.approx(112.5, abs=0.5)
    assert number.font.endswith("+Tinos")


@pytest.mark.parametrize("name", samples.SAMPLES)
def test_only_our_faces_are_embedded(name):
    fonts = fonts_of(rendered(samples.SAMPLES[name]()))
    assert {re.sub(r"^/[A-Z]{6}\+", "", base) for base, _, _ in fonts} <= {
        "Tinos",
        "Tinos-Bold",
        "Tinos-Italic",
        "Tinos-Bold-Italic",
    }
    assert {(subtype, embedded) for _, subtype, embedded in fonts} == {("/Type0", True)}


def test_sizes_and_styles_of_the_elements():
    found = {piece.text: piece for piece in pieces(reader(rendered(samples.to_trinh())).pages[0])}

    def style(text):
        return round(found[text].size, 1), found[text].font.partition("+")[2]

    assert style("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") == (13.0, "Tinos-Bold")
    assert style("Độc lập - Tự do - Hạnh phúc") == (14.0, "Tinos-Bold")
    assert style("UBND THỊ XÃ TÂN CHÂU") == (13.0, "Tinos")
    assert style("UBND XÃ CHÂU PHONG") == (13.0, "Tinos-Bold")
    assert style("/TTr-UBND") == (13.0, "Tinos")
    assert style("Châu Phong, ngày") == (14.0, "Tinos-Italic")
    assert style("TỜ TRÌNH") == (14.0, "Tinos-Bold")
    assert style("Căn cứ Luật Thi đua, khen thưởng;") == (14.0, "Tinos-Italic")
    assert found["Căn cứ Luật Thi đua, khen thưởng;"].x == pytest.approx(42.7, abs=0.2)
    assert found["Số:"].y == pytest.approx(found["Châu Phong, ngày"].y, abs=0.6)


def test_recipients_are_smaller_than_the_body():
    last = next(p for p in reader(rendered(samples.to_trinh())).pages if "Nơi nhận:" in p.extract_text())
    found = {piece.text: piece for piece in pieces(last)}
    assert (round(found["Nơi nhận:"].size), found["Nơi nhận:"].font[-17:]) == (12, "Tinos-Bold-Italic")
    assert round(found["- Như trên;"].size) == 11


def test_rules_in_the_head_are_drawn_with_the_right_lengths():
    page = reader(rendered(samples.to_trinh())).pages[0]
    found = {piece.text: piece for piece in pieces(page)}
    assert "_" not in page.extract_text()
    state, body = found["Độc lập - Tự do - Hạnh phúc"], found["UBND XÃ CHÂU PHONG"]
    lengths = {}
    for x, y, width in drawn_bars(page):
        if y < 45:
            lengths["state" if x > 100 else "body"] = width
    assert lengths["state"] == pytest.approx(right_edge(state) - state.x, abs=0.6)
    assert 1 / 3 <= lengths["body"] / (right_edge(body) - body.x) <= 1 / 2


def drawn_bars(page):
    """Left, top and width in mm of the rectangles that the page's borders are drawn with."""
    found = []
    height = float(page.mediabox.height)

    def visit(operator, arguments, cm, tm):
        if operator == b"re":
            x, y, w, _ = (float(one) for one in arguments)
            left, top = cm[0] * x + cm[4], cm[3] * y + cm[5]
            found.append((left / MM, (height - top) / MM, abs(cm[0] * w) / MM))

    page.extract_text(visitor_operand_before=visit)
    return found


def test_number_and_day_stay_blank_until_given_and_are_printed_then():
    drafted = words_of(rendered(samples.to_trinh()))
    assert "Số: /TTr-UBND" in drafted and "Châu Phong, ngày tháng 12 năm 2023" in drafted
    assert "(Kèm theo Tờ trình số /TTr-UBND ngày tháng 12 năm 2023" in drafted
    head = replace(samples.HEAD, number=7, dated=date(2024, 2, 3))
    issued = words_of(rendered(samples.to_trinh(letterhead=head)))
    assert "Số: 07/TTr-UBND" in issued and "Châu Phong, ngày 03 tháng 02 năm 2024" in issued
    assert "(Kèm theo Tờ trình số 07/TTr-UBND ngày 03 tháng 02 năm 2024" in issued


def test_minutes_have_no_place_and_date_line_in_the_head():
    first = reader(rendered(samples.bien_ban())).pages[0]
    head = [piece.text for piece in pieces(first) if piece.y < 50]
    assert "/BB-HĐTĐKT" in head and not [text for text in head if "ngày" in text]


def test_shares_are_of_the_total_membership_and_say_so():
    text = words_of(rendered(samples.bien_ban()))
    assert "Tỷ lệ phần trăm tính trên tổng số 07 thành viên Hội đồng" in text
    assert "có 07 thành viên; có mặt 06, vắng 01" in text
    assert "06 00 85,71%" in text and "04 02 57,14%" in text
    assert "01 tập thể và 02 cá nhân" in text and "Không đề nghị khen thưởng: Ông Đỗ Văn Tài." in text


def test_long_list_repeats_its_head_and_keeps_rows_whole():
    pages = [page for page in reader(rendered(long_list())).pages if "Đầu" in page.extract_text()]
    assert len(pages) >= 3
    seen = []
    for number, page in enumerate(pages, start=1):
        text = page.extract_text()
        assert "Tóm tắt thành tích" in text and "Ghi" in text
        above = [piece.text for piece in pieces(page) if piece.y <= 19]
        assert above == ([] if number == 1 else [str(number)])
        names = re.findall(r"Đầu(\d+)", text)
        assert names == re.findall(r"Cuối(\d+)", text)
        seen += names
    assert seen == [str(n) for n in range(1, 61)]


@pytest.mark.parametrize("lines", range(0, 16, 2))
def test_signature_is_never_alone_on_a_page(lines):
    paper = samples.to_trinh(appraisal="\n".join(["Đúng đối tượng, đủ điều kiện, tiêu chuẩn."] * (lines + 1)))
    texts = [page.extract_text() for page in reader(rendered(paper)).pages]
    (page,) = [text for text in texts if "TM. ỦY BAN NHÂN DÂN" in text]
    assert "quyết định./." in page and "Nguyễn Văn Hòa" in page and "Nơi nhận:" in page


@pytest.mark.parametrize("rows", range(24, 40, 3))
def test_score_sheet_s_foot_stays_with_its_last_rows(rows):
    sheet = samples.bang_diem()
    group = replace(sheet.groups[0], rows=(sheet.groups[0].rows[0],) * rows)
    texts = [page.extract_text() for page in reader(rendered(replace(sheet, groups=(group,)))).pages]
    assert "NGƯỜI LẬP" in texts[-1] and "Tổng cộng" in texts[-1] and "1.1" in texts[-1]


def test_form_number_is_printed_only_when_given():
    assert "Mẫu số 07" in words_of(rendered(samples.bao_cao_ca_nhan()))
    assert "Mẫu số" not in words_of(rendered(samples.bao_cao_ca_nhan(form_label="")))


def test_properties_name_title_and_language_and_nothing_of_the_machine():
    file = reader(rendered(samples.to_trinh()))
    assert file.trailer["/Root"]["/Lang"] == "vi"
    assert dict(file.metadata) == {
        "/Title": f"Tờ trình Về việc đề nghị tặng Giấy khen trong {samples.CAMPAIGN}",
        "/Producer": file.metadata["/Producer"],
    }


def test_same_context_gives_the_same_bytes_in_any_process():
    paper = samples.bao_cao_tap_the()
    one, two = rendered(paper), rendered(paper)
    assert one == two and one.pages == len(reader(one).pages)
    script = (
        "import django; django.setup()\n"
        "import hashlib\nfrom tests.papers.samples import bao_cao_tap_the as build\n"
        "from dossiers.rendering.pdf import render_pdf\n"
        "print(hashlib.sha256(render_pdf('bao_cao_thanh_tich', build()).pdf).hexdigest())"
    )
    told = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONHASHSEED": "7", "DJANGO_SETTINGS_MODULE": "config.settings.test"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == hashlib.sha256(one.pdf).hexdigest()


def test_hash_and_version_follow_the_text_and_the_template():
    paper = samples.bien_ban()
    one, other = rendered(paper), rendered(replace(paper, venue="Hội trường"))
    assert one.html_sha256 == hashlib.sha256(render_html("bien_ban", paper).encode()).hexdigest()
    assert one.html_sha256 != other.html_sha256
    assert one.template_version == other.template_version == template_version("bien_ban")
    assert template_version("to_trinh") != template_version("bien_ban")


@pytest.mark.parametrize("name", samples.SAMPLES)
def test_preview_has_the_body_of_the_pdf(name):
    paper = samples.SAMPLES[name]()
    inner = re.compile(r"<article[^>]*>(.*)</article>", re.S)
    preview = render_preview(paper.kind, paper)
    assert hasattr(preview, "__html__")
    assert inner.search(preview)[1] == inner.search(render_html(paper.kind, paper))[1]
    assert "<html" not in preview and "style=" not in preview


def test_a_context_of_another_kind_is_a_programming_error():
    with pytest.raises(TypeError):
        render_pdf("to_trinh", samples.bien_ban())
