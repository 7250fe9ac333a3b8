"""The tree of units, the search in it and the list of campaigns at 1,000 units with 3,000 memberships and at 100,000
with 300,000: `./test --bench`. The same number of queries, at most 1.5 times the time.

Processor time of one core on SQLite (the database is in the process); with PostgreSQL, the time that passes.
"""

import time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from campaigns.domain.check_units import wrong_units
from tests.benchmarks import unit_rows

SMALL, LARGE, ROUNDS = 1_000, 100_000, 7
GOAL = 1.5
TREE = "/don-vi/"
# Who looks, at what: full pages and nearly empty ones, words that are everywhere, words in another order.
PAGES = [
    ("quan-tri", TREE), ("quan-tri", f"{TREE}?mo={unit_rows.FIRST + 5}"), ("can-bo", TREE), ("xa", TREE),
    ("quan-tri", f"{TREE}?tinh-trang=con"), ("quan-tri", f"{TREE}?loai=ubnd_xa"),
    ("quan-tri", f"{TREE}?thuoc={unit_rows.ROOT}"),
    ("quan-tri", f"{TREE}?q=tan+chau"), ("giam-sat", f"{TREE}?q=tan+chau"), ("can-bo", f"{TREE}?q=huyen+so"),
    ("quan-tri", f"{TREE}?q=xa"), ("quan-tri", f"{TREE}?q=chau+tan"), ("quan-tri", f"{TREE}?q=huyen+so+37"),
    ("quan-tri", f"{TREE}?q=khong+co"), ("quan-tri", f"{TREE}?q=tan+chau&loai=ubnd_xa&tinh-trang=con"),
    ("can-bo", "/phong-trao/"), ("xa", "/phong-trao/"), ("can-bo", "/phong-trao/?q=phong+trao"),
]  # fmt: skip


def measure(browser: Client, address: str) -> tuple[float, int]:
    """(least seconds of a request, its queries)."""
    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    browser.get(address)
    times = []
    for _ in range(ROUNDS):
        begin = clock()
        assert browser.get(address).status_code == 200
        times.append(clock() - begin)
    with CaptureQueriesContext(connection) as captured:
        browser.get(address)
    return min(times), len(captured)


def measured(people: dict) -> list[tuple[float, int]]:
    """Every page by its reader."""
    browsers = {}
    for name, user in people.items():
        browsers[name] = Client()
        browsers[name].force_login(user)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return [measure(browsers[name], address) for name, address in PAGES]


@pytest.mark.django_db
def test_a_hundred_thousand_units():
    unit_rows.write_units(0, SMALL)
    assert wrong_units() == []
    unit_rows.write_people(0, SMALL)
    people = unit_rows.write_officers()
    campaigns = unit_rows.write_campaigns(people["can-bo"])
    unit_rows.take_part(campaigns, 0, SMALL, people["can-bo"])
    small = measured(people)
    unit_rows.write_units(SMALL, LARGE)
    unit_rows.write_people(SMALL, LARGE)
    unit_rows.take_part(campaigns, SMALL, LARGE, people["can-bo"])
    large = measured(people)
    print(
        f"\n{connection.vendor}: {SMALL} and {LARGE} units, 3 memberships each, goal: ratio {GOAL}, equal queries"
    )
    wrong = []
    for (name, address), (before, few), (after, many) in zip(PAGES, small, large, strict=True):
        ratio = after / before
        print(
            f"  {name:9} {address:52} {before * 1000:6.1f} ms {after * 1000:6.1f} ms {ratio:5.2f}  {few} = {many}"
        )
        if many != few or ratio > GOAL:
            wrong.append((name, address))
    assert wrong == []
