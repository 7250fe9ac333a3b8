"""Totals are held against their parts, with the set's weights and the rounding of print; nothing is corrected."""

from decimal import Decimal

from scoring.importers.plan import ImportLine
from scoring.importers.scales import parse_scale
from scoring.importers.totals import Weight, total_warnings

SET = [Weight("Nhận thức số", Decimal(100)), Weight("Hạ tầng số", Decimal(300))]


def lines(*rows):
    """Lines from (total, part, part)."""
    return [
        ImportLine("KQ", at, f"E{at}", f"Xã {at}", "", at, "name", Decimal(total), None,
                   {"1. Nhận thức số": one, "Chỉ số Hạ tầng số (300 điểm)": two})
        for at, (total, one, two) in enumerate(rows, start=2)
    ]  # fmt: skip


def told(*rows, criteria=(), printed=None, scale="percent"):
    return total_warnings(lines(*rows), scale=parse_scale(scale), criteria=criteria, printed=printed or {})


def test_sums_that_are_right_say_nothing():
    assert told(("90", "40", "50"), ("80.5", "40.25", "40.25"), ("80.6", "40.28", "40.27")) == []


def test_the_row_that_differs_is_named():
    assert told(("90", "40", "50"), ("80", "40", "40"), ("88", "40", "47")) == [
        "Tổng điểm không khớp với thành phần ở hàng 4 «Xã 4»: ô E4 ghi 88, cộng các điểm thành phần được 87. "
        "Số được giữ như trong tệp; hãy kiểm tra lại với nơi công bố."
    ]


def test_the_sets_weights_are_used_where_the_table_uses_them():
    right = [("0.75", "0.9", "0.7"), ("0.4", "0.1", "0.5"), ("0.825", "0.6", "0.9")]
    assert told(*right, criteria=SET, scale="one") == []
    (sentence,) = told(*right, ("0.6", "0.9", "0.9"), criteria=SET, scale="one")
    assert "hàng 5" in sentence and "tính theo trọng số của bộ tiêu chí được 0,9" in sentence


def test_weights_printed_in_the_file_do_as_well():
    printed = {"1. Nhận thức số": Decimal(1), "Chỉ số Hạ tầng số (300 điểm)": Decimal(3)}
    rows = [("0.75", "0.9", "0.7"), ("0.4", "0.1", "0.5"), ("0.9", "0.1", "0.5")]
    (sentence,) = told(*rows, printed=printed, scale="one")
    assert "hàng 4" in sentence and "trọng số in trong tệp được 0,4" in sentence


def test_parts_that_make_no_total_in_most_rows_are_left_alone():
    assert told(("90", "40", "10"), ("80", "40", "7"), ("88", "40", "48")) == []
    assert total_warnings([], scale=parse_scale("one"), criteria=SET, printed={}) == []


def test_rounding_counts_part_by_part():
    assert told(("0.7", "0.94", "0.66"), ("0.4", "0.14", "0.53"), criteria=SET, scale="one") == []


def test_the_rounding_of_a_whole_column_is_that_of_its_longest_figure():
    assert told(("90", "40", "50"), ("80.55", "40.25", "40.25"), ("60", "30", "30"))[0].startswith(
        "Tổng điểm không khớp với thành phần ở hàng 3"
    )
