"""The plan page shows every part of the model, quotas of every shape in words."""

from datetime import date
from decimal import Decimal

import pytest

from awards.enums import QuotaMode
from awards.models import Award, AwardQuota
from awards.plan_page import marks_of, plan_page, quota_sentence, wanted
from campaigns.models import Campaign, Target, UnitGroup, UpperPlan
from dossiers.demo.base import moment


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"mode": "exact", "maximum": 3, "subject": "tap_the"}, "Nhóm A: 03 tập thể"),
        ({"mode": "ceiling", "maximum": 5, "group": None}, "không quá 05 tập thể và cá nhân"),
        ({"mode": "none", "outside": True, "group": None},
         "ngoài chỉ tiêu trên: tập thể, cá nhân ngoài địa bàn, không giới hạn số lượng"),
        ({"mode": "ceiling", "maximum": 10, "subject": "ca_nhan", "round_kind": "so_ket", "group": None},
         "không quá 10 cá nhân (đợt sơ kết)"),
        ({"mode": "ceiling", "maximum": 2, "subject": "ho_gia_dinh", "round_kind": "nam"},
         "Nhóm A: không quá 02 hộ gia đình (mỗi đợt xét hằng năm)"),
    ],
)  # fmt: skip
def test_a_quota_of_any_shape_in_words(values, said):
    assert quota_sentence(AwardQuota(**{"group": UnitGroup(name="Nhóm A"), **values})) == said


@pytest.mark.parametrize(
    ("comparison", "value", "measure", "said"),
    [
        ("ge", "50", "%", "từ 50% trở lên"),
        ("gt", "6.5", "%", "trên 6,5%"),
        ("eq", "2", "người", "đúng 2 người"),
    ],
)
def test_a_target_in_words(comparison, value, measure, said):
    assert wanted(Target(comparison=comparison, value=Decimal(value), measure=measure)) == said


def test_marks_reach_the_table_and_the_row():
    marks = marks_of(Campaign(unconfirmed=["period.start", "groups", "rounds.nam-2023.kind"]))
    assert {"period", "groups", "rounds.nam-2023"} <= marks and "rounds" not in marks


def test_quotas_of_two_rounds_and_a_joint_one_stand_apart(tan_chau_draft):
    award = Award.objects.get(campaign=tan_chau_draft.campaign)
    for values in ({"round_kind": "so_ket"}, {"outside": True}):
        AwardQuota.objects.create(award=award, mode=QuotaMode.CEILING, maximum=5, clause="x", **values)
    (block,) = plan_page(tan_chau_draft.campaign).awards
    assert [(one.label, one.total) for one in block.quotas] == [
        ("tập thể", 6),
        ("cá nhân", 6),
        ("tập thể, cá nhân ngoài địa bàn", 5),
        ("tập thể và cá nhân, đợt sơ kết", 5),
    ]


def test_every_part_is_on_the_page(tan_chau):
    campaign = tan_chau.campaign
    campaign.unconfirmed = ["period.start"]
    campaign.notes = {"authority": "Theo luật là Chủ tịch"}
    campaign.save()
    lower = Campaign.objects.get(pk=campaign.pk)
    lower.pk, lower.slug, lower.title = None, "xa-duoi", "Kế hoạch của xã dưới"
    lower.save()
    UpperPlan.objects.create(
        campaign=lower, position=1, level="huyen", issuer_name="UBND thị xã", parent=campaign, clause="x"
    )
    rows = {
        "upper_plans": {"level": "tinh", "issuer_name": "UBND tỉnh An Giang", "number": "57/KH-STTTT"},
        "phases": {"code": "i", "name": "Giai đoạn một", "start": date(2023, 1, 1), "end": date(2023, 6, 30)},
        "targets": {"code": "t", "area": "Chính quyền số", "text": "Hồ sơ trực tuyến", "comparison": "ge",
                    "value": 60, "measure": "%", "year": 2025},
        "report_duties": {"reporter": "unit", "recipient": "UBND thị xã", "text": "Báo cáo năm",
                          "stated": "trước ngày 05/11", "month": 11, "day": 5, "meaning": "before_day"},
    }  # fmt: skip
    for name, values in rows.items():
        getattr(campaign, name).create(position=9, clause="mục X", **values)
    Award.objects.update(substitute="Trưởng Ban Chỉ đạo", own_power=True)
    browser = tan_chau.browser(tan_chau.officer, at=moment(2023, 8, 1))
    page = " ".join(browser.get("/phong-trao/tan-chau-2023/ke-hoach/").content.decode().split())
    for said in (
        "57/KH-STTTT", "Kế hoạch của xã dưới", "Giai đoạn một", "Xét khen thưởng năm 2023", "từ 60% trở lên",
        "Chính quyền số", "trước ngày 05/11 hằng năm", "Trưởng Ban Chỉ đạo", "theo thẩm quyền",
        "kế hoạch không nêu, cơ quan đặt", "Theo luật là Chủ tịch", "trong 03 thứ hạng cao nhất",
        "Các phòng, ban chuyên môn: 03 tập thể",
    ):  # fmt: skip
        assert said in page, said
