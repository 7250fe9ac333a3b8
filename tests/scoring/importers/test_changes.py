"""Old -> new, figure by figure."""

from decimal import Decimal

from scoring.importers import uploads
from scoring.importers.changes import changes_against
from tests.scoring.conftest import IMPORTING
from tests.scoring.import_makers import confirm_by_two

AN, PHONG, VINH = "UBND xã Tân An", "UBND xã Châu Phong", "UBND xã Vĩnh Xương"


def test_totals_ranks_and_parts_that_differ_are_listed(results):
    first, preview = results.ready((1, AN, 91, 90.8, 1), (2, PHONG, 88.5, 87.9, 2))
    confirm_by_two(first, preview.prepared, by=results.world.officer, at=IMPORTING)
    row, _ = results.ready((1, AN, 90.5, 90.8, 2), (2, VINH, 70, 71, 3))
    plan = uploads.preview_of(row, uploads.open_import(row)).plan
    names = {results.world.unit("30388").pk: "An"}
    found = changes_against(first, plan.lines, names)
    assert [(one.unit_name, one.old, one.new) for one in found] == [
        ("An", Decimal("90.8"), Decimal("90.8")),
        ("", None, Decimal(71)),
        ("", Decimal("87.9"), None),
    ]
    assert found[0].parts == (("Nhận thức số", "91", "90,5"), ("Hạng in", "1", "2"))


def test_the_same_figures_are_no_change(results):
    first, preview = results.ready((1, AN, 91, 90.8, 1))
    confirm_by_two(first, preview.prepared, by=results.world.officer, at=IMPORTING)
    row, again = results.ready((1, AN, "91,0", "90,80", 1))
    assert changes_against(first, again.plan.lines, {}) == []
