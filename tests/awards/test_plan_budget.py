from datetime import date
from decimal import Decimal

import pytest

from awards.domain.plan_budget import law_lines, plan_budget, plan_items
from awards.lawbook import NoLaw
from awards.models import Award, AwardQuota
from campaigns.models import Round

DAY = date(2023, 7, 28)


@pytest.fixture
def campaign(tan_chau_draft):
    """The plan with its award as a Bằng khen of the tỉnh, without quotas and without rounds."""
    campaign = tan_chau_draft.campaign
    AwardQuota.objects.filter(award__campaign=campaign).delete()
    Award.objects.filter(campaign=campaign).update(name="Bằng khen", law_key="bang_khen_tinh")
    campaign.rounds.all().delete()
    return campaign


def add_rounds(campaign, *kinds):
    """One round of each kind, in order."""
    for position, kind in enumerate(kinds, start=1):
        Round.objects.create(
            campaign=campaign,
            position=position,
            code=f"dot-{position}",
            kind=kind,
            name=f"Đợt {position}",
            first_year=2023,
            last_year=2023,
            clause="mục 1",
        )


def add_quota(campaign, **fields):
    """A quota of the plan's award."""
    values = {"mode": "ceiling", "maximum": 5, "clause": "mục 1", "subject": "tap_the", **fields}
    return AwardQuota.objects.create(award=Award.objects.get(campaign=campaign), **values)


def test_the_annex_of_tan_chau_is_computed_not_typed(tan_chau):
    budget = plan_budget(campaign=tan_chau.campaign, on=DAY)
    assert [(row.subject, row.count, row.amount) for row in budget.rows] == [
        ("tap_the", 6, Decimal(6480000)),
        ("ca_nhan", 6, Decimal(3240000)),
    ]
    assert (budget.count, budget.total) == (12, Decimal(9720000))
    assert budget.words == "Chín triệu bảy trăm hai mươi nghìn đồng"
    assert [row.label for row in budget.rows] == [
        "Giấy khen của Chủ tịch Ủy ban nhân dân thị xã cho tập thể",
        "Giấy khen của Chủ tịch Ủy ban nhân dân thị xã cho cá nhân",
    ]


def test_the_day_and_the_quotas_decide(tan_chau):
    assert plan_budget(campaign=tan_chau.campaign, on=date(2023, 6, 30)).total < Decimal(9720000)
    AwardQuota.objects.filter(subject="ca_nhan", group__code="phong-ban").update(maximum=1)
    assert plan_budget(campaign=tan_chau.campaign, on=DAY).total == Decimal(9720000 - 2 * 540000)


def test_the_campaign_sets_the_rounding(tan_chau):
    tan_chau.campaign.rounding = "nearest_10000"
    assert plan_budget(campaign=tan_chau.campaign, on=date(2023, 6, 30)).total == 6 * 890_000 + 6 * 450_000


def test_without_law_there_is_no_number(tan_chau):
    with pytest.raises(NoLaw):
        plan_budget(campaign=tan_chau.campaign, on=date(2010, 1, 1))
    assert len(plan_budget(campaign=tan_chau.campaign, on=date(2010, 1, 1), strict=False).unpriced) == 2


def test_every_number_has_its_reference_and_its_mark(tan_chau):
    lines = {line.label: line.law for line in law_lines(campaign=tan_chau.campaign, on=DAY)}
    assert lines["Mức lương cơ sở"].value == Decimal(1800000)
    assert "24/2023" in lines["Mức lương cơ sở"].reference and lines["Mức lương cơ sở"].confirmed
    assert lines["Số lần nhân cho tập thể"].value == 2 and lines["Số lần nhân cho cá nhân"].value == 1
    later = law_lines(campaign=tan_chau.campaign, on=date(2024, 2, 1))
    assert not all(line.law.confirmed for line in later)


def test_a_quota_of_a_yearly_round_counts_in_each_of_them(campaign):
    add_rounds(campaign, "nam", "nam", "so_ket", "tong_ket")
    add_quota(campaign, round_kind="nam", subject="", maximum=5)
    add_quota(campaign, round_kind="so_ket", maximum=4, position=1)
    add_quota(campaign, round_kind="so_ket", maximum=3, position=2, outside=True)
    assert [(item.label, item.count) for item in plan_items(campaign)] == [
        ("Bằng khen cho tập thể, cá nhân (tính chung), xét hằng năm, 2 đợt", 10),
        ("Bằng khen cho tập thể, sơ kết", 4),
        ("Bằng khen cho tập thể ngoài địa bàn, sơ kết", 3),
    ]
    rounds = {row.code: row for row in campaign.rounds.all()}
    assert [(item.label, item.count) for item in plan_items(campaign, rounds["dot-1"])] == [
        ("Bằng khen cho tập thể, cá nhân (tính chung)", 5)
    ]
    assert [item.count for item in plan_items(campaign, rounds["dot-3"])] == [4, 3]
    assert plan_items(campaign, rounds["dot-4"]) == []
    assert plan_budget(campaign=campaign, on=DAY, round=rounds["dot-1"]).total == 5 * 3_600_000


def test_a_quota_of_any_round_counts_once_without_rounds(campaign):
    add_quota(campaign, maximum=2)
    assert [item.count for item in plan_items(campaign)] == [2]
    add_rounds(campaign, "nam", "nam")
    assert [(item.label, item.count) for item in plan_items(campaign)] == [
        ("Bằng khen cho tập thể, 2 đợt", 4)
    ]


def test_a_quota_without_a_number_keeps_its_line_without_one(campaign):
    groups = list(campaign.groups.all())
    add_quota(campaign, group=groups[0], maximum=2)
    add_quota(campaign, group=groups[1], mode="none", maximum=None)
    add_quota(campaign, subject="ca_nhan", position=2)
    budget = plan_budget(campaign=campaign, on=DAY)
    assert [row.count for row in budget.rows] == [None, 5]
    assert budget.is_open and budget.total == 5 * 1_800_000


def test_an_award_without_a_coefficient_stops_nothing(campaign):
    Award.objects.filter(campaign=campaign).update(law_key="", catalogue="bang_khen_doan_the_tinh")
    add_quota(campaign)
    budget = plan_budget(campaign=campaign, on=date(2026, 8, 1))
    assert "Điều 48.5" in budget.unpriced[0].reason
    assert [line.label for line in law_lines(campaign=campaign, on=DAY)] == ["Mức lương cơ sở"]
