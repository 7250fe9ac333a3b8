"""The people of a contest read from rows; no database."""

from decimal import Decimal

import pytest

from accounts.excel.cells import CellFault, Row, Sheet
from campaigns.importers.matching import KnownUnit
from dossiers.demo.base import moment
from scoring.importers.contest_headers import guess_contest_columns
from scoring.importers.contest_rows import plan_contest
from tests.scoring.contest_makers import FEW, HEADER, TITLE, line

UNITS = [
    KnownUnit(1, "30397", "Ủy ban nhân dân xã Châu Phong", ("UBND xã Châu Phong",)),
    KnownUnit(2, "tan-chau-nv", "Phòng Nội vụ thị xã Tân Châu", ("Phòng Nội vụ",)),
    KnownUnit(3, "30388", "Ủy ban nhân dân xã Tân An"),
]
HOME = ["Ủy ban nhân dân thị xã Tân Châu", "UBND thị xã Tân Châu", "Tân Châu"]


def sheet_of(*rows, header=HEADER):
    cells = [[None if cell == "" else cell for cell in row] for row in rows]
    body = [Row(number, one) for number, one in enumerate(cells, start=3)]
    return Sheet("KQ", False, [Row(1, [TITLE]), Row(2, list(header)), *body])


def plan(*rows, header=HEADER, maximum="20", **options):
    sheet = sheet_of(*rows, header=header)
    columns = guess_contest_columns(sheet)
    return plan_contest(
        sheet, columns=columns, maximum=Decimal(maximum), known_units=UNITS, home=HOME, **options
    )


def sentence(*rows, **options) -> str:
    found = plan(*rows, **options)
    assert not found.can_write
    (message,) = found.messages
    return message


def test_registered_people_and_attempts_are_three_counts():
    found = plan(*FEW)
    assert found.can_write, found.messages
    assert (len(found.people), found.took_part, found.attempts, found.residents, found.units) == (
        5,
        4,
        5,
        1,
        3,
    )
    first = found.people[0]
    assert (first.account, first.full_name, first.unit_key, first.honorific) == (
        "tc001",
        "Hoàng Văn An",
        1,
        "ong",
    )
    assert [(one.number, one.score, one.seconds, one.cell) for one in first.attempts] == [
        (1, Decimal(18), 725, "H3"),
        (2, Decimal(20), 580, "H4"),
    ]
    resident = found.people[-1]
    assert resident.is_resident and resident.unit_key is None and "Vĩnh Lợi" in resident.unit_text
    assert resident.under_campaign is True and found.people[2].recognised is False


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Số báo danh", "account"),
        ("Email", "account"),
        ("Số điện thoại", "account"),
        ("Tên đăng nhập", "account"),
        ("Họ tên", "name"),
        ("Họ và tên người dự thi", "name"),
        ("Cơ quan, đơn vị công tác", "unit"),
        ("Điểm", "score"),
        ("Số câu trả lời đúng", "score"),
        ("Tổng điểm", "score"),
        ("Thời gian thi (giây)", "time"),
        ("Thời gian kết thúc thi", "moment"),
        ("Lần thi", "attempt"),
        ("Huyện đăng ký", "under"),
        ("Tài khoản thuộc huyện", "under"),
        ("Được công nhận", "recognised"),
        ("Nhóm đối tượng", "group"),
    ],
)
def test_columns_are_known_by_many_headers(header, role):
    others = {"account": "Tài khoản", "name": "Họ và tên", "score": "Điểm"}
    others.pop(role, None)
    sheet = Sheet("KQ", False, [Row(1, ["STT", *others.values(), header])])
    assert guess_contest_columns(sheet).header(role) == header


def test_the_table_of_a_real_system_lacks_accounts_and_is_told_so():
    header = ("STT", "Họ và tên", "Đơn vị", "", "Số điểm", "Thời gian kết thúc thi")
    found = sentence((1, "Lò Thị Mai", "Xã Tân An", None, 18, "24/11/2023 08:30"), header=header)
    assert "chưa biết cột nào là tài khoản dự thi" in found and "thêm cột đó vào tệp" in found


@pytest.mark.parametrize(
    ("time", "seconds"),
    [
        ("12:05", 725),
        ("00:12:05", 725),
        ("0:12:05", 725),
        ("12 phút 05 giây", 725),
        ("12 phút", 720),
        ("45 giây", 45),
        ("1 giờ 2 phút 3 giây", 3723),
        ("75:30", 4530),
        ("12'05\"", 725),
        ("", None),
    ],
)
def test_times_are_read_as_people_write_them(time, seconds):
    (person,) = plan(line("a", "An", "Xã Tân An", 18, time)).people
    assert person.attempts[0].seconds == seconds


@pytest.mark.parametrize(("header", "seconds"), [("Thời gian (giây)", 90), ("Thời gian (phút)", 5400)])
def test_a_plain_number_is_of_the_unit_that_the_header_names(header, seconds):
    named = tuple(header if one == "Thời gian làm bài" else one for one in HEADER)
    (person,) = plan(line("a", "An", "Xã Tân An", 18, 90), header=named).people
    assert person.attempts[0].seconds == seconds


BAD = [
    (line("a", "An", "Xã Tân An", 21), "điểm 21 ở ô H3 lớn hơn điểm tối đa 20"),
    (line("a", "An", "Xã Tân An", -1), "ô H3: -1 là số âm"),
    (line("a", "An", "Xã Tân An", "mười tám"), "«mười tám» không phải là số"),
    (line("a", "An", "Xã Tân An", 17.125), "ô H3 có quá 2 chữ số sau dấu phẩy"),
    (line("a", "An", "Xã Tân An", CellFault("formula", "")), "ô H3 là công thức chưa có giá trị"),
    (line("a", "An", "Xã Tân An", CellFault("error", "#REF!")), "ô H3 có giá trị lỗi #REF!"),
    (line("a", CellFault("error", "#N/A"), "Xã Tân An", 18), "ô C3 có giá trị lỗi #N/A"),
    (
        line("a", "An", "Xã Tân An", moment(2023, 12, 18).replace(tzinfo=None)),
        "là ngày 18/12/2023, không phải điểm",
    ),
    (line("a", "An", "Xã Tân An", 18, "99:99"), "ô I3 ghi «99:99», không phải thời gian làm bài"),
    (line("a", "An", "Xã Tân An", 18, "lâu"), "ô I3 ghi «lâu»"),
    (line("a", "An", "Xã Tân An", 18, "12:05:00"), "dài quá 6 giờ"),
    (line("a", "An", "Xã Tân An", 18, 725), "tiêu đề cột không nói là giây hay phút"),
    (line("a", "An", "Xã Tân An", "", "12:05"), "ô H3 chưa có điểm nhưng có thời gian làm bài"),
    (line("a", "An", "Xã Tân An", 18, "", "đầu"), "ô J3 ghi «đầu»; lượt thi là số"),
    (line("a", "An", "Xã Tân An", 18, moment="hôm qua"), "ô K3 ghi «hôm qua», không phải thời điểm"),
    (line("a", "An", "Xã Tân An", 18, recognised="có lẽ"), "ô M3 ghi «có lẽ»; chỉ ghi Có hoặc Không"),
    (line("", "An", "Xã Tân An", 18), "ô B3 chưa có tài khoản dự thi"),
    (line("a", "", "Xã Tân An", 18), "tài khoản «a» chưa có họ và tên"),
    (line("a" * 121, "An", "Xã Tân An", 18), "ô B3 (tài khoản dự thi) dài quá 120 ký tự"),
    (line("a", "An", "Xã Tân Ân", 18), "«Xã Tân Ân» (1 người) chưa rõ là đơn vị nào"),
    (line("a", "An", "", 18), "«(không ghi đơn vị)» (1 người) chưa rõ"),
]


@pytest.mark.parametrize(("row", "words"), BAD, ids=[words for _, words in BAD])
def test_a_bad_cell_is_named_with_its_place(row, words):
    found = sentence(row)
    assert found.startswith("Trang tính «KQ», hàng 3: ") and words in found


def test_no_row_at_all_is_told():
    assert "không có hàng người dự thi nào" in sentence()


def test_one_account_with_two_names_is_told_with_both_rows():
    found = sentence(line("a", "Lê An", "Xã Tân An", 18), line("A", "Lê Ân", "Xã Tân An", 19))
    assert "tài khoản «a» ghi hai tên «Lê An» (hàng 3) và «Lê Ân» (hàng 4)" in found


def test_one_account_with_two_units_is_told():
    found = sentence(line("a", "Lê An", "Xã Tân An", 18), line("a", "Lê An", "Xã Châu Phong", 19))
    assert "ghi «Xã Tân An» (hàng 3) và «Xã Châu Phong» (hàng 4)" in found


def test_spellings_of_one_name_and_one_unit_are_the_same():
    found = plan(line("a", "Lê  An", "Xã Tân An", 18), line("A ", "LÊ AN", "UBND xã Tân An", 19))
    assert found.can_write and len(found.people) == 1 and found.attempts == 2


@pytest.mark.parametrize("time", ["", "12:05"])
def test_the_same_attempt_twice_is_told(time):
    row = line("a", "An", "Xã Tân An", 18, time)
    assert "một lượt thi giống hệt ở hàng 3 và hàng 4; xóa hàng trùng" in sentence(row, row)


def test_the_same_number_twice_is_told():
    found = sentence(line("a", "An", "Xã Tân An", 18, "", 2), line("a", "An", "Xã Tân An", 19, "", 2))
    assert "lượt 2 ở hàng 3 và hàng 4" in found


def test_a_number_missing_beside_others_is_told():
    found = sentence(line("a", "An", "Xã Tân An", 18, "", 1), line("a", "An", "Xã Tân An", 19))
    assert "không ghi số thứ tự lượt" in found


def test_without_numbers_the_moments_give_the_order():
    rows = [
        line("a", "An", "Xã Tân An", 19, moment="08:30 02/07/2023"),
        line("a", "An", "Xã Tân An", 12, moment=moment(2023, 7, 1, 20, 15).replace(tzinfo=None)),
        line("a", "An", "Xã Tân An", 15, moment="2023-07-03 07:00:00"),
    ]
    (person,) = plan(*rows).people
    assert [(one.number, one.score) for one in person.attempts] == [(1, 12), (2, 19), (3, 15)]
    assert person.attempts[0].started_at.utcoffset().total_seconds() == 7 * 3600


def test_totals_notes_and_repeated_headers_are_left_out_with_their_reason():
    found = plan(
        line("a", "An", "Xã Tân An", 18),
        HEADER,
        line("", "Tổng cộng", "", 18),
        line("", "Người lập bảng", "", ""),
    )
    assert found.can_write and len(found.people) == 1
    assert [one.row for one in found.skipped] == [4, 5, 6] and all(one.reason for one in found.skipped)


def test_a_fraction_of_the_maximum_and_a_comma_are_numbers():
    found = plan(line("a", "An", "Xã Tân An", "18/20"), line("b", "Bình", "Xã Tân An", "17,5"))
    assert [one.attempts[0].score for one in found.people] == [18, Decimal("17.5")]


def test_answers_for_typed_units_are_used():
    rows = [
        line("a", "An", "Tổ dân phố 3", 18),
        line("b", "Bình", "Công ty Điện lực", 18),
        line("c", "Chi", "UBND X. Tân Âm", 18),
        line("d", "Dung", "", 18),
    ]
    open_questions = plan(*rows)
    assert [one.raw_name for one in open_questions.unknown] == [
        "Tổ dân phố 3",
        "Công ty Điện lực",
        "UBND X. Tân Âm",
        "(không ghi đơn vị)",
    ]
    keys = [one.key for one in open_questions.unknown]
    answers = dict(zip(keys, ["resident", "outside", 3, "resident"], strict=True))
    people = plan(*rows, decisions=answers).people
    assert [(one.is_resident, one.unit_key, one.how) for one in people] == [
        (True, None, "resident"),
        (False, None, "outside"),
        (False, 3, "decision"),
        (True, None, "resident"),
    ]


def test_places_of_registration_say_how_they_were_read():
    rows = [
        line("a", "An", "Xã Tân An", 18, place="thị xã Tân Châu"),
        line("b", "Bình", "Xã Tân An", 18, place="TX Tân Châu"),
        line("c", "Chi", "Xã Tân An", 18, place="Huyện Phú Tân"),
        line("d", "Dung", "Xã Tân An", 18, place="Không"),
        line("e", "Én", "Xã Tân An", 18, place="Xã Châu Phong"),
        line("f", "Phú", "Xã Tân An", 18, place=""),
    ]
    found = plan(*rows)
    assert [one.under_campaign for one in found.people] == [True, True, False, False, True, None]
    assert {one.text: one.under for one in found.places}["Huyện Phú Tân"] is False


def test_many_equal_problems_are_one_sentence_with_their_number():
    rows = [line(f"a{n}", "An", "Xã Tân An", 25) for n in range(40)]
    assert "hàng 3 và 39 hàng nữa" in sentence(*rows)


def test_contradicting_answers_about_recognition_are_told():
    found = sentence(
        line("a", "An", "Xã Tân An", 18, "", 1, recognised="Có"),
        line("a", "An", "Xã Tân An", 19, "", 2, recognised="Không"),
    )
    assert "ghi công nhận khác nhau" in found
