"""The ranking: seconds for its random cases, and its cost per row at 1,000 and 100,000 rows: `./test --bench`.

Processor time of one core, so that other work on the machine does not count. The seed is not one of the tests'.
"""

import time
from collections.abc import Callable
from decimal import Decimal
from random import Random

from awards.ceilings import Ceiling, Claim, fit
from scoring.ranking import Entry, cut, merge_groups, rank
from tests.scoring import test_ranking_properties as properties

SEED = 20300630
CASES_GOAL = 25.0
SMALL, LARGE, ROUNDS = 1_000, 100_000, 5
# Sorting alone costs 1.7 times more per row; going over all pairs would cost 100 times.
GOAL = 4


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def entries(rows: int, start: int = 0) -> list[Entry]:
    """Invented candidates with many ties, some of them excluded."""
    rng = Random(SEED)
    return [
        Entry(start + n, Decimal(rng.randrange(10_000)) / 100, n % 17 == 0, breaks=(Decimal(n % 3),))
        for n in range(rows)
    ]


def order_and_cut(rows: int) -> float:
    """The least seconds for ranking two groups, merging them and drawing a line in the middle."""
    first, second = entries(rows // 2), entries(rows // 2, start=rows)
    eligible = {entry.key: bool(entry.key % 5) for entry in (*first, *second)}

    def work() -> None:
        cut(merge_groups({1: rank(first), 2: rank(second)}), rows // 2, eligible, {7, rows + 7})

    return min(seconds(work) for _ in range(ROUNDS))


def fit_one(claims: int) -> float:
    """The least seconds for one more claim under a yearly joint ceiling and one over all rounds."""
    given = [Claim(n, "bk", n % 8, n % 4, ("tap_the", "ca_nhan")[n % 2]) for n in range(claims)]
    ceilings = [
        Ceiling("year", "bk", 1, None, "", "ceiling", claims),
        Ceiling("all", "bk", None, None, "", "ceiling", claims),
    ]
    asked = Claim("new", "bk", 1, None, "ca_nhan")
    return min(seconds(lambda: fit(asked, given, ceilings)) for _ in range(ROUNDS))


def test_the_random_cases_take_seconds():
    runs = {
        "lists": (properties.test_lists, properties.LISTS),
        "joint lists": (properties.test_joint_lists, properties.JOINT_LISTS),
        "claims": (properties.test_claims, properties.CLAIMS),
        "changes": (properties.test_changes, properties.CHANGES),
    }
    times = len(properties.SEEDS)
    whole = 0.0
    print()
    for name, (run, cases) in runs.items():
        took = times * seconds(lambda run=run: run(SEED))
        whole += took
        print(f"  {times * cases:7,} {name:12} {took:6.2f} s  ({took / times / cases * 1e6:.0f} µs each)")
    total = times * sum(cases for _, cases in runs.values())
    print(f"  {total:7,} cases together {whole:6.2f} s  (goal {CASES_GOAL:.0f} s)")
    assert whole <= CASES_GOAL


def test_the_cost_of_a_row_does_not_grow_with_the_list():
    print()
    for name, work in (("rank, merge, cut", order_and_cut), ("fit", fit_one)):
        small, large = work(SMALL), work(LARGE)
        ratio = large / LARGE / (small / SMALL)
        print(
            f"  {name:17} {SMALL:,}: {small * 1e3:.2f} ms, {LARGE:,}: {large * 1e3:.0f} ms, a row {ratio:.2f} times"
        )
        assert ratio <= GOAL
