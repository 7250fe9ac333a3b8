"""Writes the golden texts anew: `python -m tests.papers.write_golden`, then read the diff before committing."""

import os
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"


def main():
    """One text file per sample paper."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    from dossiers.rendering.pdf import render_pdf
    from tests.papers.reading import text_of
    from tests.papers.samples import SAMPLES

    for name, build in SAMPLES.items():
        paper = build()
        (GOLDEN / f"{name}.txt").write_text(text_of(render_pdf(paper.kind, paper)), encoding="utf-8")


if __name__ == "__main__":
    main()
