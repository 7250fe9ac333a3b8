from decimal import Decimal

import pytest

from accounts.numbers import NumberError
from accounts.words import money_in_words, number_in_words


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (0, "không"),
        (1, "một"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (104, "một trăm linh bốn"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (115, "một trăm mười lăm"),
        (555, "năm trăm năm mươi lăm"),
        (1_000, "một nghìn"),
        (1_001, "một nghìn không trăm linh một"),
        (1_015, "một nghìn không trăm mười lăm"),
        (21_021, "hai mươi mốt nghìn không trăm hai mươi mốt"),
        (1_000_000, "một triệu"),
        (1_001_000, "một triệu không trăm linh một nghìn"),
        (1_000_005, "một triệu không trăm linh năm"),
        (1_000_000_000, "một tỷ"),
        (1_000_000_015, "một tỷ không trăm mười lăm"),
        (2_050_000_000, "hai tỷ không trăm năm mươi triệu"),
        (
            1_234_567_891_000,
            "một nghìn hai trăm ba mươi tư tỷ năm trăm sáu mươi bảy triệu tám trăm chín mươi mốt nghìn",
        ),
        (10**18, "một tỷ tỷ"),
        (5 * 10**15, "năm triệu tỷ"),
        (-7, "âm bảy"),
        (Decimal("12.00"), "mười hai"),
    ],
)
def test_number_in_words(n, words):
    assert number_in_words(n) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (9_720_000, "Chín triệu bảy trăm hai mươi nghìn đồng"),
        (6_480_000, "Sáu triệu bốn trăm tám mươi nghìn đồng"),
        (3_240_000, "Ba triệu hai trăm bốn mươi nghìn đồng"),
        (540_000, "Năm trăm bốn mươi nghìn đồng"),
        (1_080_000, "Một triệu không trăm tám mươi nghìn đồng"),
        (0, "Không đồng"),
    ],
)
def test_money_in_words(amount, words):
    assert money_in_words(amount) == words


@pytest.mark.parametrize("amount", [Decimal("0.5"), Decimal("NaN"), Decimal("Infinity")])
def test_only_whole_numbers_have_words(amount):
    with pytest.raises(NumberError, match="số nguyên"):
        money_in_words(amount)


def test_words_are_different_for_different_numbers():
    numbers = [*range(3_000), *range(999_900, 1_001_200), *range(10**9 - 50, 10**9 + 1_200)]
    assert len({number_in_words(n) for n in numbers}) == len(numbers)
