"""The table is laid out for print: titles, header of several rows, groups, pages, notes, totals, another table."""

from tests.excel_makers import workbook_bytes
from tests.nasty.makers import AN, FILE, GOOD, HEAD, HUNG, ONE, PHONG, at, book, hide
from tests.nasty.world import Case

SECOND = [2, PHONG, 87.9, 2]
TWO = {"30388": "90", "30397": "87.9"}
REPEATED, NUMBERED, GROUP = "hàng tiêu đề lặp lại", "hàng đánh số cột", "hàng tên nhóm"
TOTAL, NOTE, EMPTY = (
    "hàng tổng cộng hoặc trung bình",
    "ghi chú, chữ ký ngoài bảng",
    "hàng không có tên đơn vị và không có điểm",
)
DEEP = [
    ["UBND THỊ XÃ", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    [],
    ["KẾT QUẢ ĐÁNH GIÁ CHUYỂN ĐỔI SỐ"],
    ["TT", "Đơn vị", "Kết quả đánh giá", None, None, None],
    [None, None, "Hạ tầng số", None, "Tổng điểm", "Xếp hạng"],
    [None, None, "Tự chấm", "Thẩm định", None, None],
    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
    [1, AN, 40, 41, 90, 1],
    [2, PHONG, 38, 37, 87.9, 2],
]

CASES = [
    Case(
        "header of three rows under titles",
        lambda: workbook_bytes({"KQ": DEEP}, merged=["A3:F3", "A4:A6", "B4:B6", "C4:F4", "C5:D5"]),
        skipped={7: NUMBERED},
        values=TWO,
    ),
    Case(
        "group rows with Roman numerals, letters and words",
        lambda: book(
            ["I", "Khối xã"],
            GOOD,
            ["II", "Khối phường", 77, None],
            [1, HUNG, 80, 1],
            ["A", "Đảng"],
            ["", "Nhóm 2"],
        ),
        skipped={2: GROUP, 4: GROUP, 6: GROUP, 7: GROUP},
        values={"30388": "90", "30377": "80"},
    ),
    Case(
        "header repeated on every page",
        lambda: book(GOOD, HEAD, ["(1)", "(2)", "(3)=(4)", "(4)"], SECOND),
        skipped={3: REPEATED, 4: NUMBERED},
        values=TWO,
    ),
    Case(
        "header of two rows repeated",
        lambda: workbook_bytes(
            {
                "KQ": [
                    ["TT", "Đơn vị", "Điểm", None],
                    [None, None, "Tự chấm", "Tổng điểm"],
                    [1, AN, 91, 90],
                    ["TT", "Đơn vị", "Điểm", None],
                    [None, None, "Tự chấm", "Tổng điểm"],
                    [2, PHONG, 88, 87.9],
                ]
            }
        ),
        skipped={4: REPEATED, 5: REPEATED},
        values=TWO,
    ),
    Case(
        "totals, notes and signatures below",
        lambda: book(
            GOOD,
            SECOND,
            [None, "Tổng cộng", 177.9, None],
            [None, "Trung bình", 88.95, None],
            ["Ghi chú: điểm tạm tính đến 15/11/2025"],
            ["* Không xếp hạng"],
            [None, None, "NGƯỜI LẬP", None],
            [None, None, "Tân Châu, ngày 20 tháng 11 năm 2025", None],
        ),
        skipped={4: TOTAL, 5: TOTAL, 6: NOTE, 7: NOTE, 8: NOTE, 9: NOTE},
        values=TWO,
    ),
    Case(
        "numbered rows that were never filled",
        lambda: book(GOOD, [2, None, None, None], [3, "  ", "-", None]),
        skipped={3: EMPTY, 4: EMPTY},
        values=ONE,
    ),
    Case(
        "two tables on one sheet",
        lambda: book(
            GOOD,
            [],
            ["Bảng 2. Cơ quan chuyên môn"],
            ["TT", "Cơ quan", "Lĩnh vực", "Điểm"],
            [1, "Phòng Nội vụ", "Nội vụ", 95],
        ),
        skipped={4: GROUP},
        problems=(
            at(
                5,
                "có hàng tiêu đề của một bảng khác; mỗi trang tính một bảng, chuyển bảng này sang trang tính riêng",
            ),
        ),
    ),
    Case(
        "only a header",
        lambda: book(),
        problems=("Trang tính «KQ»: không có hàng kết quả nào dưới hàng tiêu đề 1; kiểm tra lại bảng.",),
    ),
    Case(
        "a list without a header",
        lambda: book(head=["x", 1, 2, 3]),
        problems=(
            "Trang tính «KQ»: không tìm thấy hàng tiêu đề có cột đơn vị và cột điểm; "
            "đặt tên cột ở hàng trên cùng của bảng.",
        ),
    ),
    Case(
        "no column of totals",
        lambda: book([1, AN, "tốt"], head=["TT", "Đơn vị", "Nhận xét"]),
        problems=("Trang tính «KQ»: chưa biết cột nào là tổng điểm; chọn cột đó rồi xem lại.",),
    ),
    Case(
        "one column chosen for two things",
        lambda: book(GOOD),
        choose={"value": 1},
        problems=("Trang tính «KQ»: cột «Đơn vị» được chọn cho hai việc; chọn lại cột tổng điểm.",),
    ),
    Case(
        "the total stands before the self score and a person says so",
        lambda: book([1, AN, 90, 91], head=["TT", "Đơn vị", "Điểm", "Tổng điểm tự chấm"]),
        choose={"value": 2},
        values=ONE,
    ),
    Case(
        "an empty sheet",
        lambda: workbook_bytes({"Trống": []}),
        refused=f"{FILE} không có dữ liệu: trang tính «Trống» trống. Hãy kiểm tra lại tệp rồi nạp lại.",
    ),
    Case(
        "results only on a hidden sheet",
        lambda: workbook_bytes({"Bìa": [], "ẨN": [HEAD, GOOD]}, hidden=["ẨN"]),
        refused=f"{FILE} chỉ có dữ liệu ở trang tính ẩn «ẨN». Hãy bỏ ẩn (Unhide) trong Excel, lưu lại rồi nạp lại.",
    ),
    Case(
        "a hidden sheet beside",
        lambda: workbook_bytes({"KQ": [HEAD, GOOD], "Cũ": [HEAD, SECOND]}, hidden=["Cũ"]),
        warnings=(
            "Tệp có trang tính ẩn không được đọc: Cũ. "
            "Nếu kết quả nằm ở đó, hãy bỏ ẩn (Unhide) trong Excel rồi tải lại.",
        ),
        values=ONE,
    ),
    Case(
        "a hidden row",
        lambda: hide(book(GOOD, SECOND), rows=[3]),
        warnings=(
            "Trang tính «KQ» có 1 hàng ẩn vẫn được đọc: hàng 3. "
            "Nếu không dùng các hàng này, hãy xóa chúng rồi tải lại.",
        ),
        values=TWO,
    ),
    Case(
        "a hidden column",
        lambda: hide(book(GOOD), columns="C"),
        warnings=(
            "Trang tính «KQ» có 1 cột ẩn vẫn được đọc: cột C. Hãy kiểm tra cột được chọn có đúng không.",
        ),
        values=ONE,
    ),
    Case(
        "printed ties 15, 15, 17",
        lambda: book(
            *[
                [at_, name, value, rank]
                for at_, name, value, rank in ((1, AN, 80, 15), (2, PHONG, 80, 15), (3, HUNG, 79, 17))
            ]
        ),
        values={"30388": "80", "30397": "80", "30377": "79"},
    ),
    Case(
        "printed ties 15, 15, 16",
        lambda: book([1, AN, 90, 1], [2, PHONG, 90, 1], [3, HUNG, 79, 2]),
        warnings=(
            "Hạng in trong tệp không khớp với điểm: hàng 4 «Phường Long Hưng» in hạng 2, theo điểm là hạng 3. "
            "Bảng xếp hạng được tính từ điểm; hãy kiểm tra lại tệp.",
        ),
        values={"30388": "90", "30397": "90", "30377": "79"},
    ),
    Case(
        "ranks with a hole",
        lambda: book([1, AN, 90, 1], [2, PHONG, 87.9, 3]),
        warnings=("Hạng in trong tệp nhảy bậc (từ 1 sang 3): có thể thiếu đơn vị; hãy kiểm tra lại tệp.",),
        values=TWO,
    ),
    Case(
        "ranks that contradict the scores",
        lambda: book([1, AN, 87.9, 1], [2, PHONG, 90, 2]),
        warnings=(
            "Hạng in trong tệp không khớp với điểm: hàng 2 «Xã Tân An» in hạng 1, theo điểm là hạng 2. "
            "Bảng xếp hạng được tính từ điểm; hãy kiểm tra lại tệp.",
        ),
        values={"30388": "87.9", "30397": "90"},
    ),
    Case(
        "ranks begin anew in each group",
        lambda: book(
            ["I", "Khối xã"], [1, AN, 80, 1], [2, PHONG, 70, 2], ["II", "Khối phường"], [1, HUNG, 90, 1]
        ),
        skipped={2: GROUP, 5: GROUP},
        values={"30388": "80", "30397": "70", "30377": "90"},
    ),
    Case(
        "a unit scored but not ranked",
        lambda: book([1, AN, 90, 1], [2, PHONG, 95, "Không xếp hạng"]),
        values={"30388": "90", "30397": "95"},
    ),
    Case("ranks with leading zeros", lambda: book([1, AN, 90, "01"], [2, PHONG, 87.9, "02"]), values=TWO),
    Case(
        "a total that is not the sum of its parts",
        lambda: book(
            [1, AN, 40, 50, 90],
            [2, PHONG, 30, 50, 80],
            [3, HUNG, 30, 30, 61],
            head=["TT", "Đơn vị", "Nhận thức số", "Hạ tầng số", "Tổng điểm"],
        ),
        warnings=(
            "Tổng điểm không khớp với thành phần ở hàng 4 «Phường Long Hưng»: ô E4 ghi 61, cộng các điểm thành phần "
            "được 60. Số được giữ như trong tệp; hãy kiểm tra lại với nơi công bố.",
        ),
        values={"30388": "90", "30397": "80", "30377": "61"},
    ),
    Case(
        "maxima printed below the header, totals weighted with them",
        lambda: book(
            [None, "Điểm tối đa", 100, 300, 400],
            [1, AN, 0.9, 0.7, 0.75],
            [2, PHONG, 0.1, 0.5, 0.4],
            [3, HUNG, 0.5, 0.5, 0.6],
            head=["TT", "Đơn vị", "Nhận thức số", "Hạ tầng số", "Tổng điểm"],
        ),
        scale="one",
        skipped={2: "hàng điểm tối đa, trọng số"},
        warnings=(
            "Tổng điểm không khớp với thành phần ở hàng 5 «Phường Long Hưng»: ô E5 ghi 0,6, tính theo trọng số in "
            "trong tệp được 0,5. Số được giữ như trong tệp; hãy kiểm tra lại với nơi công bố.",
        ),
        values={"30388": "0.75", "30397": "0.4", "30377": "0.6"},
    ),
]
