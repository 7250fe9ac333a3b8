from decimal import Decimal

from campaigns.criteria_tree import Node
from campaigns.models import Criterion
from scoring.models import SheetItem
from scoring.sheets import Line, SheetGroup, SheetPicture, Typed


def line(pk: int, points: str | None) -> Line:
    value = None if points is None else Decimal(points)
    item = SheetItem(self_points=value, answered=value is not None, note="", version=2)
    return Line(Criterion(pk=pk, code=f"1.{pk}", maximum=Decimal(5)), item)


def picture(*points: str | None) -> SheetPicture:
    lines = tuple(line(at, value) for at, value in enumerate(points, start=1))
    group = Criterion(pk=0, kind="group", code="1", name="Nhận thức số", maximum=Decimal(5 * len(points)))
    root = Node(group, children=[Node(one.criterion, 1) for one in lines])
    return SheetPicture((SheetGroup(group, lines), *lines), Decimal(100), roots=(root,))


def test_totals_and_what_is_left():
    found = picture("3.75", None, "0")
    assert (found.total, found.scored, found.count) == (Decimal("3.75"), 2, 3)
    assert [row.criterion.code for row in found.unscored] == ["1.2"]
    assert found.groups[0].percent == 25
    assert found.chart["values"] == [25]


def test_a_refused_line_keeps_its_typing_and_counts_as_stored():
    found = picture("3.75", None)
    refused = found.lines[0].refused(Typed("99", "x"), problem="quá mức")
    after = found.with_line(refused)
    assert (after.lines[0].points_text, after.lines[0].note, after.lines[0].problem) == ("99", "x", "quá mức")
    assert after.total == Decimal("3.75")
    assert after.line(2).points_text == ""


def test_a_line_that_nobody_touched():
    untouched = Line(Criterion(pk=1, maximum=Decimal(5)), None)
    assert (untouched.points, untouched.points_text, untouched.note, untouched.version) == (None, "", "", 0)
