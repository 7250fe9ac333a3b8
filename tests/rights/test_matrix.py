"""Every address x every role x own, another unit's, another campaign's, missing x GET and POST, against matrix.toml.

Where a line is wrong, the failure lists each cell with what is expected and what came.
"""

from collections.abc import Iterator

import pytest

from campaigns.models import Campaign
from tests.rights.asking import Answer, address, ask, form_of
from tests.rights.table import EVERY_ROLE, WITHOUT_ROLE, Page, addresses, pages
from tests.rights.world import PLACES, SECRET, WORD_A, WORD_B, WORD_DRAFT, WORD_X, WORD_Y, WORD_Y_UNIT, Ground

METHODS = ("GET", "POST")
CELLS = 3000
UNLISTED = (
    "«{name}» is not in tests/rights/matrix.toml. Add a line: what it is (Vietnamese), rows (what stands in the "
    'address: {arguments}), get and post (who may, or "405"), other_get and other_post (who of another unit may).'
)


def test_the_table_holds_every_address():
    listed = {page.name: {*page.rows} for page in pages()}
    there = dict(addresses())
    for name, arguments in there.items():
        assert name in listed, UNLISTED.format(name=name, arguments=", ".join(arguments) or "nothing")
        assert arguments == listed[name], f"{name}: rows of matrix.toml must name {arguments or 'nothing'}."
    gone = set(listed) - set(there)
    assert not gone, f"matrix.toml lists addresses that no longer exist, take them out: {sorted(gone)}"


@pytest.mark.django_db
@pytest.mark.parametrize("page", pages(), ids=lambda page: page.key)
def test_page(page, matrix_ground, matrix_browsers):
    if page.as_if:
        Campaign.objects.update(**page.as_if)
    who: dict[str, list[str]] = {}
    for role, fault in wrong_cells(page, matrix_ground, matrix_browsers):
        who.setdefault(fault, []).append(role)
    lines = [f"  {fault}: {', '.join(roles)}" for fault, roles in who.items()]
    assert not lines, f"{page.key} ({page.what}):\n" + "\n".join(lines)


def wrong_cells(page: Page, ground: Ground, browsers) -> Iterator[tuple[str, str]]:
    """The role and the fault for every cell that is not as the table says."""
    url = address(page, ground.mine)
    body = {**page_form(page, url, browsers), **page.body}
    for method in METHODS:
        for role, place in browsers:
            if place != "own" and not page.has(method):
                continue
            answer = ask(browsers[role, place], method, url, body, read=method == "GET")
            yield from judged(page, method, role, place, answer)
        if page.has_target and page.has(method):
            yield from beside(page, method, ground, browsers, body)


def beside(page: Page, method: str, ground: Ground, browsers, body) -> Iterator[tuple[str, str]]:
    """Rows that do not exist, and another campaign's rows below the own campaign's address."""
    nowhere = address(page, ground.mine, missing=True)
    strange = address(page, ground.mine, ground.theirs)
    has_rows = strange != address(page, ground.mine)
    for role in (*EVERY_ROLE, WITHOUT_ROLE):
        answer = ask(browsers[role, "own"], method, nowhere, body)
        if answer.outcome not in ("missing", "refused") or answer.wrote:
            yield role, f"{method} a row that does not exist: expected 404, got {said(answer)}"
        if not has_rows or role in page.through or not page.may(method, role, "own"):
            continue
        answer = ask(browsers[role, "own"], method, strange, body, read=method == "GET")
        if answer.outcome not in ("missing", "refused") or answer.wrote:
            yield role, f"{method} a row of another campaign below the own: expected 404, got {said(answer)}"


def page_form(page: Page, url: str, browsers) -> dict[str, str]:
    """The form as somebody who may would send it."""
    who = next((role for role in EVERY_ROLE if page.get and role in page.get), None)
    return (
        form_of(browsers[who, "own"], url)
        if who and page.post
        else form_of(browsers["signed_out", "own"], url)
    )


def judged(page: Page, method: str, role: str, place: str, answer: Answer) -> Iterator[tuple[str, str]]:
    """What is wrong with one answer."""
    may = None
    if page.theirs:
        may = page.may(method, role, place) if role != "signed_out" else page.public
        anything = ("ok", "missing", "method", "refused", "signin")
        good = anything if may else ("missing", "method", "refused", "signin")
    elif role == "signed_out":
        good = ("method", *granted(page)) if page.public else ("signin",)
    else:
        may = page.may(method, role, place)
        good = ("method",) if may is None else granted(page) if may else denied(page, role, place)
    where = f"{method} from {place}, "
    if answer.outcome not in good:
        yield role, f"{where}expected {' or '.join(good)}, got {said(answer)}"
    if answer.wrote and not (method == "POST" and (may or page.public)):
        yield role, f"{where}wrote to {sorted(set(answer.wrote))}"
    for word in foreign_words(role, place):
        if word in answer.text:
            yield role, f"{where}shows «{word}»"


def granted(page: Page) -> tuple[str, ...]:
    """Open; or there is nothing there yet."""
    return ("ok", "missing") if page.nothing_yet else ("ok",)


def denied(page: Page, role: str, place: str) -> tuple[str, ...]:
    """Somebody else's does not exist; who is of the campaign may also read whose task it is."""
    if page.has_target and (place == "other_campaign" or role == WITHOUT_ROLE):
        return ("missing",)
    return ("missing", "refused")


def foreign_words(role: str, place: str) -> tuple[str, ...]:
    """What the person may never read anywhere."""
    if role in (WITHOUT_ROLE, "signed_out"):
        return (SECRET,)
    theirs = (WORD_Y, WORD_Y_UNIT)
    ofunit = role in ("unit_officer", "unit_head")
    return {
        "own": (*theirs, WORD_DRAFT, *((WORD_B,) if ofunit else ())),
        "other_unit": (*theirs, WORD_DRAFT, WORD_A, *(() if ofunit else (WORD_X,))),
        "other_campaign": (WORD_X, WORD_A, WORD_B, WORD_DRAFT),
    }[place]


def said(answer: Answer) -> str:
    """An answer in words."""
    wrote = f", wrote to {sorted(set(answer.wrote))}" if answer.wrote else ""
    return f"{answer.outcome} ({answer.status}){wrote}"


def test_at_least_so_many_cells_are_ask():
    per_page = [2 * (len(EVERY_ROLE) * (len(PLACES) + page.has_target) + 2) for page in pages()]
    assert sum(per_page) >= CELLS
