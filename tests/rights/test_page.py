"""docs/quyen-han.md says what the matrix says."""

from campaigns.enums import Role
from tests.rights.page import DOCUMENT, SHORT, rendered
from tests.rights.table import WITHOUT_ROLE


def test_the_page_of_the_docs_is_the_matrix():
    written = DOCUMENT.read_text(encoding="utf-8")
    assert written == rendered(), "Run `python -m tests.rights.page` and commit docs/quyen-han.md."


def test_every_role_has_its_word():
    assert set(SHORT) == {*Role.values, WITHOUT_ROLE}
