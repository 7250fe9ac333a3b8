"""Lists filtered, searched, sorted and taken out as Excel: what is not the person's own stands in none of them."""

import pytest

from tests.rights.asking import address, ask
from tests.rights.table import pages
from tests.rights.test_matrix import foreign_words
from tests.rights.world import PLACES, SECRET

ASKING = ("standing_officer", "unit_officer", "council_member", "system_admin")
QUERIES = ("?xuat=excel", f"?q={SECRET}")
LISTS = [page for page in pages() if page.get and not page.public and not page.theirs]


@pytest.mark.django_db
@pytest.mark.parametrize("page", LISTS, ids=lambda page: page.key)
def test_what_is_filtered_searched_and_taken_out_is_ones_own(page, matrix_ground, matrix_browsers):
    url = address(page, matrix_ground.mine)
    for role in ASKING:
        for place in PLACES:
            if not page.may("GET", role, place):
                continue
            for query in QUERIES:
                answer = ask(matrix_browsers[role, place], "GET", url + query, read=True)
                assert answer.outcome != "broken", (role, place, query)
                # The words that were asked for stand in the field of the search.
                text = answer.text.replace(f'value="{SECRET}"', "").replace(f"«{SECRET}»", "")
                shown = [word for word in foreign_words(role, place) if word in text]
                assert not shown, (role, place, query, shown)
