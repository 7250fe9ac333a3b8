"""Pages of a campaign at 100 and at 1,000 units, with 30 and 300 dossiers: `./test --bench`.

Processor time of one core, so that other work on the machine does not count. Queries must not grow with the rows.
"""

import time

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from awards.domain.load_plan import load_plan
from awards.models import AwardQuota, Condition
from awards.packs_schema import read_pack
from tests.many_units_makers import taking_part
from tests.proposal_makers import JUDGED, ranked
from tests.shape_makers import without_council

SLUG, TRIAL = "tan-chau-2023", "phuong-an"
SMALL, LARGE, ROUNDS = (100, 30), (1_000, 300), 3
# Ten times the rows may cost ten times what does not stay the same; more would be a loop in a loop.
GOAL, MOST_SECONDS = 15.0, 1.0
PAGES = (
    "dossiers:proposals", "awards:plan_edit", "awards:plan", "scoring:ranking", "dossiers:direct_list",
    "dossiers:campaign", "dossiers:awarding", "campaigns:register", "campaigns:rounds", "campaigns:figures",
    "campaigns:own_plans", "campaigns:reports", "dossiers:council_setup", "awards:budget",
)  # fmt: skip


def addresses(world) -> list[str]:
    """Every page that looks at the whole campaign; the trial is of a draft beside it."""
    pack = {**read_pack("tan_chau_2023"), "slug": TRIAL, "title": "Phong trào đang chuẩn bị"}
    draft = load_plan(pack=pack, criteria_set=world.campaign.criteria_set).campaign
    quota = AwardQuota.objects.get(award__campaign=draft, group__code="phuong-xa", subject="tap_the")
    award = quota.award
    Condition.objects.create(
        award=award,
        position=99,
        rule="index_threshold",
        params={"min_percent": "60"},
        text="Từ 60%",
        clause="x",
    )
    top = Condition.objects.get(award=award, rule="within_top")
    trial = f"{reverse('scoring:what_if', args=[TRIAL])}?so-{quota.pk}=300&dk-{top.pk}-n=300"
    rest = [reverse(name) for name in ("dossiers:home", "dossiers:list", "dossiers:nominations")]
    return [*(reverse(name, args=[SLUG]) for name in PAGES), *rest, trial]


def measure(browser, address: str) -> tuple[float, int]:
    """(least processor seconds of a request, its queries)."""
    browser.get(address)
    times = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        assert browser.get(address).status_code == 200
        times.append(time.process_time() - begin)
    with CaptureQueriesContext(connection) as captured:
        browser.get(address)
    return min(times), len(captured)


def test_pages_of_a_thousand_units(tan_chau):
    without_council(tan_chau)
    ranked(tan_chau)
    taking_part(tan_chau, 0, *SMALL)
    browser, pages = tan_chau.browser(tan_chau.officer, JUDGED), addresses(tan_chau)
    small = {address: measure(browser, address) for address in pages}
    taking_part(tan_chau, SMALL[0], LARGE[0], LARGE[1] - SMALL[1])
    large = {address: measure(browser, address) for address in pages}
    print(f"\n{SMALL} and {LARGE} units and dossiers, processor time, goals: ratio {GOAL}, {MOST_SECONDS} s:")
    wrong = []
    for address in pages:
        (before, few), (after, many) = small[address], large[address]
        shown = address.split("?")[0]
        print(
            f"  {shown:44} {before * 1000:7.1f} ms {after * 1000:7.1f} ms  {after / before:5.2f}  {few} = {many}"
        )
        if many > few or after / before > GOAL or after > MOST_SECONDS:
            wrong.append(shown)
    assert wrong == []
