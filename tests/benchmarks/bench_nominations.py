"""The list of nominations at 1,000 and at 100,000 rows: `./test --bench`.

Whole requests through the test client, in turns of one address each; the least times and the query counts are compared.
"""

import time

from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.text import fold, person_sort_key
from awards.models import Award, Nomination
from campaigns.models import UnitGroupMember
from dossiers.demo.base import moment
from dossiers.demo.people import FAMILIES, MEN

SMALL, LARGE, ROUNDS = 1_000, 100_000, 15
GOAL = 1.5
ADDRESSES = [
    "/ho-so/de-nghi/",
    "/ho-so/de-nghi/?trang=7",
    "/ho-so/de-nghi/?nhom=phuong-xa&trang-thai=sent",
    "/ho-so/de-nghi/?q=minh+khoa",
]
# Nobody has this name, so the search reads every row: printed, and not held to the goal.
SEARCH_FOR_NOBODY = "/ho-so/de-nghi/?q=khong+co+ai"


def fill(world, start: int, end: int) -> None:
    """Invented people, spread over units, groups, states and names."""
    places = list(UnitGroupMember.objects.filter(campaign=world.campaign).select_related("unit"))
    round = world.campaign.rounds.get()
    award, officer = Award.objects.get(campaign=world.campaign), world.officer
    rows = []
    for number in range(start, end):
        place = places[number % len(places)]
        name = f"{FAMILIES[number % 19]} {MEN[number % 17]} {number}"
        rows.append(
            Nomination(
                campaign=world.campaign,
                round=round,
                unit=place.unit,
                group_id=place.group_id,
                award=award,
                subject="ca_nhan",
                name=name,
                honorific="ong",
                position_title="Công chức",
                state="sent" if number % 3 else "accepted",
                created_by=officer,
                created_at=moment(2023, 12, 1),
                search_key=fold(name),
                sort_key=person_sort_key(name),
            )
        )
    Nomination.objects.bulk_create(rows, batch_size=2_000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def measure(browser, address: str) -> tuple[float, int]:
    """(least seconds of a request, its queries); the least is what other work on the machine disturbs least."""
    browser.get(address)
    times = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        assert browser.get(address).status_code == 200
        times.append(time.perf_counter() - begin)
    with CaptureQueriesContext(connection) as captured:
        browser.get(address)
    return min(times), len(captured)


def test_the_list_does_not_grow_with_the_table(tan_chau):
    browser = tan_chau.browser(tan_chau.officer, moment(2023, 12, 4))
    fill(tan_chau, 0, SMALL)
    addresses = [*ADDRESSES, SEARCH_FOR_NOBODY]
    small = {address: measure(browser, address) for address in addresses}
    fill(tan_chau, SMALL, LARGE)
    large = {address: measure(browser, address) for address in addresses}
    print(f"\n{SMALL:,} and {LARGE:,} nominations, goal of the ratio {GOAL}:")
    for address in addresses:
        (before, few), (after, many) = small[address], large[address]
        times = f"{before * 1000:6.1f} ms {after * 1000:6.1f} ms  {after / before:5.2f}"
        print(f"  {address:52} {times}  {few} = {many} queries")
        assert few == many
        assert after / before <= GOAL or address == SEARCH_FOR_NOBODY
