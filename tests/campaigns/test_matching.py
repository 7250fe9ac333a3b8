"""A printed name finds its unit only when nothing else could be meant."""

import unicodedata

import pytest

from campaigns.importers.matching import KnownUnit, Match, match_unit

KNOWN = [
    KnownUnit("long-thanh", "30376", "Phường Long Thạnh"),
    KnownUnit("long-hung", "30377", "Phường Long Hưng"),
    KnownUnit("tan-thanh-nang", "30388", "Xã Tân Thạnh"),
    KnownUnit("vinh-hoa", "30382", "Xã Vĩnh Hòa"),
    KnownUnit("p1", "01", "Phường 1"),
    KnownUnit("x1", "02", "Xã 1"),
    KnownUnit("vhtt", "", "Phòng Văn hóa và Thông tin", ("Phòng VHTT",)),
    KnownUnit("hue", "46", "Thừa Thiên Huế", ("Huế", "TP. Huế")),
    KnownUnit("da-nang", "48", "Thành phố Đà Nẵng"),
    KnownUnit("tc1", "887", "Thị xã Tân Châu"),
    KnownUnit("tc2", "708", "Huyện Tân Châu"),
]


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("Phường Long Thạnh", "long-thanh"),
        ("PHƯỜNG  LONG   THẠNH", "long-thanh"),
        ("P. Long Thạnh", "long-thanh"),
        ("UBND P.Long Thạnh", "long-thanh"),
        ("Ủy ban nhân dân phường Long Thạnh", "long-thanh"),
        ("Uỷ ban nhân dân phường Long Thạnh", "long-thanh"),
        ("Long Thạnh", "long-thanh"),
        ("Xã Vĩnh Hoà", "vinh-hoa"),
        (unicodedata.normalize("NFD", "xã Vĩnh Hòa"), "vinh-hoa"),
        ("Phường 01", "p1"),
        ("Thừa Thiên - Huế", "hue"),
        ("Tỉnh Thừa Thiên – Huế", "hue"),
        ("TP. Đà Nẵng", "da-nang"),
        ("Đà Nẵng", "da-nang"),
        ("TX. Tân Châu", "tc1"),
    ],
)
def test_the_ways_a_name_is_really_written(printed, key):
    assert match_unit(printed, "", KNOWN) == Match(key, "name")


@pytest.mark.parametrize("printed", ["phòng VHTT", "Huế", "TP Huế"])
def test_accepted_other_names(printed):
    assert match_unit(printed, "", KNOWN).how == "alias"


@pytest.mark.parametrize("code", ["30376", "030376", " 30376 "])
def test_the_code_comes_first(code):
    assert match_unit("Long Thanh viết sai", code, KNOWN) == Match("long-thanh", "code")


def test_an_unknown_code_falls_back_to_the_name():
    assert match_unit("Xã Tân Thạnh", "99999", KNOWN) == Match("tan-thanh-nang", "name")


@pytest.mark.parametrize(
    ("printed", "first"),
    [
        ("Xã Tân Thành", "Xã Tân Thạnh"),
        ("Xã Long Thạnh", "Phường Long Thạnh"),
        ("Vinh Hoa", "Xã Vĩnh Hòa"),
        ("Xã Vỉnh Hòa", "Xã Vĩnh Hòa"),
        ("Phường Long Thạnh (thị xã Tân Châu)", "Phường Long Thạnh"),
    ],
)
def test_a_near_name_is_suggested_and_never_accepted(printed, first):
    match = match_unit(printed, "", KNOWN)
    assert (match.unit_key, match.how) == (None, "none")
    assert first in [name for _, name, _ in match.suggestions]


@pytest.mark.parametrize("printed", ["Tân Châu", "1"])
def test_a_name_of_two_units_is_never_guessed(printed):
    match = match_unit(printed, "", KNOWN)
    assert match.unit_key is None
    assert [score for _, _, score in match.suggestions][:2] == [100, 100]


@pytest.mark.parametrize("printed", ["", "  ", "Công ty Điện lực"])
def test_what_is_like_nothing_gets_no_suggestion(printed):
    assert match_unit(printed, "", KNOWN) == Match(None, "none")


def test_suggestions_can_be_left_out():
    assert match_unit("Xã Tân Thành", "", KNOWN, suggest=False) == Match(None, "none")
