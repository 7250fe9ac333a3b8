"""What the documents say of the code is taken from the code."""

from pathlib import Path

from dossiers.states import states_diagram

ROOT = Path(__file__).resolve().parents[2]


def test_the_diagram_of_a_dossier_is_that_of_the_table():
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    part = page.split("<!-- dossier-states -->")[1].split("<!-- /dossier-states -->")[0]
    assert part.strip() == f"```mermaid\n{states_diagram()}```"


def test_the_readme_names_the_two_commands_and_pages_that_exist():
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "./run" in page and "./test" in page
    linked = [part.split(")")[0] for part in page.split("](")[1:]]
    assert linked and not [name for name in linked if not (ROOT / name).exists()]
