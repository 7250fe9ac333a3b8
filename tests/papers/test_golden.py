"""The text of each kind of paper, word for word, as read back from the PDF."""

import pytest

from dossiers.rendering.pdf import render_pdf
from tests.papers.reading import letters_of, text_of
from tests.papers.samples import SAMPLES
from tests.papers.write_golden import GOLDEN


@pytest.mark.parametrize("name", SAMPLES)
def test_text_is_the_golden_text(name):
    paper = SAMPLES[name]()
    written = text_of(render_pdf(paper.kind, paper))
    assert letters_of(written) == letters_of((GOLDEN / f"{name}.txt").read_text(encoding="utf-8"))


def test_every_golden_text_has_its_sample():
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(SAMPLES)
