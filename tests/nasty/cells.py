"""One cell is wrong, or only looks wrong: numbers, faults, dates, two things in one cell."""

from datetime import date

from tests.nasty.makers import AN, GOOD, HUNG, ONE, PHONG, at, book, inline, raw_table
from tests.nasty.world import Case

NOT_NUMBER = "không phải là số. Xin nhập số, ví dụ 8,5"
TWO = {"30388": "90", "30397": "87.9"}


def bad(name: str, value, what: str, scale: str = "percent") -> Case:
    """A second row whose score is `value`."""
    return Case(name, lambda: book(GOOD, [2, PHONG, value, None]), scale, problems=(at(3, what),))


def good(name: str, value, expected: str, scale: str = "percent") -> Case:
    """A lone row whose score is `value` and reads as `expected`."""
    return Case(name, lambda: book([1, AN, value, 1]), scale, values={"30388": expected})


def formula(cached: str | None) -> bytes:
    """A score that is a formula, with or without the value Excel keeps beside it."""
    kept = "" if cached is None else f"<v>{cached}</v>"
    return raw_table(inline("B2", AN), f'<c r="C2"><f>SUM(E2:G2)</f>{kept}</c>')


def fault(place: str, text: str, *others: str) -> bytes:
    """An Excel error in a cell."""
    cells = [f'<c r="{place}" t="e"><v>{text}</v></c>', *others]
    return raw_table(*sorted(cells, key=lambda cell: cell[6:8]))


CASES = [
    good("comma decimal as text", "87,9", "87.9"),
    good("dot decimal as text", "87.9", "87.9"),
    good("three decimals on a scale of one hundred have one reading", "65.200", "65.2"),
    good("percent sign", "87,9%", "87.9"),
    good("its own maximum behind it", "87,9/100", "87.9"),
    good("spaces of all kinds around", "\u00a0 87,9\u2009", "87.9"),
    good("noise of binary fractions", 0.1 + 0.2, "0.3", "one"),
    good("rank and score in one cell", "01 (0,727)", "0.727", "one"),
    good("thousands and decimals", "1.234,5", "1234.5", "points:2000"),
    Case("a zero is a score", lambda: book(GOOD, [2, PHONG, 0, 2]), values={"30388": "90", "30397": "0"}),
    Case(
        "comma and dot decimals mixed",
        lambda: book([1, AN, "90,0", 1], [2, PHONG, "87.9", 2]),
        values=TWO,
    ),
    bad(
        "two readings",
        "1.234",
        "ô C3: «1.234» có thể là 1.234 (hàng nghìn) hoặc 1,234 (thập phân). "
        "Xin viết rõ, ví dụ 1234 hoặc 1,2340",
        "points:2000",
    ),
    bad("words", "tám mươi", f"ô C3: «tám mươi» {NOT_NUMBER}"),
    bad("NaN as text", "NaN", f"ô C3: «NaN» {NOT_NUMBER}"),
    bad("infinity as text", "Infinity", f"ô C3: «Infinity» {NOT_NUMBER}"),
    bad("infinity as a sign", "∞", f"ô C3: «∞» {NOT_NUMBER}"),
    bad("full-width digits", "８７,9", "ô C3: «８７,9» có chữ số lạ. Xin gõ lại bằng các chữ số 0 đến 9"),
    bad("Arabic digits", "٨٧", "ô C3: «٨٧» có chữ số lạ. Xin gõ lại bằng các chữ số 0 đến 9"),
    bad("a fraction sign", "87½", "ô C3: «87½» có chữ số lạ. Xin gõ lại bằng các chữ số 0 đến 9"),
    bad("negative", -5, "ô C3: -5 là số âm. Xin nhập số từ 0 trở lên"),
    bad("negative with a true minus sign", "−5", "ô C3: -5 là số âm. Xin nhập số từ 0 trở lên"),
    bad("exponent", "8e1", f"ô C3: «8e1» {NOT_NUMBER}"),
    bad("letter O for zero", "9O", f"ô C3: «9O» {NOT_NUMBER}"),
    bad("two numbers", "87,9 88,1", f"ô C3: «87,9 88,1» {NOT_NUMBER}"),
    bad(
        "marks that make no sense",
        "1.23.4",
        "ô C3: «1.23.4» viết chưa đúng: nhóm hàng nghìn phải đủ ba chữ số "
        "và chỉ có một dấu thập phân, ví dụ 1.234,5",
    ),
    bad("a truth value", True, "ô C3: «True» không phải là số"),
    bad(
        "a date where Excel changed a number",
        date(2025, 5, 8),
        "ô C3 là ngày 08/05/2025, không phải điểm: "
        "Excel có thể đã đổi số thành ngày, gõ lại điểm dưới dạng số",
    ),
    bad(
        "above the scale",
        100.5,
        "điểm 100,5 ở ô C3 lớn hơn mức tối đa 100 của thang điểm; sửa điểm hoặc chọn thang khác",
    ),
    Case(
        "a table in percent on the scale of one",
        lambda: book([1, AN, 90, 1], [2, PHONG, 87.9, 2], [3, HUNG, 80, 3]),
        "one",
        problems=(
            "Trang tính «KQ», hàng 2 và 2 hàng nữa: điểm lớn hơn mức tối đa 1 của thang điểm; "
            "sửa điểm hoặc chọn thang khác.",
        ),
    ),
    Case(
        "a table of one on the percent scale",
        lambda: book([1, AN, 0.8, 1], [2, PHONG, 0.7, 2]),
        warnings=(
            "Mọi điểm đều không quá 1 trong khi thang đã chọn là phần trăm, từ 0 đến 100. "
            "Hãy xác nhận thang điểm trước khi ghi.",
        ),
        values={"30388": "0.8", "30397": "0.7"},
    ),
    Case(
        "no score but a rank",
        lambda: book(GOOD, [2, PHONG, None, 2]),
        problems=(at(3, "ô C3 chưa có điểm; điền điểm hoặc xóa hàng này"),),
    ),
    Case(
        "a dash for a score",
        lambda: book(GOOD, [2, PHONG, "–", 2]),
        problems=(at(3, "ô C3 chưa có điểm; điền điểm hoặc xóa hàng này"),),
    ),
    Case(
        "a score merged over two units",
        lambda: book(GOOD, [2, PHONG, 80, 2], [2, HUNG, None, 2], merged=["C3:C4"]),
        problems=(
            at(
                4,
                "ô C4 chưa có điểm; điền điểm hoặc xóa hàng này "
                "(ô này nằm trong vùng gộp C3:C4: bỏ gộp rồi điền từng hàng)",
            ),
        ),
    ),
    Case(
        "a formula that was never calculated",
        lambda: formula(None),
        problems=(at(2, "ô C2 là công thức chưa có giá trị: mở tệp bằng Excel, lưu lại rồi nạp lại"),),
    ),
    Case("a formula with its value", lambda: formula("90"), values=ONE),
    Case(
        "#N/A for a score",
        lambda: fault("C2", "#N/A", inline("B2", AN)),
        problems=(at(2, "ô C2 có giá trị lỗi #N/A: sửa công thức hoặc gõ giá trị vào ô"),),
    ),
    Case(
        "#REF! for a name",
        lambda: fault("B2", "#REF!", '<c r="C2"><v>90</v></c>'),
        problems=(at(2, "ô B2 có giá trị lỗi #REF!: sửa công thức hoặc gõ giá trị vào ô"),),
    ),
    Case(
        "a number that no database column holds",
        lambda: book([1, AN, "0,12345678901234567", 1]),
        "one",
        values={"30388": "0.123457"},
    ),
]
