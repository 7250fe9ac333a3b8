"""The ministry's tables of 2022, 2023 and 2024: our totals from the parts and our ranks are those that were printed."""

import csv
from decimal import ROUND_HALF_UP
from decimal import Decimal as D
from pathlib import Path

import pytest

from campaigns.criteria_totals import Mark, total_of_set
from campaigns.criteria_tree import tree_of
from campaigns.enums import CriterionKind
from campaigns.models import Criterion
from scoring.ranking import Entry, rank

TESTS = Path(__file__).parents[1]
WEIGHTS = {2022: "2022_2023", 2023: "2022_2023", 2024: "2024"}
# year -> rows of the table, rows whose eight parts the source shows, rows whose rank it shows
TABLES = {2022: (63, 5, 63), 2023: (63, 10, 10), 2024: (34, 34, 34)}
PLACE = D("0.0001")


def table(year: int) -> list[dict[str, str]]:
    """The published rows."""
    lines = (TESTS / "data" / f"dti_{year}.csv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def criteria(year: int) -> list[Criterion]:
    """The index of the year with its eight main parts and their points; never stored."""
    path = TESTS / "campaigns" / "data" / f"criteria_province_dti_{WEIGHTS[year]}_weights.csv"
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [
        Criterion(
            pk=place,
            code=row["code"],
            name=row["name"],
            kind=CriterionKind.POINTS if row["parent_code"] else CriterionKind.GROUP,
            maximum=D(row["max_score"]),
            parent_id=1 if row["parent_code"] else None,
            position=place,
        )
        for place, row in enumerate(rows, start=1)
    ]


def total(row: dict[str, str], rows: list[Criterion]) -> D:
    """The value of 0 to 1 that the set gives for the parts of a row."""
    parts = [one for one in rows if not one.is_group]
    values = [D(value) for key, value in row.items() if key not in ("unit", "total", "rank")]
    marks = {one.pk: Mark(one.maximum * value) for one, value in zip(parts, values, strict=True)}
    return total_of_set(tree_of(rows), marks, "none").percent / 100


@pytest.mark.parametrize("year", TABLES)
def test_totals_follow_from_the_parts(year):
    rows, index = table(year), criteria(year)
    shown = [row for row in rows if all(value for key, value in row.items() if key != "rank")]
    assert (len(rows), len(shown)) == TABLES[year][:2]
    apart = {row["unit"]: abs(total(row, index) - D(row["total"])) for row in shown}
    assert max(apart.values()) <= PLACE, apart


@pytest.mark.parametrize("year", TABLES)
def test_ranks_are_those_printed(year):
    rows = table(year)
    placed = {one.key: one.rank for one in rank(Entry(row["unit"], D(row["total"])) for row in rows)}
    printed = {row["unit"]: int(row["rank"]) for row in rows if row["rank"]}
    assert len(printed) == TABLES[year][2]
    assert {unit: placed[unit] for unit in printed} == printed


def test_ranks_from_our_own_totals_of_2024_are_those_printed_where_the_print_tells_them_apart():
    rows, index = table(2024), criteria(2024)
    ours = {row["unit"]: total(row, index).quantize(PLACE, rounding=ROUND_HALF_UP) for row in rows}
    for one in rows:
        for other in rows:
            if D(one["total"]) - D(other["total"]) > 2 * PLACE:
                assert ours[one["unit"]] > ours[other["unit"]], (one["unit"], other["unit"])
