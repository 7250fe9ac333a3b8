"""Passwords that a guesser who knows the office would try first."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.models import User

ANH = User(username="CB-017", full_name="Lê Thị Ánh", email="anhlt@tanchau.gov.vn")


@pytest.mark.parametrize(
    "password",
    [
        "ThiDua@2023", "thi-dua-2023!", "MatKhau123456", "UBND-TanChau-2024", "chuyendoiso2025", "Khen.Thuong.01",
        "LeThiAnh1990", "lê thị ánh 2020", "anhlt-2023-ubnd", "CB-017-CB-017", "aaaaaaaaaaaa", "1234567890",
        "Password@2024", "vanhoa-noivu-2023", "ngan",
    ],
)  # fmt: skip
def test_easy_ones_are_refused_with_a_way_out(password):
    with pytest.raises(ValidationError) as refused:
        validate_password(password, ANH)
    assert all(message.strip() for message in refused.value.messages)


@pytest.mark.parametrize(
    "password",
    [
        "sang-nay-Chau-Phong",
        "ghe go mau xanh la",
        "mưa rào tháng bảy",
        "Ba con voi 1 cai xe",
        "ThiDua-gach-men-ot",
        "x7Kp-q2Rm-w9Tz",
    ],
)
def test_ordinary_long_ones_pass_whatever_their_signs(password):
    validate_password(password, ANH)


def test_without_a_person_only_the_works_words_count():
    validate_password("anhlt-chim-se-nau")
    with pytest.raises(ValidationError):
        validate_password("Thi.Dua.2023!!")
