"""One door for every change: refusals with numbers, versions of a launched plan, nobody overwritten unseen."""

import hashlib
import json
from datetime import date
from decimal import Decimal

import pytest

from accounts.domain.audit import broken_links
from accounts.errors import DomainError, NotAllowed, NotFound, Stale
from accounts.models import AuditEvent
from awards.domain.change_plan import Paper, change_plan, seen_hash
from awards.domain.edit_plan import (
    add_row,
    edit_row,
    edit_single,
    move_row,
    remove_row,
    settle_unconfirmed,
)
from awards.domain.export_plan import export_row, plan_content
from awards.forms.rows import row_form
from awards.models import Award, AwardQuota, AwardRecord
from awards.plan_parts import AWARD_PARTS, PARTS
from campaigns.enums import CampaignState
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


def test_a_change_of_a_draft_is_written_told_and_recorded(tan_chau_draft):
    quota = quota_of(tan_chau_draft)
    done = edit_row(part="quotas", pk=quota.pk, values={"maximum": 4}, **who(tan_chau_draft))
    quota.refresh_from_db()
    assert quota.maximum == 4 and done.version is None
    assert done.changes == (
        "Giấy khen của Chủ tịch Ủy ban nhân dân thị xã, tập thể, nhóm Các phòng, ban chuyên môn: "
        "số lượng 03 -> 04.",
    )
    event = AuditEvent.objects.get(kind="plan.changed")
    assert event.changes["changes"] == list(done.changes) and broken_links() == []
    assert not CampaignVersion.objects.exists()


def test_the_same_values_change_nothing(tan_chau_draft):
    quota = quota_of(tan_chau_draft)
    done = edit_row(part="quotas", pk=quota.pk, values={"maximum": 3}, **who(tan_chau_draft))
    assert done.changes == () and not AuditEvent.objects.filter(kind="plan.changed").exists()


def test_a_launched_plan_gets_a_version_with_reason_and_document(tan_chau):
    quota = quota_of(tan_chau)
    first = CampaignVersion.objects.get().content
    done = edit_row(part="quotas", pk=quota.pk, values={"maximum": 4}, paper=PAPER, **who(tan_chau))
    version = CampaignVersion.objects.get(number=2)
    assert (version.reason, version.document) == (PAPER.reason, PAPER.document)
    assert version.changes == list(done.changes) and version.created_by == tan_chau.officer
    text = json.dumps(version.content, ensure_ascii=False, sort_keys=True)
    assert hashlib.sha256(text.encode()).hexdigest() == version.sha256
    assert version.content == plan_content(Campaign.objects.get())
    assert Campaign.objects.get().version == 2
    assert CampaignVersion.objects.get(number=1).content == first


@pytest.mark.parametrize(
    ("paper", "field"),
    [
        (Paper(), "reason"),
        (Paper(reason=" \u200b "), "reason"),
        (Paper(reason="Vì"), "document"),
        (Paper(reason="Vì", document="x" * 251), "document"),
    ],
)
def test_a_launched_plan_asks_why_and_by_what(tan_chau, paper, field):
    with pytest.raises(DomainError) as refused:
        edit_row(part="quotas", pk=quota_of(tan_chau).pk, values={"maximum": 4}, paper=paper, **who(tan_chau))
    assert refused.value.field == field and CampaignVersion.objects.count() == 1


def test_only_the_standing_body_and_never_a_closed_plan(tan_chau):
    unit = tan_chau.unit("30397")
    for person in (tan_chau.person_of(unit), tan_chau.member(1)):
        with pytest.raises(NotAllowed):
            change_plan(campaign=tan_chau.campaign, by=person, at=AT, change=lambda one: None, paper=PAPER)
    Campaign.objects.update(state=CampaignState.CLOSED)
    with pytest.raises(DomainError, match="đã kết thúc"):
        change_plan(**who(tan_chau), change=lambda one: None, paper=PAPER)


def test_two_people_at_one_row_the_second_is_told(tan_chau_draft):
    quota = quota_of(tan_chau_draft)
    seen = seen_hash(export_row(AWARD_PARTS["quotas"], quota))
    edit_row(part="quotas", pk=quota.pk, values={"maximum": 4}, seen=seen, **who(tan_chau_draft))
    with pytest.raises(Stale, match="người khác sửa"):
        edit_row(part="quotas", pk=quota.pk, values={"maximum": 5}, seen=seen, **who(tan_chau_draft))
    with pytest.raises(Stale):
        remove_row(part="quotas", pk=quota.pk, seen=seen, **who(tan_chau_draft))
    quota.refresh_from_db()
    assert quota.maximum == 4


def test_a_form_that_promises_version_2_does_not_become_version_3(tan_chau):
    first, other = quota_of(tan_chau), quota_of(tan_chau, "ca_nhan")
    paper = Paper(PAPER.reason, PAPER.document, version=1)
    edit_row(part="quotas", pk=first.pk, values={"maximum": 4}, paper=paper, **who(tan_chau))
    with pytest.raises(Stale, match="thành bản 2"):
        edit_row(part="quotas", pk=other.pk, values={"maximum": 4}, paper=paper, **who(tan_chau))
    assert CampaignVersion.objects.count() == 2


def test_single_fields_with_their_clause_and_note(tan_chau_draft):
    done = edit_single(
        table="period", values={"period_end": date(2023, 12, 30)}, clause="mục I.4", note="Theo công văn",
        **who(tan_chau_draft),
    )  # fmt: skip
    campaign = Campaign.objects.get()
    assert campaign.period_end == date(2023, 12, 30)
    assert (campaign.clauses["period"], campaign.notes["period"]) == ("mục I.4", "Theo công văn")
    assert "đến ngày «31/12/2023» -> «30/12/2023»" in done.changes[0]
    edit_single(table="general", values={"title": "Phong trào Số hóa"}, **who(tan_chau_draft))
    assert Campaign.objects.get().search_key.startswith("phong trao so hoa")


@pytest.mark.parametrize(
    ("table", "values", "clause", "said"),
    [
        ("period", {"period_end": date(2022, 12, 31)}, "mục I.3", "trước"),
        (
            "period",
            {"period_end": date(2023, 12, 31)},
            "",
            "«Thời gian phong trào, điều khoản» đang để trống",
        ),
        ("authority", {"authority_title": ""}, "mục III.2", "Người quyết định khen thưởng"),
    ],
)
def test_what_can_not_be_is_refused_in_the_plan_s_words(tan_chau_draft, table, values, clause, said):
    with pytest.raises(DomainError) as refused:
        edit_single(table=table, values=values, clause=clause, **who(tan_chau_draft))
    assert said in refused.value.message and "period" not in refused.value.message
    assert Campaign.objects.get().period_end == date(2023, 12, 31)


def test_the_standing_body_is_not_handed_to_one_without_an_officer(tan_chau_draft):
    other = Unit.objects.get(code="30397")
    with pytest.raises(DomainError, match="chưa có cán bộ"):
        edit_single(
            table="standing_unit", values={"standing_unit": other}, clause="mục V.1", **who(tan_chau_draft)
        )


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


def test_every_part_has_a_form_with_a_label_for_each_key(tan_chau_draft):
    for part in (*PARTS.values(), *AWARD_PARTS.values()):
        fields = row_form(part)(campaign=tan_chau_draft.campaign).fields
        wanted = {part.column(key) for key in part.fields} - {"rule", "params"}
        assert wanted <= set(fields) and all(field.label for name, field in fields.items() if name != "seen")
