"""The pre-launch check: from a sound plan one thing is broken at a time, and exactly that line comes."""

from datetime import date

import pytest

from awards.domain.check_plan import check_plan, whole_years
from awards.models import Award, AwardQuota, Condition
from campaigns.models import Campaign, Criterion, ReportDuty, Round, Unit, UnitGroup, UpperPlan

DAY = date(2023, 7, 28)


def lines(campaign, day=DAY) -> list[tuple[bool, str, str]]:
    """The check as plain values, without the Saturday that the real plan has."""
    found = check_plan(Campaign.objects.get(pk=campaign.pk), day)
    return [
        (line.stops, line.sentence, line.part) for line in found if "thứ Bảy 09/12/2023" not in line.sentence
    ]


def test_the_real_plan_has_only_its_saturday(tan_chau_draft):
    assert lines(tan_chau_draft.campaign) == []
    (line,) = check_plan(tan_chau_draft.campaign, DAY)
    assert not line.stops and "thứ Bảy 09/12/2023" in line.sentence


def one(world, values) -> None:
    """Writes fields of the campaign."""
    Campaign.objects.filter(pk=world.campaign.pk).update(**values)


def add_group(world) -> None:
    """A group that takes the communes a second time."""
    UnitGroup.objects.create(
        campaign=world.campaign, code="lap", name="Nhóm lặp", kinds=["ubnd_xa"], clause="x", position=9
    )


def add_duty(world) -> None:
    """A report due on a day that no year has."""
    ReportDuty.objects.create(
        campaign=world.campaign, position=1, reporter="unit", recipient="UBND", text="BC", stated="31/11",
        month=11, day=31, meaning="on_day", clause="x",
    )  # fmt: skip


def add_quota(world, **values) -> None:
    """Another quota of the only award."""
    award = Award.objects.get(campaign=world.campaign)
    AwardQuota.objects.create(award=award, clause="x", **{"mode": "exact", "maximum": 5, **values})


def set_grade(world) -> None:
    """The award becomes the Labour Order, which asks for five years and a province."""
    one(world, {"level": "tinh", "period_end": date(2024, 12, 31)})
    Award.objects.update(catalogue="huan_chuong_lao_dong_hang_ba", name="Huân chương Lao động hạng Ba")


def after_the_district(world) -> None:
    """The campaign ends after the district has gone."""
    one(world, {"period_end": date(2025, 12, 31)})


STOPS = {
    "no group": (lambda w: UnitGroup.objects.all().delete() if AwardQuota.objects.all().delete() else None,
                 "Chưa có nhóm xếp hạng nào.", "groups"),
    "a group without units": (
        lambda w: Unit.objects.filter(kind__in=["ubnd_phuong", "ubnd_xa"]).update(kind="khac"),
        "Nhóm «UBND các phường, xã» chưa có đơn vị nào.", "groups"),
    "a unit in two groups": (add_group, "thuộc cả nhóm «UBND các phường, xã» và nhóm «Nhóm lặp»", "groups"),
    "no round": (lambda w: Round.objects.all().delete(), "Chưa có đợt xét", "rounds"),
    "no quota": (lambda w: AwardQuota.objects.all().delete(), "Chưa có chỉ tiêu khen thưởng nào.", "awards"),
    "no criteria set": (lambda w: one(w, {"criteria_set": None}), "Chưa gắn bộ tiêu chí", "general"),
}  # fmt: skip
WARNS = {
    "a sunday": (lambda w: w.campaign.deadlines.update(meaning="on_day", last_valid_day=date(2023, 12, 10)),
                 "rơi vào Chủ nhật 10/12/2023", "deadlines"),
    "no deadline": (lambda w: w.campaign.deadlines.all().delete(), "Chưa có hạn gửi hồ sơ", "deadlines"),
    "a sum that is not the stated one": (
        lambda w: Criterion.objects.filter(pk=Criterion.objects.filter(parent__isnull=False).first().pk)
        .update(maximum=99), "điểm tối đa cộng khác", "general"),
    "no conditions": (lambda w: Condition.objects.all().delete(), "chưa có tiêu chuẩn", "awards"),
    "another number in the condition": (
        lambda w: Condition.objects.filter(rule="within_top").update(params={"n": 5}),
        "trong 05 thứ hạng cao nhất nhưng chỉ tiêu là 03", "awards"),
    "a quota of no group": (lambda w: add_quota(w, subject="ho_gia_dinh"), "chỉ tiêu không gắn nhóm", "awards"),
    "a joint quota over single ones": (lambda w: add_quota(w, mode="ceiling"), "chồng lên chỉ tiêu", "awards"),
    "a contest without a counted attempt": (
        lambda w: one(w, {"measured_by": "contest", "has_self_score": False}), "lượt thi nào được tính", "measure"),
    "a kind that nobody has": (
        lambda w: UnitGroup.objects.filter(code="phong-ban").update(kinds=["phong_ban", "truong"]),
        "không có đơn vị nào thuộc loại «Trường học»", "groups"),
    "a unit that is not there": (
        lambda w: UnitGroup.objects.filter(code="phong-ban").update(unit_codes=["khong-co"]),
        "không có đơn vị mã khong-co", "groups"),
    "what the plan does not state": (lambda w: one(w, {"unconfirmed": ["period.start"]}),
                                     "Thời gian phong trào, từ ngày: kế hoạch không nêu", "period"),
    "a round after the end": (lambda w: Round.objects.update(last_year=2025), "đến năm 2025, sau khi", "rounds"),
    "a day that no year has": (add_duty, "không có ngày 31/11", "report_duties"),
    "too short for the order": (set_grade, "(2 năm tròn) chưa đủ để đề nghị «Huân chương Lao động hạng Ba»", "period"),
    "launched too low for it": (
        lambda w: [set_grade(w), one(w, {"level": "xa"})], "không đủ căn cứ để đề nghị", "launch"),
    "an award that nobody gives any more": (after_the_district, "không còn người có thẩm quyền tặng", "awards"),
}  # fmt: skip


@pytest.mark.parametrize("name", STOPS)
def test_what_stops(tan_chau_draft, name):
    spoil, said, part = STOPS[name]
    spoil(tan_chau_draft)
    found = lines(tan_chau_draft.campaign)
    assert any(stops and said in sentence and where == part for stops, sentence, where in found), found


@pytest.mark.parametrize("name", WARNS)
def test_what_warns(tan_chau_draft, name):
    spoil, said, part = WARNS[name]
    spoil(tan_chau_draft)
    found = lines(tan_chau_draft.campaign)
    assert any(not stops and said in sentence and where == part for stops, sentence, where in found), found
    assert not any(stops for stops, _, _ in found)


def test_a_round_in_which_no_unit_sends_a_dossier_needs_no_deadline(tan_chau_draft):
    tan_chau_draft.campaign.deadlines.all().delete()
    Award.objects.update(own_power=True)
    assert not any("hạn gửi hồ sơ" in sentence for _, sentence, _ in lines(tan_chau_draft.campaign))
    Award.objects.update(own_power=False)
    AwardQuota.objects.update(round_kind="tong_ket")
    assert not any("hạn gửi hồ sơ" in sentence for _, sentence, _ in lines(tan_chau_draft.campaign))
    Round.objects.update(kind="tong_ket")
    assert any("hạn gửi hồ sơ" in sentence for _, sentence, _ in lines(tan_chau_draft.campaign))


def test_a_deadline_of_the_past(tan_chau_draft):
    found = lines(tan_chau_draft.campaign, date(2023, 12, 20))
    assert [sentence for _, sentence, _ in found] == [
        "Hạn «trước ngày 10/12/2023» (gửi hồ sơ đề nghị khen thưởng) đã qua: ngày cuối cùng nhận là 09/12/2023."
    ]


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        (date(2023, 1, 1), date(2025, 12, 31), 3),
        (date(2023, 1, 1), date(2025, 12, 30), 2),
        (date(2020, 2, 29), date(2024, 2, 28), 4),
        (date(2023, 6, 1), date(2023, 7, 1), 0),
    ],
)
def test_whole_years(start, end, years):
    assert whole_years(Campaign(period_start=start, period_end=end)) == years


def test_a_higher_plan_above_grounds_the_award(tan_chau_draft):
    set_grade(tan_chau_draft)
    one(tan_chau_draft, {"level": "xa"})
    assert any("không đủ căn cứ để đề nghị" in sentence for _, sentence, _ in lines(tan_chau_draft.campaign))
    UpperPlan.objects.create(
        campaign=tan_chau_draft.campaign, position=1, level="tinh", issuer_name="UBND tỉnh", clause="mở đầu"
    )
    assert not any("không đủ căn cứ" in sentence for _, sentence, _ in lines(tan_chau_draft.campaign))
