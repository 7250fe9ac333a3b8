import tomllib
from datetime import date, timedelta

import pytest

from accounts.errors import DomainError
from awards.catalogue import (
    campaign_requirement,
    campaign_requirements,
    catalogue,
    catalogue_award,
    ended_awards,
    standing_conditions,
)
from awards.enums import AwardKind
from awards.lawbook import LAW_FOLDER, NoLaw, coefficient, prize
from campaigns.enums import LaunchLevel, SubjectKind

LAST_DAY_OF_HUYEN, NEXT_DAY = date(2025, 6, 30), date(2025, 7, 1)
IN_2023, IN_2024, IN_2026 = date(2023, 12, 20), date(2024, 9, 1), date(2026, 11, 21)
LEVELS = {"don_vi", "so", "xa", "huyen", "tinh", "doan_the", "thu_tuong", "chu_tich_nuoc"}
CODES = {
    "giay_khen_don_vi", "giay_khen_so", "giay_khen_xa", "giay_khen_huyen", "bang_khen_tinh",
    "bang_khen_doan_the_tinh", "bang_khen_thu_tuong", "huan_chuong_lao_dong_hang_ba",
}  # fmt: skip


def test_the_catalogue_holds_every_form_that_the_plans_name():
    assert {award.code for award in catalogue()} == CODES
    assert {award.level for award in catalogue()} == LEVELS
    assert {award.kind for award in catalogue()} == set(AwardKind.values)
    assert {subject for award in catalogue() for subject in award.subjects} <= set(SubjectKind.values)


def test_the_huyen_gave_its_last_giay_khen_on_30_june_2025():
    assert {award.code for award in catalogue(LAST_DAY_OF_HUYEN)} == CODES
    assert {award.code for award in catalogue(NEXT_DAY)} == CODES - {"giay_khen_huyen"}
    assert [award.code for award in ended_awards(NEXT_DAY)] == ["giay_khen_huyen"]
    assert ended_awards(LAST_DAY_OF_HUYEN) == ()
    with pytest.raises(
        NoLaw, match="sau ngày 30/06/2025 không còn người có thẩm quyền.*202/2025.*hình thức khác"
    ):
        catalogue_award("giay_khen_huyen", NEXT_DAY)
    assert catalogue_award("giay_khen_huyen").end == LAST_DAY_OF_HUYEN


def test_before_the_first_text_nobody_is_named():
    assert catalogue(date(2017, 9, 30)) == ()
    with pytest.raises(NoLaw, match="chưa ghi thẩm quyền tặng tại ngày 30/09/2017"):
        catalogue_award("bang_khen_tinh", date(2017, 9, 30))


def test_an_unknown_code_names_the_known_ones():
    with pytest.raises(DomainError, match="co_thi_dua.*bang_khen_tinh"):
        catalogue_award("co_thi_dua")


@pytest.mark.parametrize(
    ("code", "decides", "route", "own_power", "reference"),
    [
        ("huan_chuong_lao_dong_hang_ba", "Chủ tịch nước", "Bộ Nội vụ", False, "Điều 77, Điều 83.2"),
        ("bang_khen_thu_tuong", "Thủ tướng Chính phủ", "Bộ Nội vụ", False, "Điều 78, Điều 83.4"),
        ("bang_khen_tinh", "Chủ tịch Ủy ban nhân dân tỉnh", "Sở Nội vụ", False, "Điều 79.4"),
        ("giay_khen_so", "Thủ trưởng cơ quan chuyên môn cấp tỉnh", "nội bộ", True, "Điều 75.1c, Điều 80.1"),
        ("giay_khen_xa", "Chủ tịch Ủy ban nhân dân cấp xã", "nội bộ", True, "Điều 75.1đ, Điều 80.3"),
    ],
)
def test_who_decides_and_who_proposes(code, decides, route, own_power, reference):
    award = catalogue_award(code, IN_2024)
    assert (award.decides, award.own_power) == (decides, own_power)
    assert route in award.route and reference in award.reference
    assert award.confirmed
    assert not catalogue_award(code, IN_2023).confirmed  # Luật 15/2003 was not read


def test_every_money_key_leads_to_a_coefficient_as_long_as_the_award_is_given():
    for on in (IN_2023, date(2024, 1, 1), LAST_DAY_OF_HUYEN, NEXT_DAY, IN_2026):
        for award in catalogue(on):
            assert bool(award.law_key) != bool(award.money), award.code
            if award.law_key:
                assert coefficient(award.law_key, on).value > 0


def boundary_days():
    """The first and last day of every row of the law, and the days around them."""
    rows = [row for file in LAW_FOLDER.glob("*.toml") for table in tomllib.loads(file.read_text("utf-8")).values()
            for row in table]  # fmt: skip
    ends = {row["start"] for row in rows} | {row["end"] for row in rows if "end" in row}
    return sorted({day + timedelta(days=step) for day in ends for step in (-1, 0, 1)})


@pytest.mark.parametrize("on", boundary_days(), ids=str)
def test_on_every_day_of_change_each_award_has_its_money_or_a_sentence(on):
    recorded = date(2018, 7, 1) <= on <= date(2027, 2, 28)
    for award in catalogue(on):
        for subject in award.subjects if award.law_key else ():
            if not recorded:
                with pytest.raises(NoLaw, match="chưa có quy định cho ngày"):
                    prize(award.law_key, subject, on)
                continue
            one = prize(award.law_key, subject, on)
            assert one.raw <= one.paid < one.raw + 10_000 and one.paid % 10_000 == 0
            assert abs(prize(award.law_key, subject, on, "nearest_10000").paid - one.raw) <= 5_000


def test_the_front_pays_by_the_rules_of_its_own_central_body():
    award = catalogue_award("bang_khen_doan_the_tinh", IN_2026)
    assert award.law_key == "" and "Điều 48.5" in award.money
    assert "chưa đối chiếu" in catalogue_award("bang_khen_doan_the_tinh", IN_2024).money
    assert all(award.may_go_to(subject) for subject in SubjectKind.values)
    assert not catalogue_award("huan_chuong_lao_dong_hang_ba", IN_2026).may_go_to("ho_gia_dinh")


# award, subject, launching level, least years (None: grounds nothing)
GROUNDS = [
    ("huan_chuong_lao_dong_hang_ba", "ca_nhan", "tinh", 5),
    ("huan_chuong_lao_dong_hang_ba", "ca_nhan", "bo", 5),
    ("huan_chuong_lao_dong_hang_ba", "ca_nhan", "huyen", None),
    ("huan_chuong_lao_dong_hang_ba", "tap_the", "thu_tuong", 0),
    ("huan_chuong_lao_dong_hang_ba", "tap_the", "tinh", 5),
    ("huan_chuong_lao_dong_hang_ba", "tap_the", "xa", None),
    ("bang_khen_thu_tuong", "ca_nhan", "xa", 0),
    ("bang_khen_thu_tuong", "tap_the", "thu_tuong", 0),
    ("bang_khen_thu_tuong", "tap_the", "tinh", 3),
    ("bang_khen_thu_tuong", "tap_the", "huyen", None),
    ("bang_khen_tinh", "ca_nhan", "tinh", 0),
    ("bang_khen_tinh", "ca_nhan", "huyen", None),
    ("bang_khen_tinh", "ca_nhan", "xa", None),
    ("bang_khen_tinh", "tap_the", "xa", 0),
]


@pytest.mark.parametrize(("award", "subject", "level", "years"), GROUNDS)
def test_the_campaign_that_grounds_an_award(award, subject, level, years):
    requirement = campaign_requirement(award, subject, date(2024, 1, 1))
    assert requirement.levels.get(level) == years
    assert requirement.confirmed and "Luật 06/2022/QH15" in requirement.reference


def test_where_no_text_was_read_no_requirement_is_made_up():
    assert campaign_requirement("bang_khen_tinh", "ca_nhan", date(2023, 12, 31)) is None
    assert campaign_requirement("giay_khen_xa", "ca_nhan", IN_2026) is None
    assert campaign_requirement("bang_khen_doan_the_tinh", "tap_the", IN_2026) is None
    for row in campaign_requirements(IN_2026):
        assert row.award in CODES and row.subject in SubjectKind.values
        assert set(row.levels) | set(row.unread_levels) <= set(LaunchLevel.values)
        assert not set(row.levels) & set(row.unread_levels)
    assert campaign_requirement("bang_khen_tinh", "ca_nhan", IN_2026).unread_levels == ("thu_tuong",)


@pytest.mark.parametrize(
    ("on", "rules"),
    [
        (date(2023, 12, 31), set()),
        (date(2024, 1, 1), {"not_already_awarded", "campaign_grounds"}),
        (date(2025, 6, 30), {"not_already_awarded", "campaign_grounds"}),
        (date(2025, 7, 1), {"not_already_awarded", "campaign_grounds", "not_suspended"}),
        (date(2025, 8, 4), {"not_already_awarded", "campaign_grounds", "not_suspended"}),
        (date(2025, 8, 5), {"not_already_awarded", "campaign_grounds", "not_suspended", "not_dissolved"}),
    ],
)
def test_what_the_law_asks_of_every_award(on, rules):
    assert {row.rule for row in standing_conditions(on)} == rules


def test_the_circular_that_was_not_read_says_so():
    found = {row.rule: row for row in standing_conditions(IN_2026)}
    assert not found["not_dissolved"].confirmed and found["not_dissolved"].subject == "tap_the"
    assert all(row.confirmed for rule, row in found.items() if rule != "not_dissolved")
    assert dict(found["not_suspended"].params) == {}
