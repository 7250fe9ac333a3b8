"""One door for every change: refusals with numbers, versions of a launched plan, nobody overwritten unseen."""

import hashlib
import json
from datetime import date

import pytest

from accounts.domain.audit import broken_links
from accounts.errors import DomainError, NotAllowed, Stale
from accounts.models import AuditEvent
from awards.domain.change_plan import Paper, change_plan, seen_hash
from awards.domain.edit_plan import (
    edit_row,
    edit_single,
    remove_row,
)
from awards.domain.export_plan import export_row, plan_content
from awards.models import AwardQuota
from awards.plan_parts import AWARD_PARTS
from campaigns.enums import CampaignState
from campaigns.models import Campaign, CampaignVersion, Unit
from dossiers.demo.base import moment

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
