"""Awards of other campaigns of the program beside nominees, and in the report's table of earlier awards."""

import uuid

import pytest

from awards.domain.settle_past import settle_past
from awards.models import Award, AwardQuota, PastMatch
from campaigns.enums import RoundState
from campaigns.models import Campaign, Round
from dossiers.domain.collect_facts import collect_facts
from dossiers.past_for_report import past_rows
from dossiers.past_of_nominees import past_cases
from scoring.enums import Outcome
from scoring.rules import ConditionSpec, judge
from tests.history_makers import AT, given, past, words
from tests.proposal_makers import JUDGED, complete, ranked


@pytest.fixture
def world(tan_chau):
    ranked(tan_chau)
    tan_chau.ward = tan_chau.unit("30376")
    tan_chau.lan = complete(tan_chau, "30376", "ca_nhan", "Trần Thị Lan")
    tan_chau.twin = twin(tan_chau.campaign)
    return tan_chau


def twin(campaign: Campaign) -> Campaign:
    """Another campaign of the same body and year about the same."""
    row = Campaign.objects.get(pk=campaign.pk)
    row.pk, row.slug, row.title = (
        None,
        "chuyen-doi-so-khac",
        "Thi đua chuyển đổi số thị xã Tân Châu năm 2023 (đợt hè)",
    )
    row.save()
    Round.objects.create(campaign=row, position=1, code="nam", kind="nam", name="Đợt năm 2023", first_year=2023,
                         last_year=2023, clause="x")  # fmt: skip
    award = Award.objects.create(
        campaign=row, code="gk", kind="giay_khen", name="Giấy khen của Chủ tịch UBND thị xã", decided_by="Chủ tịch",
        clause="x", position=1,
    )  # fmt: skip
    AwardQuota.objects.create(award=award, mode="none", clause="x", subject="ca_nhan")
    return row


def finding(nomination):
    """What the rule finds about the nominee."""
    spec = ConditionSpec("not_already_awarded", {}, "Luật, Điều 5", "Không khen hai lần")
    return judge([spec], collect_facts(nomination=nomination, at=JUDGED), JUDGED.date()).findings[0]


def test_an_award_of_another_campaign_counts_once_its_round_is_closed(world):
    record = given(world, "30376", "Trần Thị Lan", closed=False, campaign=world.twin)
    assert finding(world.lan).outcome == Outcome.MET and past_rows(world.lan) == []
    record.round.state, record.round.opened_at, record.round.closed_at = RoundState.CLOSED, AT, AT
    record.round.save()
    found = finding(world.lan)
    assert (
        found.outcome != Outcome.MET and "chưa ghi số quyết định" in found.reason and "đợt hè" in found.reason
    )
    (row,) = past_rows(world.lan)
    assert row["name"] == "Giấy khen của Chủ tịch UBND thị xã" and "chưa ghi số quyết định" in row["decision"]


def test_a_namesake_of_another_unit_is_asked_about_and_answered(world):
    record = given(world, "30397", "Trần Thị Lan", campaign=world.twin)
    assert finding(world.lan).outcome == Outcome.NEEDS_PERSON and past_rows(world.lan) == []
    (case,) = past_cases(world.lan.round, [world.lan])[world.lan.pk]
    values = {"nomination": world.lan, "ground": "Khác ngày sinh", "by": world.officer, "at": AT}
    settle_past(past_award=case.award, bars=False, **values)
    assert finding(world.lan).outcome == Outcome.MET and PastMatch.objects.get().given == record
    settle_past(past_award=case.award, bars=True, **values)
    assert finding(world.lan).outcome == Outcome.NOT_MET


def test_the_page_asks_about_it(world):
    record = given(world, "30397", "Trần Thị Lan", campaign=world.twin)
    desk = world.browser(world.officer, JUDGED)
    page = f"/phong-trao/{world.campaign.slug}/de-xuat/vi-sao/{world.ward.pk}/"
    assert "Khen thưởng cũ cần đối chiếu" in words(desk.get(page))
    path = f"/phong-trao/{world.campaign.slug}/de-xuat/khen-trong-phan-mem/{world.lan.pk}/{record.pk}/"
    form = {"key": str(uuid.uuid4()), "answer": "khac", "ground": "Khác ngày sinh"}
    assert "Không phải, hoặc khác thành tích" in words(desk.post(path, form, follow=True))
    unit = world.browser(world.person_of(world.ward), JUDGED)
    assert unit.post(path, form).status_code == 404
    assert desk.post(path.replace(f"/{record.pk}/", "/999999/"), form).status_code == 404


def test_the_same_award_with_its_paper_is_one_case_and_one_row(world):
    record = given(world, "30376", "Trần Thị Lan", campaign=world.twin)
    row = past(world, unit=world.ward, number="77/QĐ-UBND", first_year=2023, last_year=2023, signed_on=None,
               achievement=world.twin.title)  # fmt: skip
    row.given = record
    row.save()
    assert [case.award for case in past_cases(world.lan.round, [world.lan])[world.lan.pk]] == [row]
    assert [line["decision"][:23] for line in past_rows(world.lan)] == ["Quyết định số 77/QĐ-UBN"]


def test_the_paper_of_an_award_of_this_campaign_is_not_a_second_one(world):
    mine = given(world, "30376", "Trần Thị Lan")
    row = past(world, unit=world.ward, first_year=2023, last_year=2023, signed_on=None, number="77/QĐ-UBND",
               achievement=world.campaign.title)  # fmt: skip
    assert [case.award for case in past_cases(world.lan.round, [world.lan])[world.lan.pk]] == [row]
    row.given = mine
    row.save()
    assert past_cases(world.lan.round, [world.lan])[world.lan.pk] == []
