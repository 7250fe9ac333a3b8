"""Rows of the plan one at a time: what can't be is refused before the database, with the numbers."""

from datetime import date
from decimal import Decimal

import pytest

from accounts.errors import DomainError, NotAllowed, NotFound
from accounts.models import AuditEvent
from awards.domain.change_plan import Paper
from awards.domain.edit_plan import (
    add_row,
    edit_row,
    mark_unconfirmed,
    move_row,
    remove_row,
    settle_unconfirmed,
    settled_marks,
)
from awards.domain.export_plan import plan_content
from awards.forms.rows import row_form
from awards.models import Award, AwardQuota, AwardRecord
from awards.plan_parts import AWARD_PARTS, PARTS
from campaigns.models import Campaign, CampaignVersion, Registration, ReportDuty, TargetProgress, Unit
from dossiers.demo.base import moment
from tests.council_makers import accepted

AT = moment(2023, 8, 1)
PAPER = Paper("Bổ sung chỉ tiêu", "Kế hoạch 1400/KH-UBND ngày 01/8/2023")


def who(world) -> dict:
    """The standing officer on the first of August."""
    return {"campaign": world.campaign, "by": world.officer, "at": AT}


def quota_of(world, subject="tap_the", group="phong-ban") -> AwardQuota:
    """One of the four quotas of the plan."""
    return AwardQuota.objects.get(award__campaign=world.campaign, subject=subject, group__code=group)


def test_rows_are_added_at_the_end_moved_and_removed(tan_chau_draft):
    add_row(
        part="basis", values={"text": "Luật 06/2022/QH15", "clause": "phần mở đầu"}, **who(tan_chau_draft)
    )
    rows = list(tan_chau_draft.campaign.basis_documents.all())
    assert rows[-1].text == "Luật 06/2022/QH15" and [row.position for row in rows] == [1, 2, 3]
    done = move_row(part="basis", pk=rows[-1].pk, to="len", **who(tan_chau_draft))
    assert done.changes == ("Căn cứ: đổi thứ tự.",)
    order = list(tan_chau_draft.campaign.basis_documents.values_list("pk", flat=True))
    assert order == [rows[0].pk, rows[2].pk, rows[1].pk]
    assert move_row(part="basis", pk=rows[0].pk, to="len", **who(tan_chau_draft)).changes == ()
    done = remove_row(part="basis", pk=rows[2].pk, **who(tan_chau_draft))
    assert done.changes == ("Căn cứ: bỏ «Luật 06/2022/QH15».",)


def test_a_row_of_another_campaign_does_not_exist(tan_chau_draft):
    with pytest.raises(NotFound):
        edit_row(part="quotas", pk=10_000, values={"maximum": 4}, **who(tan_chau_draft))
    with pytest.raises(NotFound):
        add_row(part="salaries", values={}, **who(tan_chau_draft))


@pytest.mark.parametrize(
    ("part", "values", "said"),
    [
        ("groups", {"code": "phong-ban", "name": "Phòng", "clause": "m"}, "đã có «Các phòng, ban chuyên môn»"),
        ("phases", {"code": "i", "name": "I", "start": date(2024, 1, 1), "end": date(2024, 2, 1), "clause": "m"},
         "ngoài thời gian"),
        ("rounds", {"code": "x", "kind": "nam", "name": "X", "first_year": 2024, "last_year": 2023, "clause": "m"},
         "Đợt xét khen thưởng 2, đến năm"),
        ("report_duties", {"reporter": "unit", "recipient": "UBND", "text": "BC", "stated": "30/2", "month": 2,
                           "day": 30, "meaning": "on_day", "clause": "m"}, "không có ngày 30/2"),
        ("targets", {"code": "t", "text": "Tỷ lệ hồ sơ", "comparison": "ge", "value": Decimal(120), "measure": "%",
                     "year": 2023, "clause": "m"}, "phần trăm không thể quá 100"),
        ("basis", {"text": "Luật", "clause": " "}, "điều khoản» đang để trống"),
    ],
)  # fmt: skip
def test_a_row_that_can_not_be_is_refused_before_the_database(tan_chau_draft, part, values, said):
    before = plan_content(tan_chau_draft.campaign)
    with pytest.raises(DomainError) as refused:
        add_row(part=part, values=values, **who(tan_chau_draft))
    assert said in refused.value.message
    assert plan_content(Campaign.objects.get()) == before


def test_a_quota_for_the_same_people_twice_is_refused(tan_chau_draft):
    first = quota_of(tan_chau_draft)
    values = {"subject": "tap_the", "group": first.group, "mode": "exact", "maximum": 1, "clause": "mục x"}
    with pytest.raises(DomainError, match="đã có «tập thể, nhóm phong-ban»"):
        add_row(part="quotas", award=first.award, values=values, **who(tan_chau_draft))


def test_a_joint_quota_and_one_for_outsiders_can_be_added(tan_chau_draft):
    award = Award.objects.get(campaign=tan_chau_draft.campaign)
    joint = {"mode": "ceiling", "maximum": 5, "clause": "mục IV.3.1"}
    add_row(part="quotas", award=award, values=joint, **who(tan_chau_draft))
    done = add_row(
        part="quotas", award=award, values={"mode": "none", "outside": True, "clause": "mục IV.3.1"},
        **who(tan_chau_draft),
    )  # fmt: skip
    assert "ngoài địa bàn" in done.changes[0] and "không giới hạn" in done.changes[0]


def test_a_quota_is_not_lowered_under_the_awards_given(tan_chau):
    quota = quota_of(tan_chau)
    given(tan_chau, quota, 2)
    with pytest.raises(DomainError) as refused:
        edit_row(part="quotas", pk=quota.pk, values={"maximum": 1}, paper=PAPER, **who(tan_chau))
    assert "Đã chọn khen 2 trường hợp" in refused.value.message and refused.value.field == "maximum"
    assert (
        "không hạ xuống 1 được" in refused.value.message and "ít nhất 1 trường hợp" in refused.value.message
    )
    with pytest.raises(DomainError, match="2 trường hợp"):
        edit_row(part="quotas", pk=quota.pk, values={"subject": "ca_nhan"}, paper=PAPER, **who(tan_chau))
    with pytest.raises(DomainError, match="2 kết quả khen thưởng"):
        remove_row(part="quotas", pk=quota.pk, paper=PAPER, **who(tan_chau))
    edit_row(part="quotas", pk=quota.pk, values={"maximum": 2}, paper=PAPER, **who(tan_chau))
    assert CampaignVersion.objects.count() == 2


def given(world, quota, count) -> None:
    """So many awards under the quota, as rows."""
    for place, unit in enumerate(Unit.objects.filter(group_places__group=quota.group)[:count], start=1):
        nomination = accepted(world, unit.code)
        AwardRecord.objects.create(
            campaign=world.campaign, round=nomination.round, nomination=nomination, quota=quota, place=place,
            marked_at=AT, marked_by=world.officer,
        )  # fmt: skip


def test_nothing_that_has_rows_hanging_on_it_is_removed(tan_chau):
    quota = quota_of(tan_chau)
    given(tan_chau, quota, 1)
    award = quota.award
    for part, row, said in [
        ("groups", quota.group, "1 đề nghị khen thưởng, 2 chỉ tiêu khen thưởng"),
        ("rounds", tan_chau.campaign.rounds.get(), "1 đề nghị khen thưởng"),
        ("awards", award, "1 đề nghị khen thưởng"),
    ]:
        with pytest.raises(DomainError) as refused:
            remove_row(part=part, pk=row.pk, paper=PAPER, **who(tan_chau))
        assert said in refused.value.message
    assert Award.objects.filter(pk=award.pk).exists()


def test_a_duty_with_reports_and_a_target_with_progress_stay(tan_chau):
    duty = ReportDuty.objects.create(
        campaign=tan_chau.campaign, position=1, reporter="unit", recipient="UBND", text="Báo cáo",
        stated="05/11", month=11, day=5, meaning="on_day", clause="mục V",
    )  # fmt: skip
    duty.received.create(
        unit=tan_chau.unit("30397"), year=2023, number="1/BC", issued_on=AT.date(), arrived_on=AT.date(),
        at=AT, by=tan_chau.officer,
    )  # fmt: skip
    target = tan_chau.campaign.targets.create(
        position=1, code="t", text="Hồ sơ", comparison="ge", value=50, measure="%", year=2023, clause="mục II"
    )
    TargetProgress.objects.create(
        target=target, year=2023, value=40, document="BC", at=AT, by=tan_chau.officer
    )
    for part, row, said in [("report_duties", duty, "1 báo cáo"), ("targets", target, "1 năm")]:
        with pytest.raises(DomainError, match=said):
            remove_row(part=part, pk=row.pk, paper=PAPER, **who(tan_chau))


def test_a_launched_plan_places_its_units_again_when_its_groups_change(tan_chau):
    group = tan_chau.campaign.groups.get(code="phuong-xa")
    unit = tan_chau.unit("30397")
    kinds = [kind for kind in group.kinds if kind != unit.kind]
    change = {"part": "groups", "pk": group.pk, "paper": PAPER}
    before = tan_chau.campaign.members.filter(group=group).count()
    edit_row(values={"kinds": kinds}, **change, **who(tan_chau))
    assert tan_chau.campaign.members.filter(group=group).count() < before
    edit_row(values={"kinds": group.kinds}, **change, **who(tan_chau))
    assert tan_chau.campaign.members.filter(group=group).count() == before
    Registration.objects.create(
        campaign=tan_chau.campaign, unit=unit, registered_at=AT, registered_by=tan_chau.person_of(unit)
    )
    with pytest.raises(DomainError, match="1 đăng ký thi đua"):
        edit_row(values={"kinds": kinds}, **change, **who(tan_chau))
    assert tan_chau.campaign.members.filter(unit=unit).exists()


def test_what_the_plan_does_not_state_is_confirmed_once(tan_chau_draft):
    Campaign.objects.update(unconfirmed=["period.start", "groups"])
    settle_unconfirmed(key="groups", **who(tan_chau_draft))
    assert Campaign.objects.get().unconfirmed == ["period.start"]
    with pytest.raises(NotFound):
        settle_unconfirmed(key="groups", **who(tan_chau_draft))


def test_what_was_checked_can_be_marked_as_unchecked_again(tan_chau_draft):
    Campaign.objects.update(unconfirmed=["period.start", "groups"])
    campaign = Campaign.objects.get()
    with pytest.raises(NotFound):
        mark_unconfirmed(key="groups", **who(tan_chau_draft))
    assert settled_marks(campaign) == ()
    settle_unconfirmed(key="groups", **who(tan_chau_draft))
    assert [key for key, _ in settled_marks(Campaign.objects.get())] == ["groups"]
    change = mark_unconfirmed(key="groups", **who(tan_chau_draft))
    assert change.changes == ("Chưa kiểm tra mục do cơ quan đặt: Nhóm, khối, cụm.",)
    assert Campaign.objects.get().unconfirmed == ["period.start", "groups"]
    event = AuditEvent.objects.first()
    assert (
        event.kind == "plan.changed" and "Chưa kiểm tra" in event.sentence and "groups" not in event.sentence
    )
    assert settled_marks(Campaign.objects.get()) == ()
    with pytest.raises(NotFound):
        mark_unconfirmed(key="period.end", **who(tan_chau_draft))
    with pytest.raises(NotAllowed):
        mark_unconfirmed(key="groups", **{**who(tan_chau_draft), "by": tan_chau_draft.member(1)})


def test_every_part_has_a_form_with_a_label_for_each_key(tan_chau_draft):
    for part in (*PARTS.values(), *AWARD_PARTS.values()):
        fields = row_form(part)(campaign=tan_chau_draft.campaign).fields
        wanted = {part.column(key) for key in part.fields} - {"rule", "params"}
        assert wanted <= set(fields) and all(field.label for name, field in fields.items() if name != "seen")
