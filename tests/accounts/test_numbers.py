from decimal import Decimal as D

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from accounts.numbers import (
    AmbiguousNumber,
    NumberError,
    format_decimal,
    format_money,
    format_percent,
    parse_decimal,
    parse_percent,
    whole_number,
)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("8,5", "8.5"),
        ("8.5", "8.5"),
        ("0,7955", "0.7955"),
        ("0.795", "0.795"),
        ("0,795", "0.795"),
        ("9.720.000", "9720000"),
        ("9,720,000", "9720000"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234,567", "1234.567"),
        ("1234,567", "1234.567"),
        ("1234", "1234"),
        (" 12 ", "12"),
        ("\u00a012,5\ufeff", "12.5"),
        (8, "8"),
        (8.5, "8.5"),
        (79.55, "79.55"),
        (0.1 + 0.2, "0.3"),
        (D("0.80"), "0.80"),
    ],
)
def test_numbers_that_are_read(raw, expected):
    assert parse_decimal(raw) == D(expected)


@pytest.mark.parametrize("raw", ["1.234", "1,234", "12.345", "999,999"])
def test_an_ambiguous_number_is_refused_with_both_readings(raw):
    with pytest.raises(AmbiguousNumber) as refusal:
        parse_decimal(raw, label="Điểm")
    whole, fraction = raw.replace(",", ".").split(".")
    assert f"{whole}.{fraction} (hàng nghìn)" in refusal.value.message
    assert f"{whole},{fraction} (thập phân)" in refusal.value.message
    assert refusal.value.message.startswith("Điểm: ")


def test_the_advice_for_an_ambiguous_number_can_be_followed():
    assert parse_decimal("1234") == 1234
    assert parse_decimal("1,2340") == D("1.234")


def test_a_maximum_or_whole_numbers_leave_one_reading():
    assert parse_decimal("1.234", maximum=10) == D("1.234")
    assert parse_decimal("1.500", places=0) == 1500
    assert parse_decimal("1.000", places=0) == 1000
    with pytest.raises(AmbiguousNumber):
        parse_decimal("1.234", maximum=2000)


@pytest.mark.parametrize(
    ("raw", "part"),
    [
        (None, "chưa nhập số"),
        ("", "chưa nhập số"),
        (" \u200b ", "chưa nhập số"),
        ("８,５", "chữ số lạ"),
        ("٣", "chữ số lạ"),
        ("tám", "không phải là số"),
        ("8,5 điểm", "không phải là số"),
        ("1e3", "không phải là số"),
        ("NaN", "không phải là số"),
        ("+5", "không phải là số"),
        ("=5", "không phải là số"),
        ("8,", "không phải là số"),
        (",5", "không phải là số"),
        ("--5", "không phải là số"),
        ("9 720 000", "không phải là số"),
        ("1" * 41, "không phải là số"),
        (True, "không phải là số"),
        ([], "không phải là số"),
        ("1.23.456", "ba chữ số"),
        ("1.23,5", "ba chữ số"),
        ("1.234.5", "ba chữ số"),
        ("1.234,5.6", "ba chữ số"),
        ("1,234.567,8", "ba chữ số"),
        (float("nan"), "hữu hạn"),
        (float("inf"), "hữu hạn"),
        (D("sNaN"), "hữu hạn"),
        (D("Infinity"), "hữu hạn"),
        ("-5", "số âm"),
        ("−5", "số âm"),
        (-0.5, "số âm"),
        (1e300, "quá nhiều chữ số"),
        (D("1E+999999"), "quá nhiều chữ số"),
        (D("1E-999999"), "quá nhiều chữ số"),
        (10**18, "quá nhiều chữ số"),
    ],
)
def test_what_is_no_number_is_refused_in_a_sentence(raw, part):
    with pytest.raises(NumberError) as refusal:
        parse_decimal(raw, label="Điểm tự chấm")
    assert part in refusal.value.message
    assert refusal.value.message.startswith("Điểm tự chấm: ")
    assert refusal.value.message.endswith(".")


def test_bounds_and_places():
    assert parse_decimal("-8,5", allow_negative=True) == D("-8.5")
    assert parse_decimal("10", maximum=10) == 10
    assert parse_decimal("8,50", places=1) == D("8.5")
    assert str(parse_decimal("-0", allow_negative=True)) == "0"
    with pytest.raises(NumberError, match="12 lớn hơn mức tối đa 10"):
        parse_decimal("12", maximum=10)
    with pytest.raises(NumberError, match="8,55 phải là số nhiều nhất 1 chữ số sau dấu phẩy"):
        parse_decimal("8,55", places=1)
    with pytest.raises(NumberError, match="không có phần thập phân"):
        parse_decimal("8,5", places=0)
    assert parse_decimal("0,1", maximum=0.1) == D("0.1")


def test_percent_is_in_hundredths_with_or_without_the_sign():
    assert parse_percent("79,55 %") == parse_percent("79.55%") == parse_percent("79,55") == D("79.55")
    with pytest.raises(NumberError, match="lớn hơn mức tối đa 100"):
        parse_percent("101 %")
    with pytest.raises(NumberError):
        parse_percent("%")
    with pytest.raises(NumberError):
        parse_decimal("79,55 %")


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        (D("1234.50"), None, "1.234,5"),
        (D("1234.50"), 2, "1.234,50"),
        (D("0.7955"), None, "0,7955"),
        (D("100"), None, "100"),
        (D("1E+3"), None, "1.000"),
        (D("0.005"), 2, "0,01"),
        (D("-0.001"), 2, "0,00"),
        (D("-1234567"), None, "-1.234.567"),
        (0.1, None, "0,1"),
        (D("0.0000001"), None, "0,0000001"),
    ],
)
def test_format_decimal(value, places, shown):
    assert format_decimal(value, places) == shown


def test_format_money_and_percent():
    assert format_money(9_720_000) == "9.720.000 đồng"
    assert format_percent(D("79.55")) == "79,55%"
    assert format_percent(D("79.5"), 2) == "79,50%"


@seed(20231210)
@settings(max_examples=500, deadline=None, database=None)
@given(st.decimals(min_value=-(10**12), max_value=10**12, places=4, allow_nan=False))
def test_what_is_shown_with_four_places_is_read_back(value):
    assert parse_decimal(format_decimal(value, 4), allow_negative=True) == value


@seed(20231210)
@settings(max_examples=500, deadline=None, database=None)
@given(st.text(alphabet="0123456789.,- ８eE%", max_size=12))
def test_any_text_gives_a_number_or_a_sentence(raw):
    try:
        value = parse_decimal(raw, maximum=1000, places=4)
    except NumberError as refusal:
        assert refusal.message.endswith(".")
    else:
        assert 0 <= value <= 1000


@pytest.mark.parametrize(
    ("raw", "number"),
    [("7", 7), ("0", 0), ("9" * 18, 10**18 - 1), ("9" * 19, None), ("9" * 5000, None)]
    + [(raw, None) for raw in ("", None, "-1", "1.0", " 1", "1\n", "²", "٣", "１")],
)
def test_a_whole_number_of_a_hidden_field_never_raises(raw, number):
    assert whole_number(raw) == number
