"""Which spellings of decisions, awards and achievements are one; years and subjects as lists write them."""

from datetime import date

import pytest

from accounts.errors import DomainError
from awards.history import (
    MAYBE,
    OTHER,
    SAME,
    catalogue_code,
    compare_achievements,
    decision_key,
    honorific_of,
    kind_of_award,
    paper_words,
    subject_of,
    years_of,
)

DAY = date(2023, 1, 5)
TODAY = date(2023, 8, 3)


@pytest.mark.parametrize(
    "number, issuer, same",
    [
        ("163/QĐ-UBND", "UBND thị xã Tân Châu", True),
        ("QĐ số 0163/qđ-ubnd", "Ủy ban nhân dân thị xã Tân Châu", True),
        ("Quyết định số 163/QĐ-UBND", "Chủ tịch UBND thị xã Tân Châu", True),
        ("164/QĐ-UBND", "UBND thị xã Tân Châu", False),
        ("163/QĐ-UBND", "UBND tỉnh An Giang", False),
        ("163/QĐ-SYT", "UBND thị xã Tân Châu", False),
    ],
)
def test_one_paper_has_one_key(number, issuer, same):
    key = decision_key("163/QĐ-UBND", DAY, "UBND thị xã Tân Châu")
    assert (decision_key(number, DAY, issuer) == key) is same
    assert decision_key(number, date(2023, 1, 6), issuer) != key


@pytest.mark.parametrize(
    "one, other, answer",
    [
        ("Phong trào thi đua chuyển đổi số năm 2022", "chuyển đổi số năm 2022", SAME),
        (
            "Có thành tích xuất sắc trong phong trào thi đua chuyển đổi số năm 2022",
            "Chuyển đổi số năm 2022",
            SAME,
        ),
        ("Chuyển đổi số năm 2022", "Phòng, chống dịch COVID-19", OTHER),
        ("Chuyển đổi số", "Phong trào thi đua chuyển đổi số thị xã năm 2023", MAYBE),
        ("Ngày hội Đại đoàn kết 2003-2023", "Ngày hội Đại đoàn kết toàn dân tộc 2003 - 2023", MAYBE),
        ("", "Chuyển đổi số", MAYBE),
        ("thường xuyên", "Phong trào thi đua chuyển đổi số", OTHER),
    ],
)
def test_achievements_are_compared_by_their_words(one, other, answer):
    assert compare_achievements(one, other) == answer == compare_achievements(other, one)


@pytest.mark.parametrize(
    "text, years",
    [("2022", (2022, 2022)), ("Năm 2022", (2022, 2022)), ("2021-2025", (2021, 2025)),
     ("Giai đoạn 2021 – 2025", (2021, 2025)), ("từ năm 2021 đến năm 2022", (2021, 2022))],
)  # fmt: skip
def test_years_as_they_are_written(text, years):
    assert years_of(text, today=TODAY) == years


@pytest.mark.parametrize("text", ["", "xx", "2025-2021", "2024", "1900", "2022 hoặc 2023", "22"])
def test_years_that_are_none(text):
    with pytest.raises(DomainError):
        years_of(text, today=TODAY)


def test_kinds_subjects_and_titles():
    assert kind_of_award("Bằng khen Chủ tịch UBND tỉnh") == "bang_khen"
    assert kind_of_award("Chiến sĩ thi đua cấp tỉnh") == "danh_hieu"
    assert kind_of_award("Cờ thi đua của Chính phủ") == "co_thi_dua"
    assert kind_of_award("Kỷ niệm chương") == "khac"
    assert catalogue_code("Bằng khen của Chủ tịch UBND tỉnh") == "bang_khen_tinh"
    assert catalogue_code("Bằng khen") == ""
    assert [subject_of(text) for text in ("Tập thể (phòng thuộc đơn vị)", "CÁ NHÂN", "Hộ", "gì đó")] == [
        "tap_the", "ca_nhan", "ho_gia_dinh", "",
    ]  # fmt: skip
    assert (honorific_of("BÀ"), honorific_of("Đồng chí")) == ("ba", "")


def test_a_paper_in_words():
    assert (
        paper_words("163/QĐ-UBND", DAY, "UBND tỉnh")
        == "Quyết định số 163/QĐ-UBND ngày 05/01/2023 của UBND tỉnh"
    )
    assert paper_words("163/QĐ-UBND", None, "") == "Quyết định số 163/QĐ-UBND"
