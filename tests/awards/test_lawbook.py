from datetime import date
from decimal import Decimal as D

import pytest

from accounts.errors import DomainError
from awards import lawbook
from awards.lawbook import (
    base_salary,
    coefficient,
    form_regime,
    prize,
    rounding_modes,
    subject_factor,
)

# One day under each base salary and decree.
IN_2022 = date(2022, 6, 1)  # 1.490.000, Nghị định 91
IN_2023 = date(2023, 9, 1)  # 1.800.000, Nghị định 91
EARLY_2024 = date(2024, 2, 1)  # 1.800.000, Nghị định 98
LATE_2024 = date(2024, 9, 1)  # 2.340.000, Nghị định 98
IN_2025 = date(2025, 8, 1)  # 2.340.000, Nghị định 152
IN_2026 = date(2026, 8, 1)  # 2.530.000, Nghị định 152

# award, subject, day, raw, rounded up, nearest (the same where the two agree)
AMOUNTS = [
    ("giay_khen_huyen", "ca_nhan", IN_2022, 447_000, 450_000, 450_000),
    ("giay_khen_huyen", "ca_nhan", IN_2023, 540_000, 540_000, 540_000),
    ("giay_khen_huyen", "ca_nhan", LATE_2024, 702_000, 710_000, 700_000),
    ("giay_khen_so", "ca_nhan", IN_2026, 759_000, 760_000, 760_000),
    ("giay_khen_huyen", "tap_the", IN_2022, 894_000, 900_000, 890_000),
    ("giay_khen_huyen", "tap_the", IN_2023, 1_080_000, 1_080_000, 1_080_000),
    ("giay_khen_huyen", "tap_the", LATE_2024, 1_404_000, 1_410_000, 1_400_000),
    ("giay_khen_don_vi", "tap_the", IN_2026, 1_518_000, 1_520_000, 1_520_000),
    ("giay_khen_so", "ho_gia_dinh", IN_2025, 1_053_000, 1_060_000, 1_050_000),
    ("giay_khen_so", "ho_gia_dinh", IN_2026, 1_138_500, 1_140_000, 1_140_000),
    ("giay_khen_xa", "ca_nhan", IN_2022, 223_500, 230_000, 220_000),
    ("giay_khen_xa", "ca_nhan", IN_2023, 270_000, 270_000, 270_000),
    ("giay_khen_xa", "ca_nhan", LATE_2024, 351_000, 360_000, 350_000),
    ("bang_khen_tinh", "ca_nhan", IN_2022, 1_490_000, 1_490_000, 1_490_000),
    ("bang_khen_tinh", "ca_nhan", IN_2023, 1_800_000, 1_800_000, 1_800_000),
    ("bang_khen_tinh", "ca_nhan", EARLY_2024, 2_700_000, 2_700_000, 2_700_000),
    ("bang_khen_tinh", "ca_nhan", LATE_2024, 3_510_000, 3_510_000, 3_510_000),
    ("bang_khen_tinh", "ca_nhan", IN_2026, 3_795_000, 3_800_000, 3_800_000),
    ("bang_khen_tinh", "tap_the", IN_2022, 2_980_000, 2_980_000, 2_980_000),
    ("bang_khen_tinh", "tap_the", IN_2023, 3_600_000, 3_600_000, 3_600_000),
    ("bang_khen_tinh", "tap_the", EARLY_2024, 5_400_000, 5_400_000, 5_400_000),
    ("bang_khen_tinh", "tap_the", LATE_2024, 7_020_000, 7_020_000, 7_020_000),
    ("bang_khen_tinh", "tap_the", IN_2026, 7_590_000, 7_590_000, 7_590_000),
    ("bang_khen_tinh", "ho_gia_dinh", IN_2025, 5_265_000, 5_270_000, 5_270_000),
    ("bang_khen_tinh", "ho_gia_dinh", IN_2026, 5_692_500, 5_700_000, 5_690_000),
    ("bang_khen_thu_tuong", "ca_nhan", IN_2022, 5_215_000, 5_220_000, 5_220_000),
    ("bang_khen_thu_tuong", "tap_the", IN_2022, 10_430_000, 10_430_000, 10_430_000),
    ("bang_khen_thu_tuong", "ca_nhan", IN_2023, 6_300_000, 6_300_000, 6_300_000),
    ("bang_khen_thu_tuong", "tap_the", IN_2023, 12_600_000, 12_600_000, 12_600_000),
    ("bang_khen_thu_tuong", "ca_nhan", LATE_2024, 8_190_000, 8_190_000, 8_190_000),
    ("bang_khen_thu_tuong", "tap_the", LATE_2024, 16_380_000, 16_380_000, 16_380_000),
    ("bang_khen_thu_tuong", "ca_nhan", IN_2026, 8_855_000, 8_860_000, 8_860_000),
    ("bang_khen_thu_tuong", "tap_the", IN_2026, 17_710_000, 17_710_000, 17_710_000),
    ("huan_chuong_lao_dong_hang_ba", "ca_nhan", IN_2022, 6_705_000, 6_710_000, 6_710_000),
    ("huan_chuong_lao_dong_hang_ba", "tap_the", IN_2022, 13_410_000, 13_410_000, 13_410_000),
    ("huan_chuong_lao_dong_hang_ba", "ca_nhan", IN_2023, 8_100_000, 8_100_000, 8_100_000),
    ("huan_chuong_lao_dong_hang_ba", "tap_the", IN_2023, 16_200_000, 16_200_000, 16_200_000),
    ("huan_chuong_lao_dong_hang_ba", "ca_nhan", LATE_2024, 10_530_000, 10_530_000, 10_530_000),
    ("huan_chuong_lao_dong_hang_ba", "tap_the", LATE_2024, 21_060_000, 21_060_000, 21_060_000),
    ("huan_chuong_lao_dong_hang_ba", "ca_nhan", IN_2026, 11_385_000, 11_390_000, 11_390_000),
    ("huan_chuong_lao_dong_hang_ba", "tap_the", IN_2026, 22_770_000, 22_770_000, 22_770_000),
]


@pytest.mark.parametrize(("award", "subject", "on", "raw", "up", "near"), AMOUNTS)
def test_amounts(award, subject, on, raw, up, near):
    assert prize(award, subject, on).raw == raw
    assert prize(award, subject, on).paid == up
    assert prize(award, subject, on, "nearest_10000").paid == near


def test_the_budget_of_tan_chau():
    tap_the = prize("giay_khen_huyen", "tap_the", date(2023, 7, 27))
    ca_nhan = prize("giay_khen_huyen", "ca_nhan", date(2023, 7, 27))
    assert (tap_the.paid, ca_nhan.paid) == (1_080_000, 540_000)
    assert 6 * tap_the.paid == 6_480_000
    assert 6 * ca_nhan.paid == 3_240_000
    assert (tap_the.base_salary, tap_the.coefficient, tap_the.factor) == (1_800_000, D("0.3"), 2)
    assert tap_the.confirmed and ca_nhan.confirmed
    assert tap_the.references == ("Nghị định 24/2023/NĐ-CP", "Nghị định 91/2017/NĐ-CP, Điều 73")


def test_the_old_salary_would_have_given_the_old_budget():
    on = date(2023, 6, 30)
    assert 6 * prize("giay_khen_huyen", "tap_the", on).paid == 5_400_000
    assert 6 * prize("giay_khen_huyen", "ca_nhan", on).paid == 2_700_000


@pytest.mark.parametrize(
    ("on", "amount", "confirmed"),
    [
        (date(2018, 7, 1), 1_390_000, False),
        (date(2019, 6, 30), 1_390_000, False),
        (date(2019, 7, 1), 1_490_000, True),
        (date(2023, 6, 30), 1_490_000, True),
        (date(2023, 7, 1), 1_800_000, True),
        (date(2024, 6, 30), 1_800_000, True),
        (date(2024, 7, 1), 2_340_000, True),
        (date(2026, 6, 30), 2_340_000, True),
        (date(2026, 7, 1), 2_530_000, True),
    ],
)
def test_base_salary_changes_on_its_day(on, amount, confirmed):
    assert base_salary(on).value == amount
    assert base_salary(on).confirmed is confirmed


def test_the_giay_khen_of_a_commune_doubled_with_decree_152():
    assert coefficient("giay_khen_xa", date(2025, 6, 30)).value == D("0.15")
    assert coefficient("giay_khen_xa", date(2025, 7, 1)).value == D("0.3")


def test_what_is_not_confirmed_says_so():
    assert not coefficient("giay_khen_huyen", LATE_2024).confirmed
    assert not subject_factor("ho_gia_dinh", LATE_2024).confirmed
    assert not prize("huan_chuong_lao_dong_hang_ba", "ca_nhan", IN_2023).confirmed
    assert prize("huan_chuong_lao_dong_hang_ba", "ca_nhan", IN_2026).confirmed


@pytest.mark.parametrize(
    ("ask", "parts"),
    [
        (lambda: coefficient("giay_khen_huyen", date(2025, 7, 1)), ["giay_khen_huyen", "01/07/2025"]),
        (lambda: coefficient("giay_khen_so", date(2027, 3, 1)), ["giay_khen_so", "01/03/2027"]),
        (lambda: coefficient("co_thi_dua", IN_2023), ["co_thi_dua", "01/09/2023"]),
        (lambda: base_salary(date(2018, 6, 30)), ["Mức lương cơ sở", "30/06/2018"]),
        (lambda: subject_factor("doanh_nghiep", IN_2023), ["doanh_nghiep", "01/09/2023"]),
        (lambda: form_regime(date(2016, 1, 1)), ["Bộ mẫu", "01/01/2016"]),
        (lambda: prize("giay_khen_so", "ca_nhan", IN_2023, "down"), ["down", "up_10000"]),
    ],
)
def test_without_a_value_the_sentence_names_what_and_when(ask, parts):
    with pytest.raises(DomainError) as refusal:
        ask()
    assert all(part in refusal.value.message for part in parts)


def test_rounding_modes_have_names():
    assert set(rounding_modes()) == {"up_10000", "nearest_10000"}


def test_a_dossier_received_in_time_is_paid_by_the_old_coefficient_and_the_salary_of_the_decision():
    on, received = date(2026, 8, 1), date(2025, 6, 30)
    assert prize("giay_khen_xa", "ca_nhan", on).raw == D("0.3") * 2_530_000
    old = prize("giay_khen_xa", "ca_nhan", on, received_on=received)
    assert (old.base_salary, old.coefficient, old.raw, old.paid) == (2_530_000, D("0.15"), 379_500, 380_000)
    assert not old.confirmed
    assert prize("giay_khen_xa", "ca_nhan", on, received_on=date(2025, 7, 1)).coefficient == D("0.3")


def test_rounding_has_its_reference():
    assert lawbook.rounding_rule().mode == "up_10000"
    assert "Điều 49" in lawbook.rounding_rule("up_10000").reference
    assert lawbook.rounding_rule("nearest_10000").of(D("5692500")) == 5_690_000
