"""The national table of 2022, written to a workbook as printed, reads whole and exactly."""

from decimal import Decimal

from accounts.excel.reading import read_workbook
from campaigns.importers.matching import KnownUnit
from scoring.importers.index_rows import plan_import
from scoring.importers.scales import parse_scale
from scoring.importers.sheets import choose_sheet
from tests.excel_makers import PILLARS, dti_rows, printed_national_table


def national_plan():
    """The plan made from the printed table for provinces known by their own names."""
    sheet, mapping = choose_sheet(read_workbook(printed_national_table(), filename="dti-2022.xlsx"))
    known = [KnownUnit(row["unit"], "", row["unit"]) for row in dti_rows()]
    return plan_import(sheet, mapping=mapping, scale=parse_scale("one"), known_units=known)


def test_all_63_provinces_are_read_under_their_printed_names():
    plan = national_plan()
    assert plan.can_write and not plan.problems and not plan.warnings and not plan.skipped
    assert not plan.missing_units
    assert {line.unit_key: (line.value, line.rank) for line in plan.lines} == {
        row["unit"]: (Decimal(row["total"]), int(row["rank"])) for row in dti_rows()
    }


def test_ties_keep_their_printed_ranks():
    assert [line.rank for line in national_plan().lines][13:18] == [14, 15, 15, 17, 18]


def test_pillars_are_kept_where_they_are_printed():
    first, *_, last = national_plan().lines
    row = dti_rows()[0]
    assert first.raw_name == "TP. Đà Nẵng" and first.cell == "K3"
    assert {header: Decimal(text) for header, text in first.parts.items()} == {
        header: Decimal(row[key]) for key, header in PILLARS.items()
    }
    assert last.parts == {}
