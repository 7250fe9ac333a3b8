import pytest

from accounts import paging
from accounts.models import User
from accounts.paging import PAGE_SIZE, page_of


@pytest.fixture
def people(db):
    """120 people in order."""
    User.objects.bulk_create(User(username=f"u{n:03}", full_name=f"Người {n}") for n in range(120))
    return User.objects.order_by("username")


def test_pages_hold_fifty_and_know_their_places(people):
    first, last = page_of(people, None), page_of(people, "3")
    assert (len(first.rows), first.first, first.last, first.has_previous, first.has_next) == (
        50,
        1,
        50,
        False,
        True,
    )
    assert (len(last.rows), last.first, last.last, last.has_previous, last.has_next) == (
        20,
        101,
        120,
        True,
        False,
    )
    assert (first.total, first.more, first.pages) == (120, False, 3)
    assert first.rows[0].username == "u000" and last.rows[-1].username == "u119"


@pytest.mark.parametrize("number", ["0", "-1", "abc", "", None, "²", "1.5", "9" * 30])
def test_nonsense_is_the_first_page(people, number):
    assert page_of(people, number).number == 1


def test_a_page_behind_the_end_is_the_last_one(people):
    page = page_of(people, "9")
    assert (page.number, len(page.rows), page.last, page.has_next) == (3, 20, 120, False)


def test_an_empty_list(db):
    page = page_of(User.objects.order_by("pk"), 1)
    assert (page.rows, page.total, page.pages, page.has_next) == ([], 0, 1, False)


def test_counting_stops_at_the_bound_and_two_queries_are_enough(
    people, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(paging, "COUNT_TO", 60)
    with django_assert_num_queries(2):
        page = page_of(people, 1)
    assert (page.total, page.more, len(page.rows)) == (60, True, PAGE_SIZE)


def test_exactly_a_page_has_no_next(people):
    page = page_of(people.filter(username__lt="u050"), 1)
    assert (len(page.rows), page.has_next) == (50, False)
