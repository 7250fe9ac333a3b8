"""What a page holds right now. A click returns at the first bytes of the next page: these wait for the rest."""

from playwright.sync_api import Locator


def count_of(found: Locator) -> int:
    """How many there are on the page, once all of it has arrived."""
    found.page.wait_for_load_state()
    return found.count()


def all_of(found: Locator) -> list[Locator]:
    """Each of them, once the whole page has arrived; at least one must be there."""
    found.first.wait_for(state="attached")
    found.page.wait_for_load_state()
    return found.all()


def texts_of(found: Locator) -> list[str]:
    """Their texts, once the whole page has arrived."""
    found.page.wait_for_load_state()
    return found.all_text_contents()
